import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installHub } from '../../../main/core/sync/hub/install.ts';
import { histories } from '../../property/sync/histories.ts';
import type { Finding } from '../../property/sync/judge.ts';
import { findings, type Happened, seed } from '../../property/sync/simulate.ts';
import { figure } from '../../unit/support/figures.ts';
import { testServer, type TestServer } from './support/server.ts';
import { postgresHistories, prepareForHistories } from './support/simulated-hub.ts';

/** The histories of test/property/sync, on PostgreSQL instead of the hub in memory. */
const count = Number(process.env['SYNC_POSTGRES_HISTORIES'] ?? '12');

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await installHub(server.address, server.administrator);
  await prepareForHistories(server);
});
afterAll(() => server?.close());

describe('desks that meet later at a hub in PostgreSQL', () => {
  it(
    `have lost nothing and are equal, ${count} histories`,
    { timeout: Math.max(120_000, count * 15_000) },
    async () => {
      const happened: Happened = new Map();
      const failed: { at: number; found: Finding[] }[] = [];
      // Others than those of the first part in memory.
      for (const [at, history] of fc.sample(histories, { seed: seed + 1_000_000, numRuns: count }).entries()) {
        const found = await findings(history, {}, happened, postgresHistories(server));
        if (found.length > 0) failed.push({ at, found: found.slice(0, 5) });
      }
      figure('simulationOnPostgres', { histories: count, failed: failed.length });
      figure('happenedOnPostgres', Object.fromEntries(happened));
      expect(failed.slice(0, 3)).toEqual([]);
      const always = ['applied', 'same', 'conflict'];
      const often = ['granted', 'sent', 'used', 'run', 'decided', 'superseded', 'new identity', 'restored hub'];
      for (const what of count < 100 ? always : [...always, ...often])
        expect(happened.get(what) ?? 0, what).toBeGreaterThan(0);
    },
  );
});
