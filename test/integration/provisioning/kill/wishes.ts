import type { Store } from '../../../../main/core/store/index.ts';
import type { RequestLogEntry, SandboxLicense } from '../../../../main/core/vendor-sandbox/index.ts';
import type { Desk, Wish, WishKind } from '../desk.ts';
import { owner } from '../world.ts';
import { type Findings, noFindings, type VendorBooks } from './books.ts';

/** How a kind of wish shows in the vendor's books. Each license gets one wish, so its books can be counted. */
interface Books {
  /** Whether a call asks for this. */
  readonly isCall: (call: RequestLogEntry) => boolean;
  /** By which parameter a call says what it is about, and the column of the operation that holds the same. */
  readonly by: readonly ['licname', 'token'] | readonly ['elid', 'vendor_id'];
  /** Charges of the license when the wish is fulfilled once; the order of the license is one of them. */
  readonly charges: number;
  /** Whether the license is what was asked for. */
  readonly isSo: (license: SandboxLicense, operation: OperationOfWish) => boolean;
}

const confirms = (func: string) => (call: RequestLogEntry) => call.func === func && call.params['sok'] === 'ok';

/** To add a kind: its name in `WishKind` (desk.ts), its row here, and what it needs in `askFor`. */
const books: Readonly<Record<WishKind, Books>> = {
  create: {
    isCall: confirms('soft.order.param'),
    by: ['licname', 'token'],
    charges: 1,
    isSo: (license, { token }) => license.licname === token,
  },
  renew: {
    isCall: confirms('service.prolong'),
    by: ['elid', 'vendor_id'],
    charges: 2,
    isSo: ({ expiredate }, { before }) => expiredate > (before.expiresOn ?? '~'),
  },
  changePackage: {
    isCall: confirms('service.changepricelist'),
    by: ['elid', 'vendor_id'],
    charges: 2,
    isSo: ({ pricelist }) => pricelist === otherPackage,
  },
  reissue: {
    isCall: (call) => confirms('soft.edit')(call) && call.params['clicked_button'] === 'newkey',
    by: ['elid', 'vendor_id'],
    charges: 1,
    isSo: ({ key }, { before }) => key !== before.key,
  },
};
const kinds = Object.keys(books) as WishKind[];

/** The desk sells ispmanager 6 lite; this is pro. */
const otherPackage = '55228';

/** Asks for a wish as staff do, who first look whether they asked before. */
export function askFor(desk: Desk, wish: Wish): void {
  if (wish.kind === 'create') {
    desk.sell(wish);
    return;
  }
  if (isStored(desk.store, wish)) return;
  desk.licenses[wish.kind](wish.id, owner, wish.kind === 'changePackage' ? { package: otherPackage } : {});
}

/** Whether the wish is in the database; an order with its payment. */
export function isStored(store: Store, wish: Wish): boolean {
  if (wish.kind !== 'create') return operationsOf(store, wish).length > 0;
  const row = store.db
    .prepare(
      `SELECT 1 FROM orders o JOIN payment p ON p.request_key = @payment JOIN invoice i ON i.id = p.invoice_id
         JOIN contract_product cp ON cp.order_id = o.id JOIN operation op ON op.contract_product_id = cp.id
        WHERE o.request_key = @id AND i.order_id = o.id AND i.status = 'Paid' AND o.status = 'Active'`,
    )
    .get({ id: wish.id, payment: wish.payment });
  return row !== undefined;
}

/** Calls that reached the vendor without an intent that is on disk as sent, or more often than that. */
export function checkIntents(store: Store, vendor: VendorBooks): Findings {
  const found = noFindings();
  const requests = vendor.requests();
  for (const kind of kinds) {
    const { isCall, by } = books[kind];
    const intent = store.db.prepare(`SELECT attempt, sent_at FROM operation WHERE kind = ? AND ${by[1]} = ?`);
    const sent = countBy(requests.filter(isCall), ({ params }) => params[by[0]] ?? '');
    for (const [about, times] of sent) {
      const row = intent.get(kind, about) as { attempt: number; sent_at: string | null } | undefined;
      if (!row?.sent_at) found.lost.push(`${kind} ${about} reached the vendor, its intent is not stored`);
      else if (times > row.attempt)
        found.duplicated.push(`${kind} ${about} reached the vendor ${times} times, attempts: ${row.attempt}`);
    }
  }
  return found;
}

/** Operations in hand by kind and step; `sending` by whether the vendor, quiet by now, has done it. */
export function phasesOf(store: Store, vendor: VendorBooks): { kind: string; phase: string }[] {
  const rows = store.db
    .prepare(
      "SELECT kind, state, token, vendor_id FROM operation WHERE state NOT IN ('succeeded', 'refused', 'abandoned')",
    )
    .all() as { kind: WishKind; state: string; token: string; vendor_id: string | null }[];
  const requests = vendor.requests();
  return rows.map((row) => {
    if (row.state !== 'sending') return { kind: row.kind, phase: row.state };
    return { kind: row.kind, phase: timesDone(row, requests) > 0 ? 'sending, done' : 'sending, not done' };
  });
}

/** When all is done: each wish against the vendor's books, and what the vendor has that nobody wished for. */
export function judge(store: Store, vendor: VendorBooks, wishes: readonly Wish[]): Findings {
  const found = noFindings();
  const licenses = vendor.licenses();
  const requests = vendor.requests();
  const charges = countBy(
    vendor.ledger().filter(({ kind }) => kind === 'charge'),
    ({ licenseId }) => licenseId,
  );
  for (const wish of wishes) {
    const name = `${wish.kind} ${wish.id}`;
    const [row, ...more] = operationsOf(store, wish);
    if (!row) {
      found.lost.push(`${name} has no operation`);
      continue;
    }
    if (more.length > 0) found.duplicated.push(`${name} has ${more.length + 1} operations`);
    const license = licenses.find(({ id }) => String(id) === row.vendor_id);
    if (!license) {
      found.lost.push(`${name} has no license at the vendor`);
      continue;
    }
    const times = timesDone(row, requests);
    if (times === 0) found.lost.push(`${name} was not done`);
    if (times > 1) found.duplicated.push(`${name} was done ${times} times`);
    const charged = charges.get(license.id) ?? 0;
    if (charged > books[wish.kind].charges) found.duplicated.push(`${name}: its license was charged ${charged} times`);
    if (charged < books[wish.kind].charges) found.lost.push(`${name}: its license was charged ${charged} times`);
    if (!books[wish.kind].isSo(license, row)) found.lost.push(`${name} is not so at the vendor`);
    if (!isShown(row, license)) found.lost.push(`${name} is not shown as it is: ${JSON.stringify({ row, license })}`);
  }
  const tokens = new Set(
    (store.db.prepare("SELECT token FROM operation WHERE kind = 'create'").all() as { token: string }[]).map(
      ({ token }) => token,
    ),
  );
  for (const [token, times] of countBy(licenses, ({ licname }) => licname)) {
    if (!tokens.has(token)) found.duplicated.push(`a license ${token} was wished for by nobody`);
    else if (times > 1) found.duplicated.push(`${token} has ${times} licenses at the vendor`);
  }
  if (vendor.orders() !== licenses.length)
    found.duplicated.push(`${vendor.orders()} orders, ${licenses.length} licenses`);
  return found;
}

/** Whether the console shows the license as the vendor has it. */
const isShown = (row: OperationOfWish, license: SandboxLicense): boolean =>
  row.state === 'succeeded' &&
  row.contract === 'Active' &&
  row.status === 'active' &&
  license.key !== '' &&
  row.license_key === license.key &&
  row.expires_on === license.expiredate &&
  row.package_identifier === license.pricelist;

/** How often the vendor has done what an operation asks for. */
function timesDone(
  row: { readonly kind: WishKind; readonly token: string; readonly vendor_id: string | null },
  requests: readonly RequestLogEntry[],
): number {
  const { isCall, by } = books[row.kind];
  return requests.filter((call) => call.committed && isCall(call) && call.params[by[0]] === row[by[1]]).length;
}

interface OperationOfWish {
  readonly kind: WishKind;
  readonly token: string;
  readonly state: string;
  readonly vendor_id: string | null;
  readonly before: { readonly expiresOn?: string | null; readonly key?: string | null };
  readonly contract: string;
  readonly license_key: string | null;
  readonly status: string | null;
  readonly expires_on: string | null;
  readonly package_identifier: string | null;
}

function operationsOf(store: Store, wish: Wish): OperationOfWish[] {
  const rows = store.db
    .prepare(
      `SELECT op.kind, op.token, op.state, op.vendor_id, op.before_state AS before, cp.status AS contract,
              l.license_key, l.status, l.expires_on, l.package_identifier
         FROM contract_product cp JOIN operation op ON op.contract_product_id = cp.id
         JOIN orders o ON o.id = cp.order_id LEFT JOIN license l ON l.contract_product_id = cp.id
        WHERE op.kind = @kind AND ${wish.kind === 'create' ? 'o.request_key' : 'cp.id'} = @id`,
    )
    .all({ kind: wish.kind, id: wish.id }) as (OperationOfWish & { before: string | null })[];
  return rows.map((row) => ({ ...row, before: JSON.parse(row.before ?? '{}') as OperationOfWish['before'] }));
}

function countBy<T, Key>(items: readonly T[], key: (item: T) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
