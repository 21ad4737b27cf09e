import type { AppState, Preferences } from '../../preload/api/app.ts';
import type { Changed } from '../../preload/api/events.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import type { Caller } from './core.ts';

/** What the main thread tells core's worker at its start. */
export interface CoreStart {
  readonly dataFolder: string;
  readonly version: string;
  readonly runtime: AppState['runtime'];
  readonly personName: string;
  readonly defaultLanguage: Preferences['language'];
}
export type ToCore =
  | { readonly kind: 'call'; readonly id: number; readonly caller: Caller; readonly channel: string; readonly input: unknown }
  | { readonly kind: 'close' };
export type FromCore =
  | { readonly kind: 'ready' }
  /** The data folder is held by another process, or core could not start at all. */
  | { readonly kind: 'failed'; readonly code: 'workspace.busy' | 'internal'; readonly detail: string }
  | { readonly kind: 'answer'; readonly id: number; readonly envelope: Envelope<unknown> }
  | { readonly kind: 'changed'; readonly change: Changed }
  | { readonly kind: 'closed' };
