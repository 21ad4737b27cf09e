import type { ConflictRow } from '../../../preload/api/sync-conflicts.ts';
import type { Store } from '../store/index.ts';
import { type Json, parsed } from './canonical.ts';

type Subject = ConflictRow['subject'];

const list = (rowId: string): readonly Json[] => {
  try {
    const value = parsed(rowId);
    return Array.isArray(value) ? (value as Json[]) : [];
  } catch {
    return [];
  }
};
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The record that people know, out of the table and the row's name. */
export function subjectOf(store: Store, entity: string, rowId: string): Subject {
  const name = (record: Subject['record'], id: string, table: string, column = 'name'): Subject => ({
    entity,
    record,
    recordId: id,
    name:
      store.get<{ name: string }>(`sync subject ${table}`, `SELECT ${column} AS name FROM ${table} WHERE id = @id`, {
        id,
      })?.name ?? '',
    termMonths: null,
    currency: null,
    of: '',
  });
  const key = list(rowId);
  const ofProduct = (id: string): Subject => name('product', id, 'product');
  const owner = (sql: string, id: string): string =>
    store.get<{ id: string }>(`sync owner ${sql.slice(0, 60)}`, sql, { id })?.id ?? '';
  const optionOwner = (id: string): string =>
    owner(
      'SELECT o.product_id AS id FROM option_value v JOIN product_option o ON o.id = v.option_id WHERE v.id = @id',
      id,
    );
  switch (entity) {
    case 'product':
      return ofProduct(rowId);
    case 'category':
      return name('category', rowId, 'category');
    case 'client':
      return name('client', rowId, 'client', "first_name || ' ' || last_name");
    case 'orders':
      return name('order', rowId, 'orders', 'number');
    case 'promo_code':
      return name('promo_code', rowId, 'promo_code', 'code');
    case 'connection':
      return name('connection', rowId, 'connection');
    case 'tax_rate':
      return name('tax_rate', rowId, 'tax_rate');
    case 'ticket':
      return name('ticket', rowId, 'ticket', 'subject');
    case 'ticket_message':
      return name(
        'ticket',
        owner('SELECT ticket_id AS id FROM ticket_message WHERE id = @id', rowId),
        'ticket',
        'subject',
      );
    case 'payment_method':
      return {
        ...other(entity),
        record: 'payment_method',
        recordId: text(key[0]),
        name:
          store.get<{ name: string }>('sync payment method', 'SELECT name FROM payment_method WHERE method = @method', {
            method: text(key[0]),
          })?.name ?? '',
      };
    case 'price':
    case 'future_price':
      return {
        ...ofProduct(text(key[0])),
        termMonths: typeof key[1] === 'number' ? key[1] : null,
        currency: text(key[2]),
        of: text(key[3]),
      };
    case 'option_price':
      return {
        ...ofProduct(optionOwner(text(key[0]))),
        termMonths: typeof key[1] === 'number' ? key[1] : null,
        currency: text(key[2]),
      };
    case 'option_value':
      return ofProduct(optionOwner(rowId));
    case 'product_option':
    case 'product_image':
      return ofProduct(owner(`SELECT product_id AS id FROM ${entity} WHERE id = @id`, rowId));
    case 'bundle_component':
    case 'recommendation':
      return ofProduct(text(key[0]));
    case 'translation':
      return key[0] === 'category'
        ? { ...name('category', text(key[1]), 'category'), of: text(key[3]) }
        : { ...ofProduct(text(key[1])), of: text(key[3]) };
    case 'fx_rate':
      return { ...other(entity), record: 'other', currency: text(key[0]), of: text(key[1]) };
    case 'brand':
      return { ...other(entity), record: 'brand' };
    default:
      return other(entity);
  }
}

const other = (entity: string): Subject => ({
  entity,
  record: 'other',
  recordId: '',
  name: '',
  termMonths: null,
  currency: null,
  of: '',
});
