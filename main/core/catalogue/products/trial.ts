import type { Product, PurchaseType, Trial } from '../../../../preload/api/catalogue-product.ts';
import type { FieldError } from '../../../../preload/api/errors.ts';

/** Why a trial cannot be stored, or null (spec 47-52). Whether the migration product is there, the caller asks. */
export function trialComplaint(
  trial: Trial,
  product: { readonly id: string; readonly purchaseType: PurchaseType },
): readonly [field: string, error: FieldError] | null {
  if (trial.migrateProductId === product.id) return ['trial.migrateProductId', { code: 'itself' }];
  if (!trial.isSupported) return null;
  if (product.purchaseType !== 'recurring') return ['trial.isSupported', { code: 'only_recurring' }];
  if (trial.noticeDays >= trial.days) {
    return ['trial.noticeDays', { code: 'too_big', params: { maximum: trial.days - 1 } }];
  }
  if (trial.endAction === 'migrate' && trial.migrateProductId === null) {
    return ['trial.migrateProductId', { code: 'required' }];
  }
  return null;
}

/**
 * The trial in force, or null: none is offered. Only what is sold by the term has one, and a bundle none: a trial is of one
 * product for a client (spec 2.6). The one place that says so: for the store, the forms and the orders.
 */
export const trialOf = (product: {
  readonly type: Product['type'];
  readonly purchaseType: PurchaseType;
  readonly trial: Trial;
}): Trial | null =>
  product.type === 'single' && product.purchaseType === 'recurring' && product.trial.isSupported ? product.trial : null;
