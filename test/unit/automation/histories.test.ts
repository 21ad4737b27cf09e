import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../../../main/core/kernel/index.ts';
import { failure, key } from '../support/shop.ts';
import { breachesOf, strangeCauses } from '../support/invariants.ts';
import { runningShop, type RunningShop } from '../support/running.ts';

/** How many contract products live through a history of their own; more of them by hand. */
const count = Number(process.env['LIVES'] ?? '40');
const days = 75;

const act = fc.record({
  on: fc.integer({ min: 1, max: days }),
  what: fc.constantFrom(
    'pay',
    'pay',
    'pay',
    'pay in part',
    'renew on',
    'renew off',
    'end',
    'by hand',
    'give back',
    'staff suspends',
    'vendor stops it',
    'vendor deletes it',
    'back',
  ),
});
const history = fc.record({
  acts: fc.array(act, { maxLength: 12 }),
  /** The vendor refuses what it is asked on these days. */
  refuses: fc.integer({ min: 0, max: days }),
  late: fc.constantFrom('from_expiry', 'from_today', 'greater'),
});

function does(desk: RunningShop, id: string, what: string): void {
  const today = desk.brand.businessDate();
  const open = desk.contract(id).periods.findLast(({ state }) => state === 'billed');
  switch (what) {
    case 'pay':
      if (open) desk.pay(id, open.number);
      return;
    case 'pay in part':
      if (open?.invoiceId && open.invoiceStatus === 'Unpaid')
        desk.call('billing', 'recordPayment', desk.make.payment(open.invoiceId, 100, { receivedOn: today }));
      return;
    case 'renew on':
    case 'renew off':
      desk.call('contractProducts', 'setAutoRenew', { id, autoRenew: what === 'renew on' });
      return;
    case 'end':
      desk.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: addDays(today, 5) });
      return;
    case 'by hand':
      desk.call('contractProducts', 'setStatus', { id, status: 'Active' });
      return;
    case 'give back':
      desk.call('contractProducts', 'clearManualStatus', { id });
      return;
    case 'staff suspends':
      desk.store.transaction(
        { principal: { kind: 'system', name: 'test' }, traceId: key() },
        (writer) => void desk.shop.provisioning.queue(writer, 'suspend', id, {}, 'staff'),
      );
      return;
    case 'vendor stops it':
    case 'vendor deletes it':
      desk.store.transaction({ principal: { kind: 'system', name: 'test' }, traceId: key() }, (writer) => {
        const license = desk.contract(id).license;
        if (license && license.status !== 'deleted')
          writer.update('license', license.id, { status: what === 'vendor stops it' ? 'suspended' : 'deleted' });
      });
      return;
    case 'back':
      desk.call('contractProducts', 'reactivate', {
        requestKey: key(),
        id,
        renewsOn: addDays(today, 9),
        priceMinor: 700,
      });
  }
}

const rows = <T>(desk: RunningShop, sql: string): T[] => desk.store.db.prepare(sql).all() as T[];

it(
  `${count} random histories: one renewal for a period, none suspended though paid, every change with its cause (2.16: 1, 7, 9, 10)`,
  async () => {
    const histories = fc.sample(history, { numRuns: count, seed: 5 });
    const desk = runningShop('2026-01-15');
    const product = desk.make.product();
    const lives = histories.map((each) => {
      const id = desk.sell({ productId: product });
      desk.call('automation', 'setSettings', {
        scope: 'contract_product',
        scopeId: id,
        values: { late_payment: each.late },
      });
      return { id, ...each };
    });
    for (let at = 1; at <= days; at += 1) {
      // The console is closed for a fortnight.
      if (at > 40 && at < 54) continue;
      desk.noon(addDays('2026-01-15', at));
      desk.compared();
      for (const { id, acts } of lives)
        // What is refused changes nothing; that is told by tests of its own.
        for (const { on, what } of acts) if (on === at) failure(() => does(desk, id, what));
      const mood = lives.some(({ refuses }) => refuses === at) && at % 2 === 0 ? 'refused' : 'succeeded';
      desk.vendor(mood);
      await desk.run();
      desk.vendor();
      await desk.run();
      const wrong = desk
        .call('automation', 'alarms', {})
        .alarms.filter(
          ({ kind, contractProductId }) => kind === 'suspended_but_paid' && suspendedHere(desk, contractProductId),
        );
      expect(wrong, `day ${at}`).toEqual([]);
    }
    // (1) A period is billed on one invoice that is not cancelled, and follows the one before it.
    expect(
      rows(
        desk,
        `SELECT l.contract_product_id, l.period_from, count(*) AS n FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
          WHERE i.kind = 'renewal' AND i.status NOT IN ('Cancelled', 'Written off') GROUP BY 1, 2 HAVING n > 1`,
      ),
    ).toEqual([]);
    expect(
      rows(
        desk,
        `SELECT a.contract_product_id, a.number FROM contract_period a JOIN contract_period b
          ON b.contract_product_id = a.contract_product_id AND b.number = a.number + 1
          WHERE b.starts_on < a.ends_on AND a.state <> 'cancelled' AND b.state <> 'cancelled'
            -- A reactivation counts anew from a day that a person says; its first period has no invoice.
            AND b.invoice_id IS NOT NULL
            AND a.contract_product_id NOT IN (SELECT scope_id FROM automation_setting WHERE value = 'from_today')`,
      ),
    ).toEqual([]);
    // (7) Who, when and because of what.
    expect(rows(desk, "SELECT id FROM status_change WHERE actor = '' OR at = '' OR trace_id = ''")).toEqual([]);
    expect(
      rows(desk, "SELECT id FROM status_change WHERE actor IN ('automation', 'provisioning') AND cause = ''"),
    ).toEqual([]);
    // Each is one that can be followed to its end.
    expect(strangeCauses(desk.store)).toEqual([]);
    // (10) Once for a cause.
    expect(rows(desk, 'SELECT cause FROM automation_step GROUP BY cause HAVING count(*) > 1')).toEqual([]);
    expect(rows(desk, "SELECT cause FROM automation_step WHERE state = 'failed' AND why = 'internal'")).toEqual([]);
    // The vendor renewed at most once for a period that is paid.
    expect(
      rows(
        desk,
        `SELECT cause FROM operation WHERE kind = 'renew' AND state = 'succeeded' AND cause GLOB 'renewal/*'
          GROUP BY contract_product_id, cause HAVING count(*) > 1`,
      ),
    ).toEqual([]);
    // (1), (3), (6) to (10) once more, of every record there is.
    expect(breachesOf(desk.store)).toEqual([]);
    desk.done();
  },
  120_000 + count * 3000,
);

/** Suspended by dunning itself; what the vendor stops under an Active contract is not ours to wake. */
const suspendedHere = (desk: RunningShop, id: string): boolean => desk.contract(id).suspendedFor === 'overdue';
