import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../../main/core/audit/index.ts';
import { failure, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

/** As somebody with the file and a SQLite shell could. */
const tamper = (sql: string) => {
  opened.store.db.exec('DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete');
  opened.store.db.exec(sql);
};

describe('the history of a record', () => {
  it('is shown newest first, in pages, with who, when, before and after', () => {
    const id = shop.make.client({ firstName: 'A0' });
    const { email } = shop.call('clients', 'get', { id });
    for (const at of [1, 2, 3, 4]) {
      opened.clock.advance(1000);
      shop.call('clients', 'update', { id, firstName: `A${at}`, lastName: 'Smith', email });
    }
    const first = shop.call('audit', 'list', { entity: 'client', entityId: id, limit: 3 });
    expect(first.rows.map((row) => row.changes['first_name'])).toEqual([
      ['A3', 'A4'],
      ['A2', 'A3'],
      ['A1', 'A2'],
    ]);
    expect(first.rows[0]).toMatchObject({ actor: 'Olga Owner', action: 'update', at: '2026-03-10T12:00:04.000Z' });
    const second = shop.call('audit', 'list', {
      entity: 'client',
      entityId: id,
      limit: 3,
      cursor: first.nextCursor ?? '',
    });
    expect(second.rows.map((row) => row.action)).toEqual(['update', 'create']);
    expect(second.nextCursor).toBeNull();
  });

  it('refuses a cursor that it did not give', () => {
    const list = () =>
      shop.call('audit', 'list', { entity: 'client', entityId: shop.make.client(), cursor: "1' OR 1" });
    expect(failure(list)?.fields).toEqual({ cursor: { code: 'invalid' } });
  });
});

describe('the audit chain', () => {
  beforeEach(() => {
    shop.make.order();
  });

  it('is whole after normal work', () => {
    const result = verifyAuditChain(opened.store);
    expect(result).toMatchObject({ ok: true, entries: shop.count('audit_entry') });
  });

  it.each([
    ["UPDATE audit_entry SET changes = '{}' WHERE seq = 4", 4],
    ["UPDATE audit_entry SET actor = 'Nobody' WHERE seq = 1", 1],
    ["UPDATE audit_entry SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 5", 5],
    ['UPDATE audit_entry SET hash = (SELECT hash FROM audit_entry WHERE seq = 2) WHERE seq = 3', 3],
    ['DELETE FROM audit_entry WHERE seq = 3', 4],
    ['DELETE FROM audit_entry WHERE seq = 1', 2],
    ['UPDATE audit_entry SET seq = -1 WHERE seq = 6', -1],
  ])('shows where it breaks: %s', (sql, brokenSeq) => {
    tamper(sql);
    expect(verifyAuditChain(opened.store)).toEqual({ ok: false, brokenSeq });
  });

  it('lets a caller that remembers the head see entries cut off at the end', () => {
    const before = verifyAuditChain(opened.store);
    tamper('DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)');
    const after = verifyAuditChain(opened.store);
    expect(after.ok).toBe(true);
    expect(after).not.toEqual(before);
  });
});
