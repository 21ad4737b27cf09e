/** Time, passed in so that a month can run in a test in a second (design 1). */
export interface Clock {
  /** Wall time, for what is stored. */
  now(): Date;
  /** Milliseconds that never go back, for time-outs and leases. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
    }),
};

/** The instant as it is stored: UTC, ISO 8601, milliseconds. */
export const instant = (clock: Clock): string => clock.now().toISOString();
