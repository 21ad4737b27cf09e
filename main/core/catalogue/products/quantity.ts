import type { Quantity } from '../../../../preload/api/catalogue-product.ts';
import type { FieldError } from '../../../../preload/api/errors.ts';
import { quantityBounds, smallestQuantity } from '../../../../preload/api/quantity.ts';

export { quantityProblem, smallestQuantity } from '../../../../preload/api/quantity.ts';

/** Why a rule cannot be stored, or null: limits in order, and some quantity must be possible (spec 37). */
export function quantityComplaint(rule: Quantity): readonly [field: string, error: FieldError] | null {
  if (rule.bulk === 'no') return null;
  const { min, max } = quantityBounds(rule);
  if (min > max) return ['quantity.max', { code: 'too_small', params: { minimum: min } }];
  if (smallestQuantity(rule) > max)
    return ['quantity.step', { code: 'no_multiple', params: { minimum: min, maximum: max } }];
  return null;
}
