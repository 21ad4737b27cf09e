import { describe, expect, it } from 'vitest';
import type { VendorAccount } from '../../../main/core/provisioning/vendor/index.ts';
import type { Fault, VendorSandboxOptions } from '../../../main/core/vendor-sandbox/index.ts';
import { clientOf, formats, meta, order, traces, vendor } from './client-support.ts';

describe.each(formats)('every verb over out=%s', (format) => {
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
