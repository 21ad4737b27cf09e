import type { Row } from '../../../main/core/store/index.ts';
import { addDays, type MakeId, periodStart } from '../../../main/core/kernel/index.ts';
import { makeShop, staff } from './shop.ts';
import { temporaryStore, testClock } from './store.ts';

/** A shop whose days pass under control, with contract products that run and a vendor that does what it is asked. */
export function runningShop(start = '2026-03-10', makeId?: MakeId) {
  const opened = temporaryStore(testClock(), makeId);
  const { clock, store } = opened;
  const shop = makeShop(store);
  const noon = (day: string): void => clock.set(`${day}T12:00:00.000Z`);
  noon(start);

  /** Sells a license, pays for it and has the vendor make it. Its last comparison is as old as the test says. */
  function sell(patch: Parameters<typeof shop.make.order>[0] = {}, license: Row = {}): string {
    const order = shop.make.order(patch);
    const paidOn = shop.services.brand.businessDate();
    if (order.due.amountMinor > 0)
      shop.call(
        'billing',
        'recordPayment',
        shop.make.payment(order.invoiceId, order.due.amountMinor, { receivedOn: paidOn }),
      );
    const id = order.items[0]?.contractProductId ?? '';
    shop.make.license(id, {
      created_on: paidOn,
      expires_on: periodStart(paidOn, order.items[0]?.termMonths ?? 1, 1),
      ...license,
    });
    shop.settle(id);
    return id;
  }

  const contract = (id: string) => shop.call('contractProducts', 'get', { id });
  /** What the vendor does of what is asked, and the license becomes with it. */
  const doing: Record<string, (id: string) => Row> = {
    suspend: () => ({ status: 'suspended' }),
    unsuspend: () => ({ status: 'active' }),
    terminate: () => ({ status: 'deleted' }),
    renew: (id) => ({ expires_on: periodStart(contract(id).license?.expiresOn ?? '', contract(id).termMonths, 1) }),
  };
  const openOnes = (): { contract_product_id: string; kind: string }[] =>
    store.db
      .prepare(
        `SELECT contract_product_id, kind FROM operation WHERE state NOT IN ('succeeded', 'refused', 'abandoned') ORDER BY id`,
      )
      .all() as { contract_product_id: string; kind: string }[];
  /** The vendor does all that it is asked, also what follows from that. */
  function vendor(state: 'succeeded' | 'refused' = 'succeeded'): string[] {
    const done: string[] = [];
    for (let open = openOnes(); open.length > 0; open = openOnes()) {
      for (const { contract_product_id: id, kind } of open) {
        // What one brings about may call another one off that has not been sent.
        if (!openOnes().some((each) => each.contract_product_id === id && each.kind === kind)) continue;
        shop.settle(id, state, state === 'succeeded' ? (doing[kind]?.(id) ?? {}) : {});
        done.push(kind);
      }
    }
    return done;
  }
  /** Every license was compared with the vendor just now. */
  const compared = (): void => {
    store.db.prepare('UPDATE license SET last_read_at = ?').run(store.now());
  };
  const run = (input: { asOf?: string } = {}) => shop.services.automation.run(input, staff);

  /** Lives through each day up to one: a run, then the vendor. `each` is told the day before the run. */
  async function until(day: string, each: (day: string) => void = () => {}): Promise<void> {
    for (let at = addDays(shop.services.brand.businessDate(), 1); at <= day; at = addDays(at, 1)) {
      noon(at);
      compared();
      each(at);
      await run();
      vendor();
    }
  }
  /** The console was closed until a day. */
  function closedUntil(day: string): void {
    noon(day);
    compared();
  }
  const invoices = (id: string) =>
    contract(id)
      .periods.toReversed()
      .map(({ number, from, to, state, invoiceId }) => ({ number, from, to, state, invoiceId: invoiceId ?? '' }));
  /** Pays what is open of a period. */
  function pay(id: string, number: number): void {
    const { invoiceId = '' } = invoices(id).find((period) => period.number === number) ?? {};
    const due = shop.call('billing', 'getInvoice', { id: invoiceId }).due.amountMinor;
    shop.call(
      'billing',
      'recordPayment',
      shop.make.payment(invoiceId, due, { receivedOn: shop.services.brand.businessDate() }),
    );
  }
  const triggers = (id: string): number[] =>
    (
      store.db.prepare('SELECT trigger_no FROM trigger_event WHERE entity_id = ? ORDER BY id').all(id) as {
        trigger_no: number;
      }[]
    ).map((row) => row.trigger_no);
  const operations = (id: string): string[] =>
    contract(id)
      .operations.toReversed()
      .map(({ kind, state, cause }) => `${kind} ${state} ${cause.split('/')[0] ?? ''}`);
  const causes = (entityId: string): string[] =>
    (
      store.db.prepare('SELECT to_status, cause FROM status_change WHERE entity_id = ? ORDER BY id').all(entityId) as {
        to_status: string;
        cause: string;
      }[]
    ).map((row) => `${row.to_status} ${row.cause.split('/')[0] ?? ''}`);

  return {
    ...opened,
    shop,
    noon,
    sell,
    contract,
    vendor,
    compared,
    run,
    until,
    closedUntil,
    invoices,
    pay,
    triggers,
    operations,
    causes,
    /** As the shop's, each with a trace of its own as the gate gives it. */
    call: ((...[area, verb, input, context = { ...staff, traceId: store.makeId() }]: Parameters<typeof shop.call>) =>
      shop.call(area, verb, input, context)) as typeof shop.call,
    make: shop.make,
    brand: { businessDate: () => shop.services.brand.businessDate() },
  };
}
export type RunningShop = ReturnType<typeof runningShop>;
