/**
 * What falls due because of time alone: a renewal, a reminder, the end of a trial. Each area that has such things is a
 * source of them; automation asks all sources, day by day, and has each step done once (design 5, spec 2.16).
 */
export interface DueStep {
  /** What it is: `renewal.invoice`, `order.expire`; each kind belongs to one source. */
  readonly kind: string;
  /** What it happens because of, in words of records: `renewal/<contract product>/<period>`. A cause is acted on once. */
  readonly cause: string;
  /**
   * What a person holds to keep it from being done: the same for as long as it stays due, where its cause is one of a day.
   * Absent: the cause.
   */
  readonly holdKey?: string;
  /** The business date on which it fell due, `YYYY-MM-DD`. */
  readonly on: string;
  readonly entity: 'orders' | 'invoice' | 'contract_product' | 'client';
  readonly entityId: string;
  readonly clientId: string | null;
  /** Of what issues an invoice, for the plan: what that asks for. Absent: it issues none, or only the run knows which. */
  readonly bills?: Bills;
}

/** What a step puts on an invoice. */
export interface Bills {
  /** As its line names it. */
  readonly name: string;
  /** Without tax, minor units. */
  readonly amountMinor: number;
  readonly currency: string;
  /** Those of one group that are done on one day come on one invoice (spec 2.5.5); null: it is billed by itself. */
  readonly group: string | null;
}

/** See `DueStep.holdKey`. */
export const holdKeyOf = ({ holdKey, cause }: Pick<DueStep, 'holdKey' | 'cause'>): string => holdKey ?? cause;

/**
 * What came of a step: done, or found to be no longer due (paid meanwhile, cancelled, held by a guard that says why).
 * `along`: others that were done in the same act, each as if its own turn had come.
 */
export type StepOutcome =
  | { readonly did: 'done'; readonly along?: readonly DueStep[] }
  | { readonly did: 'skipped'; readonly why: string };

/** An area's steps. `Writer` is the store's; a type of its own would make the kernel depend on it. */
export interface StepSource<Writer> {
  /** In the order in which steps of one day are taken. */
  readonly kinds: readonly string[];
  /**
   * Steps of these kinds that are due on or before a business date, oldest first, at most `limit`. Those whose cause was
   * acted on are left out by the query itself (it knows by its own rows), so that a run ends.
   */
  due(asOf: string, limit: number): readonly DueStep[];
  /** What will fall due after `from` up to and including `to`, for "tonight's run, today"; nothing is written. */
  ahead(from: string, to: string, limit: number): readonly DueStep[];
  /**
   * Does one step in the caller's transaction, after a look whether it is still due. Throws AppError where it cannot be
   * done now: nothing is written then, and the next run finds it again.
   */
  perform(writer: Writer, step: DueStep): StepOutcome;
  /** A step could not be done and nothing of it was written: what there is to tell of that, in a transaction of its own. */
  failed?(writer: Writer, step: DueStep): void;
  /** Before a run up to a business date: reads from outside what its guards will ask for. Never rejects. */
  prepare?(asOf: string): Promise<void>;
}
