import { beforeEach, describe, expect, it } from 'vitest';
import { isProvisional } from '../../../preload/api/document-number.ts';
import { AppError } from '../../../main/core/kernel/index.ts';
import { NumberMember } from '../support/number-team.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { key, staff } from '../support/shop.ts';

let hub: MemoryHub;
beforeEach(() => {
  hub = new MemoryHub();
});

const alone = (name: string): NumberMember => new NumberMember(hub, name);
async function joined(name: string): Promise<NumberMember> {
  const made = alone(name);
  await made.join();
  return made;
}
const order = (n: number): string => `ORD-${String(n).padStart(6, '0')}`;
const invoice = (n: number): string => `INV-${String(n).padStart(6, '0')}`;

describe('numbers of a team (spec 2.14)', () => {
  it('of a desk alone are its own, at once, without gaps', async () => {
    const a = alone('A');
    const placed = [a.place(), a.place()];
    expect(placed.map(({ number }) => number)).toEqual([order(1), order(2)]);
    expect(a.invoices()).toEqual([invoice(1), invoice(2)]);
    await a.settle();
    expect(a.orders()).toEqual([order(1), order(2)]);
    expect(a.shop.call('brand', 'get', {})).toMatchObject({ nextOrderNumber: order(3), nextInvoiceNumber: invoice(3) });
    expect(a.grants()).toEqual([]);
  });

  it('follow from the hub when it is reached again, whoever comes first: each once, without gaps', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    for (const each of [a, b]) each.cut();
    const placed = [a.place(), b.place(), a.place(), b.place()];
    for (const { number } of placed) expect(isProvisional(number)).toBe(true);
    expect(new Set(placed.map(({ number }) => number)).size).toBe(4);
    for (const each of [a, b]) await each.settle();
    expect([...a.orders(), ...b.orders()].filter((number) => !isProvisional(number))).toEqual([]);
    for (const each of [b, a]) {
      each.cut(false);
      await each.settle();
    }
    // A desk's own are in the order in which they were placed.
    expect(b.orders()).toEqual([order(1), order(2)]);
    expect(a.orders()).toEqual([order(3), order(4)]);
    expect(b.invoices()).toEqual([invoice(1), invoice(2)]);
    expect(a.invoices()).toEqual([invoice(3), invoice(4)]);
    expect(a.shop.call('brand', 'get', {})).toMatchObject({ nextOrderNumber: null, nextInvoiceNumber: null });
  });

  it('of credit notes too', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    const credited = (member: NumberMember): string => {
      const { invoiceId } = member.place();
      member.shop.call('billing', 'cancelInvoice', {
        requestKey: key(),
        invoiceId,
        note: '',
        expectedDueMinor: 500,
      });
      return invoiceId;
    };
    const ids = [credited(a), credited(b)];
    await a.settle();
    await b.settle();
    const noteOf = (member: NumberMember, id: string | undefined) =>
      member.shop.call('billing', 'getInvoice', { id: id ?? '' }).creditNotes[0]?.number;
    expect([noteOf(a, ids[0]), noteOf(b, ids[1])]).toEqual(['CN-000001', 'CN-000002']);
  });

  it('are the same where an answer was lost, and where the desk fell over before it was written', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    const { id } = a.place();
    a.loseAnswers();
    await a.settle();
    expect(isProvisional(a.number(id))).toBe(true);
    await b.settle();
    b.place();
    await b.settle();
    expect(b.orders()).toEqual([order(2)]);
    a.loseAnswers(false);
    a.failWrites();
    await expect(a.settle()).rejects.toThrow('fallen over');
    expect(isProvisional(a.number(id))).toBe(true);
    a.failWrites(false);
    a.restart();
    await a.settle();
    expect(a.number(id)).toBe(order(1));
    expect(a.grants().filter(({ state }) => state !== 'kept')).toEqual([]);
  });

  it('that were given are never changed', async () => {
    const a = await joined('A');
    const { id } = a.place();
    await a.settle();
    expect(a.shop.services.brand.numbers.give(staff, { series: 'order', id }, 7, () => {})).toBe(true);
    expect(a.number(id)).toBe(order(1));
  });

  it('go on above the highest that any desk had given before it joined', async () => {
    const [a, b] = [alone('A'), alone('B')];
    for (let n = 0; n < 3; n += 1) a.place();
    for (let n = 0; n < 5; n += 1) b.place();
    await a.join();
    await b.join();
    const [first, second] = [a.place(), b.place()];
    await a.settle();
    await b.settle();
    expect([a.number(first.id), b.number(second.id)]).toEqual([order(6), order(7)]);
    expect(a.orders().slice(0, 3)).toEqual([order(1), order(2), order(3)]);
  });

  it('of a hub that was restored go on above what all desks were given, when all have told', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    a.place();
    await a.settle();
    const backup = hub.backup();
    const later = [a.place(), b.place()];
    await b.settle();
    await a.settle();
    expect(later.map(({ id }, at) => [a, b][at]?.number(id))).toEqual([order(3), order(2)]);
    hub.restore(backup);
    await a.round();
    const waits = a.place();
    await a.settle();
    // The other desk may have been given numbers that the hub forgot.
    expect(isProvisional(a.number(waits.id))).toBe(true);
    await b.round();
    await a.round();
    expect(a.number(waits.id)).toBe(order(4));
    expect(a.grants().filter(({ key: of }) => of === 'series/order')).toHaveLength(1);
  });

  it('are not given twice by a hub that was put back without a word, where a desk asks that knows more', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    const backup = hub.backup();
    for (const each of [a, b, a]) {
      each.place();
      await each.settle();
    }
    hub.putBack(backup);
    // It knows of two numbers less than this desk had, which does not know the other desk's.
    const next = b.place();
    await b.settle();
    expect(isProvisional(b.number(next.id))).toBe(true);
    for (const each of [b, a, b]) await each.round();
    expect(b.number(next.id)).toBe(order(4));
    expect(a.orders()).toEqual([order(1), order(3)]);
  });

  it('of a desk that leaves are its own again, above all that it knows; what waited gets them then', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    b.place();
    await b.settle();
    a.place();
    await a.settle();
    a.cut();
    const waits = a.place();
    await a.settle();
    a.leave();
    const own = a.place();
    // What waited was placed first.
    expect([a.number(waits.id), own.number]).toEqual([order(3), order(4)]);
    expect(a.invoices()).toEqual([invoice(2), invoice(3), invoice(4)]);
    a.cut(false);
    await a.settle();
    expect(a.orders()).toEqual([order(2), order(3), order(4)]);
  });

  it('of a desk that comes back go on above what it gave alone', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    a.leave();
    for (let n = 0; n < 3; n += 1) a.place();
    await a.join('desk-A2');
    const [first, second] = [b.place(), a.place()];
    await b.settle();
    await a.settle();
    expect([b.number(first.id), a.number(second.id)]).toEqual([order(4), order(5)]);
  });

  it('of a copied profile are those of the same documents, and never those of others', async () => {
    const a = await joined('A');
    a.cut();
    const both = a.place();
    const copy = a.copy('desk-copy');
    const [mine, its] = [a.place(), copy.place()];
    copy.cut(false);
    await copy.settle();
    // A round: the hub gives to whom said hello last, and that was the copy.
    a.cut(false);
    await a.round();
    expect(copy.number(both.id)).toBe(a.number(both.id));
    const given = [copy.number(both.id), copy.number(its.id), a.number(mine.id)];
    expect(given.toSorted()).toEqual([order(1), order(2), order(3)]);
  });

  it('that a document here has already from a time alone are passed over', async () => {
    const a = await joined('A');
    const { id } = a.place();
    // Given to this very document, and the answer was lost; a copy of the profile left, counted that far, and came back.
    a.desk.store.db.exec("UPDATE invoice SET number = 'INV-000001x'");
    const other = a.place();
    a.desk.store.db.exec(`UPDATE orders SET number = '${order(1)}' WHERE id = '${other.id}'`);
    await a.settle();
    expect(a.number(id)).toBe(order(2));
  });
});

describe('a document without its number', () => {
  it('is not given out on paper, and is when the number is there', async () => {
    const a = await joined('A');
    const { invoiceId } = a.place();
    const print = () => a.shop.services.documents.checkPrintable({ kind: 'invoice', id: invoiceId }, staff);
    expect(print).toThrow(new AppError('document.number_pending', { retry: true }));
    a.shop.call('billing', 'recordPayment', a.shop.make.payment(invoiceId, 500));
    const payment = a.shop.call('billing', 'getInvoice', { id: invoiceId }).payments[0];
    const receipt = () => a.shop.services.documents.checkPrintable({ kind: 'receipt', id: payment?.id ?? '' }, staff);
    expect(receipt).toThrow(new AppError('document.number_pending', { retry: true }));
    await a.settle();
    expect(print).not.toThrow();
    expect(receipt).not.toThrow();
  });

  it('is in no text that stays: not in a ticket, not in what is kept with money that goes back', async () => {
    const a = await joined('A');
    const placed = a.place();
    a.shop.call('billing', 'recordPayment', a.shop.make.payment(placed.invoiceId, 500));
    a.shop.call('cancellations', 'request', {
      requestKey: key(),
      orderId: placed.id,
      reason: 'Test',
      openTicket: true,
    });
    const texts = a.desk.store.db
      .prepare(
        'SELECT subject FROM ticket UNION ALL SELECT reference FROM refund UNION ALL SELECT text FROM invoice_line',
      )
      .pluck()
      .all() as string[];
    expect(texts[0]).toBe('Cancellation of an order');
    expect(texts.filter((text) => text.includes('~'))).toEqual([]);
  });

  it('is found by its number when it has one, and stands in the books all the time', async () => {
    const a = await joined('A');
    const { id } = a.place();
    const found = (text: string) => JSON.stringify(a.shop.call('search', 'query', { text, kinds: ['order'] }));
    expect(found(order(1))).not.toContain(id);
    const books = a.shop.call('billing', 'books', {});
    await a.settle();
    expect(found(order(1))).toContain(id);
    expect(a.shop.call('billing', 'books', {})).toEqual(books);
    expect(a.desk.store.db.prepare('SELECT count(*) FROM book_doubt').pluck().get()).toBe(0);
  });
});
