import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { BUY } from './helpers.ts';

/** What a client sees on a plain socket: every byte until the end, and whether the end was a reset. */
export interface SocketAnswer {
  bytes: string;
  ended: 'closed' | 'reset' | 'open';
}

/** The bytes of an order as an HTTP request. */
export function orderRequest(connection: 'close' | 'keep-alive'): string {
  const body = new URLSearchParams(BUY).toString();
  const head = ['POST /billmgr HTTP/1.1', 'Host: x', `Content-Length: ${body.length}`, `Connection: ${connection}`];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** Sends an order on a socket of its own and takes what comes for so many milliseconds. */
export async function socketAnswer(sandbox: VendorSandbox, forMs = 2000): Promise<SocketAnswer> {
  const socket = connect(sandbox.port, '127.0.0.1');
  try {
    return await answerOn(socket, forMs);
  } finally {
    socket.destroy();
  }
}

/** Sends an order on an open socket. */
export async function answerOn(socket: Socket, forMs = 2000): Promise<SocketAnswer> {
  socket.write(orderRequest('close'));
  let bytes = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    bytes += chunk;
  });
  const ended = await Promise.race([
    new Promise<'closed'>((resolve) => socket.on('end', () => resolve('closed'))),
    new Promise<'reset'>((resolve) => socket.on('error', () => resolve('reset'))),
    wait(forMs, 'open' as const),
  ]);
  return { bytes, ended };
}

/** The length that the head announces (NaN when it announces none), and the body that came. */
export function announced(bytes: string): { length: number; body: string } {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.slice(0, end);
  return { length: Number(/content-length: (\d+)/i.exec(head)?.[1]), body: bytes.slice(end + 4) };
}
