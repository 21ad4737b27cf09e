import type { MessagePort } from 'node:worker_threads';
import type { AppState, Preferences } from '../../preload/api/app.ts';
import type { Changed } from '../../preload/api/events.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import type { Caller } from './core.ts';

/**
 * How answers come back: over a port of their own, with a counter that rises with each, so that the main thread can
 * look for an answer that is ready at once instead of going round its event loop for it.
 */
export interface AnswerLine {
  readonly port: MessagePort;
  readonly answered: Int32Array;
}

/** What the main thread tells core's worker at its start. */
export interface CoreStart {
  readonly answers: AnswerLine;
  readonly dataFolder: string;
  readonly version: string;
  readonly runtime: AppState['runtime'];
  readonly personName: string;
  readonly defaultLanguage: Preferences['language'];
}

/** A call of the OS keychain that core wants made (main/shell/keychain.ts says why by the main thread). */
export interface KeychainCall {
  readonly id: number;
  readonly method: 'getPassword' | 'setPassword' | 'deletePassword';
  readonly args: readonly string[];
}
/** What came of it: its value, or the words with which the keychain failed. */
export type KeychainAnswer =
  | { readonly id: number; readonly value: string | boolean | null }
  | { readonly id: number; readonly failure: string };

export type ToCore =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly caller: Caller;
      readonly channel: string;
      readonly input: unknown;
    }
  | { readonly kind: 'keychain'; readonly answer: KeychainAnswer }
  | { readonly kind: 'close' };
/** An answer, on the line of answers. */
export interface Answer {
  readonly id: number;
  readonly envelope: Envelope<unknown>;
}
export type FromCore =
  | { readonly kind: 'ready' }
  /** The data folder is held by another process, or core could not start at all. */
  | { readonly kind: 'failed'; readonly code: 'workspace.busy' | 'internal'; readonly detail: string }
  | { readonly kind: 'changed'; readonly change: Changed }
  | { readonly kind: 'keychain'; readonly call: KeychainCall }
  | { readonly kind: 'closed' };
