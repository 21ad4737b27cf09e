import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { errors } from '../../../renderer/i18n/en/errors.ts';
import { licenseActions as words } from '../../../renderer/i18n/en/license-actions.ts';
import { operations } from '../../../renderer/i18n/en/operations.ts';
import { ask } from '../actions/calls.ts';
import { act, confirm, openAction, unfold } from '../actions/licenses.ts';
import { openLicense, orderUnpaid, paymentInput, setUpShop, type Ordered, type Shop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { vendorA, vendorB } from '../fixtures/vendors.ts';
import { dialog, operation } from '../screens/sections.ts';

// A second try must not hide that once it went wrong.
test.describe.configure({ retries: 0 });

/** A shop at this vendor with two products, and a client who paid for one; its license was refused, so there is none yet. */
async function begin(
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
async function withoutLicense(page: Page, vendor: VendorSandbox, order: Ordered): Promise<void> {
  vendor.setFaults([{ kind: 'balance', func: 'soft.order.param', times: 1 }]);
  await ask(page, 'billing', 'recordPayment', await paymentInput(page, order));
  const purchase = async () =>
    (await ask(page, 'contractProducts', 'get', { id: order.contractProductId })).operations[0];
  await expect.poll(async () => (await purchase())?.state, { timeout: 30_000 }).toBe('refused');
  await ask(page, 'operations', 'abandon', { id: (await purchase())?.id ?? '' });
}

const detail = (page: Page): Locator => page.getByRole('region', { name: 'Contract product' });
/** A line of names and values: what stands beside a name. */
const beside = (within: Locator, label: string): Locator =>
  within.getByRole('definition').and(within.locator(`dt:text-is("${label}") + dd`));
/** The newest operation of a kind, once it stands like this. */
async function stands(page: Page, kind: string, state: string): Promise<Locator> {
  const item = operation(page, kind).first();
  await expect(item.getByText(state, { exact: true })).toBeVisible({ timeout: 30_000 });
  return item;
}
const charges = (vendor: VendorSandbox): number => vendor.ledger().filter(({ kind }) => kind === 'charge').length;
const license = (vendor: VendorSandbox) => {
  const found = vendor.licenses()[0];
  if (!found) throw new Error('the vendor has no license');
  return found;
};

test.describe('all license actions by screen', { tag: '@provisioning' }, () => {
  test.describe.configure({ timeout: 240_000 });

  test('vendor A: each is done, and shown as done when the vendor shows it', async ({ page }) => {
    const { vendor, shop, order } = await begin(page, vendorA);
    const shot = shots(page, 'vendor-a');
    try {
      await test.step('Create License', async () => {
        const create = await openAction(page, 'Create License');
        await expect(create.getByLabel('Package Name/Identifier')).toHaveValue('55227 ispmanager 6 lite');
        await expect(create.getByLabel('IP address')).toHaveValue('203.0.113.10');
        await expect(create.getByLabel('Customer identifier', { exact: true })).toHaveValue(shop.clientId);
        await expect(beside(create, 'Balance')).toContainText('1,000.00 EUR');
        await expect(beside(create, 'Balance')).toContainText('995.00 EUR');
        // Another term is another sum, on the button too; a wrong address is told at its field.
        await create.getByRole('button', { name: /Term/ }).click();
        await page.getByRole('option', { name: '12 months' }).click();
        await expect(create.getByRole('button', { name: 'Buy for 50.00 EUR' })).toBeEnabled();
        await create.getByRole('button', { name: /Term/ }).click();
        await page.getByRole('option', { name: '1 month', exact: true }).click();
        await create.getByLabel('IP address').fill('203.0.113.300');
        await create.getByRole('button', { name: 'Buy for 5.00 EUR' }).click();
        await expect(create.getByText(errors['field.not_ip'])).toBeVisible();
        await create.getByLabel('IP address').fill('203.0.113.10');
        await shot('create-license');
        expect(vendor.orders()).toBe(0);
        await expect(create.getByRole('button', { name: 'Buy for 5.00 EUR' })).toBeEnabled();
        await confirm(page, 'Buy for 5.00 EUR');
        await stands(page, 'Create License', 'Done');
        await expect(page.getByText(license(vendor).key).first()).toBeVisible();
        expect([vendor.orders(), vendor.balance(account.username)]).toEqual([1, 99_500]);
        await shot('create-license-done');
      });

      await test.step('Get Usage Data', async () => {
        vendor.patchLicense(license(vendor).id, { webdomains: 7 });
        const usage = await openAction(page, 'Get Usage Data');
        await expect(usage.getByLabel('License key', { exact: true })).toHaveValue(license(vendor).key);
        await page.keyboard.press('Enter');
        const result = usage.getByRole('region', { name: 'Usage data' });
        const { id, key, licname, ip } = license(vendor);
        for (const value of [String(id), 'ispmanager 6 lite', licname, ip, key, 'Active', '7'])
          await expect(result.getByText(value, { exact: true })).toBeVisible();
        await expect(result.getByRole('term')).toHaveCount(9);
        await shot('get-usage-data');
        await page.keyboard.press('Escape');
      });

      await test.step('Sync Tracked Product Quantities', async () => {
        const sync = await openAction(page, 'Sync Tracked Product Quantities');
        await sync.getByRole('button', { name: 'Sync Tracked Product Quantities' }).click();
        await expect(sync.getByText('The tracked quantity changed')).toBeVisible();
        await expect(sync.getByText(/never read.*7/)).toBeVisible();
        vendor.patchLicense(license(vendor).id, { webdomains: 9 });
        await sync.getByRole('button', { name: 'Read again' }).click();
        await expect(sync.getByText(/7.*9/)).toBeVisible();
        await shot('sync-tracked-product-quantities');
        await page.keyboard.press('Escape');
        await expect(beside(detail(page), 'Tracked quantity')).toContainText('9');
      });

      await test.step('Reissue License', async () => {
        const old = license(vendor).key;
        await openAction(page, 'Reissue License');
        await shot('reissue-license');
        await confirm(page, 'Reissue License');
        const done = await stands(page, 'Reissue License', 'Done');
        const { key } = license(vendor);
        expect(key).not.toBe(old);
        await expect(beside(detail(page), 'License key').first()).toContainText(key);
        await expect(page.getByRole('list', { name: 'Previous keys' })).toContainText(old);
        await unfold(done);
        await expect(beside(done, 'License key')).toContainText(old);
        await expect(beside(done, 'License key')).toContainText(key);
        await shot('reissue-license-done');
      });

      await test.step('Upgrade/Downgrade License', async () => {
        const change = await openAction(page, 'Upgrade/Downgrade License');
        await change.getByLabel('Package Name/Identifier').click();
        await expect(page.getByRole('option')).toHaveCount(3);
        await page.getByRole('option', { name: /55228/ }).click();
        await expect(change.getByLabel(words['action.changePackage.price'])).toHaveValue('12.50');
        await expect(beside(change, 'Product')).toContainText('ispmanager 6 pro');
        await expect(beside(change, 'List price')).toContainText('10.00 EUR');
        await change.getByRole('radio', { name: 'Free of charge' }).check({ force: true });
        await shot('upgrade-license');
        await confirm(page, 'Upgrade/Downgrade License (price not told)');
        await stands(page, 'Upgrade/Downgrade License', 'Done');
        expect(license(vendor).pricelist).toBe('55228');
        await expect(page.getByRole('heading', { name: 'ispmanager 6 pro' })).toBeVisible();
        const { price } = await ask(page, 'contractProducts', 'get', { id: order.contractProductId });
        expect(price).toEqual({ amountMinor: 1250, currency: 'EUR' });
        await shot('upgrade-license-done');
      });

      await test.step('Renew License', async () => {
        const { expiredate } = license(vendor);
        const before = charges(vendor);
        const renew = await openAction(page, 'Renew License');
        await expect(renew.getByRole('button', { name: 'Renew License for 10.00 EUR' })).toBeVisible();
        await shot('renew-license');
        // A double click is one renewal.
        await renew.getByRole('button', { name: 'Renew License for 10.00 EUR' }).dblclick();
        await expect(dialog(page)).toHaveCount(0);
        await stands(page, 'Renew License', 'Done');
        expect(license(vendor).expiredate > expiredate).toBe(true);
        expect(charges(vendor)).toBe(before + 1);
      });

      await test.step('Suspend License, Unsuspend License', async () => {
        await openAction(page, 'Suspend License');
        await shot('suspend-license');
        await confirm(page, 'Suspend License');
        await stands(page, 'Suspend License', 'Done');
        await expect(detail(page).getByText('Suspended', { exact: true }).first()).toBeVisible();
        expect(license(vendor).status).toBe(3);
        await openAction(page, 'Unsuspend License');
        await shot('unsuspend-license');
        await confirm(page, 'Unsuspend License');
        await stands(page, 'Unsuspend License', 'Done');
        expect(license(vendor).status).toBe(2);
      });

      await test.step('Change IP or name, Auto-renewal, Addons', async () => {
        const edit = await openAction(page, 'Change IP or name');
        await edit.getByLabel('IP address').fill('2001:db8::7');
        await edit.getByLabel('License name').fill('web 7');
        await shot('change-ip-or-name');
        await confirm(page, 'Change IP or name');
        await stands(page, 'Change IP or name', 'Done');
        expect(license(vendor)).toMatchObject({ ip: '2001:db8::7', licname: 'web 7' });

        const renewal = await openAction(page, 'Auto-renewal');
        await renewal.getByRole('radio', { name: 'Every year' }).check({ force: true });
        await shot('auto-renewal');
        await confirm(page, 'Change auto-renewal');
        await stands(page, 'Auto-renewal', 'Done');
        await expect(beside(detail(page), 'Auto-renewal')).toContainText('Every year');

        const change = await openAction(page, 'Upgrade/Downgrade License');
        await change.getByLabel('Package Name/Identifier').fill('ispmanager 6 business');
        await page.keyboard.press('Tab');
        await confirm(page, 'Upgrade/Downgrade License (price not told)');
        await expect(page.getByRole('heading', { name: 'ispmanager 6 business' })).toBeVisible({ timeout: 30_000 });
        const addons = await openAction(page, 'Addons');
        await addons.getByLabel('Addon 55236').fill('2');
        await shot('addons');
        await confirm(page, 'Change addons (price not told)');
        await stands(page, 'Addons', 'Done');
        expect(license(vendor).addons).toEqual({ addon_55236: 2 });
      });

      await test.step('guards: another client’s address and another key are refused, nothing is sent', async () => {
        const sent = vendor.requests().filter(({ committed }) => committed).length;
        const suspend = await openAction(page, 'Suspend License');
        await suspend
          .getByLabel('Customer identifier', { exact: true })
          .fill(`https://panel.upmind.app/admin/clients/${order.orderId}/products/1`);
        await suspend.getByRole('button', { name: 'Suspend License' }).click();
        await expect(
          suspend.getByText(/belongs to another client; this product belongs to Anna Petrova/),
        ).toBeVisible();
        await suspend
          .getByLabel('Customer identifier', { exact: true })
          .fill(`https://panel.upmind.app/admin/clients/${shop.clientId}/products/1`);
        await suspend.getByLabel('License key', { exact: true }).fill('300001-OTHER');
        await suspend.getByRole('button', { name: 'Suspend License' }).click();
        await expect(suspend.getByText(errors['error.license.other_license'])).toBeVisible();
        await shot('guards');
        // What was typed is kept, and what is right comes back with one press.
        await page.keyboard.press('Escape');
        await openAction(page, 'Suspend License');
        await expect(suspend.getByLabel('License key', { exact: true })).toHaveValue('300001-OTHER');
        await suspend.getByRole('button', { name: 'Discard' }).click();
        await expect(suspend.getByLabel('License key', { exact: true })).toHaveValue(license(vendor).key);
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toHaveCount(0);
        expect(vendor.requests().filter(({ committed }) => committed)).toHaveLength(sent);
      });

      await test.step('Terminate License', async () => {
        const { key } = license(vendor);
        const terminate = await openAction(page, 'Terminate License');
        await expect(terminate.getByRole('button', { name: 'Terminate License' })).toBeDisabled();
        await shot('terminate-license');
        await page.keyboard.press('Escape');
        await act(page, 'Terminate License', key);
        await stands(page, 'Terminate License', 'Done');
        expect(license(vendor).status).toBe(4);
        await expect(detail(page).getByText('Cancelled').first()).toBeVisible();
        await shot('terminate-license-done');
      });

      await test.step('Take over a license', async () => {
        const second = await orderUnpaid(page, shop, '203.0.113.20');
        await withoutLicense(page, vendor, second);
        const body = new URLSearchParams({
          authinfo: `${account.username}:${account.password}`,
          out: 'json',
          func: 'soft.order.param',
          clicked_button: 'finish',
          sok: 'ok',
          skipbasket: 'on',
          pricelist: '55227',
          period: '1',
          ip: '203.0.113.20',
          licname: 'bought by hand',
        });
        await fetch(vendor.url, { method: 'POST', body });
        const bought = vendor.orders();
        await openLicense(page, second);
        const takeOver = await openAction(page, 'Take over a license');
        await expect(takeOver.getByRole('textbox')).toHaveValue('203.0.113.20');
        await takeOver.getByRole('button', { name: 'Take over' }).click();
        await expect(takeOver.getByText('The license is this product’s now')).toBeVisible();
        await shot('take-over-a-license');
        await page.keyboard.press('Escape');
        await expect(detail(page).getByText('Active').first()).toBeVisible();
        expect(vendor.orders()).toBe(bought);
      });
    } finally {
      await vendor.close();
    }
  });

  test('vendor B: what it refuses or does not tell is said, and never shown as done', async ({ page }) => {
    const { vendor, shop, order } = await begin(page, vendorB);
    const shot = shots(page, 'vendor-b');
    const contract = () => ask(page, 'contractProducts', 'get', { id: order.contractProductId });
    try {
      await test.step('Create License: the balance is not told', async () => {
        const create = await openAction(page, 'Create License');
        await expect(beside(create, 'Balance')).toHaveText('not told by the vendor');
        await expect(create.getByText(words['action.warning.balance_unknown'])).toBeVisible();
        await shot('create-license');
        await confirm(page, 'Buy for 5.00 EUR');
        await stands(page, 'Create License', 'Done');
        expect(vendor.orders()).toBe(1);
      });

      await test.step('Get Usage Data: web domains are not told, and not zero', async () => {
        const usage = await openAction(page, 'Get Usage Data');
        await usage.getByRole('button', { name: 'Get Usage Data' }).click();
        const result = usage.getByRole('region', { name: 'Usage data' });
        await expect(beside(result, 'Web domains')).toHaveText('not told');
        await shot('get-usage-data');
        await page.keyboard.press('Escape');
      });

      await test.step('Sync Tracked Product Quantities: nothing to take over', async () => {
        const sync = await openAction(page, 'Sync Tracked Product Quantities');
        await sync.getByRole('button', { name: 'Sync Tracked Product Quantities' }).click();
        await expect(sync.getByText(words['action.syncQuantities.untold'])).toBeVisible();
        await shot('sync-tracked-product-quantities');
        await page.keyboard.press('Escape');
        await expect(beside(detail(page), 'Tracked quantity')).toHaveText('never read');
      });

      await test.step('Reissue License: once a month', async () => {
        await act(page, 'Reissue License');
        await stands(page, 'Reissue License', 'Done');
        const { key } = license(vendor);
        const again = await openAction(page, 'Reissue License');
        await expect(again.getByText(words['action.warning.key_changed_this_month'])).toBeVisible();
        await shot('reissue-license-within-the-month');
        await confirm(page, 'Reissue License');
        const refused = await stands(page, 'Reissue License', 'Refused');
        await expect(refused).toContainText(operations['operation.means.key.refused']);
        await expect(refused).toContainText('can be changed only after');
        await expect(refused.getByText('Done', { exact: true })).toHaveCount(0);
        await expect(beside(detail(page), 'License key').first()).toContainText(key);
        expect(license(vendor).key).toBe(key);
        await shot('reissue-license-refused');
      });

      await test.step('Upgrade/Downgrade License: up, and not down', async () => {
        const change = await openAction(page, 'Upgrade/Downgrade License');
        await change.getByLabel('Package Name/Identifier').fill('55228');
        await page.keyboard.press('Tab');
        await change.getByRole('radio', { name: 'Free of charge' }).check({ force: true });
        await confirm(page, 'Upgrade/Downgrade License (price not told)');
        await stands(page, 'Upgrade/Downgrade License', 'Done');
        const down = await openAction(page, 'Upgrade/Downgrade License');
        await down.getByLabel('Package Name/Identifier').fill('55227');
        await page.keyboard.press('Tab');
        await expect(down.getByText(words['action.changePackage.notOffered']).first()).toBeVisible();
        await expect(down.getByRole('button', { name: /^Upgrade\/Downgrade License/ })).toBeDisabled();
        await shot('downgrade-license-not-offered');
        await page.keyboard.press('Escape');
        expect(license(vendor).pricelist).toBe('55228');
      });

      await test.step('Unsuspend License: refused, the license stays suspended', async () => {
        vendor.patchLicense(license(vendor).id, { status: 3 });
        await page.getByRole('button', { name: 'Refresh from vendor' }).click();
        await openAction(page, 'Unsuspend License');
        await shot('unsuspend-license');
        await confirm(page, 'Unsuspend License');
        const refused = await stands(page, 'Unsuspend License', 'Refused');
        await expect(refused).toContainText('The license is unchanged at the vendor. Nothing was charged.');
        await shot('unsuspend-license-refused');
        expect((await contract()).license?.status).toBe('suspended');
        vendor.patchLicense(license(vendor).id, { status: 2 });
        await page.getByRole('button', { name: 'Refresh from vendor' }).click();
        await expect.poll(async () => (await contract()).license?.status).toBe('active');
      });

      await test.step('Suspend License: refused, the contract stays active; what the account cannot do is said', async () => {
        // Until somebody tests the connection anew, what was refused once is not offered.
        await expect(page.getByText('This vendor account cannot do everything')).toBeVisible();
        await expect(page.getByRole('button', { name: 'Suspend License', exact: true })).toBeDisabled();
        await ask(page, 'connections', 'setCapability', { id: shop.connectionId, name: 'suspend', value: null });
        const suspend = await openAction(page, 'Suspend License');
        await expect(suspend.getByText(words['action.warning.not_confirmed_by_vendor'])).toBeVisible();
        await shot('suspend-license');
        await confirm(page, 'Suspend License');
        const refused = await stands(page, 'Suspend License', 'Refused');
        await expect(refused).toContainText('is not available for this license');
        await expect(operation(page, 'Suspend License').getByText('Done', { exact: true })).toHaveCount(0);
        const note = page.getByText(/^Suspend License, Unsuspend License: refused by the vendor/);
        await expect(note).toBeVisible();
        await note.scrollIntoViewIfNeeded();
        await shot('suspend-license-refused');
        expect(await contract()).toMatchObject({ status: 'Active', license: { status: 'active' } });
        await expect(page.getByRole('link', { name: 'Provision configuration' })).toHaveAttribute(
          'href',
          new RegExp(`/settings/connections/${shop.connectionId}$`),
        );
      });

      await test.step('Auto-renewal, taken and ignored: not done until the vendor shows it', async () => {
        const renewal = await openAction(page, 'Auto-renewal');
        await renewal.getByRole('radio', { name: 'Every month' }).check({ force: true });
        await confirm(page, 'Change auto-renewal');
        const item = await stands(page, 'Auto-renewal', 'Accepted, not confirmed yet');
        await expect(item.getByText('Done', { exact: true })).toHaveCount(0);
        await expect(beside(detail(page), 'Auto-renewal').first()).toContainText('None');
        await shot('auto-renewal-not-confirmed', { isMoving: true });
        vendor.patchLicense(license(vendor).id, { autoprolong: 1 });
        // The console reads by itself as well and may be first: then there is nothing left to press.
        await item
          .getByRole('button', { name: 'Check vendor' })
          .click({ timeout: 3000 })
          .catch(() => undefined);
        await stands(page, 'Auto-renewal', 'Done');
        await expect(beside(detail(page), 'Auto-renewal').first()).toContainText('Every month');
      });

      await test.step('Terminate License', async () => {
        await act(page, 'Terminate License', license(vendor).key);
        await stands(page, 'Terminate License', 'Done');
        await expect(detail(page).getByText('Cancelled').first()).toBeVisible();
        await shot('terminate-license-done');
      });
    } finally {
      await vendor.close();
    }
  });

  test('a vendor that cannot be reached: said so, queued and not done, sent when it is back', async ({
    page,
    dataFolder,
  }) => {
    const books = { ...vendorA, stateFile: path.join(dataFolder, 'vendor.json') };
    const { vendor, order } = await begin(page, books);
    const shot = shots(page, 'offline');
    await openAction(page, 'Create License');
    await confirm(page, 'Buy for 5.00 EUR');
    await stands(page, 'Create License', 'Done');
    const { expiredate } = license(vendor);
    const { port } = vendor;
    await vendor.close();

    const renew = await openAction(page, 'Renew License');
    await expect(renew.getByText(words['action.unreachable'])).toBeVisible({ timeout: 30_000 });
    await expect(renew.getByText(words['action.queuedForNetwork'])).toBeVisible();
    await expect(beside(renew, 'Vendor’s price')).toHaveText('5.00 EUR, as it was read last');
    await shot('renew-license');
    await confirm(page, 'Renew License for 5.00 EUR');
    const item = await stands(page, 'Renew License', 'Queued, not done');
    await expect(item).toContainText(operations['operation.means.charge.queued']);
    await shot('renew-license-queued');
    const contract = await ask(page, 'contractProducts', 'get', { id: order.contractProductId });
    expect(contract.operations[0]).toMatchObject({ state: 'queued', expectedCost: { amountMinor: 500 } });
    // Reading is not queued: without the vendor there is nothing to show.
    const usage = await openAction(page, 'Get Usage Data');
    await usage.getByRole('button', { name: 'Get Usage Data' }).click();
    await expect(usage.getByText(errors['error.vendor.unreachable'])).toBeVisible({ timeout: 30_000 });
    await shot('get-usage-data');
    await page.keyboard.press('Escape');

    const back = await startVendorSandbox({ ...books, port });
    try {
      await ask(page, 'operations', 'tryNow', {});
      await stands(page, 'Renew License', 'Done');
      expect(license(back).expiredate > expiredate).toBe(true);
      expect(charges(back)).toBe(2);
    } finally {
      await back.close();
    }
  });
});
