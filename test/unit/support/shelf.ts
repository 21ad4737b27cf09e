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
    edit(
      table: 'category' | 'product' | 'client' | 'option_value' | 'connection' | 'brand' | 'orders',
      id: string,
      patch: Row,
    ): void {
      store.transaction(context, (writer) => writer.update(table, id, patch));
    },
    connection(id: string): void {
      store.transaction(context, (writer) =>
        writer.insert('connection', {
          id,
          is_enabled: 1,
          name: 'Account',
          provision_category: 'Software Licenses',
          is_category_default: 0,
          provider: 'ispmanager',
          is_provider_default: 0,
          username: 'user',
          api_address: 'https://vendor.example',
          password_set_at: null,
          credentials_stopped: 0,
          last_test: null,
          deleted_at: null,
        }),
      );
    },
    brand(id: string, name: string): void {
      store.transaction(context, (writer) =>
        writer.insert('brand', {
          id,
          name,
          default_language: 'en',
          default_currency: 'EUR',
          time_zone: 'Europe/Berlin',
        }),
      );
    },
    /** A file, of one byte unless its content is given. */
    file(id: string, sha256: string, content = new Uint8Array([1])): void {
      store.transaction(context, (writer) =>
        writer.insert('asset', { id, sha256, media_type: 'image/png', size: content.length, content }),
      );
    },
    image(id: string, productId: string, assetId: string): void {
      store.transaction(context, (writer) =>
        writer.insert('product_image', { id, product_id: productId, asset_id: assetId, alt: 'a', position: 'a0' }),
      );
    },
    taxRate(id: string): void {
      const rate = { country: 'DE', region: '', percent: '19', is_inclusive: 0, is_default: 0, deleted_at: null };
      store.transaction(context, (writer) => writer.insert('tax_rate', { id, name: id, ...rate }));
    },
    /** Marks one rate and takes the mark from the other, in one transaction as the service does. */
    defaultRate(id: string): void {
      const before = row<{ id: string }>('SELECT id FROM tax_rate WHERE is_default = 1');
      store.transaction(context, (writer) => {
        if (before) writer.update('tax_rate', before.id, { is_default: 0 });
        writer.update('tax_rate', id, { is_default: 1 });
      });
    },
    /** Makes a code, or writes its discount anew as the service does: its products are removed and added. */
    promo(id: string, percent: string, productId: string): void {
      const isNew = row('SELECT id FROM promo_code WHERE id = ?', id) === undefined;
      const parts = store.db
        .prepare('SELECT id FROM promo_product WHERE promo_code_id = ?')
        .pluck()
        .all(id) as string[];
      const none: Row = { min_quantity: null, max_quantity: null, max_uses: null, max_uses_per_client: null };
      const days: Row = { starts_on: null, ends_on: null, deleted_at: null };
      store.transaction(context, (writer) => {
        if (isNew)
          writer.insert('promo_code', {
            id,
            is_active: 1,
            name: 'Code',
            description: '',
            code: id,
            code_key: id,
            name_key: 'code',
            kind: 'percent',
            percent,
            scope: 'selected',
            is_recurring: 0,
            ...none,
            ...days,
          });
        else writer.update('promo_code', id, { percent });
        for (const part of parts) writer.remove('promo_product', part);
        const part = { promo_code_id: id, product_id: productId, role: 'discounted', percent: null, position: 0 };
        writer.insert('promo_product', { id: store.makeId(), ...part });
      });
    },
    amount: (productId: string): number | undefined =>
      row<{ amount_minor: number }>('SELECT amount_minor FROM price WHERE product_id = ?', productId)?.amount_minor,
    of: (table: string, id: string): Row | undefined => row(`SELECT * FROM ${table} WHERE id = ?`, id),
  };
};
