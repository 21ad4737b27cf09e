import { start, timeOf } from './electron.ts';
import { loadOfOthers } from './machine.ts';
import { figure, type Figure, quantile, type Round } from './stats.ts';

/** Calls of each side that are measured, and how many in a row. */
const calls = 2000;
const block = 200;
/** Calls that are timed together: a page's clock is as coarse (0.1 ms) as a call is long. */
const together = 5;

/** Script that makes one block of calls, one after the other, and resolves to the milliseconds that a call took. */
const blockOf = (call: string): string => `(async () => {
  const taken = [];
  for (let n = 0; n < ${block}; n += ${together}) {
    const from = performance.now();
    for (let m = 0; m < ${together}; m += 1) await ${call};
    taken.push((performance.now() - from) / ${together});
  }
  return taken;
})()`;

/** P8: what the gate (sender, size, right, schema, worker) adds to a call that answers a constant. p95 is that of five calls in a row. */
export async function measureGate(options: { product: string; bare: string }): Promise<Figure[]> {
  const ours = start('product', options.product);
  const bare = start('bare', options.bare);
  try {
    const [oursPage, barePage] = [await ours.page(), await bare.page()];
    await oursPage.evaluate(timeOf('rows-painted'));
    const answer = await oursPage.evaluate('window.api.catalogue.listPackages({})');
    await barePage.evaluate(`window.bare.keep(${JSON.stringify(answer)})`);
    const echoed = await barePage.evaluate('window.bare.echo({})');
    if (JSON.stringify(echoed) !== JSON.stringify(answer) || !(answer as { ok?: boolean }).ok)
      throw new Error('the two calls do not answer the same');
    const product = async (): Promise<number[]> =>
      (await oursPage.evaluate(blockOf('window.api.catalogue.listPackages({})'))) as number[];
    const echo = async (): Promise<number[]> => (await barePage.evaluate(blockOf('window.bare.echo({})'))) as number[];
    await product();
    await echo();

    const load: number[] = [];
    const rounds: { before: number[]; product: number[]; after: number[] }[] = [];
    for (let done = 0; done < calls; done += block) {
      load.push(await loadOfOthers(100));
      // Not counted: every block that counts comes after one of the other program.
      await product();
      rounds.push({ before: await echo(), product: await product(), after: await echo() });
    }
    const at = (place: number): Round[] =>
      rounds.map((round) => ({
        before: quantile(round.before, place),
        product: quantile(round.product, place),
        after: quantile(round.after, place),
      }));
    return [
      figure('P8 call through the gate (p50), ms', 1.5, at(0.5), load),
      figure('P8 call through the gate (p95), ms', 1.5, at(0.95), load),
    ];
  } finally {
    await Promise.all([ours.end(), bare.end()]);
  }
}
