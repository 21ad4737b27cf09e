import path from 'node:path';
import type { Page } from '@playwright/test';
import { silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { createVendorClient } from '../../../main/core/provisioning/index.ts';
import { addMany, type Sold } from '../../integration/provisioning/many.ts';
import { openStore } from '../../unit/support/store.ts';
import { account } from '../fixtures/app.ts';
import { ask } from './calls.ts';

/** A provision configuration at a vendor that bears `parallel` calls at once, one after the other without a pause. */
export async function connectFast(page: Page, apiAddress: string, parallel: number): Promise<string> {
  await page.getByRole('button', { name: 'Connect your account' }).click();
  const connection = await ask(page, 'connections', 'create', {
    name: 'ispmanager licenses',
    ...account,
    apiAddress,
    parallel,
    readIntervalMs: 0,
  });
  return connection.id;
}

/** Licenses that are at the vendor and sold by the console, as if of earlier: into the database of a closed console. */
export async function stockUp(
  dataFolder: string,
  of: { url: string; connectionId: string; count: number },
): Promise<Sold[]> {
  const client = createVendorClient({ clock: systemClock, log: silentLog });
  const vendorIds: string[] = [];
  let next = 0;
  const buyer = async (): Promise<void> => {
    for (let at = next++; at < of.count; at = next++) {
      const bought = await client.orderLicense(
        { connectionId: of.connectionId, apiAddress: of.url, ...account },
        { pricelist: '55227', period: 1, ip: `10.1.${at >> 8}.${at & 255}`, token: `rc-${at}` },
        { tag: 'stock' },
      );
      if (bought.kind !== 'ok') throw new Error(JSON.stringify(bought));
      vendorIds.push(bought.value.vendorId);
    }
  };
  await Promise.all(Array.from({ length: 4 }, buyer));
  const store = openStore(path.join(dataFolder, 'live'), { clock: systemClock });
  const sold = addMany({ store }, of.connectionId, vendorIds);
  store.close();
  return sold;
}
