import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BulkRowState } from '../../../preload/api/bulk.ts';
import { OrderStatus } from '../../../preload/api/orders.ts';
import { matchText } from '../../../main/core/bulk/match.ts';
import { createSelections } from '../../../main/core/bulk/selections.ts';
import * as bulkRows from '../../../main/core/bulk/store.ts';
import type { Context } from '../../../main/core/kernel/index.ts';
import { dueOperations, leftUnreachable, nextDue } from '../../../main/core/provisioning/due.ts';
import { countOperations, type OperationListing, pageOfOperations } from '../../../main/core/provisioning/list.ts';
import { OperationGroup } from '../../../preload/api/operations.ts';
import { addOperation } from '../support/operations.ts';
import { bareLicense } from '../../../main/core/provisioning/index.ts';
import { accountsOf } from '../../../main/core/reconciliation/accounts.ts';
import { candidatesFor, contractConnection } from '../../../main/core/reconciliation/adoption.ts';
import * as books from '../../../main/core/reconciliation/books.ts';
import {
  findFinding,
  findingOfOperation,
  lastChange,
  listFindings,
  openCounts,
  openFindings,
} from '../../../main/core/reconciliation/findings.ts';
import { outlookOf } from '../../../main/core/reconciliation/outlook.ts';
import * as runs from '../../../main/core/reconciliation/runs.ts';
import * as snapshot from '../../../main/core/reconciliation/snapshot.ts';
import { statementOf } from '../../../main/core/reconciliation/statement.ts';
import { makeShop, type Shop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

/** Tables of a shop's setup: tens of rows, read as a whole. All others grow with the business and may not be scanned. */
const small = [
  'brand',
  'staff_member',
  'connection',
  'category',
  'product',
  'price',
  'saved_selection',
  'affiliate',
  'affiliate_setting',
];

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
const seen = new Set<string>();
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

/** Every statement that core prepares from here on. */
function record(): void {
  const { db } = opened.store;
  const prepare = db.prepare.bind(db);
  db.prepare = (sql: string) => {
    seen.add(sql);
    return prepare(sql);
  };
}

/** The questions of bulk runs; the area has no part in the shop of these tests. */
function askBulk(contract: string): void {
  const { store } = opened;
  const id = contract;
  matchText(store, `KEY 1001 192.0.2.7 a@example.test`);
  const { list, ids } = createSelections(store, { businessDate: () => '2026-03-10' });
  list();
  ids({ by: 'filter', filter: { licenseStatus: 'suspended' }, except: [] });
  bulkRows.countRows(store, id);
  bulkRows.contractsOfRun(store, id, [...BulkRowState.options]);
  bulkRows.inHand(store);
  bulkRows.waitingAccounts(store, id);
  bulkRows.waitingRows(store, { runId: id, connectionId: id, limit: 1 });
  bulkRows.allWaiting(store, id);
  bulkRows.leftByConnection(store, id);
  bulkRows.rowOfOperation(store, id);
  bulkRows.openRuns(store);
  bulkRows.listRuns(store, undefined, 1);
  for (const state of [undefined, ...BulkRowState.options])
    bulkRows.listRows(store, { runId: id, state, after: -1, limit: 1 });
}

/** Steps of a statement's plan that read the whole of a growing table, or sort all that it found. */
function costly(sql: string): string[] {
  const params = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map((match) => [match[1] ?? '', 'x']));
  const { db } = opened.store;
  const statement = db.prepare(`EXPLAIN QUERY PLAN ${sql}`) as Database.Statement<
    unknown[],
    { detail: string; parent: number }
  >;
  const named = Object.keys(params).length > 0;
  const questions = sql.match(/\?/g)?.map(() => 'x') ?? [];
  const plan = named ? statement.all(params) : statement.all(...questions);
  const alias = new Map(
    [...sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)\b/g)].map((match) => [match[2] ?? '', match[1] ?? '']),
  );
  return plan
    .filter(({ detail, parent }) => {
      // A list that came in as a parameter (json_each).
      if (detail.includes('VIRTUAL TABLE')) return false;
      const scan = /^SCAN (\w+)/.exec(detail)?.[1];
      // What a search found is few, and sorted as it is.
      if (scan === undefined && sql.includes('@found')) return false;
      if (scan === undefined)
        return /@(before|after)\b/.test(sql) && parent === 0 && detail.startsWith('USE TEMP B-TREE');
      const table = alias.get(scan) ?? scan;
      return table !== 'CONSTANT' && !small.includes(table);
    })
    .map((step) => step.detail);
}

describe('queries', () => {
  it('of every list and page read by index, never the whole of a table that grows', () => {
    const order = shop.make.order();
    record();
    const clientId = order.clientId;
    const contract = order.items[0]?.contractProductId ?? '';
    const as: Context = { principal: { kind: 'client', clientId, name: 'A', actingStaffName: 'O' }, traceId: 't' };
    for (const filter of [
      {},
      { clientId },
      { status: OrderStatus.enum.Active },
      { clientId, status: OrderStatus.enum.Active },
    ]) {
      shop.call('orders', 'list', filter);
      shop.call('contractProducts', 'list', filter);
    }
    for (const filter of [
      { licenseStatus: 'active' as const },
      { licenseStatus: 'deleted' as const },
      { autoRenewal: 'off' as const, connectionId: order.id },
      { packageIdentifier: '55227' },
      { connectionId: order.id },
    ])
      shop.call('contractProducts', 'list', filter);
    askBulk(contract);
    for (const of of [{}, { clientId }])
      for (const filter of [{}, { open: true }, { overdue: true }, { status: 'Paid' as const }])
        shop.call('billing', 'listInvoices', { ...of, ...filter });
    shop.call('clients', 'list', {});
    shop.call('clients', 'list', { search: 'anna' });
    shop.call('clients', 'list', { search: 'анна' });
    shop.call('tickets', 'list', {});
    shop.call('tickets', 'list', { status: 'open' });
    searchAndOrder(order.id);
    shop.call('audit', 'list', { entity: 'orders', entityId: order.id });
    shop.call('dashboard', 'get', {});
    shop.call('clientArea', 'orders', {}, as);
    shop.call('clientArea', 'products', {}, as);
    shop.call('orders', 'get', { id: order.id });
    shop.call('contractProducts', 'get', { id: contract });
    moveMoney(order);
    shop.call('revenue', 'ofInvoice', { id: order.invoiceId });
    shop.make.license(contract);
    shop.call('clients', 'get', { id: clientId });
    const ticket = shop.call('tickets', 'create', {
      requestKey: shop.store.makeId(),
      clientId,
      subject: 's',
      text: 't',
    });
    shop.call('tickets', 'reply', { requestKey: shop.store.makeId(), id: ticket.id, text: 't' });
    shop.make.order({ clientId });
    shop.call('clients', 'timeline', { clientId });
    shop.call('clients', 'prepareRemoval', { id: clientId });
    shop.call('clients', 'prepareMerge', { from: clientId, into: shop.make.client() });
    shop.services.clients.buyerOf(clientId);
    for (const [entity, id] of [
      ['order', order.id],
      ['invoice', order.invoiceId],
      ['contract_product', contract],
    ] as const)
      shop.call('causes', 'of', { entity, id });
    readOperations(contract);

    const queries = [...seen].filter((sql) => /^\s*SELECT/.test(sql) && !sql.includes('count(*) AS n'));
    expect(queries.length).toBeGreaterThan(35);
    // One row by its existence: the first one found ends the walk.
    const firstOnly = 'EXISTS (SELECT 1 FROM orders)';
    const bad = queries
      .filter((sql) => !sql.includes(firstOnly))
      .map((sql) => ({ sql, costly: costly(sql) }))
      .filter((each) => each.costly.length > 0);
    expect(bad).toEqual([]);
  });

  /** Every list that is searched and sorted, in both ways and by what it is narrowed down besides. */
  function searchAndOrder(id: string): void {
    for (const search of [undefined, 'anna', 'anna lite', 'an'])
      for (const isDescending of [undefined, false, true]) {
        const asked = (by: string): object => ({
          ...(search === undefined ? {} : { search }),
          ...(isDescending === undefined ? {} : { sort: { by, isDescending } }),
        });
        for (const by of ['name', 'email', 'createdAt']) shop.call('clients', 'list', asked(by));
        for (const by of ['issuedOn', 'dueOn'])
          for (const filter of [{}, { open: true }]) shop.call('billing', 'listInvoices', { ...filter, ...asked(by) });
        for (const by of ['createdAt', 'nextDueOn'])
          for (const filter of [
            {},
            { status: 'Active' as const },
            { packageIdentifier: '55227' },
            { connectionId: id },
          ])
            shop.call('contractProducts', 'list', { ...filter, ...asked(by) });
        for (const filter of [{}, { status: 'Active' as const }])
          shop.call('orders', 'list', { ...filter, ...asked('createdAt') });
        for (const filter of [{}, { status: 'open' as const }])
          shop.call('tickets', 'list', { ...filter, ...asked('createdAt') });
        for (const filter of [{}, { state: 'pending' as const }])
          shop.call('cancellations', 'list', { ...filter, ...asked('createdAt') });
        shop.call('billing', 'listCreditNotes', asked('createdAt'));
      }
  }

  /** Money in every way it moves, and what is read of it. The books are a report, which reads all there is. */
  function moveMoney({ clientId, invoiceId }: { readonly clientId: string; readonly invoiceId: string }): void {
    const keyed = () => ({ requestKey: shop.store.makeId() });
    const money = { clientId, currency: 'EUR', amountMinor: 200, method: 'cash' as const };
    shop.call('billing', 'quote', { clientId, currency: 'EUR', lines: [{ amountMinor: 500 }] });
    shop.call('billing', 'deposit', { ...money, ...keyed(), receivedOn: '2026-03-10' });
    shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, 100, { method: 'account_balance' }));
    shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, 400));
    const refund = { ...keyed(), invoiceId, amountMinor: 50, destination: 'account_balance' as const };
    const [note] = shop.call('billing', 'refund', refund).creditNotes;
    shop.call('billing', 'payOut', { ...money, ...keyed(), amountMinor: 1 });
    const { invoiceId: other } = shop.make.order({ clientId });
    shop.call('billing', 'cancelInvoice', { ...keyed(), invoiceId: other, expectedDueMinor: 500 });
    for (const filter of [{}, { clientId }]) shop.call('billing', 'listCreditNotes', filter);
    shop.call('billing', 'getCreditNote', { id: note?.id ?? '' });
    shop.call('billing', 'getBalance', { clientId });
    shop.call('billing', 'listBalanceEntries', { clientId });
  }

  /** Operations by every filter there is, searched in every way, and what the machine asks for. */
  function readOperations(contractProductId: string): void {
    const { store } = opened;
    const connectionId = shop.make.connection();
    addOperation(store, { connection_id: connectionId, contract_product_id: contractProductId, state: 'succeeded' });
    const filters: OperationListing[] = [
      {},
      { kind: 'create' },
      { connectionId },
      { connectionId, kind: 'create' },
      { contractProductId },
      ...['rc-0', '1001', '1001-A', '192.0.2.7', 'анна', 'lite'].map((search) => ({ search })),
    ];
    for (const filter of filters) {
      for (const group of OperationGroup.options) pageOfOperations(store, { ...filter, group }, { limit: 10 });
      countOperations(store, filter);
    }
    dueOperations(store, { now: store.now(), wokenAt: store.now(), horizon: store.now() });
    nextDue(store, store.now());
    leftUnreachable(store);
  }
  it('of comparing with the vendor read by index too', () => {
    const order = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    shop.make.license(order.items[0]?.contractProductId ?? '');
    const { store } = opened;
    const connectionId = (store.db.prepare('SELECT id FROM connection').get() as { id: string }).id;
    const [at, account] = [store.now(), 'a'];
    record();
    const before = seen.size;
    books.ourLicenses(store, connectionId);
    books.ourLicenseById(store, 'x');
    books.isOurs(store, connectionId, '1001');
    books.withoutLicense(store, connectionId);
    books.busySince(store, connectionId, at);
    for (const by of [undefined, account])
      for (const name of [undefined, 'orphan' as const])
        for (const resolved of [true, false]) {
          const filter = { account: by, run: undefined, class: name, field: undefined, resolved };
          listFindings(store, filter, { cursor: undefined, limit: 3 });
        }
    const run = { id: 'r', account, finishedAt: at };
    listFindings(store, { account, run, class: undefined, field: 'ip', resolved: false }, { cursor: 'f', limit: 3 });
    openFindings(store, account);
    openCounts(store, account);
    findFinding(store, 'x');
    findingOfOperation(store, 'x');
    lastChange(store, { entity: 'license', id: 'x', column: 'ip' });
    runs.findRun(store, 'x');
    runs.listRuns(store, undefined, { cursor: undefined, limit: 3 });
    runs.listRuns(store, account, { cursor: undefined, limit: 3 });
    for (const state of ['ended', 'done'] as const) runs.lastRun(store, account, state);
    runs.runningRuns(store);
    runs.newestRun(store, account);
    snapshot.vendorLicenses(store, account);
    snapshot.vendorLicense(store, account, '1001');
    snapshot.ledgerState(store, account);
    const known = accountsOf([
      {
        id: connectionId,
        name: 'n',
        username: 'u',
        apiAddress: 'a',
        isEnabled: true,
        credentialsStopped: false,
        createdAt: at,
      },
    ])[0];
    if (!known) throw new Error('no account');
    candidatesFor(store, known, { ...bareLicense('1001', 'active') });
    contractConnection(store, 'x');
    store.transaction(staff, (writer) =>
      snapshot.keepLedger(store, writer, known.key, { expenses: [], payments: [], balance: null }),
    );
    statementOf(store, known, { from: '2026-01-01', to: '2026-12-31', cursor: undefined, limit: 3 });
    outlookOf({ store, connections: { priceOf: () => null } }, known, '2026-03-10');
    const queries = [...seen].slice(before).filter((sql) => /^\s*(SELECT|WITH)/.test(sql));
    expect(queries.length).toBeGreaterThan(25);
    const bad = queries.map((sql) => ({ sql, costly: costly(sql) })).filter((each) => each.costly.length > 0);
    expect(bad).toEqual([]);
  });

  it('of reports and affiliates read by index too', async () => {
    const order = shop.make.order();
    record();
    const before = seen.size;
    const time = { from: '2026-01-01', to: '2026-12-31' };
    const { reports, revenue, affiliates } = shop.services;
    for (const by of ['day', 'product', 'client'] as const) await reports.sales({ ...time, by });
    await reports.margin(time);
    await reports.codes({ ...time, by: 'both' });
    await revenue.report({ from: '2026-01', to: '2026-12' });
    shop.call('reports', 'renewals', {});
    shop.call('reports', 'overdue', {});
    shop.call('reports', 'overdue', { age: 'week', currency: 'EUR' });
    shop.call('reports', 'licenses', {});
    const settings = { isEnabled: true, kind: 'percent', percent: '10', fixedMinor: 0 } as const;
    shop.call('affiliates', 'enroll', { clientId: order.clientId });
    shop.call('affiliates', 'saveSettings', { ...settings, maturationDays: 0, thresholdMinor: 0 });
    const buyer = shop.make.client();
    shop.call('affiliates', 'setReferrer', { clientId: buyer, code: 'ANNA-SMITH' });
    const { invoiceId } = shop.make.order({ clientId: buyer });
    shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, 500));
    const [step] = affiliates.steps.due('2026-12-31', 10);
    if (!step) throw new Error('nothing matures');
    shop.store.transaction(staff, (writer) => affiliates.steps.perform(writer, step));
    shop.store.transaction(staff, (writer) => affiliates.refunded(writer, invoiceId, 100, 500));
    shop.call('affiliates', 'list', {});
    for (const filter of [{}, { clientId: order.clientId }]) shop.call('affiliates', 'commissions', filter);
    const queries = [...seen].slice(before).filter((sql) => /^\s*(SELECT|WITH)/.test(sql));
    expect(queries.length).toBeGreaterThan(25);
    const bad = queries.map((sql) => ({ sql, costly: costly(sql) })).filter((each) => each.costly.length > 0);
    expect(bad).toEqual([]);
  });

  it('the check above sees a scan', () => {
    expect(costly('SELECT c.id FROM client c WHERE c.company = @x')).toEqual(['SCAN c']);
    expect(costly("SELECT l.id FROM license l WHERE l.vendor_id = 'x'")).toEqual(['SCAN l']);
    const sorted =
      "SELECT o.id FROM orders o WHERE o.status = 'Active' AND o.id < @before ORDER BY o.created_at LIMIT 3";
    expect(costly(sorted)).toEqual(['USE TEMP B-TREE FOR ORDER BY']);
  });

  it('of operations by kind and connection go by an index of their own', () => {
    const plan = (where: string): string[] =>
      (
        opened.store.db
          .prepare(`EXPLAIN QUERY PLAN SELECT o.id FROM operation o WHERE o.state = 'x' AND o.id < 'x' AND ${where}
            ORDER BY o.id DESC LIMIT 3`)
          .all() as { detail: string }[]
      ).map((step) => step.detail);
    const by = (index: string) => [expect.stringContaining(`USING COVERING INDEX ${index}`)];
    expect(plan("o.kind = 'x'")).toEqual(by('operation_kind (kind=? AND state=? AND id<?)'));
    expect(plan("o.connection_id = 'x'")).toEqual(by('operation_connection (connection_id=? AND state=? AND id<?)'));
    expect(plan("o.kind = 'x' AND o.connection_id = 'x'")).toEqual(by('operation_kind'));
  });

  it('of the newest pages need no sorting', () => {
    const plan = opened.store.db
      .prepare(
        "EXPLAIN QUERY PLAN SELECT id FROM orders WHERE status = 'Active' AND id < '~' ORDER BY id DESC LIMIT 101",
      )
      .all() as { detail: string }[];
    expect(plan.map((step) => step.detail)).toEqual([
      expect.stringContaining('USING COVERING INDEX orders_status (status=? AND id<?)'),
    ]);
  });
});
