import type { ConflictColumn, ConflictKind } from '../../../preload/api/sync-conflicts.ts';
import { plainMoney } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { type Json, readable } from './canonical.ts';
import { deletedField, type FieldGroup, markOf, syncedTable } from './policies.ts';

/** Columns that are not known by their name alone, and how their values are read. */
const kinds: Readonly<Record<string, ConflictKind>> = {
  amount_minor: 'money',
  deleted_at: 'deleted',
  starts_on: 'date',
  ends_on: 'date',
  effective_on: 'date',
  ...Object.fromEntries(
    'description short_description notes text address'.split(' ').map((column) => [column, 'long' as const]),
  ),
  ...Object.fromEntries(
    (
      'default_term_months bulk_step min_quantity max_quantity trial_days trial_notice_days max_uses max_uses_per_client ' +
      'order_padding invoice_padding read_interval_ms parallel size'
    )
      .split(' ')
      .map((column) => [column, 'number' as const]),
  ),
  ...Object.fromEntries(
    (
      'parent_id category_id connection_id product_id option_id trial_migrate_product_id merged_into_id asset_id ' +
      'logo_asset_id client_id ticket_id row'
    )
      .split(' ')
      .map((column) => [column, 'record' as const]),
  ),
  ...Object.fromEntries(
    (
      'type purchase_type multi_currency default_term allow_affiliate trial_end_action revenue_recognition defer_mode ' +
      'bulk kind scope provider provision_category default_language language country currency default_currency status'
    )
      .split(' ')
      .map((column) => [column, 'choice' as const]),
  ),
  trial_supported: 'flag',
  trial_forced: 'flag',
  position: 'other',
  languages: 'other',
  currencies: 'other',
  parts: 'other',
  request_key: 'other',
  number: 'other',
};

/** How values of a column are read. Its places (positions in a list) say nothing to a person. */
export const kindOf = (column: string): ConflictKind => kinds[column] ?? (column.startsWith('is_') ? 'flag' : 'text');

/** Columns of a field, as a person is shown them; a field of a newer version has none that are known. */
export function columnsOfField(entity: string, field: string): readonly string[] {
  if (markOf(entity)) return ['row'];
  const group = syncedTable(entity)?.fields[field];
  if (!group) return [field];
  if (field === deletedField) return ['deleted_at'];
  return [...group.columns, ...(group.parts ? ['parts'] : [])];
}

const isWhole = (group: FieldGroup | undefined): boolean =>
  group === undefined || (group.columns.length <= 1 && !group.parts);

/** A version's values by column, out of its JSON text. */
export function valuesOf(entity: string, field: string, text: string | null): Readonly<Record<string, Json>> {
  const columns = columnsOfField(entity, field);
  const value = text === null ? null : readable(text);
  if (field === deletedField && typeof value === 'object' && value !== null && !Array.isArray(value))
    return { deleted_at: (value as Readonly<Record<string, Json>>)['deleted_at'] ?? null };
  const group = syncedTable(entity)?.fields[field];
  if (field === deletedField || isWhole(group)) return { [columns[0] ?? field]: value };
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}

/** Tables that an id of a column can be of, with what a person calls the record. */
const names: Readonly<Record<string, string>> = {
  parent_id: 'SELECT name FROM category WHERE id = @id',
  category_id: 'SELECT name FROM category WHERE id = @id',
  connection_id: 'SELECT name FROM connection WHERE id = @id',
  product_id: 'SELECT name FROM product WHERE id = @id',
  trial_migrate_product_id: 'SELECT name FROM product WHERE id = @id',
  client_id: "SELECT first_name || ' ' || last_name AS name FROM client WHERE id = @id",
  ticket_id: 'SELECT number AS name FROM ticket WHERE id = @id',
  option_id: 'SELECT name FROM product_option WHERE id = @id',
  merged_into_id: "SELECT first_name || ' ' || last_name AS name FROM client WHERE id = @id",
  'row tax_rate': 'SELECT name FROM tax_rate WHERE id = @id',
  'row connection': 'SELECT name FROM connection WHERE id = @id',
};

/** A value as it goes to a page: a record's id as its name, lists and parts as text. */
export function shownValue(store: Store, entity: string, column: string, value: Json): ConflictColumn['mine'] {
  if (column === 'parts') return value === null ? null : partsText(store, value);
  if (value === null) return null;
  if (kindOf(column) === 'record' && typeof value === 'string') {
    const key = column === 'row' ? `row ${entity.split('.')[0] ?? ''}` : column;
    const sql = names[key];
    // A picture is known elsewhere by its hash only: its beginning tells two of them apart.
    if (sql === undefined) return value.slice(0, 12);
    return store.get<{ name: string }>(`sync name of ${key}`, sql, { id: value })?.name ?? value;
  }
  if (kindOf(column) === 'flag') return value === 1 || value === true;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

interface Parts {
  readonly products?: readonly { readonly product: string; readonly role: string; readonly percent: string | null }[];
  readonly amounts?: readonly { readonly product: string | null; readonly currency: string; readonly amount: number }[];
}

/** Products and amounts of a promo code in one line. */
function partsText(store: Store, value: Json): string {
  const { products = [], amounts = [] } = value as Parts;
  const sql = names['product_id'] ?? '';
  const nameOf = (id: string): string =>
    store.get<{ name: string }>('sync name of product_id', sql, { id })?.name ?? id;
  return [
    ...amounts
      .filter(({ product }) => product === null)
      .map(({ currency, amount }) => `${plainMoney(amount, currency)} ${currency}`),
    ...products.map(({ product, percent }) => {
      const own = amounts.filter((each) => each.product === product);
      const what = [
        ...(percent === null ? [] : [`${percent} %`]),
        ...own.map(({ currency, amount }) => `${plainMoney(amount, currency)} ${currency}`),
      ];
      return what.length === 0 ? nameOf(product) : `${nameOf(product)}: ${what.join(', ')}`;
    }),
  ].join('; ');
}
