import type { Locator, Page } from '@playwright/test';
import { axe } from '../actions/axe.ts';
import { reload } from '../actions/look.ts';
import { ask, runInPage } from '../actions/calls.ts';
import { goTo, orderUnpaid, paymentInput, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';

/** A picture of the page, which also has to be usable by assistive technology. */
function lookAt(page: Page): (what: string) => Promise<void> {
  const picture = shots(page, 'prices');
  return async (what) => {
    await picture(what);
    expect((await axe(page)).violations).toEqual([]);
  };
}

/** A date in so many days from that one. */
const inDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
/** Today's business date, as core has it. */
async function today(page: Page): Promise<string> {
  const { timeZone } = await ask(page, 'brand', 'get', {});
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format();
}
const saveIn = (box: Locator): Promise<void> => box.getByRole('button', { name: 'Save', exact: true }).click();
const section = (page: Page, title: string): Locator =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    .last();

test.describe('prices', { tag: '@catalogue' }, () => {
  test('44 exchange rates are read, entered by hand and used to convert, by screen', async ({ page, vendor }) => {
    const look = lookAt(page);
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    await ask(page, 'brand', 'update', { currencies: ['EUR', 'USD', 'RUB'] });
    await goTo(page, '/settings/brand');
    await page
      .getByRole('link', { name: 'Exchange rates' })
      .or(page.getByRole('tab', { name: 'Exchange rates' }))
      .click();
    await expect(page.getByText('No exchange rates yet')).toBeVisible();
    await expect(page.getByText('Not read since the console was started.')).toBeVisible();
    await look('rates-none');

    // Whether the bank can be reached is not up to this test: what is said has to be what happened.
    await page.getByRole('button', { name: 'Read now' }).click();
    const lastRead = async () => (await ask(page, 'rates', 'list', {})).lastRead;
    await expect.poll(lastRead, { timeout: 30_000 }).not.toBeNull();
    if ((await lastRead())?.errorCode === null) {
      await expect(page.getByText('Last read:')).toBeVisible();
      await expect(page.getByRole('row', { name: /USD/ })).toContainText('European Central Bank');
    } else {
      await expect(page.getByText('The last attempt failed:')).toBeVisible();
      await expect(page.getByText(/The rates at hand stay in use|the rates at hand stay in use/)).toBeVisible();
      await look('rates-offline');
    }

    await page.getByRole('button', { name: 'Enter a rate by hand' }).click();
    const currency = dialog(page).getByRole('combobox', { name: 'Currency' });
    const rate = dialog(page).getByLabel('1 EUR =');
    const date = dialog(page).getByLabel('Date', { exact: true });
    await saveIn(dialog(page));
    await expect(currency).toHaveAttribute('aria-invalid', 'true');
    await expect(rate).toHaveAttribute('aria-invalid', 'true');
    await currency.fill('USD');
    await page.getByRole('option', { name: /^USD/ }).click();
    await rate.fill('1,25 or so');
    await date.fill(inDays(await today(page), 1));
    await saveIn(dialog(page));
    await expect(rate).toHaveAttribute('aria-invalid', 'true');
    await rate.fill('1,25');
    await saveIn(dialog(page));
    await expect(dialog(page).getByText('The date cannot be in the future.')).toBeVisible();
    await look('rate-refused');
    // What was typed is still there for one who looks something up meanwhile.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Enter a rate by hand' }).click();
    await expect(rate).toHaveValue('1,25');
    await date.fill(await today(page));
    await saveIn(dialog(page));
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole('row', { name: /^USD/ })).toContainText('1.25 USD');
    await expect(page.getByRole('row', { name: /^USD/ })).toContainText('By hand');

    await expect(page.getByText(/^No rate for RUB/)).toBeVisible();
    await page.getByRole('button', { name: 'Enter by hand' }).first().click();
    await expect(currency).toHaveValue(/^RUB/);
    await rate.fill('100');
    await saveIn(dialog(page));
    await expect(page.getByText(/^No rate for/)).toHaveCount(0);
    await page.getByRole('button', { name: 'Change the rate of USD' }).click();
    await expect(rate).toHaveValue('1.25');
    await rate.fill('1.5');
    await saveIn(dialog(page));
    await expect(page.getByRole('row', { name: /^USD/ })).toContainText('1.5 USD');

    await page.getByLabel('Amount').fill('10.00');
    const result = page.getByLabel('Result');
    await expect(result).toContainText('15.00 USD');
    await expect(result).toContainText('1 EUR = 1.5 USD');
    await expect(result).toContainText('by hand');
    await look('rates');
    const to = page.getByRole('combobox', { name: 'To', exact: true });
    await to.fill('KZT');
    await page.getByRole('option', { name: /^KZT/ }).click();
    await expect(page.getByText(/^No rate is known from EUR to KZT/)).toBeVisible();
    await expect(result).toHaveCount(0);
  });

  test('what prices leave, what they will be and what clients pay is shown and set by screen', async ({
    page,
    vendor,
  }) => {
    const look = lookAt(page);
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await ask(page, 'brand', 'update', { currencies: ['EUR', 'USD', 'RUB'] });
    const sold: string[] = [];
    for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      const ordered = await orderUnpaid(page, shop, ip);
      await ask(page, 'billing', 'recordPayment', await paymentInput(page, ordered));
      sold.push(ordered.contractProductId);
    }
    const price = { termMonths: 1 as const, currency: 'EUR', amountMinor: 800 };
    const gbp = { termMonths: 1 as const, currency: 'GBP', amountMinor: 700 };
    const setPrices = { id: shop.productId, prices: [price, gbp] };
    await ask(page, 'catalogue', 'updateProduct', setPrices);
    await goTo(page, `/catalogue/products/${shop.productId}`);
    await page.getByRole('tab', { name: 'Product billing', exact: true }).click();

    // What the vendor charges is not known before its price list was read; the way there is named.
    const margin = section(page, 'Vendor’s price and margin');
    const row = (box: Locator, name: RegExp) => box.getByRole('row', { name });
    await expect(row(margin, /^Month, EUR/)).toContainText('Not known');
    await expect(margin.getByRole('link', { name: 'Open ispmanager licenses and press Detect' })).toBeVisible();
    await ask(page, 'connections', 'detect', { id: shop.connectionId });
    await expect(row(margin, /^Month, EUR/)).toContainText('€5.00');
    await expect(row(margin, /^Month, EUR/)).toContainText('€3.00');
    await expect(row(margin, /^Month, EUR/)).toContainText('37.5 %');
    await expect(margin).toContainText('The margin is not known in GBP');
    await ask(page, 'rates', 'set', { currency: 'GBP', rate: '0.8' });
    await expect(row(margin, /^Month, GBP/)).toContainText('£3.00');
    await expect(margin).toContainText('1 EUR = 0.8 GBP');

    // Other currencies of the brand: omitted, without a rate, converted.
    const converted = section(page, 'Converted prices');
    await expect(converted).toContainText('Clients who pay in USD, RUB do not see this product');
    await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, multiCurrency: 'convert' });
    await expect(row(converted, /^USD/)).toContainText('Nothing: no exchange rate');
    await ask(page, 'rates', 'set', { currency: 'USD', rate: '1.25' });
    await expect(row(converted, /^USD/)).toContainText('US$10.00');
    await expect(row(converted, /^USD/)).toContainText('1 EUR = 1.25 USD');

    // A price to come.
    const future = section(page, 'Prices to come');
    await expect(future).toContainText('No price to come');
    await future.getByRole('button', { name: 'Schedule a price' }).click();
    await saveIn(dialog(page));
    await expect(dialog(page).getByLabel('New price')).toHaveAttribute('aria-invalid', 'true');
    await dialog(page).getByLabel('New price').fill('9.00');
    await dialog(page)
      .getByLabel('From', { exact: true })
      .fill(await today(page));
    await saveIn(dialog(page));
    await expect(dialog(page).getByText('The date must be after today.')).toBeVisible();
    const from = inDays(await today(page), 90);
    await dialog(page).getByLabel('From', { exact: true }).fill(from);
    await look('schedule');
    await saveIn(dialog(page));
    await expect(dialog(page)).toHaveCount(0);
    const stored = async () =>
      (await ask(page, 'prices', 'outlook', { productId: shop.productId })).flatMap((each) => each.future);
    expect(await stored()).toMatchObject([{ ...price, amountMinor: 900, effectiveOn: from }]);
    await expect(row(future, /Month, EUR/)).toContainText('€9.00');
    await future.getByRole('button', { name: /^Take away the price from/ }).click();
    await expect(future).toContainText('No price to come');
    expect(await stored()).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row(future, /Month, EUR/)).toContainText('€9.00');
    expect(await stored()).toMatchObject([{ amountMinor: 900, effectiveOn: from }]);
    await look('billing');

    // What clients pay: two of three are moved to the list price, and to no other than the one that was confirmed.
    const renewals = section(page, 'What clients pay at the next renewal');
    const clients = renewals.getByRole('row', { name: /Anna Petrova/ });
    await expect(clients).toHaveCount(3);
    await expect(clients.first()).toContainText('€5.00');
    await expect(clients.first()).toContainText('+€3.00');
    await clients.nth(0).locator('label').click();
    await clients.nth(1).locator('label').click();
    await expect(renewals.getByText('2 selected')).toBeVisible();
    await look('renewals');
    await renewals.getByRole('button', { name: 'Let them pay the new price' }).click();
    await expect(dialog(page)).toContainText('Let 2 products pay the new price?');
    await expect(dialog(page)).toContainText('€16.00');
    await look('reprice');
    // Somebody changes the price in the moment before it is confirmed.
    const changed = JSON.stringify({ ...setPrices, prices: [{ ...price, amountMinor: 600 }, gbp] });
    await runInPage(
      page,
      `void window.api.catalogue.updateProduct(${changed}),
       [...document.querySelectorAll('[role="alertdialog"] button')].find((each) => /16/.test(each.textContent)).click()`,
    );
    await expect(dialog(page).getByText('A price changed meanwhile')).toBeVisible();
    const agreed = async () => {
      const { rows } = await ask(page, 'prices', 'renewals', { productId: shop.productId });
      return rows.map((each) => each.price.amountMinor);
    };
    expect(await agreed()).toEqual([500, 500, 500]);
    await dialog(page)
      .getByRole('button', { name: /^Let 2 pay 12\.00\sEUR$/ })
      .click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByText('2 products pay the new price from their next renewal').first()).toBeVisible();
    expect(await agreed()).toEqual([600, 600, 500]);
    await expect(renewals.getByRole('button', { name: 'Select 1 that differ' })).toBeVisible();
  });

  test('55, 56 the invoice shows what of it is revenue: $0 before it is paid, $5 the same day', async ({
    page,
    vendor,
  }) => {
    const look = lookAt(page);
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const ordered = await orderUnpaid(page, shop, '192.0.2.9');
    await goTo(page, `/billing/${ordered.invoiceId}`);
    const revenue = section(page, 'Revenue');
    await expect(revenue).toContainText('Immediately over billing cycle, from the brand settings');
    await expect(revenue).toContainText('Nothing was paid for it yet, so nothing is recognised');
    await expect(revenue.getByText('€0.00').first()).toBeVisible();
    await look('revenue-unpaid');
    await ask(page, 'billing', 'recordPayment', await paymentInput(page, ordered));
    await expect(revenue.locator('dd').first()).toHaveText('€5.00');
    await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, revenueRecognition: 'spread' });
    // What was sold keeps its policy: history does not move with a setting.
    await reload(page);
    await expect(revenue).toContainText('Immediately over billing cycle, from the brand settings');
    await expect(revenue.locator('dd').first()).toHaveText('€5.00');
    const later = await orderUnpaid(page, shop, '192.0.2.10');
    await ask(page, 'billing', 'recordPayment', await paymentInput(page, later));
    await goTo(page, `/billing/${later.invoiceId}`);
    await expect(revenue).toContainText('Spread over billing cycle, set on the product');
    await expect(revenue.locator('dd').first()).not.toHaveText('€5.00');
    await look('revenue-spread');
  });
});
