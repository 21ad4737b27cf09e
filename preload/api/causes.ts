import { z } from 'zod';
import { call } from './contract.ts';
import { CalendarDate, Id, Instant, Money } from './values.ts';

/** What can be asked "why is it in this state?". */
export const CausedEntity = z.enum(['order', 'invoice', 'contract_product', 'license']);
export type CausedEntity = z.output<typeof CausedEntity>;

/** One link of the chain: what was so, and led to the one before it. */
export const CauseStep = z.strictObject({
  kind: z.enum([
    /** The status of a record became `to`. */
    'status',
    /** A vendor call that was asked for; `detail` its kind, `to` its state. */
    'operation',
    /** Money was recorded; `detail` the method. */
    'payment',
    /** An order was placed. */
    'order',
    /** An invoice was not paid by its due date, `on`. */
    'overdue',
    /** A period of a contract product begins on `on`. */
    'renewal',
    /** A trial ends on `on`. */
    'trial',
    /** The service ends on `on`. */
    'ends',
    /** An order was not paid in time. */
    'unpaid',
    /** A bulk run was started; `detail` its action. */
    'bulk',
    /** A difference with the vendor was found; a person decided about it. */
    'finding',
    /** The vendor's license was read, and it showed this. */
    'reading',
    /** A cancellation was asked for. */
    'cancellation',
    /** A change of the contract product was asked for. */
    'change',
    /** Another part of the console did it; `detail` is its own name for the cause. */
    'other',
    /** The end of the chain: somebody's own act. */
    'person',
    /** The end of the chain: time went by. */
    'time',
    /** The end of the chain: the console's own doing, without a further cause. */
    'console',
    /** The end of the chain: from before causes were kept. */
    'unknown',
  ]),
  /** When it was; null: not told, or a date. */
  at: Instant.nullable(),
  /** The business date that it hangs on. */
  on: CalendarDate.nullable(),
  /** Who did it, recorded it or asked for it; empty: nobody. */
  who: z.string(),
  record: z
    .strictObject({
      entity: z.enum([
        'orders',
        'invoice',
        'contract_product',
        'license',
        'operation',
        'bulk_run',
        'reconciliation_finding',
      ]),
      id: Id,
      /** Number or name; empty: it has none. */
      name: z.string(),
      /** Of a license: the contract product on whose page it is. */
      pageId: Id,
    })
    .nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  detail: z.string(),
  amount: Money.nullable(),
});
export type CauseStep = z.output<typeof CauseStep>;

/** What a record waits for before its state changes. */
export const WaitingFor = z.strictObject({
  kind: z.enum(['payment', 'operation', 'details']),
  record: CauseStep.shape.record,
  /** What is due, of a payment. */
  amount: Money.nullable(),
  /** By when, of a payment. */
  on: CalendarDate.nullable(),
  /** Kind of the operation; which details. */
  detail: z.string(),
  /** State of the operation. */
  state: z.string(),
});
export type WaitingFor = z.output<typeof WaitingFor>;

export const Cause = z.strictObject({
  /** The state now; an invoice that is overdue is still Unpaid. */
  status: z.string(),
  /** Why: each because of the next one, down to a person or the passing of time. */
  chain: z.array(CauseStep),
  waitsFor: z.array(WaitingFor),
});
export type Cause = z.output<typeof Cause>;

export const causes = {
  /** Why a record is in its state, link by link, with who and when. */
  of: call({
    right: 'audit.read',
    input: z.strictObject({ entity: CausedEntity, id: Id }),
    output: Cause,
  }),
};
