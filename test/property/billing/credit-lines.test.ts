import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeShop, staff } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

const history = fc.record({
  amounts: fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 2, maxLength: 6 }),
  tax: fc.constantFrom(null, { percent: '19', isInclusive: false }, { percent: '7.7', isInclusive: true }),
  /** Of the total, in thousandths; all of it would settle the invoice. */
  paid: fc.integer({ min: 0, max: 999 }),
  /** Which of the lines that are left is called off next. */
  off: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }),
});

describe('lines that are called off an open invoice (spec 2.5.5)', () => {
  it('take what they asked for and no cent of the others’, in any order, with any part paid; the books agree', () => {
    fc.assert(
      fc.property(history, ({ amounts, tax, paid, off }) => {
        const opened = temporaryStore();
        const { store } = opened;
        try {
          const shop = makeShop(store);
          if (tax) shop.call('brand', 'createTaxRate', { name: 'VAT', country: '', ...tax });
          const { billing } = shop.services;
          const clientId = shop.make.client();
          const { id, lineIds, totalMinor } = store.transaction(staff, (writer) =>
            billing.issueInvoice(writer, {
              kind: 'renewal',
              orderId: null,
              clientId,
              currency: 'EUR',
              dueOn: null,
              lines: amounts.map((amountMinor) => ({
                text: 'line',
                amountMinor,
                period: null,
                itemLine: null,
                contractProductId: null,
              })),
            }),
          );
          const payMinor = Math.floor((totalMinor * paid) / 1000);
          if (payMinor > 0) shop.call('billing', 'recordPayment', shop.make.payment(id, payMinor));
          let left = lineIds;
          let kept = amounts;
          for (const at of off) {
            if (left.length === 1 || !['Unpaid', 'Partly paid'].includes(billing.getInvoice(id).status)) break;
            const lineId = left[at % left.length] ?? '';
            const before = billing.getInvoice(id);
            const told = billing.linesOff(id, [{ lineId }], left);
            store.transaction(staff, (writer) =>
              billing.creditLine(writer, {
                invoiceId: id,
                line: { lineId },
                lines: left,
                reason: 'cancelled',
                note: '',
                destination: 'account_balance',
              }),
            );
            kept = kept.filter((_, index) => index !== at % left.length);
            left = left.filter((each) => each !== lineId);
            const now = billing.getInvoice(id);
            // What was told is what was done.
            expect(before.due.amountMinor - now.due.amountMinor).toBe(told.creditedMinor);
            expect(now.refunded.amountMinor).toBe(told.backMinor);
            // The lines that are left ask for their own price with its tax, to the cent of rounding of each that went.
            const asked = now.paid.amountMinor - now.refunded.amountMinor + now.due.amountMinor;
            const net = kept.reduce((sum, amount) => sum + amount, 0);
            const own = tax && !tax.isInclusive ? net * (1 + Number(tax.percent) / 100) : net;
            expect(Math.abs(asked - own)).toBeLessThanOrEqual(amounts.length);
            expect(now.due.amountMinor).toBeGreaterThanOrEqual(0);
          }
          for (const { agrees, faults } of billing.books().currencies)
            expect({ agrees, faults }).toEqual({ agrees: true, faults: [] });
          for (const line of shop.call('revenue', 'ofInvoice', { id }).lines)
            expect(line.months.reduce((sum, { earned }) => sum + earned.amountMinor, line.reversed.amountMinor)).toBe(
              line.amount.amountMinor,
            );
        } finally {
          opened.done();
        }
      }),
      { numRuns: 60, seed: 20260301 },
    );
  }, 120_000);
});
