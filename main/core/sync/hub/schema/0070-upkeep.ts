/** Looking after the hub: compaction, a new epoch after a restore, the least schema of desks that may push; and who may call what. */
export const upkeep = `
-- Drops changes that every live desk has stored and that are older than so many days. Parked ones that nobody has decided
-- about stay. Answers of refused changes go when their desk has them. Gives the new min_seq.
CREATE FUNCTION reseller_hub.compact(p_workspace uuid, p_days integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_workspace uuid := reseller_hub.administrated(p_workspace);
  v_before timestamptz := now() - make_interval(days => greatest(p_days, 0));
  v_min bigint;
BEGIN
  PERFORM 1 FROM workspace WHERE workspace_id = v_workspace FOR UPDATE;
  SELECT least(w.head, (SELECT min(d.acked) FROM desk d WHERE d.workspace_id = v_workspace AND d.revoked_at IS NULL),
      (SELECT min(o.seq) - 1 FROM op o WHERE o.workspace_id = v_workspace AND o.seq > w.min_seq AND o.received_at > v_before))
    INTO v_min FROM workspace w WHERE w.workspace_id = v_workspace;
  UPDATE workspace SET min_seq = greatest(min_seq, v_min) WHERE workspace_id = v_workspace RETURNING min_seq INTO v_min;
  DELETE FROM op o WHERE o.workspace_id = v_workspace AND o.seq <= v_min AND o.received_at <= v_before
    -- The newest one of each desk stays, so that its repetition is known.
    AND NOT EXISTS (SELECT 1 FROM desk d WHERE d.workspace_id = v_workspace AND d.desk_id = o.desk_id AND d.answered_seq < o.desk_seq)
    AND NOT EXISTS (SELECT 1 FROM conflict k WHERE k.workspace_id = v_workspace AND k.parked_seq = o.seq AND k.resolved_seq IS NULL);
  DELETE FROM op o WHERE o.workspace_id = v_workspace AND o.seq IS NULL AND o.received_at <= v_before
    AND EXISTS (SELECT 1 FROM desk d WHERE d.workspace_id = v_workspace AND d.desk_id = o.desk_id AND d.answered_seq >= o.desk_seq);
  DELETE FROM conflict k WHERE k.workspace_id = v_workspace AND k.resolved_seq <= v_min;
  RETURN v_min;
END
$$;

CREATE FUNCTION reseller_hub.new_epoch(p_workspace uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_workspace uuid := reseller_hub.administrated(p_workspace);
BEGIN
  PERFORM 1 FROM workspace WHERE workspace_id = v_workspace FOR UPDATE;
  PERFORM begin_epoch(v_workspace);
END
$$;

CREATE FUNCTION reseller_hub.set_min_schema(p_workspace uuid, p_schema integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_workspace uuid := reseller_hub.administrated(p_workspace);
BEGIN
  UPDATE workspace SET min_schema = p_schema WHERE workspace_id = v_workspace;
END
$$;
`;
