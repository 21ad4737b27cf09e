import type { HubState, Skipped } from './transport.ts';

/** How many changes the log has after a number: without the numbers that it went over when the hub was restored. */
export function changesAfter(number: number, { head, skipped }: Pick<HubState, 'head' | 'skipped'>): number {
  const within = ([after, upTo]: Skipped): number => Math.max(0, Math.min(upTo, head) - Math.max(after, number));
  return Math.max(0, head - number - skipped.reduce((sum, hole) => sum + within(hole), 0));
}
