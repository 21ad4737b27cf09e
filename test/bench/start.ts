import { setTimeout as sleep } from 'node:timers/promises';
import { type Program, start, timeOf } from './electron.ts';
import { loadOfOthers } from './machine.ts';
import { figure, type Figure, type Round } from './stats.ts';

/** The page is looked at only after this, so that looking does not slow down what is looked at; the same for both. */
const undisturbedMs = 500;
/** The mark or paint that ends the start. */
const lastMark = { product: 'rows-painted', bare: 'first-contentful-paint' } as const;

interface Start {
  /** Milliseconds from the spawn. */
  readonly ready: number;
  readonly rows: number;
}

/** One start, timed by the program's own marks. */
async function once(program: Program, dataFolder: string): Promise<Start> {
  const running = start(program, dataFolder, { inspect: true });
  try {
    await sleep(undisturbedMs);
    const page = await running.page();
    const rows = Number(await page.evaluate(timeOf(lastMark[program])));
    const main = await running.main();
    const ready = Number(
      await main.evaluate(`performance.timeOrigin + performance.getEntriesByName('ready')[0].startTime`),
    );
    page.close();
    main.close();
    return { ready: ready - running.spawnedAt, rows: rows - running.spawnedAt };
  } finally {
    await running.end();
  }
}

/** Files that the main thread of the product has loaded once its rows are painted (more than before `ready`, never less). */
export async function modulesLoaded(dataFolder: string): Promise<number> {
  const running = start('product', dataFolder, { inspect: true });
  try {
    const page = await running.page();
    await page.evaluate(timeOf(lastMark.product));
    const main = await running.main();
    const files = new Set<string>();
    main.onEvent((method, { url }) => {
      if (method === 'Debugger.scriptParsed' && typeof url === 'string' && url.startsWith('file:')) files.add(url);
    });
    await main.send('Debugger.enable');
    page.close();
    main.close();
    return files.size;
  } finally {
    await running.end();
  }
}

/** P1 and P2: start to the first painted row of 100,000, and to Electron's `ready`, against the bare program. */
export async function measureStart(options: {
  pairs: number;
  product: string;
  bare: string;
  /** Done before each start of the product; for a new profile. */
  beforeEach?: () => void;
  label?: string;
}): Promise<Figure[]> {
  const { pairs, product, bare, beforeEach, label = '' } = options;
  const rounds: { before: Start; product: Start; after: Start }[] = [];
  const load: number[] = [];
  // The first start of each fills caches and does not count.
  await once('bare', bare);
  await once('product', product);
  for (let pair = 0; pair < pairs; pair += 1) {
    load.push(await loadOfOthers());
    beforeEach?.();
    rounds.push({
      before: await once('bare', bare),
      product: await once('product', product),
      after: await once('bare', bare),
    });
  }
  const of = (key: keyof Start): Round[] =>
    rounds.map(({ before, product: ours, after }) => ({ before: before[key], product: ours[key], after: after[key] }));
  return [
    figure(`P1 start to first painted row${label}, ms`, 1.6, of('rows'), load),
    figure(`P2 start to ready${label}, ms`, 1.15, of('ready'), load),
  ];
}
