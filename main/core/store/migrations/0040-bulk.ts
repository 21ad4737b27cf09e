import type { Migration } from '../migrate.ts';

/** Bulk runs with their rows, saved selections, and what finds many contract products by license, tariff or address. */
export const migration0040: Migration = {
  number: 40,
  name: 'bulk',
  up(db) {
    db.exec(`
      CREATE TABLE bulk_run (
        id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE, action TEXT NOT NULL, inputs TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'finished')),
        asked_by TEXT NOT NULL, row_count INTEGER NOT NULL,
        -- JSON of what was shown and agreed to.
        cost TEXT NOT NULL, finished_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX bulk_run_state ON bulk_run (state, id);

      CREATE TABLE bulk_row (
        id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES bulk_run (id), position INTEGER NOT NULL,
        contract_product_id TEXT NOT NULL REFERENCES contract_product (id),
        -- The account that is asked; by it the run is paced.
        connection_id TEXT NOT NULL REFERENCES connection (id),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'queued', 'done', 'refused', 'skipped', 'cancelled')),
        operation_id TEXT REFERENCES operation (id),
        code TEXT, message TEXT, cost_minor INTEGER, cost_currency TEXT,
        found_before INTEGER, found_after INTEGER, settled_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
        -- Only what an operation stands for can be queued.
        CHECK (state <> 'queued' OR operation_id IS NOT NULL)) STRICT;
      CREATE UNIQUE INDEX bulk_row_place ON bulk_row (run_id, position);
      CREATE UNIQUE INDEX bulk_row_contract ON bulk_row (run_id, contract_product_id);
      CREATE UNIQUE INDEX bulk_row_operation ON bulk_row (operation_id) WHERE operation_id IS NOT NULL;
      CREATE INDEX bulk_row_state ON bulk_row (run_id, state, connection_id, position);
      -- A run asks for a contract product once, whatever else goes wrong: what it took back unsent is abandoned.
      CREATE UNIQUE INDEX operation_bulk ON operation (cause, contract_product_id)
        WHERE cause GLOB 'bulk/*' AND state <> 'abandoned';

      CREATE TABLE saved_selection (
        id TEXT PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE,
        -- JSON; null: the contract products in saved_selection_row.
        filter TEXT, row_count INTEGER NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE TABLE saved_selection_row (
        id TEXT PRIMARY KEY, selection_id TEXT NOT NULL REFERENCES saved_selection (id),
        contract_product_id TEXT NOT NULL REFERENCES contract_product (id),
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX saved_selection_row_key ON saved_selection_row (selection_id, contract_product_id);

      -- Lists that are narrowed down are read in their order from these.
      DROP INDEX license_status;
      CREATE INDEX license_status ON license (status, contract_product_id);
      CREATE INDEX license_autoprolong ON license (autoprolong, contract_product_id) WHERE status <> 'deleted';
      CREATE INDEX contract_product_package ON contract_product (package_identifier, id);
      CREATE INDEX contract_product_connection ON contract_product (connection_id, id);
      CREATE INDEX contract_product_manual_key ON contract_product (manual_key) WHERE manual_key <> '';
      CREATE INDEX old_license_key_key ON old_license_key (license_key);
    `);
  },
};
