import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../main/core/sync/hub/desks.ts';
import { installHub } from '../../../main/core/sync/hub/install.ts';
import { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import { startServer } from '../../../main/core/sync/hub/server.ts';
import { HubError, type Change, type HubTransport, type PushAnswer } from '../../../main/core/sync/transport.ts';
import { change, hello } from './support/changes.ts';
import { openWorkspace } from './support/postgres-hub.ts';
import { openProxy, type Proxy } from './support/proxy.ts';
import { binaries, newId, testServer, type TestServer } from './support/server.ts';

const times = { connect: 3000, statement: 3000, file: 3000, poll: 200 };

/** Pushes until it is answered; gives the answer and how often the line failed. */
async function stubborn(
  line: HubTransport,
  epoch: string,
  changes: Change[],
): Promise<{ answer: PushAnswer; failures: number }> {
  for (let failures = 0; ; failures += 1) {
    try {
      return { answer: await line.push({ epoch, changes }), failures };
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'offline' || failures > 60) throw error;
    }
  }
}

describe('a line or a server that fails', () => {
  let server: TestServer;
  let proxy: Proxy;
  const lines: PostgresTransport[] = [];
  beforeAll(async () => {
    server = await testServer();
    await installHub(server.address, server.administrator);
    proxy = await openProxy(server.address.port);
  });
  afterAll(async () => {
    await Promise.all(lines.map((line) => line.close()));
    await proxy?.close();
    await server?.close();
  });

  /** A desk behind the proxy. */
  async function far() {
    const workspace = await openWorkspace(server, lines);
    const desk = await workspace.desk();
    const access = { address: { ...desk.access.address, port: proxy.port }, credential: desk.access.credential };
    const line = new PostgresTransport(access, times);
    lines.push(line);
    const { epoch } = await line.hello(hello());
    const log = async (): Promise<number[]> =>
      (await desk.line.pull({ epoch, after: 0, limit: 5000 })).changes.map(({ deskSeq }) => deskSeq);
    return { workspace, desk, line, epoch, log };
  }
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

  it('takes each push exactly once when the answer is cut anywhere', { timeout: 120_000 }, async () => {
    const { line, epoch, log } = await far();
    let failures = 0;
    /** Pushes that were stored, and whose answer did not come. */
    let unheard = 0;
    let last = 0;
    // From the first bytes of the handshake to beyond the end of the answer.
    for (let bytes = 0; bytes < 1100; bytes += 25) {
      proxy.cut();
      // The desk notices, and reaches out anew with what is left of the line.
      await wait(20);
      proxy.line.left = bytes;
      const changes = upTo(3).map((n) => change(last + n, { rowId: `row-${last + n}` }));
      const before = await line.push({ epoch, changes }).catch(() => null);
      if (before === null && (await log()).length === last + 3) unheard += 1;
      proxy.line.left = Infinity;
      const result = await stubborn(line, epoch, changes);
      failures += before === null ? 1 : 0;
      expect(result.answer.answers.map(({ deskSeq, seq, outcome }) => [deskSeq, seq, outcome])).toEqual(
        changes.map(({ deskSeq }) => [deskSeq, deskSeq, 'applied']),
      );
      last += 3;
    }
    expect(failures).toBeGreaterThan(20);
    expect(unheard).toBeGreaterThan(0);
    expect(failures).toBeLessThan(last / 3);
    expect(await log()).toEqual(upTo(last));
  });

  it('takes a push exactly once when the server ends the connection in the middle of it', async () => {
    const { workspace, line, epoch, log } = await far();
    // The workspace is locked by somebody else: the push waits inside its function.
    const other = new pg.Client({ ...server.address, ...server.administrator });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM reseller_hub.workspace WHERE workspace_id = $1 FOR UPDATE', [
      workspace.workspaceId,
    ]);
    const changes = [change(1, {}), change(2, { field: 'price' })];
    const first = line.push({ epoch, changes }).catch((error: unknown) => error);
    const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%reseller_hub.push%'`;
    await expect.poll(async () => (await server.sql.query(waiting)).rowCount).toBe(1);
    await server.sql.query(`SELECT pg_terminate_backend(pid) FROM (${waiting}) w`);
    expect(await first).toMatchObject({ name: 'HubError', code: 'offline' });
    await other.query('COMMIT');
    await other.end();
    expect((await stubborn(line, epoch, changes)).answer.answers.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await log()).toEqual([1, 2]);
  });

  it('gives up on a half-open line in its time and finds the way again', async () => {
    const { line, epoch, log } = await far();
    proxy.line.isDead = true;
    const from = performance.now();
    await expect(line.push({ epoch, changes: [change(1, {})] })).rejects.toMatchObject({ code: 'offline' });
    expect(performance.now() - from).toBeLessThan(times.statement + 12_000);
    // New lines are dead too: reaching out ends in its own time.
    await expect(line.hello(hello({ epoch }))).rejects.toMatchObject({ code: 'offline' });
    proxy.line.isDead = false;
    proxy.cut();
    await stubborn(line, epoch, [change(1, {})]);
    expect(await log()).toEqual([1]);
  }, 60_000);

  it('works over a slow line, and says so when nobody is there', async () => {
    const { line, epoch, log } = await far();
    proxy.line.delay = 150;
    await line.push({ epoch, changes: [change(1, {})] });
    proxy.line.delay = 0;
    proxy.accept(false);
    proxy.cut();
    await expect(stubborn(line, epoch, [change(2, {})]).then(() => line.hello(hello()))).rejects.toMatchObject({
      code: 'offline',
    });
    proxy.accept(true);
    await stubborn(line, epoch, [change(2, { baseOwn: 1 })]);
    expect(await log()).toEqual([1, 2]);
  });

  it('is told after a while when the workspace is locked, and not waited for', async () => {
    const { workspace, line, epoch } = await far();
    await server.sql.query('BEGIN');
    await server.sql.query('SELECT 1 FROM reseller_hub.workspace WHERE workspace_id = $1 FOR UPDATE', [
      workspace.workspaceId,
    ]);
    await expect(line.push({ epoch, changes: [change(1, {})] })).rejects.toMatchObject({ code: 'offline' });
    await server.sql.query('COMMIT');
    await stubborn(line, epoch, [change(1, {})]);
  });

  it('gets through where every transaction is serializable', { timeout: 60_000 }, async () => {
    const { workspace } = await far();
    const desks = await Promise.all([workspace.desk(), workspace.desk(), workspace.desk()]);
    for (const { access } of desks)
      await server.sql.query(
        `ALTER ROLE "${access.credential.split(':')[0]}" SET default_transaction_isolation = 'serializable'`,
      );
    const again = desks.map((desk) => desk.again());
    const { epoch } = await again[0]!.hello(hello());
    await Promise.all(
      again.map(async (line) => {
        for (const n of upTo(10)) await stubborn(line, epoch, [change(n, { field: `f${n}` })]);
      }),
    );
    const { changes } = await again[0]!.pull({ epoch, after: 0, limit: 100 });
    expect(changes.map(({ seq }) => seq)).toEqual(upTo(30));
  });

  it(
    'wakes again after the line was lost, and asks where the server does not know LISTEN',
    { timeout: 30_000 },
    async () => {
      const { desk, line, epoch } = await far();
      let woken = 0;
      await line.listen(() => {
        woken += 1;
      });
      proxy.cut();
      await expect
        .poll(() =>
          line.hello(hello({ epoch })).then(
            () => true,
            () => false,
          ),
        )
        .toBe(true);
      expect(woken).toBeGreaterThan(0);
      woken = 0;
      await desk.line.push({ epoch, changes: [change(1, {})] });
      await expect.poll(() => woken, { timeout: 5000 }).toBeGreaterThan(0);

      const deaf = await far();
      // What a server without the word sees.
      proxy.line.sent = (bytes) => {
        const at = bytes.indexOf('LISTEN reseller_hub');
        if (at >= 0) bytes.write('LISTAN', at);
      };
      proxy.cut();
      let heard = 0;
      await expect
        .poll(() =>
          deaf.line
            .listen(() => (heard += 1))
            .then(
              () => true,
              () => false,
            ),
        )
        .toBe(true);
      proxy.line.sent = () => undefined;
      await expect.poll(() => heard, { timeout: 5000 }).toBeGreaterThan(0);
      const before = heard;
      await deaf.desk.line.push({ epoch: deaf.epoch, changes: [change(1, {})] });
      await expect.poll(() => heard, { timeout: 5000 }).toBeGreaterThan(before);
    },
  );

  it('loses nothing that it has answered when the server loses its power', { timeout: 60_000 }, async () => {
    const safe = await testServer({ fsync: 'on' });
    await installHub(safe.address, safe.administrator);
    const access = await createWorkspace(safe.address, safe.administrator, {
      workspaceId: newId(),
      name: 'Workspace',
      deskId: newId(),
      deskName: 'One',
    });
    const line = new PostgresTransport(access, times);
    const { epoch } = await line.hello(hello());
    const answered: number[] = [];
    const working = (async () => {
      for (const n of upTo(500)) {
        await line.push({ epoch, changes: [change(n, { rowId: `row-${n}` })] });
        answered.push(n);
      }
    })().catch((error: unknown) => error);
    await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(20);
    await safe.sql.end().catch(() => undefined);
    await safe.running.kill();
    expect(await working).toMatchObject({ code: 'offline' });
    const back = await startServer({
      binaries: binaries(),
      folder: safe.folder,
      password: safe.administrator.password,
      port: safe.address.port,
    });
    const sent = answered.length + 1;
    await stubborn(line, epoch, [change(sent, { rowId: `row-${sent}` })]).catch(async (error: unknown) => {
      // The one without an answer was stored: it is known by its content, and this one differs in its change set.
      expect(error).toMatchObject({ code: 'gap' });
    });
    const { changes } = await line.pull({ epoch, after: 0, limit: 5000 });
    expect(changes.map(({ deskSeq }) => deskSeq)).toEqual(upTo(sent));
    await line.close();
    await back.stop();
    await safe.close();
  });
});
