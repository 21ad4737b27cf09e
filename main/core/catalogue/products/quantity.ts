import type { Quantity } from '../../../../preload/api/catalogue-product.ts';
import type { QuantityProblem } from '../../../../preload/api/catalogue-store.ts';
import type { FieldError } from '../../../../preload/api/errors.ts';

/** The bounds in force: limits count only where they are switched on. */
const bounds = (rule: Quantity): { min: number; max: number } => ({
  min: (rule.isLimited ? rule.min : null) ?? 1,
  max: (rule.isLimited ? rule.max : null) ?? Number.MAX_SAFE_INTEGER,
});

/**
 * What is wrong with ordering `quantity` of a product, or null (spec 34-37, 2.9): within the limits, and a multiple of n
 * where multiples are asked for. Without bulk orders it is one. `limit`: the bound or n that was missed.
 */
export function quantityProblem(rule: Quantity, quantity: number): { code: QuantityProblem; limit: number } | null {
  if (rule.bulk === 'no') return quantity === 1 ? null : { code: 'not_one', limit: 1 };
  const { min, max } = bounds(rule);
  if (quantity < min) return { code: 'too_small', limit: min };
  if (quantity > max) return { code: 'too_big', limit: max };
  if (rule.bulk === 'multiples' && quantity % rule.step !== 0) return { code: 'not_multiple', limit: rule.step };
  return null;
}

/** The smallest quantity that can be ordered. */
export function smallestQuantity(rule: Quantity): number {
  if (rule.bulk === 'no') return 1;
  const { min } = bounds(rule);
  return rule.bulk === 'multiples' ? Math.ceil(min / rule.step) * rule.step : min;
}

/** Why a rule cannot be stored, or null: limits in order, and some quantity must be possible (spec 37). */
export function quantityComplaint(rule: Quantity): readonly [field: string, error: FieldError] | null {
  if (rule.bulk === 'no') return null;
  const { min, max } = bounds(rule);
  if (min > max) return ['quantity.max', { code: 'too_small', params: { minimum: min } }];
  if (smallestQuantity(rule) > max)
    return ['quantity.step', { code: 'no_multiple', params: { minimum: min, maximum: max } }];
  return null;
}
