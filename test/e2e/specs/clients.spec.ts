import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ask } from '../actions/calls.ts';
import { act as licenseAct } from '../actions/licenses.ts';
import { setLook } from '../actions/look.ts';
import { goTo, openLicense, openOrder, orderUnpaid, paymentInput, setUpShop, type Shop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';
import { word } from '../screens/words.ts';

const languages = ['en', 'ru'] as const;
type Language = (typeof languages)[number];
type Key = Parameters<typeof word>[1];

const wrongOf = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** A shop whose client has a license, a note and a ticket, and an order that waits for its payment. */
async function busyShop(page: Page, address: string) {
  const shop = await setUpShop(page, { ...account, apiAddress: address });
  const order = await orderUnpaid(page, shop, '192.0.2.1');
  await ask(page, 'billing', 'recordPayment', await paymentInput(page, order));
  const contract = (): Promise<{ license: object | null }> =>
    ask(page, 'contractProducts', 'get', { id: order.contractProductId });
  await expect.poll(async () => (await contract()).license !== null, { timeout: 30_000 }).toBe(true);
  const waiting = await orderUnpaid(page, shop, '192.0.2.2');
  await ask(page, 'clients', 'update', { id: shop.clientId, notes: 'Prefers calls in the morning' });
  await ask(page, 'tickets', 'create', {
    requestKey: randomUUID(),
    clientId: shop.clientId,
    subject: 'How to renew?',
    text: 'Hello',
  });
  return { shop, order, waiting };
}

async function openClient(page: Page, id: string, name: string): Promise<void> {
  await goTo(page, `/clients/${id}`);
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
}

const chooseAct = async (page: Page, language: Language, key: Key): Promise<void> => {
  await page.getByRole('button', { name: word(language, 'ui.moreActions'), exact: true }).click();
  await page.getByRole('menuitem', { name: word(language, key) }).click();
};
const shownCode = async (page: Page): Promise<string> =>
  (await dialog(page)
    .getByText(/^\d{6}$/)
    .textContent()) ?? '';

test.describe('clients', { tag: ['@orders'] }, () => {
  for (const language of languages) {
    const w = (key: Key): string => word(language, key);

    test(`89 delete: a wrong code is refused, live licenses are warned of, the right code deletes (${language})`, async ({
      page,
      vendor,
    }) => {
      const shot = shots(page, `clients-delete-${language}`);
      const { shop, order } = await busyShop(page, vendor.url);
      await setLook(page, { theme: 'light', language });
      await openClient(page, shop.clientId, 'Anna Petrova');
      await chooseAct(page, language, 'clients.delete');
      await expect(dialog(page).getByText(w('clients.delete.open'))).toBeVisible();
      const code = await shownCode(page);
      await shot('asked');
      const field = dialog(page).getByLabel(w('clients.code'));
      const press = () =>
        dialog(page)
          .getByRole('button', { name: w('clients.delete'), exact: true })
          .click();
      await field.fill(wrongOf(code));
      await press();
      await expect(dialog(page).getByText(w('field.wrong_code'))).toBeVisible();
      await shot('wrong-code');
      expect((await ask(page, 'clients', 'get', { id: shop.clientId })).deletedAt).toBeNull();
      await field.fill(code);
      await press();
      // The code is right, and the license lives: that has to be known.
      await expect(dialog(page).getByRole('alert')).toBeVisible();
      await shot('licenses-live');
      expect((await ask(page, 'clients', 'get', { id: shop.clientId })).deletedAt).toBeNull();
      await dialog(page).getByText(w('clients.delete.goOn'), { exact: true }).click();
      await press();
      await expect(dialog(page)).toHaveCount(0);
      await expect(page.getByText(w('clients.empty'), { exact: true })).toBeVisible();
      // Nothing happened at the vendor, and what was bought still shows whose it is.
      expect(vendor.licenses().map(({ status }) => status)).toEqual([2]);
      await openOrder(page, order);
      await page.getByRole('link', { name: 'Anna Petrova' }).first().click();
      await expect(page.getByText(w('clients.deleted.text'))).toBeVisible();
      await shot('tombstone');
    });

    test(`merge: what moves is shown, one record remains and the other leads to it (${language})`, async ({
      page,
      vendor,
    }) => {
      const shot = shots(page, `clients-merge-${language}`);
      const { shop } = await busyShop(page, vendor.url);
      const other = await ask(page, 'clients', 'create', {
        firstName: 'Anna',
        lastName: 'Petrova-Smith',
        email: 'anna@second.example',
        country: 'DE',
        notes: 'Second office',
      });
      await setLook(page, { theme: 'light', language });
      await openClient(page, shop.clientId, 'Anna Petrova');
      await chooseAct(page, language, 'clients.merge');
      await dialog(page)
        .getByRole('combobox', { name: w('clients.merge.into') })
        .fill('second.example');
      await page.getByRole('option', { name: /Petrova-Smith/ }).click();
      await expect(dialog(page).getByText(w('clients.merge.moves.orders'), { exact: true })).toBeVisible();
      const code = await shownCode(page);
      await shot('preview');
      const press = () =>
        dialog(page)
          .getByRole('button', { name: w('clients.merge.confirm') })
          .click();
      await dialog(page).getByLabel(w('clients.code')).fill(wrongOf(code));
      await press();
      await expect(dialog(page).getByText(w('field.wrong_code'))).toBeVisible();
      await dialog(page).getByLabel(w('clients.code')).fill(code);
      await press();
      await expect(dialog(page)).toHaveCount(0);
      await expect(page.getByRole('heading', { name: 'Anna Petrova-Smith' })).toBeVisible();
      await shot('merged');
      await goTo(page, '/clients');
      await goTo(page, `/clients/${shop.clientId}`);
      await expect(page.getByRole('heading', { name: 'Anna Petrova-Smith' })).toBeVisible();
      expect(await ask(page, 'clients', 'get', { id: other.id })).toMatchObject({
        orderCount: 2,
        notes: 'Second office\n\nPrefers calls in the morning',
      });
    });

    test(`tax data is kept, and everything that happens is on one timeline (${language})`, async ({ page, vendor }) => {
      const shot = shots(page, `clients-timeline-${language}`);
      const { shop, order } = await busyShop(page, vendor.url);
      await setLook(page, { theme: 'light', language });
      await openClient(page, shop.clientId, 'Anna Petrova');
      const country = page.getByRole('combobox', { name: w('clients.country') });
      await country.fill(language === 'en' ? 'germ' : 'герм');
      await page.getByRole('option', { name: language === 'en' ? 'Germany' : 'Германия' }).click();
      await page.getByRole('textbox', { name: w('clients.taxNumber'), exact: true }).fill('DE123456789');
      await page.getByText(w('clients.isTaxExempt'), { exact: true }).click();
      await shot('tax-data');
      await page.getByRole('button', { name: w('ui.save'), exact: true }).click();
      await expect(page.getByText(w('ui.saved')).first()).toBeVisible();
      expect(await ask(page, 'clients', 'get', { id: shop.clientId })).toMatchObject({
        country: 'DE',
        taxNumber: 'DE123456789',
        isTaxExempt: true,
        notes: 'Prefers calls in the morning',
      });
      await page.getByRole('tab', { name: w('timeline.title') }).click();
      const timeline = page.getByRole('list', { name: w('timeline.title') });
      for (const key of [
        'timeline.kind.order',
        'timeline.kind.invoice',
        'timeline.kind.payment',
        'timeline.kind.status',
        'timeline.kind.ticket',
        'timeline.kind.note',
        'action.create',
      ] as const)
        await expect(timeline.getByText(w(key), { exact: true }).first()).toBeVisible();
      await shot('all');
      await page.getByRole('radio', { name: w('timeline.group.money') }).click();
      await expect(timeline.getByText(w('timeline.kind.order'), { exact: true })).toHaveCount(0);
      await expect(timeline.getByText(w('timeline.kind.payment'), { exact: true })).toHaveCount(1);
      await shot('money');
      await timeline.getByRole('link', { name: /^INV-/ }).last().click();
      await expect(page).toHaveURL(new RegExp(order.invoiceId));
    });

    test(`why: W shows the chain of causes on orders, invoices, products and licenses (${language})`, async ({
      page,
      vendor,
    }) => {
      const shot = shots(page, `clients-why-${language}`);
      const { order, waiting } = await busyShop(page, vendor.url);
      await openLicense(page, order);
      await licenseAct(page, 'Suspend License');
      await expect.poll(() => vendor.licenses()[0]?.status).toBe(3);
      await expect(page.getByText('Suspended').first()).toBeVisible({ timeout: 30_000 });
      await setLook(page, { theme: 'light', language });
      await openOrderBy(page, waiting.orderId);
      await page.keyboard.press('w');
      await expect(dialog(page).getByText(w('causes.waitsFor'))).toBeVisible();
      await shot('order-waits');
      await page.keyboard.press('Escape');
      await openOrderBy(page, order.orderId);
      await page.getByRole('button', { name: w('causes.title') }).click();
      await expect(dialog(page).getByText(w('causes.step.payment'), { exact: true })).toBeVisible();
      await shot('order-paid');
      // The invoice of the payment is one press away.
      await dialog(page).getByRole('link', { name: /^INV-/ }).click();
      await expect(dialog(page)).toHaveCount(0);
      await expect(page).toHaveURL(new RegExp(order.invoiceId));
      await page.keyboard.press('w');
      await expect(dialog(page).getByText(w('causes.step.payment'), { exact: true })).toBeVisible();
      await page.keyboard.press('Escape');
      await goTo(page, `/products/${order.contractProductId}`);
      await expect(page.getByRole('heading', { name: 'ispmanager 6 lite' })).toBeVisible();
      await page.keyboard.press('w');
      await expect(dialog(page).getByRole('list', { name: w('causes.chain') })).toHaveCount(2);
      await expect(dialog(page).getByText(w('contract.status.Suspended')).first()).toBeVisible();
      await shot('product-and-license');
      await page.keyboard.press('Escape');
      // Elsewhere there is nothing to ask about.
      await goTo(page, '/tickets');
      await expect(page.getByRole('heading', { name: w('nav.tickets') })).toBeVisible();
      await page.keyboard.press('w');
      await expect(page.getByText(w('causes.nowhere'))).toBeVisible();
    });
  }

  test('79, 80 a duplicate e-mail is refused, and a client belongs to the organisation of the workspace', async ({
    page,
    vendor,
  }) => {
    const shop: Shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await goTo(page, '/clients/new');
    await page.getByLabel('First name').fill('Another');
    await page.getByLabel('Last name').fill('Anna');
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill('ANNA@client.example');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.locator('[aria-invalid="true"]')).toHaveCount(1);
    expect((await ask(page, 'clients', 'list', {})).rows.map(({ id }) => id)).toEqual([shop.clientId]);
  });

  test('a test client is made by screen, and the client app opens as that client, on its main page', async ({
    app,
    page,
    vendor,
  }) => {
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    await goTo(page, '/clients/new');
    // The first name, the last name and the e-mail are needed; nobody has to exist.
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.locator('[aria-invalid="true"]')).toHaveCount(3);
    await page.getByLabel('First name').fill('Test');
    await page.getByLabel('Last name').fill('Fictitious');
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill('nobody@nowhere.example');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Test Fictitious' })).toBeVisible();
    const opened = app.electron.waitForEvent('window');
    await page.getByRole('button', { name: 'Go to client app' }).click();
    const area = await opened;
    await expect(area.getByText('Hello, Test Fictitious')).toBeVisible();
    await expect(area.getByText(/on behalf of Test Fictitious$/)).toBeVisible();
  });

  test('the form of a new order proposes the client’s currency, and another one by hand stays', async ({
    page,
    vendor,
  }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await ask(page, 'brand', 'update', { currencies: ['EUR', 'USD'] });
    const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
    await ask(page, 'catalogue', 'createProduct', {
      categoryId,
      name: 'For dollars too',
      prices: [
        { termMonths: 1, currency: 'EUR', amountMinor: 700 },
        { termMonths: 1, currency: 'USD', amountMinor: 800 },
      ],
      connectionId: shop.connectionId,
      packageIdentifier: '55227',
    });
    await ask(page, 'clients', 'update', { id: shop.clientId, currency: 'USD' });
    await goTo(page, `/orders/new?client=${shop.clientId}`);
    await page.getByRole('radio', { name: /For dollars too/ }).check({ force: true });
    await expect(page.getByRole('complementary').getByText('US$8.00').first()).toBeVisible();
    await page.getByRole('button', { name: /Currency/ }).click();
    await page.getByRole('option', { name: /EUR/ }).click();
    await expect(page.getByRole('complementary').getByText('€7.00').first()).toBeVisible();
    await page.getByRole('button', { name: 'Add to basket', exact: true }).click();
    await page.getByLabel('Order notes').fill('by hand');
    await expect(page.getByRole('complementary').getByText('€7.00').first()).toBeVisible();
  });
});

async function openOrderBy(page: Page, id: string): Promise<void> {
  await goTo(page, `/orders/${id}`);
  await expect(page.getByRole('heading', { name: /^ORD-/ })).toBeVisible();
}
