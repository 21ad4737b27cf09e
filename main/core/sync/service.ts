import type { Chosen } from '../../../preload/api/sync-many.ts';
import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { captureOf } from './capture.ts';
import { decideMany, type Plan, planMany, takeOthers } from './decide-many.ts';
import { type Conflict, type Decision, decide, getConflict, listConflicts } from './conflicts.ts';
import type { Engine, Round, RoundKind } from './engine.ts';
import { dropNews, type News, newsOf } from './news.ts';
import { refusedHere } from './outbox.ts';
import { schemaVersion } from './policies.ts';
import { retryUnknown } from './rows.ts';
import { changesAfter } from './skipped.ts';
import { beginSnapshot, type CopyProgress, copyProgress } from './snapshot.ts';
import { knownSeries, memory, remember } from './state.ts';
import { type Grant, type Held, hasNumbers, keepGrant, keepNumber, openGrants } from './grants.ts';
import type { DeskState, GrantRequest, HubErrorCode } from './transport.ts';
import { beginUpload, uploadSince } from './upload.ts';

/** Clocks that differ by more are shown; they never keep anybody from working. ms */
export const shownSkew = 5 * 60_000;

/** How a row stands, the worst of its fields first. */
export type RowState = 'refused' | 'conflict' | 'saved_here' | 'sent' | 'live';

export interface SyncStatus {
  readonly isJoined: boolean;
  readonly deskId: string;
  readonly workspaceName: string;
  /** By the hub's clock; '' where there was none. */
  readonly lastContact: string;
  /** What keeps the desk from the hub; null: nothing, or no round was made yet. */
  readonly problem: HubErrorCode | null;
  /** Changes that the hub has not answered; open questions; values that wait here; changes it refused. */
  readonly waiting: number;
  readonly conflicts: number;
  readonly deferred: number;
  readonly refused: number;
  /** Hub's time − this clock, ms; `isClockWrong` where it is worth a word. */
  readonly clockOffsetMs: number;
  readonly isClockWrong: boolean;
  /** Changes of the hub that are not here yet. */
  readonly behind: number;
  /** Of the confirmed values: equal to the hub's, not, or not comparable now. */
  readonly checksum: 'equal' | 'differs' | 'unknown';
  /** How often they differed and were fetched anew: a fault of ours, worth a report. */
  readonly repairs: number;
  /** A first or new copy is being fetched, and how far it is. */
  readonly isCopying: boolean;
  readonly copy: CopyProgress | null;
  /** What was here before it was shared is still to be made into changes: not all that waits is counted yet. */
  readonly isBringing: boolean;
}

export interface SyncDeps {
  readonly store: Store;
  /** The rounds of this desk, where a line to its hub is there. */
  readonly engine: () => Engine | undefined;
  /** Called after something was saved that has to go out. */
  readonly wake: () => void;
}

export type SyncService = ReturnType<typeof syncService>;

/** The verbs of sync that screens use. */
export function syncService({ store, engine, wake }: SyncDeps) {
  let last: Round | null = null;

  function capture(): void {
    store.captureWith(captureOf(store, wake));
  }

  /** At the start: a desk that has joined goes on; after an update, what only a newer version knew is tried again. */
  function start(context: Context): void {
    const found = memory(store);
    if (!found) return;
    capture();
    if (found.schema === schemaVersion) return;
    store.transaction(context, (writer) => {
      retryUnknown(writer, store);
      uploadSince(store, found.schema);
      remember(store, { schema: schemaVersion });
    });
  }

  /**
   * Joins a hub as this desk. `bring`: what is here and not there goes there (the first desk always does so, it makes
   * the workspace); else only what is changed from now on. Values that both have become the hub's. `also`: what is stored
   * with it or not at all. Not for a caller's transaction: what is changed goes out from when it is on disk.
   */
  function join(
    context: Context,
    input: { readonly deskId: string; readonly bring: boolean },
    also: () => void = () => {},
  ): void {
    store.transaction(context, () => {
      remember(store, { deskId: input.deskId, schema: schemaVersion, generation: 0 });
      beginSnapshot(store, 0);
      if (input.bring) beginUpload(store);
      also();
    });
    capture();
  }

  /** Leaves the hub: everything stays at this desk, nothing goes out any more. What was not sent is forgotten as a change. */
  function leave(context: Context): void {
    store.transaction(context, () => {
      for (const table of ['state', 'shadow', 'outbox', 'deferred', 'conflict', 'history', 'grant'])
        store.db.prepare(`DELETE FROM sync_${table}`).run();
    });
    store.captureWith(null);
    last = null;
  }

  /** One round with the hub, remembered for `status`. */
  async function round(kind: RoundKind = 'whole'): Promise<Round | null> {
    last = (await engine()?.round(kind)) ?? last;
    return last;
  }

  /** Asks for a right that is handed out once. A desk with a hub that it does not reach gets none. */
  async function grant(request: GrantRequest): Promise<Grant> {
    if (!memory(store)) return { state: 'alone' };
    return (await engine()?.grant(request)) ?? { state: 'queued', code: 'offline' };
  }

  /** Whether the hub answered the last round as it should. */
  const isReached = (): boolean => last !== null && last.problem === null;

  function status(): SyncStatus {
    const found = memory(store);
    const hub = engine()?.hub ?? null;
    const count = (name: string, where: string): number =>
      store.get<{ count: number }>(`sync count ${name}`, `SELECT count(*) AS count FROM ${where}`)?.count ?? 0;
    const offset = found?.offset ?? 0;
    const copy = found && copyProgress(store);
    const isComparable = found !== null && hub !== null && found.cursor === hub.head && found.snapshot === '';
    return {
      isJoined: found !== null,
      deskId: found?.deskId ?? '',
      workspaceName: hub?.workspaceName ?? '',
      lastContact: found?.lastContact ?? '',
      problem: last?.problem ?? null,
      waiting: count('waiting', 'sync_outbox WHERE outcome IS NULL'),
      conflicts: count('conflicts', "sync_conflict WHERE state = 'open'"),
      deferred: count('deferred', "sync_deferred WHERE reason < 'snapshot' OR reason > 'snapshot'"),
      refused: count('refused', `sync_outbox WHERE ${refusedHere}`),
      clockOffsetMs: offset,
      isClockWrong: Math.abs(offset) > shownSkew,
      behind: found && hub ? changesAfter(found.cursor, hub) : 0,
      checksum: isComparable ? (found.checksum === hub.checksum ? 'equal' : 'differs') : 'unknown',
      repairs: found?.repairs ?? 0,
      isCopying: copy !== null,
      copy,
      isBringing: (found?.upload ?? '') !== '',
    };
  }

  /** The desks of the workspace with what they said last; none before the first contact. */
  const desks = (): readonly DeskState[] => engine()?.hub?.desks ?? [];

  /** How rows of an entity stand with the hub. */
  function rowStates(entity: string, ids: readonly string[]): ReadonlyMap<string, RowState> {
    return new Map(ids.map((id) => [id, rowState(entity, id)]));
  }

  function rowState(entity: string, rowId: string): RowState {
    const has = (name: string, sql: string): boolean =>
      store.get(`sync row ${name}`, `SELECT 1 AS found FROM ${sql} LIMIT 1`, { entity, rowId }) !== undefined;
    const row = 'entity = @entity AND row_id = @rowId';
    if (has('refused', `sync_outbox WHERE ${row} AND ${refusedHere}`)) return 'refused';
    if (has('conflict', `sync_conflict WHERE ${row} AND state = 'open'`)) return 'conflict';
    if (has('meets', `sync_outbox WHERE ${row} AND closed_at IS NULL AND meets > 0`)) return 'conflict';
    if (has('unsent', `sync_outbox WHERE ${row} AND closed_at IS NULL AND outcome IS NULL`)) return 'saved_here';
    if (has('sent', `sync_outbox WHERE ${row} AND closed_at IS NULL`)) return 'sent';
    return has('live', `sync_shadow WHERE ${row}`) ? 'live' : 'saved_here';
  }

  return {
    start,
    join,
    leave,
    round,
    grant,
    isJoined: (): boolean => memory(store) !== null,
    isReached,
    /** The identity of this desk at the hub; '' where it is alone. */
    deskId: (): string => memory(store)?.deskId ?? '',
    openGrants: (kind: GrantRequest['kind']): Held[] => openGrants(store, kind),
    keepGrant(context: Context, requestId: string): void {
      store.transaction(context, () => keepGrant(store, requestId));
    },
    /** Whether numbers of a series were kept here since this desk joined. */
    hasNumbers: (key: string): boolean => hasNumbers(store, key),
    /** Highest number of a series of which this desk has heard, whoever got it; 0: none. */
    knownNumber: (key: string): number => knownSeries(memory(store) ?? { series: '' })[key] ?? 0,
    /** Keeps a number that was granted; inside the caller's transaction. */
    keepNumber: (given: Pick<Held, 'requestId' | 'key' | 'value'>): void => keepNumber(store, given),
    /** An instant of the hub's clock by this desk's, ms. */
    hereAt: (hubMs: number): number => hubMs - (memory(store)?.offset ?? 0),
    status,
    desks,
    rowStates,
    news: (): readonly News[] => newsOf(store),
    readNews(context: Context, kind: News['kind']): void {
      if (newsOf(store).some((each) => each.kind === kind)) store.transaction(context, () => dropNews(store, kind));
    },
    listConflicts: (page: { after?: number; limit?: number }): readonly Conflict[] => listConflicts(store, page),
    getConflict: (id: number): Conflict => getConflict(store, id),
    decide(context: Context, input: { readonly id: number; readonly decision: Decision }): void {
      decide(store, context, input.id, input.decision);
      wake();
    },
    planMany: (chosen: Chosen, keep: 'mine' | 'theirs'): Plan => planMany(store, chosen, keep),
    /** @throws AppError `sync.queue_changed` with nothing done */
    decideMany(context: Context, input: Parameters<typeof decideMany>[2]): ReturnType<typeof decideMany> {
      const done = decideMany(store, context, input);
      wake();
      return done;
    },
    /** @throws AppError `not_found` */
    takeOthers(context: Context, changeSet: string): ReturnType<typeof takeOthers> {
      const done = takeOthers(store, context, changeSet);
      wake();
      return done;
    },
  };
}
