import type { Page } from '@playwright/test';
import type { VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import type { Order } from '../../../preload/api/orders.ts';
import { buyByHand } from './by-hand.ts';
import { ask } from './calls.ts';
import type { SampleData } from './sample-data.ts';
import { contractOf, reach, sell } from './sample-orders.ts';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Makes the vendor's second account and our books differ, in every way that has a screen of its own, and compares them.
 * One sale is charged twice.
 */
export async function addFindings(
  page: Page,
  vendor: VendorSandbox,
  { connectionId, clientId, secondProduct }: { connectionId: string; clientId: string; secondProduct: string },
): Promise<SampleData['findings']> {
  const sold: Order[] = [];
  for (const ip of ['203.0.113.31', '203.0.113.32', '203.0.113.33', '203.0.113.34']) {
    vendor.setFaults(ip.endsWith('34') ? [{ kind: 'charge-twice', func: 'soft.order.param', times: 1 }] : []);
    const placed = await sell(page, clientId, secondProduct, { ip });
    await reach(page, placed, 'active');
    sold.push(placed);
  }
  const numbers = await Promise.all(
    sold.map(async (placed) => {
      const { license } = await ask(page, 'contractProducts', 'get', { id: contractOf(placed) });
      return license?.vendorId ?? '';
    }),
  );
  const [address = '', gone = '', end = '', name = ''] = numbers;
  // Of what is bought for a month, nothing ends in the next 30 days where a month has 31: these two end on every day.
  vendor.patchLicense(Number(address), { ip: '198.51.100.77', autoprolong: 1, expiredate: inDays(3) });
  vendor.patchLicense(Number(gone), { status: 4 });
  vendor.patchLicense(Number(end), { expiredate: '2035-01-15', status: 3 });
  vendor.patchLicense(Number(name), { licname: 'renamed by hand', expiredate: '2035-02-01' });
  const orphan = await buyByHand(vendor);
  vendor.patchLicense(Number(orphan), { expiredate: inDays(9) });
  await ask(page, 'reconciliation', 'run', { connectionId });
  const { rows } = await ask(page, 'reconciliation', 'findings', {});
  const idOf = (vendorId: string, field: string | null): string =>
    rows.find((row) => row.vendorId === vendorId && row.field === field)?.id ?? '';
  const resolved = idOf(name, 'name');
  await ask(page, 'reconciliation', 'correctHere', { id: resolved });
  return {
    address: idOf(address, 'ip'),
    orphan: idOf(orphan, null),
    missing: idOf(gone, null),
    end: idOf(end, 'status'),
    resolved,
  };
}
