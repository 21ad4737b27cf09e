import { describe, expect, test } from 'vitest';
import { practiceAccounts, presetOf, PRESETS } from '../../../main/core/vendor-sandbox/index.ts';
import type { VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { call, CONFIRM, DAY, LOGIN, ORDER, order, post, sandboxFor } from './helpers.ts';
import type { Json, Params } from './helpers.ts';

const VENDOR_B = 'vendor-b@sandbox.example';
const B = { authinfo: `${VENDOR_B}:sandbox` };

const practice = async (): Promise<VendorSandbox> => sandboxFor({ accounts: practiceAccounts });
const askB = async (sandbox: VendorSandbox, func: string, params: Params = {}): Promise<Json> =>
  call(sandbox, func, { ...B, ...params });
/** A license of each account, active and with its key. */
async function bought(sandbox: VendorSandbox): Promise<{ a: string; b: string }> {
  const a = await order(sandbox, { pricelist: '55229', ip: '198.51.100.1' });
  const b = await order(sandbox, { ...B, pricelist: '55229', ip: '198.51.100.2' });
  sandbox.advance(DAY);
  return { a, b };
}

describe('vendor A and vendor B side by side', () => {
  test('suspend and resume: done by A, refused by B', async () => {
    const sandbox = await practice();
    const { a, b } = await bought(sandbox);
    expect(await call(sandbox, 'soft.suspend', { elid: a })).toEqual({ ok: true });
    expect(await call(sandbox, 'soft', { filter: 'on', id: a })).toMatchObject({ elem: [{ status: '3' }] });
    expect(await call(sandbox, 'soft.resume', { elid: a })).toEqual({ ok: true });
    expect(await askB(sandbox, 'soft.suspend', { elid: b })).toHaveProperty('error.type', 'access');
    expect(await askB(sandbox, 'soft', { filter: 'on', id: b })).toMatchObject({ elem: [{ status: '2' }] });
  });

  test('tariffs: A moves both ways and pays back, B only up', async () => {
    const sandbox = await practice();
    const { a, b } = await bought(sandbox);
    const down = { pricelist: '55227', period: '1', sok: 'ok' };
    const before = sandbox.balance(LOGIN);
    expect(await call(sandbox, 'service.changepricelist', { elid: a, ...down })).toEqual({ ok: true });
    expect(sandbox.balance(LOGIN)).toBeGreaterThan(before);
    expect(await askB(sandbox, 'service.changepricelist', { elid: b, ...down })).toHaveProperty(
      'error.object',
      'pricelist',
    );
    const up = { pricelist: '55230', period: '1', sok: 'ok' };
    expect(await askB(sandbox, 'service.changepricelist', { elid: b, ...up })).toEqual({ ok: true });
  });

  test('keys: A as often as asked, B once a month', async () => {
    const sandbox = await practice();
    const { a, b } = await bought(sandbox);
    const newKey = { clicked_button: 'newkey', sok: 'ok' };
    for (let time = 0; time < 2; time += 1)
      expect(await call(sandbox, 'soft.edit', { elid: a, ...newKey })).toHaveProperty('ok', true);
    expect(await askB(sandbox, 'soft.edit', { elid: b, ...newKey })).toHaveProperty('ok', true);
    expect(await askB(sandbox, 'soft.edit', { elid: b, ...newKey })).toHaveProperty('error.object', 'lickey');
    sandbox.advance(31 * DAY);
  });

  test('what is told: balance, totals, remote id, deleted rows, checkip', async () => {
    const sandbox = await practice();
    const { a, b } = await bought(sandbox);
    expect(await call(sandbox, 'whoami')).toHaveProperty('user.balance', '985.00');
    expect(await askB(sandbox, 'whoami')).not.toHaveProperty('user.balance');
    expect(await askB(sandbox, 'subaccount')).toMatchObject({ elem: [{ balance: '985,00' }] });
    expect(await call(sandbox, 'soft')).toHaveProperty('p_elems', '1');
    expect(await askB(sandbox, 'soft')).not.toHaveProperty('p_elems');
    expect(await call(sandbox, 'soft.edit', { elid: a })).toHaveProperty('model.remoteid');
    expect(await askB(sandbox, 'soft.edit', { elid: b })).not.toHaveProperty('model.remoteid');
    expect(await call(sandbox, 'soft.checkip', { ...ORDER, ip: '198.51.100.9' })).toEqual({ ok: true });
    expect(await askB(sandbox, 'soft.checkip', ORDER)).toHaveProperty('error.object', 'func');
    sandbox.advance(7 * DAY);
    await call(sandbox, 'soft.delete', { elid: a });
    await askB(sandbox, 'soft.delete', { elid: b });
    expect(await call(sandbox, 'soft')).toMatchObject({ elem: [{ status: '4' }] });
    expect(await askB(sandbox, 'soft')).toEqual({});
  });

  test('B keeps a license for a week, and sells one to an IP', async () => {
    const sandbox = await practice();
    const { b } = await bought(sandbox);
    expect(await askB(sandbox, 'soft.delete', { elid: b })).toHaveProperty('error.type', 'pricelist_min_order');
    const again = { ...ORDER, ...CONFIRM, ip: '198.51.100.2' };
    expect(await askB(sandbox, 'soft.order.param', again)).toHaveProperty('error.object', 'ip');
  });

  test('each license expires by the rules of its own account', async () => {
    const sandbox = await practice();
    const { a, b } = await bought(sandbox);
    const overrides = {
      guesses: { ...presetOf('vendor-b').guesses, expiryMoment: 'end-of-day', deletionAfterDays: 1 },
    } as const;
    sandbox.configureAccount(VENDOR_B, overrides);
    const statusOf = (id: string): number | undefined =>
      sandbox.licenses().find((license) => String(license.id) === id)?.status;
    // From noon of 16 January to noon of 15 February, the end date of both.
    sandbox.advance(30 * DAY);
    expect([statusOf(a), statusOf(b)]).toEqual([3, 2]);
    sandbox.advance(DAY);
    expect([statusOf(a), statusOf(b)]).toEqual([3, 3]);
    sandbox.advance(DAY);
    expect([statusOf(a), statusOf(b)]).toEqual([3, 4]);
  });
});

describe('overrides', () => {
  test('lie over what holds for the sandbox; a change of the whole leaves them', async () => {
    const sandbox = await practice();
    const { a, b } = await bought(sandbox);
    sandbox.configure({ switches: { canSuspend: 'silent' }, guesses: { whoamiBalance: false } });
    // Vendor A says both for itself.
    expect(await call(sandbox, 'whoami')).toHaveProperty('user.balance');
    sandbox.configureAccount(LOGIN, {});
    expect(await call(sandbox, 'whoami')).not.toHaveProperty('user.balance');
    expect(await call(sandbox, 'soft.suspend', { elid: a })).toEqual({ ok: true });
    expect(sandbox.licenses()[0]).toMatchObject({ status: 2 });
    expect(await askB(sandbox, 'soft.suspend', { elid: b })).toHaveProperty('error.type', 'access');
  });

  test('a nobody gets what holds for the sandbox, an unknown account cannot be set', async () => {
    const sandbox = await practice();
    sandbox.configure({ guesses: { bjsonError: 'dollar' } });
    expect(await call(sandbox, 'whoami', { authinfo: 'nobody:x' })).toHaveProperty('error.$type', 'auth');
    expect(() => sandbox.configureAccount('nobody', {})).toThrow(RangeError);
  });

  test('the second factor, the time of work and the tariffs of one account', async () => {
    const sandbox = await sandboxFor({
      accounts: [
        { login: LOGIN, password: 'sandbox', balance: 1000, currency: 'EUR', twoFactor: false },
        {
          login: VENDOR_B,
          password: 'sandbox',
          balance: 1000,
          currency: 'RUB',
          twoFactor: false,
          overrides: { timing: { processingMs: DAY } },
          tariffs: [{ id: '1', name: 'lite', intname: 'lite', trial: false, prices: { 1: 7 }, addons: {} }],
        },
      ],
    });
    expect(await askB(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM })).toHaveProperty(
      'error.object',
      'pricelist',
    );
    await order(sandbox, { ...B, pricelist: '1' });
    expect(sandbox.balance(VENDOR_B)).toBe(993);
    await order(sandbox);
    sandbox.advance(1000);
    expect(sandbox.licenses().map((license) => license.status)).toEqual([5, 2]);
    sandbox.configureAccount(VENDOR_B, { switches: { twoFactor: true } });
    expect(await askB(sandbox, 'whoami')).toEqual({ ok: 'func=totp.confirm' });
    expect(await call(sandbox, 'whoami')).toHaveProperty('user');
  });

  test('a session is its account’s', async () => {
    const sandbox = await practice();
    const send = async (params: Params): Promise<Json> =>
      JSON.parse(await (await post(sandbox, { out: 'bjson', ...params })).text());
    const { auth } = (await send({ func: 'auth', username: VENDOR_B, password: 'sandbox' })).model;
    const answer = await send({ func: 'whoami', auth });
    expect(answer.user).toMatchObject({ name: VENDOR_B });
    expect(answer.user).not.toHaveProperty('balance');
  });
});

test('a fault can be meant for one account', async () => {
  const sandbox = await practice();
  sandbox.setFaults([
    { kind: 'html-502', func: 'soft', account: VENDOR_B },
    { kind: 'no-id', account: VENDOR_B },
  ]);
  expect(await call(sandbox, 'soft')).toHaveProperty('p_elems', '0');
  await expect(askB(sandbox, 'soft')).rejects.toThrow(SyntaxError);
  await order(sandbox);
  expect(await askB(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, ip: '198.51.100.8' })).toEqual({ ok: true });
});

test('each preset is a set of overrides, and none reaches into another account', () => {
  expect(PRESETS.map((name) => presetOf(name).switches?.canSuspend)).toEqual([true, false]);
  expect(practiceAccounts.map(({ login, preset }) => [login, preset])).toEqual([
    [LOGIN, 'vendor-a'],
    [VENDOR_B, 'vendor-b'],
    ['twofactor@sandbox.example', 'vendor-a'],
  ]);
});
