import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, key, makeShop, type Shop, staff } from '../support/shop.ts';
import { row } from '../support/row.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const plan = (id: string) => shop.call('clients', 'prepareRemoval', { id });
const isDeleted = (id: string): boolean => shop.call('clients', 'get', { id }).deletedAt !== null;
const wrongCode = { code: 'input.invalid', fields: { code: { code: 'wrong_code' } } };
const balance = (clientId: string, amountMinor: number, currency = 'EUR'): void =>
  opened.store.transaction(staff, (writer) =>
    writer.insert('balance_entry', {
      id: opened.store.makeId(),
      request_key: null,
      client_id: clientId,
      currency,
      amount_minor: amountMinor,
      kind: 'deposit',
      payment_id: null,
      refund_id: null,
      method: 'cash',
      entered_on: '2026-03-10',
      reference: '',
      recorded_by: 'Olga Owner',
    }),
  );

describe('deleting a client (spec 89)', () => {
  row(89, 'a wrong code is refused, the right one deletes; the deletion is a tombstone', () => {
    const id = shop.make.client({ email: 'anna@example.test', firstName: 'Anneliese' });
    const order = shop.make.order({ clientId: id });
    const { code } = plan(id);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(failure(() => shop.call('clients', 'remove', { id, code: wrong }))).toEqual(wrongCode);
    expect(isDeleted(id)).toBe(false);
    const removed = shop.call('clients', 'remove', { id, code });
    expect(removed.deletedAt).toBe(shop.store.now());
    // Lists and searches leave it out, its e-mail is free again, what it bought keeps its name.
    expect(shop.call('clients', 'list', {}).rows).toEqual([]);
    expect(shop.call('clients', 'list', { search: 'anneliese' }).rows).toEqual([]);
    expect(shop.call('search', 'query', { text: 'anneliese' }).filter(({ kind }) => kind === 'client')).toEqual([]);
    expect(shop.make.client({ email: 'ANNA@example.test' })).not.toBe(id);
    expect(shop.call('orders', 'get', { id: order.id }).clientName).toBe('Anneliese Smith');
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).clientName).toBe('Anneliese Smith');
    expect(shop.call('contractProducts', 'list', { clientId: id }).rows[0]?.clientName).toBe('Anneliese Smith');
    expect(shop.count('client')).toBe(2);
  });

  row(89, 'a client with live licenses is warned, and refused until it is said that they go on', () => {
    const id = shop.make.client();
    const order = shop.make.order({ clientId: id });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    const license = shop.make.license(order.items[0]?.contractProductId ?? '');
    const { code, obstacles } = plan(id);
    expect(obstacles).toEqual([{ kind: 'liveLicenses', count: 1, amounts: [] }]);
    const refused = { code: 'client.licenses_live', params: { count: 1 } };
    expect(failure(() => shop.call('clients', 'remove', { id, code }))).toEqual(refused);
    expect(isDeleted(id)).toBe(false);
    shop.call('clients', 'remove', { id, code, licensesGoOn: true });
    expect(isDeleted(id)).toBe(true);
    // Nothing was done at the vendor, nor to the contract.
    const { status } = shop.store.db.prepare('SELECT status FROM license WHERE id = ?').get(license) as {
      status: string;
    };
    expect(status).toBe('active');
    expect(shop.provisioning.open()).toBe(1);
  });

  it('says what is still open: orders, unpaid invoices, balance, requests, each with its sum', () => {
    const id = shop.make.client();
    shop.make.order({ clientId: id });
    const part = shop.make.order({ clientId: id });
    shop.call('billing', 'recordPayment', shop.make.payment(part.invoiceId, 200));
    balance(id, 700);
    balance(id, -200);
    balance(id, 300, 'USD');
    balance(id, -300, 'USD');
    shop.call('cancellations', 'request', { requestKey: key(), orderId: part.id, reason: 'Test' });
    const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    expect(plan(id).obstacles).toEqual([
      { kind: 'openOrders', count: 2, amounts: [] },
      { kind: 'unpaidInvoices', count: 2, amounts: [eur(800)] },
      { kind: 'accountBalance', count: 1, amounts: [eur(500)] },
      { kind: 'cancellationRequests', count: 1, amounts: [] },
    ]);
    // None of that holds the deletion up: it stays in the books, where it can be settled.
    shop.call('clients', 'remove', { id, code: plan(id).code });
    expect(isDeleted(id)).toBe(true);
    shop.call('billing', 'recordPayment', shop.make.payment(part.invoiceId, 300));
    expect(shop.call('billing', 'getInvoice', { id: part.invoiceId }).status).toBe('Paid');
  });

  it('takes the code of this client, as it was shown, for some minutes', () => {
    const [id, other] = [shop.make.client(), shop.make.client()];
    expect(failure(() => shop.call('clients', 'remove', { id, code: plan(other).code }))).toEqual(wrongCode);
    const before = plan(id).code;
    opened.clock.advance(1000);
    shop.call('clients', 'update', { id, lastName: 'Jones' });
    expect(failure(() => shop.call('clients', 'remove', { id, code: before }))).toEqual(wrongCode);
    const { code, validUntil } = plan(id);
    opened.clock.set(validUntil);
    expect(failure(() => shop.call('clients', 'remove', { id, code }))).toEqual(wrongCode);
    expect(isDeleted(id)).toBe(false);
  });

  it('leaves nobody to sell to: no order, no ticket, no change, no second deletion', () => {
    const id = shop.make.client();
    const { code } = plan(id);
    shop.call('clients', 'remove', { id, code });
    const deleted = { code: 'client.deleted' };
    expect(failure(() => shop.call('clients', 'update', { id, lastName: 'Jones' }))).toEqual(deleted);
    expect(failure(() => plan(id))).toEqual(deleted);
    expect(failure(() => shop.call('clients', 'remove', { id, code }))).toEqual(deleted);
    expect(failure(() => shop.make.order({ clientId: id }))?.fields).toEqual({ clientId: { code: 'not_found' } });
    const ticket = { requestKey: key(), clientId: id, subject: 's', text: 't' };
    expect(failure(() => shop.call('tickets', 'create', ticket))?.fields).toEqual({ clientId: { code: 'not_found' } });
    // A contract that goes on is still invoiced in this name.
    expect(shop.services.clients.buyerOf(id).name).toBe('Anna Smith');
  });

  it('says who did it and when', () => {
    const id = shop.make.client();
    shop.call('clients', 'remove', { id, code: plan(id).code });
    const [last] = shop.call('audit', 'list', { entity: 'client', entityId: id }).rows;
    expect(last).toMatchObject({ actor: 'Olga Owner', changes: { deleted_at: [null, shop.store.now()] } });
  });
});
