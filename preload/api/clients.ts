import { z } from 'zod';
import { AuditEntry } from './audit.ts';
import { call } from './contract.ts';
import { Country } from './countries.ts';
import {
  ById,
  Currency,
  Email,
  Id,
  Instant,
  Language,
  Money,
  PageInput,
  line,
  lineOrEmpty,
  page,
  textOrEmpty,
  withDefaults,
  searchInput,
  sortInput,
} from './values.ts';

const fields = {
  firstName: line(100),
  lastName: line(100),
  email: Email,
  company: lineOrEmpty(200),
  language: Language,
  notes: textOrEmpty(),
  /** Where the client is taxed (spec 2.14). */
  country: Country,
  /** State or province, as the tax rates write it. */
  region: lineOrEmpty(80),
  address: textOrEmpty(500),
  /** VAT number or the like; what a country wants in it is not checked. */
  taxNumber: lineOrEmpty(40),
  isTaxExempt: z.boolean(),
  /** One of the brand's currencies; empty: the brand's own. */
  currency: z.union([Currency, z.literal('')]),
};
export const Client = z.strictObject({
  id: Id,
  ...fields,
  orderCount: z.int(),
  licenseCount: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  /** Deleted: a tombstone that lists leave out, and that nothing can be done for. */
  deletedAt: Instant.nullable(),
  /** The record that this one was merged into, in the end. */
  mergedIntoId: Id.nullable(),
});
export type Client = z.output<typeof Client>;

/** What is still open of a client that is to be deleted (spec 89). */
export const RemovalObstacle = z.enum([
  'liveLicenses',
  'openOrders',
  'unpaidInvoices',
  'accountBalance',
  'cancellationRequests',
]);
export type RemovalObstacle = z.output<typeof RemovalObstacle>;

/** A code that core made for one act on one record. The person types it; it is no secret. */
const confirmation = {
  code: z.string(),
  /** From then on another one is needed. */
  validUntil: Instant,
};
const typedCode = z.string().trim().min(1, 'required').max(20, 'too_long');

export const RemovalPlan = z.strictObject({
  ...confirmation,
  obstacles: z.array(z.strictObject({ kind: RemovalObstacle, count: z.int(), amounts: z.array(Money) })),
});
export type RemovalPlan = z.output<typeof RemovalPlan>;

/** Records that a merge moves. */
export const MergedKind = z.enum([
  'orders',
  'invoice',
  'contract_product',
  'credit_note',
  'balance_entry',
  'ticket',
  'other',
]);
export type MergedKind = z.output<typeof MergedKind>;
export const MergePlan = z.strictObject({
  ...confirmation,
  from: Client,
  into: Client,
  moves: z.array(z.strictObject({ kind: MergedKind, count: z.int() })),
  /** What the account balance of the remaining client becomes. */
  balances: z.array(Money),
});
export type MergePlan = z.output<typeof MergePlan>;

/** What a client's timeline is made of. */
export const TimelineKind = z.enum([
  'order',
  'invoice',
  'payment',
  'credit_note',
  'refund',
  'balance',
  'status',
  'operation',
  'ticket',
  'message',
  'note',
  'change',
]);
export type TimelineKind = z.output<typeof TimelineKind>;
export const TimelineEntry = z.strictObject({
  id: Id,
  at: Instant,
  kind: TimelineKind,
  /** Who did it, as the audit trail names them. */
  who: z.string(),
  /** Where it is to be seen; null: on the client's own page. */
  record: z
    .strictObject({
      entity: z.enum(['orders', 'invoice', 'contract_product', 'operation', 'ticket']),
      id: Id,
      /** Number of an order, invoice or ticket; name of a product. */
      name: z.string(),
    })
    .nullable(),
  /** Total of an order, invoice or credit note; what was paid, given back or entered. */
  amount: Money.nullable(),
  /**
   * What it is within its kind: the number of a credit note, the method of a payment, where a refund went, the kind of a balance
   * entry or operation, the subject of a ticket, the beginning of a message, the notes that were written.
   */
  detail: z.string(),
  /** Of a status: before; of an operation: its state now. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Of a change of the record itself. */
  action: AuditEntry.shape.action.nullable(),
  changes: AuditEntry.shape.changes,
});
export type TimelineEntry = z.output<typeof TimelineEntry>;

export const clients = {
  /** Newest first; `search` matches name, e-mail, company and tax number. Deleted ones are left out. */
  list: call({
    right: 'clients.read',
    input: z.strictObject({ ...searchInput, ...sortInput(['name', 'email', 'createdAt']), ...PageInput }),
    output: page(Client),
  }),
  /** Also one that was deleted: what it bought still shows its name. */
  get: call({ right: 'clients.read', input: ById, output: Client }),
  /** An e-mail that exists already is refused (spec item 79). */
  create: call({
    right: 'clients.write',
    input: z.strictObject(
      withDefaults(fields, {
        company: '',
        language: 'en',
        notes: '',
        country: '',
        region: '',
        address: '',
        taxNumber: '',
        isTaxExempt: false,
        currency: '',
      }),
    ),
    output: Client,
  }),
  /** Changes what it names. */
  update: call({
    right: 'clients.write',
    input: z.strictObject({ id: Id, ...z.strictObject(fields).partial().shape }),
    output: Client,
  }),
  /** What stands in the way of a deletion, and the code that it takes (spec 89). Changes nothing. */
  prepareRemoval: call({ right: 'clients.write', input: ById, output: RemovalPlan }),
  /** Deletes a client, as a tombstone. Live licenses go on running and costing money: `licensesGoOn` says that it is known. */
  remove: call({
    right: 'clients.write',
    input: z.strictObject({ id: Id, code: typedCode, licensesGoOn: z.boolean().default(false) }),
    output: Client,
  }),
  /** What would move to the remaining client, and the code that the merge takes. Changes nothing. */
  prepareMerge: call({ right: 'clients.write', input: z.strictObject({ from: Id, into: Id }), output: MergePlan }),
  /** Moves all that belongs to one client to another one, and deletes the first. Answers with the second. */
  merge: call({
    right: 'clients.write',
    input: z.strictObject({ from: Id, into: Id, code: typedCode }),
    output: Client,
  }),
  /** Everything that happened with a client, newest first. Without `kinds`: of every kind. */
  timeline: call({
    right: 'clients.read',
    input: z.strictObject({ clientId: Id, kinds: z.array(TimelineKind).max(20).default([]), ...PageInput }),
    output: page(TimelineEntry),
  }),
};
