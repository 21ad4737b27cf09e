import type { ConnectionAccount } from '../connections/index.ts';
import type { ReadVerbs, VendorClient } from './vendor/index.ts';

interface Account {
  /** Calls that are on their way. */
  underWay: number;
  /** What waits for its turn, in the order it came: what was stored as being sent goes before what only reads. */
  readonly changes: (() => void)[];
  readonly reads: (() => void)[];
}

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
 * The client with no more calls of an account on their way at once than `widthOf` its connection says. An account that
 * is asked one thing at a time is not held up here: its operations already come one by one.
 */
export function gateCalls(vendor: VendorClient, widthOf: (connectionId: string) => number): VendorClient {
  const accounts = new Map<string, Account>();

  async function pass<T>(connectionId: string, isReading: boolean, call: () => Promise<T>): Promise<T> {
    const account = accounts.get(connectionId) ?? { underWay: 0, changes: [], reads: [] };
    accounts.set(connectionId, account);
    if (account.underWay >= widthOf(connectionId))
      await new Promise<void>((start) => (isReading ? account.reads : account.changes).push(start));
    else account.underWay += 1;
    try {
      return await call();
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
