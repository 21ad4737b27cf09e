import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, makeShop } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

const amount = fc.integer({ min: 0, max: 100_000 });
const wish = fc.record({
  base: amount,
  options: fc.array(fc.array(amount, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  attributes: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  quantity: fc.integer({ min: 1, max: 12 }),
  picks: fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
  mode: fc.constantFrom('inherit' as const, 'optional' as const, 'hidden' as const),
  presses: fc.integer({ min: 1, max: 3 }),
});

describe('orders with choices and quantities', () => {
  it('34, 57, 59 cost (base + options) × quantity, the sum of the invoice, and buy each license once', () => {
    fc.assert(
      fc.property(wish, ({ base, options, attributes, quantity, picks, mode, presses }) => {
        const opened = temporaryStore();
        try {
          const shop = makeShop(opened.store);
          const productId = shop.make.product({
            prices: [{ termMonths: 1, currency: 'EUR', amountMinor: base }],
            quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
            deferMode: mode,
          });
          const choices: { optionId: string; valueId: string }[] = [];
          let unit = base;
          options.forEach((prices, at) => {
            const pick = (picks[at] ?? 0) % prices.length;
            const { id, values } = shop.call('productOptions', 'create', {
              productId,
              name: `Option ${at}`,
              values: prices.map((amountMinor, n) => ({
                name: `Value ${n}`,
                prices: [{ termMonths: 1 as const, currency: 'EUR', amountMinor }],
              })),
            });
            choices.push({ optionId: id, valueId: values[pick]?.id ?? '' });
            unit += prices[pick] ?? 0;
          });
          attributes.forEach((count, at) => {
            const { id, values } = shop.call('productOptions', 'createAttribute', {
              productId,
              name: `Attribute ${at}`,
              values: Array.from({ length: count }, (_, n) => ({ name: `Value ${n}` })),
            });
            choices.push({ optionId: id, valueId: values[(picks[at + 3] ?? 0) % count]?.id ?? '' });
          });
          const total = unit * quantity;
          const input = shop.make.orderInput({ productId, quantity, choices, expectedTotalMinor: total });
          expect(failure(() => shop.make.order({ ...input, expectedTotalMinor: total + 1 }))?.code).toBe(
            'order.price_changed',
          );
          const order = shop.call('orders', 'place', input);
          const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
          expect(order.total.amountMinor).toBe(total);
          expect(invoice.total.amountMinor).toBe(total);
          expect(invoice.lines.reduce((sum, line) => sum + line.amount.amountMinor, 0)).toBe(total);
          expect(invoice.lines).toHaveLength(1 + options.length);
          expect(order.items[0]?.choices).toHaveLength(choices.length);

          const payment = shop.make.payment(order.invoiceId, total);
          if (total > 0) for (let at = 0; at < presses; at += 1) shop.call('billing', 'recordPayment', payment);
          const contracts = shop.call('contractProducts', 'list', { orderId: order.id }).rows;
          expect(contracts).toHaveLength(quantity);
          expect(contracts.reduce((sum, { price }) => sum + price.amountMinor, 0)).toBe(total);
          expect(shop.count('operation')).toBe(mode === 'inherit' ? quantity : 0);
          if (mode !== 'inherit') {
            contracts.forEach(({ id }, at) => {
              for (let press = 0; press < presses; press += 1)
                failure(() => shop.call('contractProducts', 'confirmDetails', { id, ip: `192.0.2.${at + 1}` }));
            });
          }
          const bought = opened.store.db
            .prepare(
              `SELECT p.id, p.awaits, (SELECT count(*) FROM operation o WHERE o.contract_product_id = p.id) AS purchases
                FROM contract_product p`,
            )
            .all() as { awaits: string; purchases: number }[];
          expect(bought.map(({ awaits, purchases }) => [awaits, purchases])).toEqual(
            Array.from({ length: quantity }, () => ['', 1]),
          );
        } finally {
          opened.done();
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
