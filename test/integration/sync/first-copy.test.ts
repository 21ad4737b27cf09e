import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../preload/api/contract.ts';
import type { sync } from '../../../preload/api/sync.ts';
import { readCode, writeCode } from '../../../main/core/sync/hub/code.ts';
import { ask, type Console, end, open, settled, start, status, until } from './support/consoles.ts';
import { openProxy, type Proxy } from './support/proxy.ts';
import { testServer, type TestServer } from './support/server.ts';

let server: TestServer;
let proxy: Proxy;
let anna: Console;
let boris: Console;
beforeAll(async () => {
  server = await testServer();
  proxy = await openProxy(server.address.port);
  anna = await open('Anna');
  boris = await open('Boris');
});
afterAll(async () => {
  for (const console of [boris, anna]) await end(console);
  await proxy.close();
  await server.close();
});

const products = 300;

type Copy = NonNullable<Output<typeof sync.status>['copy']>;
/** How far the copy of a console is, at each look, until it is so. */
async function watch(console: Console, isEnough: (copy: Copy | null) => boolean): Promise<Copy[]> {
  const seen: Copy[] = [];
  for (let turn = 0; turn < 3000; turn += 1) {
    const { copy } = await status(console);
    if (copy) seen.push(copy);
    if (isEnough(copy)) return seen;
    await sleep(5);
  }
  throw new Error(`not so in time: ${JSON.stringify(seen.at(-1))}`);
}

describe('the first copy of a desk that joins', () => {
  it('says how far it is of how much, and goes on from there after a cut line and after a restart', async () => {
    const category = await ask(anna, 'catalogue', 'createCategory', { name: 'Licenses' });
    for (let n = 0; n < products; n += 1)
      await ask(anna, 'catalogue', 'createProduct', {
        categoryId: category.id,
        name: `Product ${n}`,
        prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 500 + n }],
      });
    await ask(anna, 'sync', 'createWorkspace', {
      kind: 'server',
      name: 'Sales',
      deskName: 'Front',
      host: '127.0.0.1',
      port: server.address.port,
      database: 'postgres',
      ...server.administrator,
    });
    await settled(anna);
    const { rows } = await server.sql.query<{ count: string }>('SELECT count(*) FROM reseller_hub.register');
    const total = Number(rows[0]?.count);
    const { code } = await ask(anna, 'sync', 'invite', {});
    const invitation = readCode(code);
    // A line on which a page takes a while.
    proxy.line.delay = 15;
    await ask(boris, 'sync', 'join', {
      code: writeCode({ ...invitation, address: { ...invitation.address, port: proxy.port } }),
      deskName: 'Back',
    });
    boris.told.length = 0;
    const first = await watch(boris, (copy) => (copy?.done ?? 0) > 0);
    proxy.accept(false);
    proxy.cut();
    expect(first.at(-1)).toMatchObject({ stage: 'fetching', total });
    // Screens hear of it while it goes on.
    expect(boris.told).toContain('sync');
    await until(
      boris,
      () => status(boris),
      ({ problem }) => problem === 'offline',
    );
    const atCut = (await status(boris)).copy;
    expect(atCut).toMatchObject({ stage: 'fetching', total });
    expect(atCut?.done).toBeLessThan(total);

    await boris.core.close();
    boris.core = await start(boris);
    // Before the hub was reached again.
    expect((await status(boris)).copy).toEqual(atCut);
    proxy.line.delay = 2;
    proxy.accept(true);
    const rest = await watch(boris, (copy) => copy === null);
    const fetching = rest.filter(({ stage }) => stage === 'fetching').map(({ done }) => done);
    expect(Math.min(...fetching)).toBeGreaterThanOrEqual(atCut?.done ?? 0);
    expect(fetching).toEqual(fetching.toSorted((a, b) => a - b));
    for (const { done, total: of } of rest) expect(done).toBeLessThanOrEqual(of ?? 0);
    await settled(boris);
    expect(await status(boris)).toMatchObject({ isCopying: false, checksum: 'equal', deferred: 0 });
    const found = await ask(boris, 'catalogue', 'countProducts', {});
    expect(found.count).toBe(products);
  });
});
