import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { RawAnswer } from '../../../../../main/core/provisioning/index.ts';
import type { Given } from '../damage.ts';
import type { Decision } from '../strikes.ts';

/** What the front does with one call. Times are real milliseconds. */
export interface Course {
  readonly decision: Decision;
  readonly reachesMs: number | null;
  readonly lateMs: number;
  /** The call has come in, the vendor has answered, half of the answer is out, all of it is. */
  readonly moment: (at: 'request' | 'commit' | 'response' | 'stored') => void;
  /** Told around the vendor's work. */
  readonly atVendor: (work: () => Promise<RawAnswer>) => Promise<RawAnswer>;
}

/** What stands between the console and the vendor's socket, and spoils what goes through it. */
export interface Front {
  /** Takes one call along `course`; answers with the address to send it to. */
  addressFor(course: Course): string;
  close(): Promise<void>;
}

const longBody = Buffer.alloc(17_000_000, ' ');

/** Opens a front on a port of its own before the vendor at `target`. */
export async function openFront(target: string): Promise<Front> {
  const courses: Course[] = [];
  const closing = new AbortController();
  const path = new URL(target).pathname;
  const server = http.createServer((request, response) => {
    const course = courses[Number(new URL(request.url ?? '', target).searchParams.get('call'))];
    const socket = response.socket;
    if (!course || !socket) throw new Error('a call that nobody planned');
    // Whatever is cut off here is cut off on purpose.
    socket.on('error', () => undefined);
    carry(request, socket, course, target, closing.signal).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addressFor(course) {
      courses.push(course);
      return `http://127.0.0.1:${port}${path}?call=${courses.length - 1}`;
    },
    async close() {
      closing.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function carry(
  request: http.IncomingMessage,
  socket: Socket,
  course: Course,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  course.moment('request');
  let answer: RawAnswer | null = null;
  if (course.reachesMs !== null) {
    // The vendor is another machine: it goes on when the caller has gone.
    await wait(course.reachesMs, undefined, { signal });
    answer = await course.atVendor(() => forward(target, Buffer.concat(chunks), signal));
    course.moment('commit');
  }
  const given = course.decision.act.gives(answer);
  await give(socket, given, course, signal);
  course.moment('stored');
}

function forward(target: string, body: Buffer, signal: AbortSignal): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
    const call = http.request(target, { method: 'POST', agent: false, headers, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          kind: 'answer',
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Gives the caller what a fault leaves: an answer in bytes, or what makes a client fail in that way. */
async function give(socket: Socket, given: Given, course: Course, signal: AbortSignal): Promise<void> {
  if (given.kind === 'answer') {
    const isGzip = given.body.startsWith('\u001f');
    const body = isGzip ? gzipSync(given.body) : Buffer.from(given.body);
    const more = isGzip ? 'content-encoding: gzip\r\n' : given.status === 429 ? 'retry-after: 99999999\r\n' : '';
    const to = given.status >= 300 && given.status < 400 ? 'location: http://127.0.0.1:9/elsewhere\r\n' : '';
    const type = given.contentType === '' ? '' : `content-type: ${given.contentType}\r\n`;
    const length = `content-length: ${body.length}\r\n`;
    socket.write(`HTTP/1.1 ${given.status} Status\r\n${type}${to}${more}${length}connection: close\r\n\r\n`);
    const half = Math.ceil(body.length / 2);
    await drip(socket, body.subarray(0, half), course.lateMs / 2, signal);
    course.moment('response');
    await drip(socket, body.subarray(half), course.lateMs / 2, signal);
    socket.end();
    return;
  }
  if (course.lateMs > 0) await wait(course.lateMs, undefined, { signal });
  course.moment('response');
  switch (given.message) {
    case 'HPE_INVALID_HEADER_TOKEN':
      socket.end('HTTP/1.1 200 OK\r\ncontent type\u0001: x\r\n\r\n{}');
      return;
    case 'HPE_INVALID_CHUNK_SIZE':
      socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n{"doc":{"ok":{}}}\r\n0\r\n\r\n');
      return;
    case 'HPE_INVALID_CONSTANT':
      socket.end('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0007\u0000');
      return;
    case 'EPIPE':
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{"doc":{"ok"', () =>
        socket.resetAndDestroy(),
      );
      return;
    default:
      if (!/longer/.test(given.message)) {
        socket.resetAndDestroy();
        return;
      }
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${longBody.length}\r\n\r\n`);
      socket.end(longBody);
  }
}

/** Writes in ten pieces over a time. */
async function drip(socket: Socket, bytes: Buffer, ms: number, signal: AbortSignal): Promise<void> {
  if (ms === 0) {
    socket.write(bytes);
    return;
  }
  const size = Math.max(1, Math.ceil(bytes.length / 10));
  for (let at = 0; at < bytes.length; at += size) {
    if (socket.destroyed) return;
    socket.write(bytes.subarray(at, at + size));
    await wait(ms / 10, undefined, { signal });
  }
}
