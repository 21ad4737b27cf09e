import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { figure } from '../../../unit/support/figures.ts';
import { openStore, tempFolder } from '../../../unit/support/store.ts';
import type { Verdict, Wrong } from './judge.ts';
import { phases, rows } from './rows.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { type Setting, simulate } from './simulation.ts';

/** How often each cell of the matrix is played. */
export const seeds = Number(process.env['FAULT_SEEDS'] ?? '1');

/** What the runs of a matrix came to. */
export interface Tally {
  runs: number;
  /** By what went wrong, in runs. */
  readonly wrong: Record<Wrong, number>;
  /** Operations that at the end were neither resolved nor before a person. */
  unresolved: number;
  /** Runs in which the vendor charged twice by itself: those are for the statement to find. */
  chargedTwiceByVendor: number;
  /** Row → phase → runs, and how many of them had anything wrong. */
  readonly byCell: Record<string, Record<string, { runs: number; wrong: number }>>;
  /** In words, what went wrong where. */
  readonly findings: string[];
}

export const emptyTally = (): Tally => ({
  runs: 0,
  wrong: { duplicate: 0, boughtButReportedFailed: 0, falselyDone: 0, blindlySent: 0, other: 0 },
  unresolved: 0,
  chargedTwiceByVendor: 0,
  byCell: {},
  findings: [],
});

/** Adds one run. `struck`: how often its fault struck; a run without is no test. */
export function count(
  tally: Tally,
  where: { readonly row: { readonly number: number; readonly name: string }; readonly phase: string },
  what: string,
  { wrong, unresolved, chargedTwiceByVendor, struck }: Verdict & { readonly struck: number },
): void {
  const row = (tally.byCell[`${where.row.number} ${where.row.name}`] ??= {});
  const cell = (row[where.phase] ??= { runs: 0, wrong: 0 });
  const findings = [
    ...wrong.map((one) => `${one.kind}: ${one.what}`),
    ...unresolved.map((one) => `unresolved: ${one}`),
    ...(struck === 0 ? ['the fault did not strike'] : []),
  ];
  tally.runs += 1;
  cell.runs += 1;
  if (findings.length > 0) cell.wrong += 1;
  for (const kind of new Set(wrong.map((one) => one.kind))) tally.wrong[kind] += 1;
  tally.unresolved += unresolved.length;
  tally.chargedTwiceByVendor += Number(chargedTwiceByVendor);
  for (const finding of findings) tally.findings.push(`${where.row.number}/${where.phase}/${what}: ${finding}`);
}

/** A migrated, empty database to begin each run with, and room for the runs. */
export function openSetting(): Setting & { remove(): void } {
  const temporary = tempFolder();
  const folder = temporary.path;
  const empty = path.join(folder, 'empty');
  mkdirSync(empty);
  openStore(empty).close();
  return { template: path.join(empty, 'console.db'), folder, remove: () => temporary.remove() };
}

export const scenarioOf = (kind: string): Scenario => {
  const found = scenarios.find((scenario) => scenario.kind === kind);
  if (!found) throw new Error(`no scenario of ${kind}`);
  return found;
};

export const rowOf = (number: number): (typeof rows)[number] => {
  const found = rows.find((row) => row.number === number);
  if (!found) throw new Error(`no row ${number}`);
  return found;
};

/** Plays the whole matrix for some of the scenarios. */
export async function playMatrix(of: readonly Scenario[], setting: Setting): Promise<Tally> {
  const tally = emptyTally();
  for (const row of rows) {
    for (const phase of phases) {
      for (const scenario of of) {
        for (let seed = 1; seed <= seeds; seed += 1) {
          const run = await simulate({ row, phase, scenario, seed }, setting);
          count(tally, { row, phase }, `${scenario.kind}/${seed} (${run.effect})`, run);
        }
      }
    }
  }
  return tally;
}

/** What the matrix has to be (quality 2.5), and its figures. */
export function expectClean(tally: Tally, part: string): void {
  figure(`faults:${part}`, figuresOf(tally));
  expect(tally.findings.slice(0, 20)).toEqual([]);
}

export const figuresOf = ({ runs, wrong, unresolved, chargedTwiceByVendor, byCell }: Tally) => ({
  runs,
  duplicates: wrong.duplicate,
  boughtButReportedFailed: wrong.boughtButReportedFailed,
  unresolved,
  falselyDone: wrong.falselyDone,
  blindlySent: wrong.blindlySent,
  other: wrong.other,
  chargedTwiceByVendor,
  byCell,
});
