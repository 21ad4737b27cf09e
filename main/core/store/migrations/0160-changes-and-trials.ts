import type { Migration } from '../migrate.ts';

/** Changes of what a contract product is, with their money (spec 2.7), and trials (spec 47-52, 2.6). */
export const migration0160: Migration = {
  number: 160,
  name: 'changes and trials',
  up(db) {
    db.exec(`
      CREATE TABLE contract_change (
        id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE,
        contract_product_id TEXT NOT NULL REFERENCES contract_product (id),
        -- change: asked for by a person; trial: what a trial moves to at its end, without money.
        kind TEXT NOT NULL CHECK (kind IN ('change', 'trial')),
        -- Paid: the money is there and the vendor could not be asked yet (error_code says why); a person decides.
        status TEXT NOT NULL CHECK (status IN
          ('Awaiting payment', 'Paid', 'At the vendor', 'Done', 'Refused', 'Cancelled')),
        from_product_id TEXT NOT NULL REFERENCES product (id), from_product_name TEXT NOT NULL, from_package TEXT NOT NULL,
        to_product_id TEXT NOT NULL REFERENCES product (id), to_product_name TEXT NOT NULL, to_package TEXT NOT NULL,
        -- Of a term, before and after.
        currency TEXT NOT NULL, from_price_minor INTEGER NOT NULL, to_price_minor INTEGER NOT NULL,
        -- What the client agreed to: the sums of that day, by period (JSON), and where the period ends that they are of.
        changed_on TEXT NOT NULL, period_ends_on TEXT NOT NULL, parts TEXT NOT NULL,
        credit_minor INTEGER NOT NULL, charge_minor INTEGER NOT NULL,
        downgrade TEXT NOT NULL CHECK (downgrade IN ('refund', 'account_balance', 'none')),
        -- What was really given back, taxes included.
        given_minor INTEGER NOT NULL DEFAULT 0,
        invoice_id TEXT REFERENCES invoice (id), operation_id TEXT REFERENCES operation (id),
        error_code TEXT, asked_by TEXT NOT NULL, settled_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX contract_change_contract ON contract_change (contract_product_id, id);
      -- One at a time: the sums of a second one would be of a contract product that is about to be another.
      CREATE UNIQUE INDEX contract_change_open ON contract_change (contract_product_id)
        WHERE status IN ('Awaiting payment', 'Paid', 'At the vendor');
      CREATE UNIQUE INDEX contract_change_invoice ON contract_change (invoice_id) WHERE invoice_id IS NOT NULL;
      CREATE INDEX contract_change_operation ON contract_change (operation_id) WHERE operation_id IS NOT NULL;
      CREATE INDEX contract_change_unpaid ON contract_change (period_ends_on, id) WHERE status = 'Awaiting payment';

      -- The trial that a contract product began with, at the terms of its product on the day of the order.
      CREATE TABLE trial (
        id TEXT PRIMARY KEY, contract_product_id TEXT NOT NULL UNIQUE REFERENCES contract_product (id),
        client_id TEXT NOT NULL REFERENCES client (id), product_id TEXT NOT NULL REFERENCES product (id),
        -- failed: it has ended, what was to happen then could not, and a person decides.
        state TEXT NOT NULL CHECK (state IN
          ('ordered', 'running', 'migrating', 'cancelling', 'continued', 'migrated', 'cancelled', 'failed')),
        days INTEGER NOT NULL, notice_days INTEGER NOT NULL,
        end_action TEXT NOT NULL CHECK (end_action IN ('continue', 'migrate', 'cancel')),
        migrate_product_id TEXT REFERENCES product (id),
        -- Null: not begun. ends_on is the day after the last one.
        starts_on TEXT, ends_on TEXT,
        -- The day on which it was said that it ends soon, and that on which it ended.
        noticed_on TEXT, ended_on TEXT,
        error_code TEXT, error_detail TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      -- One trial per client and product (spec 2.6).
      CREATE INDEX trial_client ON trial (client_id, product_id);
      CREATE INDEX trial_ends ON trial (ends_on, id) WHERE state = 'running';
    `);
  },
};
