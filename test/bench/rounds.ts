import { loadOfOthers } from './machine.ts';
import { figure, type Figure, type Round } from './stats.ts';

/** How often the load of others is looked at while a figure of many short rounds is measured. */
const looks = 10;

/** What a figure is made of: its rounds are run one after the other. */
export interface Measured {
  readonly name: string;
  readonly goal: number;
  readonly rounds: readonly (() => Round)[];
}

/** A figure of so many rounds, each the product's work between two of the baseline's. */
export function inRounds(
  name: string,
  goal: number,
  count: number,
  baseline: (n: number) => unknown,
  product: (n: number) => unknown,
): Measured {
  const rounds = Array.from({ length: count }, (_, n) => () => ({
    before: timed(() => baseline(n)),
    product: timed(() => product(n)),
    after: timed(() => baseline(n + count)),
  }));
  return { name, goal, rounds };
}

/** Runs the rounds of a figure. Their samples are too many to be kept. */
export async function measured({ name, goal, rounds }: Measured): Promise<Figure> {
  const load: number[] = [];
  const done: Round[] = [];
  for (const [at, round] of rounds.entries()) {
    if (at % Math.ceil(rounds.length / looks) === 0) load.push(await loadOfOthers());
    done.push(round());
  }
  const { samples: _, baselineSamples: __, ...result } = figure(name, goal, done, load);
  return { ...result, samples: [], baselineSamples: [] };
}

/** Milliseconds that work takes. */
export function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
