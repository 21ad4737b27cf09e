import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnTarget } from '../../../preload/api/catalogue-transfer.ts';
import { PlainField } from '../../../preload/api/catalogue-transfer.ts';
import { changedByPercent } from '../../../main/core/kernel/index.ts';
import { staff } from '../../unit/support/shop.ts';
import { makeTransfer } from '../../unit/transfer/support.ts';

/** Texts as people and programs write them: signs of formulas, quotes, breaks, any letters. */
const text = (max: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: max }),
      fc.string({
        unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\r', '\n', ' ', 'а', '/', '|', '1'),
        maxLength: max,
      }),
    )
    // What no file in UTF-8 holds, and what ends a text for SQLite's own functions.
    .map((of) => of.replaceAll(/[\uD800-\uDFFF\0]/g, '').slice(0, max));
const line = (max: number) =>
  text(max)
    .map((of) => of.trim())
    .filter((of) => of !== '');
const name = line(60);
const price = fc.record({
  termMonths: fc.constantFrom(1, 2, 3, 6, 12, 24, 36),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'RUB'),
  amountMinor: fc.nat(1_000_000_000),
});
const product = fc.record({
  name,
  description: text(200),
  reportCode1: text(40).map((of) => of.trim()),
  keywords: fc.option(line(80)),
  packageIdentifier: fc.constantFrom('', '55227', '99001'),
  isActive: fc.boolean(),
  isVisible: fc.boolean(),
  deferMode: fc.constantFrom('inherit', 'none', 'optional', 'hidden'),
  prices: fc.uniqueArray(price, { maxLength: 6, selector: (of) => `${of.termMonths} ${of.currency}` }),
});

describe('31 round trip', () => {
  it('31 what is exported imports as unchanged, in either language, found by id or by store link', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, fc.array(product, { maxLength: 3 })), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('en' as const, 'ru' as const),
        fc.constantFrom('id' as const, 'slug' as const),
        async (categories, language, matchBy) => {
          const at = makeTransfer();
          try {
            for (const [of, products] of categories) {
              const categoryId = at.shop.call('catalogue', 'createCategory', { name: of }).id;
              for (const each of products) {
                at.shop.call('catalogue', 'createProduct', { ...each, categoryId });
              }
            }
            const chosen = { by: 'filter', filter: {} } as const;
            const { prices, count } = at.transfer.exportColumns({ chosen });
            if (count === 0) return;
            const columns: ColumnTarget[] = [
              ...PlainField.options.map((field) => ({ field })),
              ...prices.map((each) => ({ field: 'price' as const, ...each })),
            ];
            const { text: csv } = at.transfer.exportCsv({ chosen, columns, language, words: {} });
            expect(csv.split(/\r?\n/)[1] ?? '').not.toMatch(/^[=+\-@]/);
            const read = await at.file(Buffer.from(csv));
            expect(read.suggested).toEqual(columns);
            const checked = await at.check(read, { matchBy, missingCategories: 'refuse' });
            expect(at.problems(checked)).toEqual([]);
            expect(checked.counts).toEqual({ create: 0, change: 0, unchanged: count, refused: 0, categories: 0 });
          } finally {
            await at.transfer.stop();
            at.done();
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('31 whatever an import did to products is as before when it is taken back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(product, { minLength: 1, maxLength: 4 }),
        fc.array(product, { maxLength: 4 }),
        async (old, next) => {
          const at = makeTransfer();
          try {
            const categoryId = at.shop.make.category();
            for (const each of old) at.shop.call('catalogue', 'createProduct', { ...each, categoryId });
            const stored = () =>
              at.products().map(({ id }) => ({ ...at.shop.call('catalogue', 'getProduct', { id }), updatedAt: '' }));
            const before = stored();
            // The same store links with other values, and more products than there are.
            const rows = next.map((each, n) => {
              const slug = before[n]?.slug ?? `more-${n}`;
              return [
                slug,
                `x${n}`,
                'Licenses / Deep',
                each.isActive ? 'yes' : 'no',
                String(each.prices[0]?.amountMinor ?? ''),
              ];
            });
            if (rows.length === 0) return;
            const csv = [['Slug', 'Name', 'Category', 'Active', 'Price 1 JPY'], ...rows]
              .map((row) => row.join(','))
              .join('\n');
            at.clock.advance(1000);
            const done = await at.run(await at.check(await at.text(csv)));
            expect(done.counts?.refused).toBe(0);
            at.clock.advance(1000);
            const undone = await at.undo(done);
            expect(undone.takenBack?.kept).toBe(0);
            expect(stored()).toEqual(before);
            expect(at.shop.call('audit', 'verify', {}, staff)).toMatchObject({ ok: true });
          } finally {
            await at.transfer.stop();
            at.done();
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('42 a percentage of an amount is exact, rounded half up', () => {
    expect(changedByPercent(1000, '10')).toBe(1100);
    expect(changedByPercent(1050, '-7,5')).toBe(971);
    expect(changedByPercent(5, '10')).toBe(6);
    expect(changedByPercent(1, '-50')).toBe(1);
    expect(changedByPercent(100, '-100')).toBe(0);
    expect(changedByPercent(100, '1.23456')).toBeNull();
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.integer({ min: -1_000_000, max: 10_000_000 }), (amount, parts) => {
        const percent = `${parts < 0 ? '-' : ''}${Math.floor(Math.abs(parts) / 10_000)}.${String(Math.abs(parts) % 10_000).padStart(4, '0')}`;
        const exact = BigInt(amount) * BigInt(1_000_000 + parts);
        const result = BigInt(changedByPercent(amount, percent) ?? -1);
        // No whole number is nearer.
        expect(
          2n * (result * 1_000_000n - exact) <= 1_000_000n && 2n * (exact - result * 1_000_000n) < 1_000_000n,
        ).toBe(true);
      }),
    );
  });
});
