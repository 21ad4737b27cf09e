import type { Migration } from '../migrate.ts';

/**
 * Orders of several lines with a discount and a way to pay, how they end, promo codes with each use of them, and requests to
 * cancel (spec 81-88, 2.1, 2.8, 2.11).
 */
export const migration0130: Migration = {
  number: 130,
  name: 'orders',
  up(db) {
    db.exec(promoSchema);
    db.exec(orderSchema);
    db.exec(cancellationSchema);
  },
};

const promoSchema = `
  CREATE TABLE promo_code (
    id TEXT PRIMARY KEY, is_active INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
    -- As it is written, and as it is compared: in lower case, of any alphabet. So is the name searched.
    code TEXT NOT NULL, code_key TEXT NOT NULL, name_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('percent', 'fixed')),
    -- Exact decimal; null of a fixed one, whose amounts are in promo_amount.
    percent TEXT,
    scope TEXT NOT NULL CHECK (scope IN ('all', 'selected')),
    -- Of the discounted licenses of one order; of uses. Null: no limit.
    min_quantity INTEGER, max_quantity INTEGER, max_uses INTEGER, max_uses_per_client INTEGER,
    -- First and last day on which it can be used. Null: open.
    starts_on TEXT, ends_on TEXT,
    is_recurring INTEGER NOT NULL, deleted_at TEXT,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    CHECK ((kind = 'percent') = (percent IS NOT NULL))) STRICT;
  -- A code whose record was deleted can be given again.
  CREATE UNIQUE INDEX promo_code_key ON promo_code (code_key) WHERE deleted_at IS NULL;

  -- What it is taken from, and what must be in the basket with it.
  CREATE TABLE promo_product (
    id TEXT PRIMARY KEY, promo_code_id TEXT NOT NULL REFERENCES promo_code (id),
    product_id TEXT NOT NULL REFERENCES product (id), role TEXT NOT NULL CHECK (role IN ('discounted', 'mandatory')),
    -- Its own percentage; null: the code's.
    percent TEXT, position INTEGER NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX promo_product_key ON promo_product (promo_code_id, product_id, role);
  CREATE INDEX promo_product_product ON promo_product (product_id);

  -- What a fixed code takes off an order, for each currency: of all it is taken from, or of one product alone.
  CREATE TABLE promo_amount (
    id TEXT PRIMARY KEY, promo_code_id TEXT NOT NULL REFERENCES promo_code (id),
    promo_product_id TEXT REFERENCES promo_product (id),
    currency TEXT NOT NULL, amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX promo_amount_key ON promo_amount (promo_code_id, coalesce(promo_product_id, ''), currency);

  -- One use. Reserved by an order, committed by its payment, released when the order is cancelled unpaid (spec 2.8).
  CREATE TABLE promo_redemption (
    id TEXT PRIMARY KEY, promo_code_id TEXT NOT NULL REFERENCES promo_code (id),
    order_id TEXT NOT NULL UNIQUE REFERENCES orders (id), client_id TEXT NOT NULL REFERENCES client (id),
    state TEXT NOT NULL CHECK (state IN ('reserved', 'committed', 'released')),
    currency TEXT NOT NULL, discount_minor INTEGER NOT NULL CHECK (discount_minor > 0),
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  -- What counts against the limits.
  CREATE INDEX promo_redemption_used ON promo_redemption (promo_code_id, client_id) WHERE state <> 'released';
  CREATE INDEX promo_redemption_code ON promo_redemption (promo_code_id, id);
  CREATE INDEX promo_redemption_client ON promo_redemption (client_id, id);
`;

const orderSchema = `
  -- SHA-256 of what the form asked for: its key answers for the same once more, and for nothing else. Empty: of before.
  ALTER TABLE orders ADD COLUMN request_digest TEXT NOT NULL DEFAULT '';
  -- Chosen at the checkout (X3). Empty: of before.
  ALTER TABLE orders ADD COLUMN payment_method TEXT NOT NULL DEFAULT ''
    CHECK (payment_method IN ('', 'bank_transfer', 'cash', 'card_terminal', 'account_balance'));
  -- Of the total, which is after the discount and with tax.
  ALTER TABLE orders ADD COLUMN discount_minor INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE orders ADD COLUMN tax_minor INTEGER NOT NULL DEFAULT 0;
  -- How it ends: at once, or with the term that is paid for; and the form that asked for it.
  ALTER TABLE orders ADD COLUMN ending TEXT NOT NULL DEFAULT '' CHECK (ending IN ('', 'immediate', 'end_of_term', 'unpaid'));
  ALTER TABLE orders ADD COLUMN ending_reason TEXT NOT NULL DEFAULT '';
  ALTER TABLE orders ADD COLUMN ending_key TEXT;
  -- As the form asked, for its key: one that was not paid ends at once also where that was not asked. Empty, 0: no form.
  ALTER TABLE orders ADD COLUMN ending_immediate INTEGER NOT NULL DEFAULT 0 CHECK (ending_immediate IN (0, 1));
  ALTER TABLE orders ADD COLUMN ending_refund TEXT NOT NULL DEFAULT ''
    CHECK (ending_refund IN ('', 'none', 'original', 'account_balance'));
  CREATE UNIQUE INDEX orders_ending_key ON orders (ending_key) WHERE ending_key IS NOT NULL;

  -- Ways to pay that differ from how they come: renamed, or switched off (X3). An empty name is the screens' own word.
  CREATE TABLE payment_method (
    id TEXT PRIMARY KEY,
    method TEXT NOT NULL UNIQUE CHECK (method IN ('bank_transfer', 'cash', 'card_terminal', 'account_balance')),
    name TEXT NOT NULL, is_enabled INTEGER NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

  ALTER TABLE order_item ADD COLUMN discount_minor INTEGER NOT NULL DEFAULT 0;
  -- What the first period costs where a code lowers that one; null: as much as each.
  ALTER TABLE contract_product ADD COLUMN first_price_minor INTEGER;
`;

const cancellationSchema = `
  CREATE TABLE cancellation_request (
    id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE, order_id TEXT NOT NULL REFERENCES orders (id),
    client_id TEXT NOT NULL REFERENCES client (id), reason TEXT NOT NULL, asked_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'deleted_by_client', 'deleted_by_user')),
    -- How it was approved; null: it was not.
    ending TEXT CHECK (ending IN ('immediate', 'end_of_term')),
    ticket_id TEXT REFERENCES ticket (id), decided_by TEXT NOT NULL, decided_at TEXT,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    CHECK ((ending IS NOT NULL) = (state = 'approved'))) STRICT;
  CREATE UNIQUE INDEX cancellation_request_pending ON cancellation_request (order_id) WHERE state = 'pending';
  CREATE INDEX cancellation_request_order ON cancellation_request (order_id, id);
  CREATE INDEX cancellation_request_client ON cancellation_request (client_id, id);
  CREATE INDEX cancellation_request_state ON cancellation_request (state, id);
`;
