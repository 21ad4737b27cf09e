import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  sandbox,
  world,
  contract,
  sold,
  done,
  ask,
  atVendor,
  contractRow,
  mirror,
  sent,
  codeOf,
} from './sold-license.ts';
import { owner } from './world.ts';

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
