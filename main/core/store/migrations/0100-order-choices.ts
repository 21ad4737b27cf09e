import type { Migration } from '../migrate.ts';

/**
 * What is chosen with an order and how many are ordered; which order line an invoice line pays for; and what a contract
 * product still waits for before it is bought (spec 57-60, 34-37, 66, 67).
 */
export const migration0100: Migration = {
  number: 100,
  name: 'order choices',
  up(db) {
    db.exec(`
      ALTER TABLE order_item ADD COLUMN quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0);
      -- One without its options; unit_minor is one with them. Without options they are the same.
      ALTER TABLE order_item ADD COLUMN base_minor INTEGER NOT NULL DEFAULT 0;
      UPDATE order_item SET base_minor = unit_minor;

      -- Frozen at the sale. The ids are of then: a value may have been removed since, so nothing refers to it.
      CREATE TABLE order_choice (
        id TEXT PRIMARY KEY, order_item_id TEXT NOT NULL REFERENCES order_item (id), position INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('option', 'attribute')),
        option_id TEXT NOT NULL, value_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
        -- Of one, in the currency of the item. An attribute is never priced.
        amount_minor INTEGER,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
        CHECK ((amount_minor IS NULL) = (kind = 'attribute'))) STRICT;
      CREATE UNIQUE INDEX order_choice_place ON order_choice (order_item_id, position);
      CREATE UNIQUE INDEX order_choice_option ON order_choice (order_item_id, option_id);

      -- Until now each line of an invoice was a line of its order.
      ALTER TABLE invoice_line ADD COLUMN item_line INTEGER;
      UPDATE invoice_line SET item_line = line_index WHERE period_from IS NOT NULL;

      ALTER TABLE contract_product ADD COLUMN awaits TEXT NOT NULL DEFAULT ''
        CHECK (awaits IN ('', 'confirmation', 'details'));
      -- Few wait among many that do not.
      CREATE INDEX contract_product_awaits ON contract_product (status, id) WHERE awaits <> '';
    `);
  },
};
