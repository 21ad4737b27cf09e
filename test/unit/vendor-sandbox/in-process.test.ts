import { describe, expect, test } from 'vitest';
import { inProcessVendor } from '../../../main/core/vendor-sandbox/index.ts';
import type {
  InProcessAnswer,
  InProcessVendor,
  VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { AUTHINFO, BUY, LOGIN, post, sandboxFor, seededRandom, START } from './helpers.ts';

const URL = 'http://vendor.example/manager/billmgr';

const vendorFor = (options: VendorSandboxOptions = {}): InProcessVendor =>
  inProcessVendor({ now: () => new Date(START), random: seededRandom(), ...options });
const call = (vendor: InProcessVendor, params: Readonly<Record<string, string>>): InProcessAnswer =>
  vendor.call(URL, new Map(Object.entries(params)));

test('answers what the server answers, byte by byte', async () => {
  const sandbox = await sandboxFor();
  const vendor = vendorFor();
  const calls = [
    BUY,
    { authinfo: AUTHINFO, func: 'soft', out: 'bjson' },
    { authinfo: AUTHINFO, func: 'soft.edit', elid: '300001', out: 'bjson' },
    { authinfo: 'nobody:x', func: 'soft', out: 'bjson' },
    { func: 'auth', username: LOGIN, password: 'sandbox', out: 'bjson' },
    { func: 'soft' },
  ];
  for (const params of calls) {
    const response = await post(sandbox, params);
    const answer = call(vendor, params);
    expect(answer).toMatchObject({ status: response.status, contentType: response.headers.get('content-type') });
    expect(answer.body).toBe(await response.text());
    for (const one of [sandbox, vendor]) one.advance(1000);
  }
  expect(vendor.licenses()).toEqual(sandbox.licenses());
  expect(vendor.ledger()).toEqual(sandbox.ledger());
  const withoutHost = (one: typeof sandbox | InProcessVendor): object[] =>
    one.requests().map((entry) => ({ ...entry, path: '' }));
  expect(withoutHost(vendor)).toEqual(withoutHost(sandbox));
});

test('the query counts, and what the form says wins', () => {
  const vendor = vendorFor();
  const answer = vendor.call(
    `${URL}?out=xml&func=whoami`,
    new Map([
      ['authinfo', AUTHINFO],
      ['out', 'bjson'],
    ]),
  );
  expect(JSON.parse(answer.body)).toHaveProperty('user.name', LOGIN);
});

describe('faults', () => {
  test('one that leaves a whole answer is in the answer', () => {
    const vendor = vendorFor({ faults: [{ kind: 'html-502', phase: 'after-commit', times: 1 }] });
    expect(call(vendor, BUY)).toMatchObject({ status: 502, wireFault: null, committed: true });
    expect(vendor.orders()).toBe(1);
  });

  test.each([
    ['before-commit', 0, { ok: true }],
    ['after-commit', 1, { id: { v: '300001' }, ok: true }],
  ] as const)('one of the wire is named, %s, and nothing waits', (phase, orders, body) => {
    const faults = [
      { kind: 'delay', phase, ms: 90_000 },
      { kind: 'reset', phase },
    ] as const;
    const vendor = vendorFor({ faults });
    const answer = call(vendor, BUY);
    expect(answer).toMatchObject({ wireFault: { kind: 'reset', phase }, committed: orders === 1 });
    expect(answer.delayMs).toEqual({ before: orders === 0 ? 90_000 : 0, after: orders === 0 ? 0 : 90_000 });
    expect(JSON.parse(answer.body)).toEqual(body);
    expect(vendor.orders()).toBe(orders);
    expect(vendor.requests()).toMatchObject([{ outcome: 'fault', faults: ['delay', 'reset'] }]);
  });
});
