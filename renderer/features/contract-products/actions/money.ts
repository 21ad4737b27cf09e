import type { Money } from '../../../../preload/api/values.ts';

/** What is left of a balance after a cost; null where that cannot be said. */
export function balanceAfter(balance: Money, cost: Money | null): Money | null {
  if (cost === null || cost.currency !== balance.currency) return null;
  return { amountMinor: balance.amountMinor - cost.amountMinor, currency: balance.currency };
}
