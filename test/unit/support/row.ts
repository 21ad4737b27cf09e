import { it } from 'vitest';
import { figure } from './figures.ts';

/**
 * A test of a row of the specification's inventory (docs/spec.md 1b); rows that passed are listed by an acceptance run.
 * A row may have several tests.
 */
export function row(n: number, title: string, run: () => unknown): void {
  it(`row ${n}: ${title}`, async () => {
    await run();
    figure('rows', [n]);
  });
}

/** A test of a script that a tester runs from the guide (docs/spec.md 1d); listed as rows are. */
export function script(n: number, title: string, run: () => unknown): void {
  it(`script ${n}: ${title}`, async () => {
    await run();
    figure('scripts', [n]);
  });
}
