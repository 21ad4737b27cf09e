import type { BulkAction, BulkCost, BulkRowState, BulkRunState } from '../../../preload/api/bulk.ts';
import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import type { Money } from '../../../preload/api/values.ts';
import { kinds } from '../provisioning/index.ts';

/** The actions that only read; the others are operations. */
export type ReadingAction = Extract<BulkAction, 'syncQuantities' | 'usage'>;
export const isReading = (action: BulkAction): action is ReadingAction =>
  action === 'syncQuantities' || action === 'usage';

/** Whether the vendor may charge for an action. */
export const charges = (action: BulkAction): boolean =>
  !isReading(action) && kinds[action satisfies OperationKind].charges;

/** What is stored of a row; what shows beside it comes from its operation. */
export type StoredRowState = 'waiting' | 'queued' | 'done' | 'refused' | 'skipped' | 'cancelled';

/** A run's machine: what may be asked for in which state, and where it leads. */
const moves: Readonly<
  Record<'pause' | 'resume' | 'cancel' | 'finish', Readonly<Partial<Record<BulkRunState, BulkRunState>>>>
> = {
  pause: { running: 'paused' },
  resume: { paused: 'running' },
  cancel: { running: 'cancelled', paused: 'cancelled' },
  finish: { running: 'finished' },
};

/** The state that a move leads to, or null where it cannot be made. */
export const moved = (state: BulkRunState, move: keyof typeof moves): BulkRunState | null => moves[move][state] ?? null;

/** Operations that the vendor is at work on, or that are about to be sent. */
const underWay: readonly OperationState[] = ['queued', 'sending', 'accepted'];

/**
 * A row as it is shown. One whose operation is unknown, not found, or held for a person's word is `unclear`: it may have been
 * done, and the run does not wait for it.
 */
export function shownState(
  state: StoredRowState,
  operation: { readonly state: OperationState; readonly isHeld: boolean } | null,
): BulkRowState {
  if (state !== 'queued') return state;
  return operation !== null && underWay.includes(operation.state) && !operation.isHeld ? 'underWay' : 'unclear';
}

/** What of an account is in the hands of the operation machine for bulk runs. */
export interface InHand {
  /** Not sent yet, or on its way. */
  readonly unsent: number;
  /** Accepted; the vendor is still at it. */
  readonly accepted: number;
}

/**
 * How many more rows of an account to hand to the operation machine now. Few: somebody who pays an order in between is not
 * behind a thousand rows, and what is taken back by a pause was not sent. Enough that no turn at the vendor stands empty; and
 * none while the vendor is still at work on many, because each of those is read again and again.
 */
export function roomFor({ unsent, accepted }: InHand, parallel: number): number {
  if (unsent + accepted >= 10 * parallel) return 0;
  const enough = parallel === 1 ? 1 : parallel + Math.ceil(parallel / 2);
  return unsent > enough ? 0 : enough + parallel - unsent;
}

/** The most rows of one account that are handed over and not sent. */
export const mostUnsent = (parallel: number): number => roomFor({ unsent: 0, accepted: 0 }, parallel);

/** What a call takes when nobody has measured it, milliseconds. */
const typicalCallMs = 400;

/** About how long rows of one account take at the pace it is set to, in whole seconds. */
export function secondsFor(
  rows: number,
  action: BulkAction,
  pace: { readonly readIntervalMs: number; readonly parallel: number },
): number {
  // Before and after a change the license is read; an order is only read back.
  const [reads, sends] = isReading(action) ? [1, 0] : action === 'create' ? [1, 1] : [2, 1];
  const spaced = rows * reads * pace.readIntervalMs;
  const calling = (rows * (reads + sends) * typicalCallMs) / pace.parallel;
  return Math.ceil(Math.max(spaced, calling) / 1000);
}

export const noCost: BulkCost = { known: [], unknownRows: 0 };

/** Adds the cost of one row: null where the vendor does not tell, which is never 0. */
export function addCost(total: BulkCost, cost: Money | null): BulkCost {
  if (cost === null) return { ...total, unknownRows: total.unknownRows + 1 };
  const others = total.known.filter(({ currency }) => currency !== cost.currency);
  const same = total.known.find(({ currency }) => currency === cost.currency)?.amountMinor ?? 0;
  const sum = { amountMinor: same + cost.amountMinor, currency: cost.currency };
  return { ...total, known: [...others, sum].toSorted((a, b) => a.currency.localeCompare(b.currency)) };
}

export function sameCost(one: BulkCost, other: BulkCost): boolean {
  const text = ({ known, unknownRows }: BulkCost): string =>
    [unknownRows, ...known.map(({ amountMinor, currency }) => `${currency}${amountMinor}`).toSorted()].join(' ');
  return text(one) === text(other);
}

/** A balance after a cost; null where it cannot be said: something is not told, or is in another currency. */
export function balanceAfter(balance: Money | null, { known, unknownRows }: BulkCost): Money | null {
  if (balance === null || unknownRows > 0 || known.some(({ currency }) => currency !== balance.currency)) return null;
  const cost = known.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return { ...balance, amountMinor: balance.amountMinor - cost };
}

/** Whether a balance is known not to be enough: for what is known of the cost in its currency. */
export function isTooLow(balance: Money | null, { known }: BulkCost): boolean {
  const cost = known.find(({ currency }) => currency === balance?.currency);
  return balance !== null && cost !== undefined && balance.amountMinor < cost.amountMinor;
}
