import type { Page } from '@playwright/test';
import { ask } from '../actions/calls.ts';
import { key, press, tabTo, typeInto, unseenFocus } from '../actions/keyboard.ts';
import { openEnvironment } from '../actions/look.ts';
import {
  createCategory,
  createClient,
  createProduct,
  openManage,
  placeOrder,
  recordPayment,
  testConnection,
  trySandbox,
  waitForLicense,
} from '../actions/sale.ts';
import { goTo } from '../actions/shop.ts';
import { expect, test, watchProblems } from '../fixtures/app.ts';
import { launch } from '../fixtures/launch.ts';
import { dialog, navigation } from '../screens/sections.ts';
import { paths } from '../../../renderer/app/paths.ts';

const vendorA = 'reseller@sandbox.example';
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const part = (page: Page, name: RegExp) => page.getByRole('tab', { name });

async function openPracticeVendor(page: Page): Promise<void> {
  await goTo(page, paths.practiceVendor);
  await expect(page.getByRole('heading', { name: 'Clock of the vendor' })).toBeVisible();
}

async function openConnection(page: Page): Promise<void> {
  const [connection] = await ask(page, 'connections', 'list', {});
  await goTo(page, paths.connection(connection?.id ?? ''));
  await expect(button(page, 'Test connection')).toBeVisible();
}

test.describe('Settings > Practice vendor', () => {
  test.describe.configure({ timeout: 120_000 });

  test('a switch works at once, differs from the preset, and goes back with it', async ({ page }) => {
    await trySandbox(page);
    await navigation(page, 'Settings').click();
    await page.getByRole('link', { name: 'Practice vendor' }).click();
    await button(page, 'Who may come in').click();
    await page.getByRole('switch', { name: 'Deny this IP address' }).click({ force: true });
    await expect(page.getByText('1 switch differs from Vendor A')).toBeVisible();
    await openConnection(page);
    await testConnection(page);
    await expect(page.getByText('The connection failed').first()).toBeVisible();

    await openPracticeVendor(page);
    await page.getByRole('checkbox', { name: 'Only those that differ' }).check({ force: true });
    await expect(page.getByRole('switch')).toHaveCount(1);
    await button(page, 'Back to Vendor A').click();
    await dialog(page).getByRole('button', { name: 'Back to Vendor A' }).click();
    await expect(page.getByText('As Vendor A says')).toBeVisible();
    await openConnection(page);
    await testConnection(page);
    await expect(page.getByText('The connection works').first()).toBeVisible();
  });

  test('by keyboard: another manner, a search, a number, a fault set and cleared, the clock', async ({ page }) => {
    await trySandbox(page);
    await openPracticeVendor(page);
    await tabTo(page, page.getByRole('radio', { name: 'Vendor A' }));
    await key(page, 'ArrowRight');
    await expect(page.getByText('As Vendor B says')).toBeVisible();

    await typeInto(page, page.getByRole('searchbox', { name: 'Find a switch' }), 'trial, days');
    await expect(page.getByRole('textbox', { name: 'Length of a trial, days' })).toHaveValue('14');
    await typeInto(page, page.getByRole('textbox', { name: 'Length of a trial, days' }), '21');
    await key(page, 'Enter');
    await expect(page.getByText('1 switch differs from Vendor B')).toBeVisible();

    await tabTo(page, part(page, /^reseller/));
    for (const name of [/^vendor-b/, /^twofactor/, /^Faults/]) {
      await key(page, 'ArrowRight');
      await expect(part(page, name)).toHaveAttribute('aria-selected', 'true');
    }
    await expect(page.getByText('Nothing goes wrong')).toBeVisible();
    await press(page, button(page, 'Set a fault'));
    const kind = page.getByRole('combobox', { name: 'What goes wrong' });
    await expect(kind).toBeFocused();
    await expect(kind).toHaveAttribute('aria-invalid', 'true');
    await typeInto(page, kind, 'HTTP error');
    await expect(page.getByRole('option', { name: 'HTTP error' })).toBeVisible();
    await key(page, 'ArrowDown');
    await key(page, 'Enter');
    await typeInto(page, page.getByRole('textbox', { name: 'HTTP status' }), '429');
    await press(page, button(page, 'Set a fault'));
    const row = page.getByRole('row', { name: /HTTP error · 429/ });
    await expect(row).toContainText('After');
    expect((await ask(page, 'practiceVendor', 'get', {})).faults).toMatchObject([
      { kind: 'status', status: 429, phase: 'after-commit', times: 1, func: null },
    ]);
    await press(page, button(page, 'Clear all'));
    await expect(page.getByText('Nothing goes wrong')).toBeVisible();

    await press(page, button(page, '30 days on'));
    await expect(page.getByText('30 days ahead', { exact: true })).toBeVisible();
    expect(unseenFocus(page)).toEqual([]);
  });

  test('a license changed behind the console’s back, money, and all of it after a restart', async ({
    dataFolder,
    pageProblems,
  }) => {
    const first = await launch(dataFolder);
    watchProblems(first.page, pageProblems);
    await trySandbox(first.page);
    await createCategory(first.page, 'Licenses');
    await createProduct(first.page, { name: 'lite', category: 'Licenses', price: '5.00', package: '55227' });
    await createClient(first.page, { firstName: 'Li', lastName: 'Wu', email: 'li@client.example' });
    await placeOrder(first.page, { product: 'lite' });
    await recordPayment(first.page);
    await waitForLicense(first.page);
    await openManage(first.page);
    const manage = first.page.url();

    await openPracticeVendor(first.page);
    await expect(first.page.getByText('€995.00')).toBeVisible();
    await button(first.page, 'Top up').click();
    await expect(first.page.getByText('€1,995.00')).toBeVisible();
    await part(first.page, /^Vendor’s books/).click();
    await button(first.page, /^Change behind our back: \d+$/).click();
    await dialog(first.page)
      .getByRole('button', { name: /^As it is: Active/ })
      .click();
    await first.page.getByRole('option', { name: 'Stopped' }).click();
    await dialog(first.page).getByRole('button', { name: 'Change it there' }).click();
    await expect(first.page.getByRole('row').filter({ hasText: 'Stopped' }).first()).toBeVisible();
    await first.page.goto(manage);
    await button(first.page, /Refresh/)
      .first()
      .click();
    await expect(first.page.getByText('Suspended').first()).toBeVisible({ timeout: 30_000 });

    await ask(first.page, 'practiceVendor', 'configure', { login: vendorA, guesses: { deletedRows: 'remove' } });
    await first.electron.close();
    const second = await launch(dataFolder);
    watchProblems(second.page, pageProblems);
    await expect(navigation(second.page, 'Settings')).toBeVisible();
    await openPracticeVendor(second.page);
    await expect(second.page.getByText('€1,995.00')).toBeVisible();
    await expect(second.page.getByText('1 switch differs from Vendor A')).toBeVisible();
    await part(second.page, /^Vendor’s books/).click();
    await expect(second.page.getByRole('row').filter({ hasText: 'Stopped' }).first()).toBeVisible();
    await second.electron.close();
  });

  test('both practice accounts are offered for a connection; vendor B works beside vendor A', async ({ page }) => {
    await trySandbox(page);
    await goTo(page, paths.newConnection);
    await button(page, 'Fill in Vendor B').click();
    await expect(page.getByLabel('Username')).toHaveValue('vendor-b@sandbox.example');
    await button(page, 'Create').click();
    await expect(page.getByText('Provision configuration created')).toBeVisible();
    await testConnection(page);
    await expect(page.getByText('The connection works').first()).toBeVisible();
  });

  test('the live environment has none of it', async ({ page }) => {
    await openEnvironment(page, 'live');
    await goTo(page, paths.practiceVendor);
    await expect(page.getByText('The live environment has the real vendor')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Practice vendor' })).toHaveCount(0);
    await expect(ask(page, 'practiceVendor', 'get', {})).rejects.toThrow('practice.sandbox_only');
  });
});
