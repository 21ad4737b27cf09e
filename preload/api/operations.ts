import { z } from 'zod';
import { call } from './contract.ts';
import { ById, Empty, Id, Instant, Money, PageInput, page } from './values.ts';

/** What can be asked of the vendor: buy, lengthen, new key, other tariff, stop, start, end, IP and name, auto-renewal, addons. */
export const OperationKind = z.enum([
  'create',
  'renew',
  'reissue',
  'changePackage',
  'suspend',
  'unsuspend',
  'terminate',
  'edit',
  'autoRenew',
  'addons',
]);
export type OperationKind = z.output<typeof OperationKind>;
/** Design 4. `accepted`: the vendor took it and gave an id; key or state not there yet. */
export const OperationState = z.enum([
  'queued',
  'sending',
  'accepted',
  'succeeded',
  'refused',
  'unknown',
  'reconciling',
  'absent',
  'abandoned',
]);
export type OperationState = z.output<typeof OperationState>;

export const OperationEvent = z.strictObject({
  id: Id,
  at: Instant,
  state: OperationState,
  /** Message key `operation.event.<code>`. */
  code: z.string(),
  /** What was seen: vendor's words, ids, counts. Never a secret. */
  detail: z.string(),
});
/** Why an operation waits for a person's word before it is sent. */
export const OperationHold = z.enum(['price_changed', 'other_desk']);
export type OperationHold = z.output<typeof OperationHold>;

/** One intended vendor call and its outcome. */
export const Operation = z.strictObject({
  id: Id,
  kind: OperationKind,
  state: OperationState,
  connectionId: Id,
  connectionName: z.string(),
  /** null: about a license that belongs to no contract product (an orphan at the vendor). */
  contractProductId: Id.nullable(),
  /** Of the contract product; for an orphan its tariff number. */
  productName: z.string(),
  /** Empty for an orphan. */
  clientName: z.string(),
  /** The vendor's number of the license; null until an order has one. */
  vendorId: z.string().nullable(),
  /** Placed in the vendor's license name; how an order is found again. */
  token: z.string(),
  attempt: z.int(),
  /** An error code of the API when it was refused or is unknown. */
  errorCode: z.string().nullable(),
  vendorMessage: z.string().nullable(),
  askedBy: z.string(),
  /** What led to it: `staff`, `command-line`, `order/<id>`, `bulk/<id>`, `reconciliation/<id>`. */
  cause: z.string(),
  /** What the vendor will charge, as its price list said when this was asked for; null: not told. */
  expectedCost: Money.nullable(),
  heldFor: OperationHold.nullable(),
  /** The desk whose hand is, or was, on the same thing, where it is held for that. */
  otherDesk: z.string().nullable(),
  /** The vendor's price now, where the operation is held because it changed. */
  quotedCost: Money.nullable(),
  sentAt: Instant.nullable(),
  nextCheckAt: Instant.nullable(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
});
export type Operation = z.output<typeof Operation>;

/** What is asked of the vendor; the fields that a kind does not use are null. */
export const OperationTarget = z.strictObject({
  pricelist: z.string().nullable(),
  period: z.int().nullable(),
  ip: z.string().nullable(),
  licname: z.string().nullable(),
  autoprolong: z.string().nullable(),
  addons: z.record(z.string(), z.int()).nullable(),
});
/** The license as it was read before anything was sent: what an unknown outcome is compared with. */
export const OperationBefore = z.strictObject({
  status: z.string(),
  expiresOn: z.string().nullable(),
  pricelist: z.string().nullable(),
  key: z.string().nullable(),
  ip: z.string().nullable(),
  licname: z.string().nullable(),
  autoprolong: z.string().nullable(),
  addons: z.record(z.string(), z.int()).nullable(),
});
export type OperationBefore = z.output<typeof OperationBefore>;
export const OperationDetail = Operation.extend({
  /** null for an orphan. */
  clientId: Id.nullable(),
  /** The order that led to it, where one did. */
  order: z.strictObject({ id: Id, number: z.string() }).nullable(),
  target: OperationTarget,
  before: OperationBefore.nullable(),
  /** What the accepting answer told of the license, null where it did not; seen in a reading once it succeeded. */
  told: z.strictObject({ key: z.string().nullable(), expiresOn: z.string().nullable() }),
  events: z.array(OperationEvent),
});
export type OperationDetail = z.output<typeof OperationDetail>;

/**
 * How a list of operations is cut. `needsPerson`: the outcome is unknown or absent (also while it is read again), or it is
 * held until somebody corrects or confirms something. `underWay`: all that goes on by itself. `settled`: the rest.
 */
export const OperationGroup = z.enum(['needsPerson', 'underWay', 'settled', 'all']);
export type OperationGroup = z.output<typeof OperationGroup>;

const filter = {
  kind: OperationKind.optional(),
  connectionId: Id.optional(),
  /**
   * Whole or the beginning of a token, vendor id, license key or IP address; or a part of a client's or product's name.
   * The settled ones are looked for among the newest of what matches, at most some thousands.
   */
  search: z.string().trim().max(200, 'too_long').default(''),
};

/** How many there are of each group. */
export const OperationCounts = z.strictObject({
  needsPerson: z.int(),
  underWay: z.int(),
  settled: z.int(),
  all: z.int(),
  /** There are more settled ones (and with them more of all) than were counted. */
  isMore: z.boolean(),
});
export type OperationCounts = z.output<typeof OperationCounts>;

/** What waits for a vendor that cannot be reached. */
export const Outage = z.strictObject({
  connectionId: Id,
  connectionName: z.string(),
  /** Operations that are queued, not done. */
  queued: z.int(),
  unreachableSince: Instant,
  nextTryAt: Instant,
});
export type Outage = z.output<typeof Outage>;
export const OperationStatus = z.strictObject({
  /** How many operations need a person. */
  needsPerson: z.int(),
  outages: z.array(Outage),
});
export type OperationStatus = z.output<typeof OperationStatus>;

/** A row of the vendor's ledger. */
export const LedgerCharge = z.strictObject({
  /** The vendor's number of the row. */
  id: z.string(),
  /** A date in the vendor's zone; empty: not told. */
  date: z.string(),
  serviceId: z.string(),
  text: z.string(),
  /** null: not told. */
  amount: Money.nullable(),
});
export type LedgerCharge = z.output<typeof LedgerCharge>;

export const operations = {
  /** Those that need a person first, then newest first. `open` leaves out the settled ones. */
  list: call({
    right: 'operations.read',
    input: z.strictObject({
      group: OperationGroup.default('all'),
      open: z.boolean().default(false),
      contractProductId: Id.optional(),
      ...filter,
      ...PageInput,
    }),
    output: page(Operation),
  }),
  counts: call({ right: 'operations.read', input: z.strictObject(filter), output: OperationCounts }),
  get: call({ right: 'operations.read', input: ById, output: OperationDetail }),
  /**
   * Reads the vendor's ledger: charges of the days in which the operation was sent, for its license, or where its number
   * is not known for services that nobody here knows. Empty for what was never sent.
   */
  charges: call({
    right: 'operations.read',
    input: ById,
    output: z.strictObject({ readAt: Instant, rows: z.array(LedgerCharge) }),
  }),
  /** What the frame of every page shows: who needs a person, and what an unreachable vendor keeps waiting. */
  status: call({ right: 'operations.read', input: Empty, output: OperationStatus }),
  /** Reads the vendor's list now; never buys. */
  check: call({ right: 'operations.decide', input: ById, output: OperationDetail }),
  /** Only from `absent`: sends once more, with the same token. */
  retry: call({ right: 'operations.decide', input: ById, output: OperationDetail }),
  /** Only from `absent`, `refused` or `queued`. */
  abandon: call({ right: 'operations.decide', input: ById, output: OperationDetail }),
  /** A held operation goes on: at the price that the vendor asks now, or after what another desk did. */
  release: call({ right: 'operations.decide', input: ById, output: OperationDetail }),
  /** The network is back, or somebody cannot wait: what is queued is tried now, in the order it was asked for. */
  tryNow: call({ right: 'operations.read', input: Empty, output: Empty }),
};
