import { z } from 'zod';
import { Price } from './catalogue.ts';
import { call } from './contract.ts';
import { VendorStatus } from './contract-products.ts';
import { OperationKind, OperationState } from './operations.ts';
import { ContractStatus } from './orders.ts';
import { ById, CalendarDate, Currency, Empty, Id, Instant, Money, PageInput, TermMonths, page } from './values.ts';

/** How often the console compares by itself while it is open. */
export const ReconciliationSchedule = z.enum(['off', 'daily', 'hourly']);
export type ReconciliationSchedule = z.output<typeof ReconciliationSchedule>;

/** Where a license of either side ends up that needs a person: it differs, only the vendor has it, only we have it. */
export const FindingClass = z.enum(['drifted', 'orphan', 'missing']);
export type FindingClass = z.output<typeof FindingClass>;

/** What is compared of a license. */
export const FindingField = z.enum(['status', 'ip', 'tariff', 'expiry', 'key', 'name', 'autoRenewal']);
export type FindingField = z.output<typeof FindingField>;

/**
 * What a difference means for money or service: it runs though the contract is suspended; the client paid and it is
 * down; it runs though the contract ended; it runs though we hold it for terminated; the contract has no license.
 */
export const FindingProblem = z.enum(['runs_unpaid', 'paid_and_down', 'ended_alive', 'deleted_alive', 'no_license']);
export type FindingProblem = z.output<typeof FindingProblem>;

/** How a finding came to its end. `gone`: a later look showed that it is not so any more. */
export const FindingResolution = z.enum(['adopted', 'corrected_here', 'corrected_there', 'gone']);

/** `fixing`: an operation that corrects it is under way; `refused`: the last one was not carried out. */
export const FindingState = z.enum(['open', 'fixing', 'refused', 'resolved']);

/** One comparison of a vendor account with our books. */
export const ReconciliationRun = z.strictObject({
  id: Id,
  connectionId: Id,
  connectionName: z.string(),
  /** Every license was read one by one, with its key. */
  deep: z.boolean(),
  state: z.enum(['running', 'done', 'failed']),
  askedBy: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  /** Why the vendor could not be asked for its licenses. */
  errorCode: z.string().nullable(),
  vendorMessage: z.string().nullable(),
  /** Why charges, payments or balance could not be read, though the licenses could. */
  ledgerErrorCode: z.string().nullable(),
  /** Licenses by class; each is in exactly one. `notAsked`: ours, while the vendor's list could not be read. */
  counts: z.strictObject({
    matched: z.int(),
    drifted: z.int(),
    orphan: z.int(),
    missing: z.int(),
    underWay: z.int(),
    notAsked: z.int(),
  }),
  /** Keys that were read and compared in this run, and those that were due and are left for the next one. */
  keysCompared: z.int(),
  keysLeft: z.int(),
  /** Findings that are new, and those that are not so any more. */
  opened: z.int(),
  closed: z.int(),
});
export type ReconciliationRun = z.output<typeof ReconciliationRun>;

/** A vendor account: connections with the same address and username are one. */
export const ReconciliationAccount = z.strictObject({
  /** The connection that is asked. */
  connectionId: Id,
  connectionNames: z.array(z.string()),
  /** Why it cannot be asked now: an error code, or null. */
  whyNot: z.string().nullable(),
  running: ReconciliationRun.nullable(),
  lastRun: ReconciliationRun.nullable(),
  /** Open findings. */
  open: z.strictObject({ drifted: z.int(), orphan: z.int(), missing: z.int() }),
  /** What the orphans of this account cost for one period each, as far as is known. */
  orphanCost: z.array(Money),
});
export type ReconciliationAccount = z.output<typeof ReconciliationAccount>;

export const ReconciliationSummary = z.strictObject({
  schedule: ReconciliationSchedule,
  /** When the console compares next by itself; null: not at all. */
  nextRunAt: Instant.nullable(),
  openFindings: z.int(),
  accounts: z.array(ReconciliationAccount),
});

/** One difference between our books and the vendor's. Values are as stored; a page words them by `field`. */
export const Finding = z.strictObject({
  id: Id,
  connectionId: Id,
  connectionName: z.string(),
  class: FindingClass,
  /** null: about the license as a whole. */
  field: FindingField.nullable(),
  problem: FindingProblem.nullable(),
  state: FindingState,
  /** Empty: a contract product without a license. */
  vendorId: z.string(),
  contractProductId: Id.nullable(),
  productName: z.string(),
  clientName: z.string(),
  /** For a status: the contract's where `problem` is about it, else the license's. */
  ours: z.string(),
  theirs: z.string(),
  /** Names of tariffs; else empty. */
  oursName: z.string(),
  theirsName: z.string(),
  /** An orphan: what one period of it costs us; null: not told. */
  cost: Money.nullable(),
  /** Months that the cost is for; null: not told. */
  period: z.int().nullable(),
  foundAt: Instant,
  foundBy: z.string(),
  resolution: FindingResolution.nullable(),
  resolvedAt: Instant.nullable(),
  resolvedBy: z.string().nullable(),
});
export type Finding = z.output<typeof Finding>;

/** One line of the license side by side. null: not told, or not there on that side. */
export const FindingSide = z.strictObject({
  field: FindingField,
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
  oursName: z.string(),
  theirsName: z.string(),
  differs: z.boolean(),
});
export type FindingSide = z.output<typeof FindingSide>;

/** Who made a side what it is, and when. */
const Since = z.strictObject({ at: Instant, by: z.string() });

/** A contract product without a license to which an orphan can be taken over. */
export const AdoptionCandidate = z.strictObject({
  contractProductId: Id,
  productName: z.string(),
  clientName: z.string(),
  status: ContractStatus,
  ip: z.string(),
  packageIdentifier: z.string(),
  /** Why it is suggested, the best reason first. `order`: the license carries the token of its order. */
  reasons: z.array(z.enum(['order', 'ip', 'tariff'])),
});
export type AdoptionCandidate = z.output<typeof AdoptionCandidate>;

export const FindingDetail = Finding.extend({
  contractStatus: ContractStatus.nullable(),
  licenseStatus: VendorStatus.nullable(),
  /** To what the contract product is paid; beside the vendor's end of the license. */
  billedTo: CalendarDate.nullable(),
  sides: z.array(FindingSide),
  /** Who last changed our value; null: nobody since the console keeps books. */
  oursSince: Since.nullable(),
  /** When the vendor was read, and who asked. */
  theirsSince: Since,
  /** When the key was last compared; null: never. */
  keyComparedAt: Instant.nullable(),
  /** The operation that corrects it, or the last one that should have. */
  operation: z
    .strictObject({
      id: Id,
      kind: OperationKind,
      state: OperationState,
      errorCode: z.string().nullable(),
      vendorMessage: z.string().nullable(),
    })
    .nullable(),
  /** An operation on this license is under way: nothing can be said or done until it ends. */
  isUnderWay: z.boolean(),
  /** The vendor's value becomes ours. `confirmation`: a text that must be typed. null: there is no such fix. */
  correctHere: z.strictObject({ confirmation: z.string().nullable(), isDate: z.boolean() }).nullable(),
  /**
   * The vendor is asked to become as we have it. `whyNot`: an error code; null: it can be asked now. `cost`: what it will
   * charge; null where it does not tell, or nothing.
   */
  correctThere: z
    .strictObject({
      kind: OperationKind,
      whyNot: z.string().nullable(),
      confirmation: z.string().nullable(),
      charges: z.boolean(),
      cost: Money.nullable(),
    })
    .nullable(),
  adopt: z
    .strictObject({
      candidates: z.array(AdoptionCandidate),
      /** Products of the catalogue that sell this tariff over this account. */
      products: z.array(z.strictObject({ id: Id, name: z.string(), prices: z.array(Price) })),
      suggestedTerm: TermMonths.nullable(),
    })
    .nullable(),
});
export type FindingDetail = z.output<typeof FindingDetail>;

/**
 * What stands behind a line of the statement: an operation; an automatic renewal; a time before the console knew the
 * account; nothing that is known; a second charge for what was charged already; an operation that was carried out and
 * not charged (yet).
 */
export const StatementMatch = z.enum([
  'operation',
  'auto_renewal',
  'earlier',
  'unmatched',
  'double',
  'not_charged',
  'awaited',
  'top_up',
  'refund',
]);
export type StatementMatch = z.output<typeof StatementMatch>;

export const StatementRow = z.strictObject({
  id: z.string(),
  date: z.string(),
  match: StatementMatch,
  /** Empty: not about a license, or not told. */
  serviceId: z.string(),
  text: z.string(),
  /** Signed: what the balance changed by. null: not readable. */
  amount: Money.nullable(),
  /** What the vendor's price list promised for the operation, where that differs or nothing was charged. */
  expected: Money.nullable(),
  operationId: Id.nullable(),
  operationKind: OperationKind.nullable(),
  /** The row that this one repeats. */
  doubleOf: z.string().nullable(),
  contractProductId: Id.nullable(),
  clientName: z.string(),
});
export type StatementRow = z.output<typeof StatementRow>;

export const Statement = z.strictObject({
  connectionId: Id,
  /** When charges and payments were read completely; null: never. */
  readAt: Instant.nullable(),
  /** Why the last reading did not succeed. */
  errorCode: z.string().nullable(),
  /** Over all rows that the vendor lists; null where a row cannot be read or is in another currency. */
  topUps: Money.nullable(),
  charges: Money.nullable(),
  refunds: Money.nullable(),
  /** Rows whose amount cannot be read. */
  unreadable: z.int(),
  balance: Money.nullable(),
  /** Balance less (top-ups − charges + refunds); null: unknown. */
  difference: Money.nullable(),
  /** Rows of the asked-for time by what stands behind them. */
  counts: z.record(StatementMatch, z.int()),
  /** Double charges, unmatched charges and operations without a charge; the worst first, at most 200. */
  flagged: z.array(StatementRow),
  rows: z.array(StatementRow),
  nextCursor: z.string().nullable(),
});
export type Statement = z.output<typeof Statement>;

export const Renewal = z.strictObject({
  vendorId: z.string(),
  expiresOn: CalendarDate,
  status: VendorStatus,
  /** The vendor renews by itself; null: not told. */
  isAutomatic: z.boolean().nullable(),
  cost: Money.nullable(),
  period: z.int().nullable(),
  licname: z.string(),
  /** null: no contract product has it. */
  contractProductId: Id.nullable(),
  productName: z.string(),
  clientName: z.string(),
});
export type Renewal = z.output<typeof Renewal>;

export const Outlook = z.strictObject({
  connectionId: Id,
  /** Newest last, at most 200: where there are more, one for each stretch of time. */
  balances: z.array(z.strictObject({ at: Instant, balance: Money })),
  balance: Money.nullable(),
  today: CalendarDate,
  until: CalendarDate,
  /** What ends in the next 30 days, first first, at most 200. */
  renewals: z.array(Renewal),
  /** How many end in that time, also where not all are listed. */
  count: z.int(),
  /** Sums of what is told. */
  totals: z.array(Money),
  /** Of which the vendor renews by itself. */
  automaticTotals: z.array(Money),
  /** Renewals whose cost is not told. */
  untold: z.int(),
  /** `until`: the balance does not cover what ends on that day; `beyond`: it covers all; `unknown`: cannot be said. */
  lasts: z.strictObject({ kind: z.enum(['until', 'beyond', 'unknown']), date: CalendarDate.nullable() }),
});
export type Outlook = z.output<typeof Outlook>;

const ofAccount = { connectionId: Id };
const forStatement = { ...ofAccount, from: CalendarDate.optional(), to: CalendarDate.optional() };

/** Whether the vendor and the console still agree (issue: vendor truth). */
export const reconciliation = {
  summary: call({ right: 'operations.read', input: Empty, output: ReconciliationSummary }),
  /** Compares now, one account or all, and answers when that is done. What runs already is joined, not begun twice. */
  run: call({
    right: 'operations.read',
    input: z.strictObject({ connectionId: Id.optional(), deep: z.boolean().default(false) }),
    output: z.array(ReconciliationRun),
  }),
  /** Newest first. */
  runs: call({
    right: 'operations.read',
    input: z.strictObject({ connectionId: Id.optional(), ...PageInput }),
    output: page(ReconciliationRun),
  }),
  setSchedule: call({
    right: 'operations.decide',
    input: z.strictObject({ schedule: ReconciliationSchedule }),
    output: ReconciliationSummary,
  }),
  /** Newest first. `runId`: those that were open at the end of that run. */
  findings: call({
    right: 'operations.read',
    input: z.strictObject({
      connectionId: Id.optional(),
      runId: Id.optional(),
      class: FindingClass.optional(),
      field: FindingField.optional(),
      resolved: z.boolean().default(false),
      ...PageInput,
    }),
    output: page(Finding),
  }),
  finding: call({ right: 'operations.read', input: ById, output: FindingDetail }),
  /** An orphan becomes the license of a contract product that has none. Nothing is bought. */
  adopt: call({
    right: 'licenses.act',
    input: z.strictObject({ id: Id, contractProductId: Id }),
    output: FindingDetail,
  }),
  /** An orphan becomes a new contract product of a client: an order of nothing, no invoice, nothing bought. */
  adoptNew: call({
    right: 'licenses.act',
    input: z.strictObject({ id: Id, clientId: Id, productId: Id, termMonths: TermMonths, currency: Currency }),
    output: FindingDetail,
  }),
  /** The vendor's value becomes ours. A missing license becomes terminated, which allows to buy again: it wants the vendor's number typed. */
  correctHere: call({
    right: 'operations.decide',
    input: z.strictObject({ id: Id, confirmation: z.string().trim().max(200).optional() }),
    output: FindingDetail,
  }),
  /** The same for several findings that are harmless: dates. Answers with what became of each. */
  correctHereAll: call({
    right: 'operations.decide',
    input: z.strictObject({ ids: z.array(Id).min(1, 'required').max(200, 'too_big') }),
    output: z.strictObject({
      corrected: z.array(Id),
      /** Not so any more. */
      gone: z.array(Id),
      failed: z.array(z.strictObject({ id: Id, errorCode: z.string() })),
    }),
  }),
  /** Queues the operation that makes the vendor as we have it. Terminating wants the vendor's number typed. */
  correctThere: call({
    right: 'licenses.act',
    input: z.strictObject({ id: Id, confirmation: z.string().trim().max(200).optional() }),
    output: FindingDetail,
  }),
  /** Charges, payments and balance as they were read last, matched with our operations. Newest first. */
  statement: call({
    right: 'operations.read',
    input: z.strictObject({ ...forStatement, ...PageInput }),
    output: Statement,
  }),
  /** Reads charges, payments and balance now. */
  readStatement: call({ right: 'operations.read', input: z.strictObject(ofAccount), output: Empty }),
  /** Balances over the last 90 days, and what ends in the next 30. */
  outlook: call({ right: 'operations.read', input: z.strictObject(ofAccount), output: Outlook }),
};
