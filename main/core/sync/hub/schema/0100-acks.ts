/**
 * pull as in 0040-read.ts, but it waits for no disk: what it writes is how far a desk said it is, and that only ever holds
 * compaction back. Lost with the server's power, it is said again by the next call. Half of what a desk waited for the
 * change of another one was that disk.
 */
export const acks = `
CREATE OR REPLACE FUNCTION reseller_hub.pull(p_epoch text, p_after bigint, p_limit integer) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_workspace reseller_hub.workspace;
  v_ops reseller_hub.op[];
BEGIN
  SELECT * INTO v_workspace FROM workspace WHERE workspace_id = v_me.workspace_id;
  IF v_workspace.epoch IS DISTINCT FROM p_epoch OR p_after > v_workspace.head THEN PERFORM fail('RH001', 'epoch'); END IF;
  IF p_after < v_workspace.min_seq THEN PERFORM fail('RH004', 'snapshot_needed'); END IF;
  v_ops := ARRAY(SELECT few.row FROM (
      SELECT x AS row, sum(coalesce(octet_length(x.value), 0)) OVER (ORDER BY x.seq ROWS UNBOUNDED PRECEDING)
        - coalesce(octet_length(x.value), 0) AS before
      FROM op x WHERE x.workspace_id = v_me.workspace_id AND x.seq > p_after
      ORDER BY x.seq LIMIT least(greatest(p_limit, 1), 5000)) few
    WHERE few.before < 4000000);
  IF p_after > v_me.acked THEN
    -- Of this transaction, which is the call.
    PERFORM set_config('synchronous_commit', 'off', true);
    UPDATE desk SET acked = p_after, last_seen = now()
      WHERE workspace_id = v_me.workspace_id AND desk_id = v_me.desk_id AND acked < p_after;
  END IF;
  RETURN json_build_object('changes', log_columns(v_ops), 'head', v_workspace.head);
END
$$;
`;
