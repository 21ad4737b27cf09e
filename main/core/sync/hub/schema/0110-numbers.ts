/**
 * Numbers of documents (spec 2.14). One is asked for with the document's id, and is the same for every desk that asks: a profile
 * that was copied before its document had one gets the number that the other one got, not a second one. And a desk that has told
 * what it counted alone, and says that it knows a higher number than this hub has given, proves that the hub was put back to a
 * backup: numbers that it has forgotten stand on documents, so nothing is handed out before all desks have told theirs.
 */
export const numbers = `
ALTER FUNCTION reseller_hub.grant_once(text, text, text, bigint, bigint, bigint, boolean) RENAME TO grant_to_desk;
REVOKE ALL ON FUNCTION reseller_hub.grant_to_desk(text, text, text, bigint, bigint, bigint, boolean) FROM reseller_hub_desk;

CREATE FUNCTION reseller_hub.has_lost_numbers(p_me reseller_hub.desk, p_key text, p_floor bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
  SELECT p_me.epoch = (SELECT epoch FROM workspace WHERE workspace_id = p_me.workspace_id)
    AND p_floor > 1 + coalesce((SELECT used FROM holding
      WHERE workspace_id = p_me.workspace_id AND kind = 'number' AND key = p_key), 0)
    AND EXISTS (SELECT 1 FROM granted
      WHERE workspace_id = p_me.workspace_id AND desk_id = p_me.desk_id AND kind = 'number' AND key = p_key)
$$;

CREATE FUNCTION reseller_hub.grant_once(p_kind text, p_key text, p_request_id text, p_amount bigint, p_floor bigint,
  p_held bigint, p_release boolean) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_answer json;
  v_value bigint;
BEGIN
  IF p_kind <> 'number' OR p_release THEN
    RETURN grant_to_desk(p_kind, p_key, p_request_id, p_amount, p_floor, p_held, p_release);
  END IF;
  IF p_held IS NULL AND has_lost_numbers(v_me, p_key, p_floor) THEN
    PERFORM 1 FROM workspace WHERE workspace_id = v_me.workspace_id FOR UPDATE;
    IF has_lost_numbers(v_me, p_key, p_floor) THEN
      PERFORM begin_epoch(v_me.workspace_id);
      -- Not a failure: that would take the new epoch back.
      RETURN json_build_object('granted', false, 'value', 0, 'heldBy', '');
    END IF;
  END IF;
  v_answer := grant_to_desk(p_kind, p_key, p_request_id, p_amount, p_floor, p_held, p_release);
  IF (v_answer->>'granted')::boolean THEN RETURN v_answer; END IF;
  SELECT value INTO v_value FROM granted WHERE workspace_id = v_me.workspace_id AND request_id = p_request_id
    AND kind = p_kind AND key = p_key AND granted.granted AND NOT released;
  IF v_value IS NULL THEN RETURN v_answer; END IF;
  RETURN json_build_object('granted', true, 'value', v_value, 'heldBy', '');
END
$$;
`;
