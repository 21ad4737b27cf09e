import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Price } from '../../../preload/api/catalogue.ts';
import type { Quantity } from '../../../preload/api/catalogue-product.ts';
import { PriceTerm } from '../../../preload/api/values.ts';
import { quote, type Priced } from '../../../main/core/catalogue/pricing/quote.ts';
import { defaultTerm, offersIn, type Currencies } from '../../../main/core/catalogue/pricing/rules.ts';
import {
  quantityComplaint,
  quantityProblem,
  smallestQuantity,
} from '../../../main/core/catalogue/products/quantity.ts';
import { firstPrice } from '../../../main/core/catalogue/products/prices.ts';
import { converted, crossRate } from '../../../main/core/rates/rules.ts';
import { runs } from '../../unit/support/runs.ts';

const terms = [1, 2, 3, 6, 12, 24, 36] as const;
const term = fc.constantFrom(...terms);
const amount = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1_000_000_000_00 }));
const keyOf = (price: Pick<Price, 'termMonths' | 'currency'>) => `${price.termMonths} ${price.currency}`;
const pricesIn = (...currencies: string[]) =>
  fc.uniqueArray(fc.record({ termMonths: term, currency: fc.constantFrom(...currencies), amountMinor: amount }), {
    selector: keyOf,
    maxLength: 12,
  });
const known: Readonly<Record<string, string>> = { USD: '1.0837', JPY: '161.37' };
const rateFor = (from: string, to: string) =>
  crossRate(from, to, (code) => (known[code] ? { rate: known[code], date: '2026-03-09', source: 'ecb' } : undefined));
const brand = (rule: Currencies['rule']): Currencies => ({ rule, brandCurrency: 'EUR' });

describe('the term that is offered first', () => {
  const offers = pricesIn('EUR').map((prices) => {
    const found = offersIn(prices, 'EUR', brand('omit'), rateFor, converted);
    return typeof found === 'string' ? [] : found;
  });

  it('has the lowest, the lowest monthly or the highest price; of equal ones it is the shortest', () => {
    fc.assert(
      fc.property(offers, (all) => {
        const of = (months: number | null) => all.find(({ termMonths }) => termMonths === months);
        const check = (
          rule: 'lowest' | 'lowest_monthly' | 'highest',
          value: (each: (typeof all)[number]) => bigint,
        ) => {
          const chosen = of(defaultTerm(all, rule));
          if (!chosen) {
            expect(all).toEqual([]);
            return;
          }
          const values = all.map(value);
          const best = values.reduce((a, b) => (rule === 'highest' ? (a > b ? a : b) : a < b ? a : b));
          expect(value(chosen)).toBe(best);
          const shortest = Math.min(...all.filter((each) => value(each) === best).map(({ termMonths }) => termMonths));
          expect(chosen.termMonths).toBe(shortest);
        };
        check('lowest', ({ price }) => BigInt(price.amountMinor));
        check('highest', ({ price }) => BigInt(price.amountMinor));
        // By the month, exactly: over the common multiple of all terms there is nothing to round.
        check('lowest_monthly', ({ price, termMonths }) => (BigInt(price.amountMinor) * 72n) / BigInt(termMonths));
      }),
      { numRuns: runs(400) },
    );
  });

  it('is the brand’s where that is offered, else the shortest', () => {
    fc.assert(
      fc.property(offers, term, (all, termMonths) => {
        const chosen = defaultTerm(all, { termMonths });
        const offered = all.map((each) => each.termMonths);
        if (offered.length === 0) expect(chosen).toBeNull();
        else expect(chosen).toBe(offered.includes(termMonths) ? termMonths : Math.min(...offered));
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('offers in a currency', () => {
  it('are the own prices where there are any, else converted ones with their rate, or none with why', () => {
    fc.assert(
      fc.property(
        pricesIn('EUR', 'USD', 'JPY', 'GBP'),
        fc.constantFrom('EUR', 'USD', 'JPY', 'GBP'),
        fc.constantFrom('omit' as const, 'convert' as const),
        (prices, currency, rule) => {
          const found = offersIn(prices, currency, brand(rule), rateFor, converted);
          const own = prices.filter((price) => price.currency === currency);
          if (prices.length === 0) {
            expect(found).toBe('no_price');
            return;
          }
          if (own.length > 0) {
            const shown = own.toSorted((a, b) => a.termMonths - b.termMonths);
            expect(found).toEqual(
              shown.map(({ termMonths, amountMinor }) => ({
                termMonths,
                price: { amountMinor, currency },
                rate: null,
              })),
            );
            return;
          }
          if (rule === 'omit') {
            expect(found).toBe('omitted');
            return;
          }
          const currencies = prices.map((price) => price.currency);
          const from = currencies.includes('EUR') ? 'EUR' : currencies.toSorted()[0];
          if (from === 'GBP' || currency === 'GBP') {
            expect(found).toBe('no_rate');
            return;
          }
          for (const offer of found as Exclude<typeof found, string>) {
            expect(offer.rate).toMatchObject({ from, to: currency, date: '2026-03-09' });
            const price = prices.find((each) => each.termMonths === offer.termMonths && each.currency === from);
            expect(offer.price.amountMinor).toBe(offer.rate && price && converted(price.amountMinor, offer.rate));
          }
        },
      ),
      { numRuns: runs(400) },
    );
  });

  it('stand for each other: the one that a list shows is one of them', () => {
    fc.assert(
      fc.property(pricesIn('EUR', 'USD'), (prices) => {
        const first = firstPrice(prices, 'EUR');
        if (first === null) {
          expect(prices).toEqual([]);
          return;
        }
        expect(prices).toContainEqual(first);
        const own = prices.filter(({ currency }) => currency === 'EUR');
        if (own.length > 0) expect(first.currency).toBe('EUR');
        const same = prices.filter(({ currency }) => currency === first.currency);
        expect(first.termMonths).toBe(Math.min(...(own.length > 0 ? own : same).map((each) => each.termMonths)));
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('a line', () => {
  const plain: Quantity = { bulk: 'yes', step: 1, isLimited: false, min: null, max: null };
  const small = fc.integer({ min: 0, max: 1_000_000 });
  const product = fc.record({
    base: small,
    options: fc.array(
      fc.record({ isRequired: fc.boolean(), values: fc.array(small, { minLength: 1, maxLength: 4 }) }),
      {
        maxLength: 5,
      },
    ),
  });
  const priced = ({
    base,
    options,
  }: {
    base: number;
    options: { isRequired: boolean; values: number[] }[];
  }): Priced => ({
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: base }],
    quantity: plain,
    attributes: [
      { id: 'purpose', productId: 'p', name: 'Purpose', isRequired: false, values: [{ id: 'x', name: 'x' }] },
    ],
    options: options.map(({ isRequired, values }, at) => ({
      id: `o${at}`,
      productId: 'p',
      name: `o${at}`,
      isRequired,
      values: values.map((amountMinor, n) => ({
        id: `o${at}v${n}`,
        name: `v${n}`,
        prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
      })),
    })),
  });

  it('costs (base + options) × quantity, whatever attributes say; without a mandatory choice it has no amount', () => {
    fc.assert(
      fc.property(
        product,
        fc.array(fc.option(fc.nat({ max: 3 })), { minLength: 5, maxLength: 5 }),
        fc.integer({ min: 1, max: 5000 }),
        (made, picks, quantity) => {
          const of = priced(made);
          const chosen = of.options.flatMap((option, at) => {
            const pick = picks[at];
            const value = pick === null || pick === undefined ? undefined : option.values[pick];
            return value ? [{ optionId: option.id, valueId: value.id, amount: value.prices[0]?.amountMinor ?? 0 }] : [];
          });
          const choices = chosen.map(({ optionId, valueId }) => ({ optionId, valueId }));
          const ask = (more: typeof choices) =>
            quote(of, { termMonths: 1, currency: 'EUR', quantity, choices: more }, brand('omit'), rateFor, converted);
          const line = ask(choices);
          const missing = of.options.filter(
            ({ id, isRequired }) => isRequired && !choices.some((c) => c.optionId === id),
          );
          expect(line.problems).toEqual(missing.map(({ id }) => ({ code: 'option_required', optionId: id })));
          const unit = chosen.reduce((sum, each) => sum + each.amount, made.base);
          if (missing.length > 0) expect([line.unit, line.total]).toEqual([null, null]);
          else {
            expect(line.unit?.amountMinor).toBe(unit);
            expect(line.total?.amountMinor).toBe(unit * quantity);
            expect(ask([...choices, { optionId: 'purpose', valueId: 'x' }]).total).toEqual(line.total);
          }
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('in another currency is one unit converted once, times the quantity', () => {
    fc.assert(
      fc.property(
        product,
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom('USD', 'JPY'),
        (made, quantity, currency) => {
          const of = priced({ ...made, options: made.options.map((option) => ({ ...option, isRequired: true })) });
          const choices = of.options.map(({ id, values }) => ({ optionId: id, valueId: values[0]?.id ?? '' }));
          const line = quote(of, { termMonths: 1, currency, quantity, choices }, brand('convert'), rateFor, converted);
          const unit = made.options.reduce((sum, { values }) => sum + (values[0] ?? 0), made.base);
          const rate = rateFor('EUR', currency);
          expect(line.rate).toEqual(rate);
          expect(line.unit).toEqual({ amountMinor: rate && converted(unit, rate), currency });
          expect(line.total?.amountMinor).toBe((line.unit?.amountMinor ?? 0) * quantity);
          expect(line.base).toEqual({ amountMinor: made.base, currency: 'EUR' });
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('says that it cannot be counted rather than counting wrong', () => {
    const of = priced({ base: 1_000_000_000_00, options: [] });
    const line = quote(
      of,
      { termMonths: 1, currency: 'EUR', quantity: 100_000_000, choices: [] },
      brand('omit'),
      rateFor,
      converted,
    );
    expect(line).toMatchObject({ total: null, problems: [{ code: 'price_not_offered' }] });
  });
});

describe('the quantity', () => {
  const rule = fc.record({
    bulk: fc.constantFrom('yes' as const, 'multiples' as const, 'no' as const),
    step: fc.integer({ min: 1, max: 12 }),
    isLimited: fc.boolean(),
    min: fc.option(fc.integer({ min: 1, max: 40 })),
    max: fc.option(fc.integer({ min: 1, max: 40 })),
  });

  it('fits exactly when it is within the limits and a multiple; a rule is stored exactly when something fits', () => {
    fc.assert(
      fc.property(rule, (of) => {
        const fits = Array.from({ length: 500 }, (_, q) => q).filter((q) => quantityProblem(of, q) === null);
        for (const q of fits) {
          if (of.bulk === 'no') expect(q).toBe(1);
          if (of.bulk === 'multiples') expect(q % of.step).toBe(0);
          if (of.bulk !== 'no' && of.isLimited) {
            expect(q).toBeGreaterThanOrEqual(of.min ?? 1);
            expect(q).toBeLessThanOrEqual(of.max ?? q);
          }
          expect(q).toBeGreaterThan(0);
        }
        expect(quantityComplaint(of) === null).toBe(fits.length > 0);
        if (fits.length > 0) expect(smallestQuantity(of)).toBe(fits[0]);
      }),
      { numRuns: runs(500) },
    );
  });
});

it('every term is one that has a place in the rules above', () => {
  const all = [0, 1, 2, 3, 6, 12, 24, 36];
  for (let n = 0; n <= 40; n += 1) expect(PriceTerm.safeParse(n).success).toBe(all.includes(n));
});
