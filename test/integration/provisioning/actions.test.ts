import { describe, expect, it } from 'vitest';
import {
  sandbox,
  world,
  connection,
  contract,
  sold,
  done,
  ask,
  atVendor,
  contractRow,
  mirror,
  sent,
  charges,
  codeOf,
  addProduct,
} from './sold-license.ts';
import { account, owner } from './world.ts';

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
