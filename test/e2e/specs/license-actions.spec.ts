import { errors } from '../../../renderer/i18n/en/errors.ts';
import { licenseActions as words } from '../../../renderer/i18n/en/license-actions.ts';
import { ask } from '../actions/calls.ts';
import { act, confirm, openAction, unfold } from '../actions/licenses.ts';
import { begin, withoutLicense, detail, beside, stands, charges, license } from '../actions/newly-sold.ts';
import { openLicense, orderUnpaid } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { vendorA } from '../fixtures/vendors.ts';
import { dialog } from '../screens/sections.ts';

// A second try must not hide that once it went wrong.
test.describe.configure({ retries: 0 });

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
});
