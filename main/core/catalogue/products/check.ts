import type { Product } from '../../../../preload/api/catalogue-product.ts';
import { isCurrency } from '../../brand/index.ts';
import { AppError, fieldError } from '../../kernel/index.ts';
import type { Store } from '../../store/index.ts';
import { categoryParents, hasCategory } from '../categories/store.ts';
import { packageCode } from '../packages.ts';
import { duplicatePrice, fitsPurchase } from './prices.ts';
import { quantityComplaint } from './quantity.ts';
import * as rows from './store.ts';
import { trialComplaint } from './trial.ts';

/** The fields of a product that are stored, all of them: as they were, with a change in them. */
export type ProductFields = Pick<
  Product,
  | 'categoryId'
  | 'type'
  | 'componentIds'
  | 'isActive'
  | 'isVisible'
  | 'name'
  | 'description'
  | 'slug'
  | 'quantity'
  | 'reportCode1'
  | 'reportCode2'
  | 'keywords'
  | 'purchaseType'
  | 'prices'
  | 'multiCurrency'
  | 'defaultTerm'
  | 'allowAffiliate'
  | 'trial'
  | 'revenueRecognition'
  | 'blueprint'
  | 'connectionId'
  | 'setupFunction'
  | 'deferMode'
  | 'packageIdentifier'
  | 'recommendations'
>;

/**
 * Refuses what cannot be stored. `before`: as it is stored, null for a new one; what did not change was right once and
 * is not asked again, so a product whose connection was disabled later can still be renamed.
 * @returns the package's number
 */
export function checkProduct(store: Store, id: string, after: ProductFields, before: ProductFields | null): string {
  const changed = (...fields: (keyof ProductFields)[]): boolean =>
    before === null || fields.some((field) => before[field] !== after[field]);
  if (changed('categoryId')) checkCategory(store, after.categoryId);
  if (changed('type', 'componentIds')) checkBundle(store, id, after, before);
  if (changed('slug')) {
    const owner = rows.productWithSlug(store, after.slug);
    if (owner !== undefined && owner !== id) throw fieldError('slug', { code: 'duplicate' });
  }
  const complaint =
    quantityComplaint(after.quantity) ?? trialComplaint(after.trial, { id, purchaseType: after.purchaseType });
  if (complaint) throw fieldError(...complaint);
  const { migrateProductId } = after.trial;
  // One that is inactive is taken: the migration fails then, and says so (spec 52).
  if (changed('trial') && migrateProductId !== null && !rows.productKind(store, migrateProductId)) {
    throw fieldError('trial.migrateProductId', { code: 'not_found' });
  }
  if (changed('prices', 'purchaseType')) checkPrices(after);
  if (changed('connectionId', 'blueprint')) checkConnection(store, after, before);
  if (changed('recommendations')) checkRecommendations(store, id, after, before);
  const code = packageCode(after.packageIdentifier);
  if (code === null) throw fieldError('packageIdentifier', { code: 'not_package' });
  return code;
}

function checkCategory(store: Store, categoryId: string): void {
  if (hasCategory(store, categoryId)) return;
  if (categoryParents(store).size === 0) throw new AppError('catalogue.no_category');
  throw fieldError('categoryId', { code: 'not_found' });
}

/** Spec 27, 2.9: at least two products, each a single one, none twice and not itself; a single product has none. */
function checkBundle(store: Store, id: string, after: ProductFields, before: ProductFields | null): void {
  if (before !== null && before.type !== after.type) {
    // What was sold stays what it was, and a bundle within a bundle there is none.
    if (rows.isInUse(store, id)) throw new AppError('catalogue.product_in_use');
    if (after.type === 'bundle' && rows.isInBundle(store, id)) throw new AppError('catalogue.product_in_bundle');
  }
  const { componentIds } = after;
  if (after.type === 'single') {
    if (componentIds.length > 0) throw fieldError('componentIds', { code: 'invalid' });
    return;
  }
  for (const [at, componentId] of componentIds.entries()) {
    const field = `componentIds.${at}`;
    if (componentId === id) throw fieldError(field, { code: 'itself' });
    if (componentIds.indexOf(componentId) < at) throw fieldError(field, { code: 'duplicate' });
    const component = rows.productKind(store, componentId);
    // One that was deleted since stays until it is taken out, so that the rest can be saved.
    if (!component && !before?.componentIds.includes(componentId)) throw fieldError(field, { code: 'not_found' });
    if (component && component.type !== 'single') throw fieldError(field, { code: 'not_single' });
  }
  if (componentIds.length < 2) throw fieldError('componentIds', { code: 'too_few', params: { minimum: 2 } });
}

function checkPrices({ prices, purchaseType }: ProductFields): void {
  const duplicate = duplicatePrice(prices);
  if (duplicate >= 0) throw fieldError(`prices.${duplicate}`, { code: 'duplicate' });
  const unknown = prices.findIndex((price) => !isCurrency(price.currency));
  if (unknown >= 0) throw fieldError(`prices.${unknown}.currency`, { code: 'invalid' });
  const wrong = prices.findIndex((price) => !fitsPurchase(purchaseType, price.termMonths));
  if (wrong >= 0) throw fieldError(`prices.${wrong}.termMonths`, { code: 'wrong_term' });
}

function checkConnection(store: Store, after: ProductFields, before: ProductFields | null): void {
  const { connectionId } = after;
  if (connectionId === null) return;
  if (after.blueprint === null) throw fieldError('blueprint', { code: 'required' });
  // A product that already uses a connection may keep it while that is disabled: only choosing it anew is refused.
  if (connectionId === before?.connectionId) return;
  const connection = rows.findConnection(store, connectionId);
  if (!connection) throw fieldError('connectionId', { code: 'not_found' });
  if (connection.is_enabled === 0) throw new AppError('connection.disabled');
}

function checkRecommendations(
  store: Store,
  id: string,
  { recommendations }: ProductFields,
  before: ProductFields | null,
): void {
  const seen = new Set<string>();
  for (const [at, each] of recommendations.entries()) {
    const field = `recommendations.${at}`;
    if (each.id === id) throw fieldError(field, { code: 'itself' });
    if (seen.size === seen.add(each.id).size) throw fieldError(field, { code: 'duplicate' });
    const isThere = each.kind === 'product' ? rows.productKind(store, each.id) : hasCategory(store, each.id);
    // One that was deleted since stays until it is taken out, so that the rest can be saved.
    const wasThere = before?.recommendations.some(({ kind, id: of }) => kind === each.kind && of === each.id);
    if (!isThere && !wasThere) throw fieldError(field, { code: 'not_found' });
  }
}
