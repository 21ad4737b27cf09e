import type { SyncedRecord } from '../../../preload/api/sync.ts';

/** Rows that belong to a record as people see it. */
export interface Part {
  readonly entity: string;
  /** Their id begins with this and the owner's, as JSON list; none: the id is the owner's. */
  readonly begins?: readonly string[];
  /** SQL of the owners' ids out of the record's `@id`; none: the record. */
  readonly of?: string;
}

const values = 'SELECT v.id FROM option_value v JOIN product_option o ON o.id = v.option_id WHERE o.product_id = @id';

/** Of each record its parts, those that others name first. */
export const partsOf: Readonly<Record<SyncedRecord, readonly Part[]>> = {
  product: [
    { entity: 'price', begins: [] },
    { entity: 'future_price', begins: [] },
    { entity: 'bundle_component', begins: [] },
    { entity: 'recommendation', begins: [] },
    { entity: 'translation', begins: ['product'] },
    { entity: 'product_option', of: 'SELECT id FROM product_option WHERE product_id = @id' },
    { entity: 'option_value', of: values },
    { entity: 'option_price', begins: [], of: values },
    { entity: 'product_image', of: 'SELECT id FROM product_image WHERE product_id = @id' },
  ],
  category: [{ entity: 'translation', begins: ['category'] }],
  client: [],
  promo_code: [],
  connection: [],
  tax_rate: [],
  ticket: [{ entity: 'ticket_message', of: 'SELECT id FROM ticket_message WHERE ticket_id = @id' }],
};
