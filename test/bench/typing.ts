import { setTimeout as sleep } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { openDatabase } from '../../main/core/store/index.ts';
import type { DevTools } from './devtools.ts';
import { start } from './electron.ts';
import { loadOfOthers } from './machine.ts';
import { addProducts } from './products.ts';
import { databaseIn } from './seed.ts';
import { figure, type Figure, quantile, type Round } from './stats.ts';

const rounds = 8;
/** Imports, one after the other: one alone is over after some of the rounds. */
const imports = 4;
const keysOfRound = 25;
/** Rows of the import that runs meanwhile: as long as a pasted table may be. */
const rows = 30_000;

/** Script that keeps how long each key takes until the frame that shows it is done. */
const watchKeys = `globalThis.keyTimes = [];
addEventListener('keydown', (event) => {
  const from = event.timeStamp;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => globalThis.keyTimes.push(performance.now() - from);
    port2.postMessage(null);
  });
}, true);`;

/** Script that resolves to what a frame of this page takes, in milliseconds. */
const frameMs = `new Promise((resolve) => {
  const taken = [];
  let last = 0;
  requestAnimationFrame(function next(at) {
    if (last > 0) taken.push(at - last);
    last = at;
    if (taken.length < 60) requestAnimationFrame(next);
    else resolve(taken.sort((a, b) => a - b)[30]);
  });
})`;

const call = (area: string, verb: string, input: unknown): string =>
  `window.api[${JSON.stringify(area)}][${JSON.stringify(verb)}](${JSON.stringify(input)})`;

async function ask<T>(page: DevTools, area: string, verb: string, input: unknown): Promise<T> {
  const answer = (await page.evaluate(call(area, verb, input))) as { ok: boolean; value: T; error?: unknown };
  if (!answer.ok) throw new Error(`${area}.${verb}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/**
 * What a key takes until it is painted, in the search of the list of 100,000 products, while an import runs: the 95th of a hundred keys,
 * in milliseconds, against what one frame of that page takes when nothing happens. The goal is three frames.
 */
export async function measureTyping(options: { folder: string }): Promise<Figure[]> {
  const db: Database.Database = openDatabase(databaseIn(options.folder));
  addProducts(db);
  db.close();
  const running = start('product', options.folder);
  try {
    const page = await running.page();
    await page.evaluate("location.hash = '#/catalogue/list'");
    await until(page, "document.querySelector('[role=row][data-key]') !== null");
    const frame = Number(await page.evaluate(frameMs));
    await page.evaluate(watchKeys);
    await page.evaluate("document.querySelector('input[type=search]').focus()");

    const measured: Round[] = [];
    const load: number[] = [await loadOfOthers()];
    for (let n = 0; n < imports && measured.length < rounds; n += 1) {
      const id = await readyImport(page, n);
      const isRunning = async (): Promise<boolean> =>
        (await ask<{ state: string }>(page, 'transfer', 'get', { id })).state === 'running';
      await ask(page, 'transfer', 'run', { id });
      while (measured.length < rounds) {
        const taken = await typeRound(page);
        // The import ended under these keys: they say nothing.
        if (!(await isRunning())) break;
        measured.push({ before: frame, product: quantile(taken, 0.95), after: frame });
      }
    }
    if (measured.length < 2) throw new Error('the imports were over before the keys were');
    return [figure('catalogue: key to paint during an import (p95), ms, in frames', 3, measured, load)];
  } finally {
    await running.end();
  }
}

/** Reads a table of new products in, ready to be imported. @returns its id */
async function readyImport(page: DevTools, number: number): Promise<string> {
  const lines = Array.from({ length: rows }, (_, n) => {
    const name = `import-${number}-${n}`;
    return `${name};Category ${n % 100};${name};55227;5.00`;
  });
  const { id, suggested } = await ask<{ id: string; suggested: unknown }>(page, 'transfer', 'readText', {
    fileName: 'many.csv',
    text: ['Name;Category;Link;Package;Price 1 EUR', ...lines].join('\r\n'),
  });
  await ask(page, 'transfer', 'dryRun', {
    id,
    mapping: suggested,
    mode: 'create',
    matchBy: 'slug',
    emptyCells: 'keep',
    missingCategories: 'refuse',
  });
  return id;
}

/** Types as somebody does who is quick. @returns what each key took, ms */
async function typeRound(page: DevTools): Promise<number[]> {
  await page.evaluate('void (globalThis.keyTimes = [])');
  for (let n = 0; n < keysOfRound; n += 1) {
    await typeKey(page, 'лайтisp'[n % 7] ?? 'a');
    await sleep(60);
  }
  const taken = (await page.evaluate('globalThis.keyTimes')) as number[];
  if (taken.length < keysOfRound * 0.9) throw new Error(`only ${taken.length} of ${keysOfRound} keys were seen`);
  return taken;
}

async function typeKey(page: DevTools, text: string): Promise<void> {
  await page.send('Input.dispatchKeyEvent', { type: 'keyDown', text, key: text });
  await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
}

async function until(page: DevTools, script: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await page.evaluate(script)) return;
    await sleep(100);
  }
  throw new Error(`not so within half a minute: ${script}`);
}
