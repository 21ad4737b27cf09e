import { describe, expect, it } from 'vitest';
import { tables } from '../../../main/core/store/index.ts';
import { partTables, schemaVersion } from '../../../main/core/sync/policies.ts';
import { notShared, syncedTables } from '../../../main/core/sync/synced-tables.ts';
import { temporaryStore } from '../support/store.ts';

/** Columns of a table that no policy, key or word of "stays here" covers, and those that are covered twice. */
function gaps(columns: readonly string[], synced: (typeof syncedTables)[number]): string[] {
  const covered = [
    ...(synced.key === 'id' ? [] : synced.key),
    ...Object.values(synced.fields).flatMap((group) => group.columns),
    ...Object.keys(synced.local),
  ];
  const isCovered = (column: string): boolean =>
    ['id', 'created_at', 'updated_at'].includes(column) || covered.includes(column);
  return [
    ...columns.filter((column) => !isCovered(column)),
    ...covered.filter((column, at) => covered.indexOf(column) !== at || !columns.includes(column)),
  ];
}

describe('what desks share', () => {
  it('has a policy, or a word that it stays, for each column of the real schema', () => {
    const opened = temporaryStore();
    for (const synced of syncedTables) {
      const columns = (opened.store.db.pragma(`table_info(${synced.table})`) as { name: string }[]).map(
        ({ name }) => name,
      );
      expect(gaps(columns, synced), synced.table).toEqual([]);
      expect(Object.keys(synced.fields).length, synced.table).toBeGreaterThan(0);
    }
    opened.done();
  });

  it('sees a column that nobody thought of', () => {
    const client = syncedTables.find(({ table }) => table === 'client');
    if (!client) throw new Error('clients are not shared');
    expect(gaps([...tables.client.columns, 'nickname'], client)).toEqual(['nickname']);
    expect(
      gaps(
        tables.client.columns.filter((column) => column !== 'notes'),
        client,
      ),
    ).toEqual(['notes']);
  });

  it('decides about each table', () => {
    const shared = syncedTables.map(({ table }) => table);
    const known = [...shared, ...partTables.keys(), ...Object.keys(notShared)];
    expect(known.toSorted()).toEqual(Object.keys(tables).toSorted());
  });

  it('never shares what is granted or paid', () => {
    const shared = new Set<string>(syncedTables.map(({ table }) => table));
    for (const table of [
      'payment',
      'invoice',
      'refund',
      'balance_entry',
      'operation',
      'license',
      'promo_redemption',
      'counter',
    ])
      expect(shared.has(table), table).toBe(false);
    const orders = syncedTables.find(({ table }) => table === 'orders');
    expect(Object.keys(orders?.fields ?? {})).toEqual(['notes']);
  });

  it('names entities and fields the way the hub takes them', () => {
    for (const { table, fields } of syncedTables)
      for (const name of [table, ...Object.keys(fields)]) expect(name).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
    expect(schemaVersion).toBeGreaterThan(0);
  });
});
