import type { VendorStatus } from '../../../preload/api/contract-products.ts';
import type { Money } from '../../../preload/api/values.ts';
import type { VendorExpense, VendorPayment } from '../provisioning/index.ts';
import type { Row, Store, TableName, Writer } from '../store/index.ts';
import type { Kept } from './reading-rules.ts';

interface LicenseRow {
  readonly id: string;
  readonly vendor_id: string;
  readonly status: VendorStatus;
  readonly changing: number;
  readonly ip: string | null;
  readonly licname: string | null;
  readonly pricelist: string | null;
  readonly package_name: string | null;
  readonly period: number | null;
  readonly autoprolong: string | null;
  readonly created_on: string | null;
  readonly expires_on: string | null;
  readonly key_changed_on: string | null;
  readonly cost_minor: number | null;
  readonly cost_currency: string | null;
  readonly license_key: string | null;
  readonly key_read_at: string | null;
  readonly key_read_for: string;
}

const money = (amountMinor: number | null, currency: string | null): Money | null =>
  amountMinor === null || currency === null ? null : { amountMinor, currency };

const kept = (row: LicenseRow): Kept => ({
  vendorId: row.vendor_id,
  status: row.status,
  changing: row.changing === 1,
  ip: row.ip,
  licname: row.licname,
  pricelist: row.pricelist,
  packageName: row.package_name,
  period: row.period,
  autoprolong: row.autoprolong,
  createdOn: row.created_on,
  expiresOn: row.expires_on,
  keyChangedOn: row.key_changed_on,
  cost: money(row.cost_minor, row.cost_currency),
  key: row.license_key,
  keyReadAt: row.key_read_at,
  keyReadFor: row.key_read_for,
});

const columnsOf = (license: Kept): Row => ({
  vendor_id: license.vendorId,
  status: license.status,
  changing: Number(license.changing),
  ip: license.ip,
  licname: license.licname,
  pricelist: license.pricelist,
  package_name: license.packageName,
  period: license.period,
  autoprolong: license.autoprolong,
  created_on: license.createdOn,
  expires_on: license.expiresOn,
  key_changed_on: license.keyChangedOn,
  cost_minor: license.cost?.amountMinor ?? null,
  cost_currency: license.cost?.currency ?? null,
  license_key: license.key,
  key_read_at: license.keyReadAt,
  key_read_for: license.keyReadFor,
});

const licenseRows = (store: Store, account: string): LicenseRow[] =>
  store.all('vendor licenses', 'SELECT * FROM vendor_license WHERE account = @account ORDER BY vendor_id', { account });

/** The licenses of an account as they were read last. */
export const vendorLicenses = (store: Store, account: string): Kept[] => licenseRows(store, account).map(kept);

/** One of them, or undefined. */
export function vendorLicense(store: Store, account: string, vendorId: string): Kept | undefined {
  const row = store.get<LicenseRow>(
    'vendor license',
    'SELECT * FROM vendor_license WHERE account = @account AND vendor_id = @vendorId',
    { account, vendorId },
  );
  return row && kept(row);
}

/** Those that live and end within a time, first first. */
export const endingBetween = (store: Store, account: string, from: string, to: string): Kept[] =>
  store
    .all<LicenseRow>(
      'vendor licenses ending',
      `SELECT * FROM vendor_license WHERE account = @account AND expires_on >= @from AND expires_on <= @to
          AND status <> 'deleted' ORDER BY expires_on, vendor_id`,
      { account, from, to },
    )
    .map(kept);

/** Replaces what is kept of an account's licenses. */
export const keepLicenses = (store: Store, writer: Writer, account: string, licenses: readonly Kept[]): void =>
  replace(store, writer, 'vendor_license', {
    account,
    old: new Map(licenseRows(store, account).map((row) => [row.vendor_id, row.id])),
    wanted: licenses.map((license) => [license.vendorId, columnsOf(license)]),
  });

/** Keeps one license that was read by itself. */
export function keepLicense(store: Store, writer: Writer, account: string, license: Kept): void {
  const row = store.get<{ id: string }>(
    'vendor license id',
    'SELECT id FROM vendor_license WHERE account = @account AND vendor_id = @vendorId',
    { account, vendorId: license.vendorId },
  );
  if (row) writer.update('vendor_license', row.id, columnsOf(license));
  else writer.insert('vendor_license', { id: store.makeId(), account, ...columnsOf(license) });
}

/** Makes the rows of an account those that were read: new ones in, changed ones changed, those that are gone out. */
function replace(
  store: Store,
  writer: Writer,
  table: Extract<TableName, 'vendor_license' | 'vendor_movement'>,
  rows: {
    readonly account: string;
    readonly old: ReadonlyMap<string, string>;
    readonly wanted: readonly (readonly [key: string, columns: Row])[];
  },
): void {
  const left = new Map(rows.old);
  for (const [key, columns] of rows.wanted) {
    const id = left.get(key);
    left.delete(key);
    if (id === undefined) writer.insert(table, { id: store.makeId(), account: rows.account, ...columns });
    else writer.update(table, id, columns);
  }
  for (const id of left.values()) writer.remove(table, id);
}

/** What was read of an account's money; `null` where it could not be. */
export interface Ledger {
  readonly expenses: readonly VendorExpense[];
  readonly payments: readonly VendorPayment[];
  readonly balance: Money | null;
}

/** Keeps charges, payments and the balance that belongs to them. */
export function keepLedger(
  store: Store,
  writer: Writer,
  account: string,
  { expenses, payments, balance }: Ledger,
): void {
  const old = store.all<{ id: string; kind: string; vendor_row_id: string }>(
    'vendor movement ids',
    'SELECT id, kind, vendor_row_id FROM vendor_movement WHERE account = @account',
    { account },
  );
  const row = (kind: 'charge' | 'top_up' | 'refund', id: string, columns: Row): readonly [string, Row] => [
    `${kind} ${id}`,
    { kind, vendor_row_id: id, ...columns },
  ];
  const amount = (value: Money | null): Row => ({
    amount_minor: value?.amountMinor ?? null,
    currency: value?.currency ?? null,
  });
  replace(store, writer, 'vendor_movement', {
    account,
    old: new Map(old.map((each) => [`${each.kind} ${each.vendor_row_id}`, each.id])),
    wanted: [
      ...expenses.map(({ id, date, serviceId, text, amount: paid }) =>
        row('charge', id, { day: date, service_id: serviceId, text, ...amount(paid) }),
      ),
      ...payments.map(({ id, number, date, isRefund, amount: paid }) =>
        row(isRefund ? 'refund' : 'top_up', id, { day: date, service_id: '', text: number, ...amount(paid) }),
      ),
    ],
  });
  keepLedgerState(store, writer, account, {
    read_at: store.now(),
    error_code: null,
    balance_minor: balance?.amountMinor ?? null,
    balance_currency: balance?.currency ?? null,
    balance_at: balance === null ? null : store.now(),
  });
}

/** How the last reading of an account's money went. */
export function keepLedgerState(store: Store, writer: Writer, account: string, columns: Row): void {
  const found = store.get<{ id: string }>('vendor ledger id', 'SELECT id FROM vendor_ledger WHERE account = @account', {
    account,
  });
  if (found) writer.update('vendor_ledger', found.id, columns);
  else {
    const empty = { read_at: null, error_code: null, balance_minor: null, balance_currency: null, balance_at: null };
    writer.insert('vendor_ledger', { id: store.makeId(), account, ...empty, ...columns });
  }
}

export interface LedgerState {
  readonly readAt: string | null;
  readonly errorCode: string | null;
  readonly balance: Money | null;
}

export function ledgerState(store: Store, account: string): LedgerState {
  const row = store.get<{
    read_at: string | null;
    error_code: string | null;
    balance_minor: number | null;
    balance_currency: string | null;
  }>(
    'vendor ledger',
    'SELECT read_at, error_code, balance_minor, balance_currency FROM vendor_ledger WHERE account = @account',
    { account },
  );
  return {
    readAt: row?.read_at ?? null,
    errorCode: row?.error_code ?? null,
    balance: money(row?.balance_minor ?? null, row?.balance_currency ?? null),
  };
}

export interface Movement {
  readonly kind: 'charge' | 'top_up' | 'refund';
  readonly rowId: string;
  readonly day: string;
  readonly serviceId: string;
  readonly text: string;
  readonly amount: Money | null;
}

/** Charges and payments of a time. Those without a day belong to every time. */
export const movementsBetween = (store: Store, account: string, from: string, to: string): Movement[] =>
  store
    .all<{
      kind: Movement['kind'];
      vendor_row_id: string;
      day: string;
      service_id: string;
      text: string;
      amount_minor: number | null;
      currency: string | null;
    }>(
      'vendor movements',
      `SELECT kind, vendor_row_id, day, service_id, text, amount_minor, currency FROM vendor_movement
        WHERE account = @account AND day >= @from AND day <= @to
      UNION ALL SELECT kind, vendor_row_id, day, service_id, text, amount_minor, currency FROM vendor_movement
        WHERE account = @account AND day = ''`,
      { account, from, to },
    )
    .map((row) => ({
      kind: row.kind,
      rowId: row.vendor_row_id,
      day: row.day,
      serviceId: row.service_id,
      text: row.text,
      amount: money(row.amount_minor, row.currency),
    }));

export interface Sum {
  readonly kind: Movement['kind'];
  readonly currency: string | null;
  readonly amount: number | null;
  readonly rows: number;
}

/** Sums over all that an account lists, by kind and currency; a null currency: rows that cannot be read. */
export const movementSums = (store: Store, account: string): Sum[] =>
  store.all<Sum>(
    'vendor movement sums',
    `SELECT kind, currency, sum(amount_minor) AS amount, count(*) AS rows FROM vendor_movement
      WHERE account = @account GROUP BY kind, currency`,
    { account },
  );
