import type { ConnectionAccount } from '../connections/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { ReadVerbs, VendorClient } from './vendor/index.ts';

interface Account {
  /** Calls that are on their way. */
  underWay: number;
  /** What waits for its turn, in the order it came: what was stored as being sent goes before what only reads. */
  readonly changes: (() => void)[];
  readonly reads: (() => void)[];
  /** What the newest call that did not get out came back with, counted: what waits meanwhile is not sent either. */
  outage: { readonly count: number; readonly answer: unknown };
  /** When the next call may begin, and how long a call took lately. Milliseconds of the clock. */
  nextAt: number;
  typicalMs: number;
}

/** Of the time between calls that are evenly spread, so much is kept between two: enough to spread them, never what holds them up. */
const spread = 0.8;
/** A wait shorter than a timer can keep is none. */
const shortestMs = 2;
/** A call that took longer counts as one of this length. */
const longestMs = 1000;

/** One that somebody called off says nothing about the vendor. */
const isOutOfReach = (answer: unknown): boolean => {
  const { kind, code } = (answer ?? {}) as { kind?: unknown; code?: unknown };
  return kind === 'not_sent' && code !== 'core.stopped';
};

/** The verbs that change nothing. */
const reading: Readonly<Record<keyof ReadVerbs, true>> = {
  probe: true,
  listLicenses: true,
  listExpenses: true,
  listPayments: true,
  listPrices: true,
  readLicense: true,
  readRenewForm: true,
  readPackageForm: true,
  checkIp: true,
};

/**
 * The client with no more calls of an account on their way at once than `widthOf` its connection says, and these spread over the
 * time that a call takes: eight that begin together end together, and each then waits for the work of the others at both ends.
 * A call that waits while another one finds the vendor out of reach is not sent, and says so: it would overtake that one.
 * An account that is asked one thing at a time is not held up here: its operations already come one by one.
 */
export function gateCalls(
  vendor: VendorClient,
  widthOf: (connectionId: string) => number,
  clock: Pick<Clock, 'monotonic' | 'sleep'>,
): VendorClient {
  const accounts = new Map<string, Account>();

  /** Waits for this call's place among those that are spread out. */
  async function inPlace(account: Account, width: number): Promise<void> {
    const now = clock.monotonic();
    const gap = width === 1 ? 0 : (account.typicalMs / width) * spread;
    const wait = account.nextAt - now;
    account.nextAt = Math.max(account.nextAt, now) + gap;
    if (gap >= shortestMs && wait >= shortestMs) await clock.sleep(wait);
  }

  async function pass<T>(connectionId: string, isReading: boolean, call: () => Promise<T>): Promise<T> {
    const account = accounts.get(connectionId) ?? {
      underWay: 0,
      changes: [],
      reads: [],
      outage: { count: 0, answer: null },
      nextAt: 0,
      typicalMs: 0,
    };
    accounts.set(connectionId, account);
    const { count } = account.outage;
    if (account.underWay >= widthOf(connectionId))
      await new Promise<void>((start) => (isReading ? account.reads : account.changes).push(start));
    else account.underWay += 1;
    try {
      await inPlace(account, widthOf(connectionId));
      if (account.outage.count !== count) return account.outage.answer as T;
      const from = clock.monotonic();
      const answer = await call();
      if (isOutOfReach(answer)) account.outage = { count: account.outage.count + 1, answer };
      // One that hung says little about the next ones.
      account.typicalMs += (Math.min(clock.monotonic() - from, longestMs) - account.typicalMs) / 8;
      return answer;
    } finally {
      // The turn goes over to the next one, unless the width has become less meanwhile.
      const next =
        account.underWay > widthOf(connectionId) ? undefined : (account.changes.shift() ?? account.reads.shift());
      if (next) next();
      else account.underWay -= 1;
    }
  }

  const verbs = Object.entries(vendor) as [keyof VendorClient, (...of: [ConnectionAccount, ...unknown[]]) => never][];
  return Object.fromEntries(
    verbs.map(([name, verb]) => [
      name,
      (account: ConnectionAccount, ...rest: unknown[]) =>
        pass(account.connectionId, name in reading, async () => verb(account, ...rest)),
    ]),
  ) as unknown as VendorClient;
}
