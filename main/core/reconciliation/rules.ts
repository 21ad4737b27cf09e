import type { VendorStatus } from '../../../preload/api/contract-products.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { FindingClass, FindingField, FindingProblem } from '../../../preload/api/reconciliation.ts';
import type { Money } from '../../../preload/api/values.ts';
import { sameIp } from '../provisioning/index.ts';

/** A license as the vendor told it last. null: not told, which proves nothing. */
export interface Theirs {
  readonly vendorId: string;
  readonly status: VendorStatus;
  /** The vendor says that a change is in progress: its status is not one yet. */
  readonly changing: boolean;
  readonly ip: string | null;
  readonly licname: string | null;
  /** Tariff number. */
  readonly pricelist: string | null;
  readonly packageName: string | null;
  readonly period: number | null;
  readonly autoprolong: string | null;
  readonly createdOn: string | null;
  readonly expiresOn: string | null;
  readonly keyChangedOn: string | null;
  /** As it was read last, if the vendor names no later change of it. */
  readonly key: string | null;
  readonly cost: Money | null;
}

/** What our books say of a license: the mirror, and the contract product that it belongs to. */
export interface Ours {
  readonly licenseId: string;
  readonly vendorId: string;
  readonly contractProductId: string;
  readonly status: VendorStatus;
  readonly ip: string;
  readonly licname: string;
  readonly pricelist: string;
  readonly key: string;
  readonly autoprolong: string | null;
  readonly expiresOn: string;
  readonly contract: { readonly status: ContractStatus; readonly ip: string; readonly pricelist: string };
}

/**
 * What is under way, or was between the reading of the vendor's list and now: the two sides cannot be compared there,
 * because one of them is older than the other.
 */
export interface Busy {
  readonly vendorIds: ReadonlySet<string>;
  readonly contracts: ReadonlySet<string>;
  /** Tokens of operations; the vendor's license name carries that of its order. */
  readonly tokens: readonly string[];
}

/** Where a license ends up; each of either side in exactly one. `ended`: both sides hold it for terminated. */
export type LicenseClass = FindingClass | 'matched' | 'underWay' | 'notAsked' | 'ended';

/** One field in which the sides differ. `ours` is what should be: what was sold where the contract says so. */
export interface Drift {
  readonly field: FindingField;
  readonly problem: FindingProblem | null;
  readonly ours: string;
  readonly theirs: string;
}

export interface Classified {
  readonly class: LicenseClass;
  readonly ours: Ours | null;
  readonly theirs: Theirs | null;
  /** A contract product that should have a license and has none. */
  readonly contractProductId: string | null;
  readonly drifts: readonly Drift[];
  /** Fields that could be compared: only of these it is known that they do not differ. */
  readonly compared: ReadonlySet<FindingField>;
}

export interface Books {
  readonly ours: readonly Ours[];
  /** All that the vendor lists, or null: it could not be asked. Absence from anything less proves nothing. */
  readonly theirs: readonly Theirs[] | null;
  /** Active contract products without a license that lives. */
  readonly without: readonly string[];
  readonly busy: Busy;
}

const endedContracts: readonly ContractStatus[] = ['Cancelled', 'Closed', 'Lapsed'];
export const isEnded = (status: ContractStatus): boolean => endedContracts.includes(status);
const nothing: ReadonlySet<FindingField> = new Set();

/** Puts every license of either side, and every contract product without one, into exactly one class. */
export function classify({ ours, theirs, without, busy }: Books): Classified[] {
  const plain = { drifts: [], compared: nothing, contractProductId: null };
  if (theirs === null) {
    return ours.map((license) => ({
      ...plain,
      class: license.status === 'deleted' ? 'ended' : 'notAsked',
      ours: license,
      theirs: null,
    }));
  }
  const listed = new Map(theirs.map((license) => [license.vendorId, license]));
  const known = new Set(ours.map((license) => license.vendorId));
  const isBusy = (license: Theirs): boolean => busy.vendorIds.has(license.vendorId) || carriesToken(license, busy);
  return [
    ...ours.map((license): Classified => {
      const seen = listed.get(license.vendorId) ?? null;
      if (
        busy.contracts.has(license.contractProductId) ||
        busy.vendorIds.has(license.vendorId) ||
        (seen !== null && isBusy(seen))
      )
        return { ...plain, class: 'underWay', ours: license, theirs: seen };
      const isGone = seen === null || seen.status === 'deleted';
      if (isGone) {
        const both = license.status === 'deleted';
        return { ...plain, class: both ? 'ended' : 'missing', ours: license, theirs: seen };
      }
      const { drifts, compared } = compare(license, seen);
      return {
        ...plain,
        class: drifts.length > 0 ? 'drifted' : 'matched',
        ours: license,
        theirs: seen,
        drifts,
        compared,
      };
    }),
    ...theirs
      .filter((license) => !known.has(license.vendorId))
      .map((license): Classified => {
        const rest = { ...plain, ours: null, theirs: license };
        if (isBusy(license)) return { ...rest, class: 'underWay' };
        return { ...rest, class: license.status === 'deleted' ? 'ended' : 'orphan' };
      }),
    ...without.map((contractProductId): Classified => {
      const rest = { ...plain, ours: null, theirs: null, contractProductId };
      return { ...rest, class: busy.contracts.has(contractProductId) ? 'underWay' : 'missing' };
    }),
  ];
}

/** Whether the vendor's name of a license carries the token of an operation that is under way. */
function carriesToken({ licname }: Theirs, { tokens }: Busy): boolean {
  if (licname === null || licname === '') return false;
  const name = licname.toLowerCase();
  return tokens.some((token) => name.includes(token));
}

/** What a contract's status means for a license that the vendor has in a status; null: nothing. */
export function problemOf(contract: ContractStatus, mirror: VendorStatus, vendor: VendorStatus): FindingProblem | null {
  if (vendor === 'unknown' || vendor === 'deleted') return null;
  if (isEnded(contract)) return 'ended_alive';
  if (mirror === 'deleted') return 'deleted_alive';
  if (contract === 'Suspended' && vendor === 'active') return 'runs_unpaid';
  return contract === 'Active' && vendor === 'suspended' ? 'paid_and_down' : null;
}

/**
 * What was sold is what should be, where the contract says it and lives; else what the mirror had. (The mirror alone
 * would forget: any reading in between makes it say what the vendor says.)
 */
export function intended({ ip, pricelist, contract }: Ours): { readonly ip: string; readonly pricelist: string } {
  return isEnded(contract.status)
    ? { ip, pricelist }
    : { ip: contract.ip || ip, pricelist: contract.pricelist || pricelist };
}

/** Compares one license field by field. Of one whose contract has ended only that it lives matters. */
export function compare(ours: Ours, theirs: Theirs): { drifts: Drift[]; compared: Set<FindingField> } {
  const drifts: Drift[] = [];
  const compared = new Set<FindingField>();
  const look = (field: FindingField, isSame: boolean, values: { ours: string; theirs: string }): void => {
    compared.add(field);
    if (!isSame) drifts.push({ field, problem: null, ...values });
  };

  if (!theirs.changing && theirs.status !== 'unknown') {
    compared.add('status');
    const problem = problemOf(ours.contract.status, ours.status, theirs.status);
    if (problem !== null || ours.status !== theirs.status) {
      const says = problem !== null && problem !== 'deleted_alive' ? ours.contract.status : ours.status;
      drifts.push({ field: 'status', problem, ours: says, theirs: theirs.status });
    }
  }
  if (isEnded(ours.contract.status) || ours.status === 'deleted') return { drifts, compared };

  const should = intended(ours);
  if (theirs.ip !== null) {
    const isSame = sameIp(theirs.ip, should.ip) && sameIp(theirs.ip, ours.ip);
    look('ip', isSame, { ours: sameIp(theirs.ip, should.ip) ? ours.ip : should.ip, theirs: theirs.ip });
  }
  if (theirs.pricelist !== null) {
    const isSame = theirs.pricelist === should.pricelist && theirs.pricelist === ours.pricelist;
    const says = theirs.pricelist === should.pricelist ? ours.pricelist : should.pricelist;
    look('tariff', isSame, { ours: says, theirs: theirs.pricelist });
  }
  // What we were never told cannot differ: a run takes it over.
  if (theirs.expiresOn !== null && ours.expiresOn !== '')
    look('expiry', theirs.expiresOn === ours.expiresOn, { ours: ours.expiresOn, theirs: theirs.expiresOn });
  if (theirs.licname !== null)
    look('name', theirs.licname === ours.licname, { ours: ours.licname, theirs: theirs.licname });
  if (theirs.autoprolong !== null && ours.autoprolong !== null)
    look('autoRenewal', theirs.autoprolong === ours.autoprolong, {
      ours: ours.autoprolong,
      theirs: theirs.autoprolong,
    });
  // An empty key is one that is hidden or not there yet (ispmanager-api 4.3).
  if (theirs.key !== null && theirs.key !== '')
    look('key', theirs.key === ours.key, { ours: ours.key, theirs: theirs.key });
  return { drifts, compared };
}

/** What a finding is about, in one text: the same for the same thing in every run. */
export function subjectOf({ ours, theirs, contractProductId }: Classified): string {
  if (ours) return `license/${ours.licenseId}`;
  return theirs ? `vendor/${theirs.vendorId}` : `contract/${contractProductId ?? ''}`;
}

/** A difference as it is kept. `field` is empty where it is about the license as a whole. */
export interface Wanted {
  readonly subject: string;
  readonly class: FindingClass;
  readonly field: FindingField | '';
  readonly problem: FindingProblem | '';
  readonly ours: string;
  readonly theirs: string;
  readonly of: Classified;
}

/** The findings that a classified license is: one for each field that differs. */
export function wantedOf(of: Classified): Wanted[] {
  const subject = subjectOf(of);
  switch (of.class) {
    case 'drifted':
      return of.drifts.map(({ problem, ...drift }) => ({
        ...drift,
        subject,
        class: 'drifted',
        problem: problem ?? '',
        of,
      }));
    case 'orphan':
      // Whatever becomes of it at the vendor, while it lives there it is the same finding.
      return [{ subject, class: 'orphan', field: '', problem: '', ours: '', theirs: '', of }];
    case 'missing':
      return [
        {
          subject,
          class: 'missing',
          field: '',
          problem: of.ours === null ? 'no_license' : '',
          ours: of.ours?.status ?? '',
          // Vanished and listed as deleted are the same thing (ispmanager-api 4.4).
          theirs: '',
          of,
        },
      ];
    default:
      return [];
  }
}

/** An open finding of an earlier run. */
export interface OpenFinding {
  readonly id: string;
  readonly subject: string;
  readonly field: FindingField | '';
  readonly class: FindingClass;
}

/**
 * What a run makes of the findings that are open: new ones, those that are still so, those that are gone. What could
 * not be compared this time (under way, not asked, a key not read) stays as it is.
 */
export function changesOf<F extends OpenFinding>(
  open: readonly F[],
  classified: readonly Classified[],
): { opened: Wanted[]; still: { finding: F; wanted: Wanted }[]; gone: F[] } {
  const keyOf = ({ subject, field }: { subject: string; field: string }): string => `${subject} ${field}`;
  const wanted = new Map(classified.flatMap(wantedOf).map((each) => [keyOf(each), each]));
  const seen = new Map(classified.map((each) => [subjectOf(each), each]));
  const still: { finding: F; wanted: Wanted }[] = [];
  const gone: F[] = [];
  for (const finding of open) {
    const found = wanted.get(keyOf(finding));
    wanted.delete(keyOf(finding));
    if (found) still.push({ finding, wanted: found });
    else if (isDecided(finding, seen.get(finding.subject))) gone.push(finding);
  }
  return { opened: [...wanted.values()], still, gone };
}

/** Whether a run could tell that a finding is not so any more. A subject that is not there at all ended meanwhile. */
function isDecided(finding: OpenFinding, now: Classified | undefined): boolean {
  if (now === undefined) return true;
  if (now.class === 'underWay' || now.class === 'notAsked') return false;
  if (finding.field === '' || now.class === 'ended' || now.class === 'missing') return true;
  // Of a license that should be gone nothing but that is looked at.
  const shouldBeGone = now.ours !== null && (now.ours.status === 'deleted' || isEnded(now.ours.contract.status));
  return shouldBeGone || now.compared.has(finding.field);
}
