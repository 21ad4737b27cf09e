import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { postgresFolder } from '../../../scripts/setup/postgres.mjs';
import { startEmbeddedHub } from '../../../main/core/sync/hub/embedded.ts';
import type { Figure } from '../stats.ts';
import { manyDesks, pushAndSnapshot } from './hub.ts';
import { saveWhileSyncing } from './save.ts';
import { visible } from './visible.ts';

/** The hub against what PostgreSQL itself takes, on a server of its own with its usual safety, and desks at their work with it. */
export async function measureSync({ rounds = 3 }: { rounds?: number } = {}): Promise<Figure[]> {
  const binaries = postgresFolder();
  if (binaries === undefined) throw new Error('No PostgreSQL is set up: run `npm run setup` first.');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-bench-hub-'));
  const hub = await startEmbeddedHub({ folder, binaries, password: randomBytes(12).toString('hex') });
  const sql = new pg.Client({ ...hub.address, ...hub.administrator });
  await sql.connect();
  try {
    return [
      ...(await pushAndSnapshot(hub, sql, rounds)),
      await manyDesks(hub, rounds),
      await visible(hub, sql, { folder, rounds: rounds * 20 }),
      ...(await saveWhileSyncing(hub, { folder, rounds: rounds * 4 })),
    ];
  } finally {
    await sql.end();
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
