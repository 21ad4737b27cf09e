import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Order } from '../../../preload/api/orders.ts';
import { ask } from '../actions/calls.ts';
import { codeInput } from '../../unit/support/promo-code.ts';
import { openClientArea, setLook } from '../actions/look.ts';
import { orderForm } from '../actions/order-form.ts';
import { contractOf, order, pay, reach, sell } from '../actions/sample-orders.ts';
import { goTo, setUpShop, type Shop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';
import { word } from '../screens/words.ts';

const languages = ['en', 'ru'] as const;

/** An amount as the language writes it, with any space. */
const money = (language: 'en' | 'ru', euros: number): RegExp =>
  language === 'en' ? new RegExp(`€${euros.toFixed(2)}`) : new RegExp(`${euros.toFixed(2).replace('.', ',')}\\s€`);

/** A second product of the shop's account, sold in any quantity, without details. */
async function addPro(page: Page, shop: Shop): Promise<string> {
  const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
  const { id } = await ask(page, 'catalogue', 'createProduct', {
    categoryId,
    name: 'Pro in bulk',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 1000 }],
    connectionId: shop.connectionId,
    packageIdentifier: '55228',
    quantity: { bulk: 'yes', step: 1, isLimited: true, min: 1, max: 20 },
  });
  await ask(page, 'catalogue', 'updateProduct', {
    id: shop.productId,
    deferMode: 'inherit',
    recommendations: [{ kind: 'product', id }],
  });
  return id;
}

const addCode = (page: Page, patch: Parameters<typeof codeInput>[0] = {}) =>
  ask(page, 'promoCodes', 'create', codeInput(patch));

const statusOf = async (page: Page, { id }: Pick<Order, 'id'>): Promise<string> =>
  (await ask(page, 'orders', 'get', { id })).status;

test.describe('orders', { tag: ['@orders'] }, () => {
  for (const language of languages) {
    test(`81 82 83 84 85 shop, basket with notes and a code, checkout: paid in one act (${language})`, async ({
      page,
      vendor,
      app,
    }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      await addPro(page, shop);
      await addCode(page, { maxUses: 1 });
      await setLook(page, { theme: language === 'en' ? 'light' : 'dark', language });
      const shot = shots(page, `orders-${language}`);
      const form = orderForm(page, language);

      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await form.choose('ispmanager 6 lite');
      await shot('shop');
      await form.add();
      await expect(form.lines).toHaveCount(1);
      // What is recommended with it is chosen from there.
      await page
        .getByRole('list', { name: word(language, 'orders.recommended') })
        .getByRole('button')
        .click();
      await form.quantity.fill('2');
      await form.add();
      await expect(form.lines).toHaveCount(2);
      await expect(form.total).toHaveText(money(language, 25));

      // A quantity is changed in the basket, a wrong one is told there.
      const quantity = form.lines.nth(1).getByRole('textbox');
      await quantity.fill('21');
      await quantity.press('Tab');
      await expect(quantity).toHaveAttribute('aria-invalid', 'true');
      await expect(form.button('orders.toCheckout')).toHaveAttribute('aria-disabled', 'true');
      await quantity.fill('3');
      await quantity.press('Tab');
      await expect(form.total).toHaveText(money(language, 35));

      // A wrong code is refused with its reason; the right one lowers each line.
      await form.code.fill('AUTUMN');
      await form.button('orders.discount.apply').click();
      await expect(page.getByText(word(language, 'error.promo.unknown'))).toBeVisible();
      await shot('code-refused');
      await form.code.fill('spring');
      await form.code.press('Enter');
      await expect(form.total).toHaveText(money(language, 31.5));
      await expect(form.lines.nth(0)).toContainText(money(language, 0.5));
      await expect(form.lines.nth(1)).toContainText(money(language, 3));
      await form.notes.fill('Call first');
      await shot('basket');

      // The draft survives that the page is left.
      await goTo(page, '/orders');
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await expect(form.lines).toHaveCount(2);
      await expect(form.total).toHaveText(money(language, 31.5));

      await form.button('orders.toCheckout').click();
      await page
        .getByRole('radio', { name: new RegExp(`^${word(language, 'orders.method.card_terminal')}`) })
        .check({ force: true });
      await shot('checkout');
      expect(vendor.orders()).toBe(0);
      await form.button('orders.placeAndPay').dblclick();
      await form.placed('Active');
      await expect
        .poll(() => vendor.licenses().filter(({ status }) => status === 2).length, { timeout: 60_000 })
        .toBe(4);
      expect(vendor.orders()).toBe(4);
      const { rows } = await ask(page, 'orders', 'list', {});
      expect(rows).toHaveLength(1);
      const placed = await ask(page, 'orders', 'get', { id: rows[0]?.id ?? '' });
      expect(placed).toMatchObject({
        total: { amountMinor: 3150 },
        discount: { amountMinor: 350 },
        promoCode: 'SPRING',
        paymentMethod: 'card_terminal',
        notes: 'Call first',
      });
      const invoice = await ask(page, 'billing', 'getInvoice', { id: placed.invoiceId });
      expect(invoice).toMatchObject({ status: 'Paid', total: { amountMinor: 3150 } });
      expect(invoice.payments).toHaveLength(1);
      await shot('order');

      // The last use is gone.
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await form.choose('ispmanager 6 lite');
      await form.add();
      await form.code.fill('SPRING');
      await form.button('orders.discount.apply').click();
      await expect(form.code).toHaveAttribute('aria-invalid', 'true');
      await expect(form.button('orders.toCheckout')).toHaveAttribute('aria-disabled', 'true');

      const area = await openClientArea(app, shop.clientId);
      await expect(area.getByText('Call first')).toBeVisible();
    });

    test(`87 Cancel order: unpaid at once, running now or with its term (${language})`, async ({ page, vendor }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      await setLook(page, { theme: 'light', language });
      const shot = shots(page, `cancel-${language}`);
      const button = (key: Parameters<typeof word>[1]) =>
        page.getByRole('button', { name: word(language, key), exact: true });
      const submit = dialog(page).getByRole('button', { name: word(language, 'orders.cancel.submit'), exact: true });
      const open = async (placed: Order): Promise<void> => {
        await goTo(page, `/orders/${placed.id}`);
        await expect(page.getByRole('heading', { name: placed.number })).toBeVisible();
        await button('orders.cancel').click();
      };

      const unpaid = await order(page, shop.clientId, shop.productId);
      await open(unpaid);
      await expect(dialog(page)).toContainText(unpaid.invoiceNumber);
      await expect(dialog(page)).toContainText(money(language, 5));
      await shot('unpaid');
      await submit.click();
      await expect(dialog(page)).toHaveCount(0);
      expect(await statusOf(page, unpaid)).toBe('Cancelled');
      expect((await ask(page, 'billing', 'getInvoice', { id: unpaid.invoiceId })).status).toBe('Cancelled');
      expect(vendor.orders()).toBe(0);

      const running = await sell(page, shop.clientId, shop.productId, { ip: '203.0.113.21' });
      await reach(page, running, 'active');
      await open(running);
      await expect(dialog(page).getByText(word(language, 'orders.cancel.noMoney'))).toBeVisible();
      await shot('end-of-term');
      await submit.click();
      await expect(dialog(page)).toHaveCount(0);
      expect(await statusOf(page, running)).toBe('Active');
      expect((await ask(page, 'orders', 'get', { id: running.id })).ending).toBe('end_of_term');
      expect(vendor.licenses().map(({ status }) => status)).toEqual([2]);

      await button('orders.cancel').click();
      await dialog(page)
        .getByRole('checkbox', { name: word(language, 'orders.cancel.immediate') })
        .check({ force: true });
      await expect(dialog(page)).toContainText('203.0.113.21');
      // The whole term is left on its first day.
      await expect(dialog(page)).toContainText(money(language, 5));
      await dialog(page)
        .getByRole('radio', { name: word(language, 'orders.refund.original') })
        .check({ force: true });
      await dialog(page).getByLabel(word(language, 'orders.cancel.reason')).fill('Moves away');
      await shot('immediate');
      await submit.dblclick();
      await expect(dialog(page)).toHaveCount(0);
      expect(await statusOf(page, running)).toBe('Cancelled');
      await expect.poll(() => vendor.licenses()[0]?.status, { timeout: 60_000 }).toBe(4);
      await expect
        .poll(async () => (await ask(page, 'contractProducts', 'get', { id: contractOf(running) })).status)
        .toBe('Cancelled');
      expect((await ask(page, 'billing', 'getInvoice', { id: running.invoiceId })).status).toBe('Refunded');
      await shot('cancelled');
    });

    test(`88 a client asks to cancel: approved, deleted by staff, withdrawn (${language})`, async ({
      page,
      vendor,
      app,
    }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      const client = await ask(page, 'clients', 'get', { id: shop.clientId });
      await ask(page, 'clients', 'update', {
        id: client.id,
        firstName: client.firstName,
        lastName: client.lastName,
        email: client.email,
        company: client.company,
        notes: client.notes,
        language,
      });
      await setLook(page, { theme: 'light', language });
      const shot = shots(page, `requests-${language}`);
      const running = await sell(page, shop.clientId, shop.productId, { ip: '203.0.113.31' });
      await reach(page, running, 'active');
      const area = await openClientArea(app, shop.clientId);
      const ofArea = (key: Parameters<typeof word>[1]) => area.getByText(word(language, key), { exact: true });
      const request = async (): Promise<void> => {
        await ofArea('orders.cancel').click();
        await dialog(area)
          .getByRole('button', { name: word(language, 'cancellations.submit') })
          .click();
        await expect(area.getByText(word(language, 'field.required'))).toBeVisible();
        await dialog(area).getByRole('textbox').fill('Test');
        await dialog(area)
          .getByRole('button', { name: word(language, 'cancellations.submit') })
          .click();
        await expect(dialog(area)).toHaveCount(0);
        await expect(ofArea('clientArea.cancel.withdraw')).toBeVisible();
      };

      // Withdrawn by the client.
      await request();
      await ofArea('clientArea.cancel.withdraw').click();
      await expect(ofArea('orders.cancel')).toBeVisible();

      // Seen by staff, with its reason, from the dashboard on; deleted.
      await request();
      await goTo(page, '/');
      await page.getByRole('button', { name: word(language, 'dashboard.cancellations.show') }).click();
      const row = page.getByRole('row', { name: running.number });
      await expect(row).toContainText('Test');
      await shot('list');
      await row.click();
      await expect(page.getByRole('heading', { name: running.number })).toBeVisible();
      await expect(page.getByText('Test', { exact: true }).first()).toBeVisible();
      await shot('order');
      await page.getByRole('button', { name: word(language, 'cancellations.delete'), exact: true }).click();
      await dialog(page)
        .getByRole('button', { name: word(language, 'cancellations.delete'), exact: true })
        .click();
      await expect(page.getByText(word(language, 'cancellation.state.deleted_by_user'))).toBeVisible();
      expect(await statusOf(page, running)).toBe('Active');

      // Approved with immediate effects.
      await expect(ofArea('orders.cancel')).toBeVisible();
      await request();
      await page.getByRole('button', { name: word(language, 'cancellations.approve'), exact: true }).click();
      await dialog(page)
        .getByRole('checkbox', { name: word(language, 'orders.cancel.immediate') })
        .check({ force: true });
      await shot('approve');
      await dialog(page)
        .getByRole('button', { name: word(language, 'orders.cancel.submit'), exact: true })
        .click();
      await expect(dialog(page)).toHaveCount(0);
      expect(await statusOf(page, running)).toBe('Cancelled');
      await expect.poll(() => vendor.licenses()[0]?.status, { timeout: 60_000 }).toBe(4);
      expect((await ask(page, 'cancellations', 'list', {})).rows.map(({ state, reason }) => [state, reason])).toEqual([
        ['approved', 'Test'],
        ['deleted_by_user', 'Test'],
        ['deleted_by_client', 'Test'],
      ]);
    });
  }

  test('84 a promo code is made by screen, used, and keeps its uses', async ({ page, vendor }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const shot = shots(page, 'promo-codes');
    await goTo(page, '/catalogue/promo-codes');
    await page.getByRole('button', { name: 'New promo code' }).first().click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Code', { exact: true }).fill('WELCOME');
    await page.getByLabel('Name', { exact: true }).fill('Welcome');
    await page.getByRole('radio', { name: 'Fixed amount' }).check({ force: true });
    await page.getByRole('button', { name: 'Add currency' }).click();
    await page.getByLabel('Amount', { exact: true }).fill('1.50');
    await page.getByRole('radio', { name: 'Selected products' }).check({ force: true });
    await page.getByRole('combobox', { name: 'Add product' }).fill('lite');
    await page.getByRole('option', { name: /ispmanager 6 lite/ }).click();
    await page.getByLabel('Max uses, all clients').fill('5');
    await shot('new');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'WELCOME' })).toBeVisible();
    const placed = await ask(page, 'orders', 'place', {
      requestKey: randomUUID(),
      clientId: shop.clientId,
      currency: 'EUR',
      items: [{ productId: shop.productId, termMonths: 1, ip: '203.0.113.10' }],
      promoCode: 'welcome',
      expectedTotalMinor: 350,
    });
    await page.getByRole('tab', { name: /Uses/ }).click();
    await expect(page.getByText('Reserved')).toBeVisible();
    await pay(page, placed, { amountMinor: 350, method: 'cash', reference: '' });
    await expect(page.getByText('Used', { exact: true })).toBeVisible();
    await expect(page.getByText(placed.number)).toBeVisible();
    await shot('uses');
    await page.getByRole('button', { name: 'Delete promo code' }).click();
    await dialog(page).getByRole('button', { name: 'Delete promo code' }).click();
    await expect(page.getByText('Orders were placed with this code', { exact: false })).toBeVisible();
  });
});
