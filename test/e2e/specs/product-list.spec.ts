import type { Page } from '@playwright/test';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

/** A few products in two categories beside that of the shop. */
async function addProducts(page: Page): Promise<void> {
  const add = async (name: string, more: { isActive?: boolean; packageIdentifier?: string } = {}) => {
    const [category] = await ask(page, 'catalogue', 'listCategories', {});
    await ask(page, 'catalogue', 'createProduct', { categoryId: category?.id ?? '', name, prices: [], ...more });
  };
  await add('ispmanager 6 pro', { packageIdentifier: '55228' });
  await add('ispmanager 6 host', { packageIdentifier: '55229', isActive: false });
  await add('Настройка сервера', { isActive: false });
}

test.describe('the list of all products', { tag: '@catalogue' }, () => {
  test('searches, filters, sorts, chooses columns, keeps views and copies rows', async ({ app, page, vendor }) => {
    const picture = shots(page, 'product-list');
    const shot = async (what: string): Promise<void> => {
      await picture(what);
      expect((await axe(page)).violations).toEqual([]);
    };
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    await addProducts(page);
    await goTo(page, '/catalogue');
    await page.getByRole('link', { name: 'All products' }).click();
    await expect(row(page, 'ispmanager 6 lite')).toBeVisible();
    await expect(page.getByText('4 products', { exact: true })).toBeVisible();
    await shot('list');

    // Search as you type, in any case and language; Esc takes it away.
    const search = page.getByRole('searchbox', { name: 'Search products' });
    await search.fill('СЕРВЕР');
    await expect(row(page, 'ispmanager 6 lite')).toHaveCount(0);
    await expect(row(page, 'Настройка сервера')).toBeVisible();
    await expect(page.getByText('1 product', { exact: true })).toBeVisible();
    await search.press('Escape');
    await expect(row(page, 'ispmanager 6 lite')).toBeVisible();

    // Filters stand as chips, and each can be taken back.
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await choose(page, 'Is active?', 'No');
    await dialog(page).getByRole('button', { name: 'Show' }).click();
    await expect(page.getByText('2 products', { exact: true })).toBeVisible();
    await expect(page.getByText('Is active?: No')).toBeVisible();

    // It comes sorted by name, and says so; a press turns that round.
    await expect(page.getByRole('columnheader', { name: 'Product name' })).toHaveAttribute('aria-sort', 'ascending');
    await page.getByRole('columnheader', { name: 'Product name' }).click();
    const first = page.getByRole('row').nth(1);
    await expect(first).toContainText('Настройка сервера');

    // Columns: one more, and one less.
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await dialog(page).getByText('Product store link', { exact: true }).click();
    await dialog(page).getByText('Changed', { exact: true }).click();
    await shot('columns');
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
    await expect(page.getByRole('columnheader', { name: 'Product store link' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Changed' })).toHaveCount(0);

    // It has a name from now on, and is the view that the list opens with.
    await page.getByRole('button', { name: 'View: Standard view' }).click();
    await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
    await dialog(page).getByRole('textbox', { name: 'Name of the view' }).fill('Switched off');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'View: Switched off' })).toBeVisible();
    const [view] = await ask(page, 'views', 'list', { list: 'catalogue' });
    expect(view).toMatchObject({
      name: 'Switched off',
      definition: { filters: { active: 'no' }, sort: { by: 'name', isDescending: true } },
    });
    await page.getByRole('button', { name: 'Remove filter: Is active?' }).click();
    await expect(page.getByRole('button', { name: 'View: Switched off (changed)' })).toBeVisible();
    await page.getByRole('button', { name: /^View:/ }).click();
    await page.getByRole('menuitem', { name: 'Back to “Switched off” as saved' }).click();
    await expect(page.getByText('2 products', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: /^View:/ }).click();
    await page.getByRole('menuitem', { name: 'Manage views…' }).click();
    await dialog(page).getByRole('button', { name: 'Open with it: Switched off' }).click();
    await expect(dialog(page).getByText('Default', { exact: true })).toBeVisible();
    await shot('views');
    await page.keyboard.press('Escape');

    // Marked rows are copied as a spreadsheet takes them.
    await row(page, 'ispmanager 6 host').locator('[data-mark]').click();
    await expect(page.getByText('1 selected')).toBeVisible();
    await page.getByRole('button', { name: 'Copy rows' }).click();
    await expect(page.getByText('1 row copied')).toBeVisible();
    const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    const [head, line, ...rest] = copied.split('\n').map((text) => text.split('\t'));
    expect(head?.slice(0, 2)).toEqual(['Product name', 'Product category']);
    expect(line?.slice(0, 2)).toEqual(['ispmanager 6 host', 'Licenses']);
    expect(rest).toEqual([]);

    // A row opens beside the list, and the list stays as it was.
    await row(page, 'Настройка сервера').click();
    await expect(page.getByRole('heading', { name: 'Настройка сервера' })).toBeVisible();
    await expect(row(page, 'ispmanager 6 lite')).toHaveCount(0);
    await shot('beside');
  });
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await dialog(page)
    .getByRole('button', { name: new RegExp(`${label.replaceAll('?', '\\?')}$`) })
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
