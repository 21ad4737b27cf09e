import type { Migration } from '../migrate.ts';

/**
 * Runs of automation with what each step came to, holds, reminders, and what the vendor still owes for a paid period
 * (spec 2.5, 2.12; design 5).
 */
export const migration0150: Migration = {
  number: 150,
  name: 'automation',
  up(db) {
    db.exec(`
      -- Number of the period that begins on the anchor: a contract that is reactivated or paid late has a new anchor, and
      -- goes on counting its periods.
      ALTER TABLE contract_product ADD COLUMN anchor_period INTEGER NOT NULL DEFAULT 0;

      -- Of a paid renewal: whether the vendor is still to renew the license. Empty: it does so by itself, or need not.
      ALTER TABLE contract_period ADD COLUMN vendor_renewal TEXT NOT NULL DEFAULT ''
        CHECK (vendor_renewal IN ('', 'wanted', 'queued', 'done'));
      ALTER TABLE contract_period ADD COLUMN operation_id TEXT REFERENCES operation (id);
      CREATE INDEX contract_period_wanted ON contract_period (contract_product_id, number)
        WHERE vendor_renewal = 'wanted';
      CREATE INDEX contract_period_operation ON contract_period (operation_id) WHERE operation_id IS NOT NULL;

      -- A reminder of an invoice: 0 before it is due, 1 on the day, 2 and more after it. Each is given once.
      CREATE TABLE invoice_reminder (
        id TEXT PRIMARY KEY, invoice_id TEXT NOT NULL REFERENCES invoice (id), number INTEGER NOT NULL,
        reminded_on TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX invoice_reminder_key ON invoice_reminder (invoice_id, number);

      CREATE TABLE automation_run (
        id TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'interrupted')),
        -- The business dates that it went through, both included.
        from_on TEXT NOT NULL, as_of TEXT NOT NULL,
        asked_by TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT,
        done INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0,
        failed INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX automation_run_state ON automation_run (state, id);

      -- What came of a cause: it is done once. What was skipped, held or failed is tried again by the next run.
      CREATE TABLE automation_step (
        id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES automation_run (id), kind TEXT NOT NULL,
        cause TEXT NOT NULL UNIQUE, due_on TEXT NOT NULL,
        entity TEXT NOT NULL, entity_id TEXT NOT NULL, client_id TEXT,
        state TEXT NOT NULL CHECK (state IN ('done', 'skipped', 'held', 'failed')),
        -- Why not: the reason of a guard, or the code of an error. Empty: done.
        why TEXT NOT NULL, attempts INTEGER NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX automation_step_run ON automation_step (run_id, id);
      CREATE INDEX automation_step_entity ON automation_step (entity_id, id);

      -- A person's word that something is not to be done; released_at: until then.
      CREATE TABLE automation_hold (
        id TEXT PRIMARY KEY, cause TEXT NOT NULL UNIQUE, why TEXT NOT NULL, held_by TEXT NOT NULL, held_at TEXT NOT NULL,
        released_at TEXT, released_by TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
    `);
  },
};
