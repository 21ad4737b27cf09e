import { allSeries, type DocumentNumbers, type Series } from '../brand/index.ts';
import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import type { SyncService } from '../sync/index.ts';

export interface NumberRightsDeps {
  readonly store: Store;
  readonly sync: Pick<
    SyncService,
    'isJoined' | 'isReached' | 'grant' | 'keepGrant' | 'keepNumber' | 'hasNumbers' | 'knownNumber' | 'status'
  >;
  readonly numbers: DocumentNumbers;
  readonly context: Context;
}

/** The series of the workspace at the hub. */
const keyOf = (series: Series): string => `series/${series}`;

/**
 * Numbers of documents, from the team hub (spec 2.14): one series for all desks. A document asks with its own id, so that a lost
 * answer, a crash before the number was written and a copied profile lead to the number that it got the first time.
 */
export function numberRights({ store, sync, numbers, context }: NumberRightsDeps) {
  let turn: Promise<unknown> = Promise.resolve();

  /** What this desk counted before it joined: the team goes on above the highest of all. False: the hub has not heard all. */
  async function tellOwn(): Promise<boolean> {
    for (const series of allSeries) {
      const key = keyOf(series);
      if (sync.hasNumbers(key)) continue;
      const requestId = `${sync.status().deskId}/${series}`;
      const told = await sync.grant({ kind: 'number', key, requestId, amount: 1, held: numbers.last(series) });
      if (told.state !== 'granted') return false;
      sync.keepGrant(context, requestId);
    }
    return true;
  }

  /** Asks for one document. False: the hub gave no answer, and gives the others none. */
  async function ask(document: ReturnType<DocumentNumbers['waiting']>[number]): Promise<boolean> {
    const { series, id } = document;
    const key = keyOf(series);
    // Again only where the number is one that a document here has already, from a time alone.
    for (let again = 0; ; again += 1) {
      const requestId = again === 0 ? id : `${id}/${again}`;
      // Also what others got: a hub that was put back to a backup without a word gives nothing twice that is known here.
      const floor = Math.max(numbers.last(series), sync.knownNumber(key)) + 1;
      const answer = await sync.grant({ kind: 'number', key, requestId, amount: 1, floor });
      // A hub that is not up to date yet has given it to the desk that this profile was copied from: it waits.
      if (answer.state === 'held') return true;
      if (answer.state !== 'granted') return false;
      const given = { requestId, key, value: answer.value };
      const isWritten = numbers.give(context, document, answer.value, () => {
        if (sync.isJoined()) sync.keepNumber(given);
      });
      if (isWritten) return true;
      store.transaction(context, () => sync.keepNumber(given));
    }
  }

  async function settle(): Promise<void> {
    if (!sync.isJoined()) {
      numbers.giveOwn(context);
      return;
    }
    if (!sync.isReached() || !(await tellOwn())) return;
    for (const document of numbers.waiting()) if (!(await ask(document))) return;
  }

  return {
    /** Has the hub number what waits; a desk alone does it by itself. */
    settle(): Promise<void> {
      const result = turn.then(settle);
      turn = result.catch(() => undefined);
      return result;
    },
    settled: (): Promise<void> => turn.then(() => undefined),
  };
}
