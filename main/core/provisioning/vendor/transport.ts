import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Failure } from './outcome.ts';

export interface TransportOptions {
  /** One limit for the whole call: name look-up, connection, request, answer. Milliseconds. */
  readonly timeoutMs: number;
  /** Longest answer in bytes. */
  readonly maxBytes: number;
  /** Further certificate authorities, for tests. Checks are never switched off. */
  readonly ca?: string;
}

export interface RawAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What carries a call and says how far it got (`post`). Never throws. */
export type Transport = (
  url: string,
  form: ReadonlyMap<string, string>,
  tag: string,
  options: TransportOptions,
) => Promise<RawAnswer | Failure>;

/**
 * One POST on a connection of its own: no retry, no redirect, no keep-alive (design 4.2; quality 0.1, 0.2), no
 * compression (so that the size limit means something). Says where it failed: `not_sent` only when the connection was
 * never ready for the first byte, everything later is `unknown` (design 4.3). Never throws.
 */
export const post: Transport = async (url, form, tag, options) => {
  const secure = url.startsWith('https:');
  const watch = { connected: false, ready: false };
  // A fresh agent for each call: a reused socket that dies makes "was it sent?" a guess.
  const agent = {
    http: new http.Agent({ keepAlive: false, maxSockets: 1 }),
    https: new https.Agent({ keepAlive: false, maxSockets: 1 }),
  };
  try {
    // Loaded with the first call: it is the largest part of core, and no screen needs it to be painted.
    const { default: got } = await import('got');
    const stream = got.stream.post(url, {
      body: new URLSearchParams([...form]).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'reseller-console',
        'x-request-id': tag,
      },
      agent,
      retry: { limit: 0 },
      followRedirect: false,
      throwHttpErrors: false,
      decompress: false,
      http2: false,
      timeout: { request: options.timeoutMs },
      https: { rejectUnauthorized: true, ...(options.ca === undefined ? {} : { certificateAuthority: options.ca }) },
    });
    stream.on('request', (request: http.ClientRequest) => observe(request, secure, watch));
    let head: { status: number; contentType: string; encoding: string } | undefined;
    stream.on('response', ({ statusCode, headers }: { statusCode: number; headers: http.IncomingHttpHeaders }) => {
      const encoding = headers['content-encoding'] ?? 'identity';
      head = { status: statusCode, contentType: headers['content-type'] ?? '', encoding };
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Leaving the loop drops the connection: nothing more of it is read.
      if (size > options.maxBytes) return broken(`the answer is longer than ${options.maxBytes} bytes`);
      chunks.push(chunk);
    }
    if (!head) return broken('no answer');
    const { encoding, ...rest } = head;
    if (encoding !== 'identity') return broken('compressed, which was not asked for');
    const body = decode(Buffer.concat(chunks));
    return body === null ? broken('not UTF-8') : { kind: 'answer', ...rest, body };
  } catch (error) {
    return failureAt(error, watch);
  } finally {
    agent.http.destroy();
    agent.https.destroy();
  }
};

const broken = (message: string): Failure => ({ kind: 'unknown', code: 'vendor.broken_answer', message });

/** The text, or null when it is not UTF-8: replaced letters would be another name, key or price than the vendor's. */
function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Watches how far the connection got. Once it is ready Node writes the request in the same turn. */
function observe(request: http.ClientRequest, secure: boolean, watch: { connected: boolean; ready: boolean }): void {
  request.once('socket', (socket: Socket) => {
    const connected = (): void => {
      watch.connected = true;
      if (!secure) watch.ready = true;
    };
    if (socket.connecting) socket.once('connect', connected);
    else connected();
    if (secure) {
      socket.once('secureConnect', () => {
        watch.ready = true;
      });
    }
  });
}

function failureAt(error: unknown, watch: { connected: boolean; ready: boolean }): Failure {
  const code = codeOfError(error);
  const message = code === '' ? 'the call failed' : code;
  if (!watch.ready) {
    return { kind: 'not_sent', code: watch.connected ? 'vendor.tls' : 'vendor.unreachable', message };
  }
  if (code === 'ETIMEDOUT') return { kind: 'unknown', code: 'vendor.timeout', message };
  return { kind: 'unknown', code: 'vendor.broken_answer', message };
}

/** Codes only: an error's text may repeat the request, and that holds the password. */
function codeOfError(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string' && at.code !== 'ERR_GOT_REQUEST_ERROR') return at.code;
  }
  return '';
}
