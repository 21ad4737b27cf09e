import type { Page } from '@playwright/test';
import { key, press, tabTo, typeInto, unseenFocus, walkAround } from '../actions/keyboard.ts';
import { openOrder, orderUnpaid, setUpShop } from '../actions/shop.ts';
import { quiet } from '../actions/visit.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog, navigation } from '../screens/sections.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
/** Goes to a section with the keyboard alone. */
const go = (page: Page, section: string) => press(page, navigation(page, section));

test.describe('by keyboard only', { tag: '@foundation' }, () => {
  test.describe.configure({ timeout: 180_000 });

  test('the whole sale: connection, catalogue, client, order, payment, license and its actions', async ({
    page,
    vendor,
  }) => {
    await press(page, button(page, 'Connect your account'));
    await typeInto(page, field(page, 'Name'), 'ispmanager licenses');
    await typeInto(page, field(page, 'Username'), account.username);
    await typeInto(page, page.getByLabel('Password', { exact: true }), account.password);
    await press(page, button(page, 'Advanced'));
    await typeInto(page, field(page, 'API address'), vendor.url);
    await press(page, button(page, 'Create'));
    await press(page, button(page, 'Test connection'));
    await expect(page.getByText('The connection works').first()).toBeVisible();

    await go(page, 'Store catalogue');
    await press(page, button(page, 'Add new'));
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await key(page, 'Enter');
    await typeInto(page, field(page, 'Category name'), 'Licenses ispmanager 6');
    await press(page, button(page, 'Create'));
    await expect(page.getByText('Category created').first()).toBeVisible();
    await press(page, button(page, 'Add new'));
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await key(page, 'ArrowDown');
    await key(page, 'Enter');
    await typeInto(page, field(page, 'Product name'), 'ispmanager 6 lite');
    await typeInto(page, field(page, 'Price'), '5.00');
    await typeInto(page, page.getByRole('combobox', { name: 'Package Name/Identifier' }), '55227');
    await press(page, button(page, 'Create'));
    await expect(page.getByText('Product created').first()).toBeVisible();

    await go(page, 'Clients');
    await press(page, button(page, 'New client').first());
    await typeInto(page, field(page, 'First name'), 'Anna');
    await typeInto(page, field(page, 'Last name'), 'Petrova');
    await typeInto(page, field(page, 'Email'), 'anna@client.example');
    await press(page, button(page, 'Create'));
    await expect(page.getByRole('heading', { name: 'Anna Petrova' })).toBeVisible();

    await press(page, button(page, 'Place new order'));
    await expect(page.getByRole('heading', { name: 'Place new order' })).toBeVisible();
    const choice = page.getByRole('radio', { name: /^ispmanager 6 lite/ });
    await tabTo(page, choice);
    await key(page, 'Space');
    await expect(choice).toBeChecked();
    await press(page, button(page, 'Add to basket'));
    await press(page, button(page, 'Continue to checkout'));
    await press(page, button(page, 'Place order'));
    await expect(page.getByText('Awaiting payment').first()).toBeVisible();

    await press(page, button(page, 'Pay'));
    expect(vendor.orders()).toBe(0);
    await press(page, dialog(page).getByRole('button', { name: /^Record payment of/ }));
    await expect(page.getByText('License active').first()).toBeVisible({ timeout: 60_000 });
    expect(vendor.orders()).toBe(1);

    await press(page, page.getByRole('link', { name: 'Manage', exact: true }).first());
    const license = vendor.licenses()[0];
    await expect(page.getByText(license?.key ?? 'no key').first()).toBeVisible();
    await actByKeyboard(page, 'Suspend License');
    await expect.poll(() => vendor.licenses()[0]?.status).toBe(3);
    await actByKeyboard(page, 'Unsuspend License');
    await expect.poll(() => vendor.licenses()[0]?.status).toBe(2);
    await actByKeyboard(page, 'Terminate License', license?.key ?? '');
    await expect.poll(() => vendor.licenses()[0]?.status, { timeout: 30_000 }).toBe(4);
    await expect(page.getByText('Cancelled').first()).toBeVisible({ timeout: 30_000 });
    expect(vendor.orders()).toBe(1);
    expect(unseenFocus(page)).toEqual([]);
  });

  test('Tab comes by everything and is never trapped; the focus can always be seen', async ({ page, vendor }) => {
    await walkAround(page);
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await orderUnpaid(page, shop, '203.0.113.10');
    for (const section of [
      'Dashboard',
      'Orders',
      'Clients',
      'Products & services',
      'Operations',
      'Store catalogue',
      'Billing',
      'Tickets',
      'Settings',
    ]) {
      await go(page, section);
      await quiet(page);
      await walkAround(page);
    }
    await go(page, 'Orders');
    await press(page, button(page, 'Place new order'));
    await expect(page.getByRole('heading', { name: 'Place new order' })).toBeVisible();
    await quiet(page);
    await walkAround(page);
    expect(unseenFocus(page)).toEqual([]);
  });

  test('Esc closes the top layer and gives the focus back to what opened it', async ({ page, vendor }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const order = await orderUnpaid(page, shop, '203.0.113.10');

    const environment = button(page, 'Live');
    await press(page, environment);
    await expect(page.getByRole('menu')).toBeVisible();
    await key(page, 'Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(environment).toBeFocused();

    // A list in a dialog: the list first, then the dialog.
    await openOrder(page, order);
    const record = button(page, 'Pay');
    await press(page, record);
    const method = dialog(page).getByRole('button', { name: /Method/ });
    await press(page, method);
    await expect(page.getByRole('listbox')).toBeVisible();
    await key(page, 'Escape');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expect(method).toBeFocused();
    await expect(dialog(page)).toHaveCount(1);
    await key(page, 'Escape');
    await expect(dialog(page)).toHaveCount(0);
    await expect(record).toBeFocused();

    // The focus stays in the dialog while it is open.
    await press(page, record);
    expect((await walkAround(page)).join()).not.toContain('Dashboard');
    await key(page, 'Escape');

    // The detail beside the list: back to the list.
    await tabTo(page, record);
    await key(page, 'Escape');
    await expect(page.getByRole('heading', { name: /^ORD-/ })).toHaveCount(0);
    await expect(
      page
        .getByRole('grid', { name: 'Orders' })
        .locator(':focus')
        .or(page.getByRole('grid', { name: 'Orders' }).and(page.locator(':focus'))),
    ).toHaveCount(1);
    expect(unseenFocus(page)).toEqual([]);
  });
});

/** On the Manage tab: asks for an action and confirms it, its confirmation typed. The act is never what Enter meets first. */
async function actByKeyboard(page: Page, name: string, confirmation?: string): Promise<void> {
  await expect(button(page, name)).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
  await press(page, button(page, name));
  const confirm = dialog(page).getByRole('button', { name, exact: true });
  await expect(confirm).toBeVisible();
  await expect(confirm).not.toBeFocused();
  // Before the vendor was read nobody can confirm.
  if (confirmation === undefined) await expect(confirm).toBeEnabled();
  if (confirmation !== undefined) {
    await expect(confirm).toBeDisabled();
    await page.keyboard.type(confirmation);
  }
  await press(page, confirm);
  await expect(dialog(page)).toHaveCount(0);
}
