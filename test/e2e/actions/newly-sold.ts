import type { Locator, Page } from '@playwright/test';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { ask } from './calls.ts';
import { openLicense, orderUnpaid, paymentInput, setUpShop, type Ordered, type Shop } from './shop.ts';
import { account, expect } from '../fixtures/app.ts';
import { operation } from '../screens/sections.ts';

/** A shop at this vendor with two products, and a client who paid for one; its license was refused, so there is none yet. */
export async function begin(
  page: Page,
  options: VendorSandboxOptions,
): Promise<{ vendor: VendorSandbox; shop: Shop; order: Ordered }> {
  const vendor = await startVendorSandbox({ timing: { processingMs: 100, keyDelayMs: 100 }, ...options });
  const shop = await setUpShop(page, { ...account, apiAddress: vendor.url, readIntervalMs: 20 });
  const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
  await ask(page, 'catalogue', 'createProduct', {
    categoryId,
    name: 'ispmanager 6 pro',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 1250 }],
    connectionId: shop.connectionId,
    packageIdentifier: '55228',
  });
  const order = await orderUnpaid(page, shop, '203.0.113.10');
  await withoutLicense(page, vendor, order);
  await openLicense(page, order);
  return { vendor, shop, order };
}

/** Pays an order whose purchase the vendor refuses for lack of money. */
export async function withoutLicense(page: Page, vendor: VendorSandbox, order: Ordered): Promise<void> {
  vendor.setFaults([{ kind: 'balance', func: 'soft.order.param', times: 1 }]);
  await ask(page, 'billing', 'recordPayment', await paymentInput(page, order));
  const purchase = async () =>
    (await ask(page, 'contractProducts', 'get', { id: order.contractProductId })).operations[0];
  await expect.poll(async () => (await purchase())?.state, { timeout: 30_000 }).toBe('refused');
  await ask(page, 'operations', 'abandon', { id: (await purchase())?.id ?? '' });
}

export const detail = (page: Page): Locator => page.getByRole('region', { name: 'Contract product' });
/** A line of names and values: what stands beside a name. */
export const beside = (within: Locator, label: string): Locator =>
  within.getByRole('definition').and(within.locator(`dt:text-is("${label}") + dd`));
/** The newest operation of a kind, once it stands like this. */
export async function stands(page: Page, kind: string, state: string): Promise<Locator> {
  const item = operation(page, kind).first();
  await expect(item.getByText(state, { exact: true })).toBeVisible({ timeout: 30_000 });
  return item;
}
export const charges = (vendor: VendorSandbox): number =>
  vendor.ledger().filter(({ kind }) => kind === 'charge').length;
export const license = (vendor: VendorSandbox) => {
  const found = vendor.licenses()[0];
  if (!found) throw new Error('the vendor has no license');
  return found;
};
