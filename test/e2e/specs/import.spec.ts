import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import type { RunningApp } from '../fixtures/launch.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';

/** Text in Windows-1251, as Russian spreadsheets write it. */
const cp1251 = (text: string): Uint8Array =>
  Uint8Array.from(Array.from(text), (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  });

/** The next dialog for a file answers with this one, to open or to save. */
const answerDialogs = (electron: RunningApp['electron'], filePath: string): Promise<void> =>
  electron.evaluate(({ dialog: native }, chosen) => {
    native.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, filePath);

test.describe('products from and to files', { tag: '@catalogue' }, () => {
  test('31 a file is read, mapped, checked, imported and taken back; refused rows are saved with the reasons', async ({
    app: { electron },
    page,
    vendor,
    dataFolder,
  }) => {
    const picture = shots(page, 'import');
    const shot = async (what: string): Promise<void> => {
      await picture(what);
      expect((await axe(page)).violations).toEqual([]);
    };
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    const count = async (): Promise<number> => (await ask(page, 'catalogue', 'listProducts', {})).rows.length;
    const before = await count();
    const file = path.join(dataFolder, 'tovary.csv');
    const rows = Array.from({ length: 450 }, (_, n) => `Лицензия ${n};Хостинг / Панели;license-${n};5,00;да`);
    const text = [
      'Название;Категория;Ссылка;Цена, EUR/мес;Активен',
      ...rows,
      'Плохая;Хостинг;license-0;пять;может быть',
    ];
    writeFileSync(file, cp1251(text.join('\r\n')));
    await answerDialogs(electron, file);

    await goTo(page, '/catalogue');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Import products/ }).click();
    await shot('file');
    await page.getByRole('button', { name: 'Choose a file…' }).click();

    // Encoding, delimiter and columns were found out.
    await expect(page.getByRole('button', { name: /Windows-1251/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /Semicolon/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /Meaning of “Название”/ })).toHaveText('Name');
    await expect(page.getByRole('button', { name: /Meaning of “Цена, EUR\/мес”/ })).toHaveText('Price…');
    await shot('columns');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    // No such categories yet: each row says so, and what to do.
    await expect(page.getByText('There is no such category.').first()).toBeVisible();
    await expect(page.getByText('No row can be imported.')).toBeVisible();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText('Make categories that are missing', { exact: true }).click();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Import 450 products' })).toBeVisible();
    expect(await count()).toBe(before);
    await expect(page.getByText('Write yes or no.')).toBeVisible();
    await shot('check');

    const errors = path.join(dataFolder, 'refused.csv');
    await answerDialogs(electron, errors);
    await page.getByRole('button', { name: 'Save refused rows…' }).click();
    await expect(page.getByText('Refused rows saved')).toBeVisible();
    expect(readFileSync(errors, 'utf8')).toContain('Плохая,Хостинг,license-0,пять,может быть,452,');

    await page.getByRole('button', { name: 'Import 450 products' }).click();
    await expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible();
    await shot('result');
    const list = await ask(page, 'catalogue', 'listProducts', { limit: 200 });
    expect(list.rows.find(({ slug }) => slug === 'license-10')).toMatchObject({
      name: 'Лицензия 10',
      categoryName: 'Панели',
      firstPrice: { termMonths: 1, currency: 'EUR', amountMinor: 500 },
    });

    // One is worked on: it stays, and is named.
    const { id = '' } = list.rows.find(({ slug }) => slug === 'license-10') ?? {};
    await ask(page, 'catalogue', 'updateProduct', { id, description: 'Edited' });
    await page.getByRole('button', { name: 'Undo import…' }).click();
    await dialog(page).getByRole('button', { name: 'Take it back' }).click();
    await expect(page.getByText('449 products are as before.')).toBeVisible();
    await expect(page.getByRole('row', { name: /Лицензия 10/ })).toContainText('It was changed since.');
    await shot('undone');
    expect(await count()).toBe(before + 1);
  });

  test('32 what is exported imports as unchanged; the same change to all products is previewed, done and undone', async ({
    app: { electron },
    page,
    vendor,
    dataFolder,
  }) => {
    const picture = shots(page, 'bulk-edit');
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
    await ask(page, 'catalogue', 'createProduct', {
      categoryId,
      name: '=Формула, "в кавычках"',
      description: 'two\nlines',
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 905 }],
    });
    const file = path.join(dataFolder, 'products.csv');
    await answerDialogs(electron, file);
    await goTo(page, '/catalogue');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Export products/ }).click();
    await expect(dialog(page).getByText('2 products.', { exact: false })).toBeVisible();
    await picture('export');
    expect((await axe(page)).violations).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Save…' }).click();
    await expect(page.getByText('Products exported')).toBeVisible();
    expect(readFileSync(file, 'utf8')).toContain("'=Формула");

    await goTo(page, '/catalogue/imports');
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(page.getByText('No row can be imported.')).toBeVisible();
    await expect(page.getByText('Unchanged', { exact: true }).locator('..')).toContainText('2');

    await goTo(page, '/catalogue');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /^Edit all products/ }).click();
    await dialog(page)
      .getByRole('button', { name: /Price change/ })
      .click();
    await page.getByRole('option', { name: 'By percent' }).click();
    await dialog(page).getByLabel('Percent, such as 10 or -7.5').fill('10');
    await dialog(page)
      .getByRole('button', { name: /Is active\?/ })
      .click();
    await page.getByRole('option', { name: 'No', exact: true }).click();
    await expect(dialog(page).getByRole('row', { name: /Формула/ })).toContainText('9.96');
    await picture('preview');
    expect((await axe(page)).violations).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Change 2 products' }).click();
    await expect(dialog(page).getByText('2 products changed')).toBeVisible();
    const prices = async (): Promise<number[]> =>
      (await ask(page, 'catalogue', 'getProduct', { id: shop.productId })).prices.map(({ amountMinor }) => amountMinor);
    const after = await prices();
    await dialog(page).getByRole('button', { name: 'Undo' }).click();
    await expect(dialog(page).getByText('2 products are as before')).toBeVisible();
    await picture('undone');
    const before = await prices();
    expect(after).toEqual(before.map((amount) => Math.round(amount * 1.1)));
    expect((await ask(page, 'catalogue', 'getProduct', { id: shop.productId })).isActive).toBe(true);
  });
});
