// npm run bench: measures the product against a bare Electron of the same runtime (quality 4.4), prints a table and
// writes out/bench.json.
//   BENCH_PAIRS=20   rounds of starts
//   BENCH_ONLY=P9    figures whose name begins so (P1 and P2 come together)
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runtime } from '../../scripts/runtime.mjs';
import { programs } from './electron.ts';
import { measureCatalogue } from './catalogue.ts';
import { measureGate } from './gate.ts';
import { measureImport } from './import.ts';
import { measureIntent } from './intent.ts';
import { measureMemory } from './memory.ts';
import { measureOrders } from './orders.ts';
import { seededCopy } from './seed.ts';
import { measureStart, modulesLoaded } from './start.ts';
import type { Figure } from './stats.ts';
import { measureSync } from './sync/index.ts';
import { table } from './table.ts';
import { measureTyping } from './typing.ts';

const pairs = Number(process.env['BENCH_PAIRS'] ?? 20);
const only = process.env['BENCH_ONLY']?.split(',');
const isWanted = (...names: string[]): boolean => only === undefined || names.some((name) => only.includes(name));

/** Everything of a data folder that is not the product's own goes: Chromium's profile with its caches. */
function forgetProfile(folder: string): void {
  const own = ['live', 'settings.json', 'window-staff.json'];
  for (const name of readdirSync(folder)) if (!own.includes(name)) rmSync(path.join(folder, name), { recursive: true });
}

async function main(): Promise<number> {
  const work = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-bench-run-'));
  const folders = { product: seededCopy(path.join(work, 'product')), bare: path.join(work, 'bare') };
  const figures: Figure[] = [];
  const say = (text: string): void => console.log(text);
  const { version, carried } = runtime();
  say(
    `Electron ${version}${carried ? ' (npm-carried: out of support)' : ''}, ${os.cpus().length} cores, 100,000 clients and orders`,
  );
  try {
    if (isWanted('P9')) figures.push(...(await measureIntent({ folder: seededCopy(path.join(work, 'intent')) })));
    if (isWanted('catalogue'))
      figures.push(...(await measureCatalogue({ folder: seededCopy(path.join(work, 'catalogue')) })));
    if (isWanted('catalogue', 'import'))
      figures.push(...(await measureImport({ folder: seededCopy(path.join(work, 'import')), rounds: 2 })));
    if (isWanted('catalogue', 'typing'))
      figures.push(...(await measureTyping({ folder: seededCopy(path.join(work, 'typing')) })));
    if (isWanted('orders')) figures.push(...(await measureOrders({ folder: seededCopy(path.join(work, 'orders')) })));
    if (isWanted('sync')) {
      const synced = await measureSync();
      figures.push(...synced);
      for (const { name, p95 } of synced)
        if (p95) say(`95th of a hundred, ms: ${p95.product}, quiet ${p95.bare} (${name})`);
    }
    if (isWanted('P1', 'P2')) {
      say(`P1, P2: ${pairs} rounds of starts`);
      figures.push(...(await measureStart({ pairs, ...folders })));
      const beforeEach = (): void => {
        forgetProfile(folders.product);
        rmSync(folders.bare, { recursive: true, force: true });
      };
      const fresh = await measureStart({ pairs: Math.ceil(pairs / 2), ...folders, beforeEach, label: ', new profile' });
      figures.push(...fresh.slice(0, 1));
      say(`files that the main thread loaded: ${await modulesLoaded(folders.product)}`);
    }
    if (isWanted('P8')) figures.push(...(await measureGate(folders)));
    if (isWanted('P13')) {
      say('P13: half a minute of nothing, five times');
      const memory = await measureMemory({ pairs: 2, ...folders });
      figures.push(...memory);
      for (const { idleCpuPercent: cpu } of memory)
        say(`idle processor time, percent of a core: ${cpu?.product}, bare ${cpu?.bare}`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }

  say(`\n${table(figures)}\n`);
  if (figures.some(({ noisy }) => noisy)) {
    say(
      'noisy: other programs kept more than 0.3 cores busy, or the baseline against itself left 0.95–1.05. These results do not count; run again on a quiet machine.',
    );
  }
  const file = path.join(programs.product, 'out/bench.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  say(`written: out/bench.json`);
  return figures.some(({ pass, noisy }) => !pass && !noisy) ? 1 : 0;
}

process.exitCode = await main();
