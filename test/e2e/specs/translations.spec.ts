import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { setLook, reload } from '../actions/look.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';
import { word } from '../screens/words.ts';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" fill="#3b57d0"/></svg>';

/** Texts of a record by language, as they are stored. */
const storedTexts = async (page: Page, entity: 'product' | 'category', id: string, field: string) =>
  (await ask(page, 'translations', 'get', { entity, id })).fields.find((each) => each.field === field)?.texts;

/** The dialog has these fields and no others. */
async function expectFields(page: Page, names: readonly string[]): Promise<void> {
  const fields = dialog(page).getByRole('textbox');
  await expect(fields).toHaveCount(names.length);
  for (const [at, name] of names.entries()) await expect(fields.nth(at)).toHaveAccessibleName(name);
}

/** An option and an attribute, each with values. */
async function addChoices(page: Page, productId: string): Promise<void> {
  await ask(page, 'productOptions', 'create', {
    productId,
    name: 'Purpose',
    isRequired: false,
    values: [
      { name: 'Personal use', prices: [] },
      { name: 'Commercial', prices: [] },
    ],
  });
  await ask(page, 'productOptions', 'createAttribute', {
    productId,
    name: 'Use',
    isRequired: false,
    values: [{ name: 'At home' }],
  });
}

test.describe('translations', { tag: '@catalogue' }, () => {
  test('rows 15-18: texts are translated at their fields, in their tab and in the settings', async ({
    page,
    vendor,
    dataFolder,
  }) => {
    const picture = shots(page, 'translations');
    const shot = async (what: string): Promise<void> => {
      await picture(what);
      expect((await axe(page)).violations).toEqual([]);
    };
    const { productId } = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: productId });
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const tab = (name: string) => page.getByRole('tab', { name, exact: true });
    const field = (name: string) => page.getByRole('textbox', { name, exact: true });
    const saved = async (): Promise<void> => {
      await expect(page.getByText('Translations saved').first()).toBeVisible();
      await expect(dialog(page)).toHaveCount(0);
    };

    // With one language there is nothing to translate into, and the screens say where languages are added (16).
    await goTo(page, '/settings/translations');
    await expect(page.getByText('The brand has one language')).toBeVisible();
    await shot('one-language');
    await page.getByRole('link', { name: 'Choose brand languages' }).click();
    await expect(page.getByLabel('Brand name')).toBeVisible();
    await ask(page, 'brand', 'update', { languages: ['en', 'ru', 'de'] });

    // At the field: exactly the brand's languages, the default one first (15, 16).
    await addChoices(page, productId);
    await goTo(page, `/catalogue/products/${productId}`);
    await expect(button('Translate Product name')).toHaveAccessibleDescription(
      'Missing in 2 languages: Русский, Deutsch',
    );
    await expect(button('Translate Product description')).toHaveAccessibleDescription('No text yet');
    await button('Translate Product name').click();
    await expectFields(page, ['English', 'Русский', 'Deutsch']);
    await expect(dialog(page).getByText('Missing: falls back to English')).toHaveCount(2);
    await expect(field('Русский')).toBeFocused();
    await field('Русский').fill('ispmanager 6 лайт');
    await shot('dialog');

    // What was typed is kept, also over a reload; nothing of it is stored.
    await page.keyboard.press('Escape');
    await reload(page);
    await button('Translate Product name').click();
    await expect(field('Русский')).toHaveValue('ispmanager 6 лайт');
    await expect(dialog(page).getByText('Not saved yet')).toBeVisible();
    expect(await storedTexts(page, 'product', productId, 'name')).toEqual({ en: 'ispmanager 6 lite' });

    // A name cannot be empty; the complaint is at the language it is about.
    await field('English').fill('');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(field('English')).toHaveAttribute('aria-invalid', 'true');
    await expect(field('English')).toBeFocused();
    await field('English').fill('ispmanager 6 light');
    await page.keyboard.press('Enter');
    await saved();
    expect(await storedTexts(page, 'product', productId, 'name')).toEqual({
      en: 'ispmanager 6 light',
      ru: 'ispmanager 6 лайт',
    });
    // The form around has the new name, and no draft of its own.
    await expect(field('Product name')).toHaveValue('ispmanager 6 light');
    await expect(button('Translate Product name')).toHaveAccessibleDescription('Missing in 1 language: Deutsch');
    await reload(page);
    await expect(field('Product name')).toHaveValue('ispmanager 6 light');
    await expect(page.getByRole('status').filter({ hasText: word('en', 'ui.draft') })).toHaveCount(0);

    // What is typed into the form and not saved yet is what is translated, and is saved with it.
    await field('Product description').fill('Up to ten sites.');
    await button('Translate Product description').click();
    await expect(field('English')).toHaveValue('Up to ten sites.');
    await field('Deutsch').fill('Bis zu zehn Websites.');
    await page.keyboard.press('Control+Enter');
    await saved();
    expect((await ask(page, 'catalogue', 'getProduct', { id: productId })).description).toBe('Up to ten sites.');

    // In a language a client reads the translation, else the default language (17, 18).
    const read = async (language: string) => {
      const { slug } = await ask(page, 'catalogue', 'getProduct', { id: productId });
      return ask(page, 'catalogue', 'storeProduct', { slug, language });
    };
    expect(await read('ru')).toMatchObject({ name: 'ispmanager 6 лайт', description: 'Up to ten sites.' });
    expect(await read('de')).toMatchObject({ name: 'ispmanager 6 light', description: 'Bis zu zehn Websites.' });

    // What an image shows.
    const logo = path.join(dataFolder, 'logo.svg');
    writeFileSync(logo, svg);
    await page.locator('input[type="file"]').setInputFiles(logo);
    await field('What image 1 shows').fill('The logo');
    await page.keyboard.press('Tab');
    await button('Translate What image 1 shows').click();
    await field('Deutsch').fill('Das Logo');
    await page.keyboard.press('Enter');
    await saved();
    await shot('details');

    // Options: in the list, and in the dialog in which they are edited.
    await tab('Product options').click();
    await button('Translate Personal use').click();
    await field('Русский').fill('Для себя');
    await page.keyboard.press('Enter');
    await saved();
    await expect(button('Translate Personal use')).toHaveAccessibleDescription('Missing in 1 language: Deutsch');
    await shot('options');
    await button('Edit Purpose').click();
    await button('Translate Name').click();
    await field('Русский').fill('Назначение');
    await shot('option-dialog');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Translations saved').first()).toBeVisible();
    await expect(field('Name')).toHaveValue('Purpose');
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog(page)).toHaveCount(0);

    // All of it side by side (18): Enter goes on, Ctrl+Enter saves, the filter shows what is missing.
    await tab('Translations').click();
    await page.getByRole('button', { name: /Language$/ }).click();
    await expect(page.getByRole('option', { name: /Русский/ })).toContainText('5 missing');
    await page.getByRole('option', { name: /Deutsch/ }).click();
    await expect(field('Product description in Deutsch')).toHaveValue('Bis zu zehn Websites.');
    await page.getByText('Only missing', { exact: true }).click();
    await expect(field('Product description in Deutsch')).toHaveCount(0);
    await field('Product name in Deutsch').click();
    await page.keyboard.type('ispmanager 6 leicht');
    await page.keyboard.press('Enter');
    await expect(field('Name in Deutsch').first()).toBeFocused();
    await page.keyboard.type('Zweck');
    await shot('tab');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Translations saved').first()).toBeVisible();
    await expect
      .poll(async () => (await storedTexts(page, 'product', productId, 'name'))?.['de'])
      .toBe('ispmanager 6 leicht');
    await expect(page.getByText('Not saved yet')).toHaveCount(0);
    // An unsaved text is there after a reload, in this tab as in the dialog.
    await field('Value 1 in Deutsch').first().fill('Privat');
    await reload(page);
    await tab('Translations').click();
    await page.getByRole('button', { name: /Language$/ }).click();
    await page.getByRole('option', { name: /Deutsch/ }).click();
    await expect(field('Value 1 in Deutsch').first()).toHaveValue('Privat');
    await expect(page.getByText('Not saved yet')).toHaveCount(1);
    await button('Discard changes').click();
    await expect(field('Value 1 in Deutsch').first()).toHaveValue('');

    // A category has the same.
    await goTo(page, `/catalogue/categories/${categoryId}`);
    await field('Category short description').fill('Panels');
    await button('Save').click();
    await expect(page.getByText('Category saved').first()).toBeVisible();
    await button('Translate Category short description').click();
    await field('Русский').fill('Панели');
    await page.keyboard.press('Control+Enter');
    await saved();
    await tab('Translations').click();
    await expect(field('Category short description in Русский')).toHaveValue('Панели');
    await shot('category');

    // Settings: how much there is of each kind, and what is missing, translated one after the other.
    await goTo(page, '/settings/translations');
    await expect(button('Products, Deutsch: 2 of 2 translated')).toBeVisible();
    await button('Products, Deutsch: 2 of 2 translated').click();
    await expect(page.getByText('Nothing is missing in Deutsch')).toBeVisible();
    await button('Product categories, Deutsch: 0 of 2 translated').click();
    const missing = page.getByRole('list', { name: 'Product categories: missing in Deutsch' });
    await expect(missing.getByRole('listitem')).toHaveCount(2);
    await field('“Licenses” in Deutsch').fill('x'.repeat(201));
    await page.keyboard.press('Enter');
    await expect(field('“Licenses” in Deutsch')).toHaveAttribute('aria-invalid', 'true');
    await shot('settings');
    await field('“Licenses” in Deutsch').fill('Lizenzen');
    await page.keyboard.press('Enter');
    await expect(field('“Panels” in Deutsch')).toBeFocused();
    await expect(missing.getByRole('listitem')).toHaveCount(1);
    await page.keyboard.type('Panels für Server');
    await page.keyboard.press('Control+Enter');
    await expect(button('Product categories, Deutsch: 2 of 2 translated')).toBeVisible();
    await expect(page.getByText('Nothing is missing in Deutsch')).toBeVisible();
    await shot('settings-done');
    await button('Values of options, Deutsch: 0 of 2 translated').click();
    await page.getByRole('link', { name: 'Open the product: “Commercial”' }).click();
    await expect(field('Value 2 in Deutsch')).toBeVisible();
    await page.goBack();
    await ask(page, 'brand', 'update', { languages: ['en', 'de'] });
    await expect(page.getByRole('columnheader')).toHaveText(['Texts of', 'Deutsch']);
  });

  test('rows 15-18 in Russian, with Russian as the default language', async ({ page, vendor }) => {
    const picture = shots(page, 'translations-russian');
    const shot = async (what: string): Promise<void> => {
      await picture(what);
      expect((await axe(page)).violations).toEqual([]);
    };
    const { productId } = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await addChoices(page, productId);
    await ask(page, 'brand', 'update', { languages: ['en', 'ru'], defaultLanguage: 'ru' });
    await setLook(page, { theme: 'dark', language: 'ru' });
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const field = (name: string) => page.getByRole('textbox', { name, exact: true });

    await goTo(page, `/catalogue/products/${productId}`);
    await expect(button('Перевести: Название продукта')).toHaveAccessibleDescription('Нет перевода на 1 язык: English');
    await button('Перевести: Название продукта').click();
    await expectFields(page, ['Русский', 'English']);
    await expect(dialog(page).getByText('Нет перевода: вместо него Русский')).toBeVisible();
    await field('English').fill('ispmanager 6 light');
    await shot('dialog');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Переводы сохранены').first()).toBeVisible();
    expect(await storedTexts(page, 'product', productId, 'name')).toEqual({
      ru: 'ispmanager 6 lite',
      en: 'ispmanager 6 light',
    });
    await page.getByRole('tab', { name: 'Переводы', exact: true }).click();
    await expect(field('Название продукта, English')).toHaveValue('ispmanager 6 light');
    await shot('tab');
    await goTo(page, '/settings/translations');
    await button('Значения опций, English: переведено 0 из 2').click();
    await field('«Personal use», English').fill('Personal');
    await page.keyboard.press('Enter');
    await expect(field('«Commercial», English')).toBeFocused();
    await expect(button('Значения опций, English: переведено 1 из 2')).toBeVisible();
    await shot('settings');
  });
});
