import type { DueStep, StepOutcome } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';

/** One kind of step of this area. */
export interface StepKind {
  readonly kind: string;
  /** Steps that are due on or before a business date; those that are due later may be among them. */
  list(until: string): readonly DueStep[];
  /** As `StepSource.perform`. */
  perform(writer: Writer, step: DueStep): StepOutcome;
  /** As `StepSource.failed`. */
  failed?(writer: Writer, step: DueStep): void;
}

export const done: StepOutcome = { did: 'done' };
export const skipped = (why: string): StepOutcome => ({ did: 'skipped', why });
