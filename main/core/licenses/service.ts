import type { CapabilityName } from '../../../preload/api/connections.ts';
import type { License, LicenseAction } from '../../../preload/api/contract-products.ts';
import type { Output } from '../../../preload/api/contract.ts';
import type { licenses, Usage } from '../../../preload/api/licenses.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { type OperationDetail, OperationKind } from '../../../preload/api/operations.ts';
import type { Money } from '../../../preload/api/values.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { AppError, type Context, notFound, ownCause } from '../kernel/index.ts';
import type { Provisioning, VendorLicense } from '../provisioning/index.ts';
import { isDuplicate, type Store, type Writer } from '../store/index.ts';
import { checkGuards, type Given, requestOf, type VendorAction } from './asked.ts';
import { licenseName } from './identifiers.ts';
import { differences, mirror } from './mirror.ts';
import { licenseReader } from './read.ts';
import { availableActions } from './rules.ts';
import {
  contractFacts,
  type ContractFacts,
  licenseByVendorId,
  licenseOf,
  type LicenseRow,
  oldKeys,
  shownLicense,
} from './store.ts';

export interface LicensesDeps {
  readonly store: Store;
  readonly provisioning: Provisioning;
  readonly connections: Known;
}

/** What the actions need to know of connections. */
type Known = Pick<ConnectionsService, 'costOf' | 'capabilities'>;

/** What an action would do to one contract product. */
export interface LicensePlan {
  readonly contract: ContractFacts;
  readonly license: LicenseRow | undefined;
  /** The account that is asked. */
  readonly connectionId: string;
  /** null: it can be done; else why not. */
  readonly why: ErrorCode | null;
  /** What the vendor's price list says; null: not told, or nothing is charged. */
  readonly cost: Money | null;
}

export type LicensesService = ReturnType<typeof createLicenses>;

/** A trial tariff's period (ispmanager-api 2). */
const trialPeriod = -100;
const trialPackages = new Set(['55239', '55240']);
const isTrial = (license: LicenseRow): boolean =>
  license.period === trialPeriod || trialPackages.has(license.package_identifier);

/** The license actions (spec items 90-101). What asks the vendor to act stores one operation; the vendor is asked after the commit. */
export function createLicenses(deps: LicensesDeps) {
  const { store, provisioning } = deps;
  const read = licenseReader(deps);

  /**
   * `seen`: the license as the vendor shows it now, where the mirror is known to be behind; it goes over the mirror.
   * @throws AppError `not_found`, `conflict.changed_meanwhile`: it is of another license by now
   */
  function facts(
    contractProductId: string,
    seen?: VendorLicense,
  ): { contract: ContractFacts; license: LicenseRow | undefined } {
    const contract = contractFacts(store, contractProductId);
    if (!contract) throw notFound();
    const license = licenseOf(store, contractProductId);
    if (!seen) return { contract, license };
    if (license?.vendor_id !== seen.vendorId) throw new AppError('conflict.changed_meanwhile', { retry: true });
    return { contract, license: { ...license, ...differences(license, seen) } };
  }

  /** What can be asked for now, for the page of a contract product. @throws AppError `not_found` */
  function availableActionsOf(
    contractProductId: string,
    { seen, connections = deps.connections }: { seen?: VendorLicense; connections?: Known } = {},
  ) {
    const { contract, license } = facts(contractProductId, seen);
    const known = connections.capabilities(license?.connection_id ?? contract.connection_id);
    return availableActions({
      contractStatus: contract.status,
      license: license
        ? {
            status: license.status,
            isTrial: isTrial(license),
            hasAddons: license.addons === null ? null : license.addons !== '{}',
          }
        : null,
      openOperation: provisioning.openOperation(contractProductId) !== undefined,
      can: Object.fromEntries(Object.entries(known).map(([name, { value }]) => [name, value])) as Record<
        CapabilityName,
        (typeof known)[CapabilityName]['value']
      >,
      paid: contract.status !== 'Pending',
      awaitsDetails: contract.awaits !== '',
      isInTrial: contract.trial_ends_on !== null,
    });
  }

  /**
   * Queues an action inside the caller's transaction, for clicks, payments, bulk runs and automation alike; answers with
   * the operation's id. @throws AppError `not_found`, `license.*`, `input.invalid`
   */
  function queue(
    writer: Writer,
    action: VendorAction,
    contractProductId: string,
    given: Given,
    cause: string,
    seen?: VendorLicense,
  ): string {
    const on = facts(contractProductId, seen);
    checkGuards(given, on.contract, on.license);
    const why = availableActionsOf(contractProductId, seen ? { seen } : {})[action];
    if (why) throw new AppError(why);
    return provisioning.queue(writer, requestOf(deps, action, given, { ...on, cause }));
  }

  /**
   * What `queue` would do now, without doing it. `connections` may remember its answers where many are planned together.
   * @throws AppError `not_found`
   */
  function plan(action: LicenseAction, contractProductId: string, given: Given, connections: Known): LicensePlan {
    const { contract, license } = facts(contractProductId);
    const planned = { contract, license, connectionId: license?.connection_id ?? contract.connection_id };
    const why = mayEnd(action, contract) ?? availableActionsOf(contractProductId, { connections })[action];
    if (why !== null || !isVendorAction(action)) return { ...planned, why, cost: null };
    try {
      const { expectedCost } = requestOf({ store, connections }, action, given, { contract, license, cause: '' });
      return { ...planned, why, cost: expectedCost };
    } catch (error) {
      if (error instanceof AppError) return { ...planned, why: error.code, cost: null };
      throw error;
    }
  }

  /** A person ends a part of a bundle by the act that also sets the bundle's price (spec 2.9), not by its license. */
  const mayEnd = (action: LicenseAction, { others_in_bundle: others }: ContractFacts): ErrorCode | null =>
    action === 'terminate' && others > 0 ? 'contract.in_bundle' : null;

  function checkConfirmation(contractProductId: string, confirmation: string): void {
    const { license } = facts(contractProductId);
    if (license && confirmation !== (license.license_key || license.vendor_id))
      throw new AppError('license.confirmation_mismatch');
  }

  const act = (action: VendorAction, contractProductId: string, given: Given, context: Context): OperationDetail =>
    provisioning.get(
      store.transaction(context, (writer) =>
        queue(writer, action, contractProductId, given, ownCause(context.principal)),
      ),
    );

  /** The license that an action is about. @throws AppError `not_found`, `license.no_license`, and of the guards */
  function liveLicense(contractProductId: string, given: Given): LicenseRow {
    const { contract, license } = facts(contractProductId);
    checkGuards(given, contract, license);
    if (!license) throw new AppError('license.no_license');
    return license;
  }

  return {
    /** `seen`: as with `queue`. */
    availableActions: (contractProductId: string, seen?: VendorLicense) =>
      availableActionsOf(contractProductId, seen ? { seen } : {}),
    queue,
    plan,

    /** Queues the purchase of a license inside the caller's transaction, as `queue` does. */
    queueCreate: (writer: Writer, contractProductId: string, cause: string): string =>
      queue(writer, 'create', contractProductId, {}, cause),

    /** Holds what is asked for to the client and license it was meant for. @throws AppError as the actions do */
    checkGuards(contractProductId: string, given: Pick<Given, 'customerIdentifier' | 'licenseKey'>): void {
      const { contract, license } = facts(contractProductId);
      checkGuards(given, contract, license);
    },

    /** Holds an irreversible act to the license that was typed. @throws AppError `not_found`, `license.confirmation_mismatch` */
    checkConfirmation,

    /** Queues a change of tariff with what the contract product becomes, inside the caller's transaction, as `queue` does. */
    queueChange: (
      writer: Writer,
      contractProductId: string,
      to: Pick<Given, 'package' | 'contract'>,
      cause: string,
    ): string => queue(writer, 'changePackage', contractProductId, to, cause),

    /** Queues the end of a license inside the caller's transaction, as `queue` does. */
    queueTerminate: (writer: Writer, contractProductId: string, cause: string): string =>
      queue(writer, 'terminate', contractProductId, {}, cause),

    /** Stores one operation and answers with it. @throws AppError `not_found`, `license.*`, `input.invalid` */
    act,

    /** Irreversible: `confirmation` is the license key, or the vendor's id where there is no key. @throws AppError also `license.confirmation_mismatch`, `contract.in_bundle` */
    terminate(contractProductId: string, confirmation: string, given: Given, context: Context): OperationDetail {
      checkConfirmation(contractProductId, confirmation);
      const why = mayEnd('terminate', facts(contractProductId).contract);
      if (why !== null) throw new AppError(why);
      return act('terminate', contractProductId, given, context);
    },

    /** Get Usage Data (spec 93): all that the vendor tells of a license. @throws AppError as `refresh`, and of the guards */
    async usage(contractProductId: string, given: Given, context: Context): Promise<Usage> {
      const license = liveLicense(contractProductId, given);
      const { seen } = await read(contractProductId, license, context);
      if (seen === null) throw new AppError('license.no_license');
      return {
        vendorId: seen.vendorId,
        name: seen.packageName,
        licname: seen.licname,
        ip: seen.ip,
        key: seen.key,
        status: seen.status,
        webdomains: seen.webdomains,
        createdOn: seen.createdOn,
        expiresOn: seen.expiresOn,
        readAt: store.now(),
      };
    },

    /** Sync Tracked Product Quantities (spec 94): units_consumed is webdomains. @throws AppError as `usage` */
    async syncQuantities(
      contractProductId: string,
      given: Given,
      context: Context,
    ): Promise<Output<typeof licenses.syncQuantities>> {
      const license = liveLicense(contractProductId, given);
      const { seen } = await read(contractProductId, license, context);
      if (seen === null) throw new AppError('license.no_license');
      return store.transaction(context, (writer) => {
        const before = facts(contractProductId).contract.tracked_quantity;
        const after = seen.webdomains;
        // Not told is not zero: then nothing is written.
        if (after === null) return { before, after, changed: false };
        writer.update('contract_product', contractProductId, { tracked_quantity: after, tracked_at: store.now() });
        return { before, after, changed: before !== after };
      });
    },

    /** Sets the key that staff know better (spec 101); empty takes it back. @throws AppError `not_found` */
    setManualKey(contractProductId: string, key: string, context: Context): void {
      store.transaction(context, (writer) => {
        facts(contractProductId);
        writer.update('contract_product', contractProductId, { manual_key: key });
      });
    },

    /** Keys that the contract product's licenses had before, newest first. @throws AppError `not_found` */
    keyHistory(contractProductId: string): Output<typeof licenses.keyHistory> {
      facts(contractProductId);
      return oldKeys(store, contractProductId).map((row) => ({
        id: row.id,
        key: row.license_key,
        replacedAt: row.created_at,
        reason: row.reason,
        by: row.replaced_by,
      }));
    },

    /**
     * Takes over a license that the vendor account has already; nothing is bought. It is found by number, key or IP.
     * @throws AppError `not_found`, `license.*` as `availableActions` says, `license.no_license`, `license.taken` (it is
     * another contract product's), `license.several_match`, `vendor.*`, `vault.*`
     */
    async takeOver(contractProductId: string, license: string, context: Context): Promise<License> {
      const { contract } = facts(contractProductId);
      const why = availableActionsOf(contractProductId).takeOver;
      if (why) throw new AppError(why);
      const seen = await findAtVendor(contract.connection_id, license, context);
      const id = store.transaction(context, (writer) => {
        // Meanwhile it may have been bought or taken.
        const whyNow = availableActionsOf(contractProductId).takeOver;
        if (whyNow) throw new AppError(whyNow);
        return adopt(writer, contract, seen);
      });
      const row = licenseOf(store, contractProductId);
      if (row?.id !== id) throw notFound();
      return shownLicense(row);
    },

    /** Writes a license of the vendor account into the mirror of a contract product. Inside the caller's transaction. @throws AppError `license.taken` */
    adopt: (writer: Writer, contractProductId: string, seen: VendorLicense): string =>
      adopt(writer, facts(contractProductId).contract, seen),

    /** @throws AppError `not_found`, `license.no_license`, `vendor.*`, `vault.*`, `connection.credentials_stopped` */
    async refresh(contractProductId: string, context: Context): Promise<{ changed: boolean }> {
      const { changed } = await read(contractProductId, liveLicense(contractProductId, {}), context);
      return { changed };
    },
  };

  function adopt(writer: Writer, contract: ContractFacts, seen: VendorLicense): string {
    if (licenseByVendorId(store, contract.connection_id, seen.vendorId)) throw new AppError('license.taken');
    try {
      const id = mirror(
        store,
        writer,
        {
          connectionId: contract.connection_id,
          contractProductId: contract.id,
          ip: contract.ip,
          licname: '',
          packageIdentifier: contract.package_identifier,
        },
        seen,
      );
      // The contract's line says what it is about from now on.
      writer.update('contract_product', contract.id, {
        ...(contract.status === 'Awaiting Activation' ? { status: 'Active' } : {}),
        // It has its license: nothing is asked any more.
        awaits: '',
        ip: seen.ip ?? contract.ip,
        package_identifier: seen.pricelist ?? contract.package_identifier,
      });
      return id;
    } catch (error) {
      if (isDuplicate(error)) throw new AppError('license.taken', { cause: error });
      throw error;
    }
  }

  async function findAtVendor(connectionId: string, text: string, context: Context): Promise<VendorLicense> {
    const name = licenseName(text);
    const vendorId = name.by === 'ip' ? await vendorIdOfIp(connectionId, name.ip, context) : name.vendorId;
    const seen = vendorId === null ? null : await provisioning.readLicense(connectionId, vendorId, context);
    if (seen === null || seen.status === 'deleted') throw new AppError('license.no_license');
    if (name.by === 'key' && seen.key !== name.key) throw new AppError('license.no_license');
    return seen;
  }

  async function vendorIdOfIp(connectionId: string, ip: string, context: Context): Promise<string | null> {
    const all = await provisioning.ask(connectionId, context, (vendor, account, meta) =>
      vendor.listLicenses(account, meta),
    );
    const found = all.filter((license) => license.ip === ip && license.status !== 'deleted');
    if (found.length > 1) {
      const ids = found.map((license) => license.vendorId).join(', ');
      throw new AppError('license.several_match', { params: { ids } });
    }
    return found[0]?.vendorId ?? null;
  }
}

const isVendorAction = (action: LicenseAction): action is VendorAction =>
  OperationKind.options.some((kind) => kind === action);
