import type { CapabilityName } from '../../../preload/api/connections.ts';
import type { OperationKind } from '../../../preload/api/operations.ts';
import { addDays, periodStart } from '../kernel/index.ts';
import type { Before, OperationParams } from './operation.ts';
import type { VendorLicense } from './vendor/index.ts';

/** What the machine must know of a kind of operation. */
export interface Kind {
  /**
   * Done twice is more than done once: it charges again, or uses up a monthly change. Its unknown outcome is never sent
   * again without a person; the others are safe to repeat after re-reading (ispmanager-api 6).
   */
  readonly once: boolean;
  /** The vendor may charge for it, so the ledger is a witness. */
  readonly charges: boolean;
  /** What the account must be able to do, and what success or refusal says about it. */
  readonly capability: CapabilityName | null;
  /** Statuses of the license in which it can be asked for. */
  readonly from: readonly VendorLicense['status'][];
}

const running = ['active'] as const;
const alive = ['active', 'suspended'] as const;

export const kinds: Readonly<Record<OperationKind, Kind>> = {
  create: { once: true, charges: true, capability: null, from: [] },
  renew: { once: true, charges: true, capability: null, from: alive },
  reissue: { once: true, charges: false, capability: 'reissue', from: running },
  changePackage: { once: true, charges: true, capability: 'changePackage', from: running },
  suspend: { once: false, charges: false, capability: 'suspend', from: running },
  unsuspend: { once: false, charges: false, capability: 'suspend', from: ['suspended'] },
  terminate: {
    once: false,
    charges: false,
    capability: null,
    from: ['unknown', 'ordered', 'active', 'suspended', 'processing'],
  },
  edit: { once: false, charges: false, capability: 'edit', from: alive },
  autoRenew: { once: false, charges: false, capability: 'autoRenew', from: alive },
  addons: { once: true, charges: true, capability: 'addons', from: running },
};

export const kindsThat = (is: (kind: Kind) => boolean): OperationKind[] =>
  (Object.keys(kinds) as OperationKind[]).filter((name) => is(kinds[name]));

/** What decides whether an operation is done. */
export interface Asked {
  readonly kind: OperationKind;
  readonly params: Pick<OperationParams, 'pricelist' | 'period' | 'ip' | 'licname' | 'autoprolong' | 'addons'>;
  readonly before: Before | null;
}

/** What a license must look like for an operation to be done (design 4.5). What is not told proves nothing. */
export function isDone({ kind, params, before }: Asked, license: VendorLicense): boolean {
  switch (kind) {
    case 'create':
      return license.status === 'active' && license.key !== null && license.key !== '';
    case 'suspend':
      return license.status === 'suspended';
    case 'unsuspend':
      return license.status === 'active';
    case 'terminate':
      return license.status === 'deleted';
    case 'renew':
      return (
        isLater(license.expiresOn, before?.expiresOn ?? null) &&
        isThere(license) &&
        isWholeTerm(params, before, license)
      );
    case 'changePackage':
      return license.pricelist === params.pricelist && license.status !== 'deleted';
    case 'reissue':
      // The old key shown again is the vendor being late, never success (spec finding 2).
      if (license.key === null || license.key === '') return false;
      return before?.key ? license.key !== before.key : isLater(license.keyChangedOn, before?.keyChangedOn ?? null);
    case 'edit':
      return (
        license.ip !== null && sameIp(license.ip, params.ip) && license.licname === params.licname && isThere(license)
      );
    case 'autoRenew':
      return license.autoprolong === params.autoprolong && isThere(license);
    case 'addons':
      return (
        license.addons !== null &&
        Object.entries(params.addons ?? {}).every(([id, quantity]) => license.addons?.[id] === quantity)
      );
  }
}

const isThere = (license: VendorLicense): boolean => license.status !== 'deleted';
const isLater = (date: string | null, than: string | null): boolean => date !== null && than !== null && date > than;

/** Vendors count the days of short months differently. */
const termSlackDays = 3;

/**
 * Whether the end has moved by the term that was asked for. A license that is stopped runs on from the day of the
 * renewal (ispmanager-api 4.2), so of that one only that it has moved.
 */
function isWholeTerm({ period }: Asked['params'], before: Before | null, { expiresOn }: VendorLicense): boolean {
  if (!before?.expiresOn || expiresOn === null || before.status !== 'active') return true;
  return expiresOn >= addDays(periodStart(before.expiresOn, period, 1), -termSlackDays);
}

/**
 * What a license shows that is neither as it was before nor as it was asked for: something was done, and it was another
 * thing (quality 2.4, fault 14). Empty: nothing like that.
 */
export function doneOtherwise({ kind, params, before }: Asked, license: VendorLicense): string {
  if (before === null) return '';
  switch (kind) {
    case 'renew':
      return isLater(license.expiresOn, before.expiresOn) && !isWholeTerm(params, before, license)
        ? `until ${license.expiresOn ?? '?'}`
        : '';
    case 'changePackage':
      return license.pricelist !== null &&
        ![null, license.pricelist].includes(before.pricelist) &&
        license.pricelist !== params.pricelist
        ? `tariff ${license.pricelist}`
        : '';
    case 'addons':
      return Object.entries(params.addons ?? {})
        .filter(([id, asked]) => {
          const now = license.addons?.[id];
          return now !== undefined && now !== asked && before.addons !== null && now !== before.addons[id];
        })
        .map(([id]) => `addon_${id} = ${license.addons?.[id] ?? '?'}`)
        .join(', ');
    default:
      return '';
  }
}

/** Whether a change may be asked for in the license's present status. */
export const mayStart = (kind: OperationKind, license: VendorLicense): boolean =>
  kinds[kind].from.includes(license.status);

/** The license as evidence: what an unknown outcome is compared with, and what an edit sends back unchanged. */
export const beforeOf = (license: VendorLicense): Before => ({
  status: license.status,
  expiresOn: license.expiresOn,
  pricelist: license.pricelist,
  key: license.key,
  ip: license.ip,
  licname: license.licname,
  autoprolong: license.autoprolong,
  addons: license.addons === null ? null : { ...license.addons },
  keyChangedOn: license.keyChangedOn,
  ipChangedOn: license.ipChangedOn,
  remoteid: license.remoteid,
});

/** Whether two spellings are one address. */
export const sameIp = (one: string, other: string): boolean => canonicalIp(one) === canonicalIp(other);

/** One spelling of an IPv6 address; other text as it is. */
function canonicalIp(ip: string): string {
  const address = `http://[${ip}]/`;
  return ip.includes(':') && URL.canParse(address) ? new URL(address).hostname : ip.trim();
}

/** A month, in which the vendor's own rule allows one change of IP and one of key (ispmanager-api 4.1). */
const limitDays = 31;

/** Whether a change on `changedOn` (a date, or empty) is less than a month before `today`. */
export function changedThisMonth(changedOn: string | null, today: string): boolean {
  if (changedOn === null || changedOn === '') return false;
  const days = (Date.parse(today) - Date.parse(changedOn)) / 86_400_000;
  return days < limitDays;
}
