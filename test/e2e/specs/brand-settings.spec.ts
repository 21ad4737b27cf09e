import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { openClientArea } from '../actions/look.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';

test.describe('brand settings', { tag: '@catalogue' }, () => {
  test('name, colours, languages, currencies, numbers, logo and tax rates are set by screen and stored', async ({
    app,
    page,
    vendor,
    dataFolder,
  }) => {
    const picture = shots(page, 'brand-settings');
    const shot = async (what: string): Promise<void> => {
      await picture(what);
      expect((await axe(page)).violations).toEqual([]);
    };
    const { clientId } = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await goTo(page, '/settings/brand');
    const stored = () => ask(page, 'brand', 'get', {});
    const save = page.getByRole('form', { name: 'Brand settings' }).getByRole('button', { name: 'Save', exact: true });

    await page.getByLabel('Brand name').fill('Northwind Hosting');
    await page.getByLabel('Accent', { exact: true }).fill('#777777');
    await page.getByLabel('Text on the accent').fill('#888888');
    await save.click();
    await expect(page.getByText(/This text is hard to read on its colour/)).toBeVisible();
    await page.getByLabel('Accent', { exact: true }).fill('#0a5c36');
    await page.getByLabel('Text on the accent').fill('#ffffff');
    await page.getByRole('combobox', { name: 'Add a language' }).fill('Deut');
    await page.getByRole('option', { name: 'Deutsch' }).click();
    // The list stays open for a further one.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    const currency = page.getByRole('combobox', { name: 'Add a currency' });
    // A list closes when the page under it is scrolled, so the page is where it has to be first, as for a person.
    await currency.evaluate((field) => field.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await currency.click();
    await currency.fill('USD');
    await page.getByRole('option', { name: /USD/ }).first().click();
    await expect(currency).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expect(page.getByRole('list', { name: 'Currencies' }).getByRole('listitem')).toHaveCount(2);
    await page.getByLabel('Invoice number begins with').fill('NW-7');
    await save.click();
    await expect(page.getByLabel('Invoice number begins with')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Invoice number begins with').fill('NW-');
    await save.click();
    await expect(page.getByText('Brand settings saved').first()).toBeVisible();
    const brand = await stored();
    expect(brand).toMatchObject({ name: 'Northwind Hosting', accentColor: '#0a5c36', onAccentColor: '#ffffff' });
    expect(brand.languages).toContain('de');
    expect(brand.currencies).toEqual(expect.arrayContaining(['EUR', 'USD']));
    expect(brand.nextInvoiceNumber).toMatch(/^NW-/);

    // The colours are those of this window from now on, and of the client's.
    await page.mouse.move(0, 0);
    await expect(save).toHaveCSS('background-color', 'rgb(10, 92, 54)');

    await page.getByLabel('Head of the client area').fill('#222244');
    await save.click();
    const area = await openClientArea(app, clientId);
    await expect(area.locator('header').getByText('Northwind Hosting').locator('../..')).toHaveCSS(
      'background-color',
      'rgb(34, 34, 68)',
    );
    await area.close();

    const logo = path.join(dataFolder, 'logo.svg');
    writeFileSync(
      logo,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>',
    );
    await page.locator('input[type="file"]').setInputFiles(logo);
    await expect(page.getByRole('img', { name: 'Northwind Hosting' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove the logo' }).click();
    await expect(page.getByText('No logo yet: the name stands in its place.')).toBeVisible();

    await page.getByRole('button', { name: 'Add a tax rate' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill('USt');
    await dialog(page).getByLabel('Rate, %').fill('19,5');
    await dialog(page).getByLabel('Country').fill('xq');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog(page).getByLabel('Country')).toHaveAttribute('aria-invalid', 'true');
    await dialog(page).getByLabel('Country').fill('de');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('row', { name: /USt/ })).toContainText('Germany');
    expect((await stored()).taxRates).toMatchObject([{ name: 'USt', percent: '19.5', country: 'DE' }]);
    await shot('brand');
    await page.getByRole('button', { name: 'Delete USt' }).click();
    await dialog(page).getByRole('button', { name: 'Delete USt' }).click();
    await expect(page.getByText('No tax rate: prices are without tax.')).toBeVisible();
    expect((await stored()).taxRates).toEqual([]);
  });
});
