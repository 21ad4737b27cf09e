import { createVendorClient } from '../../main/core/provisioning/index.ts';
import { silentLog, systemClock } from '../../main/core/kernel/index.ts';

/**
 * How many licenses an account has that are not deleted, asked of the vendor itself and not of our books.
 * @throws Error when the vendor's list cannot be read: an unknown number is not zero
 */
export async function ordersAt(account: { apiAddress: string; username: string; password: string }): Promise<number> {
  const vendor = createVendorClient({ clock: systemClock, log: silentLog });
  const outcome = await vendor.listLicenses({ connectionId: 'demo', ...account }, { tag: 'demo' });
  if (outcome.kind !== 'ok') throw new Error(`the vendor's list cannot be read: ${outcome.message}`);
  return outcome.value.filter(({ status }) => status !== 'deleted').length;
}
