import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { press } from '../actions/keyboard.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" fill="#3b57d0"/></svg>';

test.describe('the sections of a product', { tag: '@catalogue' }, () => {
  test('details, billing, options, attributes, provisioning and recommendations are set by screen and stored', async ({
    page,
    vendor,
    dataFolder,
  }) => {
    const picture = shots(page, 'product-sections');
    const shot = async (what: string): Promise<void> => {
      await picture(what);
      expect((await axe(page)).violations).toEqual([]);
    };
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
    const other = await ask(page, 'catalogue', 'createProduct', {
      categoryId,
      name: 'ispmanager 6 pro',
      prices: [
        { termMonths: 1, currency: 'EUR', amountMinor: 900 },
        { termMonths: 12, currency: 'EUR', amountMinor: 9000 },
      ],
    });
    await goTo(page, `/catalogue/products/${shop.productId}`);
    const tab = (name: string) => page.getByRole('tab', { name, exact: true });
    const stored = () => ask(page, 'catalogue', 'getProduct', { id: shop.productId });
    const save = async (): Promise<void> => {
      // By keyboard: a message of the step before may lie over the button, and stays while the pointer is on it.
      await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
      await expect(page.getByText('Product saved').first()).toBeVisible();
    };

    // Details: store link, keywords, report codes, quantities, pictures (spec items 32-39).
    await page.getByLabel('Product store link', { exact: true }).fill('Not A Link');
    await page.keyboard.press('Tab');
    await expect(page.getByText('Use small Latin letters, digits and hyphens between them.')).toBeVisible();
    await page.getByRole('button', { name: 'Make it of the name' }).click();
    await expect(page.getByLabel('Product store link', { exact: true })).toHaveValue('ispmanager-6-lite');
    await page.getByLabel('UI metadata').fill('panel, hosting');
    await page.getByLabel('Report code 1').fill('test');
    await page.getByLabel('Report code 2').fill('125');
    await choose('Can this product be ordered in bulk?', 'Yes, in multiples of...');
    await page.getByText('Limit order quantity?', { exact: true }).click();
    await page.getByLabel('Min order quantity').fill('100');
    await page.getByLabel('Max order quantity').fill('10');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByLabel('Max order quantity')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Max order quantity').fill('1000');
    await save();
    expect(await stored()).toMatchObject({
      slug: 'ispmanager-6-lite',
      keywords: 'panel, hosting',
      reportCode1: 'test',
      reportCode2: '125',
      quantity: { bulk: 'multiples', step: 2, isLimited: true, min: 100, max: 1000 },
    });
    const logo = path.join(dataFolder, 'logo.svg');
    const notPicture = path.join(dataFolder, 'setup.svg');
    writeFileSync(logo, svg);
    writeFileSync(notPicture, 'MZ this is no picture');
    await page.locator('input[type="file"]').setInputFiles(logo);
    await expect(page.getByRole('list', { name: 'Image upload' }).getByRole('img')).toHaveCount(1);
    await page.locator('input[type="file"]').setInputFiles(notPicture);
    await expect(page.getByText(/“setup.svg” is not an image/)).toBeVisible();
    await page.getByLabel('What image 1 shows', { exact: true }).fill('The logo');
    await page.keyboard.press('Tab');
    await expect.poll(async () => (await stored()).images[0]?.alt).toBe('The logo');
    await shot('details');

    // Billing: another product's prices, trial, revenue (spec items 40-54).
    await tab('Product billing').click();
    await page.getByRole('button', { name: 'Copy prices from another product' }).click();
    await dialog(page).getByLabel('Take prices from').fill('pro');
    await page.getByRole('option', { name: /ispmanager 6 pro/ }).click();
    await dialog(page).getByRole('button', { name: 'Replace prices' }).click();
    await expect(page.getByText('Prices taken over from “ispmanager 6 pro”').first()).toBeVisible();
    await expect(page.getByLabel('Price', { exact: true })).toHaveCount(2);
    await choose('Multi-currency options', 'Make available (convert prices)');
    await choose('Default payment term', 'Lowest monthly price');
    await page.getByText('Support trial period?', { exact: true }).click();
    await page.getByLabel('Pre-expired notification (in days)').fill('7');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByLabel('Pre-expired notification (in days)')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Pre-expired notification (in days)').fill('2');
    await choose('End of trial action', 'Migrate');
    await page.getByLabel('Select migration product').fill('pro');
    await page.getByRole('option', { name: /ispmanager 6 pro/ }).click();
    await page.getByText('Inherit brand default settings?', { exact: true }).click();
    await choose('When do you want to recognise revenue?', 'Spread over billing cycle');
    await save();
    expect(await stored()).toMatchObject({
      prices: [
        { termMonths: 1, currency: 'EUR', amountMinor: 900 },
        { termMonths: 12, currency: 'EUR', amountMinor: 9000 },
      ],
      multiCurrency: 'convert',
      defaultTerm: 'lowest_monthly',
      trial: { isSupported: true, days: 7, noticeDays: 2, endAction: 'migrate', migrateProductId: other.id },
      revenueRecognition: 'spread',
    });
    await shot('billing');

    // Options (spec item 58) and attributes (60).
    await tab('Product options').click();
    await page.getByRole('button', { name: 'Add an option' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill('Purpose');
    const values = [
      ['Personal use', '5.00'],
      ['Development', '6.00'],
      ['Commercial purposes', '7.50'],
    ] as const;
    for (const [at, [name, price]] of values.entries()) {
      if (at > 0) await dialog(page).getByRole('button', { name: 'Add a value' }).click();
      await dialog(page)
        .getByLabel(`Value ${at + 1}`, { exact: true })
        .last()
        .fill(name);
      await dialog(page).getByLabel('Month, EUR').nth(at).fill(price);
    }
    await shot('option');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
    const [option] = (await stored()).options;
    expect(option?.values.map(({ name, prices }) => [name, prices])).toEqual(
      values.map(([name, price]) => [
        name,
        [{ termMonths: 1, currency: 'EUR', amountMinor: Math.round(Number(price) * 100) }],
      ]),
    );
    await page.getByRole('button', { name: 'Delete Purpose' }).click();
    await expect(page.getByText('No option: the price is that of the product alone.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Commercial purposes')).toBeVisible();
    await tab('Product attributes').click();
    await page.getByRole('button', { name: 'Add an attribute' }).click();
    await dialog(page).getByLabel('Name', { exact: true }).fill('Use');
    await dialog(page).getByLabel('Value 1', { exact: true }).last().fill('Personal use');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Edit Use' })).toBeVisible();
    expect((await stored()).attributes[0]).toMatchObject({ name: 'Use', isRequired: true });

    // Provisioning (64-67) and recommendations (69).
    await tab('Provisioning').click();
    await choose('Defer mode', 'Hidden');
    await save();
    // What would be inherited is the category's, also while the product has a mode of its own.
    await ask(page, 'catalogue', 'updateCategory', { id: categoryId, deferMode: 'optional' });
    await page.getByRole('button', { name: 'Defer mode' }).click();
    await expect(page.getByRole('option', { name: 'Inherit from category (Optional)' })).toBeVisible();
    await page.keyboard.press('Escape');
    await tab('Recommendations').click();
    await page.getByRole('combobox', { name: 'Add a product or category' }).fill('Licen');
    await page.getByRole('option', { name: /^Licenses/ }).click();
    await page.getByRole('combobox', { name: 'Add a product or category' }).fill('pro');
    await page.getByRole('option', { name: /ispmanager 6 pro/ }).click();
    await page.keyboard.press('Escape');
    // By keyboard: at the end of the list the focus goes to the way back, and is not lost.
    await press(page, page.getByRole('button', { name: 'Move ispmanager 6 pro up' }));
    await expect(page.getByRole('button', { name: 'Move ispmanager 6 pro down' })).toBeFocused();
    await expect(
      page.getByRole('list', { name: 'Recommended in the cart' }).getByRole('listitem').first(),
    ).toContainText('ispmanager 6 pro');
    await save();
    expect(await stored()).toMatchObject({
      deferMode: 'hidden',
      recommendations: [
        { kind: 'product', id: other.id },
        { kind: 'category', id: categoryId },
      ],
    });
    await shot('recommendations');

    async function choose(label: string, option: string): Promise<void> {
      await page.getByRole('button', { name: label }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    }
  });
});
