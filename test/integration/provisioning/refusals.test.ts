import { describe, expect, it } from 'vitest';
import type { CapabilityName } from '../../../preload/api/connections.ts';
import { silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { createVendorClient, type VendorClient } from '../../../main/core/provisioning/index.ts';
import { defaultAccounts, type Fault } from '../../../main/core/vendor-sandbox/index.ts';
import { impatient, useStage } from './stage.ts';
import { account, owner } from './world.ts';

const stage = useStage();

/** Changes of a license that the other tests of refusals do not have, each as a person asks for it. */
const changes = [
  { kind: 'reissue', func: 'soft.edit', once: true, given: {} },
  { kind: 'changePackage', func: 'service.changepricelist', once: true, given: { package: '55228' } },
  { kind: 'addons', func: 'soft.edit', once: true, given: { quantities: { '55236': 2 } } },
  { kind: 'edit', func: 'soft.edit', once: false, given: { ip: '192.0.2.99', licname: 'another name' } },
  { kind: 'autoRenew', func: 'soft.edit', once: false, given: { autoRenewal: '12' } },
] as const;
type Change = (typeof changes)[number];

/** What the changing verbs of the client come by; reads of the same function go their way unhindered. */
let beforeChange: (() => void) | undefined;
function client(): VendorClient {
  const honest = createVendorClient({ clock: systemClock, log: silentLog, minReadIntervalMs: 0, readRetryMs: [] });
  const hindered = <Of extends unknown[], T>(verb: (...of: Of) => Promise<T>): ((...of: Of) => Promise<T>) => {
    return (...of) => {
      beforeChange?.();
      return verb(...of);
    };
  };
  return {
    ...honest,
    reissueKey: hindered((...of: Parameters<VendorClient['reissueKey']>) => honest.reissueKey(...of)),
    editLicense: hindered((...of: Parameters<VendorClient['editLicense']>) => honest.editLicense(...of)),
    changePackage: hindered((...of: Parameters<VendorClient['changePackage']>) => honest.changePackage(...of)),
  };
}

/** A license of a tariff that has addons, its mirror read in full. */
async function sold(): Promise<{ contract: string; connection: string }> {
  beforeChange = undefined;
  const { connection } = await stage.open(
    { timing: { processingMs: 0, keyDelayMs: 0 } },
    { vendor: client(), timings: impatient },
  );
  const contract = stage.world.addContract(connection, { package_identifier: '55230' });
  await stage.world.until(stage.world.licenses.create(contract, owner).id, 'succeeded');
  await stage.world.licenses.refresh(contract, owner);
  return { connection, contract };
}

/** All that we and the vendor hold of the license: what must be as it was. */
function holdings(contract: string): unknown {
  const { db } = stage.world.store;
  const { updated_at: _contract, ...line } = db
    .prepare('SELECT * FROM contract_product WHERE id = ?')
    .get(contract) as Record<string, unknown>;
  const license = stage.world.licenseOf(contract) as unknown as Record<string, unknown>;
  const { updated_at: _license, last_read_at: _read, ...mirror } = license;
  return { line, mirror, vendor: stage.sandbox.licenses(), money: stage.sandbox.balance(account.username) };
}

const ask = ({ kind, given }: Change, contract: string): string =>
  stage.world.licenses[kind](contract, owner, given).id;
const hit = (fault: Fault): void => {
  beforeChange = () => stage.sandbox.setFaults([{ ...fault, times: 1 }]);
};
const capability = (connection: string, name: CapabilityName) =>
  stage.world.connections.get(connection).capabilities[name];

describe.each(changes)('$kind', (change) => {
  const { kind, func } = change;

  it('works on this account, so that the tests below show what a refusal does', async () => {
    const { contract, connection } = await sold();
    const id = ask(change, contract);
    await stage.world.until(id, 'succeeded');
    expect(capability(connection, kind)).toMatchObject({ value: 'yes', source: 'detected', operationId: id });
  });

  it('that this account cannot do is refused in the vendor’s words, changes nothing, and is not offered again', async () => {
    const { contract, connection } = await sold();
    const before = holdings(contract);
    hit({ kind: 'error', func, errorType: 'access', errorObject: func, message: 'Insufficient privileges' });
    const id = ask(change, contract);
    expect(await stage.world.until(id, 'refused', 'succeeded')).toMatchObject({
      state: 'refused',
      errorCode: 'vendor.no_right',
      vendorMessage: expect.stringContaining('Insufficient privileges') as unknown,
    });
    expect(holdings(contract)).toEqual(before);
    expect(capability(connection, kind)).toMatchObject({
      value: 'no',
      source: 'detected',
      operationId: id,
      evidence: expect.stringContaining('Insufficient privileges') as unknown,
    });
    expect(stage.world.licenses.availableActions(contract)[kind]).toBe('license.capability_missing');
    expect(() => ask(change, contract)).toThrow('license.capability_missing');
    // Staff know better: it is offered, and works.
    beforeChange = undefined;
    stage.world.connections.setCapability({ id: connection, name: kind, value: 'yes' }, owner);
    expect(capability(connection, kind)).toMatchObject({ source: 'staff', evidence: 'Olga Owner', operationId: null });
    await stage.world.until(ask(change, contract), 'succeeded');
  });

  it('that the vendor refuses for this license only is refused and changes nothing, and can be asked for again', async () => {
    const { contract, connection } = await sold();
    const before = holdings(contract);
    hit({ kind: 'error', func, errorType: 'value', errorObject: 'ip', message: 'Not for this one' });
    const id = ask(change, contract);
    expect(await stage.world.until(id, 'refused', 'succeeded')).toMatchObject({
      state: 'refused',
      errorCode: 'vendor.refused',
    });
    expect(holdings(contract)).toEqual(before);
    expect(capability(connection, kind).value).toBe('unknown');
    beforeChange = undefined;
    await stage.world.until(ask(change, contract), 'succeeded');
  });

  it('that the vendor accepts and does not do is never shown as done', async () => {
    const { contract, connection } = await sold();
    const before = holdings(contract);
    hit({ kind: 'ignored', func });
    const id = ask(change, contract);
    const end = await stage.world.until(id, 'succeeded', 'refused', 'absent');
    if (change.once) {
      // It said yes, and may have charged: only readings tell, and then a person decides.
      expect(end.state).toBe('absent');
      expect(stage.world.codes(id)).toContain('not_shown');
      expect(stage.world.provisioning.status().needsPerson).toBe(1);
      expect(() => ask(change, contract)).toThrow('license.operation_open');
      stage.world.provisioning.abandon(id, owner);
    } else {
      expect(end).toMatchObject({ state: 'refused', errorCode: 'license.capability_missing' });
      expect(stage.world.codes(id)).toContain('unchanged');
      expect(capability(connection, kind)).toMatchObject({ value: 'no', operationId: id });
    }
    expect(stage.calls('soft.order.param')).toBe(1);
    expect(holdings(contract)).toEqual(before);
  });
});

describe('several accounts side by side', () => {
  it('one that can suspend and one that cannot: what is seen of one says nothing of the other', async () => {
    const second = 'second@sandbox.example';
    const [first] = defaultAccounts;
    const { connection: able } = await stage.open(
      {
        timing: { processingMs: 0, keyDelayMs: 0 },
        accounts: [...defaultAccounts, { ...first!, login: second, canSuspend: false }],
      },
      { timings: impatient },
    );
    const { world } = stage;
    const unable = (await world.addConnection({ username: second, name: 'second account' })).id;
    const contracts = { able: world.addContract(able), unable: world.addContract(unable) };
    for (const contract of Object.values(contracts))
      await world.until(world.licenses.create(contract, owner).id, 'succeeded');

    const refused = world.licenses.suspend(contracts.unable, owner).id;
    const done = world.licenses.suspend(contracts.able, owner).id;
    await world.until(refused, 'refused');
    await world.until(done, 'succeeded');
    expect(capability(unable, 'suspend')).toMatchObject({ value: 'no', operationId: refused });
    expect(capability(able, 'suspend')).toMatchObject({ value: 'yes', operationId: done });
    expect(world.contractStatus(contracts.unable)).toBe('Active');
    expect(world.contractStatus(contracts.able)).toBe('Suspended');
    expect(world.licenses.availableActions(contracts.unable).suspend).toBe('license.capability_missing');
    expect(world.licenses.availableActions(contracts.able).unsuspend).toBeNull();

    // The price list and the balance of one are not those of the other either.
    await world.connections.detect(able, owner);
    expect(world.connections.prices(able).length).toBeGreaterThan(0);
    expect(world.connections.prices(unable)).toEqual([]);
    expect(world.provisioning.list({ connectionId: unable, limit: 10 }).rows.map((row) => row.id)).not.toContain(done);
  });
});
