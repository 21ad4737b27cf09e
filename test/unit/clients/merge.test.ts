import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moved, stays } from '../../../main/core/clients/merge-tables.ts';
import { failure, key, makeShop, type Shop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const plan = (from: string, into: string) => shop.call('clients', 'prepareMerge', { from, into });
const merge = (from: string, into: string) =>
  shop.call('clients', 'merge', { from, into, code: plan(from, into).code });
const rows = <T>(sql: string, ...params: unknown[]): T[] => opened.store.db.prepare(sql).all(...params) as T[];

/** A client with one of everything. */
function busy(patch: Parameters<Shop['make']['client']>[0]) {
  const id = shop.make.client(patch);
  const code = `SPRING-${id}`;
  shop.make.promoCode({ code });
  const order = shop.make.order({ clientId: id, promoCode: code, expectedTotalMinor: 450 });
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 450));
  shop.call('cancellations', 'request', { requestKey: key(), orderId: order.id, reason: 'Test' });
  shop.call('tickets', 'create', { requestKey: key(), clientId: id, subject: 's', text: 't' });
  opened.store.transaction(staff, (writer) => {
    const money = { client_id: id, currency: 'EUR', reference: '', recorded_by: 'Olga Owner' };
    writer.insert('credit_note', {
      id: opened.store.makeId(),
      request_key: null,
      number: `CN-${id}`,
      invoice_id: order.invoiceId,
      client_id: id,
      reason: 'correction',
      note: '',
      currency: 'EUR',
      total_minor: 100,
      tax_minor: 0,
      issued_on: '2026-03-10',
    });
    writer.insert('balance_entry', {
      id: opened.store.makeId(),
      request_key: null,
      ...money,
      amount_minor: 700,
      kind: 'deposit',
      payment_id: null,
      refund_id: null,
      method: 'cash',
      entered_on: '2026-03-10',
    });
    shop.services.trials.add(
      writer,
      {
        contractProductId: order.items[0]?.contractProductId ?? '',
        clientId: id,
        productId: order.items[0]?.productId ?? '',
      },
      { isSupported: true, isForced: false, days: 7, noticeDays: 1, endAction: 'cancel', migrateProductId: null },
    );
  });
  return { id, order, contract: order.items[0]?.contractProductId ?? '' };
}

describe('merging two clients', () => {
  it('covers every table that says whose a row is: a new one is put into one of the two lists', () => {
    const tables = rows<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").map(
      ({ name }) => name,
    );
    const owned = tables.flatMap((table) => {
      const references = opened.store.db.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[];
      const columns = opened.store.db.pragma(`table_info(${table})`) as { name: string }[];
      return [
        ...references.filter((each) => each.table === 'client').map((each) => each.from),
        ...columns.map((each) => each.name).filter((name) => name === 'client_id'),
      ].map((column) => `${table}.${column}`);
    });
    const covered = [...moved, ...stays].map(({ table, column }) => `${table}.${column}`);
    expect([...new Set(owned)].toSorted()).toEqual(covered.toSorted());
    for (const { why } of stays) expect(why).not.toBe('');
  });

  it('moves all that belongs to one to the other, in sight before it is done', () => {
    const from = busy({ firstName: 'Ann', notes: 'pays late' });
    const into = busy({ notes: 'has two offices' });
    expect(plan(from.id, into.id)).toMatchObject({
      from: { id: from.id },
      into: { id: into.id },
      moves: [
        { kind: 'orders', count: 1 },
        { kind: 'invoice', count: 1 },
        { kind: 'contract_product', count: 1 },
        { kind: 'credit_note', count: 1 },
        { kind: 'balance_entry', count: 1 },
        { kind: 'ticket', count: 1 },
        // A use of a promo code, a request to cancel and a trial.
        { kind: 'other', count: 3 },
      ],
      balances: [{ amountMinor: 1400, currency: 'EUR' }],
    });
    const remaining = merge(from.id, into.id);
    expect(remaining).toMatchObject({ id: into.id, orderCount: 2, notes: 'has two offices\n\npays late' });
    for (const { table, column } of moved) {
      expect(rows(`SELECT id FROM ${table} WHERE ${column} = ?`, from.id), table).toEqual([]);
      expect(rows(`SELECT id FROM ${table} WHERE ${column} = ?`, into.id), table).toHaveLength(2);
    }
    expect(plan(into.id, shop.make.client()).moves.map(({ count }) => count)).toEqual([2, 2, 2, 2, 2, 2, 6]);
  });

  it('leaves invoices with the buyer they were issued to', () => {
    const from = busy({ firstName: 'Ann', company: 'Old Ltd', country: 'DE', taxNumber: 'DE1' });
    const into = busy({ company: 'New Ltd' });
    const buyers = () => rows<{ buyer: string }>('SELECT buyer FROM invoice ORDER BY id').map(({ buyer }) => buyer);
    const before = buyers();
    merge(from.id, into.id);
    expect(buyers()).toEqual(before);
    expect(shop.call('billing', 'getInvoice', { id: from.order.invoiceId })).toMatchObject({
      clientId: into.id,
      clientName: 'Ann Smith',
    });
  });

  it('leaves a tombstone that leads to the remaining one, also from record to record', () => {
    const [a, b, c] = [shop.make.client({ email: 'a@example.test' }), shop.make.client(), shop.make.client()];
    merge(a, b);
    expect(shop.call('clients', 'get', { id: a })).toMatchObject({ mergedIntoId: b, deletedAt: shop.store.now() });
    merge(b, c);
    expect(shop.call('clients', 'get', { id: a }).mergedIntoId).toBe(c);
    expect(shop.call('clients', 'list', {}).rows.map(({ id }) => id)).toEqual([c]);
    expect(shop.make.client({ email: 'a@example.test' })).not.toBe(a);
  });

  it('fires trigger 27 for each contract product, once (spec 1c)', () => {
    const from = busy({});
    shop.make.order({ clientId: from.id });
    const into = busy({});
    merge(from.id, into.id);
    const fired = rows<{ entity_id: string; client_id: string }>(
      'SELECT entity_id, client_id FROM trigger_event WHERE trigger_no = 27 ORDER BY entity_id',
    );
    expect(fired).toHaveLength(2);
    expect(fired.map(({ entity_id }) => entity_id)).toContain(from.contract);
    for (const each of fired) expect(each.client_id).toBe(into.id);
  });

  it('is written in the history of both, and of each record that moved', () => {
    const from = busy({ firstName: 'Ann', email: 'ann@example.test' });
    const into = busy({});
    merge(from.id, into.id);
    const history = (entity: string, entityId: string) => shop.call('audit', 'list', { entity, entityId }).rows;
    expect(history('client', into.id)[0]).toMatchObject({
      actor: 'Olga Owner',
      changes: { merged: [null, 'Ann Smith <ann@example.test>'] },
    });
    expect(history('client', from.id)[0]?.changes).toMatchObject({ merged_into_id: [null, into.id] });
    expect(history('orders', from.order.id)[0]?.changes).toEqual({ client_id: [from.id, into.id] });
    // No status moved with it.
    expect(rows('SELECT id FROM status_change WHERE cause LIKE ?', 'merge%')).toEqual([]);
  });

  it('happens as a whole or not at all', () => {
    const [from, into] = [busy({}), busy({})];
    const { code } = plan(from.id, into.id);
    opened.store.db.exec(`CREATE TRIGGER broken BEFORE UPDATE ON ticket BEGIN SELECT RAISE(ABORT, 'disk'); END`);
    expect(() => shop.call('clients', 'merge', { from: from.id, into: into.id, code })).toThrow('disk');
    expect(plan(from.id, into.id).moves).toHaveLength(7);
    expect(shop.call('clients', 'get', { id: from.id }).deletedAt).toBeNull();
  });

  it('is refused with a wrong code, with itself, and with one that is deleted', () => {
    const [from, into] = [shop.make.client(), shop.make.client()];
    const { code } = plan(into, from);
    expect(failure(() => shop.call('clients', 'merge', { from, into, code }))?.fields).toEqual({
      code: { code: 'wrong_code' },
    });
    expect(failure(() => plan(from, from))?.fields).toEqual({ into: { code: 'same_client' } });
    const gone = shop.make.client();
    shop.call('clients', 'remove', { id: gone, code: shop.call('clients', 'prepareRemoval', { id: gone }).code });
    expect(failure(() => plan(from, gone))?.fields).toEqual({ into: { code: 'not_found' } });
    expect(failure(() => plan(from, key()))?.fields).toEqual({ into: { code: 'not_found' } });
    expect(failure(() => plan(gone, into))).toEqual({ code: 'client.deleted' });
    expect(shop.call('clients', 'get', { id: from }).deletedAt).toBeNull();
  });
});
