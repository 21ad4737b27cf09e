import type { Row } from '../../../main/core/store/index.ts';
import type { TestDesk } from './desks.ts';

/** Writes of a catalogue by the columns, as services make them: short enough for histories of hundreds. */
export const shelf = (desk: TestDesk) => {
  const { store, context } = desk;
  const row = <T extends Row>(sql: string, ...values: (string | number)[]): T | undefined =>
    store.db.prepare(sql).get(...values) as T | undefined;
  return {
    category(id = store.makeId(), more: Row = {}): string {
      store.transaction(context, (writer) =>
        writer.insert('category', {
          id,
          parent_id: null,
          name: 'Category',
          description: '',
          short_description: '',
          position: 'a0',
          defer_mode: 'not_asked',
          deleted_at: null,
          ...more,
        }),
      );
      return id;
    },
    product(categoryId: string, id = store.makeId(), more: Row = {}): string {
      store.transaction(context, (writer) =>
        writer.insert('product', {
          id,
          category_id: categoryId,
          type: 'single',
          is_active: 1,
          is_visible: 1,
          name: 'Product',
          description: 'one two three four five',
          connection_id: null,
          package_identifier: '1',
          position: 'a0',
          slug: '',
          deleted_at: null,
          ...more,
        }),
      );
      return id;
    },
    client(id = store.makeId(), more: Row = {}): string {
      store.transaction(context, (writer) =>
        writer.insert('client', {
          id,
          first_name: 'Anna',
          last_name: 'Smith',
          email: `${id}@example.test`,
          company: '',
          language: 'en',
          notes: '',
          deleted_at: null,
          ...more,
        }),
      );
      return id;
    },
    /** Sets the price of a term, or takes it away (null). */
    price(productId: string, amount: number | null, term = 1, currency = 'EUR'): void {
      const before = row<{ id: string }>(
        'SELECT id FROM price WHERE product_id = ? AND term_months = ? AND currency = ?',
        productId,
        term,
        currency,
      );
      store.transaction(context, (writer) => {
        if (amount === null) {
          if (before) writer.remove('price', before.id);
        } else if (before) writer.update('price', before.id, { amount_minor: amount });
        else
          writer.insert('price', {
            id: store.makeId(),
            product_id: productId,
            term_months: term,
            currency,
            amount_minor: amount,
          });
      });
    },
    edit(table: 'category' | 'product' | 'client' | 'option_value', id: string, patch: Row): void {
      store.transaction(context, (writer) => writer.update(table, id, patch));
    },
    amount: (productId: string): number | undefined =>
      row<{ amount_minor: number }>('SELECT amount_minor FROM price WHERE product_id = ?', productId)?.amount_minor,
    of: (table: string, id: string): Row | undefined => row(`SELECT * FROM ${table} WHERE id = ?`, id),
  };
};
