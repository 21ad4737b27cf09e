import { describe, expect, test } from 'vitest';
import { activeLicense, call, DAY, LOGIN, order, read, sandboxFor } from './helpers.ts';

describe('an order becomes a license', () => {
  test('1 ordered, 5 processing, 2 active without a key, then the key', async () => {
    const sandbox = await sandboxFor({ timing: { orderedMs: 100, processingMs: 200, keyDelayMs: 400 } });
    const id = await order(sandbox);
    expect(await read(sandbox, id)).toMatchObject({ status: '1', lickey: '' });
    sandbox.advance(100);
    expect(await read(sandbox, id)).toMatchObject({ status: '5', lickey: '' });
    sandbox.advance(200);
    expect(await read(sandbox, id)).toMatchObject({ status: '2', lickey: '' });
    sandbox.advance(399);
    expect(await read(sandbox, id)).toMatchObject({ status: '2', lickey: '' });
    sandbox.advance(1);
    expect((await read(sandbox, id))['lickey']).toMatch(new RegExp(`^${id}-[A-Z2-9]{16}$`));
  });

  test('the key stays the same from read to read', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    const first = await read(sandbox, id);
    sandbox.advance(DAY);
    expect((await read(sandbox, id))['lickey']).toBe(first['lickey']);
  });

  test('a month is a calendar month and the money is taken at once', async () => {
    const sandbox = await sandboxFor();
    const id = await order(sandbox);
    expect((await read(sandbox, id))['expiredate']).toBe('2026-02-15');
    expect(sandbox.balance(LOGIN)).toBe(99_000);
    expect(sandbox.ledger().filter((entry) => entry.kind === 'charge')).toMatchObject([
      { amount: 1000, licenseId: Number(id) },
    ]);
  });

  test('the last day of a month is kept inside the next month', async () => {
    const sandbox = await sandboxFor({ now: () => new Date('2026-01-31T10:00:00Z') });
    expect((await read(sandbox, await order(sandbox)))['expiredate']).toBe('2026-02-28');
  });

  test('a trial costs nothing, leaves no expense and cannot be renewed', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox, { pricelist: '55239', period: '-100' });
    expect(sandbox.balance(LOGIN)).toBe(100_000);
    expect(sandbox.ledger().some((entry) => entry.kind === 'charge')).toBe(false);
    expect((await read(sandbox, id))['expiredate']).toBe('2026-01-29');
    expect(await call(sandbox, 'service.prolong', { elid: id, period: '1', sok: 'ok' })).toHaveProperty('error');
  });
});

describe('expiry', () => {
  test('stops the license at the start of its expiry day and deletes it 30 days later', async () => {
    const sandbox = await sandboxFor();
    const id = await order(sandbox);
    sandbox.advance(30.5 * DAY - 1);
    expect((await read(sandbox, id))['status']).toBe('2');
    sandbox.advance(1);
    expect((await read(sandbox, id))['status']).toBe('3');
    sandbox.advance(30 * DAY - 1);
    expect((await read(sandbox, id))['status']).toBe('3');
    sandbox.advance(1);
    expect((await read(sandbox, id))['status']).toBe('4');
    expect(await call(sandbox, 'service.prolong', { elid: id, period: '1', sok: 'ok' })).toMatchObject({
      error: { type: 'missed' },
    });
  });

  test('the end of the day is a switch', async () => {
    const sandbox = await sandboxFor({ guesses: { expiryMoment: 'end-of-day' } });
    const id = await order(sandbox);
    sandbox.advance(31.5 * DAY - 1);
    expect((await read(sandbox, id))['status']).toBe('2');
    sandbox.advance(1);
    expect((await read(sandbox, id))['status']).toBe('3');
  });

  test('autoprolong charges every month and stops when the money is gone', async () => {
    const sandbox = await sandboxFor({
      accounts: [{ login: LOGIN, password: 'sandbox', balance: 2500, currency: 'EUR', twoFactor: false }],
    });
    const id = await order(sandbox, { autoprolong: '1' });
    sandbox.advance(32 * DAY);
    expect(await read(sandbox, id)).toMatchObject({ status: '2', expiredate: '2026-03-15' });
    expect(sandbox.balance(LOGIN)).toBe(500);
    sandbox.advance(30 * DAY);
    expect(await read(sandbox, id)).toMatchObject({ status: '3', expiredate: '2026-03-15' });
    expect(sandbox.balance(LOGIN)).toBe(500);
  });

  test('a year in one step gives the same books as a year of days', async () => {
    const [leap, walk] = [await sandboxFor(), await sandboxFor()];
    for (const sandbox of [leap, walk]) {
      await order(sandbox, { autoprolong: '1' });
      await order(sandbox, { ip: '198.51.100.8', autoprolong: '12', period: '12' });
      await order(sandbox, { ip: '198.51.100.9' });
    }
    leap.advance(400 * DAY);
    for (let day = 0; day < 400; day += 1) walk.advance(DAY);
    const shape = (sandbox: typeof leap): unknown => [
      sandbox.licenses().map(({ key: _key, ...rest }) => rest),
      sandbox.ledger(),
    ];
    expect(shape(leap)).toEqual(shape(walk));
    // 3 orders + 13 monthly renewals (15 February 2026 to 15 February 2027) + 1 yearly renewal.
    expect(leap.ledger().filter((entry) => entry.kind === 'charge')).toHaveLength(17);
  });
});

describe('renewal', () => {
  test('an active license runs on from its old end date, and a repeated call charges again', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    expect(await call(sandbox, 'service.prolong', { elid: id, period: '1', sok: 'ok' })).toEqual({
      doc: { newexpiredate: '2026-03-15' },
      ok: true,
    });
    expect(await call(sandbox, 'service.prolong', { elid: id, period: '12', sok: 'ok' })).toEqual({
      doc: { newexpiredate: '2027-03-15' },
      ok: true,
    });
    expect(sandbox.balance(LOGIN)).toBe(100_000 - 1000 - 1000 - 10_000);
  });

  test('an expired license runs from the day of renewal and starts again', async () => {
    const sandbox = await sandboxFor({ timing: { operationMs: 500 } });
    const id = await activeLicense(sandbox);
    sandbox.advance(36 * DAY);
    expect((await read(sandbox, id))['status']).toBe('3');
    await call(sandbox, 'service.prolong', { elid: id, period: '1', sok: 'ok' });
    expect(await read(sandbox, id)).toMatchObject({ status: '3', special_status: '1', expiredate: '2026-03-20' });
    sandbox.advance(500);
    expect(await read(sandbox, id)).toMatchObject({ status: '2', special_status: '0' });
  });

  test('without sok it shows the form and charges nothing', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    const form = await call(sandbox, 'service.prolong', { elid: id });
    expect(form.model).toMatchObject({ expiredate: '2026-02-15', newexpiredate: '2026-03-15', period: '1' });
    expect(form.slist[0].val).toHaveLength(2);
    expect(form).not.toHaveProperty('ok');
    expect(sandbox.balance(LOGIN)).toBe(99_000);
  });

  test.each(['3', '0', '-50', 'x', ''])('period %j is refused', async (period) => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    expect(await call(sandbox, 'service.prolong', { elid: id, period, sok: 'ok' })).toMatchObject({
      error: { type: 'value', object: 'period' },
    });
    expect(sandbox.balance(LOGIN)).toBe(99_000);
  });
});

describe('stop, start, delete', () => {
  test('suspend and resume go back and forth and may be repeated', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    for (const [func, status] of [
      ['soft.suspend', '3'],
      ['soft.suspend', '3'],
      ['soft.resume', '2'],
      ['soft.resume', '2'],
    ] as const) {
      expect(await call(sandbox, func, { elid: id })).toEqual({ ok: true });
      expect((await read(sandbox, id))['status']).toBe(status);
    }
  });

  test('a running operation shows special_status 1 and refuses another one', async () => {
    const sandbox = await sandboxFor({ timing: { operationMs: 60_000 } });
    const id = await activeLicense(sandbox);
    await call(sandbox, 'soft.suspend', { elid: id });
    expect(await read(sandbox, id)).toMatchObject({ status: '2', special_status: '1' });
    expect(await call(sandbox, 'soft.resume', { elid: id })).toHaveProperty('error');
    sandbox.advance(60_000);
    expect(await read(sandbox, id)).toMatchObject({ status: '3', special_status: '0' });
  });

  test('an expired license cannot be resumed', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    sandbox.advance(40 * DAY);
    expect(await call(sandbox, 'soft.resume', { elid: id })).toMatchObject({ error: { object: 'expiredate' } });
    expect((await read(sandbox, id))['status']).toBe('3');
  });

  test.each([
    ['keep', 'new'],
    ['clear', 'keep'],
    ['clear', 'new'],
  ] as const)('key on suspend: %s, on resume: %s', async (keyOnSuspend, keyOnResume) => {
    const sandbox = await sandboxFor({ guesses: { keyOnSuspend, keyOnResume } });
    const id = await activeLicense(sandbox);
    const before = (await read(sandbox, id))['lickey'];
    await call(sandbox, 'soft.suspend', { elid: id });
    expect((await read(sandbox, id))['lickey']).toBe(keyOnSuspend === 'clear' ? '' : before);
    await call(sandbox, 'soft.resume', { elid: id });
    const after = (await read(sandbox, id))['lickey'];
    expect(after).toMatch(/^\d+-.{16}$/);
    expect(after).not.toBe(before);
  });

  test('vendor B refuses suspend and resume with an error document', async () => {
    const sandbox = await sandboxFor({ switches: { canSuspend: false } });
    const id = await activeLicense(sandbox);
    expect(await call(sandbox, 'soft.suspend', { elid: id })).toHaveProperty('error.type', 'access');
    expect((await read(sandbox, id))['status']).toBe('2');
  });

  test('a silent vendor says ok and does nothing', async () => {
    const sandbox = await sandboxFor({ switches: { canSuspend: 'silent' } });
    const id = await activeLicense(sandbox);
    expect(await call(sandbox, 'soft.suspend', { elid: id })).toEqual({ ok: true });
    expect((await read(sandbox, id))['status']).toBe('2');
  });

  test('delete ends the license without money back; a second delete finds nothing', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    expect(await call(sandbox, 'soft.delete', { elid: id, sok: 'ok' })).toEqual({ ok: true });
    expect((await read(sandbox, id))['status']).toBe('4');
    expect(sandbox.balance(LOGIN)).toBe(99_000);
    expect(await call(sandbox, 'soft.delete', { elid: id })).toMatchObject({
      error: { type: 'missed', object: 'elid' },
    });
  });

  test('deleted rows vanish and money comes back when those guesses are switched on', async () => {
    const sandbox = await sandboxFor({ guesses: { deletedRows: 'remove', refundOnDelete: true } });
    const id = await activeLicense(sandbox);
    await call(sandbox, 'soft.delete', { elid: id });
    expect(await call(sandbox, 'soft')).toEqual({ p_elems: '0' });
    expect(await call(sandbox, 'soft.edit', { elid: id })).toMatchObject({ error: { type: 'missed' } });
    expect(sandbox.balance(LOGIN)).toBe(100_000);
    expect(await call(sandbox, 'payment', { filter: 'on', number: 'return4' })).toMatchObject({
      elem: [{ amount: '10.00 EUR' }],
    });
  });

  test('several elid: all or nothing, or partial with a warning', async () => {
    const sandbox = await sandboxFor();
    const first = await activeLicense(sandbox);
    const second = await activeLicense(sandbox, { ip: '198.51.100.8' });
    const elid = `${first}, 999, ${second}`;
    expect(await call(sandbox, 'soft.suspend', { elid })).toMatchObject({ error: { type: 'missed', value: '999' } });
    expect((await read(sandbox, first))['status']).toBe('2');
    sandbox.configure({ guesses: { severalElid: 'partial' } });
    expect(await call(sandbox, 'soft.suspend', { elid })).toMatchObject({
      ok: true,
      warning: { 999: expect.anything() },
    });
    expect((await read(sandbox, second))['status']).toBe('3');
  });

  test('a license of another account does not exist', async () => {
    const accounts = [LOGIN, 'other@sandbox.example'].map((login) => ({
      login,
      password: 'sandbox',
      balance: 5000,
      currency: 'EUR',
      twoFactor: false,
    }));
    const sandbox = await sandboxFor({ accounts });
    const id = await activeLicense(sandbox);
    const authinfo = 'other@sandbox.example:sandbox';
    expect(await call(sandbox, 'soft.delete', { authinfo, elid: id })).toMatchObject({ error: { type: 'missed' } });
    expect(await call(sandbox, 'soft', { authinfo })).toEqual({ p_elems: '0' });
    expect(await call(sandbox, 'expense', { authinfo })).toEqual({ p_elems: '0' });
  });
});
