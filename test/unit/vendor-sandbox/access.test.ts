import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { AUTHINFO, call, CONFIRM, LOGIN, ORDER, post, sandboxFor } from './helpers.ts';
import type { Json, Params } from './helpers.ts';

const TWO_FACTOR = 'twofactor@sandbox.example';
const HOUR = 3_600_000;

async function anonymous(sandbox: VendorSandbox, params: Params): Promise<Json> {
  return JSON.parse(await (await post(sandbox, { out: 'bjson', ...params })).text());
}

async function signIn(sandbox: VendorSandbox, username = LOGIN, password = 'sandbox'): Promise<string> {
  return (await anonymous(sandbox, { func: 'auth', username, password })).model.auth;
}

/** Sends a body with exactly these headers, which fetch would complete. */
async function raw(url: string, body: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', headers: { 'content-length': String(Buffer.byteLength(body)), ...headers } },
      (incoming) => {
        let received = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => {
          received += chunk;
        });
        incoming.on('end', () => resolve(received));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe('how a call may be sent', () => {
  const body = `func=soft.edit&elid=7&out=text&authinfo=${encodeURIComponent(AUTHINFO)}`;
  const expected = 'ERROR missed(elid) elid 7 not found\n';

  test.each([
    ['none', {}],
    ['urlencoded', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['json', { 'content-type': 'application/json' }],
    ['plain', { 'content-type': 'text/plain;charset=UTF-8' }],
    ['nonsense', { 'content-type': 'x' }],
    ['multipart without boundary', { 'content-type': 'multipart/form-data' }],
  ])('an urlencoded body with Content-Type: %s', async (_name, headers) => {
    const sandbox = await sandboxFor();
    expect(await raw(sandbox.url, body, headers as Record<string, string>)).toBe(expected);
  });

  test('multipart', async () => {
    const sandbox = await sandboxFor();
    const form = new FormData();
    for (const [name, value] of new URLSearchParams(body)) form.set(name, value);
    expect(await (await fetch(sandbox.url, { method: 'POST', body: form })).text()).toBe(expected);
  });

  test('GET, both paths, and query merged with body', async () => {
    const sandbox = await sandboxFor();
    expect(await (await fetch(`${sandbox.url}?${body}`)).text()).toBe(expected);
    expect(await (await fetch(`${sandbox.url.replace('/manager', '')}?${body}`)).text()).toBe(expected);
    const [query, rest] = [body.slice(0, body.indexOf('&out')), body.slice(body.indexOf('&out') + 1)];
    expect(
      await (await fetch(`${sandbox.url}?${query}`, { method: 'POST', body: new URLSearchParams(rest) })).text(),
    ).toBe(expected);
  });

  test('listens on the loopback address only, and another path is not found', async () => {
    const sandbox = await sandboxFor();
    expect(new URL(sandbox.url).hostname).toBe('127.0.0.1');
    expect((await fetch(new URL('/state', sandbox.url))).status).toBe(404);
  });
});

describe('authinfo', () => {
  test('is split at the first colon, or the last by switch', async () => {
    const account = { login: 'a@b', password: 'x:y', balance: 0, currency: 'EUR', twoFactor: false };
    const sandbox = await sandboxFor({ accounts: [account] });
    expect(await anonymous(sandbox, { func: 'whoami', authinfo: 'a@b:x:y' })).toHaveProperty('user.name', 'a@b');
    sandbox.configure({ guesses: { authinfoSplit: 'last' } });
    expect(await anonymous(sandbox, { func: 'whoami', authinfo: 'a@b:x:y' })).toHaveProperty('error.type', 'auth');
  });

  test.each(['', LOGIN, `${LOGIN}:`, `${LOGIN}:Sandbox`, 'nobody:sandbox'])(
    '%j is refused and nothing is done',
    async (authinfo) => {
      const sandbox = await sandboxFor();
      expect(await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, authinfo })).toMatchObject({
        error: { type: 'auth', object: 'badpassword' },
      });
      expect(sandbox.orders()).toBe(0);
    },
  );

  test('with the second factor on: told to confirm, an error, or let in, by switch', async () => {
    const sandbox = await sandboxFor();
    const authinfo = `${TWO_FACTOR}:sandbox`;
    const send = async (): Promise<Json> => call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, authinfo });
    expect(await send()).toEqual({ ok: 'func=totp.confirm' });
    sandbox.configure({ guesses: { authinfoWithTwoFactor: 'error' } });
    expect(await send()).toHaveProperty('error.type', 'access');
    expect(sandbox.orders()).toBe(0);
    sandbox.configure({ guesses: { authinfoWithTwoFactor: 'allow' } });
    expect(await send()).toHaveProperty('id');
  });

  test('failed sign-ins ban the account when that guess is switched on; a success clears the count', async () => {
    const sandbox = await sandboxFor({ guesses: { banAfterFailedSignIns: 2 } });
    const wrong = async (): Promise<Json> => call(sandbox, 'whoami', { authinfo: `${LOGIN}:no` });
    await wrong();
    expect(await call(sandbox, 'whoami')).toHaveProperty('user');
    await wrong();
    await wrong();
    expect(await call(sandbox, 'whoami')).toMatchObject({ error: { object: 'ip' } });
  });
});

describe('sessions', () => {
  test('func=auth answers the session as captured, and the session works as parameter and as cookie', async () => {
    const sandbox = await sandboxFor();
    const xml = await (await post(sandbox, { func: 'auth', out: 'xml', username: LOGIN, password: 'sandbox' })).text();
    const id = /<auth id="([0-9a-f]{24})" level="16">\1<\/auth>/.exec(xml)?.[1] ?? '';
    expect(xml).toContain(`<username>${LOGIN}</username>`);
    expect(xml).not.toContain('<password>');
    expect(await anonymous(sandbox, { func: 'whoami', auth: id })).toHaveProperty('user.name', LOGIN);
    const cookie = await fetch(`${sandbox.url}?func=whoami&out=bjson`, {
      headers: { cookie: `a=b; billmgrses5=${id}:x` },
    });
    expect(await cookie.json()).toHaveProperty('user.name', LOGIN);
  });

  test('a session lives for an hour after its last use', async () => {
    const sandbox = await sandboxFor();
    const auth = await signIn(sandbox);
    sandbox.advance(HOUR);
    expect(await anonymous(sandbox, { func: 'keepalive', auth })).toEqual({ ok: true });
    sandbox.advance(HOUR);
    expect(await anonymous(sandbox, { func: 'keepalive', auth })).toEqual({ ok: true });
    sandbox.advance(HOUR + 1);
    expect(await anonymous(sandbox, { func: 'keepalive', auth })).toHaveProperty('error.type', 'access');
  });

  test('an unknown session, by switch: access, redirect or page', async () => {
    const sandbox = await sandboxFor();
    const send = async (): Promise<Response> => post(sandbox, { func: 'soft', out: 'json', auth: 'feed' });
    expect(await (await send()).text()).toContain('"$type":"access"');
    sandbox.configure({ guesses: { expiredSession: 'redirect' } });
    expect(await send()).toMatchObject({ status: 302 });
    sandbox.configure({ guesses: { expiredSession: 'html' } });
    expect(await (await send()).text()).toContain('<!DOCTYPE html>');
  });

  test('logon ends the session', async () => {
    const sandbox = await sandboxFor();
    const auth = await signIn(sandbox);
    expect(await anonymous(sandbox, { func: 'logon', auth })).toEqual({ ok: true });
    expect(await anonymous(sandbox, { func: 'whoami', auth })).toHaveProperty('error.type', 'access');
  });

  test('nobody at all: access for a machine, the sign-in page for a browser', async () => {
    const sandbox = await sandboxFor();
    expect(await anonymous(sandbox, { func: 'soft' })).toHaveProperty('error.type', 'access');
    const page = await post(sandbox, { func: 'soft' });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('type="password"');
  });
});

describe('second factor', () => {
  test('the first session only leads to the confirmation; the code gives a new session that works', async () => {
    const sandbox = await sandboxFor();
    const first = await signIn(sandbox, TWO_FACTOR);
    expect(await anonymous(sandbox, { func: 'soft', auth: first })).toEqual({ ok: 'func=totp.confirm' });
    const json = JSON.parse(await (await post(sandbox, { func: 'soft', auth: first, out: 'json' })).text());
    expect(json.doc.ok.$).toBe('func=totp.confirm');
    const confirm = async (qrcode: string): Promise<Json> =>
      anonymous(sandbox, { func: 'totp.confirm', auth: first, qrcode, sok: 'ok' });
    expect(await confirm('000000')).toMatchObject({ error: { object: 'qrcode' } });
    const second = (await confirm('123456')).model.auth;
    expect(second).not.toBe(first);
    expect(await anonymous(sandbox, { func: 'whoami', auth: second })).toHaveProperty('user.name', TWO_FACTOR);
    expect(await anonymous(sandbox, { func: 'whoami', auth: first })).toEqual({ ok: 'func=totp.confirm' });
    expect(await anonymous(sandbox, { func: 'totp.confirm', qrcode: '123456', sok: 'ok' })).toHaveProperty(
      'error.type',
      'access',
    );
  });

  test('the older style is a switch', async () => {
    const sandbox = await sandboxFor({ guesses: { twoFactorStyle: 'extraconfirm' } });
    const auth = await signIn(sandbox, TWO_FACTOR);
    expect(await anonymous(sandbox, { func: 'soft', auth })).toHaveProperty('error.type', 'extraconfirm');
  });
});

describe('switches', () => {
  test('captcha stops func=auth and leaves authinfo alone', async () => {
    const sandbox = await sandboxFor({ switches: { captcha: true } });
    expect(await anonymous(sandbox, { func: 'auth', username: LOGIN, password: 'sandbox' })).toHaveProperty(
      'error.type',
      'captcha_verification_failed',
    );
    expect(await call(sandbox, 'whoami')).toHaveProperty('user');
  });

  test('a denied IP stops everything', async () => {
    const sandbox = await sandboxFor({ switches: { ipDenied: true } });
    expect(await call(sandbox, 'whoami')).toHaveProperty('error.msg', 'Access from this IP denied');
    expect(await anonymous(sandbox, { func: 'auth', username: LOGIN, password: 'sandbox' })).toHaveProperty(
      'error.msg',
      'Access from this IP denied',
    );
  });
});

test('the request log tells what came and masks the secrets', async () => {
  const sandbox = await sandboxFor();
  const auth = await signIn(sandbox);
  await anonymous(sandbox, { func: 'totp.confirm', auth, qrcode: '123456', sok: 'ok' });
  await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM });
  await call(sandbox, 'soft.edit', { elid: '1', key: 'k3y' });
  const log = sandbox.requests();
  expect(log.map(({ func, committed, outcome, errorType }) => [func, committed, outcome, errorType])).toEqual([
    ['auth', false, 'ok', null],
    ['totp.confirm', false, 'ok', null],
    ['soft.order.param', true, 'ok', null],
    ['soft.edit', false, 'error', 'missed'],
  ]);
  expect(log[2]?.params).toMatchObject({ authinfo: `${LOGIN}:***`, licname: 'token-1', ip: ORDER['ip'] });
  const everything = JSON.stringify(log);
  for (const secret of [auth, '123456', ':sandbox"', 'k3y']) expect(everything).not.toContain(secret);
});
