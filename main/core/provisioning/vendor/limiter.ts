import type { Clock } from '../../kernel/index.ts';

/** Spaces the calls of one key: each starts at least `intervalMs` after the one before (ispmanager-api 8: ≤ 1 a second). */
export function spacer(clock: Clock, intervalMs: number): (key: string, signal?: AbortSignal) => Promise<void> {
  const next = new Map<string, number>();
  return async (key, signal) => {
    const now = clock.monotonic();
    const at = Math.max(now, next.get(key) ?? now);
    next.set(key, at + intervalMs);
    if (at > now) await clock.sleep(at - now, signal);
  };
}
