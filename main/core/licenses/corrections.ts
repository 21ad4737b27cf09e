import { notFound } from '../kernel/index.ts';
import { bareLicense, type VendorLicense } from '../provisioning/index.ts';
import type { Row, Store, Writer } from '../store/index.ts';
import { mirror } from './mirror.ts';
import { licenseById, type LicenseRow } from './store.ts';

/**
 * Takes from a reading what nobody could have meant otherwise: what was never told before, how much the license is
 * used, and the days of the vendor's own doings. Status, IP, tariff, key, name and a changed end stay as they are: a
 * difference there is for a person (see the reconciliation).
 */
export function noteReading(store: Store, writer: Writer, licenseId: string, seen: VendorLicense): void {
  const before = rowOf(store, licenseId);
  const told: Row = {
    period: seen.period,
    webdomains: seen.webdomains,
    created_on: seen.createdOn,
    ip_changed_on: seen.ipChangedOn,
    // With the key itself only: the day by itself would hide that the key is to be read again.
    key_changed_on: seen.key === null ? null : seen.keyChangedOn,
    ...(before.expires_on === '' ? { expires_on: seen.expiresOn } : {}),
    ...(before.autoprolong === null ? { autoprolong: seen.autoprolong } : {}),
  };
  writer.update('license', licenseId, Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)));
}

/** What of a license can be taken over from the vendor by itself. */
export type Correction = Partial<
  Pick<VendorLicense, 'status' | 'ip' | 'pricelist' | 'expiresOn' | 'key' | 'licname' | 'autoprolong'>
>;

/** A person's word that the vendor is right in this. A key that was there is kept among the old ones. */
export function correctLicense(store: Store, writer: Writer, licenseId: string, right: Correction): void {
  const before = rowOf(store, licenseId);
  const origin = {
    connectionId: before.connection_id,
    contractProductId: before.contract_product_id,
    ip: before.ip,
    licname: before.licname,
    packageIdentifier: before.package_identifier,
  };
  mirror(store, writer, origin, { ...bareLicense(before.vendor_id, before.status), ...right });
}

function rowOf(store: Store, licenseId: string): LicenseRow {
  const row = licenseById(store, licenseId);
  if (!row) throw notFound();
  return row;
}
