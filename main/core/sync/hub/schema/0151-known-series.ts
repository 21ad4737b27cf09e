/**
 * Restores that nobody announces (spec 2.14). Every desk is told with each hello how far each series of numbers is, and says with
 * the next one what it knows. A hub that has given less was put back to a backup: it begins a new epoch, so that nothing is
 * handed out before all desks have told what they were given. And it never gives what anybody who said hello has seen, also
 * where the desk that got it is gone for good. Numbers are no changes, so nothing else of the log tells of them. Which desks have
 * not told yet is said as well: until they have, or were revoked, nobody buys anything.
 */
export const knownSeries = `
-- What a desk says that it knows, as far as it can be that: at most 100 series.
CREATE FUNCTION reseller_hub.told_series(p_hello jsonb) RETURNS TABLE (key text, last bigint)
LANGUAGE sql IMMUTABLE AS $$
  SELECT e.key, (e.value #>> '{}')::bigint
  FROM jsonb_each(CASE jsonb_typeof(p_hello->'series') WHEN 'object' THEN p_hello->'series' ELSE '{}' END) e
  WHERE length(e.key) BETWEEN 1 AND 200 AND e.value::text ~ '^[0-9]{1,15}$'
  ORDER BY e.key LIMIT 100
$$;

CREATE FUNCTION reseller_hub.lacks_told(p_workspace uuid, p_hello jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM told_series(p_hello) t LEFT JOIN holding h
    ON h.workspace_id = p_workspace AND h.kind = 'number' AND h.key = t.key WHERE t.last > coalesce(h.used, 0))
$$;

ALTER FUNCTION reseller_hub.hello(jsonb) RENAME TO hello_heard;
REVOKE ALL ON FUNCTION reseller_hub.hello_heard(jsonb) FROM reseller_hub_desk;

CREATE FUNCTION reseller_hub.hello(p_hello jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_epoch text;
  v_state jsonb;
BEGIN
  IF lacks_told(v_me.workspace_id, p_hello) THEN
    SELECT epoch INTO v_epoch FROM workspace WHERE workspace_id = v_me.workspace_id FOR UPDATE;
    IF lacks_told(v_me.workspace_id, p_hello) THEN
      -- One that knows of an earlier epoch only says what has been lost by a restore that all know of.
      IF p_hello->>'epoch' = v_epoch THEN PERFORM begin_epoch(v_me.workspace_id); END IF;
      INSERT INTO holding (workspace_id, kind, key, used)
        SELECT v_me.workspace_id, 'number', t.key, t.last FROM told_series(p_hello) t
        ON CONFLICT (workspace_id, kind, key) DO UPDATE SET used = greatest(holding.used, excluded.used);
    END IF;
  END IF;
  -- A statement of its own: the next one has to see what it has written.
  v_state := hello_heard(p_hello)::jsonb;
  RETURN v_state || jsonb_build_object(
    'series', (SELECT coalesce(jsonb_object_agg(key, used), '{}') FROM holding
      WHERE workspace_id = v_me.workspace_id AND kind = 'number' AND used > 0),
    'awaited', (SELECT coalesce(jsonb_agg(d.desk_id), '[]') FROM desk d JOIN workspace w USING (workspace_id)
      WHERE d.workspace_id = v_me.workspace_id AND d.revoked_at IS NULL AND d.epoch <> w.epoch));
END
$$;
`;
