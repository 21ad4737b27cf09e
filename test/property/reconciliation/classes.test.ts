import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VendorStatus } from '../../../preload/api/contract-products.ts';
import { ContractStatus } from '../../../preload/api/orders.ts';
import {
  type Books,
  changesOf,
  classify,
  compare,
  type OpenFinding,
  type Ours,
  subjectOf,
  type Theirs,
  wantedOf,
} from '../../../main/core/reconciliation/rules.ts';

/** Few values each, so that both sides meet often, in every combination. */
const vendorIds = ['1001', '1002', '1003', '1004'];
const contracts = ['c1', 'c2', 'c3'];
const text = (...values: readonly string[]) => fc.constantFrom(...values);
const told = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });

const ours = (vendorId: string, at: number): fc.Arbitrary<Ours> =>
  fc.record({
    licenseId: fc.constant(`license-${at}`),
    vendorId: fc.constant(vendorId),
    contractProductId: text(...contracts),
    status: fc.constantFrom(...VendorStatus.options),
    ip: text('', '192.0.2.7', '2001:db8::1'),
    licname: text('', 'rc-abc', 'other'),
    pricelist: text('55227', '55228'),
    key: text('', 'KEY-1', 'KEY-2'),
    autoprolong: told(text('none', '1', '12')),
    expiresOn: text('', '2026-04-10', '2026-05-10'),
    contract: fc.record({
      status: fc.constantFrom(...ContractStatus.options),
      ip: text('', '192.0.2.7', '2001:0db8:0::1'),
      pricelist: text('55227', '55228'),
    }),
  });

const theirs = (vendorId: string): fc.Arbitrary<Theirs> =>
  fc.record({
    vendorId: fc.constant(vendorId),
    status: fc.constantFrom(...VendorStatus.options),
    changing: fc.boolean(),
    ip: told(text('', '192.0.2.7', '2001:db8:0:0::1')),
    licname: told(text('', 'rc-abc by hand', 'other')),
    pricelist: told(text('55227', '55228')),
    packageName: told(text('ispmanager 6 lite')),
    period: told(fc.constantFrom(1, 12)),
    autoprolong: told(text('none', '1')),
    createdOn: told(text('2026-03-10')),
    expiresOn: told(text('2026-04-10', '2026-05-10')),
    keyChangedOn: told(text('2026-03-10')),
    key: told(text('', 'KEY-1', 'KEY-2')),
    cost: fc.constant(null),
  });

const books: fc.Arbitrary<Books> = fc.record({
  ours: fc.subarray(vendorIds).chain((ids): fc.Arbitrary<Ours[]> => fc.tuple(...ids.map(ours))),
  theirs: fc.option(
    fc.subarray(vendorIds).chain((ids): fc.Arbitrary<Theirs[]> => fc.tuple(...ids.map(theirs))),
    { nil: null, freq: 6 },
  ),
  without: fc.subarray(['c8', 'c9']),
  busy: fc.record({
    vendorIds: fc.subarray(vendorIds, { maxLength: 1 }).map((ids) => new Set(ids)),
    contracts: fc.subarray([...contracts, 'c9'], { maxLength: 1 }).map((ids) => new Set(ids)),
    tokens: fc.subarray(['rc-abc'], { maxLength: 1 }),
  }),
});

const spread = (found: ReturnType<typeof classify>) =>
  found
    .map((each) => ({ subject: subjectOf(each), class: each.class, drifts: each.drifts }))
    .toSorted((a, b) => a.subject.localeCompare(b.subject));

describe('the classes of licenses', () => {
  it('hold every license of either side, and every contract product without one, exactly once', () => {
    fc.assert(
      fc.property(books, (given) => {
        const found = classify(given);
        const mine = found.flatMap((each) => (each.ours ? [each.ours.licenseId] : []));
        expect(mine.toSorted()).toEqual(given.ours.map(({ licenseId }) => licenseId).toSorted());
        if (given.theirs === null) {
          // From a list that could not be read nothing is concluded.
          expect(found.every((each) => each.class === 'notAsked' || each.class === 'ended')).toBe(true);
          return;
        }
        const listed = found.flatMap((each) => (each.theirs ? [each.theirs.vendorId] : []));
        expect(listed.toSorted()).toEqual(given.theirs.map(({ vendorId }) => vendorId).toSorted());
        const waiting = found.flatMap(({ contractProductId }) => contractProductId ?? []);
        expect(waiting.toSorted()).toEqual([...given.without].toSorted());
        expect(new Set(found.map(subjectOf)).size).toBe(found.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('do not depend on the order of either side', () => {
    const shuffled = <T>(rows: readonly T[]) => fc.shuffledSubarray([...rows], { minLength: rows.length });
    fc.assert(
      fc.property(
        books.chain((given) =>
          fc.tuple(
            fc.constant(given),
            shuffled(given.ours),
            given.theirs === null ? fc.constant(null) : shuffled(given.theirs),
          ),
        ),
        ([given, mine, listed]) => {
          expect(spread(classify({ ...given, ours: mine, theirs: listed }))).toEqual(spread(classify(given)));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never make an orphan, a drift or a missing one of what is under way', () => {
    fc.assert(
      fc.property(books, (given) => {
        for (const each of classify(given)) {
          const isBusy =
            given.busy.vendorIds.has(each.ours?.vendorId ?? each.theirs?.vendorId ?? '') ||
            given.busy.contracts.has(each.ours?.contractProductId ?? each.contractProductId ?? '') ||
            given.busy.tokens.some((token) => each.theirs?.licname?.includes(token));
          if (isBusy && given.theirs !== null) expect(each.class).toBe('underWay');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('say missing only of what we hold for alive and the vendor does not list, or lists as deleted', () => {
    fc.assert(
      fc.property(books, (given) => {
        for (const each of classify(given)) {
          if (each.class !== 'missing' || each.ours === null) continue;
          expect(each.ours.status).not.toBe('deleted');
          const row = given.theirs?.find(({ vendorId }) => vendorId === each.ours?.vendorId);
          expect(row === undefined || row.status === 'deleted').toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what a license differs in', () => {
  it('is nothing where nothing was told', () => {
    fc.assert(
      fc.property(ours('1001', 0), (mine) => {
        const silent: Theirs = {
          vendorId: '1001',
          status: 'unknown',
          changing: false,
          ip: null,
          licname: null,
          pricelist: null,
          packageName: null,
          period: null,
          autoprolong: null,
          createdOn: null,
          expiresOn: null,
          keyChangedOn: null,
          key: null,
          cost: null,
        };
        expect(compare(mine, silent)).toEqual({ drifts: [], compared: new Set() });
      }),
    );
  });

  it('is among what was compared, each field once, with two values that are not the same', () => {
    fc.assert(
      fc.property(ours('1001', 0), theirs('1001'), (mine, seen) => {
        const { drifts, compared } = compare(mine, seen);
        expect(new Set(drifts.map(({ field }) => field)).size).toBe(drifts.length);
        for (const drift of drifts) {
          expect(compared.has(drift.field)).toBe(true);
          expect(drift.ours).not.toBe(drift.theirs);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('of a contract that ended is that it lives, and nothing else', () => {
    fc.assert(
      fc.property(ours('1001', 0), theirs('1001'), (mine, seen) => {
        const ended = { ...mine, contract: { ...mine.contract, status: 'Cancelled' as const } };
        const { drifts } = compare(ended, seen);
        for (const drift of drifts) expect(drift.field).toBe('status');
        const lives = !seen.changing && seen.status !== 'unknown' && seen.status !== 'deleted';
        if (lives) expect(drifts.map(({ problem }) => problem)).toEqual(['ended_alive']);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('findings from run to run', () => {
  const stored = (found: ReturnType<typeof classify>): OpenFinding[] =>
    found
      .flatMap(wantedOf)
      .map(({ subject, field, class: name }, at) => ({ id: `finding-${at}`, subject, field, class: name }));

  it('stay as they are while the books do', () => {
    fc.assert(
      fc.property(books, (given) => {
        const found = classify(given);
        const first = changesOf([], found);
        const second = changesOf(stored(found), found);
        expect(second.opened).toEqual([]);
        expect(second.gone).toEqual([]);
        expect(second.still).toHaveLength(first.opened.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('are closed only by a run that could tell: not of what is under way, nor of a field that was not told', () => {
    fc.assert(
      fc.property(books, books, (before, after) => {
        const open = stored(classify(before));
        const now = classify(after);
        const seen = new Map(now.map((each) => [subjectOf(each), each]));
        for (const { subject, field } of changesOf(open, now).gone) {
          const each = seen.get(subject);
          expect(each?.class).not.toBe('underWay');
          expect(each?.class).not.toBe('notAsked');
          if (field === '' || each === undefined || (each.class !== 'matched' && each.class !== 'drifted')) continue;
          // Of what should be gone only that it lives is looked at.
          const shouldBeGone =
            each.ours?.status === 'deleted' ||
            ['Cancelled', 'Closed', 'Lapsed'].includes(each.ours?.contract.status ?? '');
          if (!shouldBeGone) expect(each.compared.has(field)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are each either new, still so, gone, or left alone', () => {
    fc.assert(
      fc.property(books, books, (before, after) => {
        const open = stored(classify(before));
        const { opened, still, gone } = changesOf(open, classify(after));
        const ids = [...still.map(({ finding }) => finding.id), ...gone.map(({ id }) => id)];
        expect(new Set(ids).size).toBe(ids.length);
        const keys = new Set(open.map(({ subject, field }) => `${subject} ${field}`));
        for (const { subject, field } of opened) expect(keys.has(`${subject} ${field}`)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
