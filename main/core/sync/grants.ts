import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { hubNow, memory } from './state.ts';
import { HubError, type GrantAnswer, type GrantRequest, type HubTransport } from './transport.ts';

/** What a desk is told when it asks for something that the hub hands out once. */
export type Grant =
  /** This desk never joined a hub: it is alone and decides by itself, with its own unique keys. */
  | { readonly state: 'alone' }
  /** `lastBy`: the desk that had it before, until `value`, where the hub tells. */
  | { readonly state: 'granted'; readonly value: number; readonly lastBy: string }
  /** It was given back. */
  | { readonly state: 'released' }
  /** Another desk has it. */
  | { readonly state: 'held'; readonly heldBy: string }
  /** Without the hub: not granted. What asked stays queued and asks again with the same `requestId`. */
  | { readonly state: 'queued'; readonly code: string };

/**
 * Asks the hub for a right that must not be given twice (spec 2.16; design 6): a number, a use of a code, the sending of a
 * vendor call, the automation's run. What is asked is remembered on disk first, so that a yes whose answer was lost is asked
 * for or given back again. Never throws because of the hub: whatever goes wrong is no grant.
 */
export async function askGrant(
  store: Store,
  context: Context,
  transport: HubTransport,
  request: GrantRequest,
): Promise<Grant> {
  const isLasting = request.kind !== 'run';
  const wasAsked = isAsked(store, request.requestId);
  if (isLasting && !request.release) store.transaction(context, () => keep(store, request, 'asked', 0));
  let answer: GrantAnswer;
  try {
    answer = await transport.grant(request);
  } catch (error) {
    return { state: 'queued', code: error instanceof HubError ? error.code : 'offline' };
  }
  if (request.release) {
    store.transaction(context, () =>
      request.kind === 'operation' ? end(store, request) : forget(store, request.requestId),
    );
    return { state: 'released' };
  }
  // A copy of this profile, or this one before it was put back to a backup, asked with these words and may have done it.
  const isOfCopy = answer.isKnown === true && !wasAsked;
  if (!answer.granted || isOfCopy) {
    if (isLasting) store.transaction(context, () => forget(store, request.requestId));
    return { state: 'held', heldBy: isOfCopy ? '' : answer.heldBy };
  }
  if (isLasting) store.transaction(context, () => keep(store, request, 'granted', answer.value));
  return { state: 'granted', value: answer.value, lastBy: answer.heldBy };
}

const isAsked = (store: Store, requestId: string): boolean =>
  store.get('sync grant asked', 'SELECT 1 AS found FROM sync_grant WHERE request_id = @requestId', { requestId }) !==
  undefined;

/** As `kind` of what was given back: of each operation the last one. */
const ended = 'ended';

function forget(store: Store, requestId: string): void {
  store
    .statement('sync grant gone', () => `DELETE FROM sync_grant WHERE request_id = @requestId AND kind <> '${ended}'`)
    .run({ requestId });
}

/** An operation is over here. Kept where it was granted: a hub that was restored is told whose hand was on it last. */
function end(store: Store, { requestId, key }: GrantRequest): void {
  const had = `(SELECT 1 FROM sync_grant WHERE request_id = @requestId AND state = 'granted')`;
  store
    .statement(
      'sync grants ended before',
      () => `DELETE FROM sync_grant WHERE kind = '${ended}' AND key = @key AND EXISTS ${had}`,
    )
    .run({ key, requestId });
  store
    .statement(
      'sync grant ended',
      () => `UPDATE sync_grant SET kind = '${ended}', state = 'kept', value = @at
        WHERE request_id = @requestId AND state = 'granted'`,
    )
    .run({ requestId, at: Math.ceil(hubNow(store, memory(store)?.offset ?? 0)) });
  forget(store, requestId);
}

/** Forgets operations that were over before an instant, ms by the hub's clock. */
export function forgetEnded(store: Store, before: number): void {
  store.db.prepare(`DELETE FROM sync_grant WHERE kind = '${ended}' AND value < ?`).run(before);
}

function keep(
  store: Store,
  { kind, key, requestId, amount }: GrantRequest,
  state: 'asked' | 'granted',
  value: number,
): void {
  store
    .statement(
      'sync grant keep',
      () => `INSERT INTO sync_grant (request_id, kind, key, amount, value, at, state)
          VALUES (@requestId, @kind, @key, @amount, @value, @at, @state)
        ON CONFLICT (request_id) DO UPDATE SET value = excluded.value, state = excluded.state
          WHERE excluded.state = 'granted'`,
    )
    .run({ requestId, kind, key, amount, value, at: store.now(), state });
}

/** What a desk was granted, or asked for and has no answer to. */
export interface Held {
  readonly kind: GrantRequest['kind'];
  readonly key: string;
  readonly requestId: string;
  readonly amount: number;
  readonly value: number;
}

const columns = 'kind, key, request_id AS requestId, amount, value';

/** Grants of a kind that are to be given back when what they are for is over, in the order of their requests. */
export const openGrants = (store: Store, kind: GrantRequest['kind']): Held[] =>
  store.all<Held>(
    'sync grants open',
    `SELECT ${columns} FROM sync_grant WHERE kind = @kind AND state <> 'kept' ORDER BY request_id`,
    { kind },
  );

/** What a grant was for is done: it stays this desk's for ever. Inside the caller's transaction. */
export function keepGrant(store: Store, requestId: string): void {
  store
    .statement('sync grant kept', () => "UPDATE sync_grant SET state = 'kept' WHERE request_id = @requestId")
    .run({ requestId });
}

/**
 * A number that was granted is written: of each series the highest one is remembered, which is all that a hub restored from a
 * backup has to be told. Inside the caller's transaction.
 */
export function keepNumber(store: Store, { requestId, key, value }: Pick<Held, 'requestId' | 'key' | 'value'>): void {
  keepGrant(store, requestId);
  store
    .statement(
      'sync grant below',
      () => "DELETE FROM sync_grant WHERE kind = 'number' AND key = @key AND value < @value AND state = 'kept'",
    )
    .run({ key, value });
}

/** Whether a number of a series was kept here since this desk joined. */
export const hasNumbers = (store: Store, key: string): boolean =>
  store.get(
    'sync numbers kept',
    "SELECT 1 FROM sync_grant WHERE kind = 'number' AND key = @key AND state = 'kept' LIMIT 1",
    { key },
  ) !== undefined;

/** Tells a hub that was restored from a backup what this desk was granted before: it gives nothing out until all have. */
export async function tellGrants(store: Store, transport: HubTransport): Promise<void> {
  for (const { value: held, kind, ...request } of store.all<Omit<Held, 'kind'> & { kind: Held['kind'] | typeof ended }>(
    'sync grants',
    `SELECT ${columns} FROM sync_grant WHERE state <> 'asked' ORDER BY request_id`,
  ))
    await transport.grant(
      kind === ended ? { ...request, kind: 'operation', held, release: true } : { ...request, kind, held },
    );
}
