/**
 * Whose hand was on a thing before (spec 2.16): a desk that is granted an operation is told which other desk had it last,
 * and until when, so that what was asked for before that is not done a second time unseen. A desk that left or was shut
 * out holds no operation any more; until when it may have acted is what the next one is told.
 */
export const lastHand = `
ALTER TABLE reseller_hub.holding ADD COLUMN last_desk uuid;
ALTER TABLE reseller_hub.holding ADD COLUMN last_at timestamptz;
ALTER FUNCTION reseller_hub.grant_once(text, text, text, bigint, bigint, bigint, boolean) RENAME TO grant_plain;
REVOKE ALL ON FUNCTION reseller_hub.grant_plain(text, text, text, bigint, bigint, bigint, boolean) FROM reseller_hub_desk;

CREATE FUNCTION reseller_hub.grant_once(p_kind text, p_key text, p_request_id text, p_amount bigint, p_floor bigint,
  p_held bigint, p_release boolean) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_before reseller_hub.holding;
  v_gone timestamptz;
  v_answer json;
BEGIN
  IF p_kind <> 'operation' THEN
    RETURN grant_plain(p_kind, p_key, p_request_id, p_amount, p_floor, p_held, p_release);
  END IF;
  SELECT * INTO v_before FROM holding WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key FOR UPDATE;
  SELECT revoked_at INTO v_gone FROM desk WHERE workspace_id = v_me.workspace_id AND desk_id = v_before.desk_id;
  IF v_gone IS NOT NULL THEN
    UPDATE holding SET desk_id = NULL, last_desk = desk_id, last_at = v_gone
      WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key;
  END IF;
  v_answer := grant_plain(p_kind, p_key, p_request_id, p_amount, p_floor, p_held, p_release);
  IF p_release AND v_before.desk_id = v_me.desk_id THEN
    UPDATE holding SET last_desk = v_me.desk_id, last_at = clock_timestamp()
      WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key AND desk_id IS NULL;
  END IF;
  IF NOT (v_answer->>'granted')::boolean THEN RETURN v_answer; END IF;
  SELECT * INTO v_before FROM holding WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key;
  IF v_before.last_desk IS NULL OR v_before.last_desk = v_me.desk_id THEN RETURN v_answer; END IF;
  RETURN json_build_object('granted', true, 'value', ceil(extract(epoch FROM v_before.last_at) * 1000)::bigint,
    'heldBy', v_before.last_desk);
END
$$;
`;
