import type { Migration } from '../migrate.ts';
import { searchTriggers } from './0080-search.ts';

/**
 * Money and time of a contract: invoices of renewals beside those of orders, tax, credit notes, refunds, account balances,
 * periods, the cause of every change of a status, settings of automation, and what fired (spec 2.1-2.12, 2.16).
 */
export const migration0120: Migration = {
  number: 120,
  name: 'billing',
  up(db) {
    db.exec(invoiceSchema);
    db.exec(searchTriggers('invoice'));
    db.exec(moneySchema);
    db.exec(contractSchema);
    db.exec(automationSchema);
  },
};

const invoiceSchema = `
  -- A CHECK and a NOT NULL cannot be changed: the table is built anew. References to it are by name and stay.
  CREATE TABLE invoice_new (
    id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('order', 'renewal', 'change')),
    -- Null: a renewal or a change is of contract products, which its lines name.
    order_id TEXT REFERENCES orders (id),
    client_id TEXT NOT NULL REFERENCES client (id),
    status TEXT NOT NULL CHECK (status IN
      ('Unpaid', 'Partly paid', 'Paid', 'Cancelled', 'Partly refunded', 'Refunded', 'Written off')),
    currency TEXT NOT NULL,
    -- What is to be paid: net and tax, in any case of how prices are written.
    total_minor INTEGER NOT NULL, tax_minor INTEGER NOT NULL DEFAULT 0,
    -- Payments applied to it; of them what was given back; what credit notes took from it.
    paid_minor INTEGER NOT NULL, refunded_minor INTEGER NOT NULL DEFAULT 0, credited_minor INTEGER NOT NULL DEFAULT 0,
    issued_on TEXT NOT NULL, due_on TEXT NOT NULL, buyer TEXT NOT NULL, seller TEXT NOT NULL DEFAULT '{}',
    -- Spec 2.14: the brand's currency and one unit of the invoice's in it, at issue. Null: no rate was known.
    base_currency TEXT, base_rate TEXT, base_total_minor INTEGER,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    CHECK ((kind = 'order') = (order_id IS NOT NULL))) STRICT;
  INSERT INTO invoice_new (id, number, kind, order_id, client_id, status, currency, total_minor, paid_minor, issued_on,
      due_on, buyer, created_at, updated_at)
    SELECT id, number, 'order', order_id, client_id, status, currency, total_minor, paid_minor, issued_on, due_on, buyer,
      created_at, updated_at FROM invoice;
  DROP TABLE invoice;
  ALTER TABLE invoice_new RENAME TO invoice;
  CREATE INDEX invoice_order ON invoice (order_id) WHERE order_id IS NOT NULL;
  CREATE INDEX invoice_client ON invoice (client_id, id);
  CREATE INDEX invoice_open ON invoice (id) WHERE status IN ('Unpaid', 'Partly paid');
  CREATE INDEX invoice_due ON invoice (due_on, id) WHERE status IN ('Unpaid', 'Partly paid');

  -- Null on lines of an order, which may pay for several contract products at once: they have the order's line.
  ALTER TABLE invoice_line ADD COLUMN contract_product_id TEXT REFERENCES contract_product (id);
  CREATE INDEX invoice_line_contract ON invoice_line (contract_product_id, invoice_id)
    WHERE contract_product_id IS NOT NULL;

  -- Tax of an invoice, summed and rounded per rate (EN 16931), frozen with the rate as it was.
  CREATE TABLE invoice_tax (
    id TEXT PRIMARY KEY, invoice_id TEXT NOT NULL REFERENCES invoice (id), position INTEGER NOT NULL,
    name TEXT NOT NULL, percent TEXT NOT NULL, is_inclusive INTEGER NOT NULL,
    net_minor INTEGER NOT NULL, tax_minor INTEGER NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX invoice_tax_key ON invoice_tax (invoice_id, position);
`;

const moneySchema = `
  CREATE TABLE credit_note (
    id TEXT PRIMARY KEY, request_key TEXT UNIQUE, number TEXT NOT NULL UNIQUE,
    invoice_id TEXT NOT NULL REFERENCES invoice (id), client_id TEXT NOT NULL REFERENCES client (id),
    reason TEXT NOT NULL CHECK (reason IN ('cancelled', 'refund', 'write_off', 'correction')), note TEXT NOT NULL,
    currency TEXT NOT NULL, total_minor INTEGER NOT NULL CHECK (total_minor >= 0), tax_minor INTEGER NOT NULL,
    issued_on TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE INDEX credit_note_invoice ON credit_note (invoice_id, id);
  CREATE INDEX credit_note_client ON credit_note (client_id, id);

  CREATE TABLE refund (
    id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE, invoice_id TEXT NOT NULL REFERENCES invoice (id),
    credit_note_id TEXT REFERENCES credit_note (id), amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    -- Where it went: back the way it came, by staff, or into the client's account balance.
    destination TEXT NOT NULL CHECK (destination IN ('original', 'account_balance')),
    refunded_on TEXT NOT NULL, reference TEXT NOT NULL, recorded_by TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE INDEX refund_invoice ON refund (invoice_id, id);

  -- A client's account balance is the sum of its entries in a currency, and never below nothing.
  CREATE TABLE balance_entry (
    id TEXT PRIMARY KEY, request_key TEXT UNIQUE, client_id TEXT NOT NULL REFERENCES client (id), currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    kind TEXT NOT NULL CHECK (kind IN ('deposit', 'payment', 'refund', 'payout', 'commission')),
    payment_id TEXT REFERENCES payment (id), refund_id TEXT REFERENCES refund (id),
    -- Of money that came in or went out: how, when, and what it is called there.
    method TEXT NOT NULL DEFAULT '', entered_on TEXT NOT NULL, reference TEXT NOT NULL, recorded_by TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE INDEX balance_entry_client ON balance_entry (client_id, currency, id);
  CREATE INDEX balance_entry_newest ON balance_entry (client_id, id);

  ALTER TABLE client ADD COLUMN country TEXT NOT NULL DEFAULT '';
  ALTER TABLE client ADD COLUMN region TEXT NOT NULL DEFAULT '';
  ALTER TABLE client ADD COLUMN address TEXT NOT NULL DEFAULT '';
  ALTER TABLE client ADD COLUMN tax_number TEXT NOT NULL DEFAULT '';
  ALTER TABLE client ADD COLUMN is_tax_exempt INTEGER NOT NULL DEFAULT 0;
  -- Empty: the brand's.
  ALTER TABLE client ADD COLUMN currency TEXT NOT NULL DEFAULT '';
  -- Set on a record that was merged into another one.
  ALTER TABLE client ADD COLUMN merged_into_id TEXT REFERENCES client (id);
`;

const contractSchema = `
  -- Number of the period that billed_to ends: period n starts at anchor + n terms (spec 2.5.1).
  ALTER TABLE contract_product ADD COLUMN period_no INTEGER NOT NULL DEFAULT 0;
  -- Two dates (spec 2.2): billed_to is how far it is paid, this is when the service ends. Null: it goes on.
  ALTER TABLE contract_product ADD COLUMN service_ends_on TEXT;
  ALTER TABLE contract_product ADD COLUMN auto_renew INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE contract_product ADD COLUMN retention TEXT NOT NULL DEFAULT 'none'
    CHECK (retention IN ('none', 'flagged', 'in_progress', 'saved', 'lost'));
  -- A person set the status: automation leaves it alone until this is off.
  ALTER TABLE contract_product ADD COLUMN is_manual_status INTEGER NOT NULL DEFAULT 0;
  -- Why it is suspended; only what was suspended for being overdue is unsuspended by a payment (spec 2.12).
  ALTER TABLE contract_product ADD COLUMN suspended_for TEXT NOT NULL DEFAULT ''
    CHECK (suspended_for IN ('', 'overdue', 'staff'));
  -- The day after the last one of the trial it is in. Null: it is in none.
  ALTER TABLE contract_product ADD COLUMN trial_ends_on TEXT;
  CREATE INDEX contract_product_due ON contract_product (next_due_on, id) WHERE next_due_on IS NOT NULL;
  CREATE INDEX contract_product_ends ON contract_product (service_ends_on, id) WHERE service_ends_on IS NOT NULL;
  CREATE INDEX contract_product_trial ON contract_product (trial_ends_on, id) WHERE trial_ends_on IS NOT NULL;

  -- What a contract product was billed for, day by day without a gap; one renewal for a number (spec 2.16, invariant 1).
  CREATE TABLE contract_period (
    id TEXT PRIMARY KEY, contract_product_id TEXT NOT NULL REFERENCES contract_product (id), number INTEGER NOT NULL,
    starts_on TEXT NOT NULL, ends_on TEXT NOT NULL,
    -- The invoice it is billed on now; null: of a license that was taken over.
    invoice_id TEXT REFERENCES invoice (id),
    state TEXT NOT NULL CHECK (state IN ('billed', 'paid', 'cancelled')),
    -- Of this contract product alone, after discounts: the base of proration (spec 2.7).
    currency TEXT NOT NULL, price_minor INTEGER NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX contract_period_key ON contract_period (contract_product_id, number);
  CREATE INDEX contract_period_invoice ON contract_period (invoice_id) WHERE invoice_id IS NOT NULL;
  -- Those that run have the period they are in; its id is the contract product's, which is as unique.
  INSERT INTO contract_period
    SELECT c.id, c.id, 0, c.anchor_date, c.billed_to,
      (SELECT min(i.id) FROM invoice i WHERE i.order_id = c.order_id), 'paid', c.currency,
      CASE WHEN EXISTS (SELECT 1 FROM invoice i WHERE i.order_id = c.order_id) THEN c.price_minor ELSE 0 END,
      c.created_at, c.updated_at
    FROM contract_product c WHERE c.anchor_date IS NOT NULL AND c.billed_to IS NOT NULL;
`;

const automationSchema = `
  -- Who or what made a record what it is: every change of a status, with its cause (spec 2.16, invariant 7).
  CREATE TABLE status_change (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, trace_id TEXT NOT NULL,
    entity TEXT NOT NULL, entity_id TEXT NOT NULL, from_status TEXT, to_status TEXT NOT NULL,
    -- kind/id of what led to it, such as operation/…, payment/…, overdue/…; empty: the actor's own act.
    cause TEXT NOT NULL) STRICT;
  CREATE INDEX status_change_entity ON status_change (entity_id, id);
  CREATE INDEX status_change_trace ON status_change (trace_id, id);
  CREATE TRIGGER status_change_no_update BEFORE UPDATE ON status_change
    BEGIN SELECT RAISE(ABORT, 'status_change is append-only'); END;
  CREATE TRIGGER status_change_no_delete BEFORE DELETE ON status_change
    BEGIN SELECT RAISE(ABORT, 'status_change is append-only'); END;

  -- What differs from the default at a level; the narrowest one wins (spec 2.5.4, 2.12).
  CREATE TABLE automation_setting (
    id TEXT PRIMARY KEY, scope TEXT NOT NULL CHECK (scope IN ('brand', 'client', 'product', 'contract_product')),
    -- Empty: of the brand.
    scope_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX automation_setting_key ON automation_setting (scope, scope_id, name);

  -- One of the 55 notification triggers (spec 1c) that came true; once for a cause (spec 2.16, invariant 10).
  CREATE TABLE trigger_event (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, trigger_no INTEGER NOT NULL CHECK (trigger_no BETWEEN 1 AND 55),
    cause TEXT NOT NULL, client_id TEXT REFERENCES client (id), entity TEXT NOT NULL, entity_id TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX trigger_event_key ON trigger_event (trigger_no, cause);
  CREATE INDEX trigger_event_entity ON trigger_event (entity_id, id);
`;
