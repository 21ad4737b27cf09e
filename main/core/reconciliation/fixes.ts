import type { FindingResolution, reconciliation } from '../../../preload/api/reconciliation.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { z } from 'zod';
import type { CatalogueService } from '../catalogue/index.ts';
import type { ContractCorrection, ContractProductsService } from '../contract-products/index.ts';
import { actorName, AppError, type Context, fieldError } from '../kernel/index.ts';
import { type Correction, correctLicense, licenseOf, type LicensesService } from '../licenses/index.ts';
import type { OrdersService } from '../orders/index.ts';
import type { Provisioning, VendorLicense } from '../provisioning/index.ts';
import { isDuplicate, type Store, type Writer } from '../store/index.ts';
import { isOurs } from './books.ts';
import type { FindingRow } from './findings.ts';
import { anchorOf, hereOf, type There, thereOf } from './fix-rules.ts';
import { type Looked, lookAgain, type LookDeps } from './look.ts';
import { contractConnection } from './adoption.ts';

export interface FixDeps extends LookDeps {
  readonly store: Store;
  readonly provisioning: Provisioning;
  readonly licenses: Pick<LicensesService, 'queue' | 'adopt' | 'availableActions'>;
  readonly orders: Pick<OrdersService, 'takeOver'>;
  readonly contractProducts: Pick<ContractProductsService, 'correct'>;
  readonly catalogue: Pick<CatalogueService, 'findProduct'>;
  readonly brand: { businessDate(): string };
}

/** The fixes of findings. Each looks again first, and does nothing where the finding is not so any more. */
export function createFixes(deps: FixDeps) {
  const { store, provisioning, licenses } = deps;
  const look = lookAgain(deps);

  function resolve(writer: Writer, finding: FindingRow, resolution: z.output<typeof FindingResolution>): void {
    writer.update('reconciliation_finding', finding.id, {
      resolution,
      resolved_at: store.now(),
      resolved_by: actorName(writer.context.principal),
    });
  }

  /** An orphan that lives, of a license that nobody else took meanwhile. */
  function orphanOf({ finding, account }: Looked, seen: VendorLicense | null): VendorLicense {
    if (finding.class !== 'orphan' || seen === null) throw new AppError('reconciliation.no_fix');
    if (isOurs(store, account.connectionId, seen.vendorId)) throw new AppError('license.taken');
    return seen;
  }

  function take(writer: Writer, { finding, account }: Looked, seen: VendorLicense, contractProductId: string): void {
    const connectionId = contractConnection(store, contractProductId);
    if (!account.connectionIds.includes(connectionId)) throw new AppError('reconciliation.other_account');
    const why = licenses.availableActions(contractProductId).takeOver;
    if (why) throw new AppError(why);
    licenses.adopt(writer, contractProductId, seen);
    writer.update('reconciliation_finding', finding.id, { contract_product_id: contractProductId });
    resolve(writer, finding, 'adopted');
  }

  /** @throws AppError as `LookAgain.act`, `reconciliation.no_fix`, `reconciliation.other_account`, `license.*` */
  const adopt = ({ id, contractProductId }: Parsed<typeof reconciliation.adopt>, context: Context): Promise<void> =>
    look.act(id, context, (writer, looked, seen) => {
      take(writer, looked, orphanOf(looked, seen), contractProductId);
    });

  /** @throws AppError as `adopt`, `reconciliation.other_tariff`, `order.no_price`, `input.invalid` */
  const adoptNew = (input: Parsed<typeof reconciliation.adoptNew>, context: Context): Promise<void> =>
    look.act(input.id, context, (writer, looked, seen) => {
      const license = orphanOf(looked, seen);
      const product = deps.catalogue.findProduct(input.productId);
      if (!product) throw fieldError('productId', { code: 'not_found' });
      if (!looked.account.connectionIds.includes(product.connectionId ?? ''))
        throw new AppError('reconciliation.other_account');
      if (license.pricelist === null || product.packageIdentifier !== license.pricelist)
        throw new AppError('reconciliation.other_tariff');
      const until = license.expiresOn;
      const contractProductId = deps.orders.takeOver(writer, {
        clientId: input.clientId,
        productId: input.productId,
        termMonths: input.termMonths,
        currency: input.currency,
        ip: license.ip ?? '',
        since: until === null ? deps.brand.businessDate() : anchorOf(license.createdOn, until, input.termMonths),
        until,
      });
      take(writer, looked, license, contractProductId);
    });

  /** @throws AppError as `LookAgain.act`, `reconciliation.no_fix`, `license.confirmation_mismatch`, `license.already_exists` */
  const correctHere = (
    id: string,
    confirmation: string | undefined,
    context: Context,
    read?: (finding: FindingRow) => VendorLicense | null,
  ): Promise<void> =>
    look.act(
      id,
      context,
      (writer, looked) => {
        const here = hereOf(looked.wanted);
        if (here === null || (read && !here.isDate)) throw new AppError('reconciliation.no_fix');
        if (here.isTyped && confirmation !== looked.finding.vendor_id)
          throw new AppError('license.confirmation_mismatch');
        takeTheirs(writer, looked);
        resolve(writer, looked.finding, 'corrected_here');
      },
      read,
    );

  /** The vendor's value becomes ours: in the mirror, and in the contract product where it means something there. */
  function takeTheirs(writer: Writer, { wanted }: Looked): void {
    const { ours, theirs } = wanted.of;
    if (ours === null) return;
    const contract = contractCorrection(wanted);
    try {
      correctLicense(store, writer, ours.licenseId, licenseCorrection(wanted, theirs));
    } catch (error) {
      // Another license of the contract product lives already.
      if (isDuplicate(error)) throw new AppError('license.already_exists', { cause: error });
      throw error;
    }
    if (contract) deps.contractProducts.correct(writer, ours.contractProductId, contract);
  }

  /**
   * Dates, several at once: the vendor's list is read once for each account.
   * @throws AppError `vendor.*`, `vault.*`: nothing was changed for that account or those after it
   */
  async function correctHereAll(
    ids: readonly string[],
    context: Context,
  ): Promise<Output<typeof reconciliation.correctHereAll>> {
    const answer: Output<typeof reconciliation.correctHereAll> = { corrected: [], gone: [], failed: [] };
    const lists = new Map<string, Map<string, VendorLicense>>();
    for (const id of ids) {
      const { account } = look.find(id);
      const list =
        lists.get(account.key) ??
        new Map(
          (
            await provisioning.ask(account.connectionId, context, (vendor, signed, meta) =>
              vendor.listLicenses(signed, meta),
            )
          ).map((license) => [license.vendorId, license]),
        );
      lists.set(account.key, list);
      try {
        await correctHere(id, undefined, context, ({ vendor_id }) => list.get(vendor_id) ?? null);
        answer.corrected.push(id);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code === 'reconciliation.not_so' || error.code === 'reconciliation.resolved') answer.gone.push(id);
        else answer.failed.push({ id, errorCode: error.code });
      }
    }
    return answer;
  }

  /** @throws AppError as `LookAgain.act`, `reconciliation.no_fix`, `license.*` */
  const correctThere = (id: string, confirmation: string | undefined, context: Context): Promise<void> =>
    look.act(id, context, (writer, looked, seen) => {
      const there = thereOf(looked.wanted);
      if (there === null || seen === null) throw new AppError('reconciliation.no_fix');
      if (there.isTyped && confirmation !== seen.vendorId) throw new AppError('license.confirmation_mismatch');
      const operationId = queue(writer, looked, there, seen);
      writer.update('reconciliation_finding', id, { operation_id: operationId });
    });

  function queue(writer: Writer, { finding, account, wanted }: Looked, there: There, seen: VendorLicense): string {
    const cause = `reconciliation/${finding.id}`;
    const { ours } = wanted.of;
    if (ours && !there.isBare) {
      // The action is about the license that the contract product has now.
      if (licenseOf(store, ours.contractProductId)?.id !== ours.licenseId)
        throw new AppError('conflict.changed_meanwhile', { retry: true });
      return licenses.queue(writer, there.kind, ours.contractProductId, there.given, cause, seen);
    }
    return provisioning.queue(writer, {
      kind: there.kind,
      connectionId: account.connectionId,
      contractProductId: null,
      licenseId: null,
      vendorId: seen.vendorId,
      params: { pricelist: seen.pricelist ?? '', period: seen.period ?? 1, ip: seen.ip ?? '', customer: '' },
      priceMinor: 0,
      currency: seen.cost?.currency ?? 'EUR',
      expectedCost: null,
      cause,
    });
  }

  return { adopt, adoptNew, correctHere, correctHereAll, correctThere, look };
}

function licenseCorrection(wanted: Looked['wanted'], theirs: Looked['wanted']['of']['theirs']): Correction {
  if (wanted.class === 'missing' || theirs === null) return { status: 'deleted' };
  switch (wanted.field) {
    case 'status':
      return { status: theirs.status };
    case 'ip':
      return { ip: theirs.ip };
    case 'tariff':
      return { pricelist: theirs.pricelist };
    case 'expiry':
      return { expiresOn: theirs.expiresOn };
    case 'key':
      return { key: theirs.key };
    case 'name':
      return { licname: theirs.licname };
    case 'autoRenewal':
      return { autoprolong: theirs.autoprolong };
    case '':
      return {};
  }
}

function contractCorrection({ class: found, field, problem, theirs }: Looked['wanted']): ContractCorrection | null {
  if (found === 'missing') return null;
  if (field === 'ip') return { ip: theirs };
  if (field === 'tariff') return { packageIdentifier: theirs };
  if (problem === 'runs_unpaid') return { status: 'Active' };
  return problem === 'paid_and_down' ? { status: 'Suspended' } : null;
}
