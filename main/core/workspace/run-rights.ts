import type { AutomationDuty } from '../../../preload/api/automation.ts';
import type { RunRights } from '../automation/index.ts';
import type { Clock, Context } from '../kernel/index.ts';
import { booksId, type Store } from '../store/index.ts';
import type { SyncService } from '../sync/index.ts';

/** So long the run is this desk's without asking again, seconds; when a desk is gone, another takes over after it. */
const leaseSeconds = 3 * 3600;
/** What the hub said is not asked again so soon, ms: who waits for a desk to be gone looks every minute. */
const freshMs = 10 * 60_000;
/** A console that has just started waits so long for its first round, ms: the command line asks at once. */
const patienceMs = 5000;
const lookMs = 100;

export interface RunRightsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly sync: Pick<SyncService, 'isJoined' | 'isReached' | 'grant' | 'desks' | 'status' | 'deskId'>;
  readonly context: Context;
}

/** The right to run the automation of these books, as a lease of the team hub; a copied profile has the same books. */
export function runRights({ store, clock, sync, context }: RunRightsDeps): RunRights {
  /** Monotonic, of what the hub granted: counted from before it was asked. −∞: nothing was, or it has lapsed and that is known. */
  let until = Number.NEGATIVE_INFINITY;
  let toldAt = Number.NEGATIVE_INFINITY;
  /** The identity that it was granted to: a copied profile that got another one has it no more. */
  let holder = '';

  const isMine = (): boolean => clock.monotonic() < until && sync.deskId() === holder;

  /** The desk that had the run when the hub was last asked, '' where it was this one: a copy goes on saying so without the hub. */
  const other = (): string =>
    store.get<{ value: string }>('run held by', "SELECT value FROM meta WHERE key = 'run_held_by'")?.value ?? '';
  function remember(desk: string): void {
    if (other() === desk) return;
    store.transaction(
      context,
      () =>
        void store
          .statement(
            'run held by set',
            () =>
              `INSERT INTO meta VALUES ('run_held_by', @desk) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
          )
          .run({ desk }),
    );
  }

  function now(): AutomationDuty {
    if (!sync.isJoined()) return { state: 'alone', desk: null };
    if (isMine()) return { state: 'mine', desk: null };
    const desk = other();
    if (desk !== '') return { state: 'other', desk };
    return { state: sync.isReached() ? 'mine' : 'waits', desk: null };
  }

  async function firstRound(): Promise<void> {
    for (let waited = 0; waited < patienceMs && sync.isJoined(); waited += lookMs) {
      if (sync.isReached() || sync.status().problem !== null) return;
      await clock.sleep(lookMs);
    }
  }

  return {
    now,
    isOver: () => sync.isJoined() && until !== Number.NEGATIVE_INFINITY && !isMine(),
    async ask(): Promise<AutomationDuty> {
      if (!sync.isJoined()) return { state: 'alone', desk: null };
      if (other() !== '' && clock.monotonic() - toldAt < freshMs) return now();
      await firstRound();
      const from = clock.monotonic();
      const asker = sync.deskId();
      const requestId = store.makeId();
      const key = `books/${booksId(store)}`;
      const answer = sync.isReached()
        ? await sync.grant({ kind: 'run', key, requestId, amount: leaseSeconds })
        : ({ state: 'queued', code: 'offline' } as const);
      if (answer.state === 'granted') {
        until = from + leaseSeconds * 1000;
        holder = asker;
        remember('');
      } else if (answer.state === 'held' && answer.heldBy !== '') {
        until = Number.NEGATIVE_INFINITY;
        toldAt = from;
        // Never empty, which would say that nobody has it: a desk whose name is not known here goes by its id.
        remember(sync.desks().find(({ deskId }) => deskId === answer.heldBy)?.name || answer.heldBy);
      } else if (answer.state === 'queued' && !isMine()) {
        until = Number.NEGATIVE_INFINITY;
        if (other() === '') return { state: 'waits', desk: null };
      }
      return now();
    },
  };
}
