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
export function mirror(store: Store, writer: Writer, origin: Origin, seen: VendorLicense): string {
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
      created_on: seen.createdOn ?? '',
      expires_on: seen.expiresOn ?? '',
      last_read_at: store.now(),
    });
    return id;
  }
  const changes = differences(before, seen);
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
    created_on: seen.createdOn,
    expires_on: seen.expiresOn,
  };
  const columns = before as unknown as Row;
  return Object.fromEntries(
    Object.entries(told).filter(([column, value]) => value !== null && columns[column] !== value),
  );
}

/** The part of the provisioning effects that keeps the mirror. */
export function licenseEffects(store: Store): {
  licenseSeen(writer: Writer, operation: StoredOperation, seen: VendorLicense): string;
} {
  return {
    licenseSeen: (writer, operation, seen) =>
      mirror(
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
      ),
  };
}
