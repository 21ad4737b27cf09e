import type { Quantity } from './catalogue-product.ts';
import type { QuantityProblem } from './catalogue-store.ts';
import type { FieldError } from './errors.ts';

/** The most that one order takes. Each of them is a license of its own that is bought by itself. */
export const maxOrderQuantity = 1000;

/** The bounds in force: limits count only where they are switched on. */
export const quantityBounds = (rule: Quantity): { min: number; max: number } => ({
  min: (rule.isLimited ? rule.min : null) ?? 1,
  max: (rule.isLimited ? rule.max : null) ?? Number.MAX_SAFE_INTEGER,
});

/**
 * What is wrong with ordering `quantity` of a product, or null (spec 34-37, 2.9): within the limits, and a multiple of n
 * where multiples are asked for. Without bulk orders it is one. `limit`: the bound or n that was missed. Here, so that
 * a form says the same as core before it asks.
 */
export function quantityProblem(rule: Quantity, quantity: number): { code: QuantityProblem; limit: number } | null {
  if (rule.bulk === 'no') return quantity === 1 ? null : { code: 'not_one', limit: 1 };
  const { min, max } = quantityBounds(rule);
  if (quantity < min) return { code: 'too_small', limit: min };
  if (quantity > max) return { code: 'too_big', limit: max };
  if (rule.bulk === 'multiples' && quantity % rule.step !== 0) return { code: 'not_multiple', limit: rule.step };
  return null;
}

/** The smallest quantity that can be ordered. */
export function smallestQuantity(rule: Quantity): number {
  if (rule.bulk === 'no') return 1;
  const { min } = quantityBounds(rule);
  return rule.bulk === 'multiples' ? Math.ceil(min / rule.step) * rule.step : min;
}

/**
 * What an order says at its quantity, or null: the product's rule, and the most that one order takes. `parts`: licenses of
 * each, which are several in a bundle.
 */
export function orderQuantityComplaint(rule: Quantity, quantity: number, parts = 1): FieldError | null {
  const problem = quantityProblem(rule, quantity);
  if (problem) return quantityComplaints[problem.code](problem.limit);
  const most = Math.floor(maxOrderQuantity / parts);
  return quantity > most ? quantityComplaints.too_big(most) : null;
}

const quantityComplaints: Readonly<Record<QuantityProblem, (limit: number) => FieldError>> = {
  not_one: () => ({ code: 'quantity_one' }),
  too_small: (minimum) => ({ code: 'quantity_small', params: { minimum } }),
  too_big: (maximum) => ({ code: 'quantity_big', params: { maximum: Math.min(maximum, maxOrderQuantity) } }),
  not_multiple: (multiple) => ({ code: 'quantity_multiple', params: { multiple } }),
};
