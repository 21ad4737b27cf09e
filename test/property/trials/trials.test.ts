import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canEnd, endOf, machine, next, trialComplaint } from '../../../main/core/trials/rules.ts';
import { daysBetween } from '../../../main/core/kernel/index.ts';
import type { TrialState } from '../../../preload/api/trials.ts';

const events = ['begun', 'continued', 'migrating', 'migrated', 'cancelling', 'cancelled', 'failed'] as const;
const over: readonly TrialState[] = ['continued', 'migrated', 'cancelled'];

describe('a trial (spec 47-52, 2.6)', () => {
  it('ends one way: whatever happens, what is over stays what it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (history) => {
        let state: TrialState = 'ordered';
        let ends = 0;
        for (const event of history) {
          const to = next(state, event);
          if (to === null) continue;
          if (over.includes(state)) throw new Error(`${state} moved`);
          if (over.includes(to)) ends += 1;
          state = to;
        }
        expect(ends).toBeLessThanOrEqual(1);
      }),
    );
    for (const state of over) expect([machine[state], canEnd(state)]).toEqual([{}, false]);
  });

  it('lasts so many days, and what is paid begins on the day after them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 365 }), (days) => {
        expect(daysBetween('2026-01-31', endOf('2026-01-31', days))).toBe(days);
      }),
    );
    expect(endOf('2026-01-03', 15)).toBe('2026-01-18');
  });

  it('is one per client and product, of one license, and cannot be left out where it is forced', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.option(fc.record({ isForced: fc.boolean() })),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        (wanted, trial, isUsed, isSoldSingly, quantity) => {
          const complaint = trialComplaint(wanted, { trial, isUsed, isSoldSingly }, quantity);
          const expected = wanted
            ? trial !== null && !isUsed && isSoldSingly && quantity === 1
            : !(trial?.isForced && !isUsed);
          expect(complaint === null).toBe(expected);
          // What is forced and cannot be ordered in any way says what to mend.
          if (trial?.isForced && !isUsed && !isSoldSingly) expect(complaint?.trial?.code).toBe('trial_forced_bulk');
        },
      ),
    );
  });
});
