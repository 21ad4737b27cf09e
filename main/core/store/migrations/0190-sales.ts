import type { Migration } from '../migrate.ts';

/**
 * Orders at converted prices: what each price was converted at stays with what was sold at it (spec 44, 2.14). And bundles:
 * which contract products were sold together at one price (spec 2.9).
 */
export const migration0190: Migration = {
  number: 190,
  name: 'sales',
  up(db) {
    db.exec(ratesSchema);
    db.exec(bundlesSchema);
  },
};

const ratesSchema = `
  -- The rate at which the prices of a row were converted, with its day and source: {from, to, rate, date, source}.
  -- Null: they were set in their own currency.
  ALTER TABLE order_item ADD COLUMN price_rate TEXT CHECK (json_valid(price_rate));
  ALTER TABLE contract_product ADD COLUMN price_rate TEXT CHECK (json_valid(price_rate));
  ALTER TABLE contract_change ADD COLUMN to_price_rate TEXT CHECK (json_valid(to_price_rate));
  -- Day and source of the rate to the brand's currency. Null: it is in that currency, no rate is known, or it was issued
  -- before this was kept.
  ALTER TABLE invoice ADD COLUMN base_rate_on TEXT;
  ALTER TABLE invoice ADD COLUMN base_rate_source TEXT CHECK (base_rate_source IN ('ecb', 'manual', 'mixed'));
`;

const bundlesSchema = `
  -- One of the bundles of an order line. Its price is what its contract products cost together: each has its part of it, so
  -- that money, refunds and revenue of a part are its own.
  CREATE TABLE contract_bundle (
    id TEXT PRIMARY KEY, order_item_id TEXT NOT NULL REFERENCES order_item (id), unit_index INTEGER NOT NULL,
    product_id TEXT NOT NULL REFERENCES product (id), product_name TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
  CREATE UNIQUE INDEX contract_bundle_unit ON contract_bundle (order_item_id, unit_index);
  CREATE INDEX contract_bundle_product ON contract_bundle (product_id);
  ALTER TABLE contract_product ADD COLUMN bundle_id TEXT REFERENCES contract_bundle (id);
  CREATE INDEX contract_product_bundle ON contract_product (bundle_id, id) WHERE bundle_id IS NOT NULL;
`;
