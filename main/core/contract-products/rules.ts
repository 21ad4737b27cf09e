import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { OperationKind } from '../../../preload/api/operations.ts';
import type { Language } from '../../../preload/api/values.ts';
import { addDays, daysBetween, periodStart, portion, shares } from '../kernel/index.ts';

/**
 * What can happen to a contract product (spec 2.2).
 * - `paid`: its first period was paid.
 * - `created`, `suspended`, `unsuspended`, `terminated`: the vendor has done it.
 * - `closed`: the vendor has terminated what dunning gave up; what is unpaid is written off.
 * - `cancelled`: it ends at once, and there is no license that the vendor would have to end first.
 * - `overdue_cancelled`: unpaid for longer than the cancellation interval.
 * - `term_ended`: the end that was set, or the end of what is paid without a renewal.
 * - `license_lost`: the vendor deleted its license, as it does with what was not renewed in time, and it is paid: a new one is
 *   bought.
 * - `reactivated`, `resumed`, `resumed_suspended`: a person brings it back; it needs a new license, has a running or a
 *   suspended one.
 */
export type ContractEvent =
  | 'paid'
  | 'created'
  | 'suspended'
  | 'unsuspended'
  | 'terminated'
  | 'closed'
  | 'cancelled'
  | 'overdue_cancelled'
  | 'term_ended'
  | 'license_lost'
  | 'reactivated'
  | 'resumed'
  | 'resumed_suspended';

const back = { reactivated: 'Awaiting Activation', resumed: 'Active', resumed_suspended: 'Suspended' } as const;

/**
 * The machine of spec 2.2. What is not here cannot happen; a status that a person sets by hand is the one thing beside it.
 * Terminating is the reseller's immediate cancel (spec 2.1 "cancel now", item 87) and ends in Cancelled, paid or not;
 * Lapsed is the end of a term. What is Active and overdue can be cancelled without having been suspended where the
 * vendor cannot suspend (finding 1): it would run on unpaid for ever otherwise.
 */
export const machine: Readonly<Record<ContractStatus, Readonly<Partial<Record<ContractEvent, ContractStatus>>>>> = {
  Pending: { paid: 'Awaiting Activation', cancelled: 'Cancelled' },
  'Awaiting Activation': { created: 'Active', terminated: 'Cancelled', cancelled: 'Cancelled', term_ended: 'Lapsed' },
  Active: {
    suspended: 'Suspended',
    terminated: 'Cancelled',
    cancelled: 'Cancelled',
    overdue_cancelled: 'Cancelled',
    term_ended: 'Lapsed',
    license_lost: 'Awaiting Activation',
  },
  Suspended: {
    unsuspended: 'Active',
    terminated: 'Cancelled',
    cancelled: 'Cancelled',
    overdue_cancelled: 'Cancelled',
    term_ended: 'Lapsed',
    license_lost: 'Awaiting Activation',
  },
  // The license ends after the contract: that changes nothing any more.
  Cancelled: { terminated: 'Cancelled', closed: 'Closed', ...back },
  Closed: { terminated: 'Closed', closed: 'Closed' },
  Lapsed: { terminated: 'Lapsed', ...back },
};

/** Where an event leads from a status, or null: it means nothing there. */
export const next = (status: ContractStatus, event: ContractEvent): ContractStatus | null =>
  machine[status][event] ?? null;

/** Whether an event leads to the status that is there already: it happened again (a license bought anew), nothing is wrong. */
export const isThere = (status: ContractStatus, event: ContractEvent): boolean =>
  Object.values(machine).some((row) => row[event] === status);

/** The statuses in which nothing is invoiced any more. */
export const isEnded = (status: ContractStatus): boolean =>
  status === 'Cancelled' || status === 'Closed' || status === 'Lapsed';

/**
 * The event that a license operation is for the contract once the vendor has done it; null: its status stays. Nothing
 * but these, money and time moves a status.
 */
export const eventOf: Readonly<Record<OperationKind, ContractEvent | null>> = {
  create: 'created',
  suspend: 'suspended',
  unsuspend: 'unsuspended',
  terminate: 'terminated',
  renew: null,
  reissue: null,
  changePackage: null,
  edit: null,
  autoRenew: null,
  addons: null,
};

/** What a renewal is billed because of; with the invoice of a try before it that was taken back. */
export const renewalCause = (contractProductId: string, number: number, takenBack: string | null): string =>
  `renewal/${contractProductId}/${number}${takenBack === null ? '' : `/${takenBack}`}`;

/** What holds the vendor's renewal of a paid period, and the end of a suspension: tried each day, held until released. */
export const vendorRenewalKey = (contractProductId: string, number: number): string =>
  `renewal/${contractProductId}/${number}/vendor`;
export const unsuspendKey = (contractProductId: string): string => `unsuspend/${contractProductId}`;

/** The cause of what dunning does because of an invoice; its operations carry it. */
export const overdueCause = (invoiceId: string): string => `overdue/${invoiceId}`;
export const isOverdueCause = (cause: string): boolean => cause.startsWith('overdue/');

/** The trigger of spec 1c that a change to a status is, by the event; null: it has none. */
export const triggerOf: Readonly<Record<ContractEvent, number | null>> = {
  paid: 9,
  created: 1,
  suspended: 7,
  unsuspended: 8,
  terminated: 2,
  closed: null,
  cancelled: 2,
  overdue_cancelled: 2,
  term_ended: 3,
  license_lost: 9,
  reactivated: 9,
  resumed: 1,
  resumed_suspended: null,
};

/** The triggers of a retention status (spec 1c, 40-44). */
export const retentionTriggers = { flagged: 40, in_progress: 41, lost: 42, none: 43, saved: 44 } as const;

/**
 * The first period of a contract that is paid on `paidOn`: from that day, one term long, `to` being the day after its
 * last one. The license is bought when the money is there and the vendor counts from then, so the anchor (spec 2.5.1)
 * is the day of payment: the client gets the whole term, and contract and vendor expiry begin without drift.
 */
export const firstPeriod = (paidOn: string, termMonths: number): { from: string; to: string } => ({
  from: paidOn,
  to: periodStart(paidOn, termMonths, 1),
});

/** A period with what is paid for it, in minor units; `to` is the day after its last one. */
interface Paid {
  readonly from: string;
  readonly to: string;
  readonly priceMinor: number;
}

/**
 * The day up to which a period stays paid where so much of its money went back: its first days, as many as what was kept
 * pays for; one that is paid in part counts. Null: nothing was kept.
 */
export function keptUntil({ from, to, priceMinor }: Paid, backMinor: number): string | null {
  if (backMinor <= 0 || priceMinor === 0) return to;
  const [kept, days, price] = [Math.max(0, priceMinor - backMinor), daysBetween(from, to), priceMinor].map(BigInt);
  const keptDays = Number(((kept ?? 0n) * (days ?? 0n) + (price ?? 1n) - 1n) / (price ?? 1n));
  return keptDays === 0 ? null : addDays(from, keptDays);
}

/** What is left of a paid period whose days from `on` on were given back; null: nothing. */
export const usedOf = ({ from, to, priceMinor }: Paid, on: string): { to: string; priceMinor: number } | null =>
  on <= from ? null : { to: on, priceMinor: portion(priceMinor, daysBetween(from, on), daysBetween(from, to)) };

const months: Readonly<Record<Language, (count: number) => string>> = {
  en: (count) => `${count} ${count === 1 ? 'month' : 'months'}`,
  ru: (count) => {
    const form = new Intl.PluralRules('ru').select(count);
    return `${count} ${form === 'one' ? 'месяц' : form === 'few' ? 'месяца' : 'месяцев'}`;
  },
};
const renewalWords: Readonly<Record<Language, string>> = { en: 'renewal', ru: 'продление' };

/** Why a renewal was taken back: said on its credit note, in the client's language. */
export type RenewalEnd = 'ended' | 'auto_renew_off' | 'ends' | 'cancelled' | 'closed';
export const endNote: Readonly<Record<Language, Readonly<Record<RenewalEnd, string>>>> = {
  en: {
    ended: 'The service has ended',
    auto_renew_off: 'Auto-renewal was switched off',
    ends: 'The service ends before this period',
    cancelled: 'The service was cancelled',
    closed: 'The service was closed unpaid',
  },
  ru: {
    ended: 'Услуга закончилась',
    auto_renew_off: 'Автопродление выключено',
    ends: 'Услуга заканчивается до этого периода',
    cancelled: 'Услуга отменена',
    closed: 'Услуга закрыта неоплаченной',
  },
};

/** Text of a renewal's line in the buyer's language, frozen at issue: `ispmanager 6 lite, renewal, 1 month, 2026-04-10 - 2026-05-09`. */
export const renewalText = (
  productName: string,
  termMonths: number,
  period: { readonly from: string; readonly to: string },
  language: Language,
): string =>
  `${productName}, ${renewalWords[language]}, ${months[language](termMonths)}, ${period.from} – ${addDays(period.to, -1)}`;

/** What an invoice calls a bundle: with the names of what is in it (spec 2.9). */
export const bundleName = (name: string, parts: readonly string[]): string => `${name} (${parts.join(', ')})`;

/**
 * What each of the parts of a bundle costs that go on, where they cost so much together: in the proportion in which they did
 * before, equally where they cost nothing. Minor units.
 */
export const partPrices = (bundleMinor: number, before: readonly number[]): number[] =>
  shares(bundleMinor, before.every((price) => price === 0) ? before.map(() => 1) : before);
