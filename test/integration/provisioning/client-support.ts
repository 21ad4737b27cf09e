import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Server as TcpServer, Socket } from 'node:net';
import { afterEach, expect } from 'vitest';
import { type Log, systemClock } from '../../../main/core/kernel/index.ts';
import {
  type CallTrace,
  createVendorClient,
  type VendorClient,
  type VendorClientOptions,
} from '../../../main/core/provisioning/index.ts';
import type { Outcome, VendorAccount } from '../../../main/core/provisioning/vendor/index.ts';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';

/** What the client's tests share: clients, a sandbox, servers of other kinds. All is closed after each test. */
const closing: (() => Promise<unknown>)[] = [];
const logged: string[] = [];
export const traces: CallTrace[] = [];
const record = (fields: object, message: string): void => {
  logged.push(JSON.stringify({ ...fields, message }));
};
const log: Log = { debug: record, info: record, warn: record, error: record };
export const password = 'pa:ss wörd&=%';

export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

afterEach(async () => {
  await closeAll();
  // Whatever was tested: no password in any log line.
  expect(logged.splice(0).join('\n')).not.toContain(password);
  traces.length = 0;
});

export const clientOf = (options: Partial<VendorClientOptions> = {}): VendorClient =>
  createVendorClient({
    clock: systemClock,
    log,
    timeoutMs: 3000,
    minReadIntervalMs: 0,
    readRetryMs: [],
    observe: (trace) => traces.push(trace),
    ...options,
  });
export const formats = ['json', 'bjson', 'xml'] as const;
export const meta = { tag: 'op-1' };
export const order = { pricelist: '55227', period: 1, ip: '192.0.2.7', token: 'rc-0123456789abcdefghjkmnpqrs' };
export const accountAt = (apiAddress: string, patch: Partial<VendorAccount> = {}): VendorAccount => ({
  connectionId: 'c1',
  apiAddress,
  username: 'buyer@example.test',
  password,
  ...patch,
});

export async function vendor(
  options: VendorSandboxOptions = {},
): Promise<{ sandbox: VendorSandbox; account: VendorAccount }> {
  const sandbox = await startVendorSandbox({
    timing: { processingMs: 0, keyDelayMs: 0 },
    accounts: [
      { login: 'buyer@example.test', password, balance: 123_450, currency: 'EUR', twoFactor: false },
      { login: 'second@example.test', password, balance: 1, currency: 'EUR', twoFactor: true },
    ],
    ...options,
  });
  closing.push(() => sandbox.close());
  return { sandbox, account: accountAt(sandbox.url) };
}

/** A sandbox with one active license in it. */
export async function vendorWithLicense(options: VendorSandboxOptions = {}, pricelist = order.pricelist) {
  const { sandbox, account } = await vendor(options);
  const id = valueIn(await clientOf().orderLicense(account, { ...order, pricelist }, meta)).vendorId;
  return { sandbox, account, id, license: () => sandbox.licenses().find((row) => String(row.id) === id) };
}

export function valueIn<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'ok') throw new Error(`${outcome.kind}: ${outcome.message}`);
  return outcome.value;
}

export async function listening(server: Server | TcpServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(resolve);
      }),
  );
  return (server.address() as AddressInfo).port;
}

/** A server that answers every call the same way and counts them. */
export async function answering(listener: RequestListener): Promise<{ account: VendorAccount; seen: () => number }> {
  let count = 0;
  const port = await listening(
    createHttp((request, response) => {
      count += 1;
      request.resume();
      request.on('end', () => listener(request, response));
    }),
  );
  return { account: accountAt(`http://127.0.0.1:${port}/billmgr`), seen: () => count };
}

/** An answer of a body, as JSON where nothing else is said. */
export const json =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
