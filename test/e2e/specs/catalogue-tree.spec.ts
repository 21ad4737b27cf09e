import type { Locator, Page } from '@playwright/test';
import { axe } from '../actions/axe.ts';
import { ask, runInPage } from '../actions/calls.ts';
import { key, press, tabTo, typeInto, unseenFocus } from '../actions/keyboard.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { figure } from '../../unit/support/figures.ts';
import { account, expect, test } from '../fixtures/app.ts';

const line = (page: Page, name: string) => page.getByRole('row', { name, exact: true });
/** Of all rows at one moment: while one is dragged there are more, and one that is gone when it is asked would be waited for. */
const names = (page: Page): Promise<(string | null)[]> =>
  runInPage(page, `[...document.querySelectorAll('[role="row"]')].map((row) => row.getAttribute('aria-label'))`);

/** As a person drags: lets go when the tree shows where it would land. */
async function drag(page: Page, from: Locator, onto: Locator): Promise<void> {
  await from.hover();
  await page.mouse.down();
  await expect(async () => {
    const box = await onto.boundingBox();
    if (!box) throw new Error('there is nowhere to drag to');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 2);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await expect(onto).toHaveAttribute('data-drop-target', 'true', { timeout: 500 });
  }).toPass();
  await page.mouse.up();
}

test.describe('the tree of the catalogue', { tag: '@catalogue' }, () => {
  test('19 and 25: a category and a product are created over Add new, by mouse and by keyboard', async ({
    page,
    vendor,
  }) => {
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    await page.getByRole('link', { name: 'Store catalogue' }).click();
    await page.getByRole('button', { name: 'Add new' }).click();
    await page.getByRole('menuitem', { name: /^Products category/ }).click();
    await page.getByLabel('Category name').fill('By mouse');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(line(page, 'By mouse')).toBeVisible();

    await press(page, page.getByRole('button', { name: 'Add new' }));
    await key(page, 'ArrowDown');
    await key(page, 'Enter');
    await expect(page.getByRole('heading', { name: 'New product' })).toBeVisible();
    await press(page, page.getByRole('button', { name: 'Product category' }));
    await key(page, 'Enter');
    await typeInto(page, page.getByLabel('Product name'), 'By keyboard');
    await typeInto(page, page.getByLabel('Price', { exact: true }).first(), '5');
    await press(page, page.getByRole('button', { name: 'Create' }));
    await expect(page.getByRole('heading', { name: 'By keyboard' })).toBeVisible();
    expect(unseenFocus(page)).toEqual([]);
    figure('rows', [19, 25]);
  });

  test('records are moved by mouse and by keyboard, and each move can be undone', async ({ page, vendor }) => {
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    const second = await ask(page, 'catalogue', 'createCategory', { name: 'Second' });
    await ask(page, 'catalogue', 'createProduct', { categoryId: second.id, name: 'pro', prices: [] });
    await ask(page, 'catalogue', 'createProduct', { categoryId: second.id, name: 'host', prices: [] });
    await goTo(page, '/catalogue');
    const before = ['Licenses', 'ispmanager 6 lite', 'Second', 'pro', 'host'];
    await expect.poll(() => names(page)).toEqual(before);

    // By keyboard: Alt with an arrow.
    await tabTo(page, line(page, 'Licenses'));
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => names(page)).toEqual(['Licenses', 'ispmanager 6 lite', 'Second', 'host', 'pro']);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => names(page)).toEqual(before);

    // By mouse: a product into another category.
    await shots(page, 'catalogue-tree')('before a drag');
    await drag(page, line(page, 'pro'), line(page, 'Licenses'));
    await expect.poll(() => names(page)).toEqual(['Licenses', 'ispmanager 6 lite', 'pro', 'Second', 'host']);
    const moved = await ask(page, 'catalogue', 'listProducts', { categoryId: second.id });
    expect(moved.rows.map(({ name }) => name)).toEqual(['host']);
    expect((await axe(page)).violations).toEqual([]);

    // A category into the one before it, and out again.
    await line(page, 'Second').click();
    await line(page, 'Second').focus();
    const parentOf = async () => (await ask(page, 'catalogue', 'getCategory', { id: second.id })).parentId;
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(parentOf).not.toBeNull();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(parentOf).toBeNull();
  });
});
