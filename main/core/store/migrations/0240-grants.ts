import { randomUUID } from 'node:crypto';
import type { Migration } from '../migrate.ts';

/**
 * What desks of a team must not do twice (spec 2.16, design 6): an operation that another desk's hand was on waits for a
 * person; what was asked of the hub is remembered before it is asked; and these books have an id, which a copy of them shares.
 */
export const migration0240: Migration = {
  number: 240,
  name: 'grants of the team hub',
  up(db) {
    db.exec(`
      -- A CHECK cannot be changed; the column takes a wider one along. No index and no trigger names it.
      ALTER TABLE operation ADD COLUMN held_for_new TEXT CHECK (held_for_new IN ('price_changed', 'other_desk'));
      UPDATE operation SET held_for_new = held_for WHERE held_for IS NOT NULL;
      ALTER TABLE operation DROP COLUMN held_for;
      ALTER TABLE operation RENAME COLUMN held_for_new TO held_for;
      -- Name of the desk whose hand is, or was, on the same thing.
      ALTER TABLE operation ADD COLUMN other_desk TEXT;

      -- asked: the answer is not known. granted: to be given back when it is over. kept: over, and for ever this desk's.
      ALTER TABLE sync_grant ADD COLUMN state TEXT NOT NULL DEFAULT 'granted' CHECK (state IN ('asked', 'granted', 'kept'));
      CREATE INDEX sync_grant_open ON sync_grant (kind, request_id) WHERE state <> 'kept';
    `);
    db.prepare("INSERT INTO meta VALUES ('books', ?)").run(randomUUID());
  },
};
