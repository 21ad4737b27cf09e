import type { Page } from '@playwright/test';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { setLook } from '../actions/look.ts';
import { setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { chooseFrom } from '../actions/storefront.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';
import { word } from '../screens/words.ts';

type Key = Parameters<typeof word>[1];
const shortTexts = { en: 'Licenses for one server.', ru: 'Лицензии для одного сервера.' };
const longText = 'Everything there is to say about our licenses, at length.';

/** Presses the button of a form, and waits for the word that says it is done. */
async function done(page: Page, button: string, said: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page.getByText(said).first()).toBeVisible();
}

test.describe('scripts of the specification, by screen', { tag: '@catalogue' }, () => {
  test.describe.configure({ timeout: 180_000 });

  for (const language of ['en', 'ru'] as const) {
    test(`script 2: category, three products, a bundle, and the preview in both languages (${language})`, async ({
      page,
      vendor,
    }) => {
      const w = (key: Key): string => word(language, key);
      const field = (key: Key) => page.getByLabel(w(key), { exact: true }).first();
      await setUpShop(page, { ...account, apiAddress: vendor.url });
      await ask(page, 'brand', 'update', { languages: ['en', 'ru'] });
      await setLook(page, { theme: 'light', language });

      // The category, with a long and a short text in both languages.
      await page.getByRole('link', { name: w('nav.catalogue') }).click();
      await page.getByRole('button', { name: w('catalogue.addNew'), exact: true }).click();
      await page
        .getByRole('menuitem', { name: w('catalogue.add.category') })
        .first()
        .click();
      await field('category.name').fill('ispmanager 6');
      await page.getByRole('textbox', { name: w('category.description'), exact: true }).fill(longText);
      await page.getByRole('textbox', { name: w('category.short'), exact: true }).fill(shortTexts.en);
      await done(page, w('ui.create'), w('category.created'));
      await page
        .getByRole('button', { name: w('translations.translate').replace('{field}', w('category.short')) })
        .click();
      await dialog(page).getByRole('textbox', { name: 'Русский' }).fill(shortTexts.ru);
      await dialog(page)
        .getByRole('button', { name: w('ui.save'), exact: true })
        .click();
      await expect(page.getByText(w('translations.saved')).first()).toBeVisible();

      // Three products with their packages.
      for (const [name, code] of Object.entries({ lite: '55227', pro: '55228', host: '55229' })) {
        await page.getByRole('button', { name: w('catalogue.addNew'), exact: true }).click();
        await page
          .getByRole('menuitem', {
            name: new RegExp(`^${w('catalogue.add.product')} ${w('catalogue.add.product.text')}`),
          })
          .click();
        await page.getByRole('button', { name: new RegExp(`${w('product.category')}$`) }).click();
        await page.getByRole('option', { name: 'ispmanager 6', exact: true }).click();
        await field('product.name').fill(`ispmanager 6 ${name} store`);
        await field('product.price.amount').fill('5');
        await page.getByRole('combobox', { name: w('product.package') }).fill(code);
        await page.keyboard.press('Tab');
        await done(page, w('ui.create'), w('product.created'));
        await expect(page.getByRole('heading', { name: `ispmanager 6 ${name} store` })).toBeVisible();
      }

      // The last one becomes the bundle of two others.
      await page.getByRole('button', { name: new RegExp(`${w('product.type')}$`) }).click();
      await page.getByRole('option', { name: w('product.type.bundle'), exact: true }).click();
      await page.getByRole('button', { name: w('ui.save'), exact: true }).click();
      await expect(page.getByRole('combobox', { name: w('product.bundle.add') })).toHaveAttribute(
        'aria-invalid',
        'true',
      );
      for (const name of ['lite', 'pro']) {
        const picker = page.getByRole('combobox', { name: w('product.bundle.add') });
        await picker.evaluate((input) => input.scrollIntoView({ block: 'center', behavior: 'instant' }));
        await picker.click();
        await picker.fill(`${name} store`);
        await page
          .getByRole('option', { name: new RegExp(`ispmanager 6 ${name} store`) })
          .first()
          .click();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('listbox')).toHaveCount(0);
      }
      await done(page, w('ui.save'), w('product.saved'));
      const [bundle] = (await ask(page, 'catalogue', 'listProducts', { type: 'bundle' })).rows;
      const stored = await ask(page, 'catalogue', 'getProduct', { id: bundle?.id ?? '' });
      expect(stored.components.map(({ name }) => name)).toEqual(['ispmanager 6 lite store', 'ispmanager 6 pro store']);

      // The preview at its store link: the short text, in both languages, never the long one.
      await page.getByRole('button', { name: w('storefront.open'), exact: true }).click();
      await chooseFrom(page, w('storefront.language'), 'English');
      await expect(page.getByText(shortTexts.en).first()).toBeVisible();
      await shots(page, `catalogue-scripts-${language}`)('preview');
      expect((await axe(page)).violations).toEqual([]);
      await chooseFrom(page, w('storefront.language'), 'Русский');
      await expect(page.getByText(shortTexts.ru).first()).toBeVisible();
      await expect(page.getByText(shortTexts.en)).toHaveCount(0);
      await expect(page.getByText(longText)).toHaveCount(0);
    });
  }
});
