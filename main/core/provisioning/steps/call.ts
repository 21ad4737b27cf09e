import type { ConnectionAccount } from '../../connections/index.ts';
import type { Machine } from '../machine.ts';
import type { Before, OperationParams, StoredOperation, Told } from '../operation.ts';
import type { LicenseEdit, Outcome } from '../vendor/index.ts';

/** Sends an operation, once. Never throws: whatever goes wrong here while it is on its way is `unknown`. */
export async function callOnce(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
): Promise<Outcome<Told>> {
  try {
    return await callOf(machine, operation, account);
  } catch (error) {
    machine.log.error(
      { operationId: operation.id, error: error instanceof Error ? error.name : 'unknown' },
      'vendor client failed',
    );
    return { kind: 'unknown', code: 'vendor.broken_answer', message: 'the console failed while it was waiting' };
  }
}

async function callOf(
  { vendor }: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
): Promise<Outcome<Told>> {
  // No signal here: a call that is on its way is waited for.
  const meta = { tag: operation.id };
  const { kind, params, before, token } = operation;
  const vendorId = operation.vendorId ?? '';
  const { pricelist, period, ip } = params;
  switch (kind) {
    case 'create':
      return vendor.orderLicense(account, { pricelist, period, ip, token }, meta);
    case 'renew':
      return told(await vendor.renewLicense(account, { vendorId, period }, meta), ({ newExpiresOn }) => ({
        expiresOn: newExpiresOn,
      }));
    case 'changePackage':
      return told(await vendor.changePackage(account, { vendorId, pricelist, period }, meta));
    case 'reissue':
      return vendor.reissueKey(account, vendorId, meta);
    case 'suspend':
      return told(await vendor.act(account, 'suspend', vendorId, meta));
    case 'unsuspend':
      return told(await vendor.act(account, 'resume', vendorId, meta));
    case 'terminate':
      return told(await vendor.act(account, 'delete', vendorId, meta));
    case 'edit':
    case 'autoRenew':
    case 'addons':
      return told(await vendor.editLicense(account, vendorId, editOf(params, before), meta));
  }
}

function told<T>(outcome: Outcome<T>, of: (value: T) => Told = () => ({})): Outcome<Told> {
  return outcome.kind === 'ok' ? { kind: 'ok', value: of(outcome.value) } : outcome;
}

/**
 * What is sent with an edit: all that is known of the license, and what is new. Whether the vendor keeps a field that is
 * left out is not documented (ispmanager-api 4.1, 8).
 */
export function editOf(params: OperationParams, before: Before | null): LicenseEdit {
  const isEdit = params.licname !== undefined;
  const autoprolong = params.autoprolong ?? before?.autoprolong ?? undefined;
  const addons = { ...before?.addons, ...params.addons };
  return {
    ip: isEdit ? params.ip : (before?.ip ?? params.ip),
    licname: params.licname ?? before?.licname ?? '',
    ...(autoprolong === undefined ? {} : { autoprolong }),
    ...(Object.keys(addons).length === 0 ? {} : { addons }),
    ...(before?.remoteid ? { remoteid: before.remoteid } : {}),
  };
}
