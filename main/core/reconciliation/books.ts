import type { VendorStatus } from '../../../preload/api/contract-products.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { Store } from '../store/index.ts';
import type { Busy, Ours } from './rules.ts';

/** The connections that lead to the same account as this one. */
const account = `account AS (SELECT other.id FROM connection mine JOIN connection other
    ON other.api_address = mine.api_address AND other.username = mine.username COLLATE NOCASE
  WHERE mine.id = @connectionId)`;

interface Row {
  readonly id: string;
  readonly vendor_id: string;
  readonly contract_product_id: string;
  readonly status: VendorStatus;
  readonly ip: string;
  readonly licname: string;
  readonly package_identifier: string;
  readonly license_key: string;
  readonly autoprolong: string | null;
  readonly expires_on: string;
  readonly key_changed_on: string;
  readonly last_read_at: string;
  readonly contract_status: ContractStatus;
  readonly contract_ip: string;
  readonly contract_package: string;
}

/** A license of ours with what a plan of readings needs beside. */
export type OurLicense = Ours & { readonly keyChangedOn: string; readonly lastReadAt: string };

const columns = `l.id, l.vendor_id, l.contract_product_id, l.status, l.ip, l.licname, l.package_identifier, l.license_key,
  l.autoprolong, l.expires_on, l.key_changed_on, l.last_read_at, p.status AS contract_status, p.ip AS contract_ip,
  p.package_identifier AS contract_package`;

const ourLicense = (row: Row): OurLicense => ({
  licenseId: row.id,
  vendorId: row.vendor_id,
  contractProductId: row.contract_product_id,
  status: row.status,
  ip: row.ip,
  licname: row.licname,
  pricelist: row.package_identifier,
  key: row.license_key,
  autoprolong: row.autoprolong,
  expiresOn: row.expires_on,
  contract: {
    status: row.contract_status,
    ip: row.contract_ip,
    pricelist: row.contract_package,
  },
  keyChangedOn: row.key_changed_on,
  lastReadAt: row.last_read_at,
});

/** All licenses that our books have of the account behind a connection, terminated ones too. */
export const ourLicenses = (store: Store, connectionId: string): OurLicense[] =>
  store
    .all<Row>(
      'reconciliation ours',
      `WITH ${account} SELECT ${columns} FROM license l JOIN contract_product p ON p.id = l.contract_product_id
        WHERE l.connection_id IN (SELECT id FROM account)`,
      { connectionId },
    )
    .map(ourLicense);

/** One license of ours, or undefined. */
export function ourLicenseById(store: Store, id: string): OurLicense | undefined {
  const row = store.get<Row>(
    'reconciliation our license',
    `SELECT ${columns} FROM license l JOIN contract_product p ON p.id = l.contract_product_id WHERE l.id = @id`,
    { id },
  );
  return row && ourLicense(row);
}

/** Whether a license of the vendor account is in our books already, whichever connection it came over. */
export const isOurs = (store: Store, connectionId: string, vendorId: string): boolean =>
  store.get(
    'reconciliation is ours',
    `WITH ${account} SELECT 1 FROM license WHERE connection_id IN (SELECT id FROM account) AND vendor_id = @vendorId`,
    { connectionId, vendorId },
  ) !== undefined;

/** Active contract products of an account without a license that lives. */
export const withoutLicense = (store: Store, connectionId: string): string[] =>
  store
    .all<{ id: string }>(
      'reconciliation without license',
      `WITH ${account} SELECT p.id FROM contract_product p
        WHERE p.status = 'Active' AND p.connection_id IN (SELECT id FROM account)
          AND NOT EXISTS (SELECT 1 FROM license l WHERE l.contract_product_id = p.id AND l.status <> 'deleted')
        ORDER BY p.id`,
      { connectionId },
    )
    .map(({ id }) => id);

const settled = "('succeeded', 'refused', 'abandoned')";

/**
 * What is under way on an account, or was since an instant: open operations, those that were settled since, and licenses
 * and contract products that changed since. A list that was read before such a change says nothing about it.
 */
export function busySince(store: Store, connectionId: string, since: string): Busy {
  const operations = store.all<{ vendor_id: string | null; contract_product_id: string | null; token: string }>(
    'reconciliation busy operations',
    `WITH ${account} SELECT vendor_id, contract_product_id, token FROM operation
        WHERE state IN ('queued', 'sending', 'accepted', 'unknown', 'reconciling', 'absent')
          AND +connection_id IN (SELECT id FROM account)
      UNION ALL SELECT vendor_id, contract_product_id, token FROM operation
        WHERE settled_at > @since AND state IN ${settled} AND +connection_id IN (SELECT id FROM account)`,
    { connectionId, since },
  );
  const changed = store.all<{ vendor_id: string; contract_product_id: string }>(
    'reconciliation busy licenses',
    `WITH ${account} SELECT vendor_id, contract_product_id FROM license
        WHERE connection_id IN (SELECT id FROM account) AND updated_at > @since`,
    { connectionId, since },
  );
  const filled = <T>(values: readonly (T | null)[]): T[] => values.filter((value) => value !== null);
  return {
    vendorIds: new Set([...filled(operations.map((row) => row.vendor_id)), ...changed.map((row) => row.vendor_id)]),
    contracts: new Set([
      ...filled(operations.map((row) => row.contract_product_id)),
      ...changed.map((row) => row.contract_product_id),
    ]),
    tokens: operations.map((row) => row.token),
  };
}
