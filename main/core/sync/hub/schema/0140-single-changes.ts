/**
 * push of one change that nothing speaks against, which is what a person's save at a desk that is online comes to: decided
 * by a few look-ups instead of the statement that decides a thousand (0030-push.ts), in less than half of its time. Whatever
 * is not that simple is left to that one.
 */
export const singleChanges = `
ALTER FUNCTION reseller_hub.push(text, bigint[], text[], text[], text[], text[], text[], text[], bigint[], bigint[], text[],
  text[], bigint[], integer[]) RENAME TO push_many;
REVOKE ALL ON FUNCTION reseller_hub.push_many(text, bigint[], text[], text[], text[], text[], text[], text[], bigint[],
  bigint[], text[], text[], bigint[], integer[]) FROM reseller_hub_desk;

-- The number that the only change got; null: it is not that simple, and nothing was written.
CREATE FUNCTION reseller_hub.push_one(p_epoch text, p_desk_seq bigint, p_change_set text, p_entity text, p_row_id text,
  p_field text, p_value text, p_policy text, p_base_rev bigint, p_base_own bigint, p_hlc text, p_actor text, p_schema integer)
  RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_me reseller_hub.desk := reseller_hub.current_desk();
  v_workspace reseller_hub.workspace;
  v_live reseller_hub.register;
  v_fresh bigint;
BEGIN
  SELECT * INTO v_workspace FROM workspace WHERE workspace_id = v_me.workspace_id FOR UPDATE;
  -- Again, now that nobody else of this workspace writes.
  v_me := current_desk();
  IF v_workspace.epoch IS DISTINCT FROM p_epoch OR p_desk_seq IS DISTINCT FROM v_me.last_desk_seq + 1
      OR coalesce(p_schema < v_workspace.min_schema, true)
      OR refusal(v_me.may_write, p_entity, p_row_id, p_field, p_value) <> '' THEN
    RETURN NULL;
  END IF;
  SELECT * INTO v_live FROM register WHERE workspace_id = v_me.workspace_id AND entity = p_entity AND row_id = p_row_id
    AND field = p_field;
  IF FOUND AND (v_live.value IS NOT DISTINCT FROM p_value
      OR NOT coalesce(v_live.desk_id = v_me.desk_id OR p_base_own = 0 AND v_live.rev = p_base_rev, false)) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT 1 FROM register WHERE workspace_id = v_me.workspace_id AND entity = p_entity AND row_id = p_row_id
      AND field = 'deleted_at') THEN
    RETURN NULL;
  END IF;

  v_workspace.head := v_workspace.head + 1;
  v_fresh := digest(p_entity, p_row_id, p_field, v_workspace.head, p_value);
  INSERT INTO op (workspace_id, desk_id, desk_seq, seq, change_set, entity, row_id, field, value, policy, base_rev, base_own,
      hlc, actor, resolves, schema, outcome, reason, live_rev, received_at)
    VALUES (v_me.workspace_id, v_me.desk_id, p_desk_seq, v_workspace.head, p_change_set, p_entity, p_row_id, p_field, p_value,
      p_policy, p_base_rev, p_base_own, p_hlc, p_actor, 0, p_schema, 'applied', '', v_workspace.head, now());
  IF v_live.rev IS NULL THEN
    INSERT INTO register (workspace_id, entity, row_id, field, value, rev, desk_id, desk_seq, hlc, actor, digest)
      VALUES (v_me.workspace_id, p_entity, p_row_id, p_field, p_value, v_workspace.head, v_me.desk_id, p_desk_seq, p_hlc,
        p_actor, v_fresh);
  ELSE
    UPDATE register SET value = p_value, rev = v_workspace.head, desk_id = v_me.desk_id, desk_seq = p_desk_seq, hlc = p_hlc,
        actor = p_actor, digest = v_fresh
      WHERE workspace_id = v_me.workspace_id AND entity = p_entity AND row_id = p_row_id AND field = p_field;
  END IF;
  UPDATE workspace SET head = v_workspace.head, checksum = checksum # v_fresh # coalesce(v_live.digest, 0)
    WHERE workspace_id = v_me.workspace_id;
  UPDATE desk SET last_desk_seq = p_desk_seq, last_seen = now()
    WHERE workspace_id = v_me.workspace_id AND desk_id = v_me.desk_id;
  PERFORM wake(v_me.workspace_id);
  RETURN v_workspace.head;
END
$$;

CREATE FUNCTION reseller_hub.push(p_epoch text, p_desk_seq bigint[], p_change_set text[], p_entity text[], p_row_id text[],
  p_field text[], p_value text[], p_policy text[], p_base_rev bigint[], p_base_own bigint[], p_hlc text[], p_actor text[],
  p_resolves bigint[], p_schema integer[]) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, reseller_hub, pg_temp
-- A plan of small tables is kept by the connection, and must not read all of large ones.
SET enable_seqscan = off AS $$
DECLARE
  v_seq bigint;
BEGIN
  IF 1 = ALL (ARRAY[cardinality(p_desk_seq), cardinality(p_change_set), cardinality(p_entity), cardinality(p_row_id),
        cardinality(p_field), cardinality(p_value), cardinality(p_policy), cardinality(p_base_rev), cardinality(p_base_own),
        cardinality(p_hlc), cardinality(p_actor), cardinality(p_resolves), cardinality(p_schema)])
      AND p_field[1] <> 'deleted_at' AND p_resolves[1] = 0 THEN
    v_seq := push_one(p_epoch, p_desk_seq[1], p_change_set[1], p_entity[1], p_row_id[1], p_field[1], p_value[1], p_policy[1],
      p_base_rev[1], p_base_own[1], p_hlc[1], p_actor[1], p_schema[1]);
    IF v_seq IS NOT NULL THEN RETURN json_build_object('applied', v_seq, 'head', v_seq); END IF;
  END IF;
  RETURN push_many(p_epoch, p_desk_seq, p_change_set, p_entity, p_row_id, p_field, p_value, p_policy, p_base_rev, p_base_own,
    p_hlc, p_actor, p_resolves, p_schema);
END
$$;
`;
