import { addDays, type DueStep, type StepSource } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import type { StepKind } from './step-kind.ts';

/** Kinds of steps as the source that automation asks; steps of one day are taken in the order of the kinds. */
export function sourceOf(kinds: readonly StepKind[], prepare: (asOf: string) => Promise<void>): StepSource<Writer> {
  const byKind = new Map(kinds.map((each) => [each.kind, each]));
  const oldestFirst = (a: DueStep, b: DueStep): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0);

  function collect(until: string, limit: number, wanted: (step: DueStep) => boolean): DueStep[] {
    const found: DueStep[] = [];
    for (const kind of kinds) {
      for (const step of kind.list(until).filter(wanted).toSorted(oldestFirst)) {
        if (found.length >= limit) return found;
        found.push(step);
      }
    }
    return found;
  }

  return {
    kinds: kinds.map(({ kind }) => kind),
    due: (asOf, limit) => collect(asOf, limit, ({ on }) => on <= asOf),
    ahead(from, to, limit) {
      const until = (day: string): DueStep[] =>
        collect(day, Number.POSITIVE_INFINITY, ({ on }) => on > from && on <= day)
          .toSorted(oldestFirst)
          .slice(0, limit);
      // Where the first day fills what is asked for, the days after it need not be looked at.
      const tomorrow = addDays(from, 1);
      const first = tomorrow < to ? until(tomorrow) : [];
      return first.length === limit ? first : until(to);
    },
    perform(writer, step) {
      const kind = byKind.get(step.kind);
      if (!kind) throw new Error(`no source of ${step.kind}`);
      return kind.perform(writer, step);
    },
    failed: (writer, step) => byKind.get(step.kind)?.failed?.(writer, step),
    prepare,
  };
}
