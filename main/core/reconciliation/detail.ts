import type { Finding, FindingDetail, FindingField, FindingSide } from '../../../preload/api/reconciliation.ts';
import { type CatalogueService, packageName } from '../catalogue/index.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { notFound } from '../kernel/index.ts';
import { licenseOf, type LicensesService } from '../licenses/index.ts';
import { bareLicense, type Provisioning } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';
import { candidatesFor, productsFor } from './adoption.ts';
import { ourLicenseById } from './books.ts';
import { contractBeside } from './contract.ts';
import { findFinding, type FindingRow, lastChange } from './findings.ts';
import { hereOf, type There, thereOf } from './fix-rules.ts';
import type { LookAgain } from './look.ts';
import type { Kept } from './reading-rules.ts';
import { intended, type Ours, type Wanted } from './rules.ts';
import { lastRun } from './runs.ts';
import { vendorLicense } from './snapshot.ts';

export interface DetailDeps {
  readonly store: Store;
  readonly connections: Pick<ConnectionsService, 'prices' | 'priceOf'>;
  readonly provisioning: Pick<Provisioning, 'shown'>;
  readonly licenses: Pick<LicensesService, 'availableActions'>;
  readonly catalogue: Pick<CatalogueService, 'productsOfTariff'>;
  readonly look: LookAgain;
}

const settled = ['succeeded', 'refused', 'abandoned'];

/** Findings as pages show them. */
export function findingViews(deps: DetailDeps) {
  const { store, connections } = deps;

  /** Name of a tariff by the account's own price list, else by the vendor's articles; empty: not known. */
  const tariffNames = (connectionId: string): ((number: string) => string) => {
    const names = new Map(connections.prices(connectionId).map(({ pricelist, name }) => [pricelist, name]));
    return (number) => names.get(number) ?? packageName(number) ?? '';
  };

  function costOf(row: FindingRow, kept: Kept | undefined): Pick<Finding, 'cost' | 'period'> {
    if (row.class !== 'orphan' || !kept) return { cost: null, period: null };
    const { pricelist, period } = kept;
    const listed =
      pricelist === null || period === null ? null : connections.priceOf(row.connection_id, { pricelist, period });
    return { cost: listed ?? kept.cost, period };
  }

  function shown(row: FindingRow, nameOf: (number: string) => string, kept = keptOf(row)): Finding {
    const name = (value: string): string => (row.field === 'tariff' ? nameOf(value) : '');
    const state = row.operation_state;
    return {
      id: row.id,
      connectionId: row.connection_id,
      connectionName: row.connection_name,
      class: row.class,
      field: row.field || null,
      problem: row.problem || null,
      state:
        row.resolved_at !== null
          ? 'resolved'
          : state === null
            ? 'open'
            : settled.includes(state)
              ? 'refused'
              : 'fixing',
      vendorId: row.vendor_id,
      contractProductId: row.contract_product_id,
      productName: row.product_name || (kept ? (kept.packageName ?? nameOf(kept.pricelist ?? '')) : ''),
      clientName: row.client_name,
      ours: row.ours,
      theirs: row.theirs,
      oursName: name(row.ours),
      theirsName: name(row.theirs),
      ...costOf(row, kept),
      foundAt: row.created_at,
      foundBy: row.found_by,
      resolution: row.resolution,
      resolvedAt: row.resolved_at,
      resolvedBy: row.resolved_by,
    };
  }

  const keptOf = (row: FindingRow): Kept | undefined =>
    row.class === 'orphan' ? vendorLicense(store, row.account, row.vendor_id) : undefined;

  /** Rows of a list. */
  function list(rows: readonly FindingRow[]): Finding[] {
    const names = new Map<string, (number: string) => string>();
    return rows.map((row) => {
      const nameOf = names.get(row.connection_id) ?? tariffNames(row.connection_id);
      names.set(row.connection_id, nameOf);
      return shown(row, nameOf);
    });
  }

  /** One finding with both sides of its license and what can be done about it. @throws AppError `not_found` */
  function detail(id: string): FindingDetail {
    const row = findFinding(store, id);
    if (!row) throw notFound();
    const account = deps.look.accountOf(row);
    const nameOf = tariffNames(row.connection_id);
    const kept = row.vendor_id === '' ? undefined : vendorLicense(store, row.account, row.vendor_id);
    const ours = row.license_id === null ? undefined : ourLicenseById(store, row.license_id);
    const classified = account && deps.look.classifyOne({ finding: row, account }, kept ?? null);
    const wanted = row.resolved_at === null ? deps.look.wantedNow(row, classified) : undefined;
    const contract = row.contract_product_id === null ? undefined : contractBeside(store, row.contract_product_id);
    const run = lastRun(store, row.account, 'done');
    const operation = row.operation_id === null ? undefined : deps.provisioning.shown(row.operation_id);
    const there = wanted ? thereOf(wanted) : null;
    const here = wanted ? hereOf(wanted) : null;
    return {
      ...shown(row, nameOf, kept),
      contractStatus: contract?.status ?? null,
      licenseStatus: ours?.status ?? null,
      billedTo: contract?.billed_to ?? null,
      sides: sidesOf(ours, kept, nameOf),
      oursSince: oursSince(row) ?? null,
      theirsSince: { at: run?.startedAt ?? row.created_at, by: run?.askedBy ?? row.found_by },
      keyComparedAt: [kept?.keyReadAt ?? '', ours?.lastReadAt ?? ''].toSorted().at(-1) || null,
      operation: operation
        ? {
            id: operation.id,
            kind: operation.kind,
            state: operation.state,
            errorCode: operation.errorCode,
            vendorMessage: operation.vendorMessage,
          }
        : null,
      isUnderWay: row.resolved_at === null && classified?.class === 'underWay',
      correctHere: here && { confirmation: here.isTyped ? row.vendor_id : null, isDate: here.isDate },
      correctThere:
        there && wanted
          ? {
              kind: there.kind,
              charges: there.charges,
              cost: there.kind === 'renew' ? renewalCost(row, wanted) : null,
              confirmation: there.isTyped ? row.vendor_id : null,
              whyNot: whyNot(there, wanted),
            }
          : null,
      adopt:
        account && wanted?.class === 'orphan' && kept
          ? {
              candidates: candidatesFor(store, account, kept),
              products: productsFor(deps.catalogue, account, kept),
              suggestedTerm: kept.period === 12 ? 12 : kept.period === 1 ? 1 : null,
            }
          : null,
    };
  }

  /** Why an action cannot be asked for, of the license as the vendor has it: that our mirror differs is what is to be corrected. */
  function whyNot(there: There, { of: { ours, theirs } }: Wanted): string | null {
    if (there.isBare || ours === null || theirs === null) return null;
    if (licenseOf(store, ours.contractProductId)?.id !== ours.licenseId) return 'conflict.changed_meanwhile';
    const seen = { ...bareLicense(theirs.vendorId, theirs.status), ...theirs };
    return deps.licenses.availableActions(ours.contractProductId, seen)[there.kind];
  }

  function renewalCost({ connection_id: connectionId }: FindingRow, { of: { theirs } }: Wanted): Finding['cost'] {
    if (!theirs || theirs.pricelist === null || theirs.period === null) return null;
    return connections.priceOf(connectionId, { pricelist: theirs.pricelist, period: theirs.period });
  }

  function oursSince(row: FindingRow): { at: string; by: string } | undefined {
    const column = row.field === '' ? 'status' : columnOf[row.field];
    const ofContract = row.problem !== '' && row.problem !== 'deleted_alive';
    if (row.contract_product_id !== null && (ofContract || row.license_id === null))
      return lastChange(store, { entity: 'contract_product', id: row.contract_product_id, column: 'status' });
    return row.license_id === null ? undefined : lastChange(store, { entity: 'license', id: row.license_id, column });
  }

  return { list, detail };
}

const columnOf: Readonly<Record<FindingField, string>> = {
  status: 'status',
  ip: 'ip',
  tariff: 'package_identifier',
  expiry: 'expires_on',
  key: 'license_key',
  name: 'licname',
  autoRenewal: 'autoprolong',
};

/** The license on both sides, field by field; what was sold where the contract says it. */
function sidesOf(ours: Ours | undefined, kept: Kept | undefined, nameOf: (number: string) => string): FindingSide[] {
  const should = ours && intended(ours);
  const line = (
    field: FindingField,
    mine: string | null | undefined,
    theirs: string | null | undefined,
  ): FindingSide => ({
    field,
    ours: mine ?? null,
    theirs: theirs ?? null,
    oursName: field === 'tariff' && mine ? nameOf(mine) : '',
    theirsName: field === 'tariff' && theirs ? nameOf(theirs) : '',
    differs: mine != null && theirs != null && mine !== theirs,
  });
  const tariff = line('tariff', should?.pricelist, kept?.pricelist);
  return [
    line('status', ours?.status, kept?.status),
    line('ip', should?.ip, kept?.ip),
    // A tariff of which the vendor told the name only.
    kept && kept.pricelist === null ? { ...tariff, theirs: null, theirsName: kept.packageName ?? '' } : tariff,
    line('expiry', ours?.expiresOn, kept?.expiresOn),
    line('key', ours?.key, kept?.key === '' ? null : kept?.key),
    line('name', ours?.licname, kept?.licname),
    line('autoRenewal', ours?.autoprolong, kept?.autoprolong),
  ];
}
