import type { LicenseAction } from '../../../preload/api/contract-products.ts';
import type { OperationDetail } from '../../../preload/api/operations.ts';
import { AppError, type Context, notFound } from '../kernel/index.ts';
import type { Provisioning } from '../provisioning/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { differences, mirror } from './mirror.ts';
import { availableActions } from './rules.ts';
import { contractFacts, type ContractFacts, licenseOf, type LicenseRow } from './store.ts';

export interface LicensesDeps {
  readonly store: Store;
  readonly provisioning: Provisioning;
}

export type LicensesService = ReturnType<typeof createLicenses>;

/** The license actions (spec items 91, 96-98). Each stores one operation; the vendor is asked after the commit. */
export function createLicenses(deps: LicensesDeps) {
  const { store, provisioning } = deps;

  function facts(contractProductId: string): { contract: ContractFacts; license: LicenseRow | undefined } {
    const contract = contractFacts(store, contractProductId);
    if (!contract) throw notFound();
    return { contract, license: licenseOf(store, contractProductId) };
  }

  /** What can be asked for now, for the page of a contract product. @throws AppError `not_found` */
  function availableActionsOf(contractProductId: string) {
    const { contract, license } = facts(contractProductId);
    return availableActions({
      contractStatus: contract.status,
      license: license ?? null,
      openOperation: provisioning.openOperation(contractProductId) !== undefined,
      canSuspend: contract.can_suspend,
      paid: contract.status !== 'Pending',
    });
  }

  function queue(writer: Writer, action: LicenseAction, contractProductId: string, cause: string): string {
    const why = availableActionsOf(contractProductId)[action];
    if (why) throw new AppError(why);
    const { contract, license } = facts(contractProductId);
    const forLicense = action === 'create' ? undefined : license;
    return provisioning.queue(writer, {
      kind: action,
      connectionId: forLicense?.connection_id ?? contract.connection_id,
      contractProductId,
      licenseId: forLicense?.id ?? null,
      vendorId: forLicense?.vendor_id ?? null,
      params: {
        pricelist: contract.package_identifier,
        period: contract.term_months,
        ip: contract.ip,
        customer: `${contract.client_name} <${contract.client_email}>`,
      },
      priceMinor: action === 'create' ? contract.price_minor : 0,
      currency: contract.currency,
      cause,
    });
  }

  const act = (action: LicenseAction, contractProductId: string, context: Context): OperationDetail =>
    provisioning.get(store.transaction(context, (writer) => queue(writer, action, contractProductId, 'staff')));

  return {
    availableActions: availableActionsOf,

    /**
     * Queues the purchase of a license inside the caller's transaction, for payments and automation; answers with the
     * operation's id. @throws AppError `not_found`, `license.*` as `availableActions` says
     */
    queueCreate: (writer: Writer, contractProductId: string, cause: string): string =>
      queue(writer, 'create', contractProductId, cause),

    /** Each of these stores one operation and answers with it. @throws AppError `not_found`, `license.*` */
    create: (contractProductId: string, context: Context) => act('create', contractProductId, context),
    suspend: (contractProductId: string, context: Context) => act('suspend', contractProductId, context),
    unsuspend: (contractProductId: string, context: Context) => act('unsuspend', contractProductId, context),

    /** Irreversible: `confirmation` is the license key, or the vendor's id where there is no key. @throws AppError also `license.confirmation_mismatch` */
    terminate(contractProductId: string, confirmation: string, context: Context): OperationDetail {
      const { license } = facts(contractProductId);
      if (license && confirmation !== (license.license_key || license.vendor_id))
        throw new AppError('license.confirmation_mismatch');
      return act('terminate', contractProductId, context);
    },

    /**
     * Reads the license from the vendor into the mirror. A license that the vendor does not know, though nobody
     * terminated it here, becomes `unknown`, not `deleted`: deleted would let it be bought again.
     * @throws AppError `not_found`, `license.no_license`, `vendor.*`, `vault.*`, `connection.credentials_stopped`
     */
    async refresh(contractProductId: string, context: Context): Promise<{ changed: boolean }> {
      const { license } = facts(contractProductId);
      if (!license) throw new AppError('license.no_license');
      const read = await provisioning.readLicense(license.connection_id, license.vendor_id, context);
      return store.transaction(context, (writer) => {
        const { license: now } = facts(contractProductId);
        if (now?.id !== license.id) throw new AppError('conflict.changed_meanwhile', { retry: true });
        if (read === null) {
          const status = now.status === 'deleted' ? 'deleted' : 'unknown';
          return {
            changed: writer.update('license', now.id, { status, last_read_at: store.now() }) && status !== now.status,
          };
        }
        const changed = Object.keys(differences(now, read)).length > 0;
        const origin = {
          connectionId: now.connection_id,
          contractProductId,
          ip: now.ip,
          licname: now.licname,
          packageIdentifier: now.package_identifier,
        };
        mirror(store, writer, origin, read);
        writer.update('license', now.id, { last_read_at: store.now() });
        return { changed };
      });
    },
  };
}
