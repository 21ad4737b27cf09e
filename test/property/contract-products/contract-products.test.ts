import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OperationKind } from '../../../preload/api/operations.ts';
import { ContractStatus } from '../../../preload/api/orders.ts';
import {
  type ContractEvent,
  eventOf,
  firstPeriod,
  isEnded,
  machine,
  next,
  triggerOf,
} from '../../../main/core/contract-products/rules.ts';
import { addDays, periodStart } from '../../../main/core/kernel/index.ts';

const events = Object.keys(triggerOf) as ContractEvent[];
/** Spec 2.2, written down a second time: from, event, to. */
const allowed = new Set([
  'Pending paid Awaiting Activation',
  'Pending cancelled Cancelled',
  'Awaiting Activation created Active',
  'Awaiting Activation terminated Cancelled',
  'Awaiting Activation cancelled Cancelled',
  'Awaiting Activation term_ended Lapsed',
  'Active suspended Suspended',
  'Active terminated Cancelled',
  'Active cancelled Cancelled',
  'Active overdue_cancelled Cancelled',
  'Active term_ended Lapsed',
  'Active license_lost Awaiting Activation',
  'Suspended unsuspended Active',
  'Suspended terminated Cancelled',
  'Suspended cancelled Cancelled',
  'Suspended overdue_cancelled Cancelled',
  'Suspended term_ended Lapsed',
  'Suspended license_lost Awaiting Activation',
  'Cancelled terminated Cancelled',
  'Cancelled closed Closed',
  'Cancelled reactivated Awaiting Activation',
  'Cancelled resumed Active',
  'Cancelled resumed_suspended Suspended',
  'Closed terminated Closed',
  'Closed closed Closed',
  'Lapsed terminated Lapsed',
  'Lapsed reactivated Awaiting Activation',
  'Lapsed resumed Active',
  'Lapsed resumed_suspended Suspended',
]);
/** What only a person does. */
const byHand: readonly ContractEvent[] = ['reactivated', 'resumed', 'resumed_suspended'];

describe('the contract product machine (spec 2.2)', () => {
  it('allows exactly the transitions of the specification', () => {
    const found = ContractStatus.options.flatMap((from) =>
      events.flatMap((event) => {
        const to = next(from, event);
        return to === null ? [] : [`${from} ${event} ${to}`];
      }),
    );
    expect(new Set(found)).toEqual(allowed);
    expect(Object.keys(machine).toSorted()).toEqual(ContractStatus.options.toSorted());
  });

  it('never activates what was not paid, and revives what ended by a person only; what is closed stays closed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), (told) => {
        let status: ContractStatus = 'Pending';
        let wasPaid = false;
        for (const event of told) {
          const to = next(status, event);
          if (to === null) continue;
          if (status === 'Closed') expect(to).toBe('Closed');
          if (isEnded(status) && !isEnded(to)) expect(byHand).toContain(event);
          if (to === 'Suspended' && status !== 'Suspended') expect(['Active', 'Cancelled', 'Lapsed']).toContain(status);
          wasPaid ||= event === 'paid' || byHand.includes(event);
          status = to;
          if (status === 'Active' || status === 'Suspended') expect(wasPaid).toBe(true);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('knows the event of each kind of operation', () => {
    expect(Object.keys(eventOf).toSorted()).toEqual(OperationKind.options.toSorted());
    expect(
      Object.values(eventOf)
        .filter((event) => event !== null)
        .toSorted(),
    ).toEqual(['created', 'suspended', 'terminated', 'unsuspended']);
  });
});

describe('periods (spec 2.5)', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('follow each other without a gap or an overlap, and never drift from the anchor day', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(1, 12), fc.integer({ min: 0, max: 60 }), (anchor, term, n) => {
        const first = firstPeriod(anchor, term);
        expect(first).toEqual({ from: anchor, to: periodStart(anchor, term, 1) });
        expect(first.to > first.from).toBe(true);
        const start = periodStart(anchor, term, n);
        const lastOfMonth = addDays(`${periodStart(`${anchor.slice(0, 7)}-01`, term, n).slice(0, 7)}-01`, 0);
        const days = Number(addDays(periodStart(lastOfMonth, 1, 1), -1).slice(8));
        expect(Number(start.slice(8))).toBe(Math.min(Number(anchor.slice(8)), days));
      }),
    );
  });

  it('clamp to the month as in the example of the specification', () => {
    expect([0, 1, 2, 3, 4, 5].map((n) => periodStart('2027-01-31', 1, n))).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
      '2027-06-30',
    ]);
    expect(firstPeriod('2028-02-29', 12)).toEqual({ from: '2028-02-29', to: '2029-02-28' });
  });
});
