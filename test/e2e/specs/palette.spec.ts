import type { Page } from '@playwright/test';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { key, tabTo, unseenFocus } from '../actions/keyboard.ts';
import { setLook, reload } from '../actions/look.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog, navigation } from '../screens/sections.ts';

const box = (page: Page) => page.getByRole('combobox', { name: /Search or run a command|Найти или выполнить команду/ });
const marked = (page: Page) => page.getByRole('option', { selected: true });

/** Opens the palette by its keys and types, as a person does. */
async function seek(page: Page, text: string): Promise<void> {
  // After a reload the keys are heard when the frame of the page is there.
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(box(page)).toBeFocused();
  await page.keyboard.insertText(text);
}

test.describe('the palette, by keyboard only', { tag: '@catalogue' }, () => {
  test('6 finds commands, settings and records, mistyped and under the other layout; recent first', async ({
    page,
    vendor,
  }) => {
    const shot = shots(page, 'palette');
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const { id: russian } = await ask(page, 'clients', 'create', {
      firstName: 'Иван',
      lastName: 'Сидоров',
      email: 'sidorov@client.example',
    });

    // Esc gives the focus back to what had it; the button of the head does the same as the keys.
    const clients = navigation(page, 'Clients');
    await tabTo(page, clients);
    await page.keyboard.press('ControlOrMeta+k');
    await expect(box(page)).toBeFocused();
    await expect(marked(page)).toHaveCount(1);
    await shot('open');
    expect((await axe(page)).violations).toEqual([]);
    await key(page, 'Escape');
    await expect(dialog(page)).toHaveCount(0);
    await expect(clients).toBeFocused();
    const button = page.getByRole('button', { name: /^Search or run a command \(/ });
    await tabTo(page, button, { backwards: true });
    await key(page, 'Enter');
    await expect(box(page)).toBeFocused();

    // The list is walked without the focus leaving the field.
    await page.keyboard.type('theme');
    const options = page.getByRole('option');
    await expect(options.first()).toContainText('Theme: Light');
    await expect(page.getByRole('status').filter({ hasText: /results/ })).toHaveCount(1);
    const first = await marked(page).textContent();
    await page.keyboard.press('ArrowDown');
    await expect(marked(page)).not.toHaveText(first ?? '');
    await page.keyboard.press('End');
    await expect(options.last()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await expect(box(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await ask(page, 'app', 'setPreferences', { theme: 'light' });

    // A page, mistyped.
    await seek(page, 'clinets');
    await expect(marked(page)).toContainText('Clients');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Clients', level: 1 })).toBeVisible();

    // Under the Russian layout: `сдшуте` is `client`, also in an e-mail.
    await seek(page, 'сдшуте');
    await expect(options.filter({ hasText: 'New client' })).toHaveCount(1);
    await expect(page.getByRole('group', { name: 'Clients' }).getByRole('option')).toHaveCount(2);
    await shot('other-layout');
    expect((await axe(page)).violations).toEqual([]);
    await page.keyboard.press('Escape');

    // Under the Latin layout: `cbljhjd` is `сидоров`.
    await seek(page, 'cbljhjd');
    await expect(marked(page)).toContainText('Иван Сидоров');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(russian));
    await expect(page.getByRole('heading', { name: 'Иван Сидоров' })).toBeVisible();

    // Who is faster than the search runs what it will find.
    await seek(page, 'anna petr');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Anna Petrova' })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(shop.clientId));

    // A setting: its field has the focus.
    await seek(page, 'time zone');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toBeFocused();
    await page.keyboard.press('Escape');

    // Nothing: the one next act.
    await seek(page, 'xyzzy');
    await expect(page.getByText('Nothing found', { exact: true }).first()).toBeVisible();
    await shot('nothing');
    await tabTo(page, page.getByRole('button', { name: 'Search for something else' }));
    await page.keyboard.press('Enter');
    await expect(box(page)).toHaveValue('');
    await page.keyboard.press('Escape');

    // What was used lately comes first, also after a restart of the page.
    await reload(page);
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    const lately = page.getByRole('group', { name: 'Used lately' }).getByRole('option');
    await expect(lately.first()).toContainText('Time zone');
    await expect(lately.nth(1)).toContainText('Anna Petrova');
    await expect(lately.nth(2)).toContainText('Иван Сидоров');
    await page.keyboard.press('Escape');
    expect(unseenFocus(page)).toEqual([]);
  });

  test('6 works in Russian, and asks whose client area is meant', async ({ page, vendor, app }) => {
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    await setLook(page, { theme: 'light', language: 'ru' });
    await seek(page, 'yjdsq rkbtyn');
    await expect(marked(page)).toContainText('Новый клиент');
    await page.keyboard.press('Escape');
    await seek(page, 'clients');
    await expect(marked(page)).toContainText('Клиенты');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Клиенты', level: 1 })).toBeVisible();

    await seek(page, 'клиентская зона');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Чью клиентскую зону открыть?' })).toBeFocused();
    await page.keyboard.insertText('petrova');
    await expect(marked(page)).toContainText('Anna Petrova');
    const opened = app.electron.waitForEvent('window');
    await page.keyboard.press('Enter');
    const area = await opened;
    await area.waitForSelector('h1');
    await area.close();
  });

  test('37 the keys of the sheet do what it says, under either layout, and not while typing', async ({
    page,
    vendor,
  }) => {
    const shot = shots(page, 'shortcuts');
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const second = await ask(page, 'clients', 'create', {
      firstName: 'Boris',
      lastName: 'B',
      email: 'b@client.example',
    });
    await page.keyboard.press('?');
    await expect(dialog(page).getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
    await shot('sheet');
    expect((await axe(page)).violations).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);

    // G, then a letter.
    await page.keyboard.press('g');
    await expect(page.getByText('and then the letter of a page')).toBeVisible();
    await page.keyboard.press('c');
    await expect(page.getByRole('heading', { name: 'Clients', level: 1 })).toBeVisible();

    // The list: search, rows, a new record.
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox', { name: /Search/ });
    await expect(search).toBeFocused();
    await page.keyboard.type('gn?');
    await expect(search).toHaveValue('gn?');
    await page.keyboard.press('Escape');
    await expect(search).toHaveValue('');
    await goTo(page, `/clients/${second.id}`);
    await expect(page.getByRole('heading', { name: 'Boris B' })).toBeVisible();
    await page.getByRole('tab', { name: 'Orders' }).focus();
    await page.keyboard.press('j');
    await expect(page).toHaveURL(new RegExp(shop.clientId));
    await page.keyboard.press('k');
    await expect(page).toHaveURL(new RegExp(second.id));
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { name: 'New client' })).toBeVisible();
    await expect(page.getByLabel('First name')).toBeFocused();

    // Ctrl+S saves what is open; it never buys.
    await page.keyboard.type('Vera');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Last name').fill('V');
    await page.getByRole('textbox', { name: 'Email' }).fill('vera@client.example');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByRole('heading', { name: 'Vera V' })).toBeVisible();
    await goTo(page, '/orders/new');
    await expect(page.getByRole('heading', { name: 'Place new order' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByText('No form with a Save button is open')).toBeVisible();
    expect(await ask(page, 'orders', 'list', {})).toMatchObject({ rows: [] });

    // Keys without Ctrl can be turned off.
    await goTo(page, '/');
    await expect(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
    await page.getByRole('button', { name: 'Edits and keys' }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await dialog(page).getByText('Keys without Ctrl', { exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    await page.keyboard.press('?');
    await page.keyboard.press('ControlOrMeta+k');
    await expect(box(page)).toBeFocused();
    await expect(dialog(page)).toHaveCount(1);
  });
});
