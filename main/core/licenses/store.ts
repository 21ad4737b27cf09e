import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { License, VendorStatus } from '../../../preload/api/contract-products.ts';
import { priceOn } from '../catalogue/index.ts';
import type { Store } from '../store/index.ts';

export interface LicenseRow {
  readonly id: string;
  readonly contract_product_id: string;
  readonly connection_id: string;
  readonly vendor_id: string;
  readonly license_key: string;
  readonly status: VendorStatus;
  readonly ip: string;
  readonly licname: string;
  readonly package_identifier: string;
  /** Months; -100: trial; null: not told. */
  readonly period: number | null;
  readonly autoprolong: string | null;
  /** JSON of quantities by addon number; null: not told. */
  readonly addons: string | null;
  readonly webdomains: number | null;
  readonly ip_changed_on: string;
  readonly key_changed_on: string;
  readonly created_on: string;
  readonly expires_on: string;
  readonly last_read_at: string;
}

/** Quantities by addon number; null: not told. */
export const addonsOf = (row: LicenseRow): Record<string, number> | null =>
  row.addons === null ? null : (JSON.parse(row.addons) as Record<string, number>);

/** A mirror row as screens show it. */
export const shownLicense = (row: LicenseRow): License => ({
  id: row.id,
  vendorId: row.vendor_id,
  key: row.license_key,
  status: row.status,
  ip: row.ip,
  licname: row.licname,
  packageIdentifier: row.package_identifier,
  period: row.period,
  autoprolong: row.autoprolong,
  addons: addonsOf(row),
  webdomains: row.webdomains,
  ipChangedOn: row.ip_changed_on,
  keyChangedOn: row.key_changed_on,
  createdOn: row.created_on,
  expiresOn: row.expires_on,
  lastReadAt: row.last_read_at,
});

/** What the license actions need of a contract product. */
export interface ContractFacts {
  readonly id: string;
  readonly client_id: string;
  readonly product_id: string;
  readonly status: ContractStatus;
  readonly term_months: number;
  readonly currency: string;
  readonly price_minor: number;
  readonly connection_id: string;
  readonly package_identifier: string;
  readonly ip: string;
  readonly awaits: string;
  /** Null: it is in no trial. */
  readonly trial_ends_on: string | null;
  readonly bundle_id: string | null;
  /** Of a part of a bundle that goes on: how many others do. */
  readonly others_in_bundle: number;
  readonly manual_key: string;
  readonly product_name: string;
  readonly tracked_quantity: number | null;
  readonly client_name: string;
  readonly client_email: string;
}

/** The contract product with its client, or undefined. */
export const contractFacts = (store: Store, id: string): ContractFacts | undefined =>
  store.get(
    'license contract',
    `SELECT cp.id, cp.client_id, cp.product_id, cp.status, cp.term_months, cp.currency, cp.price_minor, cp.connection_id,
        cp.package_identifier, cp.ip, cp.awaits, cp.trial_ends_on, cp.manual_key, cp.product_name, cp.tracked_quantity,
        cp.bundle_id, (SELECT count(*) FROM contract_product q WHERE q.bundle_id = cp.bundle_id AND q.id <> cp.id
          AND q.status NOT IN ('Cancelled', 'Closed', 'Lapsed') AND q.service_ends_on IS NULL
          AND cp.status NOT IN ('Cancelled', 'Closed', 'Lapsed') AND cp.service_ends_on IS NULL) AS others_in_bundle,
        cl.first_name || ' ' || cl.last_name AS client_name, cl.email AS client_email
       FROM contract_product cp JOIN client cl ON cl.id = cp.client_id WHERE cp.id = @id`,
    { id },
  );

/** The live license of a contract product, else its newest deleted one, else undefined. */
export const licenseOf = (store: Store, contractProductId: string): LicenseRow | undefined =>
  store.get(
    'license of contract',
    `SELECT * FROM license WHERE contract_product_id = @contractProductId ORDER BY status = 'deleted', id DESC LIMIT 1`,
    { contractProductId },
  );

/** One license, or undefined. */
export const licenseById = (store: Store, id: string): LicenseRow | undefined =>
  store.get('license by id', 'SELECT * FROM license WHERE id = @id', { id });

/** The mirror row of a vendor's license, or undefined. */
export const licenseByVendorId = (store: Store, connectionId: string, vendorId: string): LicenseRow | undefined =>
  store.get(
    'license by vendor id',
    'SELECT * FROM license WHERE connection_id = @connectionId AND vendor_id = @vendorId',
    {
      connectionId,
      vendorId,
    },
  );

/** Keys that a license had before, newest first, of all licenses a contract product ever had. */
export const oldKeys = (
  store: Store,
  contractProductId: string,
): { id: string; license_key: string; reason: 'reissue' | 'vendor'; replaced_by: string; created_at: string }[] =>
  store.all(
    'old license keys',
    `SELECT k.id, k.license_key, k.reason, k.replaced_by, k.created_at FROM old_license_key k
       JOIN license l ON l.id = k.license_id WHERE l.contract_product_id = @contractProductId
      ORDER BY k.created_at DESC, k.id DESC LIMIT 200`,
    { contractProductId },
  );

/** A product of the catalogue that is sold with a tariff over a connection, with its price for a term; or undefined. */
export const productOf = (
  store: Store,
  of: {
    readonly connectionId: string;
    readonly packageIdentifier: string;
    readonly termMonths: number;
    readonly currency: string;
    /** The business date whose prices count. */
    readonly today: string;
  },
): { id: string; name: string; amount_minor: number | null } | undefined =>
  store.get(
    'product of tariff',
    `SELECT p.id, p.name, (SELECT ${priceOn('@today')} FROM price r WHERE r.product_id = p.id AND r.term_months = @termMonths
        AND r.currency = @currency) AS amount_minor
       FROM product p WHERE p.connection_id = @connectionId AND p.package_identifier = @packageIdentifier
        AND p.deleted_at IS NULL ORDER BY p.is_active DESC, p.id LIMIT 1`,
    of,
  );
