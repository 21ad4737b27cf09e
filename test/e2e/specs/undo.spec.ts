import type { Page } from '@playwright/test';
import { ask } from '../actions/calls.ts';
import { reload } from '../actions/look.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { launch } from '../fixtures/launch.ts';
import { dialog } from '../screens/sections.ts';

// The first form of a page that has several.
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).first();
const name = (page: Page) => page.getByRole('textbox', { name: 'Product name', exact: true });
const said = (page: Page, text: string | RegExp) => page.getByText(text).first();

test.describe('edits go back', { tag: '@catalogue' }, () => {
  test('50 by the button of the message and by keys, on the screen and in the store; never over a later change', async ({
    page,
    vendor,
  }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const stored = async () => (await ask(page, 'catalogue', 'getProduct', { id: shop.productId })).name;
    await goTo(page, `/catalogue/products/${shop.productId}`);
    await name(page).fill('ispmanager 6 pro');
    await save(page).click();
    await expect(said(page, 'Product saved')).toBeVisible();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(said(page, 'Undone: change of product “ispmanager 6 pro”')).toBeVisible();
    await expect(name(page)).toHaveValue('ispmanager 6 lite');
    expect(await stored()).toBe('ispmanager 6 lite');

    // In a text field the keys are those of the text; elsewhere they are those of the records.
    await name(page).focus();
    await page.keyboard.press('ControlOrMeta+Shift+z');
    expect(await stored()).toBe('ispmanager 6 lite');
    await page.getByRole('tab', { name: 'Product details' }).focus();
    await page.keyboard.press('ControlOrMeta+y');
    await expect(said(page, /^Done again: change of product/)).toBeVisible();
    await expect(name(page)).toHaveValue('ispmanager 6 pro');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(name(page)).toHaveValue('ispmanager 6 lite');
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(name(page)).toHaveValue('ispmanager 6 pro');

    await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, name: 'somebody else’s' });
    await expect(name(page)).toHaveValue('somebody else’s');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(said(page, /^Changed meanwhile, not undone: change of product/)).toBeVisible();
    expect(await stored()).toBe('somebody else’s');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(said(page, 'Nothing to undo in this session')).toBeVisible();
  });

  test('10 50 a deleted category, brand settings and tax rates come back', async ({ page, vendor }) => {
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    const { id } = await ask(page, 'catalogue', 'createCategory', { name: 'Short-lived' });
    await goTo(page, `/catalogue/categories/${id}`);
    await page.getByRole('main').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete category' }).click();
    await dialog(page).getByRole('button', { name: 'Delete category' }).click();
    await expect(page.getByText('Short-lived')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByRole('treegrid').getByText('Short-lived')).toBeVisible();

    await goTo(page, '/settings/brand');
    const before = (await ask(page, 'brand', 'get', {})).name;
    await page.getByLabel('Brand name').fill('Northwind');
    await save(page).click();
    await expect(said(page, 'Brand settings saved')).toBeVisible();
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await expect(page.getByLabel('Brand name')).toHaveValue(before);

    await page.getByRole('button', { name: 'Add a tax rate' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill('VAT');
    await dialog(page).getByLabel('Rate, %').fill('19');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(dialog(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Delete VAT' }).click();
    await dialog(page).getByRole('button', { name: 'Delete VAT' }).click();
    await expect(page.getByRole('row', { name: /VAT/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await expect(page.getByRole('row', { name: /VAT/ })).toBeVisible();
  });
});

test.describe('what was typed is not lost', { tag: '@catalogue' }, () => {
  test('9 a killed console, a reload, another page and another environment leave it; the lists mark it', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    const killed = await launch(dataFolder);
    watchProblems(killed.page, pageProblems);
    const shop = await setUpShop(killed.page, { ...account, apiAddress: vendor.url });
    await goTo(killed.page, `/catalogue/products/${shop.productId}`);
    await name(killed.page).fill('typed and not saved');
    await goTo(killed.page, '/clients/new');
    await killed.page.getByLabel('First name').fill('Vera');
    // As fast as nobody presses save: a second after the last key.
    await killed.page.waitForTimeout(1000);
    const gone = killed.electron.waitForEvent('close');
    process.kill(killed.electron.process().pid ?? 0, 'SIGKILL');
    await gone;

    const again = await launch(dataFolder);
    watchProblems(again.page, pageProblems);
    try {
      const { page } = again;
      const shot = shots(page, 'drafts');
      await goTo(page, '/catalogue');
      await expect(page.getByRole('row', { name: /ispmanager 6 lite/ }).getByText('unsaved changes')).toBeVisible();
      await shot('mark');
      await goTo(page, '/clients/new');
      await expect(page.getByLabel('First name')).toHaveValue('Vera');
      await expect(page.getByText('Unsaved draft restored')).toBeVisible();
      await reload(page);
      await expect(page.getByLabel('First name')).toHaveValue('Vera');

      // The way to each from every page.
      await page.getByRole('button', { name: '2 unsaved forms' }).click();
      await page.getByRole('menuitem', { name: 'Product · typed and not saved' }).click();
      await expect(name(page)).toHaveValue('typed and not saved');
      await expect(page.getByText('Unsaved draft restored')).toBeVisible();

      // Another environment asks, and says that they stay.
      await page.getByRole('button', { name: 'Live', exact: true }).click();
      await page.getByRole('menuitem', { name: /^Sandbox/ }).click();
      await expect(dialog(page).getByText('2 forms with unsaved changes stay here as drafts')).toBeVisible();
      await shot('switch');
      await page.keyboard.press('Escape');

      // Typed back by hand there is nothing unsaved any more.
      await name(page).fill('ispmanager 6 lite');
      await expect(page.getByRole('button', { name: '1 unsaved form' })).toBeVisible();
      await expect(page.getByText('unsaved changes')).toHaveCount(0);
    } finally {
      await again.electron.close();
    }
  });
});
