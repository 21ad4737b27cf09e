import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAutomation, type RunRights, waitingForHub } from '../../../main/core/automation/index.ts';
import { type DueStep, silentLog } from '../../../main/core/kernel/index.ts';
import type { Source } from '../../../main/core/automation/run.ts';
import { HubError, type HubTransport } from '../../../main/core/sync/index.ts';
import { runRights } from '../../../main/core/workspace/run-rights.ts';
import { type TestDesk, testDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { runningShop, type RunningShop } from '../support/running.ts';
import { staff } from '../support/shop.ts';
import { testClock } from '../support/store.ts';

const hourMs = 3_600_000;

describe('the right to run the automation of these books', () => {
  let now: number;
  let hub: MemoryHub;
  let isCut: boolean;
  beforeEach(() => {
    now = Date.parse('2026-03-10T12:00:00.000Z');
    hub = new MemoryHub({ now: () => now });
    isCut = false;
  });

  /** One clock for everybody. */
  const clock = { ...testClock(), now: () => new Date(now), monotonic: () => now, sleep: () => Promise.resolve() };
  /** A desk with a copy of the books: all desks of these tests have the database of one template. */
  async function member(name: string): Promise<{ desk: TestDesk; rights: RunRights; again(): RunRights }> {
    const line = hub.connect(`desk-${name}`);
    const cut =
      <Input, Output>(call: (input: Input) => Promise<Output>) =>
      (input: Input): Promise<Output> =>
        isCut ? Promise.reject(new HubError('offline')) : call(input);
    const transport: HubTransport = {
      ...line,
      hello: cut((hello) => line.hello(hello)),
      grant: cut((request) => line.grant(request)),
    };
    const desk = testDesk({ name, clock, transport });
    desk.service.join(desk.context, { deskId: `desk-${name}`, bring: false });
    await desk.sync();
    const again = (): RunRights => runRights({ store: desk.store, clock, sync: desk.service, context: desk.context });
    return { desk, rights: again(), again };
  }

  it('is nobody’s to ask for where a desk is alone', async () => {
    const desk = testDesk({ name: 'A', clock, transport: hub.connect('desk-A') });
    const rights = runRights({ store: desk.store, clock, sync: desk.service, context: desk.context });
    expect(await rights.ask()).toEqual({ state: 'alone', desk: null });
    expect(rights.isOver()).toBe(false);
    expect(hub.state.leases.size).toBe(0);
  });

  it('is not with a profile that got another identity, because a copy of it took its own', async () => {
    const a = await member('A');
    expect(await a.rights.ask()).toEqual({ state: 'mine', desk: null });
    const Copy = a.desk.store.db.constructor as new (image: Buffer) => typeof a.desk.store.db;
    const db = new Copy(a.desk.store.db.serialize());
    await testDesk({ name: 'A copied', clock, transport: hub.connect('desk-A'), db }).sync();
    await a.desk.sync();
    expect(a.desk.service.deskId()).not.toBe('desk-A');
    expect(a.rights.isOver()).toBe(true);
    expect(await a.rights.ask()).toMatchObject({ state: 'other' });
  });

  it('is one desk’s while it is there, and another’s when it is gone', async () => {
    const [a, b] = [await member('A'), await member('B')];
    await a.desk.sync();
    expect(await a.rights.ask()).toEqual({ state: 'mine', desk: null });
    expect(await b.rights.ask()).toEqual({ state: 'other', desk: 'A' });
    // It asks with each run, which keeps it.
    now += 2 * hourMs;
    expect(await a.rights.ask()).toEqual({ state: 'mine', desk: null });
    now += 2 * hourMs;
    expect(await b.rights.ask()).toEqual({ state: 'other', desk: 'A' });
    now += 1.1 * hourMs;
    expect(a.rights.isOver()).toBe(true);
    expect(await b.rights.ask()).toEqual({ state: 'mine', desk: null });
    await a.desk.sync();
    expect(await a.rights.ask()).toEqual({ state: 'other', desk: 'B' });
    expect(a.rights.now()).toEqual({ state: 'other', desk: 'B' });
  });

  it('is another desk’s also where that one has no name yet', async () => {
    const a = await member('A');
    expect(await a.rights.ask()).toEqual({ state: 'mine', desk: null });
    // It has joined and not said hello since, as far as the other one was told.
    const known = hub.state.desks.get('desk-A');
    if (known) known.name = '';
    const b = await member('B');
    expect(await b.rights.ask()).toEqual({ state: 'other', desk: 'desk-A' });
    expect(b.rights.now()).toEqual({ state: 'other', desk: 'desk-A' });
  });

  it('of other books is another one', async () => {
    const [a, b] = [await member('A'), await member('B')];
    b.desk.store.db.exec("UPDATE meta SET value = 'other books' WHERE key = 'books'");
    expect(await a.rights.ask()).toMatchObject({ state: 'mine' });
    expect(await b.rights.ask()).toMatchObject({ state: 'mine' });
  });

  it('lasts without the hub until its time is over, then waits; what is another’s stays that', async () => {
    const [a, b] = [await member('A'), await member('B')];
    await a.desk.sync();
    await a.rights.ask();
    await b.rights.ask();
    isCut = true;
    await a.desk.sync();
    await b.desk.sync();
    expect(await a.rights.ask()).toEqual({ state: 'mine', desk: null });
    now += 3.1 * hourMs;
    expect(await a.rights.ask()).toEqual({ state: 'waits', desk: null });
    expect(a.rights.isOver()).toBe(false);
    expect(await b.rights.ask()).toEqual({ state: 'other', desk: 'A' });
    // After a start without the hub, too.
    expect(await b.again().ask()).toEqual({ state: 'other', desk: 'A' });
  });
});

describe('a run', () => {
  let shop: RunningShop;
  beforeEach(() => {
    shop = runningShop('2026-03-10');
  });
  afterEach(() => shop.done());

  /** One step of each kind, due until it is done. */
  function steps(clientId: string, kinds: readonly string[]) {
    const done: string[] = [];
    const source: Source = {
      kinds,
      due: () =>
        kinds
          .filter((kind) => !done.includes(kind))
          .map((kind): DueStep => ({
            kind,
            cause: `test/${kind}`,
            on: '2026-03-10',
            entity: 'client',
            entityId: clientId,
            clientId,
          })),
      ahead: () => [],
      perform(_writer, { kind }) {
        done.push(kind);
        return { did: 'done' };
      },
    };
    return { source, done };
  }
  const automationOf = (source: Source, rights: RunRights) =>
    createAutomation({
      store: shop.store,
      clock: shop.clock,
      log: silentLog,
      brand: shop.brand,
      settings: shop.shop.services.settings,
      sources: [source],
      totalOf: (_client, _currency, netMinor) => netMinor,
      alarms: () => [],
      rights,
    });

  it('leaves what changes licenses to a later one while the hub is not reached, and bills all the same', async () => {
    const { source, done } = steps(shop.make.client(), ['renewal.invoice', 'dunning.suspend', 'dunning.unsuspend']);
    let state: 'waits' | 'mine' = 'waits';
    const duty = () => ({ state, desk: null });
    const automation = automationOf(source, { now: duty, ask: async () => duty(), isOver: () => false });
    expect(await automation.run({}, staff)).toMatchObject({ state: 'finished', done: 2, skipped: 1 });
    expect(done).toEqual(['renewal.invoice', 'dunning.unsuspend']);
    expect(automation.duty()).toEqual({ state: 'waits', desk: null });
    const { rows } = automation.steps({ limit: 10 });
    expect(rows.filter(({ why }) => why === 'waits_for_hub').map(({ kind }) => kind)).toEqual(['dunning.suspend']);
    state = 'mine';
    expect(await automation.run({}, staff)).toMatchObject({ done: 1, skipped: 0 });
    expect(done).toContain('dunning.suspend');
  });

  it('is refused where another desk has it, and ends where it was taken over', async () => {
    const { source, done } = steps(shop.make.client(), ['renewal.invoice']);
    const other = { state: 'other', desk: 'Office' } as const;
    const refused = automationOf(source, { now: () => other, ask: async () => other, isOver: () => false });
    await expect(refused.run({}, staff)).rejects.toMatchObject({
      code: 'automation.other_desk',
      params: { desk: 'Office' },
    });
    const mine = { state: 'mine', desk: null } as const;
    const lapsed = automationOf(source, { now: () => mine, ask: async () => mine, isOver: () => true });
    expect(await lapsed.run({}, staff)).toMatchObject({ state: 'interrupted', done: 0 });
    expect(done).toEqual([]);
  });

  it('knows each kind that waits for the hub', () => {
    const { trials, contractProducts } = shop.shop.services;
    const known = new Set([...trials.steps.kinds, ...contractProducts.steps.kinds]);
    expect([...waitingForHub].filter((kind) => !known.has(kind))).toEqual([]);
  });
});
