import type { Migration } from '../migrate.ts';

/** Orders at converted prices: what each price was converted at stays with what was sold at it (spec 44, 2.14). */
export const migration0190: Migration = {
  number: 190,
  name: 'sales',
  up(db) {
    db.exec(ratesSchema);
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
