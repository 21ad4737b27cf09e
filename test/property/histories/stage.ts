import type { Trial } from '../../../preload/api/catalogue-product.ts';
import type { Order } from '../../../preload/api/orders.ts';
import { addDays, AppError, type Context, periodStart } from '../../../main/core/kernel/index.ts';
import { key } from '../../unit/support/shop.ts';
import { runningShop } from '../../unit/support/running.ts';
import { type Breach, breachesOf, noPaidIsSuspended } from '../../unit/support/invariants.ts';
import { moneyBreaches } from './money-breaches.ts';
import type { Step } from './steps.ts';

export const firstDay = '2026-01-15';

/** A history ended in something that may not be. */
export class Broken extends Error {
  readonly breaches: readonly Breach[];
  constructor(breaches: readonly Breach[]) {
    super(breaches.map(({ invariant, where }) => `(${invariant}) ${where}`).join('\n'));
    this.breaches = breaches;
  }
}

/** Ids that rise, and are the same in the same history: what is ordered by them happens again as it did. */
function countedIds() {
  let made = 0;
  return {
    make: (): string => `01980000-0000-7000-8000-${(made += 1).toString(16).padStart(12, '0')}`,
    at: (): number => made,
    backTo(at: number): void {
      made = at;
    },
  };
}

export type Stage = ReturnType<typeof stage>;

/** A shop for whole histories. Each is played in a transaction that is taken back, so that none sees another. */
export function stage() {
  const ids = countedIds();
  const desk = runningShop(firstDay, ids.make);
  const { shop, store } = desk;
  const { db } = store;
  desk.call('brand', 'createTaxRate', { name: 'VAT', country: 'DE', percent: '19' });
  desk.call('brand', 'createTaxRate', { name: 'TVA', country: 'FR', percent: '20', isInclusive: true });
  const connectionId = desk.make.connection();
  const prices = (minor: number) =>
    ([1, 12] as const).map((termMonths) => ({
      termMonths,
      currency: 'EUR',
      amountMinor: minor * (termMonths === 1 ? 1 : 10),
    }));
  const bulk = { bulk: 'yes' as const, step: 1, isLimited: false, min: null, max: null };
  const lite = desk.make.product({ connectionId, prices: prices(499), quantity: bulk });
  const pro = desk.make.product({
    connectionId,
    name: 'ispmanager 6 pro',
    packageIdentifier: '55228',
    prices: prices(751),
    quantity: bulk,
    revenueRecognition: 'spread',
  });
  const tried = (endAction: Trial['endAction']): string =>
    desk.make.product({
      connectionId,
      prices: prices(499),
      trial: {
        isSupported: true,
        isForced: false,
        days: 7,
        noticeDays: 1,
        endAction,
        migrateProductId: endAction === 'migrate' ? pro : null,
      },
    });
  const products = [lite, pro, lite, tried('continue'), tried('migrate'), tried('cancel')];
  const clients = ['', 'DE', 'FR'].map((country) => desk.make.client({ country }));
  const { code } = desk.make.promoCode({ maxUses: 3, isRecurring: true });
  const begun = ids.at();

  const statements = new Map<string, ReturnType<typeof db.prepare>>();
  function rows<T>(sql: string, ...params: string[]): T[] {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement.all(...params) as T[];
  }
  const today = (): string => desk.brand.businessDate();
  const license = (id: string) => desk.contract(id).license;
  const staff = (cause: string): Context => ({ principal: { kind: 'system', name: 'test' }, traceId: key(), cause });
  let placed: Order[] = [];
  let isRefusing = false;

  /** What the vendor does of what it is asked; what comes of that too. */
  function vendor(): void {
    for (let turn = 0; ; turn += 1) {
      const open = rows<{ id: string; kind: string; params: string }>(
        `SELECT contract_product_id AS id, kind, params FROM operation
          WHERE state NOT IN ('succeeded', 'refused', 'abandoned') ORDER BY id`,
      );
      if (open.length === 0) return;
      if (turn > 30) throw new Error(`the vendor does not come to an end: ${JSON.stringify(open)}`);
      for (const { id, kind, params } of open) {
        if (isRefusing) shop.settle(id, 'refused', {}, 'vendor.refused');
        else shop.settle(id, 'succeeded', done(id, kind, params));
      }
      isRefusing = false;
    }
  }
  function done(id: string, kind: string, params: string) {
    const [{ termMonths } = { termMonths: 1 }] = rows<{ termMonths: number }>(
      'SELECT term_months AS termMonths FROM contract_product WHERE id = ?',
      id,
    );
    const term = (from: string): string => periodStart(from, termMonths, 1);
    switch (kind) {
      case 'create':
        desk.make.license(id, { created_on: today(), expires_on: term(today()) });
        return {};
      case 'renew': {
        const { expiresOn = '', status } = license(id) ?? {};
        const from = expiresOn > today() ? expiresOn : today();
        return { expires_on: term(from), ...(status === 'suspended' ? { status: 'active' } : {}) };
      }
      case 'changePackage':
        return { package_identifier: (JSON.parse(params) as { pricelist: string }).pricelist };
      case 'suspend':
        return { status: 'suspended' };
      case 'unsuspend':
        return { status: 'active' };
      case 'terminate':
        return { status: 'deleted' };
      default:
        throw new Error(`the vendor cannot ${kind}`);
    }
  }

  /** A run of automation, what the vendor does of it, and what there is to do after that. */
  async function run(): Promise<void> {
    desk.compared();
    vendor();
    await desk.run();
    vendor();
    if (noPaidIsSuspended(store).length > 0) throw new Broken(noPaidIsSuspended(store));
  }
  function pay(invoiceId: string | null | undefined, isWhole = true): void {
    if (!invoiceId) return;
    const { due } = desk.call('billing', 'getInvoice', { id: invoiceId });
    const amountMinor = isWhole ? due.amountMinor : Math.ceil(due.amountMinor / 3);
    if (amountMinor > 0)
      desk.call('billing', 'recordPayment', desk.make.payment(invoiceId, amountMinor, { receivedOn: today() }));
  }
  const contracts = (): string[] =>
    rows<{ id: string }>('SELECT id FROM contract_product ORDER BY id').map(({ id }) => id);
  const invoices = (where: string): string[] =>
    rows<{ id: string }>(`SELECT id FROM invoice WHERE ${where} ORDER BY id`).map(({ id }) => id);
  const one = <T>(all: readonly T[], at: number): T | undefined => all[at % Math.max(1, all.length)];

  async function take(step: Step): Promise<void> {
    switch (step.do) {
      case 'days':
        for (let day = 0; day < step.days; day += 1) {
          desk.noon(addDays(today(), 1));
          await run();
        }
        return;
      case 'closed':
        desk.noon(addDays(today(), step.days));
        await run();
        return;
      case 'late': {
        const id = one(invoices("status IN ('Unpaid', 'Partly paid')"), step.of);
        if (!id) return;
        const day = addDays(desk.call('billing', 'getInvoice', { id }).dueOn, step.days);
        // A week at a time: dunning keeps its steps apart.
        while (today() < day) {
          const next = addDays(today(), 7);
          desk.noon(next < day ? next : day);
          await run();
        }
        pay(id);
        return run();
      }
      case 'refuse':
        isRefusing = true;
        return;
      default:
        try {
          act(step);
        } catch (error) {
          // A refusal changes nothing; that is told by tests of its own.
          if (!(error instanceof AppError)) throw error;
        }
    }
  }

  function act(step: Exclude<Step, { do: 'days' | 'closed' | 'late' | 'refuse' }>): void {
    switch (step.do) {
      case 'order': {
        const clientId = clients[step.client] ?? '';
        const trial = step.product > 2;
        const items = [
          {
            productId: products[step.product] ?? '',
            termMonths: step.isYear ? (12 as const) : (1 as const),
            quantity: trial ? 1 : step.quantity,
            trial,
          },
        ];
        const promoCode = step.hasCode ? code : '';
        const { total } = desk.call('orders', 'quote', { clientId, currency: 'EUR', items, promoCode });
        if (!total) return;
        const order = desk.make.order({ clientId, items, promoCode, expectedTotalMinor: total.amountMinor });
        placed.push(order);
        if (step.isPaid) pay(order.invoiceId);
        return;
      }
      case 'pay':
        return pay(one(invoices("status IN ('Unpaid', 'Partly paid')"), step.of), step.isWhole);
      case 'refund': {
        const id = one(invoices('paid_minor > 0'), step.of);
        if (!id) return;
        const { original, accountBalance } = desk.call('billing', 'getInvoice', { id }).refundable;
        const most = (step.isToBalance ? accountBalance : original).amountMinor;
        const amountMinor = step.isWhole ? most : Math.ceil(most / 2);
        const destination = step.isToBalance ? 'account_balance' : 'original';
        if (amountMinor > 0)
          desk.call('billing', 'refund', { requestKey: key(), invoiceId: id, amountMinor, destination });
        return;
      }
      case 'credit': {
        const id = one(invoices("status IN ('Unpaid', 'Partly paid')"), step.of);
        if (!id) return;
        const amountMinor = Math.floor(desk.call('billing', 'getInvoice', { id }).due.amountMinor / step.part);
        if (amountMinor > 0) desk.call('billing', 'creditPart', { requestKey: key(), invoiceId: id, amountMinor });
        return;
      }
      case 'cancel': {
        const order = one(placed, step.of);
        if (order) cancel(order.id, step.isNow, step.isRefunded);
        return;
      }
      case 'request': {
        const order = one(placed, step.of);
        if (!order) return;
        const asked = desk.call('cancellations', 'request', { requestKey: key(), orderId: order.id, reason: 'Test' });
        if (step.ending === 'approve') desk.call('cancellations', 'approve', { id: asked.id, immediate: false });
        else if (step.ending === 'delete') desk.call('cancellations', 'delete', { id: asked.id });
        else
          desk.call(
            'clientArea',
            'withdrawCancellation',
            { id: asked.id },
            {
              principal: {
                kind: 'client',
                clientId: order.clientId,
                name: 'Anna Smith',
                actingStaffName: 'Olga Owner',
              },
              traceId: key(),
            },
          );
        return;
      }
      case 'change': {
        const contractProductId = one(contracts(), step.of);
        if (!contractProductId) return;
        const target = { contractProductId, productId: step.isUp ? pro : lite };
        const quoted = desk.call('contractChanges', 'quote', target);
        const change = desk.call('contractChanges', 'confirm', {
          requestKey: key(),
          ...target,
          expectedDueMinor: quoted.due.amountMinor,
          downgrade: step.isPaid ? 'account_balance' : 'none',
        });
        if (step.isPaid) pay(change.invoiceId);
        return;
      }
      case 'consolidate':
        return void desk.call('automation', 'setSettings', {
          ...(step.client === null
            ? { scope: 'brand', scopeId: '' }
            : { scope: 'client', scopeId: clients[step.client] ?? '' }),
          values: {
            consolidation: step.mode,
            consolidation_day: String(step.day),
            consolidation_weekday: String(step.weekday),
          },
        });
      case 'act': {
        const id = one(contracts(), step.of);
        if (id) actOn(id, step.what);
      }
    }
  }

  function cancel(id: string, immediate: boolean, isRefunded: boolean): void {
    const preview = desk.call('orders', 'previewCancel', { id });
    desk.call('orders', 'cancel', {
      requestKey: key(),
      id,
      immediate,
      reason: 'Test',
      ...(immediate && isRefunded
        ? { refund: 'account_balance' as const, expectedRefundMinor: preview.refundTotal.amountMinor }
        : {}),
    });
  }

  function actOn(id: string, what: string): void {
    switch (what) {
      case 'renew on':
      case 'renew off':
        return void desk.call('contractProducts', 'setAutoRenew', { id, autoRenew: what === 'renew on' });
      case 'end':
        return void desk.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: addDays(today(), 5) });
      case 'by hand':
        return void desk.call('contractProducts', 'setStatus', { id, status: 'Active' });
      case 'give back':
        return void desk.call('contractProducts', 'clearManualStatus', { id });
      case 'end trial':
        return void desk.call('trials', 'end', { contractProductId: id, action: 'continue' });
      case 'staff suspends':
        return store.transaction(
          staff('staff'),
          (writer) => void shop.provisioning.queue(writer, 'suspend', id, {}, 'staff'),
        );
      case 'staff buys': {
        // As the application: for what is paid, and not while there is a license (licenses/service.ts).
        const { status, license: has } = desk.contract(id);
        if (status !== 'Awaiting Activation' || (has && has.status !== 'deleted') || shop.provisioning.openOf(id))
          return;
        return store.transaction(staff('staff'), (writer) => void shop.provisioning.queueCreate(writer, id, 'staff'));
      }
      case 'vendor stops it':
      case 'vendor deletes it': {
        const has = license(id);
        if (!has || has.status === 'deleted') return;
        const status = what === 'vendor stops it' ? 'suspended' : 'deleted';
        return store.transaction(staff(''), (writer) => void writer.update('license', has.id, { status }));
      }
      default:
        desk.call('contractProducts', 'reactivate', {
          requestKey: key(),
          id,
          renewsOn: addDays(today(), 9),
          priceMinor: 700,
        });
    }
  }

  /** @throws Broken what of spec 2.16 does not hold now */
  function check(): void {
    const found = [...breachesOf(store), ...moneyBreaches(desk, rows)];
    if (found.length > 0) throw new Broken(found);
  }
  return {
    desk,
    /**
     * Plays a history, looks after each run of automation at all that spec 2.16 says, and takes it back. `plant` puts a
     * bug in, for this history alone. @throws Broken
     */
    async play(steps: readonly Step[], plant: () => void = () => {}): Promise<void> {
      desk.noon(firstDay);
      ids.backTo(begun);
      placed = [];
      isRefusing = false;
      db.exec('BEGIN');
      try {
        plant();
        // What is kept of the settings is of the history before, which was taken back.
        desk.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { consolidation: null } });
        for (const step of steps) await take(step);
        await run();
        check();
      } finally {
        db.exec('ROLLBACK');
      }
    },
    done: () => desk.done(),
  };
}
