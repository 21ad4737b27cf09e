import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvoiceStatus } from '../../../preload/api/billing.ts';
import { applyPayment, dueMinor, isOpen, isOverdue, statusFor } from '../../../main/core/billing/rules.ts';
import { failure, makeShop } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

const minor = fc.integer({ min: 0, max: 1_000_000_000_00 });
const payments = fc.array(fc.integer({ min: 1, max: 1_000_000_000_00 }), { maxLength: 30 });

describe('invoices and payments (spec 2.4)', () => {
  it('lose no money: what was taken adds up, never above the total, and the status says which', () => {
    fc.assert(
      fc.property(minor, payments, (totalMinor, amounts) => {
        let invoice = { status: statusFor(totalMinor, 0), askedMinor: totalMinor, paidMinor: 0 };
        let taken = 0;
        for (const amount of amounts) {
          const result = applyPayment(invoice, amount);
          if (!result.ok) {
            if (result.code === 'billing.invoice_settled') expect(isOpen(invoice.status)).toBe(false);
            else expect(invoice.paidMinor + amount).toBeGreaterThan(totalMinor);
            continue;
          }
          taken += amount;
          invoice = { ...invoice, status: result.status, paidMinor: result.paidMinor };
        }
        expect(invoice.paidMinor).toBe(taken);
        expect(taken).toBeLessThanOrEqual(totalMinor);
        expect(taken + dueMinor(invoice.status, totalMinor, invoice.paidMinor)).toBe(totalMinor);
        expect(invoice.status === 'Paid').toBe(taken === totalMinor);
        expect(invoice.status === 'Partly paid').toBe(taken > 0 && taken < totalMinor);
      }),
    );
  });

  it('take nothing once settled or cancelled, and ask for nothing when cancelled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Paid' as const, 'Cancelled' as const),
        minor,
        minor,
        (status, totalMinor, amount) => {
          expect(applyPayment({ status, askedMinor: totalMinor, paidMinor: 0 }, amount + 1)).toEqual({
            ok: false,
            code: 'billing.invoice_settled',
          });
          expect(dueMinor('Cancelled', totalMinor, 0)).toBe(0);
        },
      ),
    );
  });

  it('are overdue only while open and after the due date', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...InvoiceStatus.options), day, day, (status, due, today) => {
        expect(isOverdue(status, due, today)).toBe(['Unpaid', 'Partly paid'].includes(status) && due < today);
      }),
    );
  });
});

describe('the books of a shop', () => {
  it('balance whatever is paid, pressed twice or refused: payments = paid ≤ total, one purchase per settled invoice', () => {
    const press = fc.record({
      invoice: fc.nat({ max: 2 }),
      amount: fc.integer({ min: 1, max: 700 }),
      times: fc.integer({ min: 1, max: 2 }),
      broken: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 10 }), (presses) => {
        const opened = temporaryStore();
        try {
          const shop = makeShop(opened.store);
          const productId = shop.make.product();
          const orders = [1, 2, 3].map(() => shop.make.order({ productId }));
          for (const { invoice, amount, times, broken } of presses) {
            const input = shop.make.payment(orders[invoice]?.invoiceId ?? '', amount);
            shop.provisioning.failWith = broken ? Object.assign(new Error('broken'), { code: 'broken' }) : undefined;
            for (let at = 0; at < times; at += 1) failure(() => shop.call('billing', 'recordPayment', input));
          }
          const books = opened.store.db
            .prepare(
              `SELECT i.status, i.total_minor AS total, i.paid_minor AS paid, o.status AS orderStatus, p.status AS contract,
                (SELECT coalesce(sum(amount_minor), 0) FROM payment WHERE invoice_id = i.id) AS received,
                (SELECT sum(amount_minor) FROM invoice_line WHERE invoice_id = i.id) AS lines,
                (SELECT count(*) FROM operation q WHERE q.contract_product_id = p.id) AS purchases
              FROM invoice i JOIN orders o ON o.id = i.order_id JOIN contract_product p ON p.order_id = o.id`,
            )
            .all() as Record<'total' | 'paid' | 'received' | 'lines' | 'purchases', number>[] &
            Record<'status' | 'orderStatus' | 'contract', string>[];
          expect(books).toHaveLength(3);
          for (const row of books) {
            expect(row.received).toBe(row.paid);
            expect(row.paid).toBeLessThanOrEqual(row.total);
            expect(row.lines).toBe(row.total);
            const settled = row.paid === row.total;
            expect([row.status === 'Paid', row.orderStatus, row.contract, row.purchases]).toEqual(
              settled ? [true, 'Active', 'Awaiting Activation', 1] : [false, 'Awaiting payment', 'Pending', 0],
            );
          }
        } finally {
          opened.done();
        }
      }),
      { numRuns: 30 },
    );
  });
});
