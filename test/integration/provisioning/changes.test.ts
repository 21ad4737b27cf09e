import { describe, expect, it } from 'vitest';
import type { ProvisioningTimings } from '../../../main/core/provisioning/index.ts';
import type { VendorSandboxOptions } from '../../../main/core/vendor-sandbox/index.ts';
import { impatient, useStage } from './stage.ts';
import { owner } from './world.ts';

const stage = useStage();

describe('suspend, unsuspend, terminate', () => {
  async function bought(vendor: VendorSandboxOptions = {}, timings: Partial<ProvisioningTimings> = {}) {
    const made = await stage.open(vendor, { timings: { ...impatient, ...timings } });
    await stage.world.until(stage.world.licenses.create(made.contract, owner).id, 'succeeded');
    return made;
  }

  it('is done when the vendor shows it, and the contract follows', async () => {
    const { contract, connection } = await bought();
    await stage.world.until(stage.world.licenses.suspend(contract, owner).id, 'succeeded');
    expect(stage.world.licenseOf(contract)?.status).toBe('suspended');
    expect(stage.world.contractStatus(contract)).toBe('Suspended');
    expect(stage.world.connections.get(connection).capabilities.suspend.value).toBe('yes');
    expect(() => stage.world.licenses.suspend(contract, owner)).toThrow('license.wrong_state');
    await stage.world.until(stage.world.licenses.unsuspend(contract, owner).id, 'succeeded');
    expect(stage.world.licenseOf(contract)?.status).toBe('active');
    expect(() => stage.world.licenses.terminate(contract, 'yes', owner)).toThrow('license.confirmation_mismatch');
    await stage.world.until(
      stage.world.licenses.terminate(contract, stage.world.licenseOf(contract)?.license_key ?? '', owner).id,
      'succeeded',
    );
    expect(stage.world.licenseOf(contract)?.status).toBe('deleted');
    expect(stage.sandbox.licenses()[0]?.status).toBe(4);
    expect(stage.calls('soft.delete')).toBe(1);
  });

  it('a deleted license that vanishes from the vendor counts as deleted', async () => {
    const { contract } = await bought({ guesses: { deletedRows: 'remove' } });
    await stage.world.until(
      stage.world.licenses.terminate(contract, stage.world.licenseOf(contract)?.license_key ?? '', owner).id,
      'succeeded',
    );
    expect(stage.world.licenseOf(contract)?.status).toBe('deleted');
  });

  it('a vendor that says no: refused, the capability recorded, the license still active', async () => {
    const { contract, connection } = await bought({ switches: { canSuspend: false } });
    expect(await stage.world.until(stage.world.licenses.suspend(contract, owner).id, 'refused')).toMatchObject({
      errorCode: 'vendor.no_right',
    });
    expect(stage.world.connections.get(connection).capabilities.suspend.value).toBe('no');
    expect(stage.world.licenseOf(contract)?.status).toBe('active');
    expect(stage.world.contractStatus(contract)).toBe('Active');
    expect(() => stage.world.licenses.suspend(contract, owner)).toThrow('license.capability_missing');
    // A person tests the connection again after the vendor changed the account.
    stage.sandbox.configure({ switches: { canSuspend: true } });
    expect(await stage.world.connections.test(connection, owner)).toMatchObject({
      outcome: 'ok',
      balance: { amountMinor: 99_500, currency: 'EUR' },
    });
    await stage.world.until(stage.world.licenses.suspend(contract, owner).id, 'succeeded');
  });

  it('a vendor that says ok and does nothing is never believed', async () => {
    const { contract } = await bought({ switches: { canSuspend: 'silent' } });
    const { id } = stage.world.licenses.suspend(contract, owner);
    expect(await stage.world.until(id, 'refused', 'succeeded')).toMatchObject({
      state: 'refused',
      errorCode: 'license.capability_missing',
    });
    expect(stage.world.codes(id)).toContain('unchanged');
    expect(stage.world.licenseOf(contract)?.status).toBe('active');
    expect(stage.world.contractStatus(contract)).toBe('Active');
  });

  it('a suspension whose answer is lost is found by reading', async () => {
    const { contract } = await bought();
    stage.sandbox.setFaults([{ kind: 'reset', phase: 'after-commit', func: 'soft.suspend', times: 1 }]);
    const { id } = stage.world.licenses.suspend(contract, owner);
    await stage.world.until(id, 'succeeded');
    expect(stage.world.codes(id)).toContain('found');
    expect(stage.calls('soft.suspend')).toBe(1);
  });

  it('a suspension that did not arrive is repeated after reading, within bounds', async () => {
    const { contract } = await bought();
    stage.sandbox.setFaults([{ kind: 'reset', func: 'soft.suspend', times: 1 }]);
    const { id } = stage.world.licenses.suspend(contract, owner);
    await stage.world.until(id, 'succeeded');
    expect(stage.world.codes(id)).toContain('repeated');
    expect(stage.calls('soft.suspend')).toBe(2);
    stage.sandbox.setFaults([{ kind: 'reset', func: 'soft.resume' }]);
    await stage.world.until(stage.world.licenses.unsuspend(contract, owner).id, 'absent');
    expect(stage.calls('soft.resume')).toBe(3);
  });

  it('what is so already needs no call', async () => {
    const { contract } = await bought();
    stage.sandbox.patchLicense(stage.sandbox.licenses()[0]?.id ?? 0, { status: 3 });
    const { id } = stage.world.licenses.suspend(contract, owner);
    await stage.world.until(id, 'succeeded');
    expect(stage.world.codes(id)).toContain('already_so');
    expect(stage.calls('soft.suspend')).toBe(0);
  });

  it('refresh reads into the mirror; a license nobody knows becomes unknown and cannot be bought again', async () => {
    const { contract } = await bought();
    expect(await stage.world.licenses.refresh(contract, owner)).toEqual({ changed: false });
    const id = stage.sandbox.licenses()[0]?.id ?? 0;
    stage.sandbox.patchLicense(id, { status: 3 });
    expect(await stage.world.licenses.refresh(contract, owner)).toEqual({ changed: true });
    expect(stage.world.licenseOf(contract)?.status).toBe('suspended');
    stage.sandbox.setFaults([
      { kind: 'error', func: 'soft.edit', errorType: 'missed', errorObject: 'elid', message: 'elid not found' },
    ]);
    expect(await stage.world.licenses.refresh(contract, owner)).toEqual({ changed: true });
    expect(stage.world.licenseOf(contract)?.status).toBe('unknown');
    expect(stage.world.licenses.availableActions(contract).create).toBe('license.already_exists');
    stage.sandbox.setFaults([{ kind: 'html-502', func: 'soft.edit' }]);
    await expect(stage.world.licenses.refresh(contract, owner)).rejects.toThrow('vendor.server_error');
  });
});
