import type { Migration } from '../migrate.ts';

/**
 * What a desk that shares its work keeps beside its rows (design 6, `core/sync`). A desk that never joins a hub has
 * these tables empty. They are written by `core/sync` alone and not by the Writer: they are the trail of changes, not
 * records.
 */
export const migration0210: Migration = {
  number: 210,
  name: 'sync',
  up(db) {
    db.exec(schema);
  },
};

const schema = `
  CREATE TABLE sync_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- What the hub has confirmed, by field: what a person's edit stands on, and what rows are made from.
  CREATE TABLE sync_shadow (
    entity TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL,
    -- JSON text with sorted keys; null: empty, or the row is not there any more.
    value TEXT, rev INTEGER NOT NULL, desk_id TEXT NOT NULL, desk_seq INTEGER NOT NULL, hlc TEXT NOT NULL,
    actor TEXT NOT NULL,
    -- Of the snapshot that saw it last: what a new one does not see is dropped.
    generation INTEGER NOT NULL,
    PRIMARY KEY (entity, row_id, field)) STRICT, WITHOUT ROWID;

  -- What this desk changed. Open until its echo came back in the hub's log; kept for 30 days more, to be sent again
  -- where the hub had to go back to a backup.
  CREATE TABLE sync_outbox (
    desk_seq INTEGER PRIMARY KEY, change_set TEXT NOT NULL, entity TEXT NOT NULL, row_id TEXT NOT NULL,
    field TEXT NOT NULL, value TEXT, policy TEXT NOT NULL CHECK (policy IN ('review', 'latest', 'text3', 'set')),
    base_rev INTEGER NOT NULL, base_own INTEGER NOT NULL, hlc TEXT NOT NULL, actor TEXT NOT NULL,
    resolves INTEGER NOT NULL, schema INTEGER NOT NULL, saved_at TEXT NOT NULL,
    -- The hub's answer; null while there is none.
    outcome TEXT CHECK (outcome IN ('applied', 'same', 'superseded', 'conflict', 'refused')),
    seq INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '',
    -- Times that the hub failed on this very change, sent alone.
    failures INTEGER NOT NULL DEFAULT 0,
    -- The number of another desk's change that it will meet; 0: none known.
    meets INTEGER NOT NULL DEFAULT 0,
    closed_at TEXT) STRICT;
  CREATE INDEX sync_outbox_open ON sync_outbox (entity, row_id, field, desk_seq) WHERE closed_at IS NULL;
  CREATE INDEX sync_outbox_unanswered ON sync_outbox (desk_seq) WHERE outcome IS NULL;
  CREATE INDEX sync_outbox_closed ON sync_outbox (closed_at) WHERE closed_at IS NOT NULL;
  CREATE INDEX sync_outbox_refused ON sync_outbox (entity, row_id) WHERE outcome = 'refused';

  -- Confirmed values that are not in their row here, and why: a newer version's field, a record that is still to come, a
  -- constraint of this desk.
  CREATE TABLE sync_deferred (
    entity TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL, reason TEXT NOT NULL, since TEXT NOT NULL,
    PRIMARY KEY (entity, row_id, field)) STRICT, WITHOUT ROWID;
  CREATE INDEX sync_deferred_reason ON sync_deferred (reason);

  -- Edits that met another one and wait for a person, of every desk, and how they ended.
  CREATE TABLE sync_conflict (
    parked_seq INTEGER PRIMARY KEY, entity TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT,
    policy TEXT NOT NULL, base_rev INTEGER NOT NULL, hlc TEXT NOT NULL, actor TEXT NOT NULL, desk_id TEXT NOT NULL,
    desk_seq INTEGER NOT NULL, change_set TEXT NOT NULL, received_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'decided', 'replaced')),
    -- This desk's decision that is on its way; null: none.
    decision INTEGER,
    decided_seq INTEGER NOT NULL DEFAULT 0, decided_by TEXT NOT NULL DEFAULT '', decided_at TEXT) STRICT;
  CREATE INDEX sync_conflict_open ON sync_conflict (entity, row_id, field) WHERE state = 'open';
  CREATE INDEX sync_conflict_parked ON sync_conflict (desk_id, desk_seq);

  -- Values that were confirmed once, or that came too late: what a conflict started from, and what was replaced.
  CREATE TABLE sync_history (
    entity TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL, rev INTEGER NOT NULL, value TEXT,
    hlc TEXT NOT NULL, actor TEXT NOT NULL, desk_id TEXT NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('replaced', 'superseded')), by_seq INTEGER NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (entity, row_id, field, rev)) STRICT, WITHOUT ROWID;
  CREATE INDEX sync_history_at ON sync_history (at);

  -- What the hub handed out to this desk: told again to a hub that had to go back to a backup, so that it is given once.
  CREATE TABLE sync_grant (
    request_id TEXT PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, amount INTEGER NOT NULL, value INTEGER NOT NULL,
    at TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
