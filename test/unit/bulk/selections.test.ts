import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulkSelection } from '../../../preload/api/bulk.ts';
import { listContractProducts } from '../../../main/core/contract-products/store.ts';
import type { ContractFilter } from '../../../preload/api/contract-products.ts';
import { addMany, numbers, type Sold } from '../../integration/provisioning/many.ts';
import { makeWorld, owner, virtualClock, type World } from '../../integration/provisioning/world.ts';

let world: World;
let sold: Sold[];
let connectionId: string;
beforeEach(async () => {
  world = makeWorld({ url: 'http://127.0.0.1:9/', clock: virtualClock('2026-03-10T12:00:00.000Z') });
  connectionId = (await world.addConnection()).id;
  sold = addMany(world, connectionId, numbers(6));
});
afterEach(() => world.close());

const at = (place: number): Sold => {
  const found = sold[place];
  if (!found) throw new Error('none there');
  return found;
};
const set = (place: number, patch: Record<string, string>): void => {
  world.store.transaction(owner, (writer) => writer.update('license', at(place).licenseId, patch));
};
const idsOf = (selection: BulkSelection): string[] => world.bulk.selections.ids(selection);
const byFilter = (filter: ContractFilter): number[] =>
  idsOf({ by: 'filter', filter, except: [] }).map((id) =>
    sold.findIndex(({ contractProductId }) => contractProductId === id),
  );

describe('a selection by filter', () => {
  beforeEach(() => {
    set(0, { status: 'suspended' });
    set(1, { status: 'deleted' });
    set(2, { expires_on: '2026-03-12', autoprolong: 'none' });
    set(3, { expires_on: '2026-03-01', autoprolong: '1' });
    set(4, { package_identifier: '55228' });
    world.store.transaction(owner, (writer) => {
      writer.update('contract_product', at(4).contractProductId, { package_identifier: '55228' });
      writer.update('contract_product', at(5).contractProductId, { status: 'Suspended' });
    });
  });

  it.each<[ContractFilter, number[]]>([
    [{}, [5, 4, 3, 2, 1, 0]],
    [{ licenseStatus: 'suspended' }, [0]],
    [{ licenseStatus: 'deleted' }, [1]],
    [{ licenseStatus: 'active' }, [5, 4, 3, 2]],
    [{ expiresWithinDays: 2 }, [3, 2]],
    [{ expiresWithinDays: 1 }, [3]],
    [{ autoRenewal: 'off' }, [2]],
    [{ autoRenewal: 'on' }, [3]],
    [{ packageIdentifier: '55228' }, [4]],
    [{ status: 'Suspended' }, [5]],
    [{ status: 'Active', licenseStatus: 'active', packageIdentifier: '55227' }, [3, 2]],
    [{ licenseStatus: 'deleted', expiresWithinDays: 30 }, [1]],
  ])('%j', (filter, expected) => {
    expect(byFilter(filter)).toEqual(expected);
    // The list shows the same ones, in the same order, page by page.
    const listed: number[] = [];
    let cursor: string | undefined;
    do {
      const { rows, nextCursor }: ReturnType<typeof listContractProducts> = listContractProducts(
        world.store,
        { ...filter, ...(cursor === undefined ? {} : { cursor }), limit: 2 },
        '2026-03-10',
      );
      listed.push(...rows.map(({ id }) => sold.findIndex(({ contractProductId }) => contractProductId === id)));
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(listed).toEqual(expected);
    expect(world.bulk.selections.count({ by: 'filter', filter, except: [] })).toBe(expected.length);
  });

  it('shows a contract product by its live license, not by one that it had', () => {
    world.store.transaction(owner, (writer) => {
      const { id: _id, ...row } = world.store.db
        .prepare('SELECT * FROM license WHERE id = ?')
        .get(at(1).licenseId) as Record<string, string>;
      const { created_at: _created, updated_at: _updated, ...columns } = row;
      writer.insert('license', { ...columns, id: world.store.makeId(), vendor_id: '9001', status: 'active' });
    });
    expect(byFilter({ licenseStatus: 'deleted' })).toEqual([]);
    expect(byFilter({ licenseStatus: 'active' })).toContain(1);
  });

  it('takes all that match now, without those that were left out', () => {
    const except = [at(2).contractProductId];
    expect(idsOf({ by: 'filter', filter: { expiresWithinDays: 2 }, except })).toEqual([at(3).contractProductId]);
    expect(world.bulk.selections.count({ by: 'filter', filter: { expiresWithinDays: 2 }, except })).toBe(1);
  });
});

describe('a saved selection', () => {
  it('keeps contract products, or a filter whose matches are those of later', () => {
    const { selections } = world.bulk;
    const ids = [at(0).contractProductId, at(1).contractProductId];
    const named = selections.save({ name: 'Two of them', of: { by: 'ids', ids: [...ids, ids[0] ?? ''] } }, owner);
    const filtered = selections.save(
      { name: 'suspended', of: { by: 'filter', filter: { licenseStatus: 'suspended' } } },
      owner,
    );
    expect([named.count, filtered.count]).toEqual([2, 0]);
    set(5, { status: 'suspended' });
    expect(selections.list().map(({ name, count }) => [name, count])).toEqual([
      ['suspended', 1],
      ['Two of them', 2],
    ]);
    expect(idsOf({ by: 'saved', id: named.id }).toSorted()).toEqual(ids.toSorted());
    expect(idsOf({ by: 'saved', id: filtered.id })).toEqual([at(5).contractProductId]);
  });

  it('has a name of its own, can be renamed and deleted', () => {
    const { selections } = world.bulk;
    const of = { by: 'ids' as const, ids: [at(0).contractProductId] };
    const one = selections.save({ name: 'Berlin', of }, owner);
    const other = selections.save({ name: 'Paris', of }, owner);
    expect(() => selections.save({ name: 'BERLIN', of }, owner)).toThrow('input.invalid');
    expect(() => selections.rename(other.id, 'berlin', owner)).toThrow('input.invalid');
    expect(selections.rename(one.id, 'berlin', owner).name).toBe('berlin');
    selections.remove(one.id, owner);
    expect(selections.list().map(({ name }) => name)).toEqual(['Paris']);
    expect(() => selections.remove(one.id, owner)).toThrow('not_found');
    expect(() => idsOf({ by: 'saved', id: one.id })).toThrow('not_found');
    expect(() => selections.save({ name: 'x', of: { by: 'ids', ids: [randomUUID()] } }, owner)).toThrow(
      'input.invalid',
    );
    expect(selections.list()).toHaveLength(1);
  });
});
