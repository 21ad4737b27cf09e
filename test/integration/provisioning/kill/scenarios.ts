import type { Store } from '../../../../main/core/store/index.ts';
import type { Desk, Wish } from '../desk.ts';
import { type Findings, noFindings, type VendorBooks } from './books.ts';

/** What is wished for again and again while processes are killed, and how to tell what became of it. */
export interface Scenario {
  /** Asks for a wish as staff do. The same wish again is the same. */
  wish(desk: Desk, wish: Wish): void;
  /** Whether the wish, paid, is in the database. */
  isStored(store: Store, wish: Wish): boolean;
  /** Calls that reached the vendor without an intent that is on disk as sent, or more often than that. */
  intents(store: Store, vendor: VendorBooks): Findings;
  /** When all is done: each wish against the vendor's books, and what the vendor has that nobody wished for. */
  judge(store: Store, vendor: VendorBooks, wishes: readonly Wish[]): Findings;
}

/** A new license for each paid order. */
const create: Scenario = {
  wish: (desk, wish) => void desk.sell(wish),

  isStored: (store, wish) =>
    store.db
      .prepare(
        `SELECT 1 FROM orders o JOIN payment p ON p.request_key = @payment JOIN invoice i ON i.id = p.invoice_id
           JOIN contract_product cp ON cp.order_id = o.id JOIN operation op ON op.contract_product_id = cp.id
          WHERE o.request_key = @order AND i.order_id = o.id AND i.status = 'Paid' AND o.status = 'Active'`,
      )
      .get({ order: wish.order, payment: wish.payment }) !== undefined,

  intents(store, vendor) {
    const found = noFindings();
    const sent = countBy(
      vendor.requests().filter(({ func }) => func === 'soft.order.param'),
      ({ params }) => params['licname'] ?? '',
    );
    const intent = store.db.prepare('SELECT attempt, sent_at FROM operation WHERE token = ?');
    for (const [token, times] of sent) {
      const row = intent.get(token) as { attempt: number; sent_at: string | null } | undefined;
      if (!row?.sent_at) found.lost.push(`${token} reached the vendor, its intent is not stored`);
      else if (times > row.attempt)
        found.duplicated.push(`${token} reached the vendor ${times} times, attempts: ${row.attempt}`);
    }
    return found;
  },

  judge(store, vendor, wishes) {
    const found = noFindings();
    const licenses = vendor.licenses();
    const charges = countBy(
      vendor.ledger().filter(({ kind }) => kind === 'charge'),
      ({ licenseId }) => licenseId,
    );
    const bought = new Set<number>();
    for (const wish of wishes) {
      const rows = operationsOf(store, wish);
      const [row] = rows;
      if (!row) {
        found.lost.push(`${wish.order} has no operation`);
        continue;
      }
      if (rows.length > 1) found.duplicated.push(`${wish.order} has ${rows.length} operations`);
      const here = licenses.filter(({ licname }) => licname === row.token);
      const license = here.find(({ id }) => String(id) === row.vendor_id) ?? here[0];
      for (const { id } of here) bought.add(id);
      if (!license) found.lost.push(`${wish.order} has no license at the vendor`);
      else if (
        row.state !== 'succeeded' ||
        row.contract !== 'Active' ||
        row.status !== 'active' ||
        row.vendor_id !== String(license.id) ||
        row.license_key !== license.key ||
        license.key === ''
      )
        found.lost.push(`${wish.order} is not shown as it is: ${JSON.stringify({ ...row, there: license.id })}`);
      if (here.length > 1) found.duplicated.push(`${wish.order} has ${here.length} licenses at the vendor`);
    }
    for (const { id } of licenses) {
      if (!bought.has(id)) found.duplicated.push(`license ${id} was wished for by nobody`);
      if (charges.get(id) !== 1) found.duplicated.push(`license ${id} was charged ${charges.get(id) ?? 0} times`);
    }
    if (vendor.orders() !== licenses.length)
      found.duplicated.push(`${vendor.orders()} orders, ${licenses.length} licenses`);
    return found;
  },
};

interface OperationOfWish {
  readonly token: string;
  readonly state: string;
  readonly contract: string;
  readonly vendor_id: string | null;
  readonly license_key: string | null;
  readonly status: string | null;
}

const operationsOf = (store: Store, wish: Wish): OperationOfWish[] =>
  store.db
    .prepare(
      `SELECT op.token, op.state, cp.status AS contract, l.vendor_id, l.license_key, l.status
         FROM orders o JOIN contract_product cp ON cp.order_id = o.id
         JOIN operation op ON op.contract_product_id = cp.id
         LEFT JOIN license l ON l.contract_product_id = cp.id
        WHERE o.request_key = ?`,
    )
    .all(wish.order) as OperationOfWish[];

function countBy<T, Key>(items: readonly T[], key: (item: T) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

export const scenarios = { create } satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;
