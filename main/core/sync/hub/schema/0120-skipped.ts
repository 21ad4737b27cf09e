/**
 * Numbers after a restore. One backup may be restored twice, and the second future must not give the numbers of the first
 * one again: so the log goes on from the server's clock, in microseconds, which no future can have reached by counting. What
 * is left out between is kept and told, because a desk cannot tell by a number alone whether this hub ever gave it: one that
 * was away may have missed more than one restore.
 */
export const skipped = `
-- Pairs [after, up to]: numbers that the log went over when it was restored.
ALTER TABLE reseller_hub.workspace ADD COLUMN skipped jsonb NOT NULL DEFAULT '[]';
ALTER TABLE reseller_hub.workspace ADD COLUMN epoch_at timestamptz;

-- A restore of before this step that not all desks have learned of: it went over a million.
UPDATE reseller_hub.workspace w SET skipped = jsonb_build_array(jsonb_build_array(w.min_seq - 1000000, w.min_seq))
  WHERE w.min_seq >= 1000000 AND EXISTS (SELECT 1 FROM reseller_hub.desk d
    WHERE d.workspace_id = w.workspace_id AND d.revoked_at IS NULL AND d.epoch <> w.epoch);

-- A number that no future of this hub has given yet. Where the clock is behind, as after one that was far ahead: a million more.
CREATE FUNCTION reseller_hub.beyond(p_last bigint) RETURNS bigint
LANGUAGE sql VOLATILE AS $$
  SELECT CASE WHEN n.now > p_last THEN n.now ELSE p_last + 1000000 END
    FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now) n
$$;

CREATE OR REPLACE FUNCTION reseller_hub.begin_epoch(p_workspace uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_head bigint := reseller_hub.beyond((SELECT head FROM reseller_hub.workspace WHERE workspace_id = p_workspace));
BEGIN
  UPDATE workspace SET epoch = gen_random_uuid()::text, epoch_at = clock_timestamp(), head = v_head,
      min_seq = v_head, skipped = skipped || jsonb_build_array(jsonb_build_array(head, v_head))
    WHERE workspace_id = p_workspace;
  UPDATE holding SET token = reseller_hub.beyond(token) WHERE workspace_id = p_workspace AND kind = 'run';
  PERFORM wake(p_workspace);
END
$$;
`;
