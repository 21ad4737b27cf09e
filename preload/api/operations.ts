import { z } from 'zod';
import { call } from './contract.ts';
import { ById, Id, Instant, PageInput, page } from './values.ts';

export const OperationKind = z.enum(['create', 'suspend', 'unsuspend', 'terminate']);
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
/** One intended vendor call and its outcome. */
export const Operation = z.strictObject({
  id: Id,
  kind: OperationKind,
  state: OperationState,
  connectionId: Id,
  connectionName: z.string(),
  contractProductId: Id,
  productName: z.string(),
  clientName: z.string(),
  /** Placed in the vendor's license name; how an order is found again. */
  token: z.string(),
  attempt: z.int(),
  /** An error code of the API when it was refused or is unknown. */
  errorCode: z.string().nullable(),
  vendorMessage: z.string().nullable(),
  askedBy: z.string(),
  nextCheckAt: Instant.nullable(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
});
export type Operation = z.output<typeof Operation>;
export const OperationDetail = Operation.extend({ events: z.array(OperationEvent) });
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
};
