import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/core/kernel/index.ts';
import type { Given, VendorAction } from '../../../main/core/licenses/index.ts';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { account, makeWorld, owner, type World, type WorldOptions } from './world.ts';

let sandbox: VendorSandbox;
let world: World;
let connection: string;
let contract: string;
const closing: (() => Promise<void>)[] = [];

/** A vendor, and a contract product whose license was bought from it. */
async function sold(vendor: VendorSandboxOptions = {}, options: Partial<WorldOptions> = {}): Promise<void> {
  sandbox = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 }, ...vendor });
  closing.push(() => sandbox.close());
  world = makeWorld({ url: sandbox.url, clock: systemClock, ...options });
  closing.push(() => world.close());
  connection = (await world.addConnection()).id;
  world.provisioning.start();
  contract = world.addContract(connection);
  await done(world.licenses.create(contract, owner).id);
}
beforeEach(() => {
  closing.length = 0;
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

const done = (id: string) => world.until(id, 'succeeded');
const ask = (action: VendorAction, given: Given = {}) => world.licenses.act(action, contract, given, owner).id;
/** The license in the vendor's own books. */
const atVendor = () => {
  const [license] = sandbox.licenses();
  if (!license) throw new Error('the vendor has no license');
  return license;
};
const contractRow = () =>
  world.store.db.prepare('SELECT * FROM contract_product WHERE id = ?').get(contract) as Record<string, unknown>;
const mirror = () => world.licenseOf(contract) as unknown as Record<string, unknown>;
const sent = (func: string): number =>
  sandbox.requests().filter((request) => request.func === func && request.params['sok'] === 'ok').length;
const charges = (): number => sandbox.ledger().filter(({ kind }) => kind === 'charge').length;
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was thrown';
};
/** A product of the catalogue with this tariff, with a price of the contract's term and currency where one is given. */
function addProduct(pricelist: string, name: string, amountMinor?: number): string {
  const id = world.store.makeId();
  world.store.transaction(owner, (writer) => {
    const { category_id } = world.store.db.prepare('SELECT category_id FROM product').get() as { category_id: string };
    writer.insert('product', {
      id,
      category_id,
      type: 'single',
      is_active: 1,
      is_visible: 1,
      name,
      description: '',
      connection_id: connection,
      package_identifier: pricelist,
      deleted_at: null,
    });
    if (amountMinor !== undefined)
      writer.insert('price', {
        id: world.store.makeId(),
        product_id: id,
        term_months: 1,
        currency: 'EUR',
        amount_minor: amountMinor,
      });
  });
  return id;
}

describe('Renew License', () => {
  it('adds the term once, charges once, and leaves the contract as it is', async () => {
    await sold();
    const before = atVendor().expiredate;
    const [due, status] = [contractRow()['next_due_on'], contractRow()['status']];
    const operation = await done(ask('renew', { termMonths: 1 }));
    expect(atVendor().expiredate > before).toBe(true);
    expect([sent('service.prolong'), charges()]).toEqual([1, 2]);
    expect(mirror()['expires_on']).toBe(atVendor().expiredate);
    expect([contractRow()['next_due_on'], contractRow()['status']]).toEqual([due, status]);
    expect(operation.before?.expiresOn).toBe(before);
    expect(operation.target.period).toBe(1);
  });

  it('a refusal for lack of money leaves everything as it is, with the vendor’s words', async () => {
    await sold();
    const before = atVendor();
    sandbox.setFaults([{ kind: 'balance', func: 'service.prolong' }]);
    const refused = await world.until(ask('renew', { termMonths: 12 }), 'refused');
    expect(refused).toMatchObject({ errorCode: 'vendor.refused' });
    expect(refused.vendorMessage).toMatch(/Insufficient funds/);
    expect([atVendor().expiredate, charges()]).toEqual([before.expiredate, 1]);
    expect(mirror()['expires_on']).toBe(before.expiredate);
  });

  it('costs the tariff and its addons', async () => {
    await sold();
    await done(ask('changePackage', { package: '55230', termMonths: 1 }));
    await done(ask('addons', { quantities: { '55236': 2 } }));
    const { cost, warnings } = await world.preview(
      { contractProductId: contract, action: 'renew', termMonths: 1, fresh: true },
      owner,
    );
    expect(cost).toEqual({ amountMinor: 2000 + 2 * 400, currency: 'EUR' });
    expect(warnings).toEqual([]);
    const before = sandbox.balance(account.username);
    const operation = await done(ask('renew', { termMonths: 1 }));
    expect(operation.expectedCost).toEqual(cost);
    expect(before - sandbox.balance(account.username)).toBe(cost?.amountMinor);
  });
});

describe('Reissue License', () => {
  it('shows the new key, keeps the old one, and changes it once', async () => {
    await sold();
    const old = atVendor().key;
    const operation = await done(ask('reissue'));
    const { key } = atVendor();
    expect(key).not.toBe(old);
    expect(mirror()['license_key']).toBe(key);
    expect(operation.before?.key).toBe(old);
    expect(operation.told.key).toBe(key);
    expect(world.licenses.keyHistory(contract)).toMatchObject([{ key: old, reason: 'reissue', by: 'Olga Owner' }]);
    expect(charges()).toBe(1);
  });

  it('within the month is warned of, refused by the vendor, and the limit noted; the key and its history stay', async () => {
    await sold({ guesses: { monthlyKeyLimit: true } });
    await done(ask('reissue'));
    const { key } = atVendor();
    const preview = await world.preview({ contractProductId: contract, action: 'reissue', fresh: true }, owner);
    expect(preview.warnings).toEqual(['key_changed_this_month']);
    const refused = await world.until(ask('reissue'), 'refused');
    expect(refused.vendorMessage).toMatch(/only after/);
    expect([atVendor().key, mirror()['license_key']]).toEqual([key, key]);
    expect(world.licenses.keyHistory(contract)).toHaveLength(1);
    expect(world.connections.capabilities(connection)).toMatchObject({
      keyLimit: { value: 'yes' },
      reissue: { value: 'yes' },
    });
  });

  it('a second one in the month that works shows that there is no limit, and is not warned of again', async () => {
    await sold({ guesses: { monthlyKeyLimit: false } });
    await done(ask('reissue'));
    await done(ask('reissue'));
    expect(world.connections.capabilities(connection).keyLimit.value).toBe('no');
    const { warnings } = await world.preview({ contractProductId: contract, action: 'reissue', fresh: true }, owner);
    expect(warnings).toEqual([]);
    expect(world.licenses.keyHistory(contract)).toHaveLength(2);
  });

  it('a key that changed at the vendor is kept in the history too', async () => {
    await sold();
    const old = atVendor().key;
    sandbox.patchLicense(atVendor().id, { key: `${atVendor().id}-OTHER` });
    expect(await world.licenses.refresh(contract, owner)).toEqual({ changed: true });
    expect(world.licenses.keyHistory(contract)).toMatchObject([{ key: old, reason: 'vendor', by: 'Olga Owner' }]);
  });
});

describe('Upgrade/Downgrade License', () => {
  it('changes tariff, product and price together, when the vendor shows it', async () => {
    await sold();
    const product = addProduct('55228', 'ispmanager 6 pro', 1250);
    const { packages, cost } = await world.preview(
      { contractProductId: contract, action: 'changePackage', fresh: true },
      owner,
    );
    expect(cost).toBeNull();
    expect(packages.map(({ pricelist }) => pricelist)).toEqual(['55228', '55229', '55230']);
    expect(packages[0]).toEqual({
      pricelist: '55228',
      name: 'ispmanager 6 pro',
      cost: { amountMinor: 1000, currency: 'EUR' },
      becomes: {
        productId: product,
        productName: 'ispmanager 6 pro',
        price: { amountMinor: 1250, currency: 'EUR' },
      },
    });
    await done(ask('changePackage', { package: 'ISPmanager 6 Pro', termMonths: 1 }));
    expect(atVendor().pricelist).toBe('55228');
    expect(mirror()['package_identifier']).toBe('55228');
    expect(contractRow()).toMatchObject({
      package_identifier: '55228',
      product_id: product,
      product_name: 'ispmanager 6 pro',
      price_minor: 1250,
    });
  });

  it('takes the price that a person names, and keeps the agreed one where the catalogue has none', async () => {
    await sold();
    addProduct('55228', 'ispmanager 6 pro');
    await done(ask('changePackage', { package: '55228', termMonths: 1 }));
    expect(contractRow()).toMatchObject({ product_name: 'ispmanager 6 pro', price_minor: 500 });
    await done(ask('changePackage', { package: '55227', termMonths: 1, price: { amountMinor: 321, currency: 'EUR' } }));
    expect(contractRow()).toMatchObject({ package_identifier: '55227', price_minor: 321 });
  });

  it.each([
    ['refused: a cheaper tariff', { guesses: { downgradeAllowed: false } }, 'refused'],
    ['accepted, and nothing done', {}, 'unknown'],
  ] as const)('%s: neither license nor contract product changes', async (_name, vendor, state) => {
    await sold(vendor, { timings: { readBackMs: [10, 10], slowMs: 3_600_000, reconcileMs: [3_600_000] } });
    addProduct('55228', 'ispmanager 6 pro', 1250);
    await done(ask('changePackage', { package: '55228', termMonths: 1 }));
    const before = contractRow();
    if (state === 'unknown') sandbox.setFaults([{ kind: 'ignored', func: 'service.changepricelist' }]);
    const operation = await world.until(ask('changePackage', { package: '55227', termMonths: 1 }), state);
    expect(operation.state).toBe(state);
    expect(atVendor().pricelist).toBe('55228');
    expect(mirror()['package_identifier']).toBe('55228');
    expect(contractRow()).toEqual(before);
  });

  it('offers nothing dearer to choose from than the vendor does, and refuses a trial and the same tariff', async () => {
    await sold({ guesses: { downgradeAllowed: false } });
    await done(ask('changePackage', { package: '55229', termMonths: 1 }));
    const { packages } = await world.preview(
      { contractProductId: contract, action: 'changePackage', fresh: true },
      owner,
    );
    expect(packages.map(({ pricelist }) => pricelist)).toEqual(['55230']);
    expect(await codeOf(() => ask('changePackage', { package: '55239', termMonths: 1 }))).toBe('license.trial');
    expect(await codeOf(() => ask('changePackage', { package: '55229', termMonths: 1 }))).toBe(
      'license.nothing_to_change',
    );
    expect(await codeOf(() => ask('changePackage', { package: 'no tariff', termMonths: 1 }))).toBe('input.invalid');
    expect(
      await codeOf(() =>
        ask('changePackage', { package: '55230', termMonths: 1, price: { amountMinor: 1, currency: 'USD' } }),
      ),
    ).toBe('input.invalid');
    expect(sent('service.changepricelist')).toBe(1);
  });
});

describe('Change IP or name, Auto-renewal, Addons', () => {
  it('IP and name change at the vendor, and the contract product follows', async () => {
    await sold();
    const operation = await done(ask('edit', { ip: '2001:db8::7', licname: 'web 7' }));
    expect(atVendor()).toMatchObject({ ip: '2001:db8::7', licname: 'web 7' });
    expect(contractRow()['ip']).toBe('2001:db8::7');
    expect(mirror()).toMatchObject({ ip: '2001:db8::7', licname: 'web 7' });
    expect(operation.before).toMatchObject({ ip: '192.0.2.7' });
    expect(await codeOf(() => ask('edit', { ip: '2001:0db8::0007', licname: 'web 7' }))).toBe(
      'license.nothing_to_change',
    );
  });

  it('a second IP within the month is warned of and refused; nothing changes here', async () => {
    await sold({ guesses: { monthlyIpLimit: true } });
    await done(ask('edit', { ip: '192.0.2.8', licname: 'web 8' }));
    const { warnings } = await world.preview({ contractProductId: contract, action: 'edit', fresh: true }, owner);
    expect(warnings).toEqual(['ip_changed_this_month']);
    await world.until(ask('edit', { ip: '192.0.2.9', licname: 'web 8' }), 'refused');
    expect([atVendor().ip, contractRow()['ip'], mirror()['ip']]).toEqual(['192.0.2.8', '192.0.2.8', '192.0.2.8']);
    expect(world.connections.capabilities(connection)).toMatchObject({
      ipLimit: { value: 'yes' },
      edit: { value: 'yes' },
    });
  });

  it('auto-renewal is set and taken back; key, IP, name and addons stay', async () => {
    await sold();
    await done(ask('changePackage', { package: '55230', termMonths: 1 }));
    await done(ask('addons', { quantities: { '55236': 3 } }));
    const { autoprolong: _before, ...rest } = atVendor();
    await done(ask('autoRenew', { autoRenewal: '12' }));
    expect(atVendor()).toMatchObject({ ...rest, autoprolong: 12 });
    expect(mirror()['autoprolong']).toBe('12');
    await done(ask('autoRenew', { autoRenewal: 'none' }));
    expect(atVendor()).toMatchObject({ ...rest, autoprolong: null });
    expect(await codeOf(() => ask('autoRenew', { autoRenewal: 'none' }))).toBe('license.nothing_to_change');
  });

  it('an auto-renewal that the vendor takes and ignores is never called done', async () => {
    await sold({ guesses: { autoprolongEditable: false } }, { timings: { readBackMs: [10, 10], repeatAfterMs: 0 } });
    const refused = await world.until(ask('autoRenew', { autoRenewal: '1' }), 'refused');
    expect(refused.errorCode).toBe('license.capability_missing');
    expect(mirror()['autoprolong']).toBe('none');
    expect(world.licenses.availableActions(contract).autoRenew).toBe('license.capability_missing');
  });

  it('addons: quantities change and are charged; a tariff without them has none to change', async () => {
    await sold();
    await world.licenses.refresh(contract, owner);
    expect(world.licenses.availableActions(contract).addons).toBe('license.no_addons');
    await done(ask('changePackage', { package: '55230', termMonths: 1 }));
    const preview = await world.preview({ contractProductId: contract, action: 'addons', fresh: true }, owner);
    expect(preview.addons).toEqual([{ id: '55236', quantity: 0, cost: { amountMinor: 400, currency: 'EUR' } }]);
    const before = charges();
    const operation = await done(ask('addons', { quantities: { '55236': 2 } }));
    expect(atVendor().addons).toEqual({ addon_55236: 2 });
    expect(charges()).toBe(before + 1);
    expect([operation.before?.addons, operation.target.addons]).toEqual([{ '55236': 0 }, { '55236': 2 }]);
    expect(JSON.parse(String(mirror()['addons']))).toEqual({ '55236': 2 });
    expect(await codeOf(() => ask('addons', { quantities: { '55236': 2 } }))).toBe('license.nothing_to_change');
  });

  it('addons that the vendor refuses for lack of money stay as they are', async () => {
    await sold();
    await done(ask('changePackage', { package: '55230', termMonths: 1 }));
    const before = charges();
    await world.until(ask('addons', { quantities: { '55236': 9000 } }), 'refused');
    expect(charges()).toBe(before);
    expect(atVendor().addons['addon_55236'] ?? 0).toBe(0);
    expect(JSON.parse(String(mirror()['addons']))).toEqual({ '55236': 0 });
  });
});

describe('guards: an action meant for one client cannot hit another', () => {
  it('Customer identifier: the id, or the address of the client’s page; another client’s or no id is refused', async () => {
    await sold();
    const client = String(contractRow()['client_id']);
    const other = randomUUID();
    for (const text of [
      client,
      ` ${client.toUpperCase()} `,
      `https://panel.upmind.app/admin/clients/${client}/products/${contract}`,
      `app://staff/#/clients/${client}?tab=orders`,
      '',
    ]) {
      const usage = await world.licenses.usage(contract, { customerIdentifier: text }, owner);
      expect(usage.key, text).toBe(atVendor().key);
    }
    const requests = sandbox.requests().length;
    for (const action of ['renew', 'reissue', 'suspend', 'terminate'] as const)
      expect(await codeOf(() => ask(action, { customerIdentifier: other, termMonths: 1 }))).toBe(
        'license.other_client',
      );
    expect(
      await codeOf(() =>
        world.licenses.usage(contract, { customerIdentifier: `…/clients/${other}/products/1` }, owner),
      ),
    ).toBe('license.other_client');
    expect(await codeOf(() => ask('renew', { customerIdentifier: 'Anna', termMonths: 1 }))).toBe('input.invalid');
    expect(sandbox.requests()).toHaveLength(requests);
    expect(world.provisioning.openOperation(contract)).toBeUndefined();
  });

  it('License key: its key, its vendor number or the key set by hand; another one is refused', async () => {
    await sold();
    const license = atVendor();
    world.licenses.setManualKey(contract, 'BY-HAND', owner);
    for (const licenseKey of [license.key, String(license.id), 'BY-HAND', undefined])
      await world.licenses.syncQuantities(contract, { licenseKey }, owner);
    expect(await codeOf(() => ask('reissue', { licenseKey: `${license.id}-OTHER` }))).toBe('license.other_license');
    expect(await codeOf(() => world.licenses.usage(contract, { licenseKey: '999' }, owner))).toBe(
      'license.other_license',
    );
    expect(sent('soft.edit')).toBe(0);
  });

  it('termination wants the key typed, and a wrong one terminates nothing', async () => {
    await sold();
    const { key } = atVendor();
    expect(await codeOf(() => world.licenses.terminate(contract, `${key}x`, owner))).toBe(
      'license.confirmation_mismatch',
    );
    expect(sent('soft.delete')).toBe(0);
    await done(world.licenses.terminate(contract, key, owner).id);
    expect(atVendor().status).toBe(4);
    expect(world.contractStatus(contract)).toBe('Cancelled');
    expect(await codeOf(() => ask('renew', { termMonths: 1 }))).toBe('license.no_license');
  });
});

describe('Get Usage Data, Sync Tracked Product Quantities', () => {
  it('nine values of the vendor; what it does not tell is null and never zero', async () => {
    await sold();
    sandbox.patchLicense(atVendor().id, { webdomains: 17 });
    const license = atVendor();
    const usage = await world.licenses.usage(contract, {}, owner);
    expect(usage).toEqual({
      vendorId: String(license.id),
      name: 'ispmanager 6 lite',
      licname: license.licname,
      ip: '192.0.2.7',
      key: license.key,
      status: 'active',
      webdomains: 17,
      createdOn: mirror()['created_on'],
      expiresOn: license.expiredate,
      readAt: usage.readAt,
    });
    sandbox.configure({ guesses: { webdomains: 'absent' } });
    expect((await world.licenses.usage(contract, {}, owner)).webdomains).toBeNull();
    sandbox.configure({ guesses: { webdomains: 'empty' } });
    expect((await world.licenses.usage(contract, {}, owner)).webdomains).toBeNull();
    // What was not told leaves what was told before.
    expect(mirror()['webdomains']).toBe(17);
  });

  it('sync: before and after, once; not told changes nothing', async () => {
    await sold();
    const sync = () => world.licenses.syncQuantities(contract, {}, owner);
    sandbox.patchLicense(atVendor().id, { webdomains: 3 });
    expect(await sync()).toEqual({ before: null, after: 3, changed: true });
    expect(await sync()).toEqual({ before: 3, after: 3, changed: false });
    sandbox.patchLicense(atVendor().id, { webdomains: 0 });
    expect(await sync()).toEqual({ before: 3, after: 0, changed: true });
    sandbox.configure({ guesses: { webdomains: 'absent' } });
    expect(await sync()).toEqual({ before: 0, after: null, changed: false });
    expect(contractRow()['tracked_quantity']).toBe(0);
  });

  it('a license that the vendor does not have any more is said to be that, and is not bought again', async () => {
    await sold({ guesses: { deletedRows: 'remove' } });
    sandbox.patchLicense(atVendor().id, { status: 4 });
    expect(await codeOf(() => world.licenses.usage(contract, {}, owner))).toBe('license.no_license');
    expect(mirror()['status']).toBe('unknown');
    expect(world.licenses.availableActions(contract).create).toBe('license.already_exists');
    expect(await codeOf(() => ask('create'))).toBe('license.already_exists');
  });
});

describe('a key set by hand', () => {
  it('survives every reading, and is taken back by emptying it', async () => {
    await sold();
    world.licenses.setManualKey(contract, 'BY-HAND', owner);
    await world.licenses.refresh(contract, owner);
    await done(ask('reissue'));
    expect(contractRow()['manual_key']).toBe('BY-HAND');
    expect(mirror()['license_key']).toBe(atVendor().key);
    world.licenses.setManualKey(contract, '', owner);
    expect(contractRow()['manual_key']).toBe('');
    expect(await codeOf(() => world.licenses.setManualKey(randomUUID(), 'x', owner))).toBe('not_found');
  });
});
