import type { PriceOfVendor } from '../connections/index.ts';
import type { VendorLicense } from '../provisioning/index.ts';
import type { Ours, Theirs } from './rules.ts';

/** What is known of a vendor's license from the runs before, beside what its list says. */
export interface Known {
  readonly vendorId: string;
  readonly pricelist: string | null;
  readonly packageName: string | null;
  readonly key: string | null;
  /** When the key was read last, and the day of its last change that the vendor named then (empty: none). */
  readonly keyReadAt: string | null;
  readonly keyReadFor: string;
}

const dayMs = 86_400_000;
/** A key that was not read for so long is read again, whatever the vendor says of changes. */
export const keyMaxAgeMs = 7 * dayMs;

/**
 * Whether a key that was read is still the key, by the day of its last change that the vendor names now. A day does not
 * tell two changes of it apart, nor do we know its zone: what was read before that day was surely over proves nothing.
 */
export function keyStands({ keyReadAt, keyReadFor }: Known, changedOn: string): boolean {
  if (keyReadAt === null || keyReadFor !== changedOn) return false;
  return changedOn === '' || Date.parse(keyReadAt) > Date.parse(changedOn) + 2 * dayMs;
}

export interface ReadPlan {
  /** Licenses to read one by one, the most needed first. */
  readonly vendorIds: string[];
  /** How many were due and did not fit. */
  readonly left: number;
}

/**
 * Which licenses are read one by one: the list has no key and no tariff number, and a license that it lacks may still be
 * there (a list can be late). First those that we have and the list has not, then those that are new to us, then those
 * whose key the vendor says was changed, then those that were not read for a week, the oldest first. `limit`: at most.
 */
export function planReads(input: {
  readonly listed: readonly VendorLicense[];
  readonly ours: readonly (Pick<Ours, 'vendorId' | 'status'> & {
    readonly keyChangedOn: string;
    readonly lastReadAt: string;
  })[];
  readonly known: readonly Known[];
  readonly now: string;
  readonly deep: boolean;
  readonly limit: number;
}): ReadPlan {
  const { listed, ours, deep, limit } = input;
  const rows = new Map(listed.map((license) => [license.vendorId, license]));
  const mirror = new Map(ours.map((license) => [license.vendorId, license]));
  const known = new Map(input.known.map((license) => [license.vendorId, license]));
  const lives = (license: VendorLicense | undefined): boolean => license !== undefined && license.status !== 'deleted';
  const oldest = new Date(Date.parse(input.now) - keyMaxAgeMs).toISOString();

  const missing = ours.filter(({ vendorId, status }) => status !== 'deleted' && !rows.has(vendorId));
  const alive = listed.filter(lives);
  const unknown = alive.filter(({ vendorId }) => !mirror.has(vendorId) && known.get(vendorId)?.keyReadAt == null);
  const changed = alive.filter((license) => {
    const before = known.get(license.vendorId);
    const day = license.keyChangedOn ?? '';
    if (before?.keyReadAt != null) return !keyStands(before, day);
    const seen = mirror.get(license.vendorId)?.keyChangedOn;
    return seen !== undefined && seen !== day;
  });
  const readAt = ({ vendorId }: VendorLicense): string => {
    const at = [known.get(vendorId)?.keyReadAt ?? '', mirror.get(vendorId)?.lastReadAt ?? ''];
    return at.toSorted().at(-1) ?? '';
  };
  const stale = alive
    .filter((license) => deep || readAt(license) < oldest)
    .toSorted((a, b) => compareText(readAt(a), readAt(b)) || compareText(a.vendorId, b.vendorId));
  const wanted = [
    ...new Set([...missing, ...[...unknown, ...changed].toSorted(byId), ...stale].map(({ vendorId }) => vendorId)),
  ];
  return { vendorIds: wanted.slice(0, limit), left: Math.max(0, wanted.length - limit) };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { vendorId: string }, b: { vendorId: string }): number => compareText(a.vendorId, b.vendorId);

/** The number of a tariff by its name, where the price list has exactly one of that name. The list shows names only. */
export function numberOfName(prices: readonly PriceOfVendor[]): (name: string | null) => string | null {
  const numbers = new Map<string, Set<string>>();
  for (const { addon, name, pricelist } of prices) {
    if (addon === '') numbers.set(name, (numbers.get(name) ?? new Set()).add(pricelist));
  }
  return (name) => {
    const found = name === null ? undefined : numbers.get(name);
    return found?.size === 1 ? ([...found][0] ?? null) : null;
  };
}

/** A license as it is kept after a run. */
export type Kept = Theirs & Known;

/**
 * Puts together what the list says, what reading the license itself said (later, so it goes first), and what was known
 * before of what neither told now. A key stands as long as the vendor names no other day of its last change.
 */
export function keptOf(
  sources: { readonly row: VendorLicense; readonly form: VendorLicense | null; readonly before: Known | null },
  numberOf: (name: string | null) => string | null,
  now: string,
): Kept {
  const { row, form, before } = sources;
  const packageName = form?.packageName ?? row.packageName;
  const keyChangedOn = form?.keyChangedOn ?? row.keyChangedOn;
  const stands = form === null && before !== null && keyStands(before, keyChangedOn ?? '');
  return {
    vendorId: row.vendorId,
    status: form?.status ?? row.status,
    changing: form?.changing ?? row.changing,
    ip: form?.ip ?? row.ip,
    licname: form?.licname ?? row.licname,
    pricelist:
      form?.pricelist ??
      row.pricelist ??
      numberOf(packageName) ??
      (before?.packageName === packageName ? (before?.pricelist ?? null) : null),
    packageName,
    period: form?.period ?? row.period,
    autoprolong: form?.autoprolong ?? row.autoprolong,
    createdOn: form?.createdOn ?? row.createdOn,
    expiresOn: form?.expiresOn ?? row.expiresOn,
    keyChangedOn,
    cost: row.cost,
    key: form ? form.key : stands ? before.key : null,
    keyReadAt: form ? now : (before?.keyReadAt ?? null),
    keyReadFor: form ? (keyChangedOn ?? '') : (before?.keyReadFor ?? ''),
  };
}
