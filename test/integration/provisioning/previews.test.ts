import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/core/kernel/index.ts';
import type { LicenseAction } from '../../../preload/api/contract-products.ts';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { account, makeWorld, owner, type World } from './world.ts';

let sandbox: VendorSandbox;
let world: World;
let connection: string;
let contract: string;
const closing: (() => Promise<void>)[] = [];

/** A vendor, and a contract product that awaits its license. */
async function open(vendor: VendorSandboxOptions = {}): Promise<void> {
  sandbox = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 }, ...vendor });
  closing.push(() => sandbox.close());
  world = makeWorld({ url: sandbox.url, clock: systemClock });
  closing.push(() => world.close());
  connection = (await world.addConnection()).id;
  world.provisioning.start();
  contract = world.addContract(connection);
}
async function sold(vendor: VendorSandboxOptions = {}): Promise<void> {
  await open(vendor);
  await world.until(world.licenses.create(contract, owner).id, 'succeeded');
}
beforeEach(() => {
  closing.length = 0;
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

const preview = (
  action: LicenseAction,
  more: { package?: string; termMonths?: number; ip?: string; fresh?: boolean } = {},
) => world.preview({ contractProductId: contract, action, fresh: true, ...more }, owner);
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
/** What changed at the vendor since the sandbox was started. */
const committed = (): string[] =>
  sandbox
    .requests()
    .filter((request) => request.committed)
    .map(({ func }) => func);
const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was thrown';
};

describe('what is told before a license is bought', () => {
  it('tariffs, price and balance of the vendor; nothing is changed there', async () => {
    await open();
    const told = await preview('create');
    expect(told).toMatchObject({ license: null, cost: eur(500), balance: eur(100_000), warnings: [] });
    expect(told.packages).toEqual(
      [
        ['55227', 'ispmanager 6 lite', 500],
        ['55228', 'ispmanager 6 pro', 1000],
        ['55229', 'ispmanager 6 host', 1500],
        ['55230', 'ispmanager 6 business', 2000],
      ].map(([pricelist, name, cost]) => ({ pricelist, name, cost: eur(Number(cost)), becomes: null })),
    );
    expect((await preview('create', { package: '55229', termMonths: 12 })).cost).toEqual(eur(15_000));
    expect((await preview('create', { package: 'ispmanager 6 pro' })).cost).toEqual(eur(1000));
    expect(committed()).toEqual([]);
  });

  it('the price list is not read again within the minute', async () => {
    await open();
    for (const termMonths of [1, 12, 1]) await preview('create', { termMonths });
    expect(sandbox.requests().filter(({ func }) => func === 'pricelist.export')).toHaveLength(1);
  });

  it('a price that the list does not have is not told, and never a guess', async () => {
    await open();
    expect(await preview('create', { package: '99999', ip: '' })).toMatchObject({
      cost: null,
      warnings: ['price_unknown'],
    });
    await open({ guesses: { missingFunctions: ['pricelist.export'] } });
    expect(await preview('create')).toMatchObject({ cost: null, warnings: ['price_unknown'], packages: [] });
  });

  it('too little money, and money that is not told', async () => {
    await open({
      accounts: [
        { login: account.username, password: account.password, balance: 499, currency: 'EUR', twoFactor: false },
      ],
    });
    expect((await preview('create')).warnings).toEqual(['balance_too_low']);
    await open({ guesses: { whoamiBalance: false, missingFunctions: ['subaccount', 'dashboard.info', 'usrparam'] } });
    expect(await preview('create')).toMatchObject({ balance: null, warnings: ['balance_unknown'] });
  });

  it('an address that has a license of the account, in any spelling; the vendor’s own check', async () => {
    await open({ guesses: { checkipReportsDuplicates: false } });
    const other = world.addContract(connection, { ip: '2001:db8::5' });
    await world.until(world.licenses.create(other, owner).id, 'succeeded');
    expect((await preview('create', { ip: '2001:DB8:0::5' })).warnings).toEqual(['ip_has_license']);
    expect((await preview('create', { ip: '2001:db8::6' })).warnings).toEqual([]);
    sandbox.configure({ guesses: { checkipReportsDuplicates: true } });
    expect((await preview('create', { ip: '2001:db8::5' })).warnings).toEqual(['ip_has_license', 'vendor_refuses_ip']);
    // A vendor without the check holds nothing up (ispmanager-api 8).
    sandbox.configure({ guesses: { missingFunctions: ['soft.checkip'] } });
    expect((await preview('create', { ip: '2001:db8::5' })).warnings).toEqual(['ip_has_license']);
    expect((await preview('create', { ip: '' })).warnings).toEqual([]);
  });
});

describe('what is told of a license', () => {
  it('its state at the vendor now, into the mirror too', async () => {
    await sold();
    const [license] = sandbox.licenses();
    sandbox.patchLicense(license?.id ?? 0, { status: 3, ip: '192.0.2.99' });
    const told = await preview('renew');
    expect(told.license).toMatchObject({ status: 'suspended', ip: '192.0.2.99' });
    expect(told.warnings).toEqual(['suspended_renews_from_today']);
    expect(world.licenseOf(contract)?.status).toBe('suspended');
    expect(world.licenses.availableActions(contract).suspend).toBe('license.wrong_state');
  });

  it('one that the vendor does not have any more is unknown from then on, not what it was', async () => {
    await sold({ guesses: { deletedRows: 'remove' } });
    sandbox.patchLicense(sandbox.licenses()[0]?.id ?? 0, { status: 4 });
    expect((await preview('suspend')).license?.status).toBe('unknown');
    expect(world.licenses.availableActions(contract).suspend).toBe('license.wrong_state');
  });

  it('the end after a renewal where the vendor tells it for that term', async () => {
    await sold();
    const told = await preview('renew', { termMonths: 1 });
    const [license] = sandbox.licenses();
    expect(told).toMatchObject({ cost: eur(500), periods: [1, 12] });
    expect(told.newExpiresOn && told.newExpiresOn > (license?.expiredate ?? '')).toBe(true);
    expect((await preview('renew', { termMonths: 12 })).newExpiresOn).toBeNull();
    expect(committed()).toEqual(['soft.order.param']);
  });

  it('an act that the account was not seen carrying out is named until it was', async () => {
    await sold();
    expect((await preview('suspend')).warnings).toEqual(['not_confirmed_by_vendor']);
    await world.until(world.licenses.suspend(contract, owner).id, 'succeeded');
    expect((await preview('unsuspend')).warnings).toEqual([]);
    expect((await preview('terminate')).warnings).toEqual([]);
  });
});

describe('a vendor that cannot be read', () => {
  it('is said so; what earlier readings left is told when it is asked for, and asks the vendor nothing', async () => {
    await sold();
    await preview('renew');
    await sandbox.close();
    expect(await codeOf(() => preview('renew'))).toBe('vendor.unreachable');
    const known = await preview('renew', { fresh: false });
    expect(known).toMatchObject({
      cost: eur(500),
      balance: null,
      newExpiresOn: null,
      warnings: [],
      license: { status: 'active', packageIdentifier: '55227' },
    });
    expect((await preview('changePackage', { fresh: false })).packages.map(({ pricelist }) => pricelist)).toEqual([
      '55228',
      '55229',
      '55230',
    ]);
  });

  it('what is queued on that is not done, and is sent when the vendor is back, in the order it was asked for', async () => {
    await sold();
    const second = world.addContract(connection, { ip: '192.0.2.70' });
    const { port } = sandbox;
    const licenses = sandbox.licenses();
    await sandbox.close();
    const first = world.licenses.create(second, owner).id;
    const state = () => world.provisioning.get(first).state;
    await expect.poll(() => world.provisioning.get(first).errorCode).toBe('vendor.unreachable');
    expect(state()).toBe('queued');
    expect(world.contractStatus(second)).toBe('Awaiting Activation');
    expect(licenses).toHaveLength(1);
    const back = await startVendorSandbox({ port, timing: { processingMs: 0, keyDelayMs: 0 } });
    closing.push(() => back.close());
    await world.until(first, 'succeeded');
    expect(back.orders()).toBe(1);
  });
});

describe('Take over a license', () => {
  /** A license that the account has and the console knows nothing of. */
  const order = (ip: string) =>
    world.vendor.orderLicense(
      { connectionId: connection, apiAddress: sandbox.url, ...account },
      { pricelist: '55228', period: 1, ip, token: 'bought elsewhere' },
      { tag: 'test' },
    );
  async function orphan() {
    await open();
    await order('192.0.2.50');
    const [license] = sandbox.licenses();
    if (!license) throw new Error('no license');
    return license;
  }

  it.each([
    ['vendor number', (license: { id: number }) => String(license.id)],
    ['key', (license: { key: string }) => ` ${license.key} `],
    ['IP', (license: { ip: string }) => license.ip],
  ])('by %s: nothing is bought, and the contract product follows the license', async (_name, text) => {
    const license = await orphan();
    const taken = await world.licenses.takeOver(contract, text(license), owner);
    expect(taken).toMatchObject({ vendorId: String(license.id), key: license.key, status: 'active' });
    expect(sandbox.orders()).toBe(1);
    expect(world.contractStatus(contract)).toBe('Active');
    expect(
      world.store.db.prepare('SELECT ip, package_identifier FROM contract_product WHERE id = ?').get(contract),
    ).toEqual({
      ip: '192.0.2.50',
      package_identifier: '55228',
    });
    expect(world.licenses.availableActions(contract)).toMatchObject({
      create: 'license.already_exists',
      takeOver: 'license.already_exists',
      renew: null,
    });
  });

  it('not one that is not there, is deleted, has another key, or belongs to another product', async () => {
    const license = await orphan();
    for (const text of ['424242', `${license.id}-OTHER`, '192.0.2.200'])
      expect(await codeOf(() => world.licenses.takeOver(contract, text, owner)), text).toBe('license.no_license');
    sandbox.patchLicense(license.id, { status: 4 });
    expect(await codeOf(() => world.licenses.takeOver(contract, String(license.id), owner))).toBe('license.no_license');
    sandbox.patchLicense(license.id, { status: 2 });
    await world.licenses.takeOver(contract, String(license.id), owner);
    const other = world.addContract(connection);
    expect(await codeOf(() => world.licenses.takeOver(other, String(license.id), owner))).toBe('license.taken');
    expect(await codeOf(() => world.licenses.takeOver(contract, String(license.id), owner))).toBe(
      'license.already_exists',
    );
    expect(world.contractStatus(other)).toBe('Awaiting Activation');
    expect(sandbox.orders()).toBe(1);
  });

  it('not one of several on an address: their numbers are told', async () => {
    const license = await orphan();
    await order(license.ip);
    expect(await codeOf(() => world.licenses.takeOver(contract, license.ip, owner))).toBe('license.several_match');
  });

  it('not for an order that is not paid', async () => {
    const license = await orphan();
    const unpaid = world.addContract(connection, { status: 'Pending' });
    expect(await codeOf(() => world.licenses.takeOver(unpaid, String(license.id), owner))).toBe('license.not_paid');
  });
});
