import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Input } from '../../../preload/api/contract.ts';
import type { StaffAreas } from '../../../preload/api/index.ts';
import { ask } from '../actions/calls.ts';
import { openClientArea, setLook } from '../actions/look.ts';
import { orderForm } from '../actions/order-form.ts';
import { goTo, setUpShop, type Shop } from '../actions/shop.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { word } from '../screens/words.ts';

const languages = ['en', 'ru'] as const;
type Language = (typeof languages)[number];

const eur = (amountMinor: number) => [{ termMonths: 1 as const, currency: 'EUR', amountMinor }];
/** An amount as the language writes it, with any space. */
const money = (language: Language, euros: number): RegExp =>
  language === 'en' ? new RegExp(`€${euros.toFixed(2)}`) : new RegExp(`${euros.toFixed(2).replace('.', ',')}\\s€`);
const purposes = [
  ['Personal use', 500],
  ['Development', 600],
  ['Commercial purposes', 750],
] as const;
const guide = { bulk: 'multiples' as const, step: 2, isLimited: true, min: 100, max: 1000 };

/** A product of the shop's account, orderable at once. */
async function product(page: Page, shop: Shop, more: Partial<Input<StaffAreas['catalogue']['createProduct']>>) {
  const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
  return ask(page, 'catalogue', 'createProduct', {
    categoryId,
    name: 'Lite',
    prices: eur(500),
    connectionId: shop.connectionId,
    packageIdentifier: '55227',
    ...more,
  });
}

test.describe('orders with choices and quantities', { tag: ['@catalogue'] }, () => {
  for (const language of languages) {
    test(`58, 60 the purpose decides the price, or is only told (${language})`, async ({ page, vendor }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      const priced = await product(page, shop, { name: 'Lite by purpose', prices: eur(0) });
      const option = await ask(page, 'productOptions', 'create', {
        productId: priced.id,
        name: 'Purpose',
        values: purposes.map(([name, amountMinor]) => ({ name, prices: eur(amountMinor) })),
      });
      const told = await product(page, shop, {
        name: 'Lite for five',
        recommendations: [
          { kind: 'product', id: priced.id },
          { kind: 'product', id: shop.productId },
        ],
      });
      await ask(page, 'productOptions', 'createAttribute', {
        productId: told.id,
        name: 'Purpose',
        values: purposes.map(([name]) => ({ name })),
      });
      await setLook(page, { theme: 'light', language });
      const form = orderForm(page, language);

      // Without a choice nothing is ordered, and the complaint stands at the field.
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await form.choose('Lite by purpose');
      await expect(form.total).toHaveText('—');
      await form.add();
      await expect(form.group('Purpose')).toContainText(word(language, 'field.required'));
      await expect(form.button('orders.toBasket')).toHaveCount(0);
      for (const [name, amountMinor] of purposes) {
        await form.pick('Purpose', name);
        await expect(form.total).toHaveText(money(language, amountMinor / 100));
      }
      await expect(form.group('Purpose')).not.toContainText(word(language, 'field.required'));

      await form.toCheckout();
      await expect(form.total).toHaveText(money(language, 7.5));

      // Under the form the price of the choice moves: the person is asked first.
      const [, , commercial] = option.values;
      await ask(page, 'productOptions', 'update', {
        id: option.id,
        values: option.values.map(({ id, name, prices }) => ({
          id,
          name,
          prices: id === commercial?.id ? eur(800) : prices,
        })),
      });
      await expect(page.getByText(word(language, 'orders.priceChanged')).first()).toBeVisible();
      await expect(page.getByRole('button', { name: word(language, 'orders.place') })).toHaveAttribute(
        'aria-disabled',
        'true',
      );
      await page.getByRole('button', { name: money(language, 8) }).click();
      await form.place();
      await form.placed();
      await expect(page.getByText('Commercial purposes')).toBeVisible();
      expect((await ask(page, 'orders', 'list', {})).rows[0]?.total).toEqual({ amountMinor: 800, currency: 'EUR' });

      // An attribute leaves the total as it is, and the order shows it.
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await form.choose('Lite for five');
      for (const [name] of purposes) {
        await form.pick('Purpose', name);
        await expect(form.total).toHaveText(money(language, 5));
      }
      // In the basket what is recommended, nothing that is in it (spec item 69).
      await form.add();
      const recommended = page.getByRole('list', { name: word(language, 'orders.recommended') });
      await expect(recommended.getByRole('listitem')).toHaveCount(2);
      await expect(recommended).not.toContainText('Lite for five');
      await form.button('orders.toCheckout').click();
      await form.place();
      await form.placed();
      await expect(page.getByText('Commercial purposes')).toBeVisible();
      const [latest] = (await ask(page, 'orders', 'list', {})).rows;
      expect(latest?.total).toEqual({ amountMinor: 500, currency: 'EUR' });
      expect((await ask(page, 'orders', 'get', { id: latest?.id ?? '' })).items[0]?.choices).toEqual([
        { kind: 'attribute', name: 'Purpose', value: 'Commercial purposes', price: null },
      ]);
    });

    test(`34-37 multiples of 2 from 100 to 1000 are checked where they are typed (${language})`, async ({
      page,
      vendor,
    }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      await product(page, shop, { name: 'Lite in bulk', quantity: guide });
      await setLook(page, { theme: 'light', language });
      const form = orderForm(page, language);
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await form.choose('Lite in bulk');
      // The smallest that can be ordered stands there already.
      await expect(form.quantity).toHaveValue('100');
      for (const refused of ['98', '101', '1002']) {
        await form.quantity.fill(refused);
        await form.quantity.press('Tab');
        await expect(form.quantity, refused).toHaveAttribute('aria-invalid', 'true');
        await expect(form.total).toHaveText('—');
        await form.add();
        await expect(form.button('orders.addToBasket')).toBeVisible();
      }
      for (const [taken, euros] of [
        ['100', '500'],
        ['102', '510'],
        ['1000', '5000'],
      ] as const) {
        await form.quantity.fill(taken);
        await form.quantity.press('Tab');
        await expect(form.quantity, taken).not.toHaveAttribute('aria-invalid', 'true');
        await expect.poll(async () => (await form.total.innerText()).replaceAll(/[^\d]/g, '')).toBe(`${euros}00`);
      }
    });
  }

  test('34 six licenses are one order, one payment, six purchases, each with its own status', async ({
    page,
    vendor,
  }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await product(page, shop, {
      name: 'Lite by the pair',
      quantity: { ...guide, min: 4, max: 10 },
      deferMode: 'none',
    });
    const form = orderForm(page, 'en');
    await goTo(page, `/orders/new?client=${shop.clientId}`);
    await form.choose('Lite by the pair');
    await form.quantity.fill('6');
    // Each address is its license's.
    const addresses = Array.from({ length: 6 }, (_, at) => `203.0.113.${at + 1}`);
    await page.getByLabel('IP addresses').fill(addresses.slice(0, 5).join('\n'));
    await form.add();
    await expect(page.getByText('Each license needs its address: 6 of them.')).toBeVisible();
    await page.getByLabel('IP addresses').fill(addresses.join('\n'));
    await form.toCheckout();
    await form.place();
    await form.placed();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Record payment of/ })
      .click();
    await expect.poll(() => vendor.licenses().filter(({ status }) => status === 2).length, { timeout: 60_000 }).toBe(6);
    expect(vendor.orders()).toBe(6);
    expect(new Set(vendor.licenses().map(({ ip }) => ip))).toEqual(new Set(addresses));
    const licenses = page.getByRole('grid', { name: 'Licenses of this order' });
    // The contract and the license of each.
    await expect(licenses.getByText('Active', { exact: true })).toHaveCount(12, { timeout: 60_000 });
    await expect(licenses.getByText('203.0.113.6')).toBeVisible();
  });

  test('67 Hidden: nothing is asked with the order, and nothing is bought before the details are given', async ({
    page,
    vendor,
  }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await product(page, shop, { name: 'Lite later', deferMode: 'hidden' });
    const form = orderForm(page, 'en');
    // The search of a list has the word in its name as well.
    const address = page.getByRole('textbox', { name: 'IP address', exact: true });
    await goTo(page, `/orders/new?client=${shop.clientId}`);
    await form.choose('ispmanager 6 lite');
    await expect(address).toBeVisible();
    await form.choose('Lite later');
    await expect(page.getByText('This product asks for its details after payment.', { exact: false })).toBeVisible();
    await expect(address).toHaveCount(0);
    await form.toCheckout();
    await form.place();
    await form.placed();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Record payment of/ })
      .click();
    await expect(page.getByText('Waiting for details').first()).toBeVisible();
    expect(vendor.orders()).toBe(0);
    await page.getByRole('link', { name: 'Give the details' }).click();
    const create = page.getByRole('button', { name: 'Save and create the license' });
    await create.click();
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    expect(vendor.orders()).toBe(0);
    await address.fill('203.0.113.77');
    await create.click();
    await expect(create).toHaveCount(0);
    await expect.poll(() => vendor.licenses()[0]?.status, { timeout: 60_000 }).toBe(2);
    expect(vendor.licenses().map(({ ip }) => ip)).toEqual(['203.0.113.77']);
    expect(vendor.orders()).toBe(1);
  });

  test('60 the client area shows what was chosen', async ({ page, vendor, app }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const told = await product(page, shop, { name: 'Lite for five' });
    const attribute = await ask(page, 'productOptions', 'createAttribute', {
      productId: told.id,
      name: 'Purpose',
      values: purposes.map(([name]) => ({ name })),
    });
    await ask(page, 'orders', 'place', {
      requestKey: randomUUID(),
      clientId: shop.clientId,
      currency: 'EUR',
      items: [
        {
          productId: told.id,
          termMonths: 1,
          choices: [{ optionId: attribute.id, valueId: attribute.values[1]?.id ?? '' }],
        },
      ],
      expectedTotalMinor: 500,
    });
    const area = await openClientArea(app, shop.clientId);
    await expect(area.getByText('Purpose: Development')).toBeVisible();
  });
});
