import type { CapabilityName } from '../../../preload/api/connections.ts';
import type { OperationKind } from '../../../preload/api/operations.ts';
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
  readonly params: Pick<OperationParams, 'pricelist' | 'ip' | 'licname' | 'autoprolong' | 'addons'>;
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
      // Every renewal moves the end, also of a suspended license (ispmanager-api 4.2).
      return isLater(license.expiresOn, before?.expiresOn ?? null) && license.status !== 'deleted';
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
