import type { ChangeQuote } from '../../../../preload/api/contract-changes.ts';

/** What a person can choose to become of the difference (spec 2.7). `free`: no money moves, the vendor is asked at once. */
export type Settlement = 'invoice' | 'refund' | 'account_balance' | 'none' | 'free';

/** What can be chosen, the usual first: an upgrade is invoiced, a downgrade credited. Unquoted, no money can move. */
export function settlementsOf(quote: Pick<ChangeQuote, 'due'> | undefined): readonly Settlement[] {
  if (quote === undefined) return ['free'];
  if (quote.due.amountMinor > 0) return ['invoice', 'free'];
  return quote.due.amountMinor < 0 ? ['account_balance', 'refund', 'none'] : ['none'];
}

/** What is in force: what was chosen where that can be chosen, else the first. */
export const settlementOf = (quote: Pick<ChangeQuote, 'due'> | undefined, chosen: string | null): Settlement => {
  const all = settlementsOf(quote);
  return all.find((each) => each === chosen) ?? all[0] ?? 'free';
};

/** The amount that the button names: what is invoiced, or given back; null: none. Minor units. */
export function namedMinor(
  quote: Pick<ChangeQuote, 'due' | 'total'> | undefined,
  settlement: Settlement,
): number | null {
  if (quote === undefined) return null;
  if (settlement === 'invoice') return quote.total.amountMinor;
  return settlement === 'refund' || settlement === 'account_balance' ? -quote.due.amountMinor : null;
}
