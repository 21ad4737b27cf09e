/** A quantile of numbers, between neighbours in proportion. NaN for none. */
export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** The middle of numbers. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
/** First and third quartile. */
export const quartiles = (values: readonly number[]): [number, number] => [
  quantile(values, 0.25),
  quantile(values, 0.75),
];
/** Arithmetic mean. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
/** Three digits after the point, which is more than any figure here is worth. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** One figure of `out/bench.json`; what is beyond the first six fields explains it. */
export interface Figure {
  /** With its unit. */
  readonly name: string;
  /** Median of the product. */
  readonly value: number;
  /** Median of the bare baseline, in the same unit. */
  readonly baseline: number;
  /** Median of the ratios of each round. */
  readonly ratio: number;
  /** Largest ratio that passes. */
  readonly goal: number;
  readonly pass: boolean;
  /** The machine was not quiet enough for the result to count: see `aa` and `load`. */
  readonly noisy: boolean;
  readonly iqr: readonly [number, number];
  readonly minimum: number;
  readonly baselineMinimum: number;
  readonly rounds: number;
  /** Median ratio of the baseline against itself in the same rounds. */
  readonly aa: number;
  /** Median of the processor cores that other programs kept busy between the rounds. */
  readonly load: number;
  readonly samples: readonly number[];
  readonly baselineSamples: readonly number[];
  /** Of a figure whose rounds are middles of several: the 95th of a hundred of all single values. */
  readonly p95?: { readonly product: number; readonly bare: number };
  /** P13 only: share of one core that the idle program takes, in percent, median. */
  readonly idleCpuPercent?: { readonly product: number; readonly bare: number };
}

/** One round: the product between two runs of the baseline, so that a drift of the machine cancels out. */
export interface Round {
  readonly before: number;
  readonly product: number;
  readonly after: number;
}

/** Load by others up to which figures count (quality 4.5). */
const quietLoad = 0.3;
/** Band of the baseline against itself within which figures count (quality 4.5). */
const aaBand = [0.95, 1.05] as const;

/** Puts rounds together to a figure. `load`: busy cores of others, one sample a round. */
export function figure(name: string, goal: number, rounds: readonly Round[], load: readonly number[]): Figure {
  const ratios = rounds.map(({ before, product, after }) => product / mean([before, after]));
  const ratio = rounded(median(ratios));
  const [low, high] = quartiles(ratios);
  const baselines = rounds.flatMap(({ before, after }) => [before, after]);
  const products = rounds.map(({ product }) => product);
  const aa = rounded(median(rounds.map(({ before, after }) => after / before)));
  const busy = rounded(median(load));
  return {
    name,
    value: rounded(median(products)),
    baseline: rounded(median(baselines)),
    ratio,
    goal,
    pass: ratio <= goal,
    noisy: busy > quietLoad || aa < aaBand[0] || aa > aaBand[1],
    iqr: [rounded(low), rounded(high)],
    minimum: rounded(Math.min(...products)),
    baselineMinimum: rounded(Math.min(...baselines)),
    rounds: rounds.length,
    aa,
    load: busy,
    samples: products.map(rounded),
    baselineSamples: baselines.map(rounded),
  };
}
