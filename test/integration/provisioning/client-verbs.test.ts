import { describe, expect, it } from 'vitest';
import type { VendorClient } from '../../../main/core/provisioning/index.ts';
import type { Outcome, VendorAccount } from '../../../main/core/provisioning/vendor/index.ts';
import type { Fault } from '../../../main/core/vendor-sandbox/index.ts';
import { clientOf, formats, meta, traces, vendorWithLicense } from './client-support.ts';

/** Every verb that the client has, with what it must do alike: say no, not be let in, not know. */
interface Verb {
  readonly func: string;
  readonly run: (client: VendorClient, account: VendorAccount, id: string) => Promise<Outcome<unknown>>;
}

const reads: Readonly<Record<string, Verb>> = {
  listLicenses: { func: 'soft', run: (client, account) => client.listLicenses(account, meta) },
  listExpenses: { func: 'expense', run: (client, account) => client.listExpenses(account, meta) },
  listPayments: { func: 'payment', run: (client, account) => client.listPayments(account, meta) },
  listPrices: { func: 'pricelist.export', run: (client, account) => client.listPrices(account, meta) },
  readLicense: { func: 'soft.edit', run: (client, account, id) => client.readLicense(account, id, meta) },
  readRenewForm: { func: 'service.prolong', run: (client, account, id) => client.readRenewForm(account, id, meta) },
  readPackageForm: {
    func: 'service.changepricelist',
    run: (client, account, id) => client.readPackageForm(account, id, meta),
  },
  checkIp: {
    func: 'soft.checkip',
    run: (client, account) => client.checkIp(account, { pricelist: '55227', period: 1, ip: '192.0.2.50' }, meta),
  },
};
const changes: Readonly<Record<string, Verb>> = {
  renewLicense: {
    func: 'service.prolong',
    run: (client, account, vendorId) => client.renewLicense(account, { vendorId, period: 1 }, meta),
  },
  changePackage: {
    func: 'service.changepricelist',
    run: (client, account, vendorId) =>
      client.changePackage(account, { vendorId, pricelist: '55228', period: 1 }, meta),
  },
  reissueKey: { func: 'soft.edit', run: (client, account, id) => client.reissueKey(account, id, meta) },
  editLicense: {
    func: 'soft.edit',
    run: (client, account, id) => client.editLicense(account, id, { ip: '192.0.2.8', licname: 'other' }, meta),
  },
  suspend: { func: 'soft.suspend', run: (client, account, id) => client.act(account, 'suspend', id, meta) },
  resume: { func: 'soft.resume', run: (client, account, id) => client.act(account, 'resume', id, meta) },
  delete: { func: 'soft.delete', run: (client, account, id) => client.act(account, 'delete', id, meta) },
};
const all = Object.entries({ ...reads, ...changes });
/** Answers that are well formed and say nothing of what was asked. */
const silent = { json: '{"doc":{}}', bjson: '{"model":{}}', xml: '<doc><tparams/></doc>' } as const;
const onlyOk = { json: '{"doc":{"ok":{}}}', bjson: '{"ok":true}', xml: '<doc><ok/></doc>' } as const;
const spoiled: readonly (readonly [Fault['kind'], string])[] = [
  ['reset', 'vendor.broken_answer'],
  ['truncate', 'vendor.broken_answer'],
  ['malformed', 'vendor.broken_answer'],
  ['empty', 'vendor.broken_answer'],
  ['html-502', 'vendor.server_error'],
  ['html-login', 'vendor.not_vendor_page'],
  ['wrong-type', 'vendor.not_vendor_page'],
  ['redirect', 'vendor.redirected'],
  ['stall', 'vendor.timeout'],
];

describe.each(formats)('out=%s', (format) => {
  it.each(all)('%s: succeeds, is refused, is not let in', async (name, { func, run }) => {
    const { sandbox, account, id } = await vendorWithLicense();
    const client = clientOf({ format, readRetryMs: [1, 1] });
    if (name === 'resume') sandbox.patchLicense(Number(id), { status: 3 });
    sandbox.setFaults([
      { kind: 'error', func, errorType: 'odd & new', errorObject: 'x', message: 'No <such> "thing"' },
    ]);
    traces.length = 0;
    expect(await run(client, account, id)).toEqual({
      kind: 'refused',
      type: 'odd & new',
      object: 'x',
      message: 'No <such> "thing"',
    });
    sandbox.setFaults([{ kind: 'error', func, errorType: 'auth', errorObject: 'badpassword', message: 'Invalid' }]);
    expect(await run(client, account, id)).toMatchObject({ kind: 'auth', code: 'vendor.bad_password' });
    // An answer is an answer: neither is asked for again.
    expect(traces.map((trace) => [trace.func, trace.outcome])).toEqual([
      [func, 'refused'],
      [func, 'auth'],
    ]);
    sandbox.clearFaults();
    expect(await run(client, account, id)).toMatchObject({ kind: 'ok' });
  });

  it.each(all)('%s: an answer that does not speak of it is unknown', async (name, { func, run }) => {
    const { sandbox, account, id } = await vendorWithLicense();
    const client = clientOf({ format });
    const contentType = format === 'xml' ? 'text/xml' : 'application/json';
    const bodies = [silent[format], ...(name in reads && name !== 'checkIp' ? [onlyOk[format]] : [])];
    for (const body of bodies) {
      sandbox.setFaults([{ kind: 'body', func, body, contentType }]);
      expect(await run(client, account, id), body).toMatchObject({ kind: 'unknown', code: 'vendor.broken_answer' });
    }
    expect(bodies.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(reads))('%s: a spoiled answer is unknown', async (_name, { func, run }) => {
    const { sandbox, account, id } = await vendorWithLicense();
    for (const [kind, code] of spoiled) {
      sandbox.setFaults([{ kind, func, phase: 'after-commit' }]);
      const client = clientOf({ format, ...(kind === 'stall' ? { timeoutMs: 100 } : {}) });
      expect(await run(client, account, id), kind).toMatchObject({ kind: 'unknown', code });
    }
  });

  it.each(Object.entries(changes))('%s: a spoiled answer is unknown, and it is sent once', async (name, verb) => {
    for (const phase of ['before-commit', 'after-commit'] as const) {
      for (const [kind, code] of spoiled) {
        const { sandbox, account, id } = await vendorWithLicense();
        if (name === 'resume') sandbox.patchLicense(Number(id), { status: 3 });
        const books = (): string => JSON.stringify([sandbox.licenses(), sandbox.ledger()]);
        const before = books();
        const charges = sandbox.ledger().length;
        const calls = sandbox.requests().length;
        sandbox.setFaults([{ kind, func: verb.func, phase }]);
        const client = clientOf({ format, readRetryMs: [1, 1], ...(kind === 'stall' ? { timeoutMs: 100 } : {}) });
        expect(await verb.run(client, account, id), `${kind} ${phase}`).toMatchObject({ kind: 'unknown', code });
        expect(sandbox.requests().length, kind).toBe(calls + 1);
        expect(books() === before, kind).toBe(phase === 'before-commit');
        expect(sandbox.ledger().length - charges, kind).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('what could never be meant', () => {
  it('is refused before anything is sent', async () => {
    const { sandbox, account, id } = await vendorWithLicense();
    const client = clientOf();
    const calls = sandbox.requests().length;
    for (const [name, { run }] of all) {
      if (name.startsWith('list') || name === 'checkIp') continue;
      for (const bad of ['', '0', '-1', '1 OR 1', '12,13', '1e3', '9'.repeat(30)])
        expect(await run(client, account, bad), `${name} ${bad}`).toMatchObject({ kind: 'refused', object: 'elid' });
    }
    for (const period of [0, -1, -100, 1.5, Number.NaN, 1e9]) {
      expect(await client.renewLicense(account, { vendorId: id, period }, meta)).toMatchObject({ object: 'period' });
      expect(await client.changePackage(account, { vendorId: id, pricelist: '55228', period }, meta)).toMatchObject({
        object: 'period',
      });
    }
    for (const pricelist of ['', '0', 'lite', '55228;']) {
      expect(await client.changePackage(account, { vendorId: id, pricelist, period: 1 }, meta)).toMatchObject({
        object: 'pricelist',
      });
      expect(await client.checkIp(account, { pricelist, period: 1, ip: '192.0.2.1' }, meta)).toMatchObject({
        object: 'pricelist',
      });
    }
    const edit = { ip: '192.0.2.1', licname: 'x' };
    expect(await client.editLicense(account, id, { ...edit, autoprolong: 'yes' }, meta)).toMatchObject({
      object: 'autoprolong',
    });
    for (const addons of [{ x: 1 }, { '55236': -1 }, { '55236': 1.5 }])
      expect(await client.editLicense(account, id, { ...edit, addons }, meta)).toMatchObject({ object: 'addon' });
    expect(sandbox.requests().length).toBe(calls);
  });
});
