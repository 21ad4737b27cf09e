import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converted } from '../../../main/core/rates/index.ts';
import { runs } from '../../unit/support/runs.ts';
import { makeShop } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

const amount = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 100_000 }));
/** Currencies of no, two and three decimals, at rates far apart. */
const currency = fc.constantFrom('USD', 'JPY', 'KWD');
const wish = fc.record({
  currency,
  rate: fc.integer({ min: 1, max: 3_000_000 }).map((millionths) => (millionths / 10_000).toFixed(4)),
  base: amount,
  options: fc.array(amount, { maxLength: 4 }),
  quantity: fc.integer({ min: 1, max: 7 }),
  percent: fc.constantFrom('', '10', '33.3', '100'),
  isRecurring: fc.boolean(),
});

describe('orders at converted prices (spec 2.14, 2.16)', () => {
  it('44 cost one unit converted half up, times the quantity; cart = order = invoice, and its parts add up', () => {
    fc.assert(
      fc.property(wish, ({ currency: to, rate, base, options, quantity, percent, isRecurring }) => {
        const opened = temporaryStore();
        try {
          const shop = makeShop(opened.store);
          shop.call('rates', 'set', { currency: to, rate, date: '2026-03-09' });
          const productId = shop.make.product({
            multiCurrency: 'convert',
            prices: [{ termMonths: 1, currency: 'EUR', amountMinor: base }],
            quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
          });
          const choices = options.map((amountMinor, at) => {
            const { id, values } = shop.call('productOptions', 'create', {
              productId,
              name: `Option ${at}`,
              values: [{ name: 'Value', prices: [{ termMonths: 1, currency: 'EUR', amountMinor }] }],
            });
            return { optionId: id, valueId: values[0]?.id ?? '' };
          });
          if (percent !== '') shop.make.promoCode({ percent, isRecurring });
          const sum = options.reduce((all, each) => all + each, base);
          const used = { from: 'EUR', to, rate, date: '2026-03-09', source: 'manual' as const };
          const unit = converted(sum, used) ?? Number.NaN;
          const items = [{ productId, termMonths: 1 as const, quantity, choices }];
          const quoted = (code: string) =>
            shop.call('orders', 'quote', { clientId: null, currency: to, items, promoCode: code });
          // A code that takes off less than the smallest unit gives nothing.
          const promoCode = percent !== '' && quoted('SPRING').promo?.isValid === true ? 'SPRING' : '';
          const cart = quoted(promoCode);
          expect(cart.subtotal?.amountMinor).toBe(unit * quantity);
          const total = cart.total?.amountMinor ?? Number.NaN;
          const order = shop.make.order({ currency: to, items, promoCode, expectedTotalMinor: total });
          const [item] = order.items;
          expect(order.total).toEqual({ amountMinor: total, currency: to });
          // The rate that is kept is the one that anyone can do the sum again with.
          expect(Number(item?.rate?.rate)).toBe(Number(rate));
          expect(converted(sum, item?.rate ?? used)).toBe(item?.unitPrice.amountMinor);
          // The parts of a unit add up to it, and none is below nothing.
          const parts = [item?.basePrice, ...(item?.choices ?? []).map(({ price }) => price)];
          expect(parts.reduce((all, part) => all + (part?.amountMinor ?? Number.NaN), 0)).toBe(unit);
          expect(parts.every((part) => (part?.amountMinor ?? -1) >= 0)).toBe(true);
          const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
          expect(invoice.total).toEqual({ amountMinor: total, currency: to });
          expect(invoice.lines.reduce((all, line) => all + line.amount.amountMinor, 0)).toBe(total);
          // What is renewed is frozen: it does not float with the rate.
          shop.call('rates', 'set', { currency: to, rate: (Number(rate) * 3).toFixed(4), date: '2026-03-10' });
          const prices = shop
            .call('contractProducts', 'list', { orderId: order.id })
            .rows.map(({ price }) => price.amountMinor);
          const renewed = prices.reduce((all, each) => all + each, 0);
          expect(renewed).toBe(isRecurring && promoCode !== '' ? total : unit * quantity);
        } finally {
          opened.done();
        }
      }),
      { numRuns: runs(20) },
    );
  }, 120_000);
});
