import { actorName } from '../kernel/index.ts';
import type { StoredOperation, VendorLicense } from '../provisioning/index.ts';
import type { Row, Store, Writer } from '../store/index.ts';
import { licenseByVendorId, type LicenseRow } from './store.ts';

/** Where a license that is seen for the first time belongs, and what was asked for it. */
interface Origin {
  readonly connectionId: string;
  readonly contractProductId: string;
  readonly ip: string;
  readonly licname: string;
  readonly packageIdentifier: string;
}

/**
 * Writes what the vendor showed into the mirror and answers with the row's id (spec 2.3). What was not told (null)
 * stays as it is; for a new row it is what was asked for. An empty key never replaces a key: the vendor may hide it
 * while a license is suspended (ispmanager-api 4.3).
 */
export function mirror(
  store: Store,
  writer: Writer,
  origin: Origin,
  seen: VendorLicense,
  /** Who asked for a new key; absent: nobody here did. */
  reissuedBy?: string,
): string {
  const before = licenseByVendorId(store, origin.connectionId, seen.vendorId);
  if (!before) {
    const id = store.makeId();
    writer.insert('license', {
      id,
      contract_product_id: origin.contractProductId,
      connection_id: origin.connectionId,
      vendor_id: seen.vendorId,
      license_key: seen.key ?? '',
      status: seen.status,
      ip: seen.ip ?? origin.ip,
      licname: seen.licname ?? origin.licname,
      package_identifier: seen.pricelist ?? origin.packageIdentifier,
      period: seen.period,
      autoprolong: seen.autoprolong,
      addons: addonsText(seen),
      webdomains: seen.webdomains,
      ip_changed_on: seen.ipChangedOn ?? '',
      key_changed_on: seen.keyChangedOn ?? '',
      created_on: seen.createdOn ?? '',
      expires_on: seen.expiresOn ?? '',
      last_read_at: store.now(),
    });
    return id;
  }
  const changes = differences(before, seen);
  // The old key is kept: servers that were set up with it are found by it (spec 92).
  if (changes['license_key'] !== undefined && before.license_key !== '') {
    writer.insert('old_license_key', {
      id: store.makeId(),
      license_id: before.id,
      license_key: before.license_key,
      reason: reissuedBy === undefined ? 'vendor' : 'reissue',
      replaced_by: reissuedBy ?? actorName(writer.context.principal),
    });
  }
  // Polling that shows the same is no event in the audit trail; only news is written, with when it was read.
  if (Object.keys(changes).length > 0) writer.update('license', before.id, { ...changes, last_read_at: store.now() });
  return before.id;
}

/** Columns in which a reading differs from the mirror. */
export function differences(before: LicenseRow, seen: VendorLicense): Row {
  const told: Row = {
    status: seen.status,
    license_key: seen.key === '' ? null : seen.key,
    ip: seen.ip,
    licname: seen.licname,
    package_identifier: seen.pricelist,
    period: seen.period,
    autoprolong: seen.autoprolong,
    addons: addonsText(seen),
    webdomains: seen.webdomains,
    ip_changed_on: seen.ipChangedOn,
    key_changed_on: seen.keyChangedOn,
    created_on: seen.createdOn,
    expires_on: seen.expiresOn,
  };
  const columns = before as unknown as Row;
  return Object.fromEntries(
    Object.entries(told).filter(([column, value]) => value !== null && columns[column] !== value),
  );
}

/** Quantities in one spelling, so that the same ones are the same text. */
function addonsText({ addons }: VendorLicense): string | null {
  if (addons === null) return null;
  return JSON.stringify(Object.fromEntries(Object.entries(addons).toSorted(([a], [b]) => Number(a) - Number(b))));
}

/** The part of the provisioning effects that keeps the mirror. */
export function licenseEffects(store: Store): {
  licenseSeen(writer: Writer, operation: StoredOperation, seen: VendorLicense): string | null;
} {
  return {
    licenseSeen(writer, operation, seen) {
      // A license of no contract product has no mirror: it is a finding of the reconciliation.
      if (operation.contractProductId === null) return operation.licenseId;
      return mirror(
        store,
        writer,
        {
          connectionId: operation.connectionId,
          contractProductId: operation.contractProductId,
          ip: operation.params.ip,
          licname: operation.token,
          packageIdentifier: operation.params.pricelist,
        },
        seen,
        operation.kind === 'reissue' ? operation.askedBy : undefined,
      );
    },
  };
}
