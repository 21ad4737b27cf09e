import { useSyncExternalStore } from 'react';

/** One clock for all relative times on the screen, a tick every half minute. */
const every = 30_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, every);
  return () => {
    listeners.delete(notify);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** The time now, in epoch milliseconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
