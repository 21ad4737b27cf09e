import type { Migration } from '../migrate.ts';

/**
 * Reconciliation: what the vendor accounts said last (licenses, charges and payments), the comparisons with our books,
 * and what they found. An account is an address and a username; several connections may lead to one.
 */
export const migration0030: Migration = {
  number: 30,
  name: 'reconciliation',
  up(db) {
    db.exec(`
      CREATE TABLE reconciliation_setting (
        id TEXT PRIMARY KEY, schedule TEXT NOT NULL CHECK (schedule IN ('off', 'daily', 'hourly')),
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

      CREATE TABLE reconciliation_run (
        id TEXT PRIMARY KEY, account TEXT NOT NULL, connection_id TEXT NOT NULL REFERENCES connection (id),
        is_deep INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
        asked_by TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT,
        error_code TEXT, vendor_message TEXT, ledger_error_code TEXT,
        matched INTEGER NOT NULL, drifted INTEGER NOT NULL, orphan INTEGER NOT NULL, missing INTEGER NOT NULL,
        under_way INTEGER NOT NULL, not_asked INTEGER NOT NULL,
        keys_compared INTEGER NOT NULL, keys_left INTEGER NOT NULL, opened INTEGER NOT NULL, closed INTEGER NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX reconciliation_run_account ON reconciliation_run (account, id);
      CREATE INDEX reconciliation_run_state ON reconciliation_run (state, id);

      CREATE TABLE reconciliation_finding (
        id TEXT PRIMARY KEY, account TEXT NOT NULL, connection_id TEXT NOT NULL REFERENCES connection (id),
        -- The run that found it, and the one that saw it gone.
        run_id TEXT NOT NULL REFERENCES reconciliation_run (id),
        gone_run_id TEXT REFERENCES reconciliation_run (id),
        -- license/<id>, vendor/<number> or contract/<id>: what it is about, the same in every run.
        subject TEXT NOT NULL,
        class TEXT NOT NULL CHECK (class IN ('drifted', 'orphan', 'missing')),
        field TEXT NOT NULL CHECK (field IN ('', 'status', 'ip', 'tariff', 'expiry', 'key', 'name', 'autoRenewal')),
        problem TEXT NOT NULL CHECK (problem IN ('', 'runs_unpaid', 'paid_and_down', 'ended_alive', 'deleted_alive',
          'no_license')),
        vendor_id TEXT NOT NULL, license_id TEXT REFERENCES license (id),
        contract_product_id TEXT REFERENCES contract_product (id),
        ours TEXT NOT NULL, theirs TEXT NOT NULL,
        operation_id TEXT REFERENCES operation (id),
        resolution TEXT CHECK (resolution IN ('adopted', 'corrected_here', 'corrected_there', 'gone')),
        resolved_at TEXT, resolved_by TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      -- One open finding for one thing: two runs at once, or a run and a person, meet this row.
      CREATE UNIQUE INDEX reconciliation_finding_open ON reconciliation_finding (account, subject, field)
        WHERE resolved_at IS NULL;
      CREATE INDEX reconciliation_finding_account ON reconciliation_finding (account, id);
      CREATE INDEX reconciliation_finding_unresolved ON reconciliation_finding (id) WHERE resolved_at IS NULL;
      CREATE INDEX reconciliation_finding_open_account ON reconciliation_finding (account, id)
        WHERE resolved_at IS NULL;
      CREATE INDEX reconciliation_finding_operation ON reconciliation_finding (operation_id)
        WHERE operation_id IS NOT NULL;

      -- The vendor's licenses as they were read last. NULL: not told.
      CREATE TABLE vendor_license (
        id TEXT PRIMARY KEY, account TEXT NOT NULL, vendor_id TEXT NOT NULL, status TEXT NOT NULL,
        changing INTEGER NOT NULL, ip TEXT, licname TEXT, pricelist TEXT, package_name TEXT, period INTEGER,
        autoprolong TEXT, created_on TEXT, expires_on TEXT, key_changed_on TEXT,
        cost_minor INTEGER, cost_currency TEXT,
        license_key TEXT, key_read_at TEXT, key_read_for TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX vendor_license_key ON vendor_license (account, vendor_id);
      CREATE INDEX vendor_license_expires ON vendor_license (account, expires_on);

      -- Rows of the vendor's charges and payments as they were read last.
      CREATE TABLE vendor_movement (
        id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('charge', 'top_up', 'refund')),
        vendor_row_id TEXT NOT NULL, day TEXT NOT NULL, service_id TEXT NOT NULL, text TEXT NOT NULL,
        amount_minor INTEGER, currency TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX vendor_movement_row ON vendor_movement (account, kind, vendor_row_id);
      CREATE INDEX vendor_movement_day ON vendor_movement (account, day);

      CREATE TABLE vendor_ledger (
        id TEXT PRIMARY KEY, account TEXT NOT NULL UNIQUE, read_at TEXT, error_code TEXT,
        balance_minor INTEGER, balance_currency TEXT, balance_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

      -- What was settled since a list was read, and what was charged in a time.
      CREATE INDEX operation_settled ON operation (settled_at) WHERE settled_at IS NOT NULL;
      CREATE INDEX operation_sent ON operation (sent_at) WHERE sent_at IS NOT NULL;
    `);
  },
};
