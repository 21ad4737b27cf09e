import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shares } from '../../../main/core/kernel/index.ts';
import { codeKey, judge, percentOfMinor, type PromoRule } from '../../../main/core/promo-codes/rules.ts';
import { failure, makeShop } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

const ids = ['lite', 'pro', 'host'] as const;
const amount = fc.integer({ min: 1, max: 50_000 });
const percent = fc.integer({ min: 1, max: 10_000 }).map((hundredths) => String(hundredths / 100));
const line = fc.record({
  productId: fc.constantFrom(...ids),
  quantity: fc.integer({ min: 1, max: 20 }),
  totalMinor: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 1_000_000 })),
});
const lines = fc.array(line, { minLength: 1, maxLength: 6 });
const amounts = fc
  .option(amount, { nil: null })
  .map((minor) => (minor === null ? [] : [{ currency: 'EUR', amountMinor: minor }]));
const limit = fc.option(fc.integer({ min: 1, max: 40 }), { nil: null, freq: 1 });
const rule: fc.Arbitrary<PromoRule> = fc.record({
  isActive: fc.constant(true),
  kind: fc.constantFrom('percent' as const, 'fixed' as const),
  percent: percent.map((text): string | null => text),
  amounts,
  scope: fc.constantFrom('all' as const, 'selected' as const),
  products: fc.uniqueArray(
    fc.record({ productId: fc.constantFrom(...ids), percent: fc.option(percent, { nil: null }), amounts }),
    {
      selector: ({ productId }) => productId,
      maxLength: 3,
    },
  ),
  mandatoryProducts: fc
    .uniqueArray(fc.constantFrom(...ids), { maxLength: 2 })
    .map((all) => all.map((productId) => ({ productId, productName: productId }))),
  minQuantity: limit,
  maxQuantity: limit,
  startsOn: fc.constant(null),
  endsOn: fc.constant(null),
  maxUses: limit,
  maxUsesPerClient: limit,
});
const now = fc.record({
  today: fc.constant('2026-03-10'),
  used: fc.integer({ min: 0, max: 50 }),
  usedByClient: fc.option(fc.integer({ min: 0, max: 50 }), { nil: null }),
});

describe('what a code takes off a basket (spec 2.8)', () => {
  it('84 takes from no line more than it comes to, from none that is not meant, and something where it is valid', () => {
    fc.assert(
      fc.property(rule, lines, now, (promo, all, at) => {
        const verdict = judge(promo, { currency: 'EUR', lines: all }, at);
        if (!verdict.isValid) return;
        expect(verdict.discounts).toHaveLength(all.length);
        const meant = new Set(promo.products.map(({ productId }) => productId));
        all.forEach(({ totalMinor, productId }, place) => {
          const discount = verdict.discounts[place] ?? -1;
          expect(discount).toBeGreaterThanOrEqual(0);
          expect(discount).toBeLessThanOrEqual(totalMinor);
          if (promo.scope === 'selected' && !meant.has(productId)) expect(discount).toBe(0);
        });
        expect(verdict.discounts.some((discount) => discount > 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('84 is valid within every limit only', () => {
    fc.assert(
      fc.property(rule, lines, now, (promo, all, at) => {
        const verdict = judge(promo, { currency: 'EUR', lines: all }, at);
        const meant = new Set<string>(promo.products.map(({ productId }) => productId));
        const quantity = all
          .filter(({ productId }) => promo.scope === 'all' || meant.has(productId))
          .reduce((sum, each) => sum + each.quantity, 0);
        const isWithin =
          (promo.maxUses === null || at.used < promo.maxUses) &&
          (promo.maxUsesPerClient === null || at.usedByClient === null || at.usedByClient < promo.maxUsesPerClient) &&
          promo.mandatoryProducts.every((each) => all.some(({ productId }) => productId === each.productId)) &&
          quantity > 0 &&
          (promo.minQuantity === null || quantity >= promo.minQuantity) &&
          (promo.maxQuantity === null || quantity <= promo.maxQuantity);
        if (verdict.isValid) expect(isWithin).toBe(true);
        else if (isWithin) expect(['promo.currency', 'promo.nothing_to_discount']).toContain(verdict.refusal.code);
      }),
      { numRuns: 2000 },
    );
  });

  it('84 a fixed amount of everything is taken once, to the cent, or all there is', () => {
    fc.assert(
      fc.property(amount, lines, (minor, all) => {
        const promo: PromoRule = {
          isActive: true,
          kind: 'fixed',
          percent: null,
          amounts: [{ currency: 'EUR', amountMinor: minor }],
          scope: 'all',
          products: [],
          mandatoryProducts: [],
          minQuantity: null,
          maxQuantity: null,
          startsOn: null,
          endsOn: null,
          maxUses: null,
          maxUsesPerClient: null,
        };
        const sum = all.reduce((total, { totalMinor }) => total + totalMinor, 0);
        const verdict = judge(promo, { currency: 'EUR', lines: all }, { today: '', used: 0, usedByClient: 0 });
        const taken = verdict.isValid ? verdict.discounts.reduce((total, each) => total + each, 0) : 0;
        expect(taken).toBe(Math.min(minor, sum));
      }),
    );
  });

  it('rounds a percentage half up, and splits to the unit', () => {
    expect([percentOfMinor(5, '10'), percentOfMinor(4, '10'), percentOfMinor(101, '33.33')]).toEqual([1, 0, 34]);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.array(fc.nat(1e9), { minLength: 1, maxLength: 9 }),
        (whole, weights) => {
          const parts = shares(whole, weights);
          const sum = weights.reduce((all, each) => all + each, 0);
          expect(parts.reduce((all, each) => all + each, 0)).toBe(sum === 0 ? 0 : whole);
          if (sum > 0)
            weights.forEach((weight, at) => {
              expect(Math.abs((parts[at] ?? 0) - (whole * weight) / sum)).toBeLessThan(1.0001);
            });
        },
      ),
    );
    expect(codeKey('  SpRing ')).toBe(codeKey('spring'));
  });
});

describe('a basket with a code', () => {
  it('84 cart = order = invoice = payment to the cent; the periods add up to what was paid (invariant 3)', () => {
    const wish = fc.record({
      lines: fc.array(
        fc.record({
          price: fc.integer({ min: 0, max: 9999 }),
          option: fc.integer({ min: 0, max: 999 }),
          quantity: fc.integer({ min: 1, max: 4 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      kind: fc.constantFrom('percent' as const, 'fixed' as const),
      percent,
      minor: amount,
      isRecurring: fc.boolean(),
    });
    fc.assert(
      fc.property(wish, ({ lines: wanted, kind, percent: part, minor, isRecurring }) => {
        const opened = temporaryStore();
        try {
          const shop = makeShop(opened.store);
          const connectionId = shop.make.connection();
          const items = wanted.map(({ price, option, quantity }) => {
            const productId = shop.make.product({
              connectionId,
              prices: [{ termMonths: 1, currency: 'EUR', amountMinor: price }],
              quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
            });
            const { id, values } = shop.call('productOptions', 'create', {
              productId,
              name: 'Support',
              values: [{ name: 'night', prices: [{ termMonths: 1 as const, currency: 'EUR', amountMinor: option }] }],
            });
            return {
              productId,
              termMonths: 1 as const,
              quantity,
              choices: [{ optionId: id, valueId: values[0]?.id ?? '' }],
            };
          });
          shop.make.promoCode(
            kind === 'percent'
              ? { percent: part, isRecurring }
              : { kind, amounts: [{ currency: 'EUR', amountMinor: minor }], isRecurring },
          );
          const clientId = shop.make.client();
          const cart = shop.call('orders', 'quote', { clientId, currency: 'EUR', items, promoCode: 'SPRING' });
          const total = cart.total?.amountMinor ?? -1;
          const input = shop.make.orderInput({
            clientId,
            items,
            promoCode: cart.promo?.isValid ? 'SPRING' : '',
            expectedTotalMinor: total,
            ...(total > 0 ? { payment: { receivedOn: '2026-03-10', reference: '' } } : {}),
          });
          expect(failure(() => shop.make.order({ ...input, expectedTotalMinor: total + 1 }))?.code).toBe(
            'order.price_changed',
          );
          const order = shop.call('orders', 'place', input);
          expect(order.status).toBe('Active');
          const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
          expect([order.total.amountMinor, invoice.total.amountMinor]).toEqual([total, total]);
          expect(invoice.lines.reduce((sum, each) => sum + each.amount.amountMinor, 0)).toBe(total);
          for (const each of invoice.lines) expect(each.amount.amountMinor).toBeGreaterThanOrEqual(0);
          expect(invoice.payments.reduce((sum, each) => sum + each.amount.amountMinor, 0)).toBe(total);
          const { paid } = opened.store.db.prepare('SELECT sum(price_minor) AS paid FROM contract_period').get() as {
            paid: number;
          };
          expect(paid).toBe(total);
        } finally {
          opened.done();
        }
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});
