import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const books = (asOf?: string) => shop.call('billing', 'books', asOf === undefined ? {} : { asOf }).currencies;
const day = (date: string) => opened.clock.set(`${date}T12:00:00.000Z`);

describe('the books (spec 2.4, 2.16 invariant 4)', () => {
  /** An invoice paid in part by money and in part from a deposit, then given back to the balance; another one cancelled. */
  function history() {
    const clientId = shop.make.client();
    const productId = shop.make.product();
    const order = () => shop.make.order({ clientId, productId }).invoiceId;
    day('2026-03-10');
    const [first, second, third] = [order(), order(), order()];
    day('2026-03-11');
    const money = { requestKey: key(), clientId, currency: 'EUR', method: 'cash' as const };
    shop.call('billing', 'deposit', { ...money, amountMinor: 400, receivedOn: '2026-03-11' });
    day('2026-03-12');
    shop.call('billing', 'recordPayment', shop.make.payment(first, 200, { receivedOn: '2026-03-05' }));
    shop.call('billing', 'recordPayment', shop.make.payment(first, 300, { method: 'account_balance' }));
    day('2026-03-13');
    shop.call('billing', 'cancelInvoice', { requestKey: key(), invoiceId: second, expectedDueMinor: 500 });
    day('2026-03-14');
    const refund = { requestKey: key(), invoiceId: first, amountMinor: 350 };
    shop.call('billing', 'refund', { ...refund, destination: 'account_balance' });
    shop.call('billing', 'payOut', { ...money, requestKey: key(), amountMinor: 50 });
    return { clientId, first, second, third };
  }

  it('are empty where nothing was booked', () => expect(books()).toEqual([]));

  it('say what each term was at the end of any day, and agree on each', () => {
    history();
    const terms = (asOf: string) => {
      const [euro] = books(asOf);
      if (!euro) return null;
      expect([euro.differenceMinor, euro.faults, euro.agrees]).toEqual([0, [], true]);
      const { invoicedMinor, creditedMinor, receivedMinor, paidOutMinor, balancesMinor, receivablesMinor } = euro;
      return [invoicedMinor, creditedMinor, receivedMinor, paidOutMinor, balancesMinor, receivablesMinor];
    };
    expect(terms('2026-03-09')).toBeNull();
    // Received on the 5th, but there was nothing to pay before the 10th.
    expect(terms('2026-03-10')).toEqual([1500, 0, 200, 0, 0, 1300]);
    expect(terms('2026-03-11')).toEqual([1500, 0, 600, 0, 400, 1300]);
    expect(terms('2026-03-12')).toEqual([1500, 0, 600, 0, 100, 1000]);
    expect(terms('2026-03-13')).toEqual([1500, 500, 600, 0, 100, 500]);
    expect(terms('2026-03-14')).toEqual([1500, 850, 600, 50, 400, 500]);
  });

  it('show the rows of each term, whose sum it is', () => {
    const { third, clientId } = history();
    const [euro] = books();
    const terms = ['invoiced', 'credited', 'received', 'granted', 'paidOut', 'balances', 'receivables'] as const;
    for (const term of terms) {
      const input = { asOf: '2026-03-14', currency: 'EUR', term };
      const { rows } = shop.call('billing', 'bookRows', input);
      expect(rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(euro?.[`${term}Minor`]);
      const first = shop.call('billing', 'bookRows', { ...input, limit: 1 });
      expect(first.rows).toEqual(rows.slice(0, 1));
      if (first.nextCursor !== null)
        expect(shop.call('billing', 'bookRows', { ...input, cursor: first.nextCursor }).rows).toEqual(rows.slice(1));
    }
    expect(shop.call('billing', 'bookRows', { asOf: '2026-03-14', currency: 'EUR', term: 'receivables' }).rows).toEqual(
      [
        {
          id: third,
          kind: 'invoice',
          text: 'INV-000003',
          clientId,
          clientName: 'Anna Smith',
          invoiceId: third,
          on: '2026-03-10',
          amountMinor: 500,
        },
      ],
    );
  });

  it.each([
    ['a refund without its entry in the balance', "DELETE FROM balance_entry WHERE kind = 'refund'", -350],
    ['a payment from the balance without its entry', "DELETE FROM balance_entry WHERE kind = 'payment'", 300],
    ['an entry of no payment', "UPDATE balance_entry SET payment_id = NULL WHERE kind = 'payment'", 0],
    ['a cancelled invoice without its credit note', "DELETE FROM credit_note WHERE reason = 'cancelled'", 500],
    ['a credit note over another sum', "UPDATE credit_note SET total_minor = 450 WHERE reason = 'cancelled'", 50],
    ['a payment that is not among the rows', "DELETE FROM payment WHERE method = 'cash'", 0],
    ['a refund without its credit note', "DELETE FROM credit_note WHERE reason = 'refund'", 0],
    ['an invoice called paid that is not', "UPDATE invoice SET status = 'Paid' WHERE status = 'Unpaid'", 0],
  ])('find %s', (_, sql, difference) => {
    history();
    opened.store.db.pragma('foreign_keys = OFF');
    expect(opened.store.db.prepare(sql).run().changes).toBe(1);
    const [euro] = books();
    expect(euro?.agrees).toBe(false);
    expect(euro?.differenceMinor).toBe(difference);
    expect(euro?.faults.length).toBeGreaterThan(0);
    expect(euro?.faults.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(difference);
  });
});
