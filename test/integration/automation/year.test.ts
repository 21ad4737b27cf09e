import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, daysBetween, periodStart } from '../../../main/core/kernel/index.ts';
import { clients as clientsApi } from '../../../preload/api/clients.ts';
import { figure } from '../../unit/support/figures.ts';
import { owner } from '../provisioning/world.ts';
import { type Ending, endings, openYear, shiftedClock, type YearShop } from './year-shop.ts';

const count = Number(process.env['YEAR_CONTRACTS'] ?? '60');
const firstDay = '2027-12-29';
const lastDay = '2028-12-31';
/** The console was closed after the first of these days until the second one. */
const closed = { after: '2028-07-10', until: '2028-08-24' };
/** Month ends, a leap day, the days on which the clocks of Berlin change, and what is between them. */
const saleDays = ['2027-12-29', '2027-12-30', '2027-12-31', '2028-01-31', '2028-02-29', '2028-03-26', '2028-05-31'];
/** How the client of a contract product pays: so many days after the invoice is due; null: never. */
const manners: readonly (number | null)[] = [-7, 0, -3, 0, 3, 10, -7, 18, null, 0];

/** Three of twelve begin with a trial, so that each ending has clients of every manner. */
const endingOf = (at: number): Ending | null => endings[(at % 12) - 5] ?? null;

interface Sold {
  readonly id: string;
  readonly soldOn: string;
  readonly manner: number | null;
  /** The vendor renews its license by itself. */
  readonly isAuto: boolean;
  readonly trial: Ending | null;
}

const clock = shiftedClock();
let shop: YearShop;
let sandbox: YearShop['sandbox'];
let desk: YearShop['desk'];
const sold: Sold[] = [];
/** Days on which the vendor has no money for two renewals that are asked for: they are tried again. */
const isPoor = (day: string): boolean => daysBetween(firstDay, day) % 40 === 33;

beforeAll(async () => {
  clock.set(firstDay);
  ({ desk, sandbox } = shop = await openYear(clock));
  desk.provisioning.start();
});
afterAll(async () => {
  await desk.automation.stop();
  await desk.close();
});
/** The vendor has done all that it was asked, and what followed from that. */
async function vendorDone(): Promise<void> {
  desk.provisioning.kick();
  for (let turns = 0; desk.open() > 0; turns += 1) {
    if (turns > 30_000)
      throw new Error(
        `still open: ${JSON.stringify(desk.store.db.prepare("SELECT kind, state, error_code, vendor_message FROM operation WHERE state NOT IN ('succeeded', 'refused', 'abandoned') LIMIT 3").all())}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** A client of a trial: there is one of a product for each client. */
const newClient = (at: number): string =>
  desk.clients.create(
    clientsApi.create.input.parse({ firstName: 'Trial', lastName: `${at}`, email: `trial${at}@client.example` }),
    owner,
  ).id;

/** Who pays on the day it is due, all renewals of it on one invoice of the Monday before (spec 2.5.5). */
let together = '';
function consolidating(): string {
  if (together === '') {
    together = newClient(0);
    const values = { consolidation: 'weekday' };
    desk.automation.setSettings({ scope: 'client', scopeId: together, values }, owner);
  }
  return together;
}

function sell(at: number, day: string): void {
  const trial = endingOf(at);
  const order = desk.orders.place(
    {
      requestKey: desk.store.makeId(),
      clientId: trial
        ? newClient(at)
        : at % 10 === 1 || at % 10 === 3
          ? consolidating()
          : (desk.ids('client')[0] ?? ''),
      items: [
        {
          productId: shop.productOf(trial),
          termMonths: 1,
          quantity: 1,
          choices: [],
          ip: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`,
          trial: trial !== null,
        },
      ],
      currency: 'EUR',
      expectedTotalMinor: trial ? 0 : 500,
      notes: '',
      promoCode: '',
      paymentMethod: 'bank_transfer',
      payment: null,
    },
    owner,
  );
  if (!trial) payInvoice(order.invoiceId, day);
  const id = order.items[0]?.contractProductId ?? '';
  const manner = manners[at % manners.length] ?? null;
  sold.push({ id, soldOn: day, manner, isAuto: at % 3 === 0 && !trial, trial });
}

/** Some licenses the vendor renews by itself: their contract products are never late at the vendor. */
function letVendorRenew(): void {
  for (const { id, isAuto } of sold) {
    if (!isAuto || isLetRenew.has(id) || desk.contractProducts.get(id).actions.autoRenew !== null) continue;
    isLetRenew.add(id);
    desk.automation.setSettings(
      { scope: 'contract_product', scopeId: id, values: { late_payment: 'from_expiry' } },
      owner,
    );
    if (desk.contractProducts.get(id).license?.autoprolong !== '1')
      desk.licenses.autoRenew(id, owner, { autoRenewal: '1' });
  }
}
const isLetRenew = new Set<string>();

function payInvoice(invoiceId: string, day: string): void {
  const { due } = desk.billing.getInvoice(invoiceId);
  // With another contract product on the same invoice.
  if (due.amountMinor === 0) return;
  desk.billing.recordPayment(
    {
      requestKey: desk.store.makeId(),
      invoiceId,
      amountMinor: due.amountMinor,
      method: 'bank_transfer',
      receivedOn: day,
      reference: '',
    },
    owner,
  );
}

let prolongs = 0;
let counted = 0;
/** Renewals that the vendor carried out, day by day: its log keeps the newest calls only. */
function countProlongs(): void {
  for (const { seq, func, committed } of sandbox.requests(counted)) {
    counted = seq;
    if (func === 'service.prolong' && committed) prolongs += 1;
  }
}

interface OpenRow {
  readonly invoice_id: string;
  readonly contract_product_id: string;
  readonly number: number;
  readonly due_on: string;
}
const openInvoices = (): OpenRow[] =>
  desk.store.db
    .prepare(
      `SELECT i.id AS invoice_id, k.contract_product_id, k.number, i.due_on FROM contract_period k
        JOIN invoice i ON i.id = k.invoice_id WHERE k.state = 'billed' AND i.status = 'Unpaid'`,
    )
    .all() as OpenRow[];

/** Clients pay what they mean to pay by this day. */
function clientsPay(day: string): void {
  const manner = new Map(sold.map((each) => [each.id, each.manner]));
  for (const row of openInvoices()) {
    const after = manner.get(row.contract_product_id);
    if (after === null || after === undefined || addDays(row.due_on, after) > day) continue;
    payInvoice(row.invoice_id, day);
  }
}

interface PeriodRow {
  readonly number: number;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly state: string;
  readonly vendor_renewal: string;
  /** When the vendor had renewed for it. */
  readonly settled_at: string | null;
}
const periodsOf = (id: string): PeriodRow[] =>
  desk.store.db
    .prepare(
      `SELECT k.number, k.starts_on, k.ends_on, k.state, k.vendor_renewal, o.settled_at FROM contract_period k
        LEFT JOIN operation o ON o.id = k.operation_id WHERE k.contract_product_id = ? ORDER BY k.number`,
    )
    .all(id) as PeriodRow[];
/** How often a trial has ended (trigger 28), became paid (33), moved (30) or failed to (31), was cancelled with its license (2). */
const endsOfTrial = (id: string): number[] =>
  [28, 33, 30, 31].map((no) =>
    number('SELECT count(*) AS n FROM trigger_event WHERE entity_id = ? AND trigger_no = ?', id, String(no)),
  );
const endsAs = { continue: [1, 1, 0, 0], migrate: [1, 0, 1, 0], cancel: [1, 0, 0, 0] } as const;
const number = (sql: string, ...params: string[]): number =>
  (desk.store.db.prepare(sql).get(...params) as { n: number }).n;

describe('a year of automation (spec 2.5, 2.12, 2.16)', () => {
  it(
    `ends with vendor, invoices and ${count} contract products in agreement, closed for 45 days in between`,
    async () => {
      let failed = 0;
      let alarmed = 0;
      const late = new Set<string>();
      for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
        if (day > closed.after && day < closed.until) continue;
        clock.set(day);
        expect(desk.brand.businessDate()).toBe(day);
        const at = saleDays.indexOf(day);
        if (at >= 0) for (let one = at; one < count; one += saleDays.length) sell(one, day);
        if (isPoor(day)) sandbox.setFaults([{ kind: 'balance', func: 'service.prolong', times: 2 }]);
        else sandbox.clearFaults();
        clientsPay(day);
        await vendorDone();
        if (at >= 0) letVendorRenew();
        await vendorDone();
        failed += (await desk.automation.run({}, owner)).failed;
        await vendorDone();
        // Nothing that is paid stays suspended past a run, and nothing unpaid runs, unless the vendor refuses (invariant 9).
        countProlongs();
        const { alarms } = desk.automation.alarms();
        // Money for what has ended already waits for a person, and its alarm stays: it is told apart below.
        for (const { contractProductId } of alarms.filter(({ kind }) => kind === 'paid_but_ended'))
          late.add(contractProductId);
        alarmed += alarms.filter(
          ({ kind }) => kind !== 'paid_but_ended' && (kind === 'runs_unpaid' || !isPoor(day)),
        ).length;
      }

      const vendorById = new Map(sandbox.licenses().map((license) => [String(license.id), license]));
      let drift = 0;
      let missed = 0;
      let doubled = 0;
      let widest = 0;
      const statuses: Record<string, number> = {};
      for (const { id, isAuto, soldOn, trial } of sold) {
        const contract = desk.contractProducts.get(id);
        const periods = periodsOf(id);
        const license = vendorById.get(contract.license?.vendorId ?? '');
        statuses[contract.status] = (statuses[contract.status] ?? 0) + 1;
        // Day by day without a gap: each period begins where the one before it ended, or later where it was paid late.
        for (const [before, after] of periods.slice(1).map((each, index) => [periods[index], each] as const))
          if (before && after.starts_on < before.ends_on) doubled += 1;
        // One invoice for each period, and each period that has come is invoiced while it goes on.
        const last = periods.at(-1);
        if (
          (contract.status === 'Active' || contract.status === 'Suspended') &&
          last &&
          addDays(last.ends_on, -7) <= lastDay
        )
          missed += 1;
        for (const { number: no } of periods) {
          const lines = number(
            `SELECT count(*) AS n FROM contract_period k JOIN invoice_line l ON l.contract_product_id = k.contract_product_id
              AND l.invoice_id = k.invoice_id WHERE k.contract_product_id = ? AND k.number = ${no}`,
            id,
          );
          if ((no > 0 || trial) && lines !== 1) doubled += 1;
        }
        if (trial) {
          const ends = endsOfTrial(id);
          if (ends.some((times) => times > 1)) doubled += 1;
          if (ends.join() !== endsAs[trial].join()) missed += 1;
        }
        // The first period of what began with a trial is paid for as any renewal is.
        const renewals = periods.filter(({ number: no, state }) => (no > 0 || trial !== null) && state === 'paid');
        if (renewals.some(({ vendor_renewal: renewal }) => renewal !== 'done' && renewal !== '')) missed += 1;
        // What the vendor's own calendar makes of the renewals that were paid: from its end, or from today once it had stopped.
        if (!license || license.status === 4) continue;
        if (isAuto) {
          // It runs from period to period by itself; the mirror reads it when somebody asks.
          const off = Math.min(...periods.map(({ ends_on: end }) => Math.abs(daysBetween(end, license.expiredate))));
          if (off > 3) drift += 1;
          continue;
        }
        if (license.expiredate !== contract.license?.expiresOn) drift += 1;
        let expected = periodStart(trial ? soldOn : (periods[0]?.starts_on ?? ''), 1, 1);
        for (const renewal of renewals.filter(({ vendor_renewal: asked }) => asked === 'done')) {
          const renewedOn = (renewal.settled_at ?? '').slice(0, 10);
          expected = periodStart(renewedOn > expected ? renewedOn : expected, 1, 1);
        }
        if (expected !== license.expiredate) drift += 1;
        // What was paid after its end is kept, and renews nothing. A trial is shorter than what the vendor sells.
        if (contract.status === 'Active' && !trial)
          widest = Math.max(widest, Math.abs(daysBetween(contract.billedTo ?? '', license.expiredate)));
      }
      doubled += number(
        'SELECT count(*) AS n FROM (SELECT cause FROM automation_step GROUP BY cause HAVING count(*) > 1)',
      );
      const bought = number("SELECT count(*) AS n FROM operation WHERE kind = 'create' AND state = 'succeeded'");
      const renewed = number("SELECT count(*) AS n FROM operation WHERE kind = 'renew' AND state = 'succeeded'");
      // One act of the vendor for each of ours, and one of ours for each period.
      doubled += Math.abs(prolongs - renewed) + Math.abs(sandbox.orders() - bought);
      doubled += number(
        `SELECT count(*) AS n FROM (SELECT cause FROM operation WHERE state = 'succeeded' AND kind IN ('create', 'renew')
          GROUP BY cause, contract_product_id HAVING count(*) > 1)`,
      );
      figure('year', { drift, doubled, missed });
      const refused = number("SELECT count(*) AS n FROM operation WHERE kind = 'renew' AND state = 'refused'");
      const trials = Object.fromEntries(
        endings.map((ending) => [ending, sold.filter(({ trial }) => trial === ending).length]),
      );
      figure('yearOf', {
        trials,
        contracts: count,
        statuses,
        refused,
        renewals: renewed,
        widestDriftDays: widest,
        failed,
      });
      expect({ drift, doubled, missed, failed, alarmed }).toEqual({
        drift: 0,
        doubled: 0,
        missed: 0,
        failed: 0,
        alarmed: 0,
      });
      expect(refused).toBeGreaterThan(0);
      // Several contract products on one invoice: without them the year would say nothing of that.
      const several = `SELECT count(*) AS n FROM (SELECT invoice_id FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
        WHERE i.kind = 'renewal' GROUP BY invoice_id HAVING count(*) > 1)`;
      expect(number(several)).toBeGreaterThan(10);
      expect(late.size).toBeGreaterThan(0);
      expect(sold).toHaveLength(count);
      // Who never pays is closed, who pays in time runs, and a trial that was to be cancelled is.
      const statusOf = ({ id }: Sold): string => desk.contractProducts.get(id).status;
      const goesOn = sold.filter(({ trial }) => trial !== 'cancel');
      expect(goesOn.filter((each) => each.manner === null && statusOf(each) !== 'Closed')).toEqual([]);
      expect(goesOn.filter((each) => each.manner !== null && each.manner <= 3 && statusOf(each) !== 'Active')).toEqual(
        [],
      );
      expect(sold.filter((each) => each.trial === 'cancel' && statusOf(each) !== 'Cancelled')).toEqual([]);
      // What was paid though it had ended is of those alone who pay that late.
      expect(sold.filter(({ id, manner }) => late.has(id) && (manner ?? 0) < 14)).toEqual([]);
      // A vendor that counts short months its own way is off by no more than that.
      expect(widest).toBeLessThanOrEqual(3);
      expect(statuses['Active']).toBeGreaterThan(count / 2);
    },
    120_000 + count * 1500,
  );
});
