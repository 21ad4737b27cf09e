import fc from 'fast-check';
import { consolidationModes } from '../../../preload/api/automation-settings.ts';

/** Which of what there is, counted round. */
const of = fc.nat({ max: 7 });
const isSo = fc.boolean();

const order = fc.record({
  do: fc.constant('order' as const),
  client: fc.nat({ max: 2 }),
  product: fc.nat({ max: 5 }),
  quantity: fc.constantFrom(1, 1, 1, 2),
  isYear: fc.constantFrom(false, false, false, true),
  hasCode: fc.constantFrom(false, false, true),
  isPaid: fc.constantFrom(true, true, true, false),
});

/** Renewals are consolidated otherwise from here on: of all clients, or of one. */
const consolidate = fc.record({
  do: fc.constant('consolidate' as const),
  client: fc.constantFrom(null, 0, 1, 2),
  mode: fc.constantFrom(...consolidationModes, null),
  day: fc.integer({ min: 1, max: 31 }),
  weekday: fc.integer({ min: 1, max: 7 }),
});

/** What happens in a shop: what clients, staff, the vendor and the calendar do. Much of it is refused, as in life. */
const step = fc.oneof(
  { weight: 1, arbitrary: order },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pay' as const), of, isWhole: fc.constantFrom(true, true, false) }),
  },
  /** Each day with a run, the vendor after it. */
  { weight: 3, arbitrary: fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 9 }) }) },
  /** An invoice is paid so long after it is due, with runs on the way: what dunning began is to be undone. */
  { weight: 3, arbitrary: fc.record({ do: fc.constant('late' as const), of, days: fc.integer({ min: 1, max: 33 }) }) },
  /** The console is closed for so long, then run. */
  { weight: 5, arbitrary: fc.record({ do: fc.constant('closed' as const), days: fc.integer({ min: 2, max: 45 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      of,
      what: fc.constantFrom(
        'renew on',
        'renew off',
        'end',
        'by hand',
        'give back',
        'staff suspends',
        'staff buys',
        'vendor stops it',
        'vendor deletes it',
        'back',
        'end trial',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('change' as const), of, isUp: isSo, isPaid: isSo }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), of, isNow: isSo, isRefunded: isSo }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('request' as const),
      of,
      ending: fc.constantFrom('approve', 'delete', 'withdraw'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refund' as const), of, isWhole: isSo, isToBalance: isSo }) },
  { weight: 1, arbitrary: consolidate },
  /** A part of what is open is credited. */
  { weight: 1, arbitrary: fc.record({ do: fc.constant('credit' as const), of, part: fc.integer({ min: 2, max: 9 }) }) },
  /** The vendor refuses what it is asked next. */
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;
const others = fc.array(step, { maxLength: 13, size: 'max' });
/** Nothing happens before the first order. */
const anyShop = fc.tuple(order, others).map(([first, rest]): Step[] => [first, ...rest]);
/** A client who has several things that are paid for, in a shop that consolidates from the beginning. */
const consolidating = fc
  .tuple(
    consolidate,
    fc.constantFrom(...consolidationModes.slice(1)),
    fc.array(order, { minLength: 2, maxLength: 3 }),
    fc.integer({ min: 18, max: 35 }),
    others,
  )
  .map(([setting, mode, orders, days, rest]): Step[] => [
    { ...setting, mode, client: null },
    ...orders.map((each) => ({ ...each, client: 0, isYear: false, isPaid: true })),
    { do: 'days', days },
    ...rest,
  ]);
export const history = fc.oneof({ weight: 2, arbitrary: anyShop }, { weight: 1, arbitrary: consolidating });
