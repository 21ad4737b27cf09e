import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makesCycle } from '../../../main/core/catalogue/categories/rules.ts';
import { duplicatePrice, priceChanges } from '../../../main/core/catalogue/products/prices.ts';
import { notOrderable } from '../../../main/core/catalogue/products/sellable.ts';
import { knownPackages, packageCode, packageName, sellsByTerm } from '../../../main/core/catalogue/packages.ts';

const price = fc.record({
  termMonths: fc.constantFrom(1 as const, 12 as const),
  currency: fc.constantFrom('EUR', 'USD', 'JPY'),
  amountMinor: fc.nat(),
});
const keyOf = (each: { termMonths: number; currency: string }) => `${each.termMonths} ${each.currency}`;
const prices = fc.uniqueArray(price, { selector: keyOf });
const sorted = <T extends { termMonths: number; currency: string }>(list: readonly T[]) =>
  list.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));

describe('prices', () => {
  it('become exactly the wanted ones; a price that stays keeps its row', () => {
    fc.assert(
      fc.property(prices, prices, (before, wanted) => {
        const stored = before.map((each, at) => ({ ...each, id: `row${at}` }));
        const changes = priceChanges(stored, wanted);
        const gone = new Set(changes.remove.map((each) => each.id));
        const updated = new Map(changes.update.map((each) => [each.id, each]));
        const after = [
          ...stored.filter((each) => !gone.has(each.id)).map((each) => updated.get(each.id) ?? each),
          ...changes.insert.map((each) => ({ ...each, id: 'new' })),
        ];
        const plain = after.map(({ termMonths, currency, amountMinor }) => ({ termMonths, currency, amountMinor }));
        expect(sorted(plain)).toEqual(sorted(wanted));
        for (const each of stored) {
          if (wanted.some((other) => keyOf(other) === keyOf(each))) expect(gone.has(each.id)).toBe(false);
        }
        for (const each of changes.update) {
          expect(stored.find((old) => old.id === each.id)?.amountMinor).not.toBe(each.amountMinor);
        }
      }),
    );
  });

  it('are found to be duplicate exactly when a term and currency occurs twice, at the second one', () => {
    fc.assert(
      fc.property(fc.array(price), (list) => {
        const at = duplicatePrice(list);
        const keys = list.map(keyOf);
        expect(at >= 0).toBe(new Set(keys).size < keys.length);
        if (at >= 0) {
          expect(keys.indexOf(keys[at] ?? '')).toBeLessThan(at);
          expect(new Set(keys.slice(0, at)).size).toBe(at);
        }
      }),
    );
  });
});

describe('the category tree', () => {
  it('never gets a cycle, whatever is moved where', () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.option(fc.nat({ max: 6 }))), { maxLength: 40 });
    fc.assert(
      fc.property(moves, (list) => {
        const parents = new Map<string, string | null>(Array.from({ length: 7 }, (_, at) => [String(at), null]));
        for (const [id, to] of list) {
          const parent = to === null ? null : String(to);
          if (!makesCycle(parents, String(id), parent)) parents.set(String(id), parent);
          else expect(parent).not.toBeNull();
        }
        for (const start of parents.keys()) {
          let steps = 0;
          for (let at: string | null = start; at !== null; at = parents.get(at) ?? null) steps += 1;
          expect(steps).toBeLessThanOrEqual(7);
          if (steps > 7) break;
        }
      }),
    );
  });

  it('ends its walk on a tree that has a cycle already', () => {
    const parents = new Map([
      ['a', 'b'],
      ['b', 'a'],
      ['c', null],
    ]);
    expect(makesCycle(parents, 'c', 'a')).toBe(true);
  });
});

describe('package identifiers (spec item 68)', () => {
  const spacing = fc.constantFrom('', ' ', '  ', '\t');
  it('map each known name, in any case and spacing, and each number to the number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...knownPackages()),
        fc.boolean(),
        spacing,
        spacing,
        ({ code, name }, upper, before, within) => {
          const text = `${before}${(upper ? name.toUpperCase() : name).replace(' ', ` ${within}`)}${before}`;
          expect(packageCode(text)).toBe(code);
          expect(packageCode(code)).toBe(code);
          expect(packageName(code)).toBe(name);
        },
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (code) => {
        expect(packageCode(String(code))).toBe(String(code));
      }),
    );
  });

  it('answer a number, empty or null to any text, and the same to their own answer', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const code = packageCode(text);
        if (code === null) return;
        expect(code).toMatch(/^([1-9]\d*)?$/);
        expect(packageCode(code)).toBe(code);
      }),
    );
  });

  it('sell every tariff but the trials by term', () => {
    const trials = knownPackages().filter((each) => !sellsByTerm(each.code));
    expect(trials.map((each) => each.code)).toEqual(['55239', '55240']);
    expect(sellsByTerm('77001')).toBe(true);
  });
});

describe('whether a product can be ordered', () => {
  it('is yes exactly when nothing is missing', () => {
    const term = fc.constantFrom(1 as const, 3 as const, 12 as const);
    fc.assert(
      fc.property(
        fc.record({
          type: fc.constantFrom('single' as const, 'bundle' as const),
          isActive: fc.boolean(),
          prices: fc.array(
            term.map((termMonths) => ({ termMonths, currency: 'EUR', amountMinor: 1 })),
            { maxLength: 2 },
          ),
          connectionEnabled: fc.constantFrom(null, true, false),
          packageIdentifier: fc.constantFrom('', '55227', '55239', '77001'),
          quantity: fc.record({
            bulk: fc.constantFrom('yes' as const, 'multiples' as const, 'no' as const),
            step: fc.integer({ min: 1, max: 3 }),
            isLimited: fc.boolean(),
            min: fc.constantFrom(null, 1, 5, 999, 1000, 1001),
            max: fc.constant(null),
          }),
          optionsHavePrices: fc.boolean(),
          parts: fc.array(
            fc.record({
              isActive: fc.boolean(),
              connectionEnabled: fc.constantFrom(null, true, false),
              packageIdentifier: fc.constantFrom('', '55227', '55239', '77001'),
            }),
            { maxLength: 4 },
          ),
        }),
        ({ parts, ...own }) => {
          // Only a bundle has parts.
          const product = { ...own, components: own.type === 'bundle' ? parts : [] };
          const reasons = notOrderable(product);
          const { quantity } = product;
          const step = quantity.bulk === 'multiples' ? quantity.step : 1;
          const least = quantity.isLimited ? (quantity.min ?? 1) : 1;
          // Some multiple lies between the least and what one order takes.
          const most = Math.floor(1000 / Math.max(1, product.components.length));
          const fitsAnOrder = quantity.bulk === 'no' || Math.floor(most / step) * step >= least;
          const canBeBought = ({ connectionEnabled, packageIdentifier }: Omit<(typeof parts)[number], 'isActive'>) =>
            connectionEnabled === true && ['55227', '77001'].includes(packageIdentifier);
          expect(reasons.length === 0).toBe(
            product.isActive &&
              product.prices.some(({ termMonths }) => termMonths !== 3) &&
              (product.type === 'single'
                ? canBeBought(product)
                : parts.length >= 2 && parts.every((part) => part.isActive && canBeBought(part))) &&
              fitsAnOrder &&
              product.optionsHavePrices,
          );
          expect(new Set(reasons).size).toBe(reasons.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
