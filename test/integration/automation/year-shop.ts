import { performance } from 'node:perf_hooks';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import { catalogue as catalogueApi } from '../../../preload/api/catalogue.ts';
import { type Clock, silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { createVendorClient } from '../../../main/core/provisioning/index.ts';
import { inProcessVendor } from '../../../main/core/vendor-sandbox/index.ts';
import { makeDesk } from '../provisioning/desk.ts';
import { account, owner } from '../provisioning/world.ts';

/** Real time for whatever waits, on days of the test's own. */
export function shiftedClock(): Clock & { set(day: string): void } {
  let base = 0;
  let from = 0;
  return {
    ...systemClock,
    now: () => new Date(base + performance.now() - from),
    set(day) {
      // 10 o'clock in Berlin, summer or winter.
      base = Date.parse(`${day}T09:00:00.000Z`);
      from = performance.now();
    },
  };
}

/** How a trial of seven days ends. */
export type Ending = Trial['endAction'];
export const endings: readonly Ending[] = ['continue', 'migrate', 'cancel'];

export type YearShop = Awaited<ReturnType<typeof openYear>>;

/** A shop and its vendor for a simulated year: a product without a trial, one to move to, and one for each ending. */
export async function openYear(clock: Clock) {
  // Without sockets between: what they do is told by the tests of provisioning, and a year has a hundred thousand calls.
  const sandbox = inProcessVendor({
    now: () => clock.now(),
    timing: { processingMs: 0, keyDelayMs: 0 },
    accounts: [
      {
        login: account.username,
        password: account.password,
        balance: 1_000_000_000,
        currency: 'EUR',
        twoFactor: false,
      },
    ],
  });
  const desk = makeDesk({
    url: 'https://vendor.example/manager/billmgr',
    clock,
    vendor: createVendorClient({
      clock,
      log: silentLog,
      timeoutMs: 5000,
      minReadIntervalMs: 0,
      readRetryMs: [],
      transport: (url, form) => {
        const { status, contentType, body } = sandbox.call(url, form);
        return Promise.resolve({ kind: 'answer', status, contentType, body });
      },
    }),
    // A vendor that has done at once what it says yes to.
    timings: { readBackMs: [1, 5, 20, 80] },
  });
  await desk.furnish(1, 8);
  desk.store.db.exec("UPDATE brand SET time_zone = 'Europe/Berlin'");
  desk.brand.update({ timeZone: 'Europe/Berlin' }, owner);
  // The vendor runs a license that had stopped from the day of its renewal: so does the contract (spec 2.5.6).
  desk.automation.setSettings({ scope: 'brand', scopeId: '', values: { late_payment: 'greater' } }, owner);
  const lite = desk.ids('product')[0] ?? '';
  const { categoryId, connectionId } = desk.catalogue.getProduct(lite);
  const product = (name: string, packageIdentifier: string, amountMinor: number, trial?: Trial): string =>
    desk.catalogue.createProduct(
      catalogueApi.createProduct.input.parse({
        categoryId,
        connectionId,
        name,
        packageIdentifier,
        prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
        ...(trial ? { trial } : {}),
      }),
      owner,
    ).id;
  const pro = product('ispmanager 6 pro', '55228', 750);
  const tried = new Map<Ending, string>();
  for (const endAction of endings)
    tried.set(
      endAction,
      product(`ispmanager 6 lite, ${endAction}`, '55227', 500, {
        isSupported: true,
        isForced: true,
        days: 7,
        noticeDays: 1,
        endAction,
        migrateProductId: endAction === 'migrate' ? pro : null,
      }),
    );
  return {
    desk,
    sandbox,
    /** What begins with a trial of this ending; null: without one. */
    productOf: (trial: Ending | null): string => (trial === null ? lite : (tried.get(trial) ?? '')),
  };
}
