/** Sends answers, whole or spoiled. Faults work on the real socket, because a client's handling of them cannot be tested with less. */
import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { Engine } from './engine.ts';
import type { Exchange, Response } from './exchange.ts';
import type { Fault } from './faults.ts';
import { hollowSuccess, spoil } from './spoil.ts';

/** Sends a whole answer. It does not wait for the caller to take it: whether anybody still listens is no concern of the vendor's. */
export function deliver(reply: FastifyReply, response: Response): void {
  reply
    .code(response.status)
    .headers({ ...response.headers })
    .header('content-type', response.contentType)
    .send(response.body);
}

/** Lets an answer fault happen. `response` is the answer that the function gave, undefined before the commit. */
export async function deliverFault(
  engine: Engine,
  exchange: Exchange,
  reply: FastifyReply,
  fault: Fault,
  response: Response | undefined,
): Promise<void> {
  const answer = response ?? hollowSuccess(engine, exchange);
  switch (fault.kind) {
    case 'reset':
      reply.hijack();
      reply.raw.socket?.resetAndDestroy();
      return;
    case 'truncate':
      await startHalf(reply, answer);
      reply.raw.destroy();
      return;
    case 'stall':
      await startHalf(reply, answer);
      if (!reply.raw.destroyed) await Promise.race([once(reply.raw, 'close'), engine.sleep(Number.POSITIVE_INFINITY)]);
      return;
    case 'drip':
      await drip(reply, answer, fault.ms ?? 1000, engine);
      return;
    default:
      deliver(reply, spoil(engine, exchange, fault, answer));
  }
}

/** Announces the whole body and sends the first half of it. */
async function startHalf(reply: FastifyReply, answer: Response): Promise<void> {
  const bytes = Buffer.from(answer.body);
  begin(reply, answer, bytes.length);
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  await new Promise<void>((resolve) => {
    reply.raw.write(half, () => resolve());
  });
}

async function drip(reply: FastifyReply, answer: Response, ms: number, engine: Engine): Promise<void> {
  const bytes = Buffer.from(answer.body);
  begin(reply, answer, bytes.length);
  for (const byte of bytes) {
    if (reply.raw.destroyed) return;
    reply.raw.write(Buffer.of(byte));
    await engine.sleep(ms);
  }
  reply.raw.end();
}

function begin(reply: FastifyReply, answer: Response, length: number): void {
  reply.hijack();
  reply.raw.writeHead(answer.status, {
    ...answer.headers,
    'content-type': answer.contentType,
    'content-length': length,
  });
}
