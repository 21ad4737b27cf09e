import type { Change } from '../transport.ts';

const special = /["\\]/;

/** A PostgreSQL array literal of texts. Written by hand: the driver's own way takes longer than the server's work. */
function texts(values: readonly (string | null)[]): string {
  let literal = '{';
  for (const value of values) {
    if (literal.length > 1) literal += ',';
    literal +=
      value === null ? 'NULL' : `"${special.test(value) ? value.replaceAll(/["\\]/g, String.raw`\$&`) : value}"`;
  }
  return `${literal}}`;
}

const numbers = (values: readonly number[]): string => `{${values.join(',')}}`;

/** The parameters of the hub's `push` after the epoch: one array for each part of a change, in the order of the function. */
export function pushArrays(changes: readonly Change[]): readonly string[] {
  return [
    numbers(changes.map(({ deskSeq }) => deskSeq)),
    texts(changes.map(({ changeSet }) => changeSet)),
    texts(changes.map(({ entity }) => entity)),
    texts(changes.map(({ rowId }) => rowId)),
    texts(changes.map(({ field }) => field)),
    texts(changes.map(({ value }) => value)),
    texts(changes.map(({ policy }) => policy)),
    numbers(changes.map(({ baseRev }) => baseRev)),
    numbers(changes.map(({ baseOwn }) => baseOwn)),
    texts(changes.map(({ hlc }) => hlc)),
    texts(changes.map(({ actor }) => actor)),
    numbers(changes.map(({ resolves }) => resolves)),
    numbers(changes.map(({ schema }) => schema)),
  ];
}
