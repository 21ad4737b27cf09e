import { HubError, type GrantAnswer, type GrantRequest, type HubTransport } from './transport.ts';

/** What a desk is told when it asks for something that the hub hands out once. */
export type Grant =
  | { readonly state: 'granted'; readonly value: number }
  /** Another desk has it. */
  | { readonly state: 'held'; readonly heldBy: string }
  /** Without the hub: not granted. What asked stays queued and asks again with the same `requestId`. */
  | { readonly state: 'queued'; readonly code: string };

/**
 * Asks the hub for a right that must not be given twice (spec 2.16; design 6): a number, a use of a code, the sending of a
 * vendor call, the automation's run. A desk that never joined a hub (`transport` undefined) is alone and decides by
 * itself, with its own unique keys; a desk that has one and does not reach it gets nothing. Never throws: whatever goes
 * wrong is no grant.
 */
export async function askGrant(transport: HubTransport | undefined, request: GrantRequest): Promise<Grant | 'alone'> {
  if (!transport) return 'alone';
  try {
    const answer: GrantAnswer = await transport.grant(request);
    return answer.granted ? { state: 'granted', value: answer.value } : { state: 'held', heldBy: answer.heldBy };
  } catch (error) {
    return { state: 'queued', code: error instanceof HubError ? error.code : 'offline' };
  }
}
