import type { Price } from '../../../../preload/api/catalogue.ts';
import { plainMoney } from '../../kernel/index.ts';
import type { Store, Writer } from '../../store/index.ts';
import { applyDue, removeFuture } from '../outlook/write.ts';
import type { ProductFields } from './check.ts';
import { priceChanges } from './prices.ts';
import * as rows from './store.ts';

/** The columns of a product's own row. */
export const productColumns = (fields: ProductFields, packageIdentifier: string) => ({
  category_id: fields.categoryId,
  type: fields.type,
  is_active: Number(fields.isActive),
  is_visible: Number(fields.isVisible),
  name: fields.name,
  description: fields.description,
  slug: fields.slug,
  bulk: fields.quantity.bulk,
  bulk_step: fields.quantity.step,
  is_quantity_limited: Number(fields.quantity.isLimited),
  min_quantity: fields.quantity.min,
  max_quantity: fields.quantity.max,
  report_code_1: fields.reportCode1,
  report_code_2: fields.reportCode2,
  keywords: fields.keywords === '' ? null : fields.keywords,
  purchase_type: fields.purchaseType,
  multi_currency: fields.multiCurrency,
  default_term: fields.defaultTerm,
  allow_affiliate: fields.allowAffiliate === null ? null : Number(fields.allowAffiliate),
  trial_supported: Number(fields.trial.isSupported),
  trial_forced: Number(fields.trial.isForced),
  trial_days: fields.trial.days,
  trial_notice_days: fields.trial.noticeDays,
  trial_end_action: fields.trial.endAction,
  trial_migrate_product_id: fields.trial.migrateProductId,
  revenue_recognition: fields.revenueRecognition,
  blueprint: fields.blueprint,
  connection_id: fields.connectionId,
  setup_function: fields.setupFunction,
  defer_mode: fields.deferMode,
  package_identifier: packageIdentifier,
});

/** Price for a person who reads the history, e.g. `1 × EUR` → `5.00 EUR`. */
const priceLabel = (price: Price): string => `price ${price.termMonths} × ${price.currency}`;

/** Makes the stored prices the wanted ones; rows whose term × currency stays are changed, not made anew. */
export function writePrices(
  store: Store,
  writer: Writer,
  productId: string,
  wanted: readonly Price[],
  today: string,
): void {
  applyDue(store, writer, today, productId);
  const changes = priceChanges(rows.pricesOf(store, productId), wanted);
  for (const price of changes.remove) {
    // Noted on the product too: its history is where people look for a price that is gone.
    writer.note('product', productId, { [priceLabel(price)]: [plainMoney(price.amountMinor, price.currency), null] });
    removeFuture(store, writer, productId, price);
    writer.remove('price', price.id);
  }
  for (const price of changes.update) writer.update('price', price.id, { amount_minor: price.amountMinor });
  for (const price of changes.insert) {
    writer.insert('price', {
      id: store.makeId(),
      product_id: productId,
      term_months: price.termMonths,
      currency: price.currency,
      amount_minor: price.amountMinor,
    });
  }
  writer.touch('catalogue', productId);
}

/** Makes the products of a bundle the wanted ones, in their order. */
export function writeComponents(store: Store, writer: Writer, bundleId: string, wanted: readonly string[]): void {
  const stored = new Map(rows.componentsOf(store, bundleId).map((each) => [each.id, each]));
  for (const each of stored.values()) if (!wanted.includes(each.id)) writer.remove('bundle_component', each.row);
  for (const [position, productId] of wanted.entries()) {
    const found = stored.get(productId);
    if (!found) {
      writer.insert('bundle_component', { id: store.makeId(), bundle_id: bundleId, product_id: productId, position });
    } else if (found.position !== position) writer.update('bundle_component', found.row, { position });
  }
  writer.touch('catalogue', bundleId);
}

/** Makes the recommendations of a product the wanted ones, in their order. */
export function writeRecommendations(
  store: Store,
  writer: Writer,
  productId: string,
  wanted: ProductFields['recommendations'],
): void {
  const stored = new Map(rows.recommendationsOf(store, productId).map((each) => [each.id, each]));
  for (const each of stored.values()) {
    if (!wanted.some(({ id }) => id === each.id)) writer.remove('recommendation', each.row);
  }
  for (const [position, { kind, id }] of wanted.entries()) {
    const found = stored.get(id);
    if (found) {
      if (found.position !== position) writer.update('recommendation', found.row, { position });
      continue;
    }
    writer.insert('recommendation', {
      id: store.makeId(),
      product_id: productId,
      recommended_product_id: kind === 'product' ? id : null,
      recommended_category_id: kind === 'category' ? id : null,
      position,
    });
  }
  writer.touch('catalogue', productId);
}
