/** The HTTP side: takes a call in whatever way a client sends it, and gives back what the function (or a fault) says. */
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { deliver, deliverFault } from './delivery.ts';
import type { Engine } from './engine.ts';
import { admit, note, perform, struck } from './exchange.ts';
import type { Arrival } from './exchange.ts';
import { gatewayPage } from './render/html.ts';
import { hop } from './spoil.ts';
import type { Params } from './types.ts';

/** Paths under which the vendor's billing answers (ispmanager-api 0). */
const PATHS = ['/billmgr', '/manager/billmgr'];

/** Bodies of this protocol are small; anything larger is a mistake. */
const BODY_LIMIT = 1_048_576;

/** Builds the server of the vendor protocol; the caller listens and closes. */
export async function buildServer(engine: Engine): Promise<FastifyInstance> {
  const server = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true, exposeHeadRoutes: false });
  server.removeAllContentTypeParsers();
  await server.register(formbody, {
    bodyLimit: BODY_LIMIT,
    parser: (text) => Object.fromEntries(new URLSearchParams(text)),
  });
  await server.register(multipart, { attachFieldsToBody: 'keyValues', limits: { fileSize: BODY_LIMIT, fields: 200 } });
  // Real clients send an urlencoded body with no Content-Type or a wrong one, and the vendor reads it all the same (ispmanager-api 1.1).
  server.addHook('onRequest', async (request) => {
    arrivals.set(request, performance.now());
    const type = request.raw.headers['content-type'] ?? '';
    if (!/^multipart\/form-data\s*;.*boundary=/i.test(type))
      request.raw.headers['content-type'] = 'application/x-www-form-urlencoded';
  });
  server.setErrorHandler(async (error, _request, reply) => {
    const status = statusOf(error);
    deliver(reply, { status, contentType: 'text/html; charset=UTF-8', body: gatewayPage(status, 'Error') });
  });
  for (const url of PATHS) {
    server.route({
      method: ['GET', 'POST'],
      url,
      handler: async (request, reply) => answerCall(engine, request, reply).then(() => reply),
    });
  }
  // Steps of the redirect-chain fault. They are logged, so that a test can see whether anybody followed.
  server.all<{ Params: { left: string; status: string }; Querystring: { to?: string } }>(
    '/hop/:left/:status',
    async (request, reply) => {
      admit(engine, arrivalOf(request)).entry.outcome = 'fault';
      deliver(reply, hop(Number(request.params.left), Number(request.params.status), request.query.to));
      return reply;
    },
  );
  return server;
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

function arrivalOf(request: FastifyRequest): Arrival {
  return {
    method: request.method,
    path: request.url.split('?', 1)[0] ?? '',
    host: `http://${request.host}`,
    params: paramsOf(request),
    cookie: request.headers.cookie ?? '',
    remoteAddress: request.ip,
  };
}

function paramsOf(request: FastifyRequest): Params {
  const params = new Map<string, string>(new URL(request.url, 'http://sandbox').searchParams);
  const { body } = request;
  if (typeof body !== 'object' || body === null) return params;
  for (const [name, value] of Object.entries(body)) {
    // A repeated multipart field is an array; like everywhere else the last value wins.
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') params.set(name, last);
  }
  return params;
}

/** When each request arrived: a delay counts from then, so that the work of the sandbox itself is within it. */
const arrivals = new WeakMap<FastifyRequest, number>();

const left = (delayMs: number, request: FastifyRequest): number =>
  delayMs === 0
    ? 0
    : Math.max(1, delayMs - (performance.now() - (arrivals.get(request) ?? performance.now())) - timerMs);

/** A timer ends by about so much late. */
const timerMs = 0.5;

async function answerCall(engine: Engine, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const exchange = admit(engine, arrivalOf(request));
  const { entry } = exchange;
  try {
    const before = struck(engine, exchange, 'before-commit');
    await engine.sleep(left(before.delayMs, request));
    if (before.terminal) {
      entry.outcome = 'fault';
      await deliverFault(engine, exchange, reply, before.terminal, undefined);
      return;
    }

    const { outcome, response } = perform(engine, exchange);

    const after = struck(engine, exchange, 'after-commit');
    await engine.sleep(before.delayMs > 0 ? after.delayMs : left(after.delayMs, request));
    note(exchange, outcome, after.terminal !== undefined);
    if (after.terminal) await deliverFault(engine, exchange, reply, after.terminal, response);
    else deliver(reply, response);
  } catch (error) {
    entry.outcome = 'fault';
    // A sandbox that closes leaves its callers as a dying server would: without an answer.
    if (engine.closed) {
      reply.hijack();
      reply.raw.destroy();
      return;
    }
    throw error;
  }
}
