import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import type { StatementMatch } from '../../../preload/api/reconciliation.ts';
import type { Money } from '../../../preload/api/values.ts';
import { addDays, periodStart } from '../kernel/index.ts';

/** A charge as the vendor lists it. */
export interface Charge {
  readonly id: string;
  /** `YYYY-MM-DD` of a zone that we do not know; empty: not told. */
  readonly date: string;
  /** Empty: not told. */
  readonly serviceId: string;
  readonly amount: Money | null;
}

/** An operation that was sent to the vendor and may have been charged. */
export interface Chargeable {
  readonly id: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  /** null: an order of which no license is known (yet). */
  readonly vendorId: string | null;
  /** Part of the name of the license that it ordered. */
  readonly token: string;
  readonly createdAt: string;
  readonly sentAt: string;
  readonly expectedCost: Money | null;
}

/** A license, as far as it tells when the vendor renews it by itself, and whose order it was. */
export interface Service {
  readonly vendorId: string;
  readonly licname: string | null;
  /** `none`, months, or null: not told. */
  readonly autoprolong: string | null;
  readonly expiresOn: string | null;
}

export interface MatchedCharge {
  readonly charge: Charge;
  readonly match: Extract<StatementMatch, 'operation' | 'auto_renewal' | 'earlier' | 'unmatched' | 'double'>;
  readonly operationId: string | null;
  /** The charge that this one repeats. */
  readonly doubleOf: string | null;
}

export interface Matched {
  readonly charges: MatchedCharge[];
  /** Operations that were carried out, should have cost something, and stand without a charge. */
  readonly uncharged: {
    readonly operationId: string;
    readonly match: Extract<StatementMatch, 'not_charged' | 'awaited'>;
  }[];
}

const dayMs = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Days on which the charge of an operation may be dated: half a day for the zone on either side, one for a late booking. */
const windowOf = ({ createdAt, sentAt }: Chargeable): { from: string; until: string } => ({
  from: dayOf(Math.min(Date.parse(createdAt), Date.parse(sentAt)) - dayMs / 2),
  until: dayOf(Date.parse(sentAt) + 1.5 * dayMs),
});

/** What was not carried out, by the vendor's word or a person's, accounts for no charge. */
const mayHaveCharged: readonly OperationState[] = [
  'sending',
  'accepted',
  'succeeded',
  'unknown',
  'reconciling',
  'absent',
];

const sameMoney = (a: Money | null, b: Money | null): boolean =>
  a !== null && b !== null && a.amountMinor === b.amountMinor && a.currency === b.currency;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Vendors number their rows; the longer number is the later one. */
const byRow = (a: Charge, b: Charge): number =>
  compareText(a.date || '9999', b.date || '9999') || a.id.length - b.id.length || compareText(a.id, b.id);

/**
 * Says what stands behind each charge. An operation accounts for one charge: of its license, in its days, of its
 * expected cost where that is known, else of any. What is left is an automatic renewal where the license renews by
 * itself around that day; a double where it repeats a charge of the same license and amount for which there is one
 * operation (or one renewal, or the same day) only; else unmatched. Charges from before `since`, the day the console
 * got to know the account, are not judged. The order of the inputs does not matter.
 */
export function matchCharges(input: {
  readonly charges: readonly Charge[];
  readonly operations: readonly Chargeable[];
  readonly services: readonly Service[];
  readonly since: string;
  /** When the charges were read: what was sent right before may still be booked. */
  readonly readAt: string;
}): Matched {
  const charges = input.charges.toSorted(byRow);
  const judged = charges.filter(({ date }) => date === '' || date >= input.since);
  const operations = input.operations
    .filter(({ state }) => mayHaveCharged.includes(state))
    .map((operation) => ({ operation, ...windowOf(operation) }))
    .toSorted((a, b) => compareText(a.until, b.until) || compareText(a.operation.id, b.operation.id));
  const operationOf = assign(judged, operations, input.services);
  const windows = new Map(operations.map((each) => [each.operation.id, each]));
  const matched = new Map<string, MatchedCharge>();
  const rest = (): Charge[] => judged.filter(({ id }) => !matched.has(id));
  const put = (charge: Charge, match: MatchedCharge['match'], of: Charge | null = null): void => {
    const operationId = operationOf.get((of ?? charge).id) ?? null;
    matched.set(charge.id, { charge, match, operationId, doubleOf: of?.id ?? null });
  };
  const repeats = (first: Charge, second: Charge): boolean =>
    first.serviceId !== '' && first.serviceId === second.serviceId && sameMoney(first.amount, second.amount);

  for (const charge of judged) if (operationOf.has(charge.id)) put(charge, 'operation');
  // Before renewals: a second charge for an operation may happen to fall on a day on which the license could renew.
  const ofOperations = groupBy(
    judged.filter(({ id }) => operationOf.has(id)),
    ({ serviceId }) => serviceId,
  );
  for (const charge of rest()) {
    const first = ofOperations.get(charge.serviceId)?.find((other) => {
      const window = windows.get(operationOf.get(other.id) ?? '');
      const isInTime = charge.date === '' || (window && charge.date >= window.from && charge.date <= window.until);
      return isInTime && repeats(other, charge);
    });
    if (first) put(charge, 'double', first);
  }
  const renewalOf = assignRenewals(rest(), input.services);
  for (const charge of rest()) if (renewalOf.has(charge.id)) put(charge, 'auto_renewal');
  const others = groupBy(
    judged.filter(({ id }) => matched.get(id)?.match !== 'double' && matched.has(id)),
    ({ serviceId }) => serviceId,
  );
  for (const charge of rest()) {
    const known = others.get(charge.serviceId) ?? [];
    const first = known.find((other) => {
      const boundary = renewalOf.get(other.id);
      const isInTime =
        boundary === undefined ? other.date !== '' && other.date === charge.date : isNear(charge.date, boundary);
      return isInTime && repeats(other, charge);
    });
    put(charge, first ? 'double' : 'unmatched', first);
    if (!first) others.set(charge.serviceId, [...known, charge]);
  }

  const charged = new Set(operationOf.values());
  return {
    charges: charges.map(
      (charge) => matched.get(charge.id) ?? { charge, match: 'earlier', operationId: null, doubleOf: null },
    ),
    uncharged: operations
      .filter(({ operation }) => shouldCost(operation) && !charged.has(operation.id))
      .map(({ operation, until }) => ({
        operationId: operation.id,
        match: input.readAt.slice(0, 10) > until ? 'not_charged' : 'awaited',
      })),
  };
}

/** Orders and renewals cost something unless their price was nothing; what other changes cost, the price list does not tell. */
function shouldCost({ kind, state, expectedCost }: Chargeable): boolean {
  if (state !== 'succeeded') return false;
  if (expectedCost !== null) return expectedCost.amountMinor > 0;
  return kind === 'create' || kind === 'renew';
}

interface Candidate {
  readonly operation: Chargeable;
  readonly from: string;
  readonly until: string;
}

/**
 * Gives each operation at most one charge. Charges go to the operation whose days end first, which leaves as few as
 * possible over; what fits exactly goes before what fits by license and days alone.
 */
function assign(
  charges: readonly Charge[],
  operations: readonly Candidate[],
  services: readonly Service[],
): Map<string, string> {
  const operationOf = new Map<string, string>();
  const used = new Set<string>();
  const ofService = groupBy(operations, ({ operation }) => operation.vendorId ?? '');
  const amountOf = (money: Money | null): string => (money ? `${money.amountMinor} ${money.currency}` : '');
  const ofAmount = groupBy(operations, ({ operation }) => amountOf(operation.expectedCost));
  const round = (
    candidatesOf: (charge: Charge) => readonly Candidate[],
    fits: (charge: Charge, operation: Chargeable) => boolean,
  ): void => {
    for (const charge of charges) {
      if (operationOf.has(charge.id)) continue;
      const found = candidatesOf(charge).find(
        ({ operation, from, until }) =>
          !used.has(operation.id) &&
          (charge.date === '' || (charge.date >= from && charge.date <= until)) &&
          fits(charge, operation),
      );
      if (!found) continue;
      operationOf.set(charge.id, found.operation.id);
      used.add(found.operation.id);
    }
  };
  const ofLicense = ({ serviceId }: Charge): readonly Candidate[] =>
    serviceId === '' ? [] : (ofService.get(serviceId) ?? []);
  const isExact = (charge: Charge, { expectedCost }: Chargeable): boolean => sameMoney(charge.amount, expectedCost);
  round(ofLicense, isExact);
  round(ofLicense, (charge, { expectedCost }) => charge.amount === null || expectedCost === null);
  round(ofLicense, () => true);
  // A row that does not say what it is for, or an order whose license is not known yet: the amount has to tell. A license
  // that is listed under another name than that order's is not its.
  const names = new Map(services.map(({ vendorId, licname }) => [vendorId, licname]));
  round(
    (charge) => ofAmount.get(amountOf(charge.amount)) ?? [],
    ({ serviceId, amount }, { vendorId, token }) => {
      if (amount === null) return false;
      if (serviceId === '') return true;
      const name = names.get(serviceId) ?? null;
      return vendorId === null && !ofService.has(serviceId) && (name === null || name.toLowerCase().includes(token));
    },
  );
  return operationOf;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const isNear = (date: string, boundary: string): boolean =>
  date !== '' && date >= addDays(boundary, -1) && date <= addDays(boundary, 2);

/** Charges that fall on a day on which a license renewed by itself, with that day; one charge for each. */
function assignRenewals(charges: readonly Charge[], services: readonly Service[]): Map<string, string> {
  const boundaryOf = new Map<string, string>();
  const byId = new Map(services.map((service) => [service.vendorId, service]));
  for (const [serviceId, rows] of groupBy(charges, (charge) => charge.serviceId)) {
    const service = byId.get(serviceId);
    if (!service?.expiresOn || service.autoprolong === null || service.autoprolong === 'none') continue;
    const months = Number(service.autoprolong);
    if (!Number.isInteger(months) || months < 1) continue;
    const used = new Set<string>();
    for (const charge of rows) {
      if (charge.date === '') continue;
      const boundary = boundaryNear(charge.date, service.expiresOn, months);
      if (boundary === null || used.has(boundary)) continue;
      used.add(boundary);
      boundaryOf.set(charge.id, boundary);
    }
  }
  return boundaryOf;
}

/** The end of one of a license's periods that a date is near to, or null. The present end counts: it may just be renewed. */
function boundaryNear(date: string, expiresOn: string, months: number): string | null {
  const apart = monthsOf(expiresOn) - monthsOf(date);
  for (const n of [Math.floor(apart / months) - 1, Math.floor(apart / months), Math.floor(apart / months) + 1]) {
    if (n < 0) continue;
    const boundary = periodStart(expiresOn, months, -n);
    if (isNear(date, boundary)) return boundary;
  }
  return null;
}

const monthsOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** Sums of the ledger in one currency; `null` where a row could not be read or is in another one: unknown stays unknown. */
export function difference(
  balance: Money | null,
  sums: { readonly topUps: Money | null; readonly charges: Money | null; readonly refunds: Money | null },
): Money | null {
  const { topUps, charges, refunds } = sums;
  if (!balance || !topUps || !charges || !refunds) return null;
  if ([topUps, charges, refunds].some(({ currency }) => currency !== balance.currency)) return null;
  const amountMinor = balance.amountMinor - (topUps.amountMinor - charges.amountMinor + refunds.amountMinor);
  return { amountMinor, currency: balance.currency };
}

/** Until when a balance lasts if all that ends is renewed. Renewals in the order of their days; a cost that is not told ends what can be said. */
export function lasts(
  balance: Money | null,
  renewals: readonly { readonly expiresOn: string; readonly cost: Money | null }[],
): { kind: 'until' | 'beyond' | 'unknown'; date: string | null } {
  if (balance === null) return { kind: 'unknown', date: null };
  let left = balance.amountMinor;
  for (const { expiresOn, cost } of renewals) {
    if (cost === null || cost.currency !== balance.currency) return { kind: 'unknown', date: null };
    left -= cost.amountMinor;
    if (left < 0) return { kind: 'until', date: expiresOn };
  }
  return { kind: 'beyond', date: null };
}
