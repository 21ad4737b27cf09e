import fc from 'fast-check';
import { acts } from './acts.ts';
import type { Fault } from './line.ts';
import type { History, Step } from './world.ts';

const fault: fc.Arbitrary<Fault> = fc.constantFrom(
  'none',
  'none',
  'none',
  'lost',
  'reply lost',
  'reply lost',
  'doubled',
  'late',
  'crash before',
  'crash after',
  'crash after',
);
const faults = fc.array(fault, { maxLength: 6 });
const desk = fc.nat({ max: 19 });
/** As the application does it: brief ones after an edit or a hint, whole ones by time. */
const round = fc.constantFrom('whole' as const, 'brief' as const);

const edit: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('edit' as const),
  desk,
  act: fc.constantFrom(...acts),
  // Few rows: edits have to meet.
  pick: fc.nat({ max: 2 }),
  value: fc.nat({ max: 40 }),
});
const sync: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('sync' as const), desk, round, faults });
const race: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('race' as const),
  desks: fc.array(desk, { minLength: 2, maxLength: 5 }),
  round,
  faults,
});
const rare: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('restart' as const), desk }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1000, 3_600_000, 86_400_000) }),
  fc.record({ kind: fc.constant('backup' as const) }),
  fc.record({ kind: fc.constant('restore' as const) }),
  fc.record({ kind: fc.constant('compact' as const), share: fc.constantFrom(30, 70, 100) }),
  fc.record({ kind: fc.constant('copy' as const), desk }),
);

const grant: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('grant' as const),
  desk,
  of: fc.constantFrom(
    'number' as const,
    'redemption' as const,
    'operation' as const,
    'operation' as const,
    'run' as const,
  ),
  key: fc.nat({ max: 1 }),
  fault,
});

/** Histories of two to five desks, with clocks up to a day wrong. */
export const histories: fc.Arbitrary<History> = fc.record({
  skews: fc.array(fc.constantFrom(0, 0, 3, -3, 1440, -1440), { minLength: 2, maxLength: 5 }),
  hasMet: fc.constantFrom(true, true, true, false),
  limits: fc.record({
    push: fc.constantFrom(1, 3, 1000),
    pull: fc.constantFrom(1, 7, 500),
    page: fc.constantFrom(2, 11, 1000),
  }),
  steps: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: edit },
      { weight: 6, arbitrary: sync },
      { weight: 2, arbitrary: race },
      { weight: 3, arbitrary: rare },
      { weight: 3, arbitrary: grant },
    ),
    { minLength: 10, maxLength: 60, size: 'max' },
  ),
});
