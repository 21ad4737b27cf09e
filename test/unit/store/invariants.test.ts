import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breachesOf } from '../support/invariants.ts';
import { runningShop, type RunningShop } from '../support/running.ts';

let desk: RunningShop;
let contractId: string;
const at = '2026-03-10T12:00:00.000Z';
const sql = (text: string): unknown => desk.store.db.exec(text);

beforeEach(async () => {
  desk = runningShop('2026-03-10');
  contractId = desk.sell();
  await desk.until('2026-04-05');
});
afterEach(() => desk.done());

/** What a bug would leave behind; the key or trigger that forbids it is taken away first. */
const planted: readonly [number, string, () => void][] = [
  [
    1,
    'a second invoice for a period',
    () =>
      sql(`INSERT INTO invoice (id, number, kind, client_id, status, currency, total_minor, paid_minor, issued_on, due_on, buyer,
          created_at, updated_at) SELECT 'twice', 'INV-twice', kind, client_id, 'Unpaid', currency, total_minor, 0, issued_on,
          due_on, buyer, created_at, updated_at FROM invoice WHERE kind = 'renewal';
        INSERT INTO invoice_line (id, invoice_id, line_index, text, amount_minor, period_from, period_to, contract_product_id,
          created_at, updated_at) SELECT 'twice', 'twice', 0, text, amount_minor, period_from, period_to, contract_product_id,
          created_at, updated_at FROM invoice_line WHERE contract_product_id IS NOT NULL`),
  ],
  [3, 'an order that cost something else than its invoice', () => sql('UPDATE orders SET total_minor = 499')],
  [
    6,
    'two live licenses of one line',
    () =>
      sql(`DROP INDEX license_live;
        INSERT INTO license (id, contract_product_id, connection_id, vendor_id, license_key, status, ip, licname,
          package_identifier, created_on, expires_on, last_read_at, created_at, updated_at)
          SELECT 'other', contract_product_id, connection_id, 'other', '', 'active', '', 'other', package_identifier, created_on,
          expires_on, last_read_at, created_at, updated_at FROM license`),
  ],
  [7, 'a status that nobody changed', () => sql("UPDATE contract_product SET status = 'Lapsed'")],
  [8, 'an amount that is not in the history', () => sql('UPDATE invoice SET due_on = due_on + 1')],
  [
    9,
    'a license that stays suspended though nothing is owed',
    () =>
      sql(`UPDATE contract_product SET status = 'Suspended', suspended_for = 'overdue' WHERE id = '${contractId}';
        UPDATE invoice SET status = 'Paid'`),
  ],
  [
    10,
    'a trigger that came true twice for a cause',
    () =>
      sql(`DROP INDEX trigger_event_key;
        INSERT INTO trigger_event SELECT 'again', '${at}', trigger_no, cause, client_id, entity, entity_id FROM trigger_event LIMIT 1`),
  ],
];

describe('the invariants of spec 2.16 over what is stored', () => {
  it('hold after a sale and the invoice of its renewal', () => {
    expect(desk.store.db.prepare("SELECT count(*) AS n FROM invoice WHERE kind = 'renewal'").get()).toEqual({ n: 1 });
    expect(breachesOf(desk.store)).toEqual([]);
  });

  it.each(planted)('%i is broken by %s', (invariant, _what, plant) => {
    plant();
    expect(breachesOf(desk.store).map((breach) => breach.invariant)).toContain(invariant);
  });
});
