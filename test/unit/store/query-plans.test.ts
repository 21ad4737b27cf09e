import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BulkRowState } from '../../../preload/api/bulk.ts';
import { OrderStatus } from '../../../preload/api/orders.ts';
import { matchText } from '../../../main/core/bulk/match.ts';
import { createSelections } from '../../../main/core/bulk/selections.ts';
import * as bulkRows from '../../../main/core/bulk/store.ts';
import type { Context } from '../../../main/core/kernel/index.ts';
import { makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

/** Tables of a shop's setup: tens of rows, read as a whole. All others grow with the business and may not be scanned. */
const small = ['brand', 'staff_member', 'connection', 'category', 'product', 'price', 'saved_selection'];

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
  const { list, ids } = createSelections(store);
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
      const scan = /^SCAN (\w+)/.exec(detail)?.[1];
      if (scan === undefined) return sql.includes('@before') && parent === 0 && detail.startsWith('USE TEMP B-TREE');
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
    for (const filter of [{}, { clientId }, { open: true }, { clientId, open: true }])
      shop.call('billing', 'listInvoices', filter);
    shop.call('clients', 'list', {});
    shop.call('clients', 'list', { search: 'anna' });
    shop.call('clients', 'list', { search: 'анна' });
    shop.call('tickets', 'list', {});
    shop.call('tickets', 'list', { status: 'open' });
    shop.call('audit', 'list', { entity: 'orders', entityId: order.id });
    shop.call('dashboard', 'get', {});
    shop.call('clientArea', 'orders', {}, as);
    shop.call('clientArea', 'products', {}, as);
    shop.call('orders', 'get', { id: order.id });
    shop.call('contractProducts', 'get', { id: contract });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
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

  it('the check above sees a scan', () => {
    expect(costly('SELECT c.id FROM client c WHERE c.company = @x')).toEqual(['SCAN c']);
    expect(costly("SELECT l.id FROM license l WHERE l.vendor_id = 'x'")).toEqual(['SCAN l']);
    const sorted =
      "SELECT o.id FROM orders o WHERE o.status = 'Active' AND o.id < @before ORDER BY o.created_at LIMIT 3";
    expect(costly(sorted)).toEqual(['USE TEMP B-TREE FOR ORDER BY']);
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
