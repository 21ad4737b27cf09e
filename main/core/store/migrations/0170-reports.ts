import type { Migration } from '../migrate.ts';

/**
 * What a line of an invoice was sold as, so that reports of a time that is over stay what they were; the ways of reports
 * into dates; and affiliates (spec 46, 2.13, 2.15).
 */
export const migration0170: Migration = {
  number: 170,
  name: 'reports',
  up(db) {
    db.exec(linesSchema);
    db.exec(datesSchema);
    db.exec(affiliatesSchema);
  },
};

const linesSchema = `
  -- Frozen at issue: the product it is of, and how its revenue is recognised. A setting that changes moves no history.
  -- Null: it belongs to no product.
  ALTER TABLE invoice_line ADD COLUMN product_id TEXT REFERENCES product (id);
  ALTER TABLE invoice_line ADD COLUMN revenue_policy TEXT CHECK (revenue_policy IN ('immediate', 'spread'));
  ALTER TABLE invoice_line ADD COLUMN revenue_source TEXT CHECK (revenue_source IN ('product', 'brand'));
  UPDATE invoice_line SET product_id = coalesce(
    (SELECT t.product_id FROM invoice i JOIN order_item t ON t.order_id = i.order_id AND t.line_index = invoice_line.item_line
      WHERE i.id = invoice_line.invoice_id),
    (SELECT c.product_id FROM contract_product c WHERE c.id = invoice_line.contract_product_id));
  -- What was read until now is the policy in force: that is what old lines keep.
  UPDATE invoice_line SET (revenue_policy, revenue_source) =
    (SELECT CASE WHEN p.revenue_recognition IS NULL OR p.revenue_recognition = 'inherit' THEN b.revenue_recognition
        ELSE p.revenue_recognition END,
      CASE WHEN p.revenue_recognition IS NULL OR p.revenue_recognition = 'inherit' THEN 'brand' ELSE 'product' END
      FROM brand b LEFT JOIN product p ON p.id = invoice_line.product_id LIMIT 1);
`;

const datesSchema = `
  CREATE INDEX invoice_issued ON invoice (issued_on, id);
  CREATE INDEX invoice_credited ON invoice (credited_minor, id) WHERE credited_minor > 0;
  CREATE INDEX invoice_line_ends ON invoice_line (period_to, invoice_id) WHERE period_to IS NOT NULL;
  CREATE INDEX payment_received ON payment (received_on, invoice_id);
  CREATE INDEX credit_note_issued ON credit_note (issued_on, invoice_id);
  CREATE INDEX refund_refunded ON refund (refunded_on, invoice_id);
  CREATE INDEX vendor_movement_all ON vendor_movement (day, id);
  CREATE INDEX contract_product_report ON contract_product (status, product_id);
`;

const affiliatesSchema = `
  CREATE TABLE affiliate_setting (
    id TEXT PRIMARY KEY, is_enabled INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('percent', 'fixed')),
    -- Exact decimal text; used by the kind 'percent'.
    percent TEXT NOT NULL,
    -- Once for an invoice, in the brand's currency of then; used by the kind 'fixed'.
    fixed_minor INTEGER NOT NULL CHECK (fixed_minor >= 0), currency TEXT NOT NULL,
    maturation_days INTEGER NOT NULL CHECK (maturation_days >= 0),
    -- Nothing is paid out below it, in the same currency.
    threshold_minor INTEGER NOT NULL CHECK (threshold_minor >= 0),
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

  CREATE TABLE affiliate (
    id TEXT PRIMARY KEY, client_id TEXT NOT NULL UNIQUE REFERENCES client (id),
    code TEXT NOT NULL UNIQUE COLLATE NOCASE, is_active INTEGER NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

  -- Who brought a client.
  CREATE TABLE referral (
    id TEXT PRIMARY KEY, client_id TEXT NOT NULL UNIQUE REFERENCES client (id),
    affiliate_id TEXT NOT NULL REFERENCES affiliate (id), referred_on TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE INDEX referral_affiliate ON referral (affiliate_id, id);

  -- What an affiliate earns by an invoice that a client of theirs paid: once for an invoice.
  CREATE TABLE commission (
    id TEXT PRIMARY KEY, affiliate_id TEXT NOT NULL REFERENCES affiliate (id),
    client_id TEXT NOT NULL REFERENCES client (id), invoice_id TEXT NOT NULL UNIQUE REFERENCES invoice (id),
    -- Lines of products that take part, without tax, in the invoice's currency.
    base_minor INTEGER NOT NULL CHECK (base_minor > 0), base_currency TEXT NOT NULL,
    -- One unit of the invoice's currency in the commission's, kept. Null: they are the same one.
    rate TEXT,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), currency TEXT NOT NULL,
    earned_on TEXT NOT NULL, matures_on TEXT NOT NULL, matured_on TEXT,
    -- What was given back of the invoice so far, in its currency, and what was taken off the commission for it.
    refunded_minor INTEGER NOT NULL DEFAULT 0, reversed_minor INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    CHECK (reversed_minor BETWEEN 0 AND amount_minor)) STRICT;
  CREATE INDEX commission_affiliate ON commission (affiliate_id, id);
  CREATE INDEX commission_client ON commission (client_id, id);
  CREATE INDEX commission_maturing ON commission (matures_on, id) WHERE matured_on IS NULL;

  -- What went into an affiliate's account balance.
  CREATE TABLE commission_payout (
    id TEXT PRIMARY KEY, affiliate_id TEXT NOT NULL REFERENCES affiliate (id), currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), paid_on TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE INDEX commission_payout_affiliate ON commission_payout (affiliate_id, id);
`;
