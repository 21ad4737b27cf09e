/** The control port of a sandbox that runs in its own process. It is never part of the vendor's protocol and has a port of its own. */
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { parseFaults } from './faults.ts';
import type { VendorSandbox } from './index.ts';
import { parseChanges } from './parse-changes.ts';

export interface Control {
  url: string;
  close: () => Promise<void>;
}

/**
 * Starts the control port on 127.0.0.1: GET /state; POST /faults (array), DELETE /faults, POST /advance {ms}, POST /configure (SandboxChanges),
 * POST /account {login, overrides}, POST /top-up {login, amount}, POST /license {id, patch}. Bodies are JSON; a bad one is answered with 400 and `{"error": text}`.
 */
export async function startControl(sandbox: VendorSandbox, port = 0): Promise<Control> {
  const server = Fastify({ forceCloseConnections: true });
  // Only JSON bodies and only this machine's own names: a web page in a browser can then neither post here nor reach it by another name.
  server.addHook('onRequest', async (request, reply) => {
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.host)) await reply.code(403).send({ error: 'wrong host' });
  });
  server.removeContentTypeParser('text/plain');
  server.setErrorHandler(async (error, _request, reply) => {
    await reply.code(400).send({ error: error instanceof Error ? error.message : 'bad request' });
  });
  addRoutes(server, sandbox);
  await server.listen({ host: '127.0.0.1', port });
  const address = server.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, close: async () => server.close() };
}

function addRoutes(server: FastifyInstance, sandbox: VendorSandbox): void {
  server.get('/state', async () => ({
    url: sandbox.url,
    orders: sandbox.orders(),
    licenses: sandbox.licenses(),
    ledger: sandbox.ledger(),
    requests: sandbox.requests(),
    faults: sandbox.faults(),
  }));
  server.post('/faults', async (request) => {
    sandbox.setFaults(parseFaults(request.body));
    return { ok: true };
  });
  server.delete('/faults', async () => {
    sandbox.clearFaults();
    return { ok: true };
  });
  server.post('/advance', async (request) => {
    sandbox.advance(numberField(request.body, 'ms'));
    return { ok: true };
  });
  server.post('/configure', async (request) => {
    sandbox.configure(parseChanges(request.body));
    return { ok: true };
  });
  server.post('/account', async (request) => {
    const { login, overrides } = objectBody(request.body);
    sandbox.configureAccount(String(login), parseChanges(overrides));
    return { ok: true };
  });
  server.post('/top-up', async (request) => {
    sandbox.topUp(String(objectBody(request.body)['login']), numberField(request.body, 'amount'));
    return { ok: true };
  });
  server.post('/license', async (request) => {
    sandbox.patchLicense(numberField(request.body, 'id'), objectBody(objectBody(request.body)['patch']));
    return { ok: true };
  });
}

function objectBody(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError('an object is expected');
  return body as Record<string, unknown>;
}

function numberField(body: unknown, name: string): number {
  const value = objectBody(body)[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new TypeError(`${name}: a whole number is expected`);
  return value;
}
