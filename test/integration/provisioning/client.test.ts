import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server as TcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Log, systemClock } from '../../../main/core/kernel/index.ts';
import {
  type CallTrace,
  createVendorClient,
  type VendorClient,
  type VendorClientOptions,
} from '../../../main/core/provisioning/index.ts';
import type { VendorAccount } from '../../../main/core/provisioning/vendor/index.ts';
import {
  type Fault,
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { certificate, privateKey } from './self-signed.ts';
import { virtualClock } from './world.ts';

const closing: (() => Promise<unknown>)[] = [];
const logged: string[] = [];
const traces: CallTrace[] = [];
const record = (fields: object, message: string): void => {
  logged.push(JSON.stringify({ ...fields, message }));
};
const log: Log = { debug: record, info: record, warn: record, error: record };
const password = 'pa:ss wörd&=%';

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  // Whatever was tested: no password in any log line.
  expect(logged.splice(0).join('\n')).not.toContain(password);
  traces.length = 0;
});

const clientOf = (options: Partial<VendorClientOptions> = {}): VendorClient =>
  createVendorClient({
    clock: systemClock,
    log,
    timeoutMs: 3000,
    minReadIntervalMs: 0,
    readRetryMs: [],
    observe: (trace) => traces.push(trace),
    ...options,
  });
const meta = { tag: 'op-1' };
const order = { pricelist: '55227', period: 1, ip: '192.0.2.7', token: 'rc-0123456789abcdefghjkmnpqrs' };
const accountAt = (apiAddress: string, patch: Partial<VendorAccount> = {}): VendorAccount => ({
  connectionId: 'c1',
  apiAddress,
  username: 'buyer@example.test',
  password,
  ...patch,
});

async function vendor(options: VendorSandboxOptions = {}): Promise<{ sandbox: VendorSandbox; account: VendorAccount }> {
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

async function listening(server: Server | TcpServer): Promise<number> {
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
async function answering(listener: RequestListener): Promise<{ account: VendorAccount; seen: () => number }> {
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

describe.each(['json', 'bjson', 'xml'] as const)('every verb over out=%s', (format) => {
  it('orders, reads, lists, suspends, resumes, deletes', async () => {
    const { sandbox, account } = await vendor();
    const client = clientOf({ format });
    expect(await client.probe(account, meta)).toEqual({
      kind: 'ok',
      value: { balance: { amountMinor: 123_450, currency: 'EUR' } },
    });
    expect(await client.listLicenses(account, meta)).toEqual({ kind: 'ok', value: [] });
    const bought = await client.orderLicense(account, order, meta);
    expect(bought).toEqual({ kind: 'ok', value: { vendorId: String(sandbox.licenses()[0]?.id) } });
    const id = bought.kind === 'ok' ? bought.value.vendorId : '';
    expect(await client.readLicense(account, id, meta)).toMatchObject({
      kind: 'ok',
      value: {
        vendorId: id,
        status: 'active',
        key: sandbox.licenses()[0]?.key,
        ip: order.ip,
        licname: order.token,
        pricelist: '55227',
        changing: false,
      },
    });
    await client.orderLicense(account, { ...order, token: 'a & <b> "c"' }, meta);
    expect(await client.listLicenses(account, meta)).toMatchObject({
      kind: 'ok',
      value: [
        { vendorId: id, licname: order.token },
        { licname: 'a & <b> "c"', status: 'active' },
      ],
    });
    expect(await client.listExpenses(account, meta)).toMatchObject({ kind: 'ok', value: [{ serviceId: id }, {}] });
    expect(await client.act(account, 'suspend', id, meta)).toEqual({ kind: 'ok', value: null });
    expect(sandbox.licenses()[0]?.status).toBe(3);
    expect(await client.act(account, 'resume', id, meta)).toEqual({ kind: 'ok', value: null });
    expect(await client.act(account, 'delete', id, meta)).toEqual({ kind: 'ok', value: null });
    expect(sandbox.licenses()[0]?.status).toBe(4);
    expect(await client.readLicense(account, '999', meta)).toMatchObject({ kind: 'refused', type: 'missed' });
    expect(sandbox.requests().every((request) => request.method === 'POST')).toBe(true);
    expect(traces.every((trace) => trace.tag === 'op-1')).toBe(true);
  });

  it.each(['before-commit', 'after-commit'] as const)(
    'no spoiled answer %s is success, and each order is sent once',
    async (phase) => {
      const { sandbox, account } = await vendor();
      const client = clientOf({ format, timeoutMs: 250 });
      const cases: readonly (readonly [Fault['kind'], string])[] = [
        ['reset', 'vendor.broken_answer'],
        ['truncate', 'vendor.broken_answer'],
        ['malformed', 'vendor.broken_answer'],
        ['empty', 'vendor.broken_answer'],
        ['stall', 'vendor.timeout'],
        ['drip', 'vendor.timeout'],
        ['html-502', 'vendor.server_error'],
        ['html-login', 'vendor.not_vendor_page'],
        ['wrong-type', 'vendor.not_vendor_page'],
        ['redirect', 'vendor.redirected'],
      ];
      for (const [kind, code] of cases) {
        const ordersBefore = sandbox.orders();
        const seenBefore = sandbox.requests().length;
        sandbox.setFaults([{ kind, phase, func: 'soft.order.param', ms: 100 }]);
        expect(await client.orderLicense(account, order, meta), kind).toMatchObject({ kind: 'unknown', code });
        expect(sandbox.requests().length, kind).toBe(seenBefore + 1);
        expect(sandbox.orders(), kind).toBe(ordersBefore + (phase === 'after-commit' ? 1 : 0));
      }
    },
  );
});

describe('who may not come in', () => {
  const signIn = async (options: VendorSandboxOptions, patch: Partial<VendorAccount> = {}) => {
    const { sandbox, account } = await vendor(options);
    const client = clientOf({ readRetryMs: [1, 1] });
    const outcome = await client.probe({ ...account, ...patch }, meta);
    // An auth failure is not repeated: another try brings a lock nearer.
    expect(sandbox.requests().length).toBe(1);
    expect(await client.orderLicense({ ...account, ...patch }, order, meta)).toEqual(outcome);
    expect(sandbox.orders()).toBe(0);
    return outcome;
  };

  it('wrong password', async () => {
    expect(await signIn({}, { password: 'other' })).toMatchObject({
      kind: 'auth',
      code: 'vendor.bad_password',
      message: 'Invalid username or password',
    });
  });
  it('second factor, in both ways of saying it', async () => {
    expect(await signIn({}, { username: 'second@example.test' })).toMatchObject({
      kind: 'auth',
      code: 'vendor.two_factor',
    });
    expect(
      await signIn({ guesses: { twoFactorStyle: 'extraconfirm' } }, { username: 'second@example.test' }),
    ).toMatchObject({ kind: 'auth', code: 'vendor.two_factor' });
  });
  it('IP denied', async () => {
    expect(await signIn({ switches: { ipDenied: true } })).toMatchObject({ kind: 'auth', code: 'vendor.ip_denied' });
  });
  it('captcha', async () => {
    expect(
      await signIn({ faults: [{ kind: 'error', errorType: 'captcha_verification_failed', message: 'Captcha' }] }),
    ).toMatchObject({ kind: 'auth', code: 'vendor.captcha' });
  });
  it('no right to anything', async () => {
    const { account } = await vendor({ guesses: { authinfoWithTwoFactor: 'error' } });
    expect(await clientOf().probe({ ...account, username: 'second@example.test' }, meta)).toMatchObject({
      kind: 'auth',
      code: 'vendor.no_right',
    });
  });
});

describe('the balance', () => {
  it.each([
    [{ whoamiBalance: false }],
    [{ missingFunctions: ['whoami'] }],
    [{ missingFunctions: ['whoami', 'subaccount', 'usrparam'] }],
    [{ whoamiBalance: false, amountFormat: 'localized' as const }],
  ])('is found where it is (%o)', async (guesses) => {
    const { account } = await vendor({ guesses });
    expect(await clientOf().probe(account, meta)).toEqual({
      kind: 'ok',
      value: { balance: { amountMinor: 123_450, currency: 'EUR' } },
    });
  });
  it('is null where the vendor does not tell, never 0', async () => {
    const { account } = await vendor({
      guesses: { whoamiBalance: false, missingFunctions: ['subaccount', 'usrparam', 'dashboard.info'] },
    });
    expect(await clientOf().probe(account, meta)).toEqual({ kind: 'ok', value: { balance: null } });
  });
});

describe('lists', () => {
  it('are complete or unknown', async () => {
    const { sandbox, account } = await vendor();
    const client = clientOf();
    for (let at = 0; at < 23; at += 1) await client.orderLicense(account, { ...order, token: `rc-${at}` }, meta);
    const count = async (): Promise<number | string> => {
      const outcome = await client.listLicenses(account, meta);
      return outcome.kind === 'ok' ? outcome.value.length : outcome.kind;
    };
    expect(await count()).toBe(23);
    sandbox.configure({ guesses: { maxPageSize: 10 } });
    expect(await count()).toBe(23);
    sandbox.configure({ guesses: { sendsTotal: false } });
    expect(await count()).toBe(23);
    sandbox.configure({ guesses: { sendsTotal: true, maxPageSize: 0 } });
    sandbox.setFaults([{ kind: 'page-limit', rows: 5 }]);
    expect(await count()).toBe('unknown');
    sandbox.setFaults([{ kind: 'body', body: '{"doc":{"ok":{}}}', contentType: 'application/json' }]);
    expect(await count()).toBe('unknown');
    sandbox.setFaults([
      { kind: 'body', body: '{"doc":{"elem":[{"licname":{"$":"x"}}]}}', contentType: 'application/json' },
    ]);
    expect(await count()).toBe('unknown');
  });
});

describe('what never left', () => {
  it('nobody listens, no such host', async () => {
    const port = await listening(createTcp());
    for (const close of closing.splice(0)) await close();
    expect(await clientOf().orderLicense(accountAt(`http://127.0.0.1:${port}/`), order, meta)).toMatchObject({
      kind: 'not_sent',
      code: 'vendor.unreachable',
      message: 'ECONNREFUSED',
    });
    expect(await clientOf().orderLicense(accountAt('https://vendor.invalid/billmgr'), order, meta)).toMatchObject({
      kind: 'not_sent',
      code: 'vendor.unreachable',
    });
  });

  it('a certificate that nobody signed: the password stays here', async () => {
    const heard: string[] = [];
    const port = await listening(
      createHttps({ cert: certificate, key: privateKey }, (request, response) => {
        heard.push(request.url ?? '');
        response.end();
      }),
    );
    const account = accountAt(`https://127.0.0.1:${port}/billmgr`);
    expect(await clientOf().orderLicense(account, order, meta)).toEqual({
      kind: 'not_sent',
      code: 'vendor.tls',
      message: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(heard).toEqual([]);
    // With that authority trusted the same address is reached: it was the certificate and nothing else.
    expect(await clientOf({ ca: certificate }).orderLicense(account, order, meta)).toMatchObject({
      kind: 'unknown',
      code: 'vendor.broken_answer',
    });
    expect(heard).toEqual(['/billmgr']);
  });

  it('a handshake that breaks, or never ends', async () => {
    const breaking = await listening(createTcp((socket) => socket.once('data', () => socket.resetAndDestroy())));
    expect(await clientOf().orderLicense(accountAt(`https://127.0.0.1:${breaking}/`), order, meta)).toMatchObject({
      kind: 'not_sent',
      code: 'vendor.tls',
    });
    const silent = await listening(createTcp());
    expect(
      await clientOf({ timeoutMs: 150 }).orderLicense(accountAt(`https://127.0.0.1:${silent}/`), order, meta),
    ).toMatchObject({ kind: 'not_sent', code: 'vendor.tls', message: 'ETIMEDOUT' });
  });

  it('plain http to another machine', async () => {
    expect(await clientOf().orderLicense(accountAt('http://192.0.2.1/billmgr'), order, meta)).toMatchObject({
      kind: 'not_sent',
      code: 'connection.address_refused',
    });
  });
});

describe('answers of other servers', () => {
  const json =
    (body: string | Buffer, headers: Record<string, string> = {}, status = 200): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    };

  it.each([
    [
      'gzip that was not asked for',
      json(gzipSync('{"doc":{"id":{"$":"5"},"ok":{}}}'), { 'content-encoding': 'gzip' }),
      'vendor.broken_answer',
    ],
    ['an answer without end', json(Buffer.alloc(3_000_000, 32)), 'vendor.broken_answer'],
    ['a number', json('5'), 'vendor.broken_answer'],
    ['an id that is none', json('{"doc":{"id":{"$":"5 OR 1"},"ok":{}}}'), 'vendor.broken_answer'],
    ['id 0', json('{"doc":{"id":{"$":"0"},"ok":{}}}'), 'vendor.broken_answer'],
    ['a cart', json('{"doc":{"billorder":{"$":"7"},"ok":{}}}'), 'vendor.broken_answer'],
    [
      'success and error at once',
      json('{"doc":{"id":{"$":"5"},"error":{"$type":"value","msg":{"$":"x"}}}}'),
      'vendor.broken_answer',
    ],
    ['an error that says nothing', json('{"doc":{"error":{}}}'), 'vendor.broken_answer'],
    ['the sign-in form as JSON', json('{"doc":{"$func":"logon","id":{"$":"5"}}}'), 'vendor.not_vendor_page'],
    ['sent on elsewhere', json('{"doc":{"ok":{"$":"func=basket"},"id":{"$":"5"}}}'), 'vendor.broken_answer'],
    ['429', json('{"doc":{"id":{"$":"5"},"ok":{}}}', {}, 429), 'vendor.not_vendor_page'],
    ['500 with a success body', json('{"doc":{"id":{"$":"5"},"ok":{}}}', {}, 500), 'vendor.server_error'],
    [
      'a page under a data type',
      json('<!DOCTYPE html><html><body>Maintenance</body></html>'),
      'vendor.not_vendor_page',
    ],
  ])('%s is unknown, once', async (_name, listener, code) => {
    const { account, seen } = await answering(listener);
    expect(await clientOf({ readRetryMs: [1, 1] }).orderLicense(account, order, meta)).toMatchObject({
      kind: 'unknown',
      code,
    });
    expect(seen()).toBe(1);
  });

  it.each([
    ['entity bomb', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><doc><id>&b;</id><ok/></doc>'],
    ['cut off', '<doc><id>5</id><ok/>'],
    ['another root', '<html><id>5</id></html>'],
  ])('XML: %s is unknown', async (_name, body) => {
    const { account } = await answering((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/xml' }).end(body),
    );
    expect(await clientOf({ format: 'xml' }).orderLicense(account, order, meta)).toMatchObject({ kind: 'unknown' });
  });

  it.each(['"5"', '5', '{"$":"5"}', '{"v":"5"}', '[{"$":"5"}]', '["5"]'])('the id in any wrapper: %s', async (id) => {
    for (const body of [
      `{"doc":{"id":${id},"ok":{}}}`,
      `{"id":${id},"ok":true}`,
      `\uFEFF{"model":{"id":${id}},"ok":true}`,
    ]) {
      const { account } = await answering(json(body));
      expect(await clientOf().orderLicense(account, order, meta)).toEqual({ kind: 'ok', value: { vendorId: '5' } });
    }
  });

  it('a password in the vendor’s words is taken out', async () => {
    const { account } = await answering(
      json(JSON.stringify({ error: { type: 'value', object: 'x', msg: `bad ${password}` } })),
    );
    expect(await clientOf().orderLicense(account, order, meta)).toEqual({
      kind: 'refused',
      type: 'value',
      object: 'x',
      message: 'bad •••',
    });
  });

  it('each call has a connection of its own and sends authinfo in the body only', async () => {
    const ports = new Set<number | undefined>();
    const heads: string[] = [];
    let body = '';
    const { account } = await answering((request, response) => {
      ports.add(request.socket.remotePort);
      heads.push(JSON.stringify([request.url, request.headers]));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"doc":{}}');
    });
    const port = await listening(
      createHttp((request, response) => {
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => response.end('{}'));
      }),
    );
    const client = clientOf();
    await client.orderLicense(account, order, meta);
    await client.orderLicense(account, order, meta);
    expect(ports.size).toBe(2);
    expect(heads.join('')).not.toContain(encodeURIComponent(password));
    expect(heads[0]).toContain('op-1');
    await client.orderLicense(accountAt(`http://localhost:${port}/`), order, meta);
    const sent = new URLSearchParams(body);
    expect(sent.get('authinfo')).toBe(`buyer@example.test:${password}`);
    expect(Object.fromEntries(sent)).toMatchObject({
      func: 'soft.order.param',
      sok: 'ok',
      skipbasket: 'on',
      clicked_button: 'finish',
      autoprolong: 'null',
      lang: 'en',
      out: 'json',
      licname: order.token,
      remoteid: order.token,
    });
  });
});

describe('reads', () => {
  it('are repeated twice after a failure on the way, never after an answer', async () => {
    const { sandbox, account } = await vendor({ faults: [{ kind: 'reset', func: 'soft', times: 2 }] });
    const client = clientOf({ readRetryMs: [5, 5] });
    expect(await client.listLicenses(account, meta)).toEqual({ kind: 'ok', value: [] });
    expect(sandbox.requests().length).toBe(3);
    sandbox.setFaults([{ kind: 'reset', func: 'soft' }]);
    expect(await client.listLicenses(account, meta)).toMatchObject({ kind: 'unknown' });
    expect(sandbox.requests().length).toBe(6);
  });

  it('keep a second between them per connection', async () => {
    const { account } = await vendor();
    const clock = virtualClock();
    const client = clientOf({ clock, minReadIntervalMs: 1000 });
    let done = 0;
    const reads = [1, 2, 3].map(() => client.readLicense(account, '1', meta).then(() => (done += 1)));
    const other = client.readLicense({ ...account, connectionId: 'c2' }, '1', meta);
    await other;
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
    await settle();
    expect(done).toBe(1);
    clock.advance(999);
    await settle();
    expect(done).toBe(1);
    clock.advance(1);
    await settle();
    expect(done).toBe(2);
    clock.advance(1000);
    await Promise.all(reads);
  });
});
