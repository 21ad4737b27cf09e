import { z } from 'zod';
import { call } from './contract.ts';
import { TrialEnd } from './catalogue-product.ts';
import { CalendarDate, Id, Money, optionalLine } from './values.ts';

/**
 * How far a trial is (spec 2.6). `ordered`: its license is not bought yet; `migrating`, `cancelling`: the vendor is asked;
 * `failed`: it has ended, what was to happen then could not, and a person decides.
 */
export const TrialState = z.enum([
  'ordered',
  'running',
  'migrating',
  'cancelling',
  'continued',
  'migrated',
  'cancelled',
  'failed',
]);
export type TrialState = z.output<typeof TrialState>;

/** What a product offers a client to begin with (spec 47-52). */
export const TrialOffer = z.strictObject({
  days: z.int(),
  /** There is no way to order without it. */
  isForced: z.boolean(),
  /** The client had a trial of this product: it is not offered again, and nothing is forced. */
  isUsed: z.boolean(),
  endAction: TrialEnd,
  migrateProductName: z.string().nullable(),
});
export type TrialOffer = z.output<typeof TrialOffer>;

/** The trial that a contract product began with. */
export const ContractTrial = z.strictObject({
  contractProductId: Id,
  state: TrialState,
  days: z.int(),
  noticeDays: z.int(),
  endAction: TrialEnd,
  migrateProductName: z.string().nullable(),
  startsOn: CalendarDate.nullable(),
  /** The day after the last one; null: not begun. */
  endsOn: CalendarDate.nullable(),
  /** What is paid for a term after it. */
  price: Money,
  /** Why it failed: an error code, and what of it. */
  errorCode: z.string().nullable(),
  errorDetail: z.string(),
  /** Whether a person can end it now. */
  canEnd: z.boolean(),
});
export type ContractTrial = z.output<typeof ContractTrial>;

export const trials = {
  /** Null: the product has no trial. `clientId` null: not chosen yet, so that nobody had it. */
  offer: call({
    right: 'orders.place',
    input: z.strictObject({ clientId: Id.nullable(), productId: Id }),
    output: TrialOffer.nullable(),
  }),
  /** Null: the contract product began without one. */
  get: call({
    right: 'contracts.read',
    input: z.strictObject({ contractProductId: Id }),
    output: ContractTrial.nullable(),
  }),
  /**
   * Ends it today, as was agreed or otherwise; also one that could not end as was agreed. `cancel` terminates the license,
   * which is irreversible: `confirmation` must be its key, or the vendor's id where there is no key.
   */
  end: call({
    right: 'licenses.act',
    input: z.strictObject({ contractProductId: Id, action: TrialEnd, confirmation: optionalLine(200) }),
    output: ContractTrial,
  }),
};
