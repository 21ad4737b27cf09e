import type { Failure } from '../../../../main/core/provisioning/vendor/index.ts';
import type { Fault, SandboxChanges } from '../../../../main/core/vendor-sandbox/index.ts';
import {
  brokenJson,
  brokenXml,
  type Damage,
  type Given,
  lost,
  otherThing,
  redirect,
  resetBefore,
  resetWithin,
  serverError,
  slow,
  webPage,
  wrongTransfer,
} from './damage.ts';
import type { Random } from './random.ts';

/**
 * When a fault strikes (quality 2.4): before anything is sent; with the request on its way, so that the vendor does
 * nothing; after the vendor has done it, with no byte of its answer let through; within that answer; after it, while
 * the console reads what became of it; and when all is done and shown.
 */
export const phases = ['before', 'request', 'commit', 'response', 'stored', 'shown'] as const;
export type Phase = (typeof phases)[number];

/** What happens to one call on its way. */
export interface Act {
  /** When the vendor gets it, in milliseconds more than usual; null: never. */
  readonly reachesMs: number | null;
  /** When the console gets what there is, in milliseconds more than usual. */
  readonly lateMs: number;
  /** Told the vendor's answer; null where the vendor did not get the call, or not yet. */
  gives(answer: Extract<Given, { kind: 'answer' }> | null): Given;
}

/** Which readings: those before the sending, those after it, those after the end. */
export type Role = 'before' | 'stored' | 'shown';

/** What one run of the matrix does to the console and the vendor. */
export interface Effect {
  readonly name: string;
  /** The calls that change something, first ones first. */
  readonly sends?: { readonly act: Act; readonly hits: number };
  readonly reads?: { readonly act: Act; readonly hits: number; readonly roles: readonly Role[] };
  /** What happens to the console itself in that moment, or some time after it. */
  readonly moment?: { readonly afterMs: number } & (
    | { readonly kind: 'kill'; readonly downMs: number }
    | { readonly kind: 'jump'; readonly ms: number; readonly stays?: boolean }
  );
  /** What the vendor does wrong with the call that changes something. */
  readonly vendor?: readonly Fault[];
  /** The vendor does another thing than it was asked for. */
  readonly mistake?: boolean;
  /** So many licenses of others, some of which come and go while a list is read in pages of ten. */
  readonly crowd?: number;
  /** The person's first attempt is lost on the way, and it is the second one that meets the fault. */
  readonly secondAttempt?: boolean;
  /** What this vendor does where vendors differ. */
  readonly habits?: SandboxChanges['guesses'];
  readonly start?: string;
  readonly format?: 'json' | 'xml';
}

export interface FaultRow {
  /** In quality 2.4. */
  readonly number: number;
  readonly name: string;
  effect(phase: Phase, random: Random): Effect;
}

const act = (damage: Damage, reachesMs: number | null): Act => ({
  reachesMs,
  lateMs: damage.lateMs ?? 0,
  gives: (answer) => (answer ? damage.of(answer) : damage.alone()),
});
/** Nothing of the answer comes through. */
const silenced = (damage: Damage): Act => ({ reachesMs: 0, lateMs: damage.lateMs ?? 0, gives: () => damage.alone() });
const whole: Damage = { name: 'whole', of: (answer) => answer, alone: () => lost('ECONNRESET') };

/** A fault of an answer, in each phase. */
function answerRow(
  number: number,
  name: string,
  make: (random: Random) => Damage,
  more: Partial<Effect> = {},
): FaultRow {
  return {
    number,
    name,
    effect(phase, random) {
      const damage = make(random);
      const again = { act: act(damage, 0), hits: random.pick([0, 0, 1, 2, 4, 12]), roles: ['stored'] as const };
      const common = { name: damage.name, ...more };
      switch (phase) {
        case 'before':
          return {
            ...common,
            secondAttempt: true,
            reads: { act: act(damage, 0), hits: random.between(1, 4), roles: ['before'] },
          };
        case 'request':
          return { ...common, sends: { act: act(damage, null), hits: random.between(1, 2) }, reads: again };
        case 'commit':
          return { ...common, sends: { act: silenced(damage), hits: 1 }, reads: again };
        case 'response':
          return { ...common, sends: { act: act(damage, 0), hits: 1 }, reads: again };
        case 'stored':
          return { ...common, reads: { act: act(damage, 0), hits: random.between(1, 16), roles: ['stored'] } };
        case 'shown':
          return { ...common, reads: { act: act(damage, 0), hits: random.between(1, 4), roles: ['shown'] } };
      }
    },
  };
}

/** No way to the vendor: the call in hand breaks off, and the next ones do not leave. */
function linkRow(
  number: number,
  name: string,
  make: (random: Random) => { readonly failure: Failure; lateMs?: number },
): FaultRow {
  return {
    number,
    name,
    effect(phase, random) {
      const { failure, lateMs = 0 } = make(random);
      const down: Act = { reachesMs: null, lateMs, gives: () => failure };
      const broken = random.pick([lost('ECONNRESET'), lost('EPIPE'), lost('ENETRESET')]);
      const hits = random.between(1, 8);
      const common = { name: failure.message };
      switch (phase) {
        case 'before':
          return {
            ...common,
            secondAttempt: random.chance(0.3),
            sends: { act: down, hits: random.between(1, 3) },
            reads: { act: down, hits, roles: ['before'] },
          };
        case 'request':
        case 'commit':
        case 'response':
          return {
            ...common,
            sends: { act: { reachesMs: phase === 'request' ? null : 0, lateMs: 0, gives: () => broken }, hits: 1 },
            reads: { act: down, hits, roles: ['stored'] },
          };
        case 'stored':
        case 'shown':
          return { ...common, reads: { act: down, hits, roles: [phase] } };
      }
    },
  };
}

const unreachable = (message: string): Failure => ({ kind: 'not_sent', code: 'vendor.unreachable', message });
const noTls = (message: string): Failure => ({ kind: 'not_sent', code: 'vendor.tls', message });

/** The answer comes after the console has given up; the vendor may even begin after that. */
const lateRow: FaultRow = {
  number: 7,
  name: 'late success',
  effect(phase, random) {
    // The vendor shows within ten minutes what it took (design 4.4 relies on it), so it begins eight late at most.
    const lateMs = random.pick([59_500, 60_500, 75_000, 300_000, 7_200_000]);
    const late: Act = { reachesMs: 0, lateMs, gives: (answer) => answer ?? lost('ECONNRESET') };
    const begins: Act = { ...late, reachesMs: random.pick([59_000, 61_000, 120_000, 480_000]) };
    const name = `late by ${lateMs} ms`;
    switch (phase) {
      case 'before':
        return { name, secondAttempt: true, reads: { act: late, hits: random.between(1, 4), roles: ['before'] } };
      case 'request':
        return { name: `begun late by ${begins.reachesMs} ms`, sends: { act: begins, hits: 1 } };
      case 'commit':
      case 'response':
        return {
          name,
          sends: { act: late, hits: 1 },
          reads: { act: late, hits: random.between(0, 3), roles: ['stored'] },
        };
      case 'stored':
      case 'shown':
        return { name, reads: { act: late, hits: random.between(1, 4), roles: [phase] } };
    }
  },
};

/** It was done, and not as asked; or the answer speaks of something else. */
const otherRow: FaultRow = {
  number: 14,
  name: 'another thing than asked',
  effect(phase, random) {
    const damage = otherThing(random);
    const wrong = random.pick<Partial<Effect>>([
      { vendor: [{ kind: 'wrong-ip', func: 'soft.order.param', times: 1 }], mistake: false },
      { mistake: true },
      { vendor: [{ kind: 'ignored', times: 1 }] },
      { vendor: [{ kind: 'no-id', func: 'soft.order.param', times: 1 }] },
    ]);
    const reads = (role: Role): Effect => ({
      name: damage.name,
      reads: { act: act(damage, 0), hits: random.between(1, 6), roles: [role] },
    });
    const did = `did ${wrong.vendor?.[0]?.kind ?? 'a mistake'}`;
    switch (phase) {
      case 'before':
        return { ...reads('before'), secondAttempt: true };
      case 'request':
        return { name: did, ...wrong, sends: { act: act(whole, 0), hits: 1 } };
      case 'commit':
        return { name: `${did}, unseen`, ...wrong, sends: { act: silenced(whole), hits: 1 } };
      case 'response':
        return { name: damage.name, sends: { act: act(damage, 0), hits: 1 } };
      case 'stored':
      case 'shown':
        return reads(phase);
    }
  },
};

/** The vendor's own books: charged twice, listed late, pages that move while they are read. */
const booksRow: FaultRow = {
  number: 15,
  name: 'charges twice, lists late, pages shift',
  effect(phase, random) {
    const crowd = random.between(12, 35);
    // Where nothing but the list could show it, it is there within the ten minutes that absence takes.
    const listLate: Fault = {
      kind: 'list-late',
      func: 'soft.order.param',
      times: 1,
      ms: random.pick([20_000, 500_000]),
    };
    const lateReply: Act = silenced(random.pick([whole, resetBefore(random)]));
    switch (phase) {
      case 'before':
        return {
          name: 'pages shift before the second attempt',
          crowd,
          secondAttempt: true,
          reads: { act: act(whole, 0), hits: 3, roles: ['before'] },
        };
      case 'request':
        return {
          name: 'listed late, answer lost',
          crowd: random.chance(0.5) ? crowd : 0,
          vendor: [listLate],
          sends: { act: lateReply, hits: 1 },
        };
      case 'commit':
        return {
          name: 'charged twice, answer lost',
          vendor: [{ kind: 'charge-twice', times: 1 }],
          sends: { act: lateReply, hits: 1 },
        };
      case 'response':
        return {
          name: 'charged twice',
          vendor: [{ kind: 'charge-twice', times: 1 }],
          sends: { act: act(whole, 0), hits: 1 },
        };
      case 'stored':
        return {
          name: 'pages shift while it is looked for',
          crowd,
          sends: { act: lateReply, hits: 1 },
          reads: { act: act(whole, 0), hits: random.pick([8, 80]), roles: ['stored'] },
        };
      case 'shown':
        return { name: 'pages shift afterwards', crowd, reads: { act: act(whole, 0), hits: 2, roles: ['shown'] } };
    }
  },
};

/** In that moment itself, or while the console waits for something. */
const soon = (random: Random): number => (random.chance(0.5) ? 0 : random.between(1, 900_000));

/** Half of the answers are lost as well: then there is something to find out meanwhile. */
const halfLost = (phase: Phase, random: Random): Partial<Effect> =>
  random.chance(0.5) && phase !== 'before' && phase !== 'shown'
    ? { sends: { act: random.chance(0.7) ? silenced(whole) : act(whole, null), hits: 1 } }
    : {};

const killRow: FaultRow = {
  number: 16,
  name: 'killed',
  effect: (phase, random) => ({
    name: 'killed',
    moment: {
      kind: 'kill',
      afterMs: soon(random),
      downMs: random.pick([0, 1000, 60_000, 3_600_000, 100_000_000]),
    },
    ...halfLost(phase, random),
  }),
};

const clockRow: FaultRow = {
  number: 20,
  name: 'the clock jumps',
  effect(phase, random) {
    const day = 86_400_000;
    const [name, ms, start] = random.pick<readonly [string, number, string | undefined]>([
      ['a day ahead', day, undefined],
      ['a day back', -day, undefined],
      ['five minutes back', -300_000, undefined],
      ['a year back, where it was wrong before', -365 * day, undefined],
      ['an hour ahead, as for summer time', 3_600_000, '2026-03-29T00:59:58.000Z'],
      ['an hour back, as for winter time', -3_600_000, '2026-10-25T00:59:58.000Z'],
      ['over the end of the month', 0, '2026-01-31T23:59:57.000Z'],
      ['over the end of the year', 1000, '2026-12-31T23:59:58.000Z'],
      ['over a leap day', -1000, '2028-02-28T23:59:58.000Z'],
      ['over 2038', 0, '2038-01-19T03:14:05.000Z'],
    ]);
    return {
      name,
      moment: { kind: 'jump', ms, afterMs: soon(random) },
      ...(start === undefined ? {} : { start }),
      ...halfLost(phase, random),
    };
  },
};

/** Rows 1-16 and 20 of quality 2.4. */
export const rows: readonly FaultRow[] = [
  linkRow(1, 'DNS', (random) => ({
    failure: unreachable(random.pick(['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'])),
    lateMs: random.pick([0, 30_000]),
  })),
  linkRow(2, 'no connection', (random) =>
    random.pick([
      { failure: unreachable('ECONNREFUSED') },
      { failure: unreachable('EHOSTUNREACH') },
      { failure: unreachable('ENETUNREACH') },
      { failure: unreachable('ETIMEDOUT'), lateMs: 60_000 },
    ]),
  ),
  linkRow(3, 'TLS', (random) => ({
    failure: noTls(
      random.pick([
        'CERT_HAS_EXPIRED',
        'ERR_TLS_CERT_ALTNAME_INVALID',
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        'ERR_SSL_UNSUPPORTED_PROTOCOL',
        'ECONNRESET',
      ]),
    ),
  })),
  answerRow(4, 'reset before an answer', resetBefore),
  answerRow(5, 'reset within an answer', resetWithin),
  answerRow(6, 'slow', slow),
  lateRow,
  answerRow(8, 'server error', serverError),
  answerRow(9, 'web page', webPage),
  answerRow(10, 'redirect', redirect),
  answerRow(11, 'broken JSON', brokenJson),
  answerRow(12, 'broken XML', brokenXml, { format: 'xml' }),
  answerRow(13, 'wrong transfer', wrongTransfer),
  otherRow,
  booksRow,
  killRow,
  clockRow,
];
