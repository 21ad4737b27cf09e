import type { Trial } from '../../../preload/api/catalogue-product.ts';
import { makeShop, staff } from './shop.ts';
import { temporaryStore } from './store.ts';

/** The terms of a trial as most products have them. */
export const terms: Trial = {
  isSupported: true,
  isForced: false,
  days: 7,
  noticeDays: 1,
  endAction: 'continue',
  migrateProductId: null,
};

/** A shop on the tenth of March with a client, a product to move to, and what tests of trials ask of it. */
export function trialShop() {
  const opened = temporaryStore();
  const { clock, store } = opened;
  const on = (day: string): void => clock.set(`${day}T12:00:00.000Z`);
  on('2026-03-10');
  const shop = makeShop(store);
  const connectionId = shop.make.connection();
  const clientId = shop.make.client();
  const pro = shop.make.product({
    connectionId,
    name: 'ispmanager 6 pro',
    packageIdentifier: '55228',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 750 }],
  });
  const withTrial = (patch: Partial<Trial> = {}, more: Parameters<typeof shop.make.product>[0] = {}): string =>
    shop.make.product({ connectionId, trial: { ...terms, ...patch }, ...more });
  const order = (productId: string, patch: object = {}) =>
    shop.make.order({ clientId, productId, trial: true, expectedTotalMinor: 0, ...patch });
  /** A contract product in its trial, whose license was bought on the day of the order. */
  function started(patch: Partial<Trial> = {}): string {
    const id = order(withTrial(patch)).items[0]?.contractProductId ?? '';
    shop.settle(id, 'succeeded');
    shop.make.license(id);
    return id;
  }
  const stored = (id: string) =>
    store.db.prepare('SELECT * FROM contract_product WHERE id = ?').get(id) as Record<string, string | number | null>;
  const trial = (contractProductId: string) => shop.call('trials', 'get', { contractProductId });
  const fired = (): number[] =>
    (
      store.db
        .prepare('SELECT trigger_no AS no FROM trigger_event WHERE trigger_no BETWEEN 28 AND 33 ORDER BY id')
        .all() as {
        no: number;
      }[]
    ).map(({ no }) => no);
  const periods = (id: string) =>
    store.db
      .prepare(
        'SELECT number, starts_on, ends_on, state, price_minor, invoice_id FROM contract_period WHERE contract_product_id = ?',
      )
      .all(id) as {
      number: number;
      starts_on: string;
      ends_on: string;
      state: string;
      price_minor: number;
      invoice_id: string;
    }[];

  /** All that is due by a day, as automation does it: again and again until nothing is. */
  function run(asOf: string): string[] {
    on(asOf);
    const { steps } = shop.services.trials;
    const did: string[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const due = steps.due(asOf, 10);
      if (due.length === 0) return did;
      for (const step of due) {
        const outcome = store.transaction(staff, (writer) => steps.perform(writer, step));
        did.push(`${step.kind} ${step.on} ${outcome.did}`);
      }
    }
    throw new Error(`does not end: ${did.join()}`);
  }

  return {
    ...opened,
    shop,
    connectionId,
    clientId,
    pro,
    on,
    withTrial,
    order,
    started,
    stored,
    trial,
    fired,
    periods,
    run,
  };
}
