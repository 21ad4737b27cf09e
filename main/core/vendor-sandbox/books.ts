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
  readonly #file: string | undefined;
  #stored: string;

  constructor(file: string | undefined, now: number, onWarning: (warning: SandboxWarning) => void) {
    this.#file = file;
    this.state = (file === undefined ? null : readSnapshot(file, now, onWarning)) ?? createState();
    this.#stored = JSON.stringify(this.state);
  }

  /** Stores the state when it differs from what is stored. Says whether it did. */
  save(): boolean {
    const json = JSON.stringify(this.state);
    if (json === this.#stored) return false;
    if (this.#file !== undefined) {
      try {
        writeSnapshot(this.#file, json);
      } catch (error) {
        this.state = parseState(this.#stored) ?? createState();
        throw error;
      }
    }
    this.#stored = json;
    return true;
  }
}
