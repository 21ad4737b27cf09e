import { z } from 'zod';
import { ContractFilter, VendorStatus } from './contract-products.ts';
import { call } from './contract.ts';
import { AutoRenewal, Package } from './licenses.ts';
import { OperationState } from './operations.ts';
import { ById, Empty, Id, Instant, Money, PageInput, TermMonths, line, page } from './values.ts';

/** License actions that can be done to many at once. All but the last two ask the vendor to act, one operation each. */
export const BulkAction = z.enum([
  'suspend',
  'unsuspend',
  'renew',
  'reissue',
  'changePackage',
  'autoRenew',
  'terminate',
  'create',
  'syncQuantities',
  'usage',
]);
export type BulkAction = z.output<typeof BulkAction>;

/** The most contract products that one run may have; more is a mistake in the filter, or another run. */
export const maxBulkRows = 10_000;
/** The most that can be named one by one in a call. */
export const maxNamed = 5000;

/** What happened to one row, or will. `unclear`: sent, and what became of it is not known, or a person has to decide. */
export const BulkRowState = z.enum(['waiting', 'underWay', 'done', 'refused', 'unclear', 'skipped', 'cancelled']);
export type BulkRowState = z.output<typeof BulkRowState>;

/** Which contract products. */
export const BulkSelection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('ids'), ids: z.array(Id).min(1, 'required').max(maxNamed, 'too_big') }),
  /** All that match when it is asked for, not only what a list has shown; without those that are named. */
  z.strictObject({
    by: z.literal('filter'),
    filter: ContractFilter,
    except: z.array(Id).max(maxNamed, 'too_big').default([]),
  }),
  z.strictObject({ by: z.literal('saved'), id: Id }),
  /** Rows of an earlier run that came out like this, to try them again. */
  z.strictObject({ by: z.literal('run'), id: Id, states: z.array(BulkRowState).min(1, 'required').max(7) }),
]);
export type BulkSelection = z.output<typeof BulkSelection>;

/** What is to be done. What an action does not use is left out. */
const asked = {
  selection: BulkSelection,
  action: BulkAction,
  /** `renew`, `changePackage`; left out: the term of each contract product. */
  termMonths: TermMonths.optional(),
  /** `changePackage` needs it. */
  package: Package.optional(),
  /** `autoRenew` needs it. */
  autoRenewal: AutoRenewal.optional(),
};
export const BulkAsked = z.strictObject(asked);
export type BulkAsked = z.output<typeof BulkAsked>;

/** What a run is about, as it was asked for. */
export const BulkInputs = z.strictObject({
  termMonths: TermMonths.nullable(),
  package: z.string().nullable(),
  autoRenewal: AutoRenewal.nullable(),
});
export type BulkInputs = z.output<typeof BulkInputs>;

/** What the vendor will charge for some rows: a sum for each currency, and the rows of which it does not tell. */
export const BulkCost = z.strictObject({ known: z.array(Money), unknownRows: z.int() });
export type BulkCost = z.output<typeof BulkCost>;

const rowFacts = {
  contractProductId: Id,
  productName: z.string(),
  clientName: z.string(),
  clientEmail: z.string(),
  connectionName: z.string(),
  vendorId: z.string().nullable(),
  licenseKey: z.string().nullable(),
  ip: z.string(),
};

/** One contract product of a preview: how it is now, and what the action will do to it. */
export const BulkPreviewRow = z.strictObject({
  ...rowFacts,
  licenseStatus: VendorStatus.nullable(),
  packageIdentifier: z.string(),
  /** The vendor's end of the license; null: not told. */
  expiresOn: z.string().nullable(),
  /** `none`, months, or null: not told. */
  autoprolong: z.string().nullable(),
  /** Months that a renewal, purchase or change of tariff is for. */
  termMonths: z.int(),
  /** null: will be done; else the error code that says why it is left out. */
  why: z.string().nullable(),
  /** What the vendor's price list says; null: it does not tell, or nothing is charged (`charges` of the preview). */
  cost: Money.nullable(),
});
export type BulkPreviewRow = z.output<typeof BulkPreviewRow>;

/** One vendor account of a preview. */
export const BulkAccount = z.strictObject({
  connectionId: Id,
  name: z.string(),
  rows: z.int(),
  cost: BulkCost,
  /** As it was read last, null: never told; and what it will be where all costs are known in its currency. */
  balance: Money.nullable(),
  balanceAt: Instant.nullable(),
  balanceAfter: Money.nullable(),
  isTooLow: z.boolean(),
  /** Error code of why nothing can be sent over it now, or null. The rows wait until that is mended. */
  stopped: z.string().nullable(),
  /** About how long it will take at the pace this account is set to. */
  seconds: z.int(),
});
export type BulkAccount = z.output<typeof BulkAccount>;

export const BulkPreview = z.strictObject({
  action: BulkAction,
  selected: z.int(),
  /** Rows that will be done. */
  rows: z.int(),
  skipped: z.int(),
  /** Why rows are left out, and how many. */
  reasons: z.array(z.strictObject({ code: z.string(), rows: z.int() })),
  /** Whether the vendor charges for this action. */
  charges: z.boolean(),
  cost: BulkCost,
  accounts: z.array(BulkAccount),
  /** The accounts work side by side: the longest of them. */
  seconds: z.int(),
});
export type BulkPreview = z.output<typeof BulkPreview>;

/** `running` also while the console is closed: it goes on at the next start. */
export const BulkRunState = z.enum(['running', 'paused', 'cancelled', 'finished']);
export type BulkRunState = z.output<typeof BulkRunState>;

export const BulkRun = z.strictObject({
  id: Id,
  action: BulkAction,
  inputs: BulkInputs,
  state: BulkRunState,
  askedBy: z.string(),
  rows: z.int(),
  counts: z.record(BulkRowState, z.int()),
  charges: z.boolean(),
  /** What was shown when it was confirmed. */
  cost: BulkCost,
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type BulkRun = z.output<typeof BulkRun>;

export const BulkRunDetail = BulkRun.extend({
  /** Accounts over which nothing is sent now although rows wait for it, with the error code of why. */
  stopped: z.array(z.strictObject({ connectionId: Id, name: z.string(), code: z.string() })),
  /** Rows that wait or are under way, by account, with about how long they will take. */
  seconds: z.int(),
});
export type BulkRunDetail = z.output<typeof BulkRunDetail>;

export const BulkRow = z.strictObject({
  id: Id,
  position: z.int(),
  ...rowFacts,
  state: BulkRowState,
  /** Error code: why it was refused, skipped, or is unclear. */
  code: z.string().nullable(),
  /** The vendor's own words. */
  vendorMessage: z.string().nullable(),
  cost: Money.nullable(),
  /** What a reading found: `before → after` of the tracked quantity. */
  found: z.strictObject({ before: z.int().nullable(), after: z.int().nullable() }).nullable(),
  operationId: Id.nullable(),
  operationState: OperationState.nullable(),
  settledAt: Instant.nullable(),
});
export type BulkRow = z.output<typeof BulkRow>;

/** How one entry of a pasted list came out. `repeated`: it, or another name of the same, stood above already. */
export const BulkMatch = z.strictObject({
  /** Line of the text, from 1. */
  line: z.int(),
  entry: z.string(),
  outcome: z.enum(['one', 'several', 'none', 'repeated']),
  by: z.enum(['key', 'oldKey', 'manualKey', 'vendorId', 'ip', 'email']).nullable(),
  /** Names of what was found, at most 5. */
  found: z.array(z.string()),
  matches: z.int(),
});
export type BulkMatch = z.output<typeof BulkMatch>;

export const SavedSelection = z.strictObject({
  id: Id,
  name: z.string(),
  /** null: contract products that were named one by one. */
  filter: ContractFilter.nullable(),
  /** How many it has now. */
  count: z.int(),
  createdAt: Instant,
});
export type SavedSelection = z.output<typeof SavedSelection>;

const SelectionName = line(80);

/** Texts by what they stand for, in the person's language. */
export const CsvWords = z.record(z.string().max(80), z.string().max(400));
export type CsvWords = z.output<typeof CsvWords>;

export const bulk = {
  /** Finds contract products by a pasted text: license keys, IPs, the vendor's numbers, clients' e-mails, in any order and with any separators. */
  match: call({
    right: 'contracts.read',
    input: z.strictObject({
      text: z.string().max(200_000, 'too_long'),
      only: BulkMatch.shape.outcome.optional(),
      from: z.int().min(0).default(0),
    }),
    output: z.strictObject({
      entries: z.int(),
      counts: z.record(BulkMatch.shape.outcome, z.int()),
      /** What entries mean that match one contract product, and what those mean that match several. */
      ids: z.array(Id),
      severalIds: z.array(Id),
      /** At most 200 of `only` (or of all) from the `from`-th on. */
      report: z.array(BulkMatch),
      nextFrom: z.int().nullable(),
    }),
  }),
  /** How many contract products a selection has now. */
  count: call({
    right: 'contracts.read',
    input: z.strictObject({ selection: BulkSelection }),
    output: z.strictObject({ count: z.int() }),
  }),
  /** Which they are, to be marked in a list. */
  ids: call({
    right: 'contracts.read',
    input: z.strictObject({ selection: BulkSelection }),
    output: z.strictObject({ ids: z.array(Id) }),
  }),
  /** What a run would do, cost and take. Reads prices and balances anew where the vendor charges and they are old; changes nothing. */
  preview: call({ right: 'licenses.act', input: BulkAsked, output: BulkPreview }),
  previewRows: call({
    right: 'licenses.act',
    input: z.strictObject({ ...asked, show: z.enum(['all', 'done', 'skipped']).default('all'), ...PageInput }),
    output: page(BulkPreviewRow),
  }),
  /**
   * Starts a run. `expect` is what the preview said: when it is not so any more, nothing is started. Terminating wants the number of
   * rows typed as `confirmation`. The same `requestKey` starts one run.
   */
  start: call({
    right: 'licenses.act',
    input: z.strictObject({
      requestKey: Id,
      ...asked,
      expect: z.strictObject({ rows: z.int().min(1, 'too_small'), cost: BulkCost }),
      confirmation: z.string().trim().max(20, 'too_long').default(''),
    }),
    output: BulkRunDetail,
  }),
  /** Newest first. */
  list: call({ right: 'operations.read', input: z.strictObject(PageInput), output: page(BulkRun) }),
  /** Those that are running or paused, for the frame of every page. */
  current: call({ right: 'operations.read', input: Empty, output: z.array(BulkRun) }),
  get: call({ right: 'operations.read', input: ById, output: BulkRunDetail }),
  /** In the order of the run. */
  rows: call({
    right: 'operations.read',
    input: z.strictObject({ id: Id, state: BulkRowState.optional(), ...PageInput }),
    output: page(BulkRow),
  }),
  /**
   * The results as a table for other programs, a part at a time; no cell of it is taken for a formula. `words` are the texts for
   * column heads, states and error codes; what is left out is written as its code.
   */
  csv: call({
    right: 'operations.read',
    input: z.strictObject({ id: Id, words: CsvWords.default({}), cursor: z.string().max(20).optional() }),
    output: z.strictObject({ text: z.string(), nextCursor: z.string().nullable() }),
  }),
  /** Nothing more of the run is sent; calls that are on their way are finished. */
  pause: call({ right: 'licenses.act', input: ById, output: BulkRunDetail }),
  resume: call({ right: 'licenses.act', input: ById, output: BulkRunDetail }),
  /** As `pause`, for good: what was not sent never is. */
  cancel: call({ right: 'licenses.act', input: ById, output: BulkRunDetail }),
  /** By name. */
  selections: call({ right: 'contracts.read', input: Empty, output: z.array(SavedSelection) }),
  saveSelection: call({
    right: 'licenses.act',
    input: z.strictObject({
      name: SelectionName,
      of: z.discriminatedUnion('by', [BulkSelection.options[0], BulkSelection.options[1].omit({ except: true })]),
    }),
    output: SavedSelection,
  }),
  renameSelection: call({
    right: 'licenses.act',
    input: z.strictObject({ id: Id, name: SelectionName }),
    output: SavedSelection,
  }),
  deleteSelection: call({ right: 'licenses.act', input: ById, output: Empty }),
};
