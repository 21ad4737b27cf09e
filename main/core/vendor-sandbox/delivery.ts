/** Sends answers, whole or spoiled. Faults work on the real socket, because a client's handling of them cannot be tested with less. */
import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { DocumentHead } from './document.ts';
import type { Engine } from './engine.ts';
import type { Fault } from './faults.ts';
import { gatewayPage, loginPage } from './render/html.ts';
import { render } from './render/index.ts';

export interface Response {
  status: number;
  contentType: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

export interface DeliveryContext {
  engine: Engine;
  head: DocumentHead;
  out: string;
}

const HTML = 'text/html; charset=UTF-8';

/** Sends a whole answer. It does not wait for the caller to take it: whether anybody still listens is no concern of the vendor's. */
export function deliver(reply: FastifyReply, response: Response): void {
  reply
    .code(response.status)
    .headers({ ...response.headers })
    .header('content-type', response.contentType)
    .send(response.body);
}

/**
 * Lets an answer fault happen. `response` is the answer that the function gave, undefined before the commit; then the faults that spoil a body
 * spoil one that a hasty reader would take for success.
 */
export async function deliverFault(
  reply: FastifyReply,
  fault: Fault,
  response: Response | undefined,
  context: DeliveryContext,
): Promise<void> {
  const answer = response ?? {
    status: 200,
    ...render({ kind: 'ok' }, context.head, context.out, context.engine.settings.guesses),
  };
  const headers = fault.headers ?? {};
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
      if (!reply.raw.destroyed)
        await Promise.race([once(reply.raw, 'close'), context.engine.sleep(Number.POSITIVE_INFINITY)]);
      return;
    case 'drip':
      await drip(reply, answer, fault.ms ?? 1000, context.engine);
      return;
    default:
      deliver(reply, spoil(fault, answer, headers, context));
  }
}

function spoil(
  fault: Fault,
  answer: Response,
  headers: Readonly<Record<string, string>>,
  context: DeliveryContext,
): Response {
  switch (fault.kind) {
    case 'malformed':
      return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
    case 'html-502':
      return { status: 502, contentType: HTML, body: gatewayPage(502, 'Bad Gateway') };
    case 'html-login':
      return { status: 200, contentType: HTML, body: loginPage() };
    case 'redirect':
      return {
        status: fault.status ?? 302,
        contentType: HTML,
        body: '',
        headers: { ...headers, location: fault.location ?? '/billmgr?func=logon' },
      };
    case 'empty':
      return { ...answer, body: '' };
    case 'wrong-type':
      return { ...answer, contentType: fault.contentType ?? HTML };
    case 'status':
      return {
        status: fault.status ?? 503,
        contentType: HTML,
        body: gatewayPage(fault.status ?? 503, 'Service Unavailable'),
        headers,
      };
    case 'error':
      return { status: 200, ...errorDocument(fault, context) };
    default:
      return {
        status: fault.status ?? 200,
        contentType: fault.contentType ?? answer.contentType,
        body: fault.body ?? '',
        headers,
      };
  }
}

function errorDocument(fault: Fault, context: DeliveryContext): { contentType: string; body: string } {
  const error = {
    type: fault.errorType ?? 'unknown',
    object: fault.errorObject ?? '',
    message: fault.message ?? 'Sandbox fault',
    value: '',
  };
  return render({ kind: 'error', error }, context.head, context.out, context.engine.settings.guesses);
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
