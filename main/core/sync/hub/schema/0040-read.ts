/**
 * hello, pull, snapshot (design 6). Pages come by columns, which are quicker to make and to read than an object for each
 * row. A page ends at some 4 MB, so that a few huge values do not fill a desk's memory.
 */
export const read = `
CREATE FUNCTION reseller_hub.iso(p_at timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- A new epoch: the hub was restored from a backup. Numbers that the lost future may have used are never given again, so
-- that no edit can seem to stand on a value that it never saw; every desk takes a snapshot.
CREATE FUNCTION reseller_hub.begin_epoch(p_workspace uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE workspace SET epoch = gen_random_uuid()::text, head = head + 1000000, min_seq = head + 1000000
    WHERE workspace_id = p_workspace;
  UPDATE holding SET token = token + 1000000 WHERE workspace_id = p_workspace AND kind = 'run';
  PERFORM wake(p_workspace);
END
$$;

CREATE FUNCTION reseller_hub.hello(p_hello jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_workspace reseller_hub.workspace;
  v_session text := coalesce(p_hello->>'session', '');
BEGIN
  -- The session that was here before the present one is back: two applications run on copies of one profile.
  IF v_session <> '' AND v_session = v_me.session_before THEN PERFORM fail('RH002', 'gap'); END IF;
  SELECT * INTO v_workspace FROM workspace WHERE workspace_id = v_me.workspace_id;
  IF p_hello->>'epoch' = v_workspace.epoch
      AND ((p_hello->>'cursor')::bigint > v_workspace.head OR (p_hello->>'answeredSeq')::bigint > v_me.last_desk_seq) THEN
    -- The desk knows more of this epoch than the hub: the hub has lost it.
    SELECT * INTO v_workspace FROM workspace WHERE workspace_id = v_me.workspace_id FOR UPDATE;
    v_me := current_desk();
    IF p_hello->>'epoch' = v_workspace.epoch
        AND ((p_hello->>'cursor')::bigint > v_workspace.head OR (p_hello->>'answeredSeq')::bigint > v_me.last_desk_seq) THEN
      PERFORM begin_epoch(v_me.workspace_id);
      SELECT * INTO v_workspace FROM workspace WHERE workspace_id = v_me.workspace_id;
    END IF;
  END IF;
  UPDATE desk SET
      name = left(coalesce(nullif(p_hello->>'deskName', ''), name), 200),
      session_before = CASE WHEN session <> v_session THEN session ELSE session_before END,
      session = v_session,
      epoch = CASE WHEN p_hello->>'epoch' = v_workspace.epoch THEN v_workspace.epoch ELSE epoch END,
      acked = CASE WHEN p_hello->>'epoch' = v_workspace.epoch THEN greatest(acked, (p_hello->>'cursor')::bigint) ELSE acked END,
      answered_seq = greatest(answered_seq, (p_hello->>'answeredSeq')::bigint),
      last_seen = now(),
      checksum = left(coalesce(p_hello->>'checksum', ''), 64),
      waiting = coalesce((p_hello->>'waiting')::integer, 0),
      open = coalesce((SELECT jsonb_agg(o) FROM (SELECT o FROM jsonb_array_elements(p_hello->'open') AS o LIMIT 50) few), '[]'),
      schema = coalesce((p_hello->>'schema')::integer, 0),
      app_version = left(coalesce(p_hello->>'appVersion', ''), 50)
    WHERE workspace_id = v_me.workspace_id AND desk_id = v_me.desk_id;
  RETURN json_build_object(
    'workspaceId', v_workspace.workspace_id, 'workspaceName', v_workspace.name, 'epoch', v_workspace.epoch,
    'head', v_workspace.head, 'minSeq', v_workspace.min_seq, 'lastDeskSeq', v_me.last_desk_seq,
    'hubVersion', (SELECT version FROM meta), 'minClient', (SELECT min_client FROM meta),
    'minSchema', v_workspace.min_schema, 'now', iso(clock_timestamp()),
    'checksum', lpad(to_hex(v_workspace.checksum), 16, '0'),
    'desks', (SELECT coalesce(json_agg(json_build_object('deskId', d.desk_id, 'name', d.name, 'revoked', d.revoked_at IS NOT NULL,
        'acked', d.acked, 'lastSeen', iso(d.last_seen), 'checksum', d.checksum, 'open', d.open, 'waiting', d.waiting)
        ORDER BY d.created_at, d.desk_id), '[]') FROM desk d WHERE d.workspace_id = v_me.workspace_id));
END
$$;

-- Columns of logged changes, for pull and for what is parked.
CREATE FUNCTION reseller_hub.log_columns(p_ops reseller_hub.op[]) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT json_build_array(array_agg(o.seq), array_agg(o.desk_id), array_agg(o.desk_seq), array_agg(o.change_set),
    array_agg(o.entity), array_agg(o.row_id), array_agg(o.field), array_agg(o.value), array_agg(o.policy),
    array_agg(o.base_rev), array_agg(o.base_own), array_agg(o.hlc), array_agg(o.actor), array_agg(o.resolves),
    array_agg(o.schema), array_agg(o.outcome), array_agg(reseller_hub.iso(o.received_at)))
  FROM unnest(p_ops) AS o HAVING count(*) > 0
$$;

CREATE FUNCTION reseller_hub.pull(p_epoch text, p_after bigint, p_limit integer) RETURNS json
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
    UPDATE desk SET acked = p_after, last_seen = now()
      WHERE workspace_id = v_me.workspace_id AND desk_id = v_me.desk_id AND acked < p_after;
  END IF;
  RETURN json_build_object('changes', log_columns(v_ops), 'head', v_workspace.head);
END
$$;

-- How far the log is: asked by desks whose server has no LISTEN.
CREATE FUNCTION reseller_hub.head() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
BEGIN
  RETURN (SELECT w.head FROM workspace w WHERE w.workspace_id = v_me.workspace_id);
END
$$;

-- One page of registers, each column as one text whose parts are set apart by U+001F, a null value being U+001E alone: a
-- third of the work of JSON, on both sides. JSON text has neither character. Where somebody meant harm and another part has
-- one, its column has more parts than the page has rows, and the desk asks for the page in JSON (p_exact).
CREATE FUNCTION reseller_hub.snapshot(p_epoch text, p_entity text, p_row_id text, p_field text, p_limit integer, p_exact boolean,
  OUT head bigint, OUT rows integer, OUT more boolean, OUT parked json, OUT exact json, OUT entity text, OUT row_id text,
  OUT field text, OUT value text, OUT rev text, OUT desk_id text, OUT desk_seq text, OUT hlc text, OUT actor text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_workspace reseller_hub.workspace;
  v_limit integer := least(greatest(p_limit, 1), 5000);
  v_size bigint;
BEGIN
  -- Before the registers are read: a desk pulls from here, and what is newer in a page comes again.
  SELECT * INTO v_workspace FROM workspace WHERE workspace_id = v_me.workspace_id;
  IF v_workspace.epoch IS DISTINCT FROM p_epoch THEN PERFORM fail('RH001', 'epoch'); END IF;
  snapshot.head := v_workspace.head;
  LOOP
    SELECT count(*), coalesce(sum(octet_length(r.value)), 0) INTO snapshot.rows, v_size FROM (
      SELECT x.value FROM register x WHERE x.workspace_id = v_me.workspace_id
        AND (x.entity, x.row_id, x.field) > (p_entity COLLATE "C", p_row_id COLLATE "C", p_field COLLATE "C")
      ORDER BY x.entity, x.row_id, x.field LIMIT v_limit) r;
    EXIT WHEN v_size <= 4000000 OR v_limit = 1;
    v_limit := greatest(1, least(v_limit - 1, v_limit * 3000000 / v_size));
  END LOOP;
  -- A full page is not the last one, as far as is known.
  snapshot.more := snapshot.rows = v_limit;
  IF p_exact THEN
    SELECT json_build_array(array_agg(r.entity), array_agg(r.row_id), array_agg(r.field), array_agg(r.value), array_agg(r.rev),
        array_agg(r.desk_id), array_agg(r.desk_seq), array_agg(r.hlc), array_agg(r.actor)) INTO snapshot.exact
      FROM (SELECT * FROM register x WHERE x.workspace_id = v_me.workspace_id
        AND (x.entity, x.row_id, x.field) > (p_entity COLLATE "C", p_row_id COLLATE "C", p_field COLLATE "C")
        ORDER BY x.entity, x.row_id, x.field LIMIT v_limit) r;
  ELSE
    SELECT string_agg(r.entity, U&'\\001F'), string_agg(r.row_id, U&'\\001F'), string_agg(r.field, U&'\\001F'),
        string_agg(coalesce(r.value, U&'\\001E'), U&'\\001F'), string_agg(r.rev::text, U&'\\001F'), string_agg(r.desk_id::text, U&'\\001F'),
        string_agg(r.desk_seq::text, U&'\\001F'), string_agg(r.hlc, U&'\\001F'), string_agg(r.actor, U&'\\001F')
      INTO snapshot.entity, snapshot.row_id, snapshot.field, snapshot.value, snapshot.rev, snapshot.desk_id, snapshot.desk_seq,
        snapshot.hlc, snapshot.actor
      FROM (SELECT * FROM register x WHERE x.workspace_id = v_me.workspace_id
        AND (x.entity, x.row_id, x.field) > (p_entity COLLATE "C", p_row_id COLLATE "C", p_field COLLATE "C")
        ORDER BY x.entity, x.row_id, x.field LIMIT v_limit) r;
  END IF;
  IF NOT snapshot.more THEN
    snapshot.parked := log_columns(ARRAY(SELECT found.op FROM conflict k
      JOIN LATERAL (SELECT x AS op FROM op x WHERE x.workspace_id = k.workspace_id AND x.seq = k.parked_seq LIMIT 1) found ON true
      WHERE k.workspace_id = v_me.workspace_id AND k.resolved_seq IS NULL ORDER BY k.parked_seq));
  END IF;
END
$$;
`;
