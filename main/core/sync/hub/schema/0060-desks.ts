/**
 * Desks come and go: create a workspace, invite, join, fork, leave, revoke. Each desk has a login of its own. Passwords
 * never reach the server: it is given SCRAM verifiers, made by the console. A login can do nothing but execute functions.
 */
export const desks = `
CREATE FUNCTION reseller_hub.make_login(p_role text, p_workspace uuid, p_kind text, p_verifier text, p_group text, p_until timestamptz)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  -- A plain password would end up in the server's log.
  IF p_verifier !~ '^SCRAM-SHA-256[$][0-9]+:[A-Za-z0-9+/=]+[$][A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$'
      OR p_role !~ '^rh[di]_[0-9a-f]{32}_[0-9a-f]{24}$'
      OR left(p_role, 37) <> p_kind || '_' || replace(p_workspace::text, '-', '') || '_' THEN
    PERFORM fail('22023', 'not a login of this workspace');
  END IF;
  EXECUTE format('CREATE ROLE %I LOGIN NOCREATEDB NOCREATEROLE CONNECTION LIMIT 8 PASSWORD %L VALID UNTIL %L IN ROLE %I',
    p_role, p_verifier, coalesce(p_until::text, 'infinity'), p_group);
END
$$;

CREATE FUNCTION reseller_hub.close_login(p_role text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = p_role) THEN
    -- The password stays: who still knows it is told that the login is closed, and not that it is wrong.
    EXECUTE format('ALTER ROLE %I NOLOGIN', p_role);
  END IF;
END
$$;

-- An administrator's connection, or a desk that may administrate. Gives the workspace.
CREATE FUNCTION reseller_hub.administrated(p_workspace uuid) RETURNS uuid
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_me reseller_hub.desk;
BEGIN
  IF reseller_hub.login_workspace() IS NULL AND reseller_hub.is_administrator() THEN RETURN p_workspace; END IF;
  v_me := reseller_hub.current_desk();
  IF NOT v_me.is_admin THEN PERFORM reseller_hub.fail('RH007', 'not an administrator'); END IF;
  RETURN v_me.workspace_id;
END
$$;

CREATE FUNCTION reseller_hub.create_workspace(p_workspace uuid, p_name text, p_desk uuid, p_desk_name text, p_role text, p_verifier text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
BEGIN
  IF NOT is_administrator() THEN PERFORM fail('RH007', 'not an administrator'); END IF;
  INSERT INTO workspace (workspace_id, name, epoch) VALUES (p_workspace, p_name, gen_random_uuid()::text);
  PERFORM make_login(p_role, p_workspace, 'rhd', p_verifier, 'reseller_hub_desk', NULL);
  INSERT INTO desk (workspace_id, desk_id, role_name, name, is_admin, epoch)
    SELECT p_workspace, p_desk, p_role, p_desk_name, true, epoch FROM workspace WHERE workspace_id = p_workspace;
END
$$;

CREATE FUNCTION reseller_hub.invite_desk(p_workspace uuid, p_role text, p_verifier text, p_code_hash text, p_is_admin boolean,
  p_may_write boolean, p_minutes integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_workspace uuid := reseller_hub.administrated(p_workspace);
  v_until timestamptz := now() + make_interval(mins => least(greatest(p_minutes, 1), 43200));
  v_old record;
BEGIN
  -- Logins of invitations that are over.
  FOR v_old IN SELECT role_name FROM invite WHERE workspace_id = v_workspace AND (used_at IS NOT NULL OR expires_at < now()) LOOP
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = v_old.role_name) AND v_old.role_name <> session_user THEN
      EXECUTE format('DROP ROLE %I', v_old.role_name);
    END IF;
  END LOOP;
  PERFORM make_login(p_role, v_workspace, 'rhi', p_verifier, 'reseller_hub_invited', v_until);
  INSERT INTO invite (workspace_id, role_name, code_hash, is_admin, may_write, invited_by, expires_at)
    VALUES (v_workspace, p_role, p_code_hash, p_is_admin, p_may_write,
      (SELECT desk_id FROM desk WHERE workspace_id = v_workspace AND role_name = session_user), v_until);
  RETURN iso(v_until);
END
$$;

CREATE FUNCTION reseller_hub.join_workspace(p_code_hash text, p_desk uuid, p_desk_name text, p_role text, p_verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_invite reseller_hub.invite;
BEGIN
  -- Locked: of two that use one code at once, the second one finds it used.
  SELECT * INTO v_invite FROM invite WHERE workspace_id = login_workspace() AND role_name = session_user FOR UPDATE;
  IF NOT FOUND OR v_invite.used_at IS NOT NULL OR v_invite.expires_at < now() OR v_invite.code_hash <> p_code_hash THEN
    PERFORM fail('RH005', 'credential');
  END IF;
  PERFORM make_login(p_role, v_invite.workspace_id, 'rhd', p_verifier, 'reseller_hub_desk', NULL);
  INSERT INTO desk (workspace_id, desk_id, role_name, name, is_admin, may_write, epoch)
    SELECT v_invite.workspace_id, p_desk, p_role, p_desk_name, v_invite.is_admin, v_invite.may_write, epoch
    FROM workspace WHERE workspace_id = v_invite.workspace_id;
  UPDATE invite SET used_at = now(), used_by = p_desk WHERE workspace_id = v_invite.workspace_id AND role_name = v_invite.role_name;
  -- It cannot be dropped while it is the one that calls.
  PERFORM close_login(v_invite.role_name);
END
$$;

-- A new desk with the same rights, for a profile that was copied or restored. Asked again after a lost answer, it changes
-- the login of the one that it made.
CREATE FUNCTION reseller_hub.fork_desk(p_desk uuid, p_role text, p_verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_made reseller_hub.desk;
BEGIN
  SELECT * INTO v_made FROM desk WHERE workspace_id = v_me.workspace_id AND desk_id = p_desk FOR UPDATE;
  IF FOUND AND (v_made.forked_from IS DISTINCT FROM v_me.desk_id OR v_made.last_desk_seq > 0) THEN
    PERFORM fail('22023', 'this desk is there already');
  END IF;
  PERFORM make_login(p_role, v_me.workspace_id, 'rhd', p_verifier, 'reseller_hub_desk', NULL);
  IF v_made.desk_id IS NOT NULL THEN
    PERFORM close_login(v_made.role_name);
    UPDATE desk SET role_name = p_role WHERE workspace_id = v_me.workspace_id AND desk_id = p_desk;
  ELSE
    INSERT INTO desk (workspace_id, desk_id, role_name, name, is_admin, may_write, epoch, forked_from)
      VALUES (v_me.workspace_id, p_desk, p_role, v_me.name, v_me.is_admin, v_me.may_write, v_me.epoch, v_me.desk_id);
  END IF;
END
$$;

CREATE FUNCTION reseller_hub.close_desk(p_workspace uuid, p_desk uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_role text;
BEGIN
  -- Pushes of the workspace wait for this lock: none of the desk comes after it.
  PERFORM 1 FROM workspace WHERE workspace_id = p_workspace FOR UPDATE;
  UPDATE desk SET revoked_at = coalesce(revoked_at, now()), open = '[]' WHERE workspace_id = p_workspace AND desk_id = p_desk
    RETURNING role_name INTO v_role;
  IF v_role IS NULL THEN PERFORM fail('22023', 'no such desk'); END IF;
  PERFORM close_login(v_role);
  -- What the desk was about to do can be done by another one when its lease is over; operations stay with a person.
  PERFORM wake(p_workspace);
END
$$;

CREATE FUNCTION reseller_hub.leave() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
BEGIN
  PERFORM close_desk(v_me.workspace_id, v_me.desk_id);
END
$$;

CREATE FUNCTION reseller_hub.revoke_desk(p_workspace uuid, p_desk uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
BEGIN
  PERFORM close_desk(administrated(p_workspace), p_desk);
END
$$;
`;
