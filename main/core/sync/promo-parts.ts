import type { Store, TableName, Writer } from '../store/index.ts';
import type { Json } from './canonical.ts';

/** Rows of other tables that are part of a record's value. */
export interface PromoParts {
  readonly tables: readonly TableName[];
  /** Column of those tables that names the record. */
  readonly owner: string;
  read(store: Store, id: string): Json;
  /** Writes the rows anew as the value says. */
  write(writer: Writer, store: Store, id: string, value: Json): void;
}

interface Product {
  readonly product: string;
  readonly role: string;
  readonly percent: string | null;
  readonly position: number;
}
interface Amount {
  /** Null: of the whole code. */
  readonly product: string | null;
  readonly currency: string;
  readonly amount: number;
}

/**
 * The products and amounts of a promo code: one value with its kind and percentage, because half of a new discount and half
 * of the old one is a discount that nobody gave.
 */
export const promoParts: PromoParts = {
  tables: ['promo_product', 'promo_amount'],
  owner: 'promo_code_id',
  read: (store, id) => ({
    products: store.all<Record<keyof Product, string | number | null>>(
      'sync promo products',
      `SELECT product_id AS product, role, percent, position FROM promo_product WHERE promo_code_id = @id
        ORDER BY role, position, product_id`,
      { id },
    ),
    amounts: store.all<Record<keyof Amount, string | number | null>>(
      'sync promo amounts',
      `SELECT p.product_id AS product, a.currency, a.amount_minor AS amount FROM promo_amount a
        LEFT JOIN promo_product p ON p.id = a.promo_product_id WHERE a.promo_code_id = @id
        ORDER BY p.product_id, a.currency`,
      { id },
    ),
  }),
  write: (writer, store, id, value) => {
    const { products, amounts } = value as unknown as { products: Product[]; amounts: Amount[] };
    const idsOf = (table: string): { id: string }[] =>
      store.all(`sync parts of ${table}`, `SELECT id FROM ${table} WHERE promo_code_id = @id`, { id });
    for (const row of idsOf('promo_amount')) writer.remove('promo_amount', row.id);
    for (const row of idsOf('promo_product')) writer.remove('promo_product', row.id);
    const rows = new Map<string, string>();
    for (const { product, role, percent, position } of products) {
      const row = store.makeId();
      if (role === 'discounted') rows.set(product, row);
      writer.insert('promo_product', { id: row, promo_code_id: id, product_id: product, role, percent, position });
    }
    for (const { product, currency, amount } of amounts)
      writer.insert('promo_amount', {
        id: store.makeId(),
        promo_code_id: id,
        promo_product_id: product === null ? null : (rows.get(product) ?? null),
        currency,
        amount_minor: amount,
      });
  },
};
