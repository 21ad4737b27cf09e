/**
 * Two applications on copies of one profile speak as one desk until their hellos tell them apart. Grants are taken only from
 * the one that said hello last, over the connection on which it said so. A thing is held for one request: a copy that asks for
 * the same thing is not granted it because its desk has it, and is told where its very request had its yes before. What a
 * profile was granted goes with it to its new identity, and what it gave back is told again after a restore. And after a restore nobody gets the run until every lease that was
 * forgotten is over.
 */
export const sessions = `
ALTER TABLE reseller_hub.desk ADD COLUMN sessions jsonb NOT NULL DEFAULT '[]';
-- The request for which an operation is held.
ALTER TABLE reseller_hub.holding ADD COLUMN request_id text COLLATE "C";

ALTER FUNCTION reseller_hub.hello(jsonb) RENAME TO hello_plain;
REVOKE ALL ON FUNCTION reseller_hub.hello_plain(jsonb) FROM reseller_hub_desk;

CREATE FUNCTION reseller_hub.hello(p_hello jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_session text := coalesce(p_hello->>'session', '');
  v_state jsonb;
BEGIN
  -- One that was here before another one came is back, however many there are.
  IF v_session <> v_me.session AND v_me.sessions ? v_session THEN PERFORM fail('RH002', 'gap'); END IF;
  v_state := hello_plain(p_hello)::jsonb;
  IF v_session <> v_me.session THEN
    UPDATE desk SET sessions = (
        SELECT coalesce(jsonb_agg(one ORDER BY place), '[]') FROM jsonb_array_elements(sessions || to_jsonb(v_session))
          WITH ORDINALITY AS every (one, place) WHERE place > jsonb_array_length(sessions) - 49)
      WHERE workspace_id = v_me.workspace_id AND desk_id = v_me.desk_id;
  END IF;
  -- It knows of an earlier epoch only: what a copy of it has told is not what this one was granted.
  IF p_hello->>'epoch' NOT IN ('', v_state->>'epoch') THEN
    UPDATE desk SET epoch = p_hello->>'epoch' WHERE workspace_id = v_me.workspace_id AND desk_id = v_me.desk_id;
  END IF;
  -- Of this connection, until it ends.
  PERFORM set_config('reseller_hub.session', v_session, false);
  RETURN v_state || jsonb_build_object('skipped', (SELECT skipped FROM workspace WHERE workspace_id = v_me.workspace_id));
END
$$;

ALTER FUNCTION reseller_hub.grant_once(text, text, text, bigint, bigint, bigint, boolean) RENAME TO grant_to_session;
REVOKE ALL ON FUNCTION reseller_hub.grant_to_session(text, text, text, bigint, bigint, bigint, boolean) FROM reseller_hub_desk;

CREATE FUNCTION reseller_hub.grant_once(p_kind text, p_key text, p_request_id text, p_amount bigint, p_floor bigint,
  p_held bigint, p_release boolean) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_held reseller_hub.holding;
  v_known boolean;
  v_at timestamptz := to_timestamp(p_held / 1000.0);
  v_answer json;
BEGIN
  IF p_release AND p_held IS NOT NULL AND p_kind = 'operation' THEN
    -- Of an operation that is over: whose hand was on it last, where a backup does not know.
    INSERT INTO holding (workspace_id, kind, key) VALUES (v_me.workspace_id, p_kind, p_key) ON CONFLICT DO NOTHING;
    UPDATE holding SET last_desk = v_me.desk_id, last_at = v_at WHERE workspace_id = v_me.workspace_id AND kind = p_kind
      AND key = p_key AND coalesce(last_at < v_at, true);
    RETURN json_build_object('granted', false, 'value', 0, 'heldBy', '');
  END IF;
  IF p_release THEN RETURN grant_to_session(p_kind, p_key, p_request_id, p_amount, p_floor, p_held, p_release); END IF;
  IF v_me.session IS DISTINCT FROM current_setting('reseller_hub.session', true) THEN PERFORM fail('RH001', 'epoch'); END IF;
  IF p_kind = 'run' AND (SELECT epoch_at + make_interval(secs => p_amount) > clock_timestamp() FROM workspace
      WHERE workspace_id = v_me.workspace_id) THEN
    PERFORM fail('RH001', 'epoch');
  END IF;
  IF p_kind <> 'operation' THEN
    RETURN grant_to_session(p_kind, p_key, p_request_id, p_amount, p_floor, p_held, p_release);
  END IF;

  SELECT * INTO v_held FROM holding WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key FOR UPDATE;
  IF p_held IS NOT NULL AND v_me.forked_from IS NOT NULL THEN
    -- Of the identity that this profile had before.
    UPDATE granted SET desk_id = v_me.desk_id WHERE workspace_id = v_me.workspace_id AND request_id = p_request_id
      AND kind = p_kind AND key = p_key AND desk_id = v_me.forked_from AND granted AND NOT released;
    IF FOUND THEN
      UPDATE holding SET desk_id = v_me.desk_id WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key
        AND request_id = p_request_id AND desk_id = v_me.forked_from;
    END IF;
  ELSIF p_held IS NULL AND v_held.desk_id = v_me.desk_id AND v_held.request_id <> p_request_id THEN
    -- Not kept as the answer of this request: it may ask again when the other one is over.
    RETURN json_build_object('granted', false, 'value', 0, 'heldBy', v_me.desk_id);
  END IF;
  v_known := EXISTS (SELECT 1 FROM granted
    WHERE workspace_id = v_me.workspace_id AND request_id = p_request_id AND granted AND NOT released);
  v_answer := grant_to_session(p_kind, p_key, p_request_id, p_amount, p_floor, p_held, p_release);
  IF NOT (v_answer->>'granted')::boolean THEN RETURN v_answer; END IF;
  UPDATE holding SET request_id = p_request_id WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key;
  RETURN v_answer::jsonb || jsonb_build_object('isKnown', v_known);
END
$$;
`;
