import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installHub } from '../../../main/core/sync/hub/install.ts';
import { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import { HubError, type HubTransport } from '../../../main/core/sync/transport.ts';
import { testDesk, type TestDesk } from '../../unit/support/desks.ts';
import { figure } from '../../unit/support/figures.ts';
import { shelf } from '../../unit/support/shelf.ts';
import { examineDesk, examineHub, type Findings } from './kill/books.ts';
import { amountOf, type Edit, textOf } from './kill/words.ts';
import { openWorkspace } from './support/postgres-hub.ts';
import { openProxy, type Proxy } from './support/proxy.ts';
import { testServer, type TestServer } from './support/server.ts';

/** Rounds of each desk over a line that fails. */
const rounds = Number(process.env['SYNC_TORN_ROUNDS'] ?? '60');
/** Small, so that each round is many calls. */
const limits = { push: 3, pull: 5, page: 40 };
const times = { connect: 2000, statement: 5000, file: 5000, poll: 200 };

const any = (below: number): number => Math.floor(Math.random() * below);

/** Something happens to the line in the next round; the handshake is of about 700 bytes, an answer of some hundred. */
function tear(proxy: Proxy): string {
  const { line } = proxy;
  mend(proxy);
  const what = ['whole', 'answer cut', 'answer cut', 'request cut', 'request cut', 'slow', 'new line', 'refused'][
    any(8)
  ];
  if (what === 'answer cut') line.left = any(3000);
  if (what === 'request cut') line.leftToSend = any(3000);
  if (what === 'slow') line.delay = 1 + any(15);
  if (what === 'new line' || what === 'refused') proxy.cut();
  if (what === 'refused') proxy.accept(false);
  return what ?? '';
}

function mend(proxy: Proxy): void {
  Object.assign(proxy.line, { delay: 0, left: Infinity, leftToSend: Infinity });
  proxy.accept(true);
}

/** The planted bug: a push whose answer does not come is taken for one that arrived. */
const hopeful = (line: HubTransport): HubTransport =>
  Object.assign(Object.create(line) as HubTransport, {
    hello: line.hello.bind(line),
    pull: line.pull.bind(line),
    snapshot: line.snapshot.bind(line),
    countValues: line.countValues.bind(line),
    push: async (push: Parameters<HubTransport['push']>[0]) =>
      line.push(push).catch((error: unknown) => {
        if (!(error instanceof HubError) || error.code !== 'offline') throw error;
        const answers = push.changes.map(({ deskSeq }) => ({ deskSeq, outcome: 'same' as const, seq: 1, reason: '' }));
        return { answers, head: 0 };
      }),
  });

interface TornDesk extends TestDesk {
  readonly proxy: Proxy;
}

/** A team whose desks work over lines that are torn, and meet when the lines are whole. */
async function tornTeam(server: TestServer, options: { rounds: number; wrap?: typeof hopeful }) {
  const lines: PostgresTransport[] = [];
  const workspace = await openWorkspace(server, lines);
  const hub = { sql: server.sql, workspaceId: workspace.workspaceId };
  const desks: TornDesk[] = [];
  const edits: Edit[] = [];
  const torn: Record<string, number> = {};
  let failures = 0;
  try {
    for (const name of ['Anna', 'Boris', 'Clara']) {
      const { deskId, access } = await workspace.desk();
      const proxy = await openProxy(server.address.port);
      const address = { ...access.address, port: proxy.port };
      const line = new PostgresTransport({ address, credential: access.credential }, times);
      lines.push(line);
      const desk = testDesk({ name, transport: options.wrap?.(line) ?? line, limits });
      desk.service.join(desk.context, { deskId, bring: true });
      desks.push({ ...desk, proxy });
    }
    const [first] = desks as [TornDesk];
    const on = shelf(first);
    const products = desks.map(() => on.product(on.category()));
    const clients = desks.map(() => on.client());
    const meet = async (): Promise<void> => {
      for (let turn = 0; turn < 12; turn += 1) for (const desk of desks) await desk.sync();
    };
    await meet();
    const epoch = async (): Promise<unknown> =>
      (await server.sql.query('SELECT epoch FROM reseller_hub.workspace WHERE workspace_id = $1', [hub.workspaceId]))
        .rows[0];
    const atFirst = await epoch();
    let n = 0;
    const edit = (at: number): void => {
      const desk = desks[at];
      const [product, client] = [products[at], clients[at]];
      if (!desk || product === undefined || client === undefined) return;
      const shelves = shelf(desk);
      shelves.edit('product', product, { name: textOf((n += 1)) });
      edits.push({ n, what: 'name', id: product });
      shelves.price(product, amountOf((n += 1)));
      edits.push({ n, what: 'price', id: product });
      shelves.edit('client', client, { notes: textOf((n += 1)) });
      edits.push({ n, what: 'note', id: client });
    };
    for (let round = 0; round < options.rounds; round += 1)
      await Promise.all(
        desks.map(async (desk, at) => {
          edit(at);
          const what = tear(desk.proxy);
          torn[what] = (torn[what] ?? 0) + 1;
          const result = await desk.sync();
          if (result?.problem === 'offline') failures += 1;
          else expect(result?.problem ?? null).toBeNull();
        }),
      );
    for (const { proxy } of desks) mend(proxy);
    await meet();
    const saved = new Set(edits.map((each) => each.n));
    const found = await examineHub(hub, { edits, saved, desks: desks.length, decided: new Set() });
    for (const { name, store } of desks) found.lost.push(...(await examineDesk(store, name, hub)));
    // A desk that knows of more than the hub has it begin anew, and all is sent again: what was lost shows in nothing else.
    if (JSON.stringify(await epoch()) !== JSON.stringify(atFirst))
      found.lost.push('the hub was taken for a restored one');
    return { found, failures, torn, edits: edits.length };
  } finally {
    await Promise.all(lines.map((line) => line.close()));
    for (const { store, proxy } of desks) {
      store.db.close();
      await proxy.close();
    }
  }
}

describe('desks whose lines are cut, slow and halved', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
    await installHub(server.address, server.administrator);
  });
  afterAll(() => server?.close());
  const none: Findings = { lost: [], doubled: [], corrupt: [] };

  it(`have all of each other's edits, once, after ${rounds} rounds`, { timeout: 60_000 + rounds * 1000 }, async () => {
    const { found, failures, torn, edits } = await tornTeam(server, { rounds });
    figure('tornLines', { edits, failures, lost: found.lost.length, doubled: found.doubled.length });
    expect(found).toEqual(none);
    expect(failures, JSON.stringify(torn)).toBeGreaterThan(rounds / 3);
  });

  it('are seen to have lost edits where an answer that does not come is taken for a yes', async () => {
    const { found } = await tornTeam(server, { rounds: 15, wrap: hopeful });
    figure('planted:hopeful', found.lost.length > 0);
    expect(found.lost).not.toEqual([]);
  });
});
