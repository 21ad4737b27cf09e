import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, type Console, end, open, settled, start, status, until } from './support/consoles.ts';
import { binaries } from './support/server.ts';

let anna: Console;
let boris: Console;
const productInput = (categoryId: string) => ({
  categoryId,
  name: 'ispmanager 6 lite',
  prices: [{ termMonths: 1 as const, currency: 'EUR', amountMinor: 500 }],
});

beforeAll(async () => {
  vi.stubEnv('RESELLER_CONSOLE_POSTGRES', binaries());
  anna = await open('Anna');
  boris = await open('Boris');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const console of [boris, anna]) await end(console);
});

describe('a team with a hub on one of its computers', () => {
  let productId = '';

  it('is nothing to a desk alone', async () => {
    expect(await status(anna)).toMatchObject({ isJoined: false, hub: null, problem: null, waiting: 0 });
    expect(await ask(anna, 'sync', 'rowStates', { record: 'client', ids: [] })).toEqual([]);
    await expect(ask(anna, 'sync', 'invite', {})).rejects.toThrow('sync.not_joined');
    await expect(ask(anna, 'sync', 'leave', { confirmation: '' })).rejects.toThrow('sync.not_joined');
  });

  it('begins with a workspace, and what is there goes to the hub', async () => {
    const category = await ask(anna, 'catalogue', 'createCategory', { name: 'Licenses' });
    productId = (await ask(anna, 'catalogue', 'createProduct', productInput(category.id))).id;
    const created = await ask(anna, 'sync', 'createWorkspace', { kind: 'embedded', name: 'Sales', deskName: 'Front' });
    expect(created).toMatchObject({ isJoined: true, deskName: 'Front', workspaceName: 'Sales' });
    expect(created.hub?.kind).toBe('embedded');
    await settled(anna);
    await until(
      anna,
      () => ask(anna, 'sync', 'rowStates', { record: 'product', ids: [productId] }),
      ([row]) => row?.state === 'live',
    );
    await expect(
      ask(anna, 'sync', 'createWorkspace', { kind: 'embedded', name: 'Sales', deskName: 'Front' }),
    ).rejects.toThrow('sync.joined');
    expect(existsSync(path.join(anna.folder.path, 'live', 'hub'))).toBe(true);
    const secrets = [...anna.kept].filter(([account]) => account.startsWith('hub/'));
    expect(secrets.map(([account]) => account.split('/')[2])).toEqual(['desk', 'server']);
    // What the keychain holds stands nowhere in the data folder.
    const database = readFileSync(path.join(anna.folder.path, 'live', 'console.db-wal')).toString('latin1');
    for (const [, secret] of secrets) expect(database).not.toContain(secret.split(':').at(-1));
  });

  it('takes in a second desk with a code that works once', async () => {
    await expect(ask(boris, 'sync', 'join', { code: 'rch1-nonsense', deskName: 'Back' })).rejects.toThrow(
      'sync.credential',
    );
    const { code } = await ask(anna, 'sync', 'invite', {});
    expect((await ask(boris, 'sync', 'join', { code, deskName: 'Back' })).isJoined).toBe(true);
    await settled(boris);
    expect(await status(boris)).toMatchObject({ workspaceName: 'Sales', isCopying: false, checksum: 'equal' });
    expect((await ask(boris, 'catalogue', 'getProduct', { id: productId })).name).toBe('ispmanager 6 lite');
    const desks = await ask(boris, 'sync', 'desks', {});
    expect(new Map(desks.map(({ name, isThis }) => [name, isThis]))).toEqual(
      new Map([
        ['Back', true],
        ['Front', false],
      ]),
    );
    const third = await open('Clara');
    try {
      await expect(ask(third, 'sync', 'join', { code, deskName: 'Third' })).rejects.toThrow('sync.credential');
      expect(await status(third)).toMatchObject({ isJoined: false });
    } finally {
      await end(third);
    }
  });

  it('shows an edit at the other desk, and who has the record open', async () => {
    await ask(anna, 'catalogue', 'updateProduct', { id: productId, name: 'ispmanager 6 pro' });
    await until(
      boris,
      () => ask(boris, 'catalogue', 'getProduct', { id: productId }),
      ({ name }) => name === 'ispmanager 6 pro',
    );
    await ask(anna, 'sync', 'setOpen', { open: [{ record: 'product', id: productId }] });
    await ask(anna, 'sync', 'tryNow', {});
    const states = () => ask(boris, 'sync', 'rowStates', { record: 'product', ids: [productId] });
    await until(boris, states, ([row]) => row?.openAt.join() === 'Front');
  });

  it('asks about a price that both changed, and has at both what was decided', async () => {
    await settled(anna);
    await settled(boris);
    const price = (console: Console, amountMinor: number) =>
      ask(console, 'catalogue', 'updateProduct', {
        id: productId,
        prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
      });
    // Both without having seen the other's: the two are asked in one turn of the event loop.
    await Promise.all([price(anna, 600), price(boris, 700)]);
    const waiting = async () => (await ask(boris, 'sync', 'conflicts', {})).rows;
    const [row] = await until(boris, waiting, (rows) => rows.length === 1);
    expect(row).toMatchObject({
      field: 'amount',
      subject: { record: 'product', recordId: productId, name: 'ispmanager 6 pro', termMonths: 1, currency: 'EUR' },
    });
    const detail = await ask(boris, 'sync', 'getConflict', { id: row?.id ?? '' });
    expect(detail.values).toHaveLength(1);
    const [value] = detail.values;
    expect(value).toMatchObject({ column: 'amount_minor', kind: 'money', currency: 'EUR', base: 500 });
    expect(new Set([value?.mine, value?.theirs])).toEqual(new Set([600, 700]));
    expect(new Set([detail.mine.name, detail.theirs?.name])).toEqual(new Set(['Anna', 'Boris']));
    expect(new Set([detail.mine.desk, detail.theirs?.desk])).toEqual(new Set(['Back', 'Front']));
    expect((await ask(boris, 'sync', 'rowStates', { record: 'product', ids: [productId] }))[0]?.state).toBe('conflict');

    const id = row?.id ?? '';
    await expect(ask(boris, 'sync', 'decide', { id, keep: 'both' })).rejects.toThrow('sync.not_editable');
    for (const wrong of [-1, 1.5, 'x', null])
      await expect(ask(boris, 'sync', 'decide', { id, keep: 'edit', values: { amount_minor: wrong } })).rejects.toThrow(
        'input.invalid',
      );
    await ask(boris, 'sync', 'decide', { id, keep: 'edit', values: { amount_minor: 650 } });
    const amounts = async () =>
      Promise.all(
        [anna, boris].map(async (console) => {
          await ask(console, 'sync', 'tryNow', {});
          const { prices } = await ask(console, 'catalogue', 'getProduct', { id: productId });
          return `${prices[0]?.amountMinor}`;
        }),
      );
    await until(anna, amounts, (both) => both.join() === '650,650');
    for (const console of [anna, boris]) {
      await until(
        console,
        () => status(console),
        ({ conflicts, checksum }) => conflicts === 0 && checksum === 'equal',
      );
    }
    await expect(ask(boris, 'sync', 'decide', { id, keep: 'mine' })).rejects.toThrow('sync.decided');
  });

  it('goes on after both consoles were closed and started again', async () => {
    await boris.core.close();
    await anna.core.close();
    boris.core = await start(boris);
    await ask(boris, 'catalogue', 'updateProduct', { id: productId, name: 'written without the hub' });
    expect(
      await until(
        boris,
        () => status(boris),
        ({ problem }) => problem !== null,
      ),
    ).toMatchObject({
      problem: 'offline',
      isJoined: true,
    });
    expect((await ask(boris, 'sync', 'rowStates', { record: 'product', ids: [productId] }))[0]?.state).toBe(
      'saved_here',
    );
    anna.core = await start(anna);
    // Rounds that failed come slower and slower; a person who asks has one at once.
    await until(
      boris,
      () => ask(anna, 'catalogue', 'getProduct', { id: productId }),
      ({ name }) => name === 'written without the hub',
    );
  });

  it('shuts a desk out that is revoked, and lets one leave with everything it has', async () => {
    await settled(boris);
    await until(
      anna,
      () => ask(anna, 'sync', 'desks', {}),
      (desks) => desks.length === 2,
    );
    const other = (await ask(anna, 'sync', 'desks', {})).find(({ isThis }) => !isThis);
    const deskId = other?.id ?? '';
    await expect(ask(boris, 'sync', 'invite', {})).rejects.toThrow('sync.not_allowed');
    await expect(ask(anna, 'sync', 'revoke', { deskId, confirmation: 'back?' })).rejects.toThrow('input.invalid');
    await ask(anna, 'sync', 'revoke', { deskId, confirmation: 'Back' });
    await until(
      boris,
      () => status(boris),
      ({ problem }) => problem === 'revoked' || problem === 'credential',
    );
    await expect(ask(boris, 'sync', 'leave', { confirmation: 'Front' })).rejects.toThrow('input.invalid');
    expect(await ask(boris, 'sync', 'leave', { confirmation: 'Back' })).toMatchObject({ isJoined: false });
    expect([...boris.kept.keys()].filter((account) => account.startsWith('hub/'))).toEqual([]);
    expect((await ask(boris, 'catalogue', 'getProduct', { id: productId })).name).toBe('written without the hub');
    expect(await ask(anna, 'sync', 'leave', { confirmation: 'Front' })).toMatchObject({ isJoined: false, hub: null });
  });
});
