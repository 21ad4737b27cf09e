import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSettled,
  mismatches,
  matching,
  next,
  firstAbsence,
  provesAbsence,
  signsOfPurchase,
  transitions,
} from '../../../main/core/provisioning/rules.ts';
import { idsOfToken, tokenOf } from '../../../main/core/provisioning/token.ts';
import { bareLicense, type VendorLicense } from '../../../main/core/provisioning/vendor/index.ts';
import { OperationKind, OperationState } from '../../../preload/api/operations.ts';

const states = OperationState.options;
const kinds = OperationKind.options;
const events = [...new Set(transitions.map((row) => row.event))];
const anyEvent = fc.constantFrom(...events);

describe('the machine', () => {
  it('of an order: no way from unknown to sending but through absent and a person', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (walk) => {
        let state: OperationState | null = 'unknown';
        let decided = false;
        for (const event of walk) {
          const before: OperationState = state;
          state = next(state, event, 'create') ?? state;
          if (before === 'absent' && event === 'retry') decided = true;
          if (state === 'unknown') decided = false;
          if (state === 'sending' && before !== 'sending') expect(decided).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('the same, by following every path there is', () => {
    const reached = new Set<OperationState>(['unknown']);
    for (const state of reached) {
      for (const event of events) {
        if (event === 'retry') continue;
        const to = next(state, event, 'create');
        if (to) reached.add(to);
      }
    }
    expect(reached.has('sending')).toBe(false);
    expect(reached.has('queued')).toBe(false);
    expect(reached.has('absent')).toBe(true);
    expect(reached.has('succeeded')).toBe(true);
    // A bought license that was lost and found is never called refused.
    expect(reached.has('refused')).toBe(false);
  });

  it('only a queued operation is sent, and only a claim sends it', () => {
    for (const row of transitions) {
      if (row.to === 'sending') expect([row.from, row.event]).toEqual(['queued', 'claim']);
    }
  });

  it('success is settled for good; refused and abandoned never act again', () => {
    for (const row of transitions) {
      if (isSettled(row.from)) expect(row).toEqual({ from: 'refused', event: 'abandon', to: 'abandoned' });
    }
  });

  it('says one thing for each state, event and kind', () => {
    for (const kind of kinds) {
      for (const state of states) {
        for (const event of events) {
          const rows = transitions.filter(
            (row) => row.from === state && row.event === event && (row.kinds?.includes(kind) ?? true),
          );
          expect(rows.length).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('leaves no unsettled state without a way on', () => {
    for (const state of states)
      if (!isSettled(state)) expect(transitions.some((row) => row.from === state && row.to !== state)).toBe(true);
  });
});

const license = (patch: Partial<VendorLicense>): VendorLicense => ({ ...bareLicense('1', 'active'), ...patch });

describe('tokens', () => {
  it('of two operations differ, and each is found in a name with anything around it', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.uuid(),
        fc.string({ maxLength: 100 }),
        fc.string({ maxLength: 100 }),
        (a, b, left, right) => {
          const token = tokenOf(a);
          expect(token).toMatch(/^rc-[0-9a-hjkmnp-tv-z]{26}$/);
          expect(token === tokenOf(b)).toBe(a === b);
          expect(matching([license({ licname: `${left}${token.toUpperCase()}${right}` })], token)).toHaveLength(1);
          expect(matching([license({ licname: token, status: 'deleted' })], token)).toHaveLength(0);
        },
      ),
    );
  });

  it('lead back to their operation, and the beginning of one to all that begin so', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.integer({ min: 1, max: 26 }), (a, b, length) => {
        expect(idsOfToken(tokenOf(a).toUpperCase())).toEqual({ first: a, last: a });
        const start = tokenOf(a).slice(0, 3 + length);
        const range = idsOfToken(start);
        const isIn = (id: string): boolean => range !== null && range.first <= id && id <= range.last;
        expect(isIn(a)).toBe(true);
        expect(isIn(b)).toBe(tokenOf(b).startsWith(start));
      }),
    );
    for (const other of ['', 'rc-', 'rc-l', 'rc-z', `rc-${'0'.repeat(27)}`, '300001', 'anna'])
      expect(idsOfToken(other), other).toBeNull();
  });
});

describe('absence', () => {
  const rule = { reads: 3, afterMs: 600_000 };
  const firstAt = '2026-03-10T12:00:00.000Z';
  it('needs both: enough readings and enough time, by the clock that nobody sets where it ran through', () => {
    fc.assert(
      fc.property(
        fc.nat(10),
        fc.integer({ min: -1_000_000, max: 2_000_000 }),
        fc.option(fc.nat(2_000_000)),
        (reads, wallMs, monotonicMs) => {
          const now = new Date(Date.parse(firstAt) + wallMs).toISOString();
          const proved = provesAbsence(rule, { reads, firstAt, now, monotonicMs });
          expect(proved).toBe(reads >= 3 && (monotonicMs ?? wallMs) >= 600_000);
        },
      ),
    );
  });
});

describe('signs of a purchase', () => {
  const evidence = { sentAt: '2026-03-10T12:00:00.000Z', ip: '192.0.2.7', known: new Set(['7']) };
  it.each([
    [
      'a charge of the day for a service nobody knows',
      [],
      [{ id: '1', date: '2026-03-10', serviceId: '9', text: '', amount: null }],
      1,
    ],
    ['a charge without a service', [], [{ id: '1', date: '2026-03-11', serviceId: '', text: '', amount: null }], 1],
    [
      'a charge for a service that is ours',
      [],
      [{ id: '1', date: '2026-03-10', serviceId: '7', text: '', amount: null }],
      0,
    ],
    [
      'a charge for a license of the list',
      [license({ vendorId: '9', licname: 'other', ip: '192.0.2.9' })],
      [{ id: '1', date: '2026-03-10', serviceId: '9', text: '', amount: null }],
      0,
    ],
    ['an old charge', [], [{ id: '1', date: '2026-03-08', serviceId: '9', text: '', amount: null }], 0],
    [
      'an unknown license on the IP',
      [license({ vendorId: '9', ip: '192.0.2.7', createdOn: '2026-03-10', licname: 'x' })],
      [],
      1,
    ],
    [
      'the license of another operation on the IP',
      [license({ vendorId: '9', ip: '192.0.2.7', createdOn: '2026-03-10', licname: tokenOf('0190-1') })],
      [],
      0,
    ],
  ])('%s', (_name, licenses, expenses, count) => {
    expect(signsOfPurchase(licenses, expenses, evidence)).toHaveLength(count);
  });
});

describe('a mismatch', () => {
  it('is another tariff, name or IP, and not another spelling of the same IP', () => {
    const ordered = { token: 'rc-x', pricelist: '55227', ip: '2001:db8::7' };
    expect(mismatches(ordered, license({ licname: 'my rc-x', pricelist: '55227', ip: '2001:0DB8:0:0::7' }))).toEqual(
      [],
    );
    expect(mismatches(ordered, license({ licname: 'free.lic', pricelist: '55228', ip: '2001:db8::8' }))).toHaveLength(
      3,
    );
    expect(mismatches(ordered, license({}))).toEqual([]);
  });
});
