import type { Migration } from '../migrate.ts';

/** Imports of products from files and edits of many products: what was done to each, so that it can be taken back. */
export const migration0090: Migration = {
  number: 90,
  name: 'transfer',
  up(db) {
    db.exec(`
      CREATE TABLE catalogue_run (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('file', 'edit')),
        state TEXT NOT NULL CHECK (state IN
          ('receiving', 'read', 'checked', 'running', 'stopped', 'done', 'undoing', 'undone')),
        -- The file's name; empty for an edit.
        title TEXT NOT NULL, asked_by TEXT NOT NULL, total INTEGER NOT NULL, done INTEGER NOT NULL,
        -- JSON: what it came to, what is known of the file, what was asked for.
        counts TEXT, source TEXT NOT NULL, settings TEXT, finished_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX catalogue_run_state ON catalogue_run (kind, state, id);

      -- The bytes of a file, until it is imported or forgotten.
      CREATE TABLE catalogue_run_part (
        id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES catalogue_run (id), position INTEGER NOT NULL,
        content BLOB NOT NULL) STRICT;
      CREATE UNIQUE INDEX catalogue_run_part_place ON catalogue_run_part (run_id, position);

      -- Rows that were refused, with their cells as they stood in the file (JSON).
      CREATE TABLE catalogue_run_refusal (
        id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES catalogue_run (id), position INTEGER NOT NULL,
        line INTEGER NOT NULL, problems TEXT NOT NULL, cells TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX catalogue_run_refusal_place ON catalogue_run_refusal (run_id, position);

      CREATE TABLE catalogue_run_edit (
        id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES catalogue_run (id), position INTEGER NOT NULL,
        product_id TEXT NOT NULL REFERENCES product (id),
        -- JSON: each value before and after; of a product that was made the prices that it was made with.
        edit TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'kept')),
        -- Why it was kept as it is.
        code TEXT) STRICT;
      CREATE UNIQUE INDEX catalogue_run_edit_place ON catalogue_run_edit (run_id, position);
      CREATE INDEX catalogue_run_edit_state ON catalogue_run_edit (run_id, state, position);

      -- What points at a product is asked for each that is taken back.
      CREATE INDEX product_trial_migrate ON product (trial_migrate_product_id)
        WHERE trial_migrate_product_id IS NOT NULL;
      CREATE INDEX recommendation_product ON recommendation (recommended_product_id)
        WHERE recommended_product_id IS NOT NULL;
    `);
  },
};
