import type { DeskAccess } from '../../../main/core/sync/hub/desks.ts';

/** What a desk's thread is started with. */
export interface DeskData {
  readonly folder: string;
  readonly name: string;
  readonly access: DeskAccess;
  readonly deskId: string;
}

/** What a desk is asked. */
export type Ask =
  | { readonly kind: 'shelf'; readonly products: number }
  | { readonly kind: 'join' }
  /** A shelf that goes out with the next rounds. */
  | { readonly kind: 'bring'; readonly products: number }
  | { readonly kind: 'save'; readonly id: string; readonly name: string }
  | { readonly kind: 'await'; readonly id: string; readonly name: string }
  | { readonly kind: 'gate'; readonly open: boolean }
  | { readonly kind: 'status' }
  | { readonly kind: 'stop' };

/** What it answers; of a save when it returned, by `clock`. */
export interface Answers {
  readonly shelf: readonly string[];
  readonly join: undefined;
  readonly bring: undefined;
  readonly save: number;
  readonly await: undefined;
  readonly gate: undefined;
  /** Whether nothing is left to send, to fetch or to put in. */
  readonly status: { readonly isStill: boolean };
  readonly stop: undefined;
}

export type Said =
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
  /** The awaited name stands in the database; when it was read there. */
  | { readonly kind: 'seen'; readonly at: number };

/** Milliseconds that are the same in each thread of a process. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6;
