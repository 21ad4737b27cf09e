import { createHash } from 'node:crypto';
import { embeddedSandboxAddress } from '../../../preload/api/connections.ts';
import type { ConnectionsService } from '../connections/index.ts';
import type { Context } from '../kernel/index.ts';
import { type Right, type SendingRights, standOfRight, timesMet } from '../provisioning/index.ts';
import { booksId, type Store } from '../store/index.ts';
import type { Held, SyncService } from '../sync/index.ts';

export interface SendingRightsDeps {
  readonly store: Store;
  readonly sync: Pick<
    SyncService,
    'isJoined' | 'isReached' | 'grant' | 'openGrants' | 'keepGrant' | 'hereAt' | 'desks' | 'status'
  >;
  readonly connections: Pick<ConnectionsService, 'get'>;
  readonly context: Context;
}

/** One operation as rights are asked for it. */
type Asking = Parameters<SendingRights['ask']>[0];

/** The operation's id, and how often it had met another desk: the same for as long as it has no answer. */
const requestOf = (operationId: string, turn: number): string => `${operationId}/${turn}`;
function partsOf({ requestId }: Held): { operationId: string; turn: number } {
  const [operationId = '', turn = '0'] = requestId.split('/');
  return { operationId, turn: Number(turn) };
}

/**
 * The right to send vendor calls, from the team hub (spec 2.16). What must not be done twice is a purchase for a contract product
 * (a copied profile has the same ones) and anything that counts once about one license of a vendor account.
 */
export function sendingRights({ store, sync, connections, context }: SendingRightsDeps) {
  /** What is asked and given back goes one after the other, so that an old yes is given back before a new one is asked for. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  function keyOf({ kind, contractProductId, connectionId, vendorId }: Asking): string {
    if (kind === 'create') return `buy/${contractProductId ?? ''}`;
    const { apiAddress, username } = connections.get(connectionId);
    // The practice vendor is of one data folder: the numbers of its licenses mean nothing to another desk.
    const place = apiAddress === embeddedSandboxAddress ? booksId(store) : new URL(apiAddress).href.replace(/\/$/, '');
    const account = createHash('sha256').update(`${place}\n${username.toLowerCase()}`).digest('hex').slice(0, 32);
    return `license/${account}/${vendorId ?? ''}`;
  }

  /** Gives back what is over. What the hub does not hear of now is given back after a later round. */
  async function giveBack(): Promise<void> {
    for (const held of sync.openGrants('operation')) {
      const { operationId, turn: at } = partsOf(held);
      const stand = standOfRight(store, operationId, at);
      if (stand === 'kept') sync.keepGrant(context, held.requestId);
      if (stand !== 'over') continue;
      const { kind, key, requestId, amount } = held;
      const answer = await sync.grant({ kind, key, requestId, amount, release: true });
      if (answer.state === 'queued') return;
    }
  }

  async function ask(operation: Asking, since: string): Promise<Right> {
    if (!sync.isJoined()) return { state: 'given' };
    if (!sync.isReached()) return { state: 'waits' };
    await giveBack();
    const key = keyOf(operation);
    const requestId = requestOf(operation.id, timesMet(store, operation.id));
    // To give that back would take from this one.
    if (sync.openGrants('operation').some((held) => held.key === key && held.requestId !== requestId))
      return { state: 'waits' };
    const answer = await sync.grant({ kind: 'operation', key, requestId, amount: 0 });
    if (answer.state === 'alone') return { state: 'given' };
    if (answer.state === 'held') return other(answer.heldBy);
    if (answer.state !== 'granted') return { state: 'waits' };
    const isBehind = answer.lastBy !== '' && sync.hereAt(answer.value) >= Date.parse(since);
    return isBehind ? other(answer.lastBy) : { state: 'given' };
  }

  /** A desk by its name. An answer that names nobody, or this very desk, is not another one's. */
  function other(deskId: string): Right {
    if (deskId === '' || deskId === sync.status().deskId) return { state: 'waits' };
    return { state: 'other', desk: sync.desks().find((desk) => desk.deskId === deskId)?.name || deskId };
  }

  return {
    isOutOfReach: (): boolean => sync.isJoined() && !sync.isReached(),
    ask: (operation: Asking, since: string): Promise<Right> => inTurn(() => ask(operation, since)),
    /** Gives back what is over, where the hub is reached. */
    giveBack: (): Promise<void> => (sync.isReached() ? inTurn(giveBack) : Promise.resolve()),
    /** Resolves when nothing is being asked or given back. */
    settled: (): Promise<void> => turn.then(() => undefined),
  };
}
