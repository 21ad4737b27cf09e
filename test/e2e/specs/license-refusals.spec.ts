import path from 'node:path';
import { startVendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { errors } from '../../../renderer/i18n/en/errors.ts';
import { licenseActions as words } from '../../../renderer/i18n/en/license-actions.ts';
import { operations } from '../../../renderer/i18n/en/operations.ts';
import { ask } from '../actions/calls.ts';
import { act, confirm, openAction } from '../actions/licenses.ts';
import { begin, detail, beside, stands, charges, license } from '../actions/newly-sold.ts';
import { shots } from '../actions/shot.ts';
import { expect, test } from '../fixtures/app.ts';
import { vendorA, vendorB } from '../fixtures/vendors.ts';
import { operation } from '../screens/sections.ts';

// A second try must not hide that once it went wrong.
test.describe.configure({ retries: 0 });

test.describe('license actions that a vendor refuses or cannot be asked for', { tag: '@provisioning' }, () => {
  test.describe.configure({ timeout: 240_000 });

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
