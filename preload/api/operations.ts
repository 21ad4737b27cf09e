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
export const OperationHold = z.enum(['price_changed']);
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
  /** What led to it: `staff`, `order/<id>`, `bulk/<id>`, `reconciliation/<id>`. */
  cause: z.string(),
  /** What the vendor will charge, as its price list said when this was asked for; null: not told. */
  expectedCost: Money.nullable(),
  heldFor: OperationHold.nullable(),
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
  target: OperationTarget,
  before: OperationBefore.nullable(),
  /** The vendor's price now, where the operation is held because it changed. */
  quotedCost: Money.nullable(),
  events: z.array(OperationEvent),
});
export type OperationDetail = z.output<typeof OperationDetail>;

export const operations = {
  /** Those that need a person first (unknown, absent), then newest first. */
  list: call({
    right: 'operations.read',
    input: z.strictObject({ open: z.boolean().default(false), contractProductId: Id.optional(), ...PageInput }),
    output: page(Operation),
  }),
  get: call({ right: 'operations.read', input: ById, output: OperationDetail }),
  /** Reads the vendor's list now; never buys. */
  check: call({ right: 'operations.decide', input: ById, output: OperationDetail }),
  /** Only from `absent`: sends once more, with the same token. */
  retry: call({ right: 'operations.decide', input: ById, output: OperationDetail }),
  /** Only from `absent`, `refused` or `queued`. */
  abandon: call({ right: 'operations.decide', input: ById, output: OperationDetail }),
  /** A held operation goes on, at the price that the vendor asks now. */
  release: call({ right: 'operations.decide', input: ById, output: OperationDetail }),
  /** The network is back, or somebody cannot wait: what is queued is tried now, in the order it was asked for. */
  tryNow: call({ right: 'operations.read', input: Empty, output: Empty }),
};
