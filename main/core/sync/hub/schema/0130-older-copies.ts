/**
 * hello as it was before this step (0040-read.ts), which refuses a desk that gave out fewer numbers than the hub has of it before it writes down its
 * session: that is an older copy of the profile, and gets an identity of its own. Written down, its session made the desk
 * that it was copied from the copy at its own next hello, so that both forked and the first identity was left with nobody:
 * it held compaction back, and after a restore of the hub every grant, until a person revoked it.
 */
export const olderCopies = `
ALTER FUNCTION reseller_hub.hello(jsonb) RENAME TO greeted;
REVOKE ALL ON FUNCTION reseller_hub.greeted(jsonb) FROM reseller_hub_desk;

CREATE FUNCTION reseller_hub.hello(p_hello jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
BEGIN
  IF (p_hello->>'deskSeq')::bigint < v_me.last_desk_seq THEN PERFORM fail('RH002', 'gap'); END IF;
  RETURN greeted(p_hello);
END
$$;
`;
