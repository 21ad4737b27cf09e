import { describe, expect, it } from 'vitest';
import type { Renewal } from '../../../preload/api/prices.ts';
import { isDiffering, sumsOf, totalsOf } from '../../../renderer/features/catalogue/product/outlook/renewals.ts';

const renewal = (
  price: number,
  list: number | null,
  more: { termMonths?: Renewal['termMonths']; currency?: string } = {},
): Renewal => {
  const { termMonths = 1, currency = 'EUR' } = more;
  return {
    contractProductId: crypto.randomUUID(),
    clientId: crypto.randomUUID(),
    clientName: 'Anna Smith',
    status: 'Active',
    termMonths,
    nextDueOn: '2026-04-10',
    price: { amountMinor: price, currency },
    listPrice: list === null ? null : { amountMinor: list, currency },
  };
};

describe('renewals that are moved to another price', () => {
  it('are those that pay another price than one that is asked for', () => {
    expect([renewal(500, 600), renewal(600, 500), renewal(500, 500), renewal(500, null)].map(isDiffering)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('add up by term and currency, never one currency with another', () => {
    const rows = [
      renewal(500, 600),
      renewal(450, 600),
      renewal(5000, 6000, { termMonths: 12 }),
      renewal(700, 900, { currency: 'USD' }),
    ].filter(isDiffering);
    const sums = sumsOf(rows);
    expect(sums).toEqual([
      { termMonths: 1, currency: 'EUR', count: 2, oldMinor: 950, newMinor: 1200 },
      { termMonths: 12, currency: 'EUR', count: 1, oldMinor: 5000, newMinor: 6000 },
      { termMonths: 1, currency: 'USD', count: 1, oldMinor: 700, newMinor: 900 },
    ]);
    expect(totalsOf(sums)).toEqual([
      { amountMinor: 7200, currency: 'EUR' },
      { amountMinor: 900, currency: 'USD' },
    ]);
    expect(sumsOf([])).toEqual([]);
  });
});
