/**
 * Who calls. A desk signs in with a login of its own, whose name carries the workspace; `session_user` cannot be changed
 * by the caller, also not inside a SECURITY DEFINER function, so nothing in a payload can speak for another desk.
 * Row-level security is the second wall: it holds for the owner of the functions too, so that a mistake in a function
 * still cannot reach another workspace.
 */
export const identity = `
CREATE FUNCTION reseller_hub.login_workspace() RETURNS uuid
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN session_user ~ '^rh[di]_[0-9a-f]{32}_[0-9a-f]{24}$' THEN substr(session_user, 5, 32)::uuid END
$$;

CREATE FUNCTION reseller_hub.is_administrator() RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.pg_has_role(session_user, 'reseller_hub_owner', 'member')
$$;

CREATE FUNCTION reseller_hub.fail(p_state text, p_code text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = p_state, MESSAGE = p_code;
END
$$;

-- The calling desk; refuses a login that is none, and a revoked one.
CREATE FUNCTION reseller_hub.current_desk() RETURNS reseller_hub.desk
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_desk reseller_hub.desk;
BEGIN
  SELECT * INTO v_desk FROM reseller_hub.desk
    WHERE workspace_id = reseller_hub.login_workspace() AND role_name = session_user;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'RH005', MESSAGE = 'credential';
  END IF;
  IF v_desk.revoked_at IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'RH003', MESSAGE = 'revoked';
  END IF;
  RETURN v_desk;
END
$$;

-- A hint that something is new; a server without NOTIFY gets a version of this that does nothing.
CREATE FUNCTION reseller_hub.wake(p_workspace uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.pg_notify('reseller_hub_' || replace(p_workspace::text, '-', ''), '');
END
$$;

DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['workspace','desk','register','op','conflict','granted','holding','invite'] LOOP
    EXECUTE format('ALTER TABLE reseller_hub.%I ENABLE ROW LEVEL SECURITY', v_table);
    EXECUTE format('ALTER TABLE reseller_hub.%I FORCE ROW LEVEL SECURITY', v_table);
    EXECUTE format(
      'CREATE POLICY own_workspace ON reseller_hub.%I USING (workspace_id = (SELECT reseller_hub.login_workspace()) OR (SELECT reseller_hub.is_administrator()))',
      v_table);
  END LOOP;
END
$$;
`;
