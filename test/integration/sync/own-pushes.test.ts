import { afterAll, beforeAll, expect, it } from 'vitest';
import { installHub } from '../../../main/core/sync/hub/install.ts';
import type { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import { change, hello } from './support/changes.ts';
import { openWorkspace } from './support/postgres-hub.ts';
import { testServer, type TestServer } from './support/server.ts';

let server: TestServer;
const lines: PostgresTransport[] = [];
beforeAll(async () => {
  server = await testServer();
  await installHub(server.address, server.administrator);
});
afterAll(async () => {
  await Promise.all(lines.map((line) => line.close()));
  await server?.close();
});

it('a desk is woken by the pushes of others, also of a line that took its place, and not by its own', async () => {
  const workspace = await openWorkspace(server, lines);
  const [a, b] = [await workspace.desk(), await workspace.desk()];
  const { epoch } = await a.line.hello(hello());
  const again = a.again();
  await again.hello(hello());
  const woken = { a: 0, b: 0 };
  await a.line.listen(() => (woken.a += 1));
  await b.line.listen(() => (woken.b += 1));
  woken.a = 0;
  woken.b = 0;
  await a.line.push({ epoch, changes: [change(1, {})] });
  await expect.poll(() => woken.b).toBe(1);
  // What the server says to a line comes in its order: the answer of this call is behind any hint of the push.
  await a.line.pull({ epoch, after: 0, limit: 10 });
  expect(woken.a).toBe(0);
  await again.push({ epoch, changes: [change(2, { baseOwn: 1 })] });
  await expect.poll(() => woken.a).toBe(1);
});
