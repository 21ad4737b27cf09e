import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeRows } from '../../../main/core/sync/incoming.ts';
import { Portion, restAfter } from '../../../main/core/sync/pace.ts';
import type { LoggedChange } from '../../../main/core/sync/transport.ts';

/** Changes of rows named so, one to a letter. */
const log = (rows: string): LoggedChange[] =>
  rows.split('').map((rowId, at) => ({
    seq: at + 1,
    deskId: 'desk',
    deskSeq: at + 1,
    changeSet: 'set',
    entity: 'product',
    rowId,
    field: 'name',
    value: null,
    policy: 'review',
    baseRev: 0,
    baseOwn: 0,
    hlc: '',
    actor: '',
    resolves: 0,
    schema: 1,
    outcome: 'applied',
    receivedAt: '',
  }));
const rowsOf = (changes: readonly LoggedChange[]): string => changes.map(({ rowId }) => rowId).join('');

describe('a portion', () => {
  it('is what is done in six milliseconds, whatever one of them takes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 6, noNaN: true }), (each) => {
        const portion = new Portion(1000, 50);
        for (let n = 0; n < 10; n += 1) portion.took(portion.size, portion.size * each);
        const ms = portion.size * each;
        expect(portion.size === 1000 || (ms <= 6 && ms > 6 - each - 1e-6)).toBe(true);
      }),
    );
  });

  it('has one at least and never more than it may, and grows to twice its size at once at most', () => {
    const portion = new Portion(1000, 50);
    portion.took(50, 5000);
    expect(portion.size).toBe(1);
    portion.took(1, 0);
    expect(portion.size).toBe(2);
    for (let n = 0; n < 20; n += 1) portion.took(portion.size, 0);
    expect(portion.size).toBe(1000);
    portion.took(0, 5000);
    expect(portion.size).toBe(1000);
    expect(new Portion(3, 50).size).toBe(3);
  });

  it('is followed by a rest of more than twice its work, so that the thread of a person who saves is free most of the time', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 5000, noNaN: true }), (ms) => {
        expect(restAfter(ms, 9_000)).toBeGreaterThan(2 * ms);
        // Nobody is at work: a first copy need not take three times as long.
        expect(restAfter(ms, 11_000)).toBe(0);
      }),
    );
    expect(restAfter(0.2, 0)).toBe(0);
  });
});

describe('a piece of the log', () => {
  it('ends where a row ends', () => {
    expect(rowsOf(wholeRows(log('aabbbcc'), 0, 3))).toBe('aabbb');
    expect(rowsOf(wholeRows(log('aabbbcc'), 2, 3))).toBe('bbb');
    expect(rowsOf(wholeRows(log('aabbbcc'), 5, 30))).toBe('cc');
  });

  it('is all of the log, in its order, when they are put together; and a row without end does not make it one piece', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1 }),
        fc.nat({ max: 9 }),
        (rows, more) => {
          const changes = log(rows);
          const pieces: LoggedChange[] = [];
          while (pieces.length < changes.length) pieces.push(...wholeRows(changes, pieces.length, 1 + more));
          expect(pieces).toEqual(changes);
        },
      ),
    );
    expect(wholeRows(log('a'.repeat(5000)), 0, 50).length).toBeLessThan(200);
  });
});
