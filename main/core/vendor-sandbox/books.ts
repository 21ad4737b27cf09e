import { readSnapshot, parseState, writeSnapshot } from './persistence.ts';
import { createState } from './state.ts';
import type { SandboxState } from './state.ts';
import type { SandboxWarning } from './types.ts';

/**
 * The state together with its file. A change is done as `change(...)`: either it is stored and kept, or (the disk refused) it is undone and the
 * error goes on, so that no answer ever speaks of something that a restart would forget.
 */
export class Books {
  state: SandboxState;
  /** Goes up with each change that is stored. */
  version = 0;
  readonly #file: string | undefined;
  /** What is stored; shares nothing with `state` but what can never change (frozen entries of the ledger). */
  #stored: SandboxState;

  constructor(file: string | undefined, now: number, onWarning: (warning: SandboxWarning) => void) {
    this.#file = file;
    this.state = (file === undefined ? null : readSnapshot(file, now, onWarning)) ?? createState();
    this.#stored = structuredClone(this.state);
  }

  /** Stores the state when it differs from what is stored. Says whether it did. */
  save(): boolean {
    const next = copyOfChanged(this.#stored, this.state);
    if (next === this.#stored) return false;
    if (this.#file !== undefined) {
      const json = JSON.stringify(this.state);
      try {
        writeSnapshot(this.#file, json);
      } catch (error) {
        this.state = parseState(JSON.stringify(this.#stored)) ?? createState();
        throw error;
      }
    }
    this.#stored = next;
    this.version += 1;
    return true;
  }
}

/**
 * `before` itself when `now` holds the same values, else a copy of `now` that takes over what is unchanged. Each call of a vendor
 * with thousands of licenses asks this, and nearly all of them changed nothing or one: spelling out all would be most of its work.
 */
function copyOfChanged<T>(before: T, now: T): T {
  if (isSame(before, now)) return before;
  if (Object.isFrozen(now)) return now;
  if (!isRecord(now) || !isRecord(before)) return structuredClone(now);
  if (Array.isArray(now)) {
    const items: unknown[] = now;
    return items.map((item, index) => copyOfChanged(before[index], item)) as T;
  }
  return Object.fromEntries(
    Object.entries(now).map(([name, value]) => [name, copyOfChanged(before[name], value)]),
  ) as T;
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isRecord(one) || !isRecord(other)) return false;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  let count = 0;
  for (const name in one) {
    const value = one[name];
    const there = other[name];
    if (value !== there && !isSame(value, there)) return false;
    count += 1;
  }
  return count === Object.keys(other).length;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
