/** The HTTP side: takes a call in whatever way a client sends it, and gives back what the function (or a fault) says. */
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { deliver, deliverFault } from './delivery.ts';
import type { Response } from './delivery.ts';
import { dispatch } from './dispatch.ts';
import type { Outcome } from './dispatch.ts';
import type { DocumentHead } from './document.ts';
import type { Engine } from './engine.ts';
import { gatewayPage, loginPage } from './render/html.ts';
import { render } from './render/index.ts';
import { echoableParams } from './request-log.ts';
import type { Params, RequestLogEntry } from './types.ts';

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
  return server;
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
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

async function answerCall(engine: Engine, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const params = paramsOf(request);
  const path = request.url.split('?', 1)[0] ?? '';
  const entry = engine.log.open({ at: engine.now(), method: request.method, path, params });
  const head = headOf(request, entry, params);
  try {
    const before = engine.faults.strike(entry.func, 'before-commit');
    entry.faults.push(...before.kinds);
    await engine.sleep(before.delayMs);
    if (before.terminal) {
      entry.outcome = 'fault';
      await deliverFault(reply, before.terminal, undefined, { engine, head, out: entry.out });
      return;
    }

    const outcome = run(engine, request, params, entry);
    const response = respond(engine, outcome, head, entry.out);

    const after = engine.faults.strike(entry.func, 'after-commit');
    entry.faults.push(...after.kinds);
    await engine.sleep(after.delayMs);
    note(entry, outcome, after.terminal !== undefined);
    if (after.terminal) await deliverFault(reply, after.terminal, response, { engine, head, out: entry.out });
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

/** Runs the function and stores what it changed, before anything is answered. */
function run(engine: Engine, request: FastifyRequest, params: Params, entry: RequestLogEntry): Outcome {
  const now = engine.now();
  engine.settle(now);
  const { state } = engine.books;
  const call = {
    func: entry.func,
    params,
    state,
    now,
    settings: engine.settings,
    random: engine.random,
    faults: engine.faults,
    gate: engine.gate,
    remoteAddress: request.ip,
  };
  const outcome = dispatch(call, request.headers.cookie ?? '');
  entry.account = outcome.account;
  entry.committed = engine.books.save();
  return outcome;
}

function respond(engine: Engine, outcome: Outcome, head: DocumentHead, out: string): Response {
  const html = 'text/html; charset=UTF-8';
  if (outcome.kind === 'login-page') return { status: 200, contentType: html, body: loginPage() };
  if (outcome.kind === 'redirect')
    return { status: 302, contentType: html, body: '', headers: { location: '/billmgr?func=logon' } };
  const user = outcome.account ?? '';
  return { status: 200, ...render(outcome.answer, { ...head, user }, out, engine.settings.guesses) };
}

function note(entry: RequestLogEntry, outcome: Outcome, faulty: boolean): void {
  const error = outcome.kind === 'answer' && outcome.answer.kind === 'error' ? outcome.answer.error.type : null;
  entry.errorType = error;
  if (faulty) entry.outcome = 'fault';
  else entry.outcome = error === null && outcome.kind === 'answer' ? 'ok' : 'error';
}

function headOf(request: FastifyRequest, entry: RequestLogEntry, params: Params): DocumentHead {
  return {
    func: entry.func,
    // Only English messages are known here, so no other language is claimed, whatever was asked for.
    lang: 'en',
    binary: entry.path,
    host: `http://${request.host}`,
    echoed: echoableParams(params),
    user: '',
  };
}
