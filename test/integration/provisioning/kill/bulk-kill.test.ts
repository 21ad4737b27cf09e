import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentLog, systemClock } from '../../../../main/core/kernel/index.ts';
import { createVendorClient } from '../../../../main/core/provisioning/index.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../../main/core/vendor-sandbox/index.ts';
import { figure } from '../../../unit/support/figures.ts';
import { tempFolder } from '../../../unit/support/store.ts';
import { account } from '../world.ts';

const child = path.join(import.meta.dirname, 'bulk-child.ts');
const points = Number(process.env['BULK_KILL_POINTS'] ?? '6');
const licenses = 16;

interface Said {
  readonly event: string;
  readonly state?: string;
  readonly counts?: Record<string, number>;
}

/** Runs the child; `killAfterMs` counts from the moment its bulk run is stored. */
function run(args: readonly string[], killAfterMs?: number): Promise<Said | undefined> {
  return new Promise((resolve, reject) => {
    const console_ = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let done: Said | undefined;
    let killed = false;
    createInterface({ input: console_.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Said;
      if (said.event === 'done') done = said;
      else if (killAfterMs !== undefined)
        setTimeout(() => {
          killed = true;
          console_.kill('SIGKILL');
        }, killAfterMs);
    });
    console_.on('close', (code) => {
      if (code !== 0 && !killed) reject(new Error(`child ended with ${code}`));
      else resolve(done);
    });
  });
}

/** A vendor with licenses of ten days ago, that takes its time. */
async function stocked(): Promise<{ sandbox: VendorSandbox; ids: string[] }> {
  const tenDays = 864_000_000;
  const sandbox = await startVendorSandbox({
    timing: { processingMs: 0, keyDelayMs: 0 },
    now: () => new Date(Date.now() - tenDays),
  });
  const client = createVendorClient({ clock: systemClock, log: silentLog });
  const ids: string[] = [];
  for (let at = 0; at < licenses; at += 1) {
    const order = { pricelist: '55227', period: 1, ip: `10.1.0.${at + 1}`, token: `rc-${at}` };
    const bought = await client.orderLicense({ connectionId: 'c', apiAddress: sandbox.url, ...account }, order, {
      tag: 'test',
    });
    if (bought.kind === 'ok') ids.push(bought.value.vendorId);
  }
  sandbox.advance(tenDays);
  sandbox.setFaults([
    { kind: 'delay', ms: 20 },
    { kind: 'delay', ms: 20, phase: 'after-commit' },
  ]);
  return { sandbox, ids };
}

describe('kill -9 during a bulk run', () => {
  it(
    `${points} runs, each killed twice: every license renewed once, every row done`,
    async () => {
      const counts = { points: 0, twice: 0, lost: 0 };
      for (let point = 0; point < points; point += 1) {
        const { sandbox, ids } = await stocked();
        const folder = tempFolder();
        const args = ['--data', folder.path, '--url', sandbox.url, '--licenses', ids.join(',')];
        try {
          const before = new Map(sandbox.licenses().map(({ id, expiredate }) => [id, expiredate]));
          // Spread over the time that a run takes: sixteen renewals of three calls, four at a time.
          await run(args, ((point + Math.random()) / points) * 500);
          await run(args, Math.random() * 400);
          const done = await run(args);
          counts.points += 1;
          // One purchase and one renewal each.
          counts.twice += (100_000 - sandbox.balance(account.username)) / 500 - 2 * licenses;
          if (done?.counts?.['done'] !== licenses) counts.lost += 1;
          figure('bulkKills', counts);
          expect(done).toMatchObject({ state: 'finished', counts: { done: licenses } });
          expect(sandbox.balance(account.username)).toBe(100_000 - 2 * licenses * 500);
          for (const { id, expiredate } of sandbox.licenses()) expect(expiredate > (before.get(id) ?? '')).toBe(true);
        } finally {
          await sandbox.close();
          folder.remove();
        }
      }
    },
    60_000 + points * 20_000,
  );
});
