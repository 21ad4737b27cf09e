import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addressProblem,
  type ConnectionAccount,
  createConnections,
  connectionsHandlers,
  type Detected,
  type ProbeResult,
} from '../../../main/core/connections/index.ts';
import { silentLog } from '../../../main/core/kernel/index.ts';
import { memoryVault, type SecretStore } from '../../../main/core/vault/index.ts';
import { connections as contract } from '../../../preload/api/connections.ts';
import { makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let vault: SecretStore;
let result: ProbeResult;
let probed: ConnectionAccount[];
let environment: 'live' | 'sandbox';
let detected: Detected;

beforeEach(() => {
  opened = temporaryStore();
  vault = memoryVault();
  probed = [];
  result = { ok: true, balance: { amountMinor: 5, currency: 'EUR' } };
  environment = 'live';
  detected = { prices: null, balance: null, seen: [] };
});
afterEach(() => opened.done());

const service = () =>
  createConnections({
    store: opened.store,
    vault,
    environment,
    log: silentLog,
    resolveAddress: (address) => (address === 'sandbox:' ? 'http://127.0.0.1:4/billmgr' : address),
    probe: async (account) => {
      probed.push(account);
      return result;
    },
    detect: async () => detected,
  });
const input = (patch: object = {}) =>
  contract.create.input.parse({ name: 'Main', username: 'buyer@example.test', password: 'pw', ...patch });
const change = (id: string, patch: object = {}) => {
  const { password: _password, ...rest } = input();
  return contract.update.input.parse({ ...rest, id, ...patch });
};
const reason = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => 'no error',
      (error: { code: string; fields?: Record<string, { code: string }> }) =>
        error.fields?.['apiAddress']?.code ?? error.code,
    );

describe('the address', () => {
  it.each([
    ['https://api-eu.ispmanager.com/manager/billmgr', null, 'invalid'],
    ['https://192.0.2.1:8443/billmgr', null, 'invalid'],
    ['http://api-eu.ispmanager.com/billmgr', 'https_required', 'https_required'],
    ['http://127.0.0.1:8080/billmgr', null, null],
    ['http://127.9.9.9/', null, null],
    ['http://[::1]:80/billmgr', null, null],
    ['http://localhost:80/billmgr', null, null],
    ['http://localhost.example.test/', 'https_required', 'https_required'],
    ['http://127.0.0.1.example.test/', 'https_required', 'https_required'],
    ['http://0.0.0.0/', 'https_required', 'https_required'],
    ['http://[::ffff:127.0.0.1]/', 'https_required', 'https_required'],
    ['http://2130706433/', null, null],
    ['https://user:pw@vendor.test/', 'invalid', 'invalid'],
    ['https://vendor.test/?authinfo=a', 'invalid', 'invalid'],
    ['https://vendor.test/#a', 'invalid', 'invalid'],
    ['ftp://vendor.test/', 'https_required', 'https_required'],
    ['file:///etc/passwd', 'https_required', 'https_required'],
    ['vendor.test', 'not_url', 'not_url'],
    ['', 'required', 'required'],
    ['sandbox:', 'https_required', null],
  ])('%s', (address, live, sandbox) => {
    expect([addressProblem(address, 'live'), addressProblem(address, 'sandbox')]).toEqual([live, sandbox]);
  });
});

describe('connections', () => {
  it('keeps the password in the vault and nowhere else (spec item 12)', async () => {
    const made = await service().create(input({ password: 'planted-password' }), staff);
    expect(made).toMatchObject({
      passwordSet: true,
      isEnabled: true,
      isCategoryDefault: false,
      isProviderDefault: false,
      capabilities: { suspend: { value: 'unknown', source: null }, keyLimit: { value: 'unknown' } },
      usedBy: 0,
      lastTest: null,
    });
    expect(await vault.get(`connection/${made.id}`)).toBe('planted-password');
    contract.get.output.parse(made);
    opened.store.db.pragma('wal_checkpoint(TRUNCATE)');
    for (const table of ['connection', 'audit_entry'])
      expect(JSON.stringify(opened.store.db.prepare(`SELECT * FROM ${table}`).all())).not.toContain('planted-password');
  });

  it('stores no row without its secret, and no secret without its row', async () => {
    const kept = vault;
    vault = { ...kept, set: async () => Promise.reject(new Error('locked')) };
    expect(await reason(() => service().create(input(), staff))).not.toBe('no error');
    expect(service().list()).toEqual([]);
    let account = '';
    vault = {
      ...kept,
      set: async (name, secret) => {
        account = name;
        await kept.set(name, secret);
        opened.store.db.exec("CREATE TRIGGER no BEFORE INSERT ON connection BEGIN SELECT RAISE(ABORT, 'full'); END");
      },
    };
    expect(await reason(() => service().create(input(), staff))).not.toBe('no error');
    expect(account).not.toBe('');
    expect(await kept.get(account)).toBeNull();
  });

  it('a failed change keeps the old password', async () => {
    const made = await service().create(input(), staff);
    opened.store.db.exec("CREATE TRIGGER no BEFORE UPDATE ON connection BEGIN SELECT RAISE(ABORT, 'full'); END");
    expect(await reason(() => service().update(change(made.id, { name: 'x', password: 'new' }), staff))).not.toBe(
      'no error',
    );
    expect(await vault.get(`connection/${made.id}`)).toBe('pw');
  });

  it('setting B as a default takes it from A (spec items 8, 10)', async () => {
    const a = await service().create(input({ isCategoryDefault: true, isProviderDefault: true }), staff);
    const b = await service().create(input({ name: 'B', isCategoryDefault: true }), staff);
    expect([service().get(a.id), service().get(b.id)]).toMatchObject([
      { isCategoryDefault: false, isProviderDefault: true },
      { isCategoryDefault: true, isProviderDefault: false },
    ]);
    await service().update(change(b.id, { isProviderDefault: true }), staff);
    expect(service().get(a.id)).toMatchObject({ isCategoryDefault: false, isProviderDefault: false });
    expect(service().get(b.id)).toMatchObject({ isCategoryDefault: false, isProviderDefault: true });
  });

  it('refuses plain http and, in the sandbox, the live vendor', async () => {
    expect(await reason(() => service().create(input({ apiAddress: 'http://vendor.test/' }), staff))).toBe(
      'https_required',
    );
    environment = 'sandbox';
    expect(await reason(() => service().create(input(), staff))).toBe('invalid');
    const made = await service().create(input({ apiAddress: 'sandbox:' }), staff);
    expect((await service().accountFor(made.id)).apiAddress).toBe('http://127.0.0.1:4/billmgr');
    // The same row in the live environment is not called.
    environment = 'live';
    expect(await reason(() => service().accountFor(made.id))).toBe('connection.address_refused');
  });

  it('says what is missing to make a call', async () => {
    const made = await service().create(input(), staff);
    await vault.delete(`connection/${made.id}`);
    expect(await reason(() => service().accountFor(made.id))).toBe('vault.missing_secret');
    expect(await service().test(made.id, staff)).toMatchObject({
      outcome: 'failed',
      errorCode: 'vault.missing_secret',
    });
    expect(await reason(() => service().accountFor(made.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))))).toBe(
      'not_found',
    );
  });

  it('a used connection cannot be deleted, a free one leaves a tombstone and no secret (spec item 14)', async () => {
    const shop: Shop = makeShop(opened.store);
    const made = await service().create(input({ isCategoryDefault: true }), staff);
    const category = shop.call('catalogue', 'createCategory', { name: 'Licenses' }).id;
    shop.call('catalogue', 'createProduct', {
      categoryId: category,
      name: 'lite',
      prices: [],
      connectionId: made.id,
      packageIdentifier: '55227',
    });
    expect(service().get(made.id).usedBy).toBe(1);
    expect(await reason(() => service().delete(made.id, staff))).toBe('connection.in_use');
    opened.store.db.exec('UPDATE product SET connection_id = NULL');
    await connectionsHandlers(service()).delete({ id: made.id }, staff);
    expect(service().list()).toEqual([]);
    expect(await vault.get(`connection/${made.id}`)).toBeNull();
    expect(opened.store.db.prepare('SELECT deleted_at, is_category_default FROM connection').get()).toMatchObject({
      deleted_at: expect.any(String) as unknown,
      is_category_default: 0,
    });
    expect(await reason(() => service().delete(made.id, staff))).toBe('not_found');
  });
});

describe('the test of a connection', () => {
  it('stores the result; refused credentials stop all calls until they change', async () => {
    const made = await service().create(input(), staff);
    result = { ok: false, code: 'vendor.two_factor', message: 'x', credentialsRefused: true };
    const failed = await service().test(made.id, staff);
    expect(failed).toEqual({
      at: expect.any(String) as unknown,
      outcome: 'failed',
      errorCode: 'vendor.two_factor',
      vendorMessage: 'x',
      balance: null,
    });
    expect(service().get(made.id)).toMatchObject({ credentialsStopped: true, lastTest: failed });
    await service().update(change(made.id, { name: 'other name' }), staff);
    expect(service().get(made.id).credentialsStopped).toBe(true);
    await service().update(change(made.id, { password: 'new' }), staff);
    expect(service().get(made.id).credentialsStopped).toBe(false);
    expect((await service().accountFor(made.id)).password).toBe('new');
  });

  it('a person may test again; success lets calls out, an unreachable vendor changes nothing', async () => {
    const made = await service().create(input(), staff);
    result = { ok: false, code: 'vendor.bad_password', message: '', credentialsRefused: true };
    await service().test(made.id, staff);
    result = { ok: false, code: 'vendor.unreachable', message: 'ECONNREFUSED', credentialsRefused: false };
    await service().test(made.id, staff);
    expect(service().get(made.id).credentialsStopped).toBe(true);
    result = { ok: true, balance: null };
    expect(await service().test(made.id, staff)).toMatchObject({ outcome: 'ok', balance: null, errorCode: null });
    expect(service().get(made.id).credentialsStopped).toBe(false);
    expect(probed).toHaveLength(3);
  });

  it('credentials that were corrected meanwhile are not stopped for the old ones', async () => {
    const made = await service().create(input(), staff);
    const old = await service().accountFor(made.id);
    opened.clock.advance(1000);
    await service().update(change(made.id, { password: 'new' }), staff);
    opened.store.transaction(staff, (writer) => service().stopCredentials(writer, old));
    expect(service().get(made.id).credentialsStopped).toBe(false);
  });
});

describe('capabilities and prices of an account', () => {
  const price = (pricelist: string, amountMinor: number) => ({
    pricelist,
    addon: '',
    name: `tariff ${pricelist}`,
    period: 1,
    price: { amountMinor, currency: 'EUR' },
  });

  it('are those of one account, with where they are known from; staff win until they give it back', async () => {
    const first = (await service().create(input(), staff)).id;
    const second = (await service().create(input({ name: 'Second' }), staff)).id;
    const fact = (id: string) => service().get(id).capabilities.trial;
    const unseen = { value: 'unknown', source: null, at: null, evidence: '', operationId: null };
    expect(fact(first)).toEqual(unseen);
    detected = { prices: null, balance: null, seen: [{ name: 'trial', value: 'no', evidence: 'words' }] };
    await service().detect(first, staff);
    expect(fact(first)).toEqual({
      ...unseen,
      value: 'no',
      source: 'detected',
      at: opened.store.now(),
      evidence: 'words',
    });
    expect(fact(second)).toEqual(unseen);

    service().setCapability({ id: first, name: 'trial', value: 'yes' }, staff);
    expect(fact(first)).toMatchObject({ value: 'yes', source: 'staff', evidence: 'Olga Owner' });
    await service().detect(first, staff);
    expect(fact(first).value).toBe('yes');
    service().setCapability({ id: first, name: 'trial', value: null }, staff);
    expect(fact(first)).toEqual(unseen);
    await service().detect(first, staff);
    expect(fact(first).value).toBe('no');
    expect(fact(second)).toEqual(unseen);
  });

  it('the price list is replaced by what is read, and kept where the vendor does not tell', async () => {
    const { id } = await service().create(input(), staff);
    const other = (await service().create(input({ name: 'Second' }), staff)).id;
    detected = { prices: [price('55227', 500), price('55228', 1000)], balance: null, seen: [] };
    await service().detect(id, staff);
    expect(contract.prices.output.parse(service().prices(id))).toMatchObject([
      { pricelist: '55227', price: { amountMinor: 500, currency: 'EUR' }, readAt: opened.store.now() },
      { pricelist: '55228' },
    ]);
    detected = { prices: [price('55227', 700)], balance: null, seen: [] };
    await service().detect(id, staff);
    expect(service().prices(id)).toMatchObject([{ pricelist: '55227', price: { amountMinor: 700 } }]);
    detected = { prices: null, balance: null, seen: [] };
    await service().detect(id, staff);
    expect(service().prices(id)).toHaveLength(1);
    expect(service().prices(other)).toEqual([]);
    expect(await reason(() => service().prices(opened.store.makeId()))).toBe('not_found');
  });
});
