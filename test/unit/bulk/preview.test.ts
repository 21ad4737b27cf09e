import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulkAsked } from '../../../preload/api/bulk.ts';
import { bulk } from '../../../preload/api/bulk.ts';
import type { VendorClient } from '../../../main/core/provisioning/index.ts';
import { everything, rowsOf, startRun } from '../../integration/provisioning/bulk-run.ts';
import { addMany, numbers, type Sold } from '../../integration/provisioning/many.ts';
import { makeWorld, owner, virtualClock, type World } from '../../integration/provisioning/world.ts';

const untold = () => Promise.resolve({ kind: 'refused' as const, type: 'access', object: '', message: 'no' });
/** A vendor that tells its balance and prices, and that nothing else may be asked of. */
let told: { balance: { amountMinor: number; currency: string } | null; reads: number };
const vendor = {
  probe: () => {
    told.reads += 1;
    return Promise.resolve({ kind: 'ok' as const, value: { balance: told.balance } });
  },
  listPrices: untold,
} as unknown as VendorClient;

let world: World;
let sold: Sold[];
let connectionId: string;
const clock = virtualClock();
beforeEach(async () => {
  told = { balance: { amountMinor: 1000, currency: 'EUR' }, reads: 0 };
  world = makeWorld({ url: 'http://127.0.0.1:9/', clock, vendor });
  connectionId = (await world.addConnection({ name: 'Main', readIntervalMs: 1000 })).id;
  sold = addMany(world, connectionId, numbers(4));
  price('55227', 1, 320);
});
afterEach(() => world.close());

function price(pricelist: string, period: number, amountMinor: number): void {
  world.store.transaction(owner, (writer) =>
    world.connections.keepPrices(writer, connectionId, [
      { pricelist, addon: '', name: pricelist, period, price: { amountMinor, currency: 'EUR' } },
    ]),
  );
}
const license = (place: number, patch: Record<string, string | null>): void => {
  world.store.transaction(owner, (writer) => writer.update('license', sold[place]?.licenseId ?? '', patch));
};
const preview = async (action: BulkAsked['action'], more: Partial<BulkAsked> = {}) =>
  bulk.preview.output.parse(await world.bulk.planner.preview({ selection: everything, action, ...more }, owner));

describe('the preview of a bulk action', () => {
  it('says what will be done, what not and why, and what it costs and takes', async () => {
    license(0, { status: 'suspended' });
    license(1, { status: 'deleted' });
    const { accounts, ...shown } = await preview('renew');
    expect(shown).toEqual({
      action: 'renew',
      selected: 4,
      rows: 3,
      skipped: 1,
      reasons: [{ code: 'license.no_license', rows: 1 }],
      charges: true,
      cost: { known: [{ amountMinor: 960, currency: 'EUR' }], unknownRows: 0 },
      seconds: 6,
    });
    expect(accounts).toMatchObject([
      {
        name: 'Main',
        rows: 3,
        balance: { amountMinor: 1000, currency: 'EUR' },
        balanceAfter: { amountMinor: 40, currency: 'EUR' },
        isTooLow: false,
        stopped: null,
      },
    ]);
    const rows = await world.bulk.planner.rows(
      { selection: everything, action: 'renew' },
      { show: 'all', cursor: undefined, limit: 3 },
    );
    bulk.previewRows.output.parse(rows);
    expect(rows.rows.map(({ why, cost }) => [why, cost?.amountMinor ?? null])).toEqual([
      [null, 320],
      [null, 320],
      ['license.no_license', null],
    ]);
    const rest = await world.bulk.planner.rows(
      { selection: everything, action: 'renew' },
      { show: 'all', cursor: rows.nextCursor ?? '', limit: 3 },
    );
    expect([rest.rows.length, rest.nextCursor]).toEqual([1, null]);
    const skipped = await world.bulk.planner.rows(
      { selection: everything, action: 'renew' },
      { show: 'skipped', cursor: undefined, limit: 10 },
    );
    expect(skipped.rows.map(({ contractProductId }) => contractProductId)).toEqual([sold[1]?.contractProductId]);
  });

  it('says where a price is not told, and where the balance is not enough or not known', async () => {
    license(0, { package_identifier: '55228' });
    told.balance = { amountMinor: 900, currency: 'EUR' };
    const { cost, accounts } = await preview('renew');
    expect(cost).toEqual({ known: [{ amountMinor: 960, currency: 'EUR' }], unknownRows: 1 });
    expect(accounts).toMatchObject([{ balanceAfter: null, isTooLow: true }]);
    expect((await preview('changePackage', { package: '55229' })).cost).toEqual({ known: [], unknownRows: 4 });
  });

  it('reads balance and prices before money is spoken of, and not at each look', async () => {
    await preview('suspend');
    expect(told.reads).toBe(0);
    await preview('renew');
    await preview('renew', { termMonths: 12 });
    expect(told.reads).toBe(1);
    clock.advance(600_001);
    await preview('renew');
    expect(told.reads).toBe(2);
  });

  it('costs nothing where the vendor charges nothing', async () => {
    const { charges, cost, accounts } = await preview('suspend');
    expect([charges, cost, accounts[0]?.balance]).toEqual([false, { known: [], unknownRows: 0 }, null]);
  });

  it('leaves out what is so already, and wants what its action needs', async () => {
    license(0, { autoprolong: '1' });
    expect((await preview('autoRenew', { autoRenewal: '1' })).reasons).toEqual([
      { code: 'license.nothing_to_change', rows: 1 },
    ]);
    expect((await preview('changePackage', { package: 'ispmanager 6 lite' })).rows).toBe(0);
    await expect(preview('autoRenew')).rejects.toThrow('input.invalid');
    await expect(preview('changePackage')).rejects.toThrow('input.invalid');
    await expect(preview('changePackage', { package: 'no such thing' })).rejects.toThrow('input.invalid');
  });

  it('says of an account over which nothing can be sent', async () => {
    world.store.transaction(owner, (writer) => writer.update('connection', connectionId, { credentials_stopped: 1 }));
    expect((await preview('suspend')).accounts).toMatchObject([{ stopped: 'connection.credentials_stopped', rows: 4 }]);
  });
});

describe('starting a run', () => {
  const input = (patch: object) => ({
    requestKey: randomUUID(),
    selection: everything,
    action: 'suspend' as const,
    expect: { rows: 4, cost: { known: [], unknownRows: 0 } },
    confirmation: '',
    ...patch,
  });

  it('is refused when it is not what was shown any more', async () => {
    license(0, { status: 'suspended' });
    await expect(world.bulk.startRun(input({}), owner)).rejects.toMatchObject({
      code: 'bulk.preview_changed',
      params: { rows: 3 },
    });
    await preview('renew');
    const renew = { action: 'renew' as const, expect: { rows: 4, cost: { known: [], unknownRows: 4 } } };
    await expect(world.bulk.startRun(input(renew), owner)).rejects.toThrow('bulk.preview_changed');
    expect(world.bulk.list({ cursor: undefined, limit: 10 }).rows).toEqual([]);
  });

  it('wants the number of rows typed before licenses are terminated', async () => {
    const terminate = input({ action: 'terminate' as const });
    await expect(world.bulk.startRun(terminate, owner)).rejects.toThrow('bulk.confirmation_mismatch');
    await expect(world.bulk.startRun({ ...terminate, confirmation: '40' }, owner)).rejects.toThrow(
      'bulk.confirmation_mismatch',
    );
    expect((await world.bulk.startRun({ ...terminate, confirmation: '4' }, owner)).rows).toBe(4);
  });

  it('starts one run for one key, and answers with it', async () => {
    const asked = input({});
    const [one, other] = await Promise.all([world.bulk.startRun(asked, owner), world.bulk.startRun(asked, owner)]);
    expect(other.id).toBe(one.id);
    expect((await world.bulk.startRun(asked, owner)).id).toBe(one.id);
    await expect(world.bulk.startRun({ ...asked, action: 'unsuspend' }, owner)).rejects.toThrow(
      'conflict.changed_meanwhile',
    );
    expect(world.bulk.list({ cursor: undefined, limit: 10 }).rows).toHaveLength(1);
  });

  it('keeps what is left out, with the reason', async () => {
    license(0, { status: 'suspended' });
    const run = await startRun(world, 'suspend');
    expect(run).toMatchObject({ rows: 4, counts: { waiting: 3, skipped: 1 } });
    expect(rowsOf(world, run.id).map(({ state, code }) => [state, code])).toEqual([
      ['waiting', null],
      ['waiting', null],
      ['waiting', null],
      ['skipped', 'license.wrong_state'],
    ]);
    expect(world.bulk.selections.ids({ by: 'run', id: run.id, states: ['skipped'] })).toEqual([
      sold[0]?.contractProductId,
    ]);
  });
});
