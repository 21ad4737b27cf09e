import { axe } from '../actions/axe.ts';
import { ask, runInPage } from '../actions/calls.ts';
import { openClientArea, setLook } from '../actions/look.ts';
import { goTo, setUpShop, type Shop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { chooseFrom, startAgain, storePage, storePrice } from '../actions/storefront.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { launch, projectFolder } from '../fixtures/launch.ts';
import { runtimeSwitches } from '../../../scripts/runtime.mjs';
import { storeLink } from '../../../preload/api/store-link.ts';
import type { Page } from '@playwright/test';

const lite = 'ispmanager 6 lite';
const slug = 'ispmanager-6-lite';
const purposes = ['personal use', 'development', 'commercial purposes'] as const;
const eur = (amountMinor: number) => [{ termMonths: 1 as const, currency: 'EUR', amountMinor }];
const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" fill="#d6474b"/></svg>';

/** A brand of two languages and three currencies with a logo, and a category with all its texts. */
async function dress(page: Page, shop: Shop): Promise<{ categoryId: string }> {
  await ask(page, 'brand', 'update', {
    name: 'Northwind Hosting',
    languages: ['en', 'ru'],
    currencies: ['EUR', 'JPY', 'KZT'],
    headerColor: '#222244',
  });
  await ask(page, 'brand', 'setLogo', { file: { base64: Buffer.from(logo).toString('base64') } });
  const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
  await ask(page, 'catalogue', 'updateCategory', {
    id: categoryId,
    description: 'Everything there is to say about our licenses.',
    shortDescription: 'Licenses for one server.',
  });
  await ask(page, 'translations', 'save', {
    entity: 'category',
    id: categoryId,
    texts: [
      { field: 'name', language: 'ru', text: 'Лицензии' },
      { field: 'shortDescription', language: 'ru', text: 'Лицензии для одного сервера.' },
    ],
  });
  return { categoryId };
}

test.describe('the storefront’s preview', { tag: '@catalogue' }, () => {
  test('18 22 23 28 29 32 33 44 the card and the page, by language and currency, before it is listed', async ({
    app,
    page,
    vendor,
  }) => {
    const picture = shots(page, 'storefront');
    const shot = async (what: string): Promise<void> => {
      await picture(what);
      expect((await axe(page)).violations).toEqual([]);
    };
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const { categoryId } = await dress(page, shop);
    const second = await ask(page, 'catalogue', 'createProduct', {
      categoryId,
      name: 'ispmanager 6 pro',
      prices: eur(900),
    });
    await ask(page, 'catalogue', 'updateProduct', {
      id: shop.productId,
      isVisible: false,
      description: 'Up to ten sites.\n\nWith <b>support</b>.',
      prices: [...eur(500), { termMonths: 12, currency: 'EUR', amountMinor: 5000 }],
      recommendations: [{ kind: 'product', id: second.id }],
      trial: {
        isSupported: true,
        isForced: false,
        days: 7,
        noticeDays: 1,
        endAction: 'cancel',
        migrateProductId: null,
      },
      deferMode: 'hidden',
    });
    for (const alt of ['The front', 'The back'])
      await ask(page, 'catalogue', 'addImage', {
        productId: shop.productId,
        file: {
          base64: Buffer.from(logo.replace('#d6474b', alt === 'The front' ? '#3b57d0' : '#12876b')).toString('base64'),
        },
        alt,
      });

    // From the product's form: the full link, copied; the page, opened.
    await goTo(page, `/catalogue/products/${shop.productId}`);
    await expect(page.getByText(storeLink(slug), { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Copy: store link' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
    expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(storeLink(slug));
    await page.getByLabel('Product store link', { exact: true }).fill('another-one');
    await expect(page.getByText('The new link works once the product is saved.')).toBeVisible();
    await expect(page.getByText(storeLink(slug), { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('button', { name: 'Preview', exact: true }).click();

    await expect(page.getByRole('heading', { name: 'Store preview', level: 1 })).toBeVisible();
    await expect(page.getByText('Not listed: only staff see this page')).toBeVisible();
    await expect(page.getByText('Northwind Hosting').last()).toBeVisible();
    // The short text, not the long one (23).
    const shelf = page.getByRole('region', { name: 'Licenses', exact: true });
    await expect(shelf.getByText('Licenses for one server.')).toBeVisible();
    await expect(page.getByText('Everything there is to say about our licenses.')).toHaveCount(0);
    const cards = page.getByRole('list', { name: 'Products of “Licenses”' }).getByRole('listitem');
    await expect(cards.getByRole('heading')).toHaveText([lite, 'ispmanager 6 pro']);
    await expect(cards.first()).toContainText('from €5.00 / month');
    const product = storePage(page, lite);
    // All of the card is the label.
    const term = (name: string) => product.locator('label').filter({ hasText: name });
    // Text is text: what looks like markup stands there as it was typed.
    await expect(product.getByText('With <b>support</b>.')).toBeVisible();
    await expect(product.getByText('Trial: 7 days. Then it ends.')).toBeVisible();
    await expect(product.getByText('The details for the license are asked for after payment.')).toBeVisible();
    await expect(product.getByRole('radio', { name: 'Month' })).toBeChecked();
    await expect(storePrice(page, 'Price')).toContainText('Total€5.00');
    await term('Year').click();
    await expect(storePrice(page, 'Price')).toContainText('Total€50.00');
    await expect(product.getByRole('img', { name: 'The front' })).toBeVisible();
    await product.getByRole('button', { name: 'Show image 2' }).click();
    await expect(product.getByRole('img', { name: 'The back' })).toBeVisible();
    await expect(product.getByRole('list', { name: 'Recommended with it' })).toContainText('ispmanager 6 pro');
    await shot('page');

    // Another language (18), and words of the store with it.
    await chooseFrom(page, 'Language', 'Русский');
    await expect(page.getByText('Лицензии для одного сервера.')).toBeVisible();
    await expect(page.getByText('Licenses for one server.')).toHaveCount(0);
    await expect(storePrice(page, 'Цена')).toContainText('Итого');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByText(/no translation into “Русский”/)).toBeVisible();
    await chooseFrom(page, 'Language', 'English');

    // Another currency (44): absent with the reason; then converted, with rate and date.
    await chooseFrom(page, 'Currency', /^JPY/);
    await expect(page.getByText('In JPY clients do not see this product')).toBeVisible();
    await expect(product.getByText('Not available in JPY')).toBeVisible();
    await expect(product.getByText('It is not sold in this currency.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Price', exact: true })).toHaveCount(0);
    // A currency that the bank has no rates of, so that none but this one is ever used.
    await chooseFrom(page, 'Currency', /^KZT/);
    await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, multiCurrency: 'convert' });
    await expect(product.getByText('No exchange rate is known today.')).toBeVisible();
    await ask(page, 'rates', 'set', { currency: 'KZT', rate: '161.37', date: '2026-03-06' });
    await expect(
      product.getByText('Converted from EUR at 1 EUR = 161.37 KZT of 6 Mar 2026 (rate set by the store).').first(),
    ).toBeVisible();
    await term('Month').click();
    await expect(storePrice(page, 'Price')).toContainText('TotalKZT 806.85');
    await shot('converted');
    await chooseFrom(page, 'Currency', /^EUR/);

    // Active and visible: listed. Inactive: not.
    await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, isVisible: true });
    await expect(page.getByText('Not listed: only staff see this page')).toHaveCount(0);
    await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, isActive: false });
    await expect(page.getByText('Not listed: only staff see this page')).toBeVisible();

    // A window of its own: the same page without the console, with the logo.
    const opened = app.electron.waitForEvent('window');
    await page.getByRole('button', { name: 'Preview in window' }).click();
    const own = await opened;
    const problems: string[] = [];
    watchProblems(own, problems);
    await expect(storePage(own, lite)).toBeVisible();
    await expect(own.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
    await expect(own.getByText('Northwind Hosting').locator('..').locator('img')).toBeVisible();
    await expect(own.getByText('Northwind Hosting').locator('../..')).toHaveCSS('background-color', 'rgb(34, 34, 68)');
    await own.getByRole('link', { name: 'ispmanager 6 pro' }).first().click();
    await expect(storePage(own, 'ispmanager 6 pro')).toBeVisible();
    expect((await axe(own)).violations).toEqual([]);
    await own.screenshot({ path: 'out/acceptance/screens/storefront/window.png' });
    // Asked for again it is the same window, which shows the other product without being loaded anew.
    await runInPage(own, 'void (window.stays = true)');
    await page.getByRole('button', { name: 'Preview in window' }).click();
    await expect(storePage(own, lite)).toBeVisible();
    expect(await runInPage(own, 'window.stays')).toBe(true);
    expect(app.electron.windows()).toHaveLength(2);
    await own.close();
    expect(problems).toEqual([]);

    const area = await openClientArea(app, shop.clientId);
    await expect(area.locator('header img')).toBeVisible();
    await ask(page, 'brand', 'setLogo', { file: null });
    await expect(area.locator('header img')).toHaveCount(0);
    await area.close();
  });

  for (const [language, words] of [
    ['en', { heading: 'Price', total: 'Total', quantity: 'Quantity', money: (text: string) => `€${text}` }],
    [
      'ru',
      {
        heading: 'Цена',
        total: 'Итого',
        quantity: 'Количество',
        money: (text: string) => `${text.replace('.', ',')}\u00a0€`,
      },
    ],
  ] as const) {
    test(`57 58 59 60 script 3: options make 5.00, 6.00, 7.50; attributes leave 5.00 (${language})`, async ({
      page,
      vendor,
    }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      const { categoryId } = await dress(page, shop);
      await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, prices: eur(0) });
      await ask(page, 'productOptions', 'create', {
        productId: shop.productId,
        name: 'Purpose',
        values: purposes.map((name, at) => ({ name, prices: eur([500, 600, 750][at] ?? 0) })),
      });
      const asked = await ask(page, 'catalogue', 'createProduct', {
        categoryId,
        name: 'ispmanager 6 asked',
        prices: eur(500),
      });
      await ask(page, 'productOptions', 'createAttribute', {
        productId: asked.id,
        name: 'Purpose',
        values: purposes.map((name) => ({ name })),
      });
      await setLook(page, { theme: 'light', language });
      await goTo(page, `/store/${slug}`);
      const price = storePrice(page, words.heading);
      const product = storePage(page, lite);
      // No choice: the order is blocked, and no total is told.
      await expect(price).toContainText(`${words.total}—`);
      await expect(price).toContainText(language === 'en' ? 'Choose “Purpose”.' : 'Выберите «Purpose».');
      for (const [at, total] of ['5.00', '6.00', '7.50'].entries()) {
        await product
          .getByText(purposes[at] ?? '', { exact: true })
          .first()
          .click();
        await expect(price).toContainText(words.total + words.money(total));
        await expect(price).not.toContainText('“Purpose”');
      }
      await shots(page, `storefront-script-3-${language}`)('options');
      await goTo(page, '/store/ispmanager-6-asked');
      const other = storePage(page, 'ispmanager 6 asked');
      await expect(price).toContainText(language === 'en' ? 'Choose “Purpose”.' : 'Выберите «Purpose».');
      for (const purpose of purposes) {
        await other.getByText(purpose, { exact: true }).click();
        await expect(other.getByRole('radio', { name: purpose })).toBeChecked();
        await expect(price).toContainText(words.total + words.money('5.00'));
      }
    });

    test(`34 35 36 37 script 4: multiples of 2, 100 to 1000 (${language})`, async ({ page, vendor }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      await dress(page, shop);
      await ask(page, 'catalogue', 'updateProduct', {
        id: shop.productId,
        quantity: { bulk: 'multiples', step: 2, isLimited: true, min: 100, max: 1000 },
      });
      await setLook(page, { theme: 'light', language });
      await goTo(page, `/store/${slug}`);
      const price = storePrice(page, words.heading);
      const quantity = storePage(page, lite).getByLabel(words.quantity);
      await expect(quantity).toHaveValue('100');
      const refused =
        language === 'en'
          ? {
              '98': '98 cannot be ordered: it is fewer than 100, the least in an order.',
              '101': '101 cannot be ordered: it is not a multiple of 2.',
              '1002': '1,002 cannot be ordered: it is more than 1,000, the most in an order.',
            }
          : {
              '98': '98 заказать нельзя: это меньше 100, минимума в заказе.',
              '101': '101 заказать нельзя: это не кратно 2.',
              '1002': /^1\s?002 заказать нельзя: это больше 1\s?000, максимума в заказе\.$/,
            };
      for (const [typed, text] of Object.entries(refused)) {
        await quantity.fill(typed);
        await expect(page.getByText(text).first()).toBeVisible();
        await expect(quantity).toHaveAttribute('aria-invalid', 'true');
        await expect(price).toContainText(
          language === 'en' ? 'This cannot be ordered yet' : 'Так заказать пока нельзя',
        );
      }
      await shots(page, `storefront-script-4-${language}`)('refused');
      for (const [typed, total] of [
        ['100', '500.00'],
        ['102', '510.00'],
        ['1000', language === 'en' ? '5,000.00' : '5\u00a0000.00'],
      ] as const) {
        await quantity.fill(typed);
        await expect(price).toContainText(words.total + words.money(total));
        await expect(quantity).not.toHaveAttribute('aria-invalid', 'true');
        await expect(price).toContainText(
          language === 'en'
            ? 'The choice is complete and within the limits.'
            : 'Выбрано всё нужное, количество в пределах.',
        );
      }
      await quantity.fill('');
      await expect(price).toContainText(`${words.total}—`);
    });
  }

  test('33 a store link opens the page: of a start, and of one that finds the console running', async ({
    app,
    page,
    vendor,
    dataFolder,
    pageProblems,
  }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, isActive: false });
    // Warm: what is being typed stays where it is.
    await goTo(page, '/clients/new');
    await page.getByLabel('First name').fill('Boris');
    await runInPage(page, 'void (window.stays = true)');
    expect(await startAgain(dataFolder, ['--', storeLink(slug)])).toBe(0);
    await expect(storePage(page, lite)).toBeVisible();
    await expect(page.getByText('Not listed: only staff see this page')).toBeVisible();
    expect(await runInPage(page, 'window.stays')).toBe(true);
    await goTo(page, '/clients/new');
    await expect(page.getByLabel('First name')).toHaveValue('Boris');
    // What is no store link to the letter leads nowhere.
    for (const hostile of [
      'app://staff/settings/brand',
      'app://staff/store/../settings',
      'app://staff/store/a#/settings/brand',
      'app://evil.example/store/a',
      'javascript:alert(1)',
    ]) {
      expect(await startAgain(dataFolder, ['--', hostile])).toBe(0);
    }
    // The last of them has come: this one comes after it.
    await expect(page).toHaveURL('app://staff/#/clients/new');
    expect(app.electron.windows()).toHaveLength(1);
    await startAgain(dataFolder, ['--', storeLink('nothing-of-ours')]);
    await expect(page.getByText('No product has this store link')).toBeVisible();
    await app.electron.close();

    // Cold: the console starts with the link.
    const cold = await launch(dataFolder, { args: [...runtimeSwitches(), projectFolder, storeLink(slug)] });
    watchProblems(cold.page, pageProblems);
    await expect(storePage(cold.page, lite)).toBeVisible();
    await expect(cold.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await cold.electron.close();
  });
});
