import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { HubError, type GrantAnswer, type GrantRequest, type HubTransport } from './transport.ts';

/** What a desk is told when it asks for something that the hub hands out once. */
export type Grant =
  /** This desk never joined a hub: it is alone and decides by itself, with its own unique keys. */
  | { readonly state: 'alone' }
  | { readonly state: 'granted'; readonly value: number }
  /** It was given back. */
  | { readonly state: 'released' }
  /** Another desk has it. */
  | { readonly state: 'held'; readonly heldBy: string }
  /** Without the hub: not granted. What asked stays queued and asks again with the same `requestId`. */
  | { readonly state: 'queued'; readonly code: string };

/**
 * Asks the hub for a right that must not be given twice (spec 2.16; design 6): a number, a use of a code, the sending of a
 * vendor call, the automation's run. What is granted is remembered on disk before it is told. Never throws because of the hub:
 * whatever goes wrong is no grant.
 */
export async function askGrant(
  store: Store,
  context: Context,
  transport: HubTransport,
  request: GrantRequest,
): Promise<Grant> {
  let answer: GrantAnswer;
  try {
    answer = await transport.grant(request);
  } catch (error) {
    return { state: 'queued', code: error instanceof HubError ? error.code : 'offline' };
  }
  if (request.release) {
    store.transaction(context, () => forget(store, request.requestId));
    return { state: 'released' };
  }
  if (!answer.granted) return { state: 'held', heldBy: answer.heldBy };
  if (request.kind !== 'run') store.transaction(context, () => keep(store, request, answer.value));
  return { state: 'granted', value: answer.value };
}

function forget(store: Store, requestId: string): void {
  store.statement('sync grant gone', () => 'DELETE FROM sync_grant WHERE request_id = @requestId').run({ requestId });
}

function keep(store: Store, { kind, key, requestId, amount }: GrantRequest, value: number): void {
  store
    .statement(
      'sync grant keep',
      () => `INSERT INTO sync_grant VALUES (@requestId, @kind, @key, @amount, @value, @at)
        ON CONFLICT (request_id) DO UPDATE SET value = excluded.value`,
    )
    .run({ requestId, kind, key, amount, value, at: store.now() });
}

interface Kept {
  readonly request_id: string;
  readonly kind: GrantRequest['kind'];
  readonly key: string;
  readonly amount: number;
  readonly value: number;
}

/** Tells a hub that was restored from a backup what this desk was granted before: it gives nothing out until all have. */
export async function tellGrants(store: Store, transport: HubTransport): Promise<void> {
  for (const { request_id: requestId, kind, key, amount, value } of store.all<Kept>(
    'sync grants',
    'SELECT * FROM sync_grant ORDER BY request_id',
  ))
    await transport.grant({ kind, key, requestId, amount, held: value });
}
