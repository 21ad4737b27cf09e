import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../main/core/kernel/index.ts';
import { key, makeShop, type Shop } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

const prices = [0, 333, 500, 999, 2500];
const act = fc.oneof(
  fc.record({
    do: fc.constant('change' as const),
    to: fc.nat({ max: 4 }),
    downgrade: fc.constantFrom('refund' as const, 'account_balance' as const, 'none' as const),
    /** An upgrade whose money comes, in part or in full. */
    pays: fc.constantFrom('all', 'part', 'none'),
  }),
  fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ do: fc.constant('byHand' as const), of: fc.nat(), share: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
);
const history = fc.record({
  from: fc.nat({ max: 4 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  isTaxed: fc.boolean(),
  acts: fc.array(act, { maxLength: 6 }),
  refund: fc.constantFrom('original' as const, 'account_balance' as const),
});

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let products: string[];
let clients: string[];
beforeAll(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  shop.call('brand', 'createTaxRate', { name: 'VAT', country: 'DE', percent: '19' });
  const connectionId = shop.make.connection();
  products = prices.map((amountMinor, at) =>
    shop.make.product({
      name: `product ${at}`,
      packageIdentifier: '55227',
      connectionId,
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
      quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
    }),
  );
  clients = ['', 'DE'].map((country) => {
    const id = shop.make.client();
    opened.store.db.prepare('UPDATE client SET country = ? WHERE id = ?').run(country, id);
    return id;
  });
});
afterAll(() => opened.done());

const today = () => shop.services.brand.businessDate();
const tried = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return false;
  }
};
const pay = (invoiceId: string, amountMinor: number) =>
  shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, amountMinor, { receivedOn: today() }));
const books = () =>
  opened.store.db
    .prepare('SELECT id, status, total_minor AS total, paid_minor AS paid, refunded_minor AS back FROM invoice')
    .all() as { id: string; status: string; total: number; paid: number; back: number }[];

function live({ from, quantity, isTaxed, acts }: typeof history extends fc.Arbitrary<infer Made> ? Made : never) {
  const clientId = clients[Number(isTaxed)] ?? '';
  const currency = 'EUR';
  const lines = [{ amountMinor: (prices[from] ?? 0) * quantity }];
  const { total } = shop.services.billing.quote({ clientId, currency, lines });
  const order = shop.make.order({
    clientId,
    productId: products[from] ?? '',
    quantity,
    expectedTotalMinor: total.amountMinor,
  });
  if (total.amountMinor > 0) pay(order.invoiceId, total.amountMinor);
  const contracts = shop
    .call('contractProducts', 'list', { orderId: order.id, limit: 50 })
    .rows.map(({ id }) => id)
    .toReversed();
  for (const id of contracts) {
    shop.settle(id);
    shop.make.license(id);
  }
  let isByHand = false;
  let changes = 0;
  for (const [at, each] of acts.entries()) {
    if (each.do === 'days') opened.clock.advance(each.days * 86_400_000);
    else if (each.do === 'byHand') {
      const all = books().filter(({ paid, back }) => paid > back);
      const invoice = all[each.of % Math.max(1, all.length)];
      if (!invoice) continue;
      const amountMinor = Math.max(1, Math.floor((invoice.paid - invoice.back) * each.share));
      isByHand =
        tried(() =>
          shop.call('billing', 'refund', {
            requestKey: key(),
            invoiceId: invoice.id,
            amountMinor,
            destination: 'account_balance',
          }),
        ) || isByHand;
    } else {
      const contractProductId = contracts[at % contracts.length] ?? '';
      const of = { contractProductId, productId: products[each.to] ?? '' };
      tried(() => {
        const quote = shop.call('contractChanges', 'quote', of);
        const asked = shop.call('contractChanges', 'confirm', {
          ...of,
          requestKey: key(),
          expectedDueMinor: quote.due.amountMinor,
          downgrade: each.downgrade,
        });
        const open = asked.open.amountMinor;
        const pays = { all: open, part: Math.floor(open / 2), none: 0 }[each.pays];
        if (asked.invoiceId !== null && (pays ?? 0) > 0) pay(asked.invoiceId, pays ?? 0);
        changes += 1;
      });
    }
  }
  return { orderId: order.id, contracts, isByHand, changes };
}

/** Plays work in a transaction that is taken back. */
function alone(work: () => void): void {
  opened.clock.set('2026-03-10T12:00:00.000Z');
  opened.store.db.exec('BEGIN');
  try {
    work();
  } finally {
    opened.store.db.exec('ROLLBACK');
  }
}

describe('an order that ends, whatever was changed before (spec 2.1, 2.7)', () => {
  it('87 gives back the days that are left at the price in force, and no invoice more than was paid on it', () => {
    fc.assert(
      fc.property(history, (each) =>
        alone(() => {
          const { orderId, contracts, isByHand, changes } = live(each);
          const preview = shop.call('orders', 'previewCancel', { id: orderId });
          // Unpaid parts of changes come back whole; the rest is by the day.
          const unused = preview.refundTotal.amountMinor - preview.notBegunTotal.amountMinor;
          const daysLeft = (Date.parse('2026-04-10') - Date.parse(today())) / 86_400_000;
          const worth = contracts.reduce((sum, id) => {
            const { periods } = shop.call('contractProducts', 'get', { id });
            const price = periods[0]?.price.amountMinor ?? 0;
            return sum + (daysLeft <= 0 ? 0 : (price * daysLeft) / 31);
          }, 0);
          const withTax = worth * (each.isTaxed ? 1.19 : 1);
          // A cent for each rounding: of days, of taxes, of each change.
          const cents = 2 * (contracts.length + changes) + 1;
          expect(unused).toBeLessThanOrEqual(withTax + cents);
          if (!isByHand) expect(unused).toBeGreaterThanOrEqual(withTax - cents);
          const before = books();
          if (
            preview.refundTotal.amountMinor > 0 &&
            preview.refunds.every((row) => row.refundable[each.refund].amountMinor >= row.amount.amountMinor)
          ) {
            shop.call('orders', 'cancel', {
              requestKey: key(),
              id: orderId,
              immediate: true,
              reason: '',
              refund: each.refund,
              expectedRefundMinor: preview.refundTotal.amountMinor,
            });
            const sum = (all: typeof before) => all.reduce((total, { back }) => total + back, 0);
            expect(sum(books()) - sum(before)).toBe(preview.refundTotal.amountMinor);
          }
          for (const { paid, back } of books()) expect(back).toBeLessThanOrEqual(paid);
        }),
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});
