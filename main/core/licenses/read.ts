import { AppError, type Context } from '../kernel/index.ts';
import type { Provisioning, VendorLicense } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';
import { differences, mirror } from './mirror.ts';
import { licenseOf, type LicenseRow } from './store.ts';

export interface LicenseRead {
  /** Whether the mirror changed. */
  readonly changed: boolean;
  /** null: the vendor says that it has no such license. */
  readonly seen: VendorLicense | null;
}

/**
 * Reads the license of a contract product from the vendor into the mirror. One that the vendor does not know, though
 * nobody terminated it here, becomes `unknown`, not `deleted`: deleted would let it be bought again.
 * @throws AppError `conflict.changed_meanwhile`, `vendor.*`, `vault.*`, `connection.credentials_stopped`
 */
export function licenseReader(deps: {
  readonly store: Store;
  readonly provisioning: Pick<Provisioning, 'readLicense'>;
}) {
  const { store, provisioning } = deps;
  return async function read(contractProductId: string, license: LicenseRow, context: Context): Promise<LicenseRead> {
    const seen = await provisioning.readLicense(license.connection_id, license.vendor_id, context);
    // Who read is not who changed it: the vendor shows it so.
    return store.transaction({ ...context, cause: `reading/${license.id}` }, (writer) => {
      const now = licenseOf(store, contractProductId);
      if (now?.id !== license.id) throw new AppError('conflict.changed_meanwhile', { retry: true });
      if (seen === null) {
        const status = now.status === 'deleted' ? 'deleted' : 'unknown';
        const wrote = writer.update('license', now.id, { status, last_read_at: store.now() });
        return { changed: wrote && status !== now.status, seen };
      }
      const changed = Object.keys(differences(now, seen)).length > 0;
      mirror(store, writer, originOf(contractProductId, now), seen);
      writer.update('license', now.id, { last_read_at: store.now() });
      return { changed, seen };
    });
  };
}

const originOf = (contractProductId: string, license: LicenseRow) => ({
  connectionId: license.connection_id,
  contractProductId,
  ip: license.ip,
  licname: license.licname,
  packageIdentifier: license.package_identifier,
});
