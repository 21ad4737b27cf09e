/**
 * Files (pictures of the catalogue), kept once for each content under its SHA-256. They are never changed and never deleted:
 * what was deleted may be taken back, and a desk that was long away asks for them late.
 */
export const files = `
CREATE TABLE reseller_hub.file (
  workspace_id uuid NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  content bytea NOT NULL,
  desk_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, sha256)
);
ALTER TABLE reseller_hub.file ENABLE ROW LEVEL SECURITY;
ALTER TABLE reseller_hub.file FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON reseller_hub.file
  USING (workspace_id = (SELECT reseller_hub.login_workspace()) OR (SELECT reseller_hub.is_administrator()));

-- Which of these the hub does not have.
CREATE FUNCTION reseller_hub.lacking_files(p_sha256 text[]) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
BEGIN
  RETURN (SELECT coalesce(json_agg(asked.sha256), '[]') FROM unnest(p_sha256[1:1000]) AS asked (sha256)
    WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.workspace_id = v_me.workspace_id AND f.sha256 = asked.sha256));
END
$$;

-- Keeps a file. False: not taken, for the desk may not write, it is too large, or it is not what its name says.
CREATE FUNCTION reseller_hub.put_file(p_sha256 text, p_content bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
BEGIN
  IF NOT v_me.may_write OR octet_length(p_content) > 5000000 OR encode(sha256(p_content), 'hex') <> p_sha256 THEN
    RETURN false;
  END IF;
  INSERT INTO file (workspace_id, sha256, content, desk_id) VALUES (v_me.workspace_id, p_sha256, p_content, v_me.desk_id)
    ON CONFLICT DO NOTHING;
  PERFORM wake(v_me.workspace_id);
  RETURN true;
END
$$;

-- The bytes of a file; null: the hub does not have it.
CREATE FUNCTION reseller_hub.get_file(p_sha256 text) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
BEGIN
  RETURN (SELECT f.content FROM file f WHERE f.workspace_id = v_me.workspace_id AND f.sha256 = p_sha256);
END
$$;
`;
