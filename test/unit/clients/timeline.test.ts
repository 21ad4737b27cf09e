import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TimelineKind } from '../../../preload/api/clients.ts';
import { pageSql } from '../../../main/core/clients/timeline.ts';
import { entriesSql } from '../../../main/core/clients/timeline-rows.ts';
import { addOperation } from '../support/operations.ts';
import { failure, key, makeShop, type Shop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const timeline = (clientId: string, patch: object = {}) => shop.call('clients', 'timeline', { clientId, ...patch });
const said = (clientId: string, kinds: TimelineKind[] = []) =>
  timeline(clientId, { kinds }).rows.map(({ kind, detail }) => `${kind} ${detail}`.trim());

/** One of everything, a second apart. */
function live(patch: Parameters<Shop['make']['client']>[0] = {}) {
  const wait = (): void => opened.clock.advance(1000);
  const { store } = opened;
  const id = shop.make.client(patch);
  wait();
  const order = shop.make.order({ clientId: id });
  wait();
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
  wait();
  const ticket = shop.call('tickets', 'create', { requestKey: key(), clientId: id, subject: 'Help', text: 'first' });
  wait();
  shop.call('tickets', 'reply', { requestKey: key(), id: ticket.id, text: 'an answer' });
  wait();
  shop.call('clients', 'update', { id, company: 'New Ltd' });
  wait();
  shop.call('clients', 'update', { id, notes: 'pays late' });
  wait();
  store.transaction(staff, (writer) => {
    const noteId = store.makeId();
    writer.insert('credit_note', {
      id: noteId,
      request_key: null,
      number: `CN-${noteId}`,
      invoice_id: order.invoiceId,
      client_id: id,
      reason: 'refund',
      note: '',
      currency: 'EUR',
      total_minor: 100,
      tax_minor: 0,
      issued_on: '2026-03-10',
    });
    writer.insert('refund', {
      id: store.makeId(),
      request_key: key(),
      invoice_id: order.invoiceId,
      credit_note_id: noteId,
      amount_minor: 100,
      currency: 'EUR',
      destination: 'account_balance',
      refunded_on: '2026-03-10',
      reference: '',
      recorded_by: 'Olga Owner',
    });
    for (const kind of ['refund', 'deposit'])
      writer.insert('balance_entry', {
        id: store.makeId(),
        request_key: null,
        client_id: id,
        currency: 'EUR',
        amount_minor: 100,
        kind,
        payment_id: null,
        refund_id: null,
        method: '',
        entered_on: '2026-03-10',
        reference: '',
        recorded_by: 'Olga Owner',
      });
  });
  return { id, order, ticket, contract: order.items[0]?.contractProductId ?? '' };
}

describe('the timeline of a client', () => {
  it('has everything that happened, newest first, each once, with who and where', () => {
    const { id, order, ticket, contract } = live();
    live();
    const { rows } = timeline(id);
    expect(rows.map(({ kind }) => kind)).toEqual([
      'balance',
      'refund',
      'credit_note',
      'note',
      'change',
      'message',
      'ticket',
      'operation',
      'status',
      'status',
      'status',
      'payment',
      'invoice',
      'order',
      'change',
    ]);
    expect(rows.map(({ at }) => at)).toEqual(
      rows
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    for (const row of rows) expect(row.who, row.kind).not.toBe('');
    const of = (kind: TimelineKind) => rows.filter((row) => row.kind === kind);
    const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    expect(of('order')).toMatchObject([
      { record: { entity: 'orders', id: order.id, name: order.number }, amount: eur(500), detail: 'ispmanager 6 lite' },
    ]);
    expect(of('payment')).toMatchObject([
      { record: { entity: 'invoice', id: order.invoiceId }, amount: eur(500), detail: 'cash', who: 'Olga Owner' },
    ]);
    expect(of('status').map(({ record, from, to }) => [record?.entity, record?.id, from, to])).toEqual([
      ['contract_product', contract, 'Pending', 'Awaiting Activation'],
      ['orders', order.id, 'Awaiting payment', 'Active'],
      ['invoice', order.invoiceId, 'Unpaid', 'Paid'],
    ]);
    expect(of('operation')).toMatchObject([{ detail: 'create', to: 'queued', record: { name: 'ispmanager 6 lite' } }]);
    expect(of('refund')).toMatchObject([{ amount: eur(100), detail: 'account_balance' }]);
    expect(of('balance')).toMatchObject([{ amount: eur(100), detail: 'deposit' }]);
    expect(of('ticket')).toMatchObject([{ record: { entity: 'ticket', id: ticket.id }, detail: 'Help' }]);
    expect(of('message')).toMatchObject([{ detail: 'an answer' }]);
    expect(of('note')).toMatchObject([{ detail: 'pays late', record: null }]);
    expect(of('change').map(({ action }) => action)).toEqual(['update', 'create']);
    expect(of('change')[0]?.changes).toEqual({ company: ['', 'New Ltd'] });
  });

  it('is read page by page, without a gap and nothing twice, also where a kind is chosen', () => {
    const { id } = live();
    const whole = timeline(id).rows.map((row) => row.id);
    for (const limit of [1, 2, 3, 7]) {
      const read: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = timeline(id, { limit, ...(cursor ? { cursor } : {}) });
        read.push(...page.rows.map((row) => row.id));
        cursor = page.nextCursor;
      } while (cursor !== null && read.length < 2 * whole.length);
      expect(read, `pages of ${limit}`).toEqual(whole);
    }
    expect(said(id, ['note', 'payment'])).toEqual(['note pays late', 'payment cash']);
    for (const kind of TimelineKind.options)
      expect(timeline(id, { kinds: [kind] }).rows.map((row) => row.id)).toEqual(
        timeline(id).rows.flatMap((row) => (row.kind === kind ? [row.id] : [])),
      );
  });

  it('of a merged client is the remaining one’s, with both pasts', () => {
    const [from, into] = [live({ firstName: 'Ann' }), live()];
    const both = timeline(from.id).rows.length + timeline(into.id).rows.length;
    const { code } = shop.call('clients', 'prepareMerge', { from: from.id, into: into.id });
    shop.call('clients', 'merge', { from: from.id, into: into.id, code });
    expect(timeline(from.id).rows).toEqual([]);
    const rows = timeline(into.id).rows;
    // The notes that were added, and the merge itself.
    expect(rows).toHaveLength(both + 1);
    expect(rows[0]?.changes).toMatchObject({ merged: [null, expect.stringContaining('Ann Smith')] });
  });

  it('of nobody is not there', () => {
    expect(failure(() => timeline(key()))?.code).toBe('not_found');
  });

  it('is read along indexes: a page costs the same whether the past is short or a hundred thousand long', () => {
    const { store } = opened;
    const { db } = store;
    const { id, order, contract } = live();
    const connectionId = shop.make.connection();
    addOperation(store, { connection_id: connectionId, contract_product_id: contract, state: 'succeeded' });
    const plan = (sql: string): string[] => {
      const params = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map((match) => [match[1] ?? '', 'x']));
      const statement = db.prepare(`EXPLAIN QUERY PLAN ${sql}`) as Database.Statement<unknown[], { detail: string }>;
      return statement.all(params).map(({ detail }) => detail);
    };
    const page = plan(pageSql(TimelineKind.options));
    const walks = page.filter((step) => /client_event|\be\b/.test(step));
    expect(walks).toHaveLength(TimelineKind.options.length);
    for (const step of walks) expect(step).toContain('SEARCH e USING PRIMARY KEY (client_id=? AND kind=? AND id<?)');
    for (const kind of TimelineKind.options)
      expect(
        plan(entriesSql(kind)).filter((step) => /^SCAN (?!json_each)/.test(step)),
        kind,
      ).toEqual([]);

    // The best of some, so that a busy machine does not matter.
    const cost = (): number => {
      const tries = Array.from({ length: 9 }, () => {
        const from = performance.now();
        timeline(id, { limit: 30 });
        return performance.now() - from;
      });
      return Math.min(...tries);
    };
    const short = cost();
    db.prepare(
      `WITH RECURSIVE n (at) AS (SELECT 0 UNION ALL SELECT at + 1 FROM n WHERE at < 99999)
        INSERT INTO status_change SELECT printf('019f0000-0000-7000-8000-%012x', at), '2026-03-10T12:00:00.000Z', 'Olga', 't',
          'orders', ?, 'Awaiting payment', 'Active', '' FROM n`,
    ).run(order.id);
    expect(timeline(id, { limit: 1 }).rows[0]?.id).toBe('019f0000-0000-7000-8000-00000001869f');
    // A walk over all would be thousands of times as much; a page of thirty new lines is not ten times.
    expect(cost()).toBeLessThan(short * 10 + 5);
  }, 120_000);
});
