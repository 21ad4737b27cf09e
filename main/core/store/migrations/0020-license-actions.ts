import type { Migration } from '../migrate.ts';

/**
 * Every action a license can need: more kinds of operations with their evidence, operations about licenses of no
 * contract product, what the mirror knows of a license, keys it had, capabilities and prices of the vendor accounts.
 */
export const migration0020: Migration = {
  number: 20,
  name: 'license actions',
  up(db) {
    db.exec(`
      -- A CHECK cannot be changed: the table is built anew. References to it are by name and stay.
      CREATE TABLE operation_new (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('create', 'renew', 'reissue', 'changePackage', 'suspend', 'unsuspend',
          'terminate', 'edit', 'autoRenew', 'addons')),
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'succeeded', 'refused', 'unknown',
          'reconciling', 'absent', 'abandoned')),
        connection_id TEXT NOT NULL REFERENCES connection (id),
        -- Null: about a license of the vendor account that belongs to no contract product.
        contract_product_id TEXT REFERENCES contract_product (id),
        license_id TEXT REFERENCES license (id),
        token TEXT NOT NULL, attempt INTEGER NOT NULL, params TEXT NOT NULL,
        price_minor INTEGER NOT NULL, currency TEXT NOT NULL,
        -- What the vendor's price list said when it was asked for, and what it says now where that differs.
        expected_cost_minor INTEGER, expected_cost_currency TEXT, quoted_cost_minor INTEGER, quoted_cost_currency TEXT,
        held_for TEXT CHECK (held_for IN ('price_changed')),
        -- The license as it was read before anything was sent.
        before_state TEXT,
        -- What the vendor's answer told beside its yes: the new key, the new end.
        told TEXT,
        vendor_id TEXT, error_code TEXT, vendor_message TEXT,
        absent_reads INTEGER NOT NULL, first_absent_at TEXT, next_check_at TEXT,
        asked_by TEXT NOT NULL, cause TEXT NOT NULL, sent_at TEXT, settled_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
        CHECK (contract_product_id IS NOT NULL OR vendor_id IS NOT NULL)) STRICT;
      INSERT INTO operation_new (id, kind, state, connection_id, contract_product_id, license_id, token, attempt, params,
          price_minor, currency, vendor_id, error_code, vendor_message, absent_reads, first_absent_at, next_check_at,
          asked_by, cause, sent_at, settled_at, created_at, updated_at)
        SELECT id, kind, state, connection_id, contract_product_id, license_id, token, attempt, params,
          price_minor, currency, vendor_id, error_code, vendor_message, absent_reads, first_absent_at, next_check_at,
          asked_by, cause, sent_at, settled_at, created_at, updated_at FROM operation;
      DROP TABLE operation;
      ALTER TABLE operation_new RENAME TO operation;
      CREATE UNIQUE INDEX operation_open ON operation (contract_product_id)
        WHERE state NOT IN ('succeeded', 'refused', 'abandoned');
      -- One open operation for a license of the vendor too, whoever of ours it belongs to.
      CREATE UNIQUE INDEX operation_open_vendor ON operation (connection_id, vendor_id)
        WHERE vendor_id IS NOT NULL AND state NOT IN ('succeeded', 'refused', 'abandoned');
      CREATE INDEX operation_contract ON operation (contract_product_id, id);
      CREATE INDEX operation_state ON operation (state, id);
      CREATE INDEX operation_vendor ON operation (connection_id, vendor_id, id);
      CREATE INDEX operation_cause ON operation (cause, id);

      ALTER TABLE license ADD COLUMN period INTEGER;
      ALTER TABLE license ADD COLUMN autoprolong TEXT;
      -- JSON of quantities by addon number; null: not told.
      ALTER TABLE license ADD COLUMN addons TEXT;
      ALTER TABLE license ADD COLUMN webdomains INTEGER;
      ALTER TABLE license ADD COLUMN ip_changed_on TEXT NOT NULL DEFAULT '';
      ALTER TABLE license ADD COLUMN key_changed_on TEXT NOT NULL DEFAULT '';
      CREATE INDEX license_key ON license (license_key);
      CREATE INDEX license_ip ON license (ip);
      CREATE INDEX license_expires ON license (expires_on) WHERE status <> 'deleted';

      CREATE TABLE old_license_key (
        id TEXT PRIMARY KEY, license_id TEXT NOT NULL REFERENCES license (id), license_key TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('reissue', 'vendor')), replaced_by TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX old_license_key_license ON old_license_key (license_id, id);

      -- The name goes with the tariff: an upgrade changes both. A key that staff set is theirs, not the vendor's.
      ALTER TABLE contract_product ADD COLUMN product_name TEXT NOT NULL DEFAULT '';
      UPDATE contract_product SET product_name =
        (SELECT i.product_name FROM order_item i WHERE i.id = contract_product.order_item_id);
      ALTER TABLE contract_product ADD COLUMN manual_key TEXT NOT NULL DEFAULT '';
      ALTER TABLE contract_product ADD COLUMN tracked_quantity INTEGER;
      ALTER TABLE contract_product ADD COLUMN tracked_at TEXT;

      CREATE TABLE connection_capability (
        id TEXT PRIMARY KEY, connection_id TEXT NOT NULL REFERENCES connection (id), name TEXT NOT NULL,
        value TEXT NOT NULL CHECK (value IN ('unknown', 'yes', 'no')),
        source TEXT NOT NULL CHECK (source IN ('detected', 'staff')), evidence TEXT NOT NULL, seen_at TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX connection_capability_key ON connection_capability (connection_id, name);
      INSERT INTO connection_capability
        SELECT id, id, 'suspend', can_suspend, 'detected', '', updated_at, updated_at, updated_at
          FROM connection WHERE can_suspend IN ('yes', 'no');
      ALTER TABLE connection DROP COLUMN can_suspend;
      ALTER TABLE connection ADD COLUMN read_interval_ms INTEGER NOT NULL DEFAULT 1000;
      ALTER TABLE connection ADD COLUMN parallel INTEGER NOT NULL DEFAULT 1;

      -- What the vendor asks for a tariff and period, or (addon <> '') for one of an addon.
      CREATE TABLE vendor_price (
        id TEXT PRIMARY KEY, connection_id TEXT NOT NULL REFERENCES connection (id), pricelist TEXT NOT NULL,
        addon TEXT NOT NULL, name TEXT NOT NULL, period INTEGER NOT NULL, currency TEXT NOT NULL,
        amount_minor INTEGER NOT NULL, read_at TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX vendor_price_key ON vendor_price (connection_id, pricelist, addon, period, currency);

      CREATE TABLE balance_reading (
        id TEXT PRIMARY KEY, connection_id TEXT NOT NULL REFERENCES connection (id), at TEXT NOT NULL,
        currency TEXT NOT NULL, amount_minor INTEGER NOT NULL) STRICT;
      CREATE INDEX balance_reading_connection ON balance_reading (connection_id, at);
    `);
  },
};
