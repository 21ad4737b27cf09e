import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  countNeedingPerson,
  countOperations,
  type OperationListing,
  pageOfOperations,
} from '../../../main/core/provisioning/list.ts';
import { tokenOf } from '../../../main/core/provisioning/token.ts';
import type { Row } from '../../../main/core/store/index.ts';
import { Operation, OperationState } from '../../../preload/api/operations.ts';
import { addOperation, writeOperation } from '../support/operations.ts';
import { makeShop, type Shop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
/** Two accounts of the vendor. */
let first: string;
let second: string;
let vendorId = 300_000;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  first = shop.make.connection({ name: 'First account' });
  second = shop.make.connection({ name: 'Second account' });
});
afterEach(() => opened.done());

/** An operation about a license of its own (a contract product can have one that is open). */
function add(state: OperationState, row: Row = {}): string {
  vendorId += 1;
  return addOperation(opened.store, { connection_id: first, vendor_id: String(vendorId), state, ...row });
}
const list = (listing: OperationListing, limit = 100): string[] =>
  pageOfOperations(opened.store, listing, { limit }).rows.map((row) => row.id);

describe('a list of operations', () => {
  it('shows unknown outcomes first, then what a person holds, then the newest', () => {
    const done = add('succeeded');
    const unknown = add('unknown');
    const held = add('queued', { error_code: 'operation.price_changed', held_for: 'price_changed' });
    const waiting = add('queued', { error_code: 'vendor.unreachable', next_check_at: '2026-03-10T12:05:00.000Z' });
    const absent = add('absent');
    const refused = add('refused', { error_code: 'vendor.refused' });
    const accepted = add('accepted');
    expect(list({})).toEqual([absent, unknown, held, accepted, refused, waiting, done]);
    expect(list({ group: 'needsPerson' })).toEqual([absent, unknown, held]);
    expect(list({ group: 'underWay' })).toEqual([accepted, waiting]);
    expect(list({ group: 'settled' })).toEqual([refused, done]);
    expect(list({ open: true })).toEqual([absent, unknown, held, accepted, waiting]);
    const { rows } = pageOfOperations(opened.store, {}, { limit: 100 });
    for (const row of rows) expect(Operation.safeParse(row).error).toBeUndefined();
  });

  it('puts every state into one group, and counts what it shows', () => {
    for (const state of OperationState.options) add(state);
    const all = list({});
    expect(all).toHaveLength(OperationState.options.length);
    const groups = (['needsPerson', 'underWay', 'settled'] as const).map((group) => list({ group }));
    expect(groups.flat().toSorted()).toEqual(all.toSorted());
    const [needsPerson = [], underWay = [], settled = []] = groups;
    expect(countOperations(opened.store, {})).toEqual({
      needsPerson: needsPerson.length,
      underWay: underWay.length,
      settled: settled.length,
      all: all.length,
      isMore: false,
    });
    expect(countNeedingPerson(opened.store)).toBe(needsPerson.length);
  });

  it('counts what waits for credentials or a switch as waiting for a person, also what was never tried', () => {
    const queued = add('queued');
    expect(list({ group: 'needsPerson' })).toEqual([]);
    const set = (patch: Row): boolean =>
      opened.store.transaction(staff, (writer) => writer.update('connection', first, patch));
    set({ credentials_stopped: 1 });
    expect(list({ group: 'needsPerson' })).toEqual([queued]);
    set({ credentials_stopped: 0, is_enabled: 0 });
    expect(list({ group: 'needsPerson' })).toEqual([queued]);
    set({ is_enabled: 1 });
    expect(list({ group: 'underWay' })).toEqual([queued]);
  });

  it('page by page gives each row once, in the order of the whole', () => {
    const states: OperationState[] = ['succeeded', 'unknown', 'queued', 'refused', 'absent', 'abandoned'];
    for (let n = 0; n < 61; n += 1) add(states[n % states.length] ?? 'succeeded');
    for (const listing of [{}, { group: 'needsPerson' }, { kind: 'create' }, { search: '30' }] as OperationListing[]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = pageOfOperations(opened.store, listing, { cursor, limit: 7 });
        expect(page.rows.length).toBeLessThanOrEqual(7);
        seen.push(...page.rows.map((row) => row.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(list(listing, 200));
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it('cuts by kind, connection and both, and counts the same', () => {
    const here = add('succeeded', { kind: 'renew' });
    const there = add('unknown', { kind: 'renew', connection_id: second });
    add('succeeded');
    const other = add('succeeded', { connection_id: second });
    expect(list({ kind: 'renew' })).toEqual([there, here]);
    expect(list({ connectionId: second })).toEqual([there, other]);
    expect(list({ connectionId: second, kind: 'renew' })).toEqual([there]);
    expect(list({ connectionId: second, kind: 'reissue' })).toEqual([]);
    expect(countOperations(opened.store, { kind: 'renew' })).toMatchObject({ needsPerson: 1, settled: 1, all: 2 });
    expect(countOperations(opened.store, { connectionId: second })).toMatchObject({ needsPerson: 1, all: 2 });
  });
});

describe('the search of operations', () => {
  function sold(client: { firstName: string; lastName: string }, product: string, ip: string) {
    const clientId = shop.make.client(client);
    const productId = shop.make.product({ name: product, connectionId: first });
    const order = shop.make.order({ clientId, productId, ip });
    return order.items[0]?.contractProductId ?? '';
  }

  it('finds by token, vendor id, key, IP address, client and product, and nothing else', () => {
    const anna = sold({ firstName: 'Anna', lastName: 'Petrova' }, 'ispmanager 6 lite', '203.0.113.10');
    const boris = sold({ firstName: 'Борис', lastName: 'Ёлкин' }, 'ispmanager 6 host', '2001:db8::7');
    shop.make.license(anna, { vendor_id: '411001', license_key: '411001-QWERTY', ip: '203.0.113.10' });
    const bought = add('succeeded', { contract_product_id: anna, vendor_id: '411001' });
    const unknown = add('unknown', { contract_product_id: boris, vendor_id: null });
    const orphan = add('succeeded', { vendor_id: '777001', connection_id: second });
    const finds = (search: string): string[] => list({ search });
    expect(finds(tokenOf(bought))).toEqual([bought]);
    expect(finds(tokenOf(unknown).toUpperCase())).toEqual([unknown]);
    expect(finds(tokenOf(bought).slice(0, 5))).toEqual([unknown, orphan, bought]);
    expect(finds('411001')).toEqual([bought]);
    expect(finds('4110')).toEqual([bought]);
    expect(finds('777001')).toEqual([orphan]);
    expect(finds('411001-QWERTY')).toEqual([bought]);
    expect(finds('411001-qwe')).toEqual([bought]);
    expect(finds('203.0.113.10')).toEqual([bought]);
    expect(finds('2001:DB8::')).toEqual([unknown]);
    expect(finds('petrova')).toEqual([bought]);
    expect(finds('ёлкин')).toEqual([unknown]);
    expect(finds('Борис Ёл')).toEqual([unknown]);
    expect(finds('6 host')).toEqual([unknown]);
    expect(finds('6 LITE')).toEqual([bought]);
    expect(finds('nobody of this name')).toEqual([]);
    expect(finds('%')).toEqual([]);
    expect(finds('11001')).toEqual([]);
    expect(countOperations(opened.store, { search: 'ispmanager' })).toEqual({
      needsPerson: 1,
      underWay: 0,
      settled: 1,
      all: 2,
      isMore: false,
    });
    expect(list({ search: 'ispmanager', kind: 'renew' })).toEqual([]);
    expect(list({ search: '777001', connectionId: first })).toEqual([]);
  });

  it('leaves out nothing that is not settled, and says when settled ones are left out', () => {
    const contract = sold({ firstName: 'Anna', lastName: 'Petrova' }, 'ispmanager 6 lite', '203.0.113.10');
    const open = add('absent', { contract_product_id: contract });
    const row = { connection_id: first, contract_product_id: contract };
    opened.store.transaction(staff, (writer) => {
      for (let n = 0; n < 2001; n += 1) writeOperation(opened.store, writer, row);
    });
    const counts = countOperations(opened.store, { search: 'petrova' });
    expect(counts).toMatchObject({ needsPerson: 1, isMore: true });
    expect(counts.settled).toBeGreaterThanOrEqual(1999);
    expect(list({ search: 'petrova' })[0]).toBe(open);
  });
});
