/**
 * push: compare-and-set for up to 1,000 changes in one call (design 6; the order of the tests is told in docs/hub.md and
 * held by the contract tests). The changes come as one array for each of their parts, which costs a third of JSON.
 *
 * All changes of one field are decided one after the other, in waves: the first change of each field in the first wave,
 * the second ones in the second. Changes of a row that is deleted or brought back in the same push go one by one, because
 * a deletion looks at the whole row. So most pushes are a single wave, and a wave is one statement.
 */
export const push = `
-- First 64 bits of SHA-256: the part of one register in the checksum of all (checksum.ts makes the same).
CREATE FUNCTION reseller_hub.digest(p_entity text, p_row text, p_field text, p_rev bigint, p_value text) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT ('x' || encode(substr(sha256(convert_to(
    p_entity || chr(31) || p_row || chr(31) || p_field || chr(31) || p_rev::text || chr(31) || coalesce(p_value, ''), 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
$$;

-- Why a change can never be taken; '' where it can.
CREATE FUNCTION reseller_hub.refusal(p_may_write boolean, p_entity text, p_row text, p_field text, p_value text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_entity IS NULL OR length(p_entity) > 64 OR p_entity !~ '^[a-z][a-z0-9_.-]*$' OR p_row IS NULL
      OR length(p_row) NOT BETWEEN 1 AND 200 OR p_field IS NULL OR length(p_field) NOT BETWEEN 1 AND 200 THEN 'unknown_entity'
    WHEN octet_length(p_value) > 1000000 THEN 'too_large'
    WHEN NOT p_may_write THEN 'desk_may_not'
    ELSE '' END
$$;

-- Decides and stores one wave. Gives what it changes in the checksum, and how many changes were not simply applied.
CREATE FUNCTION reseller_hub.push_wave(p_workspace uuid, p_desk uuid, p_wave integer, p_waves integer[], p_seq bigint[],
  p_reason text[], p_desk_seq bigint[], p_change_set text[], p_entity text[], p_row_id text[], p_field text[],
  p_value text[], p_policy text[], p_base_rev bigint[], p_base_own bigint[], p_hlc text[], p_actor text[],
  p_resolves bigint[], p_schema integer[], p_deletions boolean, OUT digest bigint, OUT others bigint)
LANGUAGE plpgsql AS $$
BEGIN
  WITH c AS MATERIALIZED (
    SELECT i.*, r.rev AS r_rev, r.digest AS r_digest,
      CASE
        WHEN i.reason <> '' THEN 'refused'
        WHEN r.rev IS NOT NULL AND (r.value IS NOT DISTINCT FROM i.value
          OR (i.field = 'deleted_at' AND r.value IS NOT NULL AND i.value IS NOT NULL)) THEN 'same'
        WHEN d.value IS NOT NULL AND d.desk_id <> p_desk THEN 'conflict'
        WHEN i.field = 'deleted_at' AND i.value IS NOT NULL AND EXISTS (
          SELECT 1 FROM register x WHERE x.workspace_id = p_workspace AND x.entity = i.entity AND x.row_id = i.row_id
            AND x.field <> 'deleted_at' AND x.rev > i.base_rev AND x.desk_id <> p_desk) THEN 'conflict'
        WHEN r.rev IS NULL OR r.desk_id = p_desk THEN 'applied'
        WHEN r.rev = coalesce(o.live_rev, i.base_rev) THEN 'applied'
        WHEN i.field = 'deleted_at' AND i.value IS NOT NULL AND r.rev <= i.base_rev THEN 'applied'
        WHEN i.policy IN ('latest', 'set')
          THEN CASE WHEN (i.hlc COLLATE "C", p_desk) > (r.hlc, r.desk_id) THEN 'applied' ELSE 'superseded' END
        ELSE 'conflict' END AS outcome
    FROM unnest(p_waves, p_seq, p_reason, p_desk_seq, p_change_set, p_entity, p_row_id, p_field, p_value, p_policy,
        p_base_rev, p_base_own, p_hlc, p_actor, p_resolves, p_schema)
      AS i(wave, seq, reason, desk_seq, change_set, entity, row_id, field, value, policy, base_rev, base_own, hlc, actor,
        resolves, schema)
    -- LATERAL with LIMIT: looked up by the whole key for each change, whatever the planner thinks of the tables' sizes.
    LEFT JOIN LATERAL (SELECT x.rev, x.value, x.desk_id, x.hlc, x.digest FROM register x WHERE x.workspace_id = p_workspace
      AND x.entity = i.entity COLLATE "C" AND x.row_id = i.row_id COLLATE "C" AND x.field = i.field COLLATE "C" LIMIT 1) r ON true
    LEFT JOIN LATERAL (SELECT x.value, x.desk_id FROM register x WHERE p_deletions AND i.field <> 'deleted_at'
      AND x.workspace_id = p_workspace AND x.entity = i.entity COLLATE "C" AND x.row_id = i.row_id COLLATE "C"
      AND x.field = 'deleted_at' LIMIT 1) d ON true
    LEFT JOIN LATERAL (SELECT x.live_rev FROM op x WHERE i.base_own > 0 AND x.workspace_id = p_workspace
      AND x.desk_id = p_desk AND x.desk_seq = i.base_own AND x.entity = i.entity AND x.row_id = i.row_id
      AND x.field = i.field LIMIT 1) o ON true
    WHERE p_waves IS NULL OR i.wave = p_wave
  ), logged AS (
    INSERT INTO op (workspace_id, desk_id, desk_seq, seq, change_set, entity, row_id, field, value, policy, base_rev, base_own,
        hlc, actor, resolves, schema, outcome, reason, live_rev, received_at)
      SELECT p_workspace, p_desk, c.desk_seq, c.seq, c.change_set, c.entity, c.row_id, c.field, c.value, c.policy, c.base_rev,
        c.base_own, c.hlc, c.actor, c.resolves, c.schema, c.outcome, coalesce(c.reason, ''),
        CASE c.outcome WHEN 'applied' THEN c.seq WHEN 'same' THEN c.r_rev END, now()
      FROM c
  ), digested AS MATERIALIZED (
    SELECT c.*, digest(c.entity, c.row_id, c.field, c.seq, c.value) AS fresh FROM c WHERE c.outcome = 'applied'
  ), made AS (
    INSERT INTO register (workspace_id, entity, row_id, field, value, rev, desk_id, desk_seq, hlc, actor, digest)
      SELECT p_workspace, n.entity, n.row_id, n.field, n.value, n.seq, p_desk, n.desk_seq, n.hlc, n.actor, n.fresh
      FROM digested n WHERE n.r_rev IS NULL
  ), changed AS (
    -- By key, for the same reason: an UPDATE … FROM may be planned the other way round.
    INSERT INTO register (workspace_id, entity, row_id, field, value, rev, desk_id, desk_seq, hlc, actor, digest)
      SELECT p_workspace, n.entity, n.row_id, n.field, n.value, n.seq, p_desk, n.desk_seq, n.hlc, n.actor, n.fresh
      FROM digested n WHERE n.r_rev IS NOT NULL
      ON CONFLICT (workspace_id, entity, row_id, field) DO UPDATE SET value = excluded.value, rev = excluded.rev,
        desk_id = excluded.desk_id, desk_seq = excluded.desk_seq, hlc = excluded.hlc, actor = excluded.actor,
        digest = excluded.digest
  ), parked AS (
    INSERT INTO conflict (workspace_id, parked_seq, desk_id, desk_seq, entity, row_id, field, kept_rev)
      SELECT p_workspace, c.seq, p_desk, c.desk_seq, c.entity, c.row_id, c.field, coalesce(c.r_rev, 0)
      FROM c WHERE c.outcome = 'conflict'
  ), decided AS (
    -- What a person decided, and the desk's own parked change on which this parked one stands: its person has moved on.
    INSERT INTO conflict (workspace_id, parked_seq, desk_id, desk_seq, entity, row_id, field, kept_rev, resolved_seq)
      SELECT DISTINCT ON (k.parked_seq) k.workspace_id, k.parked_seq, k.desk_id, k.desk_seq, k.entity, k.row_id, k.field,
          k.kept_rev, c.seq
        FROM c JOIN LATERAL (
          (SELECT x.* FROM conflict x WHERE c.resolves > 0 AND c.outcome IN ('applied', 'same')
            AND x.workspace_id = p_workspace AND x.parked_seq = c.resolves LIMIT 1)
          UNION ALL
          (SELECT x.* FROM conflict x WHERE c.base_own > 0 AND c.outcome = 'conflict' AND x.workspace_id = p_workspace
            AND x.desk_id = p_desk AND x.desk_seq = c.base_own AND x.field = c.field LIMIT 1)
        ) k ON k.entity = c.entity AND k.row_id = c.row_id AND k.resolved_seq IS NULL
        ORDER BY k.parked_seq, c.seq
      ON CONFLICT (workspace_id, parked_seq) DO UPDATE SET resolved_seq = excluded.resolved_seq
  )
  SELECT (SELECT coalesce(bit_xor(n.fresh # coalesce(n.r_digest, 0)), 0) FROM digested n),
    (SELECT count(*) FROM c WHERE c.outcome <> 'applied') INTO digest, others;
END
$$;

CREATE FUNCTION reseller_hub.push(p_epoch text, p_desk_seq bigint[], p_change_set text[], p_entity text[], p_row_id text[],
  p_field text[], p_value text[], p_policy text[], p_base_rev bigint[], p_base_own bigint[], p_hlc text[], p_actor text[],
  p_resolves bigint[], p_schema integer[]) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp
-- Everything is looked up by key. A plan that was made while the tables were small and is kept by the connection would
-- read all of a large one for each change.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_material = off SET jit = off AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_workspace reseller_hub.workspace;
  v_count integer := coalesce(cardinality(p_desk_seq), 0);
  v_first bigint := p_desk_seq[1];
  v_last bigint := p_desk_seq[v_count];
  -- How many of the changes are known already.
  v_known integer;
  v_seq bigint[];
  v_reason text[];
  v_waves integer[];
  v_wave record;
  v_taken bigint;
  v_digest bigint := 0;
  v_others bigint := 0;
  v_deletions boolean;
  v_answers json;
BEGIN
  SELECT * INTO v_workspace FROM workspace WHERE workspace_id = v_me.workspace_id FOR UPDATE;
  -- Again, now that nobody else of this workspace writes: the same desk may have pushed meanwhile, or been revoked.
  v_me := current_desk();
  IF v_workspace.epoch IS DISTINCT FROM p_epoch THEN PERFORM fail('RH001', 'epoch'); END IF;
  IF v_count = 0 THEN
    RETURN json_build_object('answers', '[]'::json, 'head', v_workspace.head);
  END IF;
  IF v_count > 1000 OR v_count <> ALL (ARRAY[cardinality(p_change_set), cardinality(p_entity), cardinality(p_row_id),
      cardinality(p_field), cardinality(p_value), cardinality(p_policy), cardinality(p_base_rev), cardinality(p_base_own),
      cardinality(p_hlc), cardinality(p_actor), cardinality(p_resolves), cardinality(p_schema)]) THEN
    PERFORM fail('22023', 'a push has 1 to 1000 whole changes');
  END IF;
  -- One after the other, without holes, and none before them is missing.
  IF v_first < 1 OR v_first > v_me.last_desk_seq + 1
      OR p_desk_seq IS DISTINCT FROM ARRAY(SELECT generate_series(v_first, v_first + v_count - 1)) THEN
    PERFORM fail('RH002', 'gap');
  END IF;
  v_known := least(v_count, v_me.last_desk_seq - v_first + 1);

  IF v_known > 0 AND EXISTS (
      SELECT 1 FROM unnest(p_desk_seq[:v_known], p_change_set[:v_known], p_entity[:v_known], p_row_id[:v_known],
          p_field[:v_known], p_value[:v_known], p_policy[:v_known], p_hlc[:v_known], p_actor[:v_known], p_resolves[:v_known],
          p_schema[:v_known])
        AS i(desk_seq, change_set, entity, row_id, field, value, policy, hlc, actor, resolves, schema)
      LEFT JOIN LATERAL (SELECT x.* FROM op x WHERE x.workspace_id = v_me.workspace_id AND x.desk_id = v_me.desk_id
        AND x.desk_seq = i.desk_seq LIMIT 1) o ON true
      -- base_rev and base_own are left out: a desk counts them anew after a restore or a snapshot.
      WHERE o.desk_seq IS NULL
        OR (o.change_set, o.entity, o.row_id, o.field, o.value, o.policy, o.hlc, o.actor, o.resolves, o.schema) IS DISTINCT FROM
           (i.change_set, i.entity, i.row_id, i.field, i.value, i.policy, i.hlc, i.actor, i.resolves, i.schema)) THEN
    -- The same numbers with other content: another profile has used them.
    PERFORM fail('RH002', 'gap');
  END IF;

  IF v_known < v_count THEN
    IF v_known > 0 THEN
      p_desk_seq := p_desk_seq[v_known + 1:]; p_change_set := p_change_set[v_known + 1:]; p_entity := p_entity[v_known + 1:];
      p_row_id := p_row_id[v_known + 1:]; p_field := p_field[v_known + 1:]; p_value := p_value[v_known + 1:];
      p_policy := p_policy[v_known + 1:]; p_base_rev := p_base_rev[v_known + 1:]; p_base_own := p_base_own[v_known + 1:];
      p_hlc := p_hlc[v_known + 1:]; p_actor := p_actor[v_known + 1:]; p_resolves := p_resolves[v_known + 1:];
      p_schema := p_schema[v_known + 1:];
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(p_schema) AS s WHERE s < v_workspace.min_schema) THEN PERFORM fail('RH006', 'desk_too_old'); END IF;

    v_reason := ARRAY(SELECT refusal(v_me.may_write, i.entity, i.row_id, i.field, i.value)
      FROM unnest(p_entity, p_row_id, p_field, p_value) AS i(entity, row_id, field, value));
    IF '' = ALL (v_reason) THEN
      v_seq := ARRAY(SELECT generate_series(v_workspace.head + 1, v_workspace.head + v_count - v_known));
      v_taken := v_count - v_known;
    ELSE
      v_seq := ARRAY(SELECT CASE WHEN i.reason = '' THEN v_workspace.head
          + count(*) FILTER (WHERE i.reason = '') OVER (ORDER BY i.place) END
        FROM unnest(v_reason) WITH ORDINALITY AS i(reason, place) ORDER BY i.place);
      v_taken := (SELECT count(*) FROM unnest(v_reason) AS r WHERE r = '');
    END IF;
    IF 'deleted_at' = ANY (p_field) OR EXISTS (
        SELECT 1 FROM unnest(p_entity, p_row_id, p_field) AS i(entity, row_id, field) GROUP BY i.entity, i.row_id, i.field HAVING count(*) > 1) THEN
      v_waves := ARRAY(SELECT n.wave FROM (
        SELECT m.place, row_number() OVER (PARTITION BY m.entity, m.row_id, CASE WHEN m.whole_row THEN '' ELSE m.field END
          ORDER BY m.place)::integer AS wave
        FROM (SELECT i.*, bool_or(i.field = 'deleted_at') OVER (PARTITION BY i.entity, i.row_id) AS whole_row
          FROM unnest(p_entity, p_row_id, p_field) WITH ORDINALITY AS i(entity, row_id, field, place)) m) n ORDER BY n.place);
    END IF;
    v_deletions := v_waves IS NOT NULL
      OR EXISTS (SELECT 1 FROM register WHERE workspace_id = v_me.workspace_id AND field = 'deleted_at');

    FOR v_number IN 1..coalesce((SELECT max(w) FROM unnest(v_waves) AS w), 1) LOOP
      SELECT * INTO v_wave FROM push_wave(v_me.workspace_id, v_me.desk_id, v_number, v_waves, v_seq, v_reason, p_desk_seq,
        p_change_set, p_entity, p_row_id, p_field, p_value, p_policy, p_base_rev, p_base_own, p_hlc, p_actor, p_resolves,
        p_schema, v_deletions);
      v_digest := v_digest # v_wave.digest;
      v_others := v_others + v_wave.others;
    END LOOP;
    UPDATE workspace SET head = head + v_taken, checksum = checksum # v_digest WHERE workspace_id = v_me.workspace_id;
    UPDATE desk SET last_desk_seq = v_last, last_seen = now() WHERE workspace_id = v_me.workspace_id AND desk_id = v_me.desk_id;
    v_workspace.head := v_workspace.head + v_taken;
    PERFORM wake(v_me.workspace_id);
    -- The usual answer in short: all applied, numbered one after the other from this one on.
    IF v_known <= 0 AND v_others = 0 THEN
      RETURN json_build_object('applied', v_seq[1], 'head', v_workspace.head);
    END IF;
  END IF;

  SELECT json_agg(json_build_array(desk_seq, outcome, coalesce(seq, 0), reason) ORDER BY desk_seq) INTO v_answers FROM op
    WHERE workspace_id = v_me.workspace_id AND desk_id = v_me.desk_id AND desk_seq BETWEEN v_first AND v_last;
  RETURN json_build_object('answers', v_answers, 'head', v_workspace.head);
END
$$;
`;
