import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { parseFaults } from '../../../main/core/vendor-sandbox/index.ts';
import type { Fault } from '../../../main/core/vendor-sandbox/index.ts';
import { activeLicense, AUTHINFO, BUY, call, DAY, LOGIN, ORDER, order, post, read, sandboxFor } from './helpers.ts';
import { announced, socketAnswer } from './socket.ts';

const PHASES = [
  ['before-commit', 0],
  ['after-commit', 1],
] as const;

describe.each(PHASES)('%s', (phase, orders) => {
  test('reset: the socket ends without a byte', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'reset', phase, func: 'soft.order.param', times: 1 }] });
    await expect(post(sandbox, BUY)).rejects.toThrow();
    expect(sandbox.orders()).toBe(orders);
    expect(sandbox.balance(LOGIN)).toBe(100_000 - orders * 1000);
    expect(sandbox.requests()).toMatchObject([{ committed: orders === 1, outcome: 'fault', faults: ['reset'] }]);
    // The row is there for the recovery, and the fault is used up.
    expect((await call(sandbox, 'soft', { filter: 'on', licname: 'token-1' })).p_elems).toBe(String(orders));
    expect((await post(sandbox, BUY)).status).toBe(200);
  });

  test('reset is a real one on the wire', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'reset', phase }] });
    expect(await socketAnswer(sandbox)).toEqual({ bytes: '', ended: 'reset' });
    expect(sandbox.orders()).toBe(orders);
  });

  test('truncate: more announced than sent, then the end', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'truncate', phase }] });
    const { bytes, ended } = await socketAnswer(sandbox);
    const { length, body } = announced(bytes);
    expect(body.length).toBe(Math.ceil(length / 2));
    expect(ended).not.toBe('open');
    expect(sandbox.orders()).toBe(orders);
  });

  test('stall: half the answer, then silence on an open socket', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'stall', phase }] });
    const { bytes, ended } = await socketAnswer(sandbox, 200);
    const { length, body } = announced(bytes);
    expect(body.length).toBe(Math.ceil(length / 2));
    expect(ended).toBe('open');
    expect(sandbox.orders()).toBe(orders);
  });

  test('delay: the answer comes late, and is right', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'delay', phase, ms: 120 }] });
    const sent = performance.now();
    const pending = post(sandbox, BUY);
    await wait(60);
    expect(sandbox.orders()).toBe(orders);
    expect(await (await pending).json()).toHaveProperty('id');
    expect(performance.now() - sent).toBeGreaterThanOrEqual(119);
    expect(sandbox.orders()).toBe(1);
  });

  test.each<[Fault, number, string, string | RegExp]>([
    [{ kind: 'html-502' }, 502, 'text/html', /502 Bad Gateway/],
    [{ kind: 'html-login' }, 200, 'text/html', /type="password"/],
    [{ kind: 'redirect', location: 'http://192.0.2.1/x' }, 302, 'text/html', ''],
    [{ kind: 'redirect', status: 307 }, 307, 'text/html', ''],
    [{ kind: 'empty' }, 200, 'application/json', ''],
    [{ kind: 'wrong-type' }, 200, 'text/html', /^\{.*"ok":true.*\}$/],
    [{ kind: 'malformed' }, 200, 'application/json', /^\{"[^}]*$/],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '9' } }, 429, 'text/html', /429/],
    [{ kind: 'error', errorType: 'weird', message: 'No' }, 200, 'application/json', /"type":"weird".*"msg":"No"/],
    [
      { kind: 'body', body: '\uFEFF{"id":1,"id":2}', contentType: 'application/json' },
      200,
      'application/json',
      /"id":1,"id":2/,
    ],
  ])('%o', async (fault, status, type, body) => {
    const sandbox = await sandboxFor({ faults: [{ ...fault, phase }] });
    const response = await post(sandbox, BUY);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain(type);
    if (fault.location !== undefined) expect(response.headers.get('location')).toBe(fault.location);
    if (fault.headers) expect(response.headers.get('retry-after')).toBe('9');
    expect(await response.text()).toMatch(body);
    expect(sandbox.orders()).toBe(orders);
  });
});

test('drip sends byte by byte', async () => {
  const sandbox = await sandboxFor({ faults: [{ kind: 'drip', phase: 'after-commit', ms: 5 }] });
  const { bytes, ended } = await socketAnswer(sandbox, 60);
  expect(ended).toBe('open');
  expect(announced(bytes).body.length).toBeLessThan(announced(bytes).length);
  sandbox.setFaults([{ kind: 'drip', ms: 1 }]);
  expect(await (await post(sandbox, BUY)).json()).toEqual({ ok: true });
});

describe('which call is hit', () => {
  test('only the named function, only so many times, and delay adds to another fault', async () => {
    const sandbox = await sandboxFor({
      faults: [
        { kind: 'delay', ms: 1, times: 2 },
        { kind: 'status', status: 503, func: 'soft', times: 1 },
        { kind: 'status', status: 504, func: 'soft', times: 1 },
      ],
    });
    const status = async (func: string): Promise<number> =>
      (await post(sandbox, { authinfo: AUTHINFO, func, out: 'json' })).status;
    expect([await status('whoami'), await status('soft'), await status('soft'), await status('soft')]).toEqual([
      200, 503, 504, 200,
    ]);
    expect(sandbox.requests().map((entry) => entry.faults)).toEqual([['delay'], ['delay', 'status'], ['status'], []]);
    expect(sandbox.faults().map((fault) => fault.times)).toEqual([0, 0, 0]);
    sandbox.clearFaults();
    expect(sandbox.faults()).toEqual([]);
  });

  test('a caller that gives up does not stop the vendor', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'delay', ms: 100 }] });
    await expect(
      fetch(sandbox.url, { method: 'POST', body: new URLSearchParams(BUY), signal: AbortSignal.timeout(20) }),
    ).rejects.toThrow();
    expect(sandbox.orders()).toBe(0);
    await wait(150);
    expect(sandbox.orders()).toBe(1);
  });

  test('a call that waits while the sandbox closes is never committed', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'delay', ms: 60_000 }] });
    const pending = post(sandbox, BUY).then(
      () => 'answered',
      () => 'dropped',
    );
    await wait(30);
    await sandbox.close();
    expect(await pending).toBe('dropped');
    expect(sandbox.orders()).toBe(0);
  });

  test.each([
    ['not an array', {}],
    ['no object', [1]],
    ['unknown kind', [{ kind: 'earthquake' }]],
    ['misspelt field', [{ kind: 'reset', fun: 'soft' }]],
    ['wrong type', [{ kind: 'delay', ms: '5' }]],
    ['unknown phase', [{ kind: 'reset', phase: 'later' }]],
    ['prototype', [JSON.parse('{"kind":"reset","__proto__":1}')]],
  ])('faults from outside are checked: %s', (_name, input) => {
    expect(() => parseFaults(input)).toThrow(TypeError);
  });
});

describe('faults of the vendor', () => {
  test('no-id: bought, and the answer names nothing', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'no-id', times: 1 }] });
    expect(await call(sandbox, 'soft.order.param', BUY)).toEqual({ ok: true });
    expect(sandbox.orders()).toBe(1);
    expect(sandbox.balance(LOGIN)).toBe(99_000);
  });

  test('key-never and stuck', async () => {
    const sandbox = await sandboxFor({
      faults: [
        { kind: 'key-never', times: 1 },
        { kind: 'stuck', times: 1, func: 'soft.suspend' },
      ],
    });
    const keyless = await activeLicense(sandbox);
    sandbox.advance(10 * DAY);
    expect(await read(sandbox, keyless)).toMatchObject({ status: '2', lickey: '' });
    await call(sandbox, 'soft.suspend', { elid: keyless });
    sandbox.advance(DAY);
    expect(await read(sandbox, keyless)).toMatchObject({ status: '2', special_status: '1' });
    sandbox.setFaults([{ kind: 'stuck', func: 'soft.order.param', times: 1 }]);
    const stuck = await activeLicense(sandbox);
    sandbox.advance(10 * DAY);
    expect(await read(sandbox, stuck)).toMatchObject({ status: '5', lickey: '' });
  });

  test.each(['balance', 'duplicate-ip'] as const)('%s: refused, nothing bought', async (kind) => {
    const sandbox = await sandboxFor({ faults: [{ kind, times: 1 }] });
    expect(await call(sandbox, 'soft.order.param', BUY)).toHaveProperty(
      'error.object',
      kind === 'balance' ? 'balance' : 'ip',
    );
    expect(sandbox.orders()).toBe(0);
    expect(sandbox.balance(LOGIN)).toBe(100_000);
    await order(sandbox);
  });

  test('page-limit: fewer rows than asked for, the total is honest', async () => {
    const sandbox = await sandboxFor();
    for (let index = 0; index < 3; index += 1) await order(sandbox);
    sandbox.setFaults([{ kind: 'page-limit', rows: 2, func: 'soft' }]);
    const answer = await call(sandbox, 'soft', { p_cnt: '100' });
    expect(answer.elem).toHaveLength(2);
    expect(answer.p_elems).toBe('3');
  });

  test('list-late: read by number at once, in the list later', async () => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'list-late', ms: 60_000, times: 1 }] });
    const id = await order(sandbox);
    expect(await read(sandbox, id)).toMatchObject({ id });
    expect((await call(sandbox, 'soft')).p_elems).toBe('0');
    expect((await call(sandbox, 'expense')).p_elems).toBe('1');
    sandbox.advance(60_000);
    expect((await call(sandbox, 'soft')).p_elems).toBe('1');
  });

  test('charge-twice, wrong-ip, ignored', async () => {
    const sandbox = await sandboxFor({
      faults: [
        { kind: 'charge-twice', times: 1 },
        { kind: 'wrong-ip', times: 1 },
      ],
    });
    const id = await activeLicense(sandbox);
    expect(sandbox.balance(LOGIN)).toBe(98_000);
    expect((await read(sandbox, id))['ip']).not.toBe(ORDER['ip']);
    sandbox.setFaults([{ kind: 'ignored' }]);
    const before = sandbox.licenses();
    for (const [func, params] of [
      ['soft.suspend', {}],
      ['soft.delete', {}],
      ['service.prolong', { period: '1' }],
      ['service.changepricelist', { pricelist: '55229' }],
      ['soft.edit', { licname: 'other', ip: '203.0.113.9' }],
      ['soft.edit', { clicked_button: 'newkey' }],
    ] as const) {
      expect(await call(sandbox, func, { elid: id, sok: 'ok', ...params })).toHaveProperty('ok', true);
    }
    expect(sandbox.licenses()).toEqual(before);
    expect(sandbox.balance(LOGIN)).toBe(98_000);
  });
});
