/**
 * What must not be merged but is handed out, once: numbers of a series without gaps, uses of a promo code, the right to
 * send one vendor call, the right to run automation (spec 2.16). Under the lock of the series, code, operation or run.
 */
export const grants = `
CREATE FUNCTION reseller_hub.grant_once(p_kind text, p_key text, p_request_id text, p_amount bigint, p_floor bigint,
  p_held bigint, p_release boolean) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_workspace reseller_hub.workspace;
  v_held reseller_hub.holding;
  v_before reseller_hub.granted;
  v_granted boolean := false;
  v_value bigint := 0;
  v_holder text := '';
  v_now timestamptz := clock_timestamp();
BEGIN
  IF p_kind NOT IN ('number', 'redemption', 'operation', 'run') OR p_amount < 0 OR p_amount > 1000000
      OR length(p_key) NOT BETWEEN 1 AND 200 OR length(p_request_id) NOT BETWEEN 1 AND 100
      OR (p_kind = 'number' AND p_amount < 1) THEN
    PERFORM fail('22023', 'not a request for a grant');
  END IF;
  SELECT * INTO v_workspace FROM workspace WHERE workspace_id = v_me.workspace_id;
  INSERT INTO holding (workspace_id, kind, key) VALUES (v_me.workspace_id, p_kind, p_key) ON CONFLICT DO NOTHING;
  SELECT * INTO v_held FROM holding WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key FOR UPDATE;
  SELECT * INTO v_before FROM granted WHERE workspace_id = v_me.workspace_id AND request_id = p_request_id;

  IF v_before.request_id IS NOT NULL AND (v_before.desk_id, v_before.kind, v_before.key) IS DISTINCT FROM (v_me.desk_id, p_kind, p_key) THEN
    RETURN json_build_object('granted', false, 'value', 0, 'heldBy', v_before.desk_id);
  END IF;
  IF p_release THEN
    IF v_before.granted AND NOT v_before.released THEN
      UPDATE granted SET released = true WHERE workspace_id = v_me.workspace_id AND request_id = p_request_id;
      UPDATE holding SET used = used - CASE p_kind WHEN 'redemption' THEN 1 ELSE 0 END,
          desk_id = CASE WHEN p_kind IN ('operation', 'run') AND desk_id = v_me.desk_id THEN NULL ELSE desk_id END,
          until = CASE WHEN p_kind = 'run' AND desk_id = v_me.desk_id THEN NULL ELSE until END
        WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key;
    ELSIF v_before.request_id IS NULL THEN
      -- Kept, so that the request itself, should it come in late, is not granted to nobody.
      INSERT INTO granted (workspace_id, request_id, desk_id, kind, key, granted, value, held_by, released)
        VALUES (v_me.workspace_id, p_request_id, v_me.desk_id, p_kind, p_key, false, 0, '', true);
    END IF;
    RETURN json_build_object('granted', false, 'value', 0, 'heldBy', '');
  END IF;
  IF v_before.request_id IS NOT NULL THEN
    IF p_kind = 'run' AND v_before.granted
        AND (v_held.desk_id, v_held.token) IS NOT DISTINCT FROM (v_me.desk_id, v_before.value) AND v_held.until > v_now THEN
      v_granted := true;
    ELSIF p_kind <> 'run' THEN
      v_granted := v_before.granted AND NOT v_before.released;
    END IF;
    RETURN json_build_object('granted', v_granted, 'value', CASE WHEN v_granted THEN v_before.value ELSE 0 END,
      'heldBy', CASE WHEN v_granted THEN '' WHEN v_before.held_by <> '' THEN v_before.held_by
        ELSE coalesce(nullif(v_held.desk_id, v_me.desk_id)::text, '') END);
  END IF;

  -- After a restore nothing is handed out before every desk has told what it was given: what the backup does not know
  -- would be given twice.
  IF p_kind <> 'run' AND p_held IS NULL AND EXISTS (SELECT 1 FROM desk
      WHERE workspace_id = v_me.workspace_id AND revoked_at IS NULL AND epoch <> v_workspace.epoch) THEN
    PERFORM fail('RH001', 'epoch');
  END IF;

  IF p_kind = 'number' THEN
    v_granted := true;
    v_value := coalesce(p_held, greatest(v_held.used + 1, coalesce(p_floor, 1)));
    v_held.used := greatest(v_held.used, v_value + p_amount - 1);
  ELSIF p_kind = 'redemption' THEN
    v_granted := v_held.used < p_amount OR p_held IS NOT NULL;
    v_held.used := v_held.used + CASE WHEN v_granted THEN 1 ELSE 0 END;
  ELSIF p_kind = 'operation' THEN
    v_granted := v_held.desk_id IS NULL OR v_held.desk_id = v_me.desk_id;
    v_holder := CASE WHEN v_granted THEN '' ELSE v_held.desk_id::text END;
    v_held.desk_id := CASE WHEN v_granted THEN v_me.desk_id ELSE v_held.desk_id END;
  ELSE
    v_granted := v_held.desk_id IS NULL OR v_held.desk_id = v_me.desk_id OR coalesce(v_held.until <= v_now, true);
    IF v_granted THEN
      -- The token rises whenever somebody takes over, or comes back after the lease had run out.
      IF v_held.desk_id IS DISTINCT FROM v_me.desk_id OR coalesce(v_held.until <= v_now, true) THEN
        v_held.token := v_held.token + 1;
      END IF;
      v_held.desk_id := v_me.desk_id;
      v_held.until := v_now + make_interval(secs => p_amount);
      v_value := v_held.token;
    ELSE
      v_holder := v_held.desk_id::text;
    END IF;
  END IF;
  UPDATE holding SET used = v_held.used, token = v_held.token, desk_id = v_held.desk_id, until = v_held.until
    WHERE workspace_id = v_me.workspace_id AND kind = p_kind AND key = p_key;
  INSERT INTO granted (workspace_id, request_id, desk_id, kind, key, granted, value, held_by)
    VALUES (v_me.workspace_id, p_request_id, v_me.desk_id, p_kind, p_key, v_granted, v_value, v_holder);
  RETURN json_build_object('granted', v_granted, 'value', v_value, 'heldBy', v_holder);
END
$$;
`;
