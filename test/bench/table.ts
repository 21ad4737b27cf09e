import type { Figure } from './stats.ts';

const columns: readonly (readonly [heading: string, cell: (figure: Figure) => string])[] = [
  ['figure', ({ name }) => name],
  ['ours', ({ value }) => short(value)],
  ['bare', ({ baseline }) => short(baseline)],
  ['ratio', ({ ratio }) => ratio.toFixed(2)],
  ['IQR', ({ iqr: [low, high] }) => `${low.toFixed(2)}–${high.toFixed(2)}`],
  ['goal', ({ goal }) => `≤ ${goal}`],
  ['minima', ({ minimum, baselineMinimum }) => `${short(minimum)} / ${short(baselineMinimum)}`],
  ['A/A', ({ aa }) => aa.toFixed(2)],
  ['others', ({ load }) => load.toFixed(2)],
  ['result', ({ pass, noisy }) => `${pass ? 'pass' : 'MISSED'}${noisy ? ', noisy' : ''}`],
];

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3);

/** Figures as lines of text, columns aligned. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    columns.map(([heading]) => heading),
    ...figures.map((figure) => columns.map(([, cell]) => cell(figure))),
  ];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n');
}
