import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Clock } from '../kernel/index.ts';

/** After a failure that says nothing about a row: no network, no keychain. Milliseconds; the last one goes on for ever. */
const restsMs = [5000, 15_000, 60_000, 300_000];

/** Accounts that could not be asked rest a while, longer each time in a row. */
export class Rests {
  readonly #clock: Clock;
  readonly #resting = new Map<string, { until: number; code: ErrorCode; failures: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Why an account rests now, or null. */
  codeOf(connectionId: string): ErrorCode | null {
    const resting = this.#resting.get(connectionId);
    return resting && resting.until > this.#clock.monotonic() ? resting.code : null;
  }

  /** Lets an account rest; answers with for how long, in milliseconds. */
  begin(connectionId: string, code: ErrorCode): number {
    const failures = this.#resting.get(connectionId)?.failures ?? 0;
    const ms = restsMs[Math.min(failures, restsMs.length - 1)] ?? 0;
    this.#resting.set(connectionId, { until: this.#clock.monotonic() + ms, code, failures: failures + 1 });
    return ms;
  }

  /** The account answered. */
  end(connectionId: string): void {
    this.#resting.delete(connectionId);
  }
}
