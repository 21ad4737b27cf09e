import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import { kindsThat, sameIp } from './kinds.ts';
import type { VendorExpense, VendorLicense } from './vendor/index.ts';

/** What can happen to an operation. `retry`, `release` and `abandon` are acts of a person and of nobody else. */
export type OperationEventName =
  | 'claim'
  | 'postpone'
  | 'hold'
  | 'refuse'
  | 'accept'
  | 'lose'
  | 'crash'
  | 'wait'
  | 'confirm'
  | 'vanish'
  | 'look'
  | 'found'
  | 'miss'
  | 'conclude'
  | 'repeat'
  | 'retry'
  | 'release'
  | 'abandon';

export interface Transition {
  readonly from: OperationState;
  readonly event: OperationEventName;
  readonly to: OperationState;
  /** Only for these kinds; all when absent. */
  readonly kinds?: readonly OperationKind[];
}

const once = kindsThat((kind) => kind.once);
const repeatable = kindsThat((kind) => !kind.once);

/**
 * The operation machine (design 4), all of it. The rule of rules: no path of a kind that counts `once` leads from
 * `unknown` back to `sending` but through `absent` and a person's `retry` (property-tested).
 */
export const transitions: readonly Transition[] = [
  // The intent is on disk before the first byte: sending is committed, then sent.
  { from: 'queued', event: 'claim', to: 'sending' },
  // Nothing was sent: vendor not reachable, vault locked, list of an earlier attempt not readable.
  { from: 'queued', event: 'postpone', to: 'queued' },
  { from: 'queued', event: 'hold', to: 'queued' },
  // It makes no sense any more, or the vendor refuses already to be read.
  { from: 'queued', event: 'refuse', to: 'refused' },
  // The reading before the sending shows that it is there already.
  { from: 'queued', event: 'found', to: 'accepted' },
  // It was held for a person, who lets it go on.
  { from: 'queued', event: 'release', to: 'queued' },
  { from: 'queued', event: 'abandon', to: 'abandoned' },

  { from: 'sending', event: 'accept', to: 'accepted' },
  { from: 'sending', event: 'refuse', to: 'refused' },
  { from: 'sending', event: 'postpone', to: 'queued' },
  { from: 'sending', event: 'hold', to: 'queued' },
  { from: 'sending', event: 'lose', to: 'unknown' },
  { from: 'sending', event: 'crash', to: 'unknown' },

  { from: 'accepted', event: 'wait', to: 'accepted' },
  { from: 'accepted', event: 'hold', to: 'accepted' },
  { from: 'accepted', event: 'confirm', to: 'succeeded' },
  // Said ok and did nothing (spec, finding 1). What may have cost money is never called refused after a yes.
  { from: 'accepted', event: 'refuse', to: 'refused', kinds: repeatable },
  { from: 'accepted', event: 'vanish', to: 'unknown', kinds: once },

  { from: 'unknown', event: 'look', to: 'reconciling' },
  { from: 'unknown', event: 'wait', to: 'unknown' },
  { from: 'reconciling', event: 'found', to: 'accepted' },
  { from: 'reconciling', event: 'miss', to: 'unknown' },
  { from: 'reconciling', event: 'crash', to: 'unknown' },
  { from: 'reconciling', event: 'conclude', to: 'absent' },
  // The same effect once or twice: safe to repeat after re-reading.
  { from: 'reconciling', event: 'repeat', to: 'queued', kinds: repeatable },
  { from: 'reconciling', event: 'refuse', to: 'refused', kinds: repeatable },

  { from: 'absent', event: 'look', to: 'reconciling' },
  { from: 'absent', event: 'wait', to: 'absent' },
  { from: 'absent', event: 'retry', to: 'queued' },
  { from: 'absent', event: 'abandon', to: 'abandoned' },
  { from: 'refused', event: 'abandon', to: 'abandoned' },
];

/** The state after an event, or null where the machine does not allow it. */
export function next(state: OperationState, event: OperationEventName, kind: OperationKind): OperationState | null {
  const found = transitions.find(
    (row) => row.from === state && row.event === event && (row.kinds === undefined || row.kinds.includes(kind)),
  );
  return found?.to ?? null;
}

/** States in which nothing more happens by itself; the line of the contract is free for another operation. */
export const settledStates: readonly OperationState[] = ['succeeded', 'refused', 'abandoned'];
export const isSettled = (state: OperationState): boolean => settledStates.includes(state);

/** Licenses that carry the token and live. The vendor or a person may have put words around it. */
export const matching = (licenses: readonly VendorLicense[], token: string): VendorLicense[] =>
  licenses.filter((license) => license.status !== 'deleted' && carries(license, token));

export const carries = (license: VendorLicense, token: string): boolean =>
  license.licname !== null && license.licname.toLowerCase().includes(token);

/** What of a request may help to see whether it was carried out. */
export interface Evidence {
  readonly sentAt: string;
  readonly ip: string;
  /** Vendor ids that are ours already. */
  readonly known: ReadonlySet<string>;
}

const dayMs = 86_400_000;

/**
 * Signs that an order without a matching row was carried out all the same: a charge of those days for a service that
 * nobody knows, or a license of those days on the same IP that nobody knows. Dates are whole days of a zone we do not
 * know, so half a day is allowed on each side (ispmanager-api 6, 8).
 */
export function signsOfPurchase(
  licenses: readonly VendorLicense[],
  expenses: readonly VendorExpense[],
  evidence: Evidence,
): string[] {
  const inTime = daysOf(evidence.sentAt);
  const listed = new Set(licenses.map((license) => license.vendorId));
  return [
    ...expenses
      .filter((row) => inTime(row.date) && !listed.has(row.serviceId) && !evidence.known.has(row.serviceId))
      .map((row) => `charge ${row.id} of ${row.date} for service ${row.serviceId || '?'}`),
    ...licenses
      .filter(
        (license) =>
          evidence.ip !== '' &&
          license.ip === evidence.ip &&
          license.status !== 'deleted' &&
          !evidence.known.has(license.vendorId) &&
          !/rc-[0-9a-z]{26}/i.test(license.licname ?? '') &&
          inTime(license.createdOn ?? ''),
      )
      .map((license) => `license ${license.vendorId} on ${evidence.ip}, created ${license.createdOn ?? '?'}`),
  ];
}

/** Whether a date may be that of something sent at an instant; an untold date may be. */
function daysOf(sentAt: string): (date: string) => boolean {
  const sent = Date.parse(sentAt);
  const from = new Date(sent - dayMs / 2).toISOString().slice(0, 10);
  const until = new Date(sent + 1.5 * dayMs).toISOString().slice(0, 10);
  return (date) => date === '' || (date >= from && date <= until);
}

/**
 * Signs that a charging change of a license (renewal, tariff, addons) was carried out though the license does not show
 * it: charges of those days for this license, more than our own operations of those days account for.
 */
export function signsOfCharge(
  expenses: readonly VendorExpense[],
  evidence: { readonly sentAt: string; readonly vendorId: string; readonly explained: number },
): string[] {
  const inTime = daysOf(evidence.sentAt);
  const rows = expenses.filter((row) => row.serviceId === evidence.vendorId && inTime(row.date));
  return rows
    .slice(evidence.explained)
    .map((row) => `charge ${row.id} of ${row.date} for service ${row.serviceId} (${rows.length} in those days)`);
}

/**
 * Charges that an operation may have led to: of the days in which it was sent, for its license, or where its number is
 * not known for services that nobody here knows.
 */
export function chargesOf(
  expenses: readonly VendorExpense[],
  sent: { readonly at: string; readonly vendorId: string | null; readonly known: ReadonlySet<string> },
): VendorExpense[] {
  const inTime = daysOf(sent.at);
  const isMeant = (serviceId: string): boolean =>
    sent.vendorId === null ? !sent.known.has(serviceId) : serviceId === sent.vendorId;
  return expenses.filter((row) => inTime(row.date) && isMeant(row.serviceId));
}

/** When enough has been read to say "not there" (design 4.4: three reads over ten minutes). */
export interface AbsenceRule {
  readonly reads: number;
  readonly afterMs: number;
}

/**
 * Whether complete readings without a match prove absence. `monotonicMs`: the same span on a clock that nobody can set;
 * null after a restart, then the wall clock has to do.
 */
export function provesAbsence(
  rule: AbsenceRule,
  seen: { readonly reads: number; readonly firstAt: string; readonly now: string; readonly monotonicMs: number | null },
): boolean {
  const spanMs = seen.monotonicMs ?? Date.parse(seen.now) - Date.parse(seen.firstAt);
  return seen.reads >= rule.reads && spanMs >= rule.afterMs;
}

/** The instant of the first reading without it. One that is still to come was told by a clock that was wrong: it begins anew. */
export const firstAbsence = (stored: string | null, now: string): string =>
  stored !== null && stored <= now ? stored : now;

/** What differs between the license that was ordered and the one the vendor shows (quality 2.4, fault 14); empty: nothing. */
export function mismatches(
  ordered: { readonly token: string; readonly pricelist: string; readonly ip: string },
  license: VendorLicense,
): string[] {
  const found: string[] = [];
  if (license.licname !== null && !carries(license, ordered.token)) found.push(`name ${license.licname}`);
  if (license.pricelist !== null && license.pricelist !== ordered.pricelist) found.push(`tariff ${license.pricelist}`);
  if (license.ip !== null && ordered.ip !== '' && !sameIp(license.ip, ordered.ip)) found.push(`IP ${license.ip}`);
  return found;
}

/** The wait after the n-th time (from 0); the last one goes on for ever. */
export const delayOf = (delays: readonly number[], n: number): number => delays[Math.min(n, delays.length - 1)] ?? 0;
