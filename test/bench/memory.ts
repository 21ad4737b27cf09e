import { setTimeout as sleep } from 'node:timers/promises';
import { type Program, start, timeOf } from './electron.ts';
import { cpuMs, loadOfOthers, pssMiB } from './machine.ts';
import { figure, type Figure, median, rounded, type Round } from './stats.ts';

/** Nothing is done for so long before memory is read; processor time is counted in the second half. */
const idleMs = 30_000;

interface Idle {
  readonly pss: number;
  /** Share of one core, in percent. */
  readonly cpu: number;
}

/** One start that is then left alone. Nothing is attached to it while it is measured. */
async function once(program: Program, dataFolder: string): Promise<Idle> {
  const running = start(program, dataFolder);
  try {
    const page = await running.page();
    await page.evaluate(timeOf(program === 'product' ? 'rows-painted' : 'first-contentful-paint'));
    page.close();
    await sleep(idleMs / 2);
    const from = { cpu: cpuMs(running.pid), at: performance.now() };
    await sleep(idleMs / 2);
    const cpu = ((cpuMs(running.pid) - from.cpu) / (performance.now() - from.at)) * 100;
    return { pss: pssMiB(running.pid), cpu };
  } finally {
    await running.end();
  }
}

/** P13: memory of the whole process tree with the first screen open, one program at a time, so that neither shares pages with the other. */
export async function measureMemory(options: { pairs: number; product: string; bare: string }): Promise<Figure[]> {
  const rounds: Round[] = [];
  const load: number[] = [];
  const cpu = { product: [] as number[], bare: [] as number[] };
  let before = await once('bare', options.bare);
  for (let pair = 0; pair < options.pairs; pair += 1) {
    load.push(await loadOfOthers());
    const product = await once('product', options.product);
    const after = await once('bare', options.bare);
    rounds.push({ before: before.pss, product: product.pss, after: after.pss });
    cpu.product.push(product.cpu);
    cpu.bare.push(after.cpu);
    before = after;
  }
  const idleCpuPercent = { product: rounded(median(cpu.product)), bare: rounded(median(cpu.bare)) };
  return [{ ...figure('P13 idle memory of all processes (PSS), MiB', 1.5, rounds, load), idleCpuPercent }];
}
