import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Charge,
  type Chargeable,
  difference,
  lasts,
  matchCharges,
  type Service,
} from '../../../main/core/reconciliation/statement-rules.ts';
import { addDays, periodStart } from '../../../main/core/kernel/index.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const since = '2026-01-01';
const readAt = '2026-12-31T00:00:00.000Z';

/** A license's honest history: operations at some days with a charge each, and a renewal by the vendor at each period's end. */
interface History {
  readonly service: Service;
  readonly operations: Chargeable[];
  readonly charges: Charge[];
}

const history = (at: number): fc.Arbitrary<History> =>
  fc
    .record({
      days: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 5 }),
      cost: fc.constantFrom(500, 1000),
      isTold: fc.boolean(),
      late: fc.constantFrom(0, 1),
      renewals: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ days, cost, isTold, late, renewals }) => {
      const vendorId = String(300_001 + at);
      const expiresOn = '2026-11-15';
      const operations = days
        .toSorted((a, b) => a - b)
        .map((day, n): Chargeable => {
          const sentAt = `${addDays('2026-02-01', day)}T12:00:00.000Z`;
          return {
            id: `operation-${at}-${String(n).padStart(2, '0')}`,
            kind: n === 0 ? 'create' : 'renew',
            state: 'succeeded',
            vendorId,
            token: `rc-${at}-${n}`,
            createdAt: sentAt,
            sentAt,
            expectedCost: isTold ? eur(cost) : null,
          };
        });
      const charges = [
        ...operations.map(({ sentAt }, n) => ({
          id: `${at + 1}0${n}`,
          date: addDays(sentAt.slice(0, 10), late),
          serviceId: vendorId,
          amount: eur(cost),
        })),
        ...Array.from({ length: renewals }, (_, n) => ({
          id: `${at + 1}5${n}`,
          date: periodStart(expiresOn, 1, -n),
          serviceId: vendorId,
          amount: eur(cost),
        })),
      ];
      return { service: { vendorId, licname: `rc-${at}-0`, autoprolong: '1', expiresOn }, operations, charges };
    });

const ledger = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => history(at))))
  .map((histories) => ({
    charges: histories.flatMap(({ charges }) => charges),
    operations: histories.flatMap(({ operations }) => operations),
    services: histories.map(({ service }) => service),
    since,
    readAt,
  }));

/** Any rows at all, honest or not. */
const anything = fc.record({
  charges: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 99 }).map(String),
      date: fc.constantFrom('', '2025-12-01', '2026-02-01', '2026-02-02', '2026-02-09'),
      serviceId: fc.constantFrom('', '300001', '300002'),
      amount: fc.option(fc.constantFrom(eur(500), eur(1000)), { nil: null }),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  ),
  operations: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 99 }).map((n) => `operation-${n}`),
      kind: fc.constantFrom('create' as const, 'renew' as const, 'changePackage' as const),
      state: fc.constantFrom('succeeded' as const, 'unknown' as const, 'refused' as const, 'absent' as const),
      vendorId: fc.constantFrom(null, '300001', '300002'),
      token: fc.constantFrom('rc-1', 'rc-2'),
      createdAt: fc.constant('2026-02-01T10:00:00.000Z'),
      sentAt: fc.constantFrom('2026-02-01T12:00:00.000Z', '2026-02-08T12:00:00.000Z'),
      expectedCost: fc.option(fc.constantFrom(eur(500), eur(1000)), { nil: null }),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  ),
  services: fc.constant<Service[]>([
    { vendorId: '300001', licname: 'rc-1', autoprolong: '1', expiresOn: '2026-03-09' },
  ]),
  since: fc.constant(since),
  readAt: fc.constant(readAt),
});

const shuffled = <T>(rows: readonly T[]) => fc.shuffledSubarray([...rows], { minLength: rows.length });
const flaws = (found: ReturnType<typeof matchCharges>) => [
  ...found.charges.filter(({ match }) => match === 'unmatched' || match === 'double').map(({ match }) => match),
  ...found.uncharged.map(({ match }) => match),
];

describe('the statement', () => {
  it('names every charge once, and lets an operation account for one at most', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const { charges, uncharged } = matchCharges(input);
        expect(charges.map(({ charge }) => charge.id).toSorted()).toEqual(input.charges.map(({ id }) => id).toSorted());
        const used = charges.filter(({ match }) => match === 'operation').map(({ operationId }) => operationId);
        expect(new Set(used).size).toBe(used.length);
        for (const { operationId } of uncharged) expect(used).not.toContain(operationId);
        for (const each of charges) {
          if (each.match !== 'double') continue;
          const first = charges.find(({ charge }) => charge.id === each.doubleOf);
          expect(first?.charge.serviceId).toBe(each.charge.serviceId);
          expect(first?.charge.amount).toEqual(each.charge.amount);
          expect(first?.match).not.toBe('double');
        }
        // What the vendor refused accounts for nothing.
        const refused = input.operations.filter(({ state }) => state === 'refused').map(({ id }) => id);
        for (const id of refused) expect(used).not.toContain(id);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(
        anything.chain((input) =>
          fc.tuple(fc.constant(input), shuffled(input.charges), shuffled(input.operations), shuffled(input.services)),
        ),
        ([input, charges, operations, services]) => {
          expect(matchCharges({ ...input, charges, operations, services })).toEqual(matchCharges(input));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('finds nothing wrong in an honest ledger', () => {
    fc.assert(
      fc.property(ledger, (input) => {
        expect(flaws(matchCharges(input))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('finds the one charge that is there twice', () => {
    fc.assert(
      fc.property(
        ledger.filter(({ charges }) => charges.length > 0),
        fc.nat(),
        (input, choice) => {
          const twice = input.charges[choice % input.charges.length];
          if (!twice) return;
          const charges = [...input.charges, { ...twice, id: '9999' }];
          const found = matchCharges({ ...input, charges });
          expect(flaws(found)).toEqual(['double']);
          const flagged = found.charges.find(({ match }) => match === 'double');
          expect(flagged?.charge.serviceId).toBe(twice.serviceId);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('takes the charge of a license that carries another name for nothing of an order whose license is not known', () => {
    const sentAt = '2026-02-01T12:00:00.000Z';
    const order: Chargeable = {
      id: 'lost',
      kind: 'create',
      state: 'unknown',
      vendorId: null,
      token: 'rc-lost',
      createdAt: sentAt,
      sentAt,
      expectedCost: eur(500),
    };
    const matchOf = (licname: string | null) =>
      matchCharges({
        charges: [{ id: '1', date: '2026-02-01', serviceId: '300009', amount: eur(500) }],
        operations: [order],
        services: [{ vendorId: '300009', licname, autoprolong: 'none', expiresOn: null }],
        since,
        readAt,
      }).charges[0]?.match;
    expect([matchOf('bought by hand'), matchOf('RC-LOST'), matchOf(null)]).toEqual([
      'unmatched',
      'operation',
      'operation',
    ]);
  });

  it('finds the one operation whose charge is missing, and waits a day and a half for it', () => {
    fc.assert(
      fc.property(
        ledger.filter(({ operations }) => operations.length > 0),
        fc.nat(),
        (input, choice) => {
          const lacking = input.operations[choice % input.operations.length];
          if (!lacking) return;
          // The charge of this operation, or of one that cannot be told from it.
          const at = input.charges.findIndex(
            ({ serviceId, date }) =>
              serviceId === lacking.vendorId &&
              date.slice(0, 10) <= addDays(lacking.sentAt.slice(0, 10), 1) &&
              date >= lacking.sentAt.slice(0, 10),
          );
          const charges = input.charges.filter((_, index) => index !== at);
          expect(flaws(matchCharges({ ...input, charges }))).toEqual(['not_charged']);
          const alone = { ...input, operations: [lacking], charges: [], readAt: lacking.sentAt };
          expect(flaws(matchCharges(alone))).toEqual(['awaited']);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('adds up: the difference is what is missing, to the minor unit, and unknown where anything is', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), fc.integer({ min: -1e6, max: 1e6 }), (a, b, c, lost) => {
        const sums = { topUps: eur(a), charges: eur(b), refunds: eur(c) };
        expect(difference(eur(a - b + c + lost), sums)).toEqual(eur(lost));
        expect(difference(null, sums)).toBeNull();
        expect(difference(eur(0), { ...sums, charges: null })).toBeNull();
        expect(difference(eur(0), { ...sums, refunds: { amountMinor: c, currency: 'USD' } })).toBeNull();
      }),
    );
  });

  const check = (said: ReturnType<typeof lasts>, kind: string, date: string | null): void => {
    expect(said).toEqual({ kind, date });
  };
  it('says until when a balance lasts: the first day that it does not cover', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.array(fc.option(fc.nat(1000), { nil: null, freq: 10 }), { maxLength: 12 }),
        (has, costs) => {
          const renewals = costs.map((cost, at) => ({
            expiresOn: addDays('2026-03-10', at),
            cost: cost === null ? null : eur(cost),
          }));
          const said = lasts(eur(has), renewals);
          let left = has;
          for (const { expiresOn, cost } of renewals) {
            if (cost === null) return check(said, 'unknown', null);
            left -= cost.amountMinor;
            if (left < 0) return check(said, 'until', expiresOn);
          }
          return check(said, 'beyond', null);
        },
      ),
    );
    expect(lasts(null, [])).toEqual({ kind: 'unknown', date: null });
  });
});
