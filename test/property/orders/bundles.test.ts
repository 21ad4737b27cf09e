import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partPrices } from '../../../main/core/contract-products/rules.ts';
import { addDays } from '../../../main/core/kernel/index.ts';
import { breachesOf, strangeCauses } from '../../unit/support/invariants.ts';
import { moneyBreaches } from '../histories/money-breaches.ts';
import { runs } from '../../unit/support/runs.ts';
import { runningShop } from '../../unit/support/running.ts';
import { failure } from '../../unit/support/shop.ts';

const amount = fc.integer({ min: 0, max: 5000 });

describe('the price of a bundle', () => {
  it('is split so that its parts come to it, each where it was before when nothing changes', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 5 }), (price, before) => {
        const parts = partPrices(price, before);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(price);
        expect(parts.every((part) => part >= 0)).toBe(true);
        const sum = before.reduce((all, each) => all + each, 0);
        if (sum > 0) expect(partPrices(sum, before)).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});

/** What is due of all invoices. */
const owed = (shop: ReturnType<typeof runningShop>['shop']): number =>
  shop.call('billing', 'listInvoices', { open: true }).rows.reduce((all, { due }) => all + due.amountMinor, 0);

const wish = fc.record({
  price: amount,
  /** What the products cost by themselves; 0: no price of the term. */
  parts: fc.array(amount, { minLength: 2, maxLength: 3 }),
  quantity: fc.integer({ min: 1, max: 2 }),
  percent: fc.constantFrom('', '33.3'),
  isRecurring: fc.boolean(),
  /** What is done on each of some days, one after the other. */
  acts: fc.array(
    fc.record({
      days: fc.integer({ min: 1, max: 32 }),
      act: fc.constantFrom(
        'pay',
        'pay a part',
        'end now',
        'end and give back',
        'end with term',
        'auto renew',
        'nothing',
      ),
      pick: fc.nat(5),
      price: amount,
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

describe('bundles over time (spec 2.9, 2.16)', () => {
  it('27 are paid once, renewed once for a period on one line, and cost what was agreed, whatever happens to their parts', async () => {
    await fc.assert(
      fc.asyncProperty(wish, async ({ price, parts, quantity, percent, isRecurring, acts }) => {
        const world = runningShop();
        try {
          const { shop } = world;
          const connectionId = shop.make.connection();
          const componentIds = parts.map((own, at) =>
            shop.make.product({
              name: `part ${at}`,
              connectionId,
              prices: [
                own === 0
                  ? { termMonths: 12, currency: 'EUR', amountMinor: 1 }
                  : { termMonths: 1, currency: 'EUR', amountMinor: own },
              ],
            }),
          );
          const productId = shop.make.product({
            type: 'bundle',
            name: 'bundle',
            connectionId: null,
            packageIdentifier: '',
            prices: [{ termMonths: 1, currency: 'EUR', amountMinor: price }],
            componentIds,
            quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
          });
          if (percent !== '') shop.make.promoCode({ percent, isRecurring });
          const items = [{ productId, termMonths: 1 as const, quantity }];
          const quoted = (code: string) =>
            shop.call('orders', 'quote', { clientId: null, currency: 'EUR', items, promoCode: code });
          const promoCode = percent !== '' && quoted('SPRING').promo?.isValid === true ? 'SPRING' : '';
          const total = quoted(promoCode).total?.amountMinor ?? Number.NaN;
          const order = shop.make.order({ items, promoCode, expectedTotalMinor: total });
          if (order.due.amountMinor > 0)
            shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, order.due.amountMinor));
          const ids = shop.call('contractProducts', 'list', { orderId: order.id }).rows.map(({ id }) => id);
          expect(ids).toHaveLength(quantity * parts.length);
          for (const id of ids) {
            shop.make.license(id, { created_on: '2026-03-10', expires_on: '2026-04-10' });
            shop.settle(id);
          }
          const first = ids.map((id) => world.contract(id));
          const sum = (amounts: number[]): number => amounts.reduce((all, each) => all + each, 0);
          // The periods that an order pays for come to its invoice.
          expect(sum(first.map(({ periods }) => periods[0]?.price.amountMinor ?? Number.NaN))).toBe(total);
          expect(sum(first.map((each) => each.price.amountMinor))).toBe(
            isRecurring && promoCode !== '' ? total : price * quantity,
          );

          for (const { days, act, pick, price: newPrice } of acts) {
            await world.until(addDays(world.brand.businessDate(), days));
            const id = ids[pick % ids.length] ?? '';
            const before = world.contract(id);
            if (act === 'pay' || act === 'pay a part') {
              for (const invoice of shop.call('billing', 'listInvoices', { open: true }).rows) {
                const due = invoice.due.amountMinor;
                const amountMinor = act === 'pay' ? due : Math.ceil(due * 0.8);
                const receivedOn = world.brand.businessDate();
                shop.call('billing', 'recordPayment', shop.make.payment(invoice.id, amountMinor, { receivedOn }));
              }
            } else if (act === 'auto renew')
              failure(() => world.call('contractProducts', 'setAutoRenew', { id, autoRenew: !before.autoRenew }));
            else if (act !== 'nothing') {
              const money = before.bundle?.canCancelPart
                ? world.call('contractProducts', 'previewCancelPart', { id })
                : null;
              const back = act === 'end and give back' && money !== null && money.refundTotal.amountMinor > 0;
              const owes = owed(shop);
              const failed = failure(() =>
                world.call('contractProducts', 'cancelPart', {
                  id,
                  immediate: act !== 'end with term',
                  bundlePriceMinor: newPrice,
                  expectedPriceMinor: before.bundle?.price.amountMinor ?? 0,
                  refund: back ? 'account_balance' : 'none',
                  expectedRefundMinor: back ? money.refundTotal.amountMinor : 0,
                }),
              );
              // What is open is lowered by what was told, and what can be ended is.
              if (money !== null) {
                expect(failed).toBeNull();
                if (money.anew.length === 0)
                  expect(owes - owed(shop)).toBe(money.lowered.reduce((all, { due }) => all + due.amountMinor, 0));
              }
              // The rest costs what the person said; refused, nothing has changed.
              const after = world.contract(id).bundle;
              expect(after?.price.amountMinor).toBe(failed ? before.bundle?.price.amountMinor : newPrice);
              if (failed) expect(world.contract(id).serviceEndsOn).toBe(before.serviceEndsOn);
            }
            world.vendor();
          }
          await world.run();

          expect(breachesOf(shop.store)).toEqual([]);
          expect(moneyBreaches(world, (sql) => shop.store.db.prepare(sql).all() as never[])).toEqual([]);
          // What an open invoice asks for is what is billed there.
          expect(
            shop.store.db
              .prepare(
                `SELECT i.number FROM invoice i WHERE i.kind = 'renewal' AND i.status IN ('Unpaid', 'Partly paid')
                  AND i.total_minor - i.credited_minor <> (SELECT coalesce(sum(k.price_minor), 0) FROM contract_period k
                    WHERE k.invoice_id = i.id AND k.state = 'billed')`,
              )
              .all(),
          ).toEqual([]);
          expect(strangeCauses(shop.store)).toEqual([]);
          // Each renewal invoice is one line for a bundle, and its periods come to it.
          const lines = shop.store.db
            .prepare(
              `SELECT i.id, i.total_minor, count(*) AS lines,
                  (SELECT count(DISTINCT p.bundle_id) FROM contract_period k JOIN contract_product p
                    ON p.id = k.contract_product_id WHERE k.invoice_id = i.id) AS bundles,
                  (SELECT sum(k.price_minor) FROM contract_period k WHERE k.invoice_id = i.id) AS periods
                FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
                WHERE i.kind = 'renewal' AND i.status <> 'Cancelled' AND i.refunded_minor = 0 GROUP BY i.id`,
            )
            .all() as { total_minor: number; lines: number; bundles: number; periods: number }[];
          for (const each of lines) {
            expect([each.lines, each.bundles]).toEqual([1, 1]);
            expect(each.periods).toBe(each.total_minor);
          }
          // A bundle is billed once for a period, with all of it that is renewed from one day.
          const twice = shop.store.db
            .prepare(
              `SELECT p.bundle_id, k.starts_on, count(DISTINCT k.invoice_id) AS invoices FROM contract_period k
                JOIN contract_product p ON p.id = k.contract_product_id WHERE k.state <> 'cancelled'
                GROUP BY 1, 2 HAVING invoices > 1`,
            )
            .all();
          expect(twice).toEqual([]);
          // No day of a contract product is in two periods that stand.
          const doubled = shop.store.db
            .prepare(
              `SELECT a.id FROM contract_period a JOIN contract_period b ON b.contract_product_id = a.contract_product_id
                AND b.id <> a.id AND a.starts_on < b.ends_on AND b.starts_on < a.ends_on
                WHERE a.state <> 'cancelled' AND b.state <> 'cancelled'`,
            )
            .all();
          expect(doubled).toEqual([]);
        } finally {
          world.done();
        }
      }),
      { numRuns: runs(12) },
    );
  }, 240_000);
});
