import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converted, crossRate, rateText } from '../../../main/core/rates/rules.ts';
import { runs } from '../../unit/support/runs.ts';

const currencies = ['EUR', 'USD', 'JPY', 'KWD', 'CLF', 'RUB', 'IDR'] as const;
/** Decimal places by ISO 4217, written down here: 2, 2, 0, 3, 4, 2, 2. */
const places: Readonly<Record<string, number>> = { EUR: 2, USD: 2, JPY: 0, KWD: 3, CLF: 4, RUB: 2, IDR: 2 };
const currency = fc.constantFrom(...currencies);
const decimal = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 999_999 }))
  .filter(([whole, part]) => whole + part > 0)
  .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`);
const rates = fc.record({ USD: decimal, JPY: decimal, KWD: decimal, CLF: decimal, RUB: decimal, IDR: decimal });

/** The rate as a fraction of whole numbers. */
function fraction(text: string): { n: bigint; d: bigint } {
  const [whole = '', part = ''] = text.split('.');
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) };
}
/** Exact division, half up, of numbers that are not negative. */
const halfUp = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d);

const source = (all: Record<string, string>) => (code: string) => ({
  rate: all[code] ?? '',
  date: code < 'K' ? '2026-03-09' : '2026-03-10',
  source: 'ecb' as const,
});

describe('an amount in another currency', () => {
  it('is the amount times the rate that is told, exactly, half up to the currency’s smallest unit', () => {
    fc.assert(
      fc.property(rates, currency, currency, fc.integer({ min: 0, max: 1_000_000_000 }), (all, from, to, amount) => {
        const rate = from === to ? null : crossRate(from, to, source(all));
        if (rate === null) return;
        const { n, d } = fraction(rate.rate);
        const wanted = halfUp(
          BigInt(amount) * n * 10n ** BigInt(places[to] ?? 0),
          d * 10n ** BigInt(places[from] ?? 0),
        );
        expect(converted(amount, rate)).toBe(wanted > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(wanted));
      }),
      { numRuns: runs(300) },
    );
  });

  it('is more for more, nothing for nothing, and whole', () => {
    fc.assert(
      fc.property(rates, currency, currency, fc.nat({ max: 1e9 }), fc.nat({ max: 1e9 }), (all, from, to, a, b) => {
        const rate = from === to ? null : crossRate(from, to, source(all));
        if (rate === null) return;
        const [x, y] = [converted(Math.min(a, b), rate), converted(Math.max(a, b), rate)];
        if (x === null || y === null) return;
        expect(x).toBeLessThanOrEqual(y);
        expect(Number.isSafeInteger(x)).toBe(true);
        expect(converted(0, rate)).toBe(0);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('a rate through the euro', () => {
  it('is the one divided by the other to twelve places, of the older day', () => {
    fc.assert(
      fc.property(rates, currency, currency, (all, from, to) => {
        const rate = crossRate(from, to, source(all));
        if (from === 'EUR' && to === 'EUR') {
          expect(rate).toBeNull();
          return;
        }
        const a = fraction(from === 'EUR' ? '1' : (all[from as 'USD'] ?? ''));
        const b = fraction(to === 'EUR' ? '1' : (all[to as 'USD'] ?? ''));
        const wanted = halfUp(b.n * a.d * 10n ** 12n, b.d * a.n);
        if (wanted === 0n) {
          expect(rate).toBeNull();
          return;
        }
        const told = fraction(rate?.rate ?? '0');
        expect(told.n * 10n ** 12n).toBe(wanted * told.d);
        const days = [from, to].filter((code) => code !== 'EUR').map((code) => source(all)(code).date);
        expect(rate?.date).toBe(days.toSorted()[0]);
      }),
      { numRuns: runs(300) },
    );
  });

  it('is none without the rate of both', () => {
    expect(crossRate('EUR', 'USD', () => undefined)).toBeNull();
    expect(crossRate('USD', 'EUR', () => undefined)).toBeNull();
    const one = (code: string) => (code === 'USD' ? source({ USD: '1.1' })(code) : undefined);
    expect(crossRate('USD', 'JPY', one)).toBeNull();
    expect(crossRate('USD', 'EUR', one)?.rate).toBe('0.909090909091');
  });
});

describe('the text of a rate', () => {
  it('is a positive decimal number as short as it can be, or none', () => {
    fc.assert(
      fc.property(fc.oneof(decimal, fc.string()), (text) => {
        const rate = rateText(text);
        if (rate === null) return;
        expect(rate).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$/);
        expect(fraction(rate).n * fraction(text).d).toBe(fraction(text).n * fraction(rate).d);
        expect(rateText(rate)).toBe(rate);
      }),
      { numRuns: runs(300) },
    );
    for (const text of ['0', '0.000', '-1', '1e5', '1.', '.5', '', ' 1', '1234567890123'])
      expect(rateText(text)).toBeNull();
  });
});
