import type { Price } from '../../../../preload/api/catalogue.ts';
import type { KeptCode } from '../../../../preload/api/catalogue-transfer.ts';
import { AppError, placeBetween } from '../../kernel/index.ts';
import type { Store, Writer } from '../../store/index.ts';
import { hasCategory } from '../categories/store.ts';
import { checkProduct, type ProductFields } from '../products/check.ts';
import { priceChanges } from '../products/prices.ts';
import type { Now } from '../products/rows.ts';
import * as rows from '../products/store.ts';
import { productColumns, writePrices } from '../products/write.ts';
import { isWorkedOn, positionOf } from './store.ts';

/** Fields of one value each that many products are changed by at once. */
export type EditedFields = Pick<
  ProductFields,
  | 'categoryId'
  | 'name'
  | 'description'
  | 'slug'
  | 'isActive'
  | 'isVisible'
  | 'reportCode1'
  | 'reportCode2'
  | 'keywords'
  | 'purchaseType'
  | 'deferMode'
  | 'packageIdentifier'
  | 'connectionId'
>;
type EditedValue = string | boolean | null;

/** What was done to a product, as it is kept for taking it back: each value before and after. */
export interface Edit {
  readonly fields: Readonly<Partial<Record<keyof EditedFields, readonly [before: EditedValue, after: EditedValue]>>>;
  /** Null: no such price. */
  readonly prices: readonly (Pick<Price, 'termMonths' | 'currency'> & {
    readonly before: number | null;
    readonly after: number | null;
  })[];
  /** Its place before, where it left its category. */
  readonly place: string | null;
}

/** That a product was made, as it is kept for taking it back: with these prices. */
export interface Created {
  readonly created: readonly Price[];
}

/** A change that was found right, and is not written yet. */
export interface PlannedEdit {
  readonly id: string;
  readonly after: ProductFields;
  readonly code: string;
  readonly edit: Edit;
}

const none: [] = [];

/**
 * What a change comes to, or null: nothing differs. Parts that lists hold (components, recommendations) are not touched.
 * @throws AppError as `updateProduct`
 */
export function planEdit(
  store: Store,
  before: rows.OwnProduct,
  change: Partial<EditedFields> & { readonly prices?: Price[] },
): PlannedEdit | null {
  const stored: ProductFields = { ...before, componentIds: none, recommendations: none };
  const after: ProductFields = { ...stored, ...change };
  const code = checkProduct(store, before.id, after, stored);
  const fields: Record<string, readonly [EditedValue, EditedValue]> = {};
  for (const name of Object.keys(change) as (keyof EditedFields | 'prices')[]) {
    if (name === 'prices') continue;
    // As they are stored: a tariff by its number, no keywords as none.
    const [old, next] =
      name === 'packageIdentifier'
        ? [stored.packageIdentifier, code]
        : name === 'keywords'
          ? [stored.keywords, after.keywords === '' ? null : after.keywords]
          : [stored[name], after[name]];
    if (old !== next) fields[name] = [old, next];
  }
  const prices = change.prices ? pricesDiffer(before.prices, change.prices) : [];
  if (Object.keys(fields).length === 0 && prices.length === 0) return null;
  const place = fields['categoryId'] === undefined ? null : positionOf(store, before.id);
  return { id: before.id, after, code, edit: { fields, prices, place } };
}

function pricesDiffer(before: readonly Price[], after: readonly Price[]): Edit['prices'] {
  const changes = priceChanges(
    before.map((price) => ({ ...price, id: '' })),
    after,
  );
  const amountIn = ({ termMonths, currency }: Price): number | null =>
    before.find((price) => price.termMonths === termMonths && price.currency === currency)?.amountMinor ?? null;
  return [
    ...changes.remove.map((price) => ({ ...keyOf(price), before: price.amountMinor, after: null })),
    ...changes.update.map((price) => ({ ...keyOf(price), before: amountIn(price), after: price.amountMinor })),
    ...changes.insert.map((price) => ({ ...keyOf(price), before: null, after: price.amountMinor })),
  ];
}
const keyOf = ({ termMonths, currency }: Price): Pick<Price, 'termMonths' | 'currency'> => ({ termMonths, currency });

/** Writes a planned change. `position`: where it goes in its category; given where that is another one. */
export function writeEdit(store: Store, writer: Writer, planned: PlannedEdit, today: string, position?: string): void {
  const { id, after, code, edit } = planned;
  const { connection_id, ...columns } = productColumns(after, code);
  writer.update('product', id, {
    ...columns,
    ...(edit.fields.connectionId === undefined ? {} : { connection_id }),
    ...(edit.fields.categoryId === undefined
      ? {}
      : { position: position ?? placeBetween(rows.lastPlace(store, after.categoryId), null) }),
  });
  if (edit.prices.length > 0) writePrices(store, writer, id, after.prices, today);
}

/**
 * Takes an edit back, or answers why it is left: a value that it set is another one by now. Part of the caller's
 * transaction.
 */
export function revertEdit(store: Store, writer: Writer, productId: string, edit: Edit, now: Now): KeptCode | null {
  const current = rows.findProduct(store, productId, now);
  if (!current) return 'deleted_since';
  const change: Record<string, unknown> = {};
  for (const [name, [before, after]] of Object.entries(edit.fields)) {
    if (current[name as keyof EditedFields] !== after) return 'changed_since';
    change[name] = before;
  }
  if (edit.prices.length > 0) {
    const isOne = (of: Pick<Price, 'termMonths' | 'currency'>) => (price: Price) =>
      price.termMonths === of.termMonths && price.currency === of.currency;
    let { prices } = current;
    for (const each of edit.prices) {
      const amount = prices.find(isOne(each))?.amountMinor ?? null;
      if (amount !== each.after) return 'changed_since';
      prices = prices.filter((price) => !isOne(each)(price));
      if (each.before !== null) prices.push({ ...keyOf({ ...each, amountMinor: 0 }), amountMinor: each.before });
    }
    change['prices'] = prices;
  }
  const before = edit.fields.categoryId?.[0];
  if (typeof before === 'string' && !hasCategory(store, before)) return 'category_deleted';
  try {
    const planned = planEdit(store, current, change);
    if (planned) writeEdit(store, writer, planned, now.today, edit.place ?? undefined);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.fields?.['slug'] === undefined ? 'invalid' : 'slug_taken';
  }
}

/**
 * Takes back that a product was made, or answers why it stays: it was worked on since, is sold, or something else holds it.
 * Part of the caller's transaction.
 */
export function revertCreated(store: Store, writer: Writer, productId: string, { created }: Created): KeptCode | null {
  if (!rows.productKind(store, productId)) return 'deleted_since';
  if (rows.isInUse(store, productId)) return 'in_use';
  if (rows.isInBundle(store, productId)) return 'used_elsewhere';
  const worked = isWorkedOn(store, productId);
  if (worked !== null) return worked;
  if (pricesDiffer(created, rows.pricesOf(store, productId)).length > 0) return 'changed_since';
  writer.update('product', productId, { deleted_at: store.now() });
  return null;
}
