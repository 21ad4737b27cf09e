/** Sends answers, whole or spoiled. Faults work on the real socket, because a client's handling of them cannot be tested with less. */
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import type { Engine } from './engine.ts';
import type { Exchange, Response } from './exchange.ts';
import type { Fault } from './faults.ts';
import { hollowSuccess, needsWire, spoil } from './spoil.ts';

/** Real milliseconds between the last byte and a reset. A reset that comes at once may take back what was sent before it. */
const BEFORE_RESET_MS = 25;

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
  if (!needsWire(fault)) {
    deliver(reply, spoil(engine, exchange, fault, answer));
    return;
  }
  const { socket } = reply.raw;
  reply.hijack();
  // A caller that has gone has taken the socket with it.
  if (socket) await actOut(engine, fault, new Wire(socket, answer));
}

/** The bytes of one answer, and the socket they go to. */
class Wire {
  readonly socket: Socket;
  readonly body: Buffer;
  readonly #answer: Response;

  constructor(socket: Socket, answer: Response) {
    this.socket = socket;
    this.body = Buffer.from(answer.body);
    this.#answer = answer;
  }

  get half(): Buffer {
    return this.body.subarray(0, Math.ceil(this.body.length / 2));
  }

  /** The head of the answer with a line about its length, or none. */
  head(length: string | null): Buffer {
    const { status, contentType, headers } = this.#answer;
    const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, `content-type: ${contentType}`];
    for (const [name, value] of Object.entries(headers ?? {})) lines.push(`${name}: ${value}`);
    lines.push('connection: close', ...(length === null ? [] : [length]), '', '');
    return Buffer.from(lines.join('\r\n'));
  }

  get announced(): Buffer {
    return this.head(`content-length: ${this.body.length}`);
  }

  /** Resolves when the bytes have left, or when nobody takes them any more. */
  async send(...parts: readonly Buffer[]): Promise<void> {
    const { socket } = this;
    if (!socket.destroyed) await new Promise<void>((resolve) => socket.write(Buffer.concat(parts), () => resolve()));
  }
}

async function actOut(engine: Engine, fault: Fault, wire: Wire): Promise<void> {
  switch (fault.kind) {
    case 'silence':
      return waitForCaller(engine, wire);
    case 'reset':
      wire.socket.resetAndDestroy();
      return;
    case 'reset-headers': {
      const head = wire.announced;
      return sendAndReset(engine, wire, head.subarray(0, head.length >> 1));
    }
    case 'reset-body':
      return sendAndReset(engine, wire, wire.announced, wire.half);
    case 'reset-end':
      return sendAndReset(engine, wire, wire.head(null), wire.body);
    case 'truncate':
      await wire.send(wire.announced, wire.half);
      wire.socket.end();
      return;
    case 'no-end':
      await wire.send(wire.head(null), wire.body);
      return waitForCaller(engine, wire);
    case 'stall-headers':
      await wire.send(wire.announced);
      return waitForCaller(engine, wire);
    case 'stall':
      await wire.send(wire.announced, wire.half);
      return waitForCaller(engine, wire);
    case 'drip':
      return drip(engine, wire, fault.ms ?? 1000);
    case 'chunk-error': {
      const size = `${wire.half.length.toString(16)}\r\n`;
      const bad = '\r\nnot-a-size\r\n';
      await wire.send(wire.head('transfer-encoding: chunked'), Buffer.from(size), wire.half, Buffer.from(bad));
      wire.socket.end();
      return;
    }
    default: {
      // extra-bytes: on a connection that is used again the second answer would be taken for that of the next call.
      const second = Buffer.from(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 17\r\n\r\n{"doc":{"ok":{}}}',
      );
      await wire.send(wire.announced, wire.body, second);
      wire.socket.end();
    }
  }
}

async function sendAndReset(engine: Engine, wire: Wire, ...parts: readonly Buffer[]): Promise<void> {
  await wire.send(...parts);
  await engine.sleep(BEFORE_RESET_MS);
  wire.socket.resetAndDestroy();
}

/** Leaves the connection open until the caller gives up or the sandbox closes. */
async function waitForCaller(engine: Engine, { socket }: Wire): Promise<void> {
  if (!socket.destroyed) await Promise.race([once(socket, 'close'), engine.sleep(Number.POSITIVE_INFINITY)]);
}

async function drip(engine: Engine, wire: Wire, ms: number): Promise<void> {
  await wire.send(wire.announced);
  for (const byte of wire.body) {
    if (wire.socket.destroyed) return;
    await wire.send(Buffer.of(byte));
    await engine.sleep(ms);
  }
  wire.socket.end();
}
