import { ask } from '../actions/calls.ts';
import { setLook } from '../actions/look.ts';
import { orderForm } from '../actions/order-form.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { word } from '../screens/words.ts';

test.describe('bundles', { tag: ['@orders'] }, () => {
  for (const language of ['en', 'ru'] as const) {
    test(`27 a bundle is ordered once, runs as several licenses, and one of them ends with the price confirmed (${language})`, async ({
      page,
      vendor,
    }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
      const single = (name: string, amountMinor: number, packageIdentifier: string) =>
        ask(page, 'catalogue', 'createProduct', {
          categoryId,
          name,
          prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
          connectionId: shop.connectionId,
          packageIdentifier,
        });
      const [lite, host] = [await single('Lite alone', 500, '55227'), await single('Host alone', 1500, '55229')];
      await ask(page, 'catalogue', 'createProduct', {
        categoryId,
        type: 'bundle',
        name: 'Starter set',
        prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 1600 }],
        componentIds: [lite.id, host.id],
      });
      await setLook(page, { theme: 'light', language });
      const form = orderForm(page, language);
      const w = (key: Parameters<typeof word>[1]): string => word(language, key);
      const sum = language === 'en' ? '€16.00' : /16,00\s€/;

      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await form.choose('Starter set');
      await expect(page.getByRole('complementary').getByText('Lite alone, Host alone')).toBeVisible();
      await expect(form.total).toHaveText(sum);
      await form.add();
      await expect(form.lines.getByText(/Lite alone, Host alone/)).toBeVisible();
      await form.button('orders.toCheckout').click();
      await page.getByRole('button', { name: w('orders.placeAndPay'), exact: true }).click();
      await form.placed('Active');

      // One line of the order, and two licenses with a status each.
      const licenses = page.getByRole('grid', { name: w('orders.licenses') });
      await expect(licenses.getByRole('row', { name: /Lite alone/ })).toBeVisible();
      await expect(licenses.getByRole('row', { name: /Host alone/ })).toBeVisible();
      const [row] = (await ask(page, 'orders', 'list', {})).rows;
      const contracts = async () => (await ask(page, 'contractProducts', 'list', { orderId: row?.id ?? '' })).rows;
      await expect
        .poll(async () => (await contracts()).map(({ status }) => status), { timeout: 30_000 })
        .toEqual(['Active', 'Active']);

      // One product ends alone: the price of the rest is asked for.
      const hostId = (await contracts()).find(({ productName }) => productName === 'Host alone')?.id ?? '';
      await goTo(page, `/products/${hostId}`);
      await page.getByRole('button', { name: w('contracts.bundle.cancel'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(w('contracts.bundle.price')).fill(language === 'en' ? '5.00' : '5,00');
      // Where it ended at once its unused money could go back; with its term nothing does.
      const balance = dialog.getByRole('radio', { name: w('orders.refund.account_balance'), exact: true });
      await expect(balance).toHaveCount(0);
      await dialog.getByText(w('orders.cancel.immediate'), { exact: true }).click();
      await expect(balance).toBeVisible();
      await dialog.getByText(w('orders.cancel.immediate'), { exact: true }).click();
      await expect(balance).toHaveCount(0);
      await dialog.getByRole('button', { name: w('contracts.bundle.cancel.submit'), exact: true }).click();
      await expect(dialog).toHaveCount(0);
      const after = await ask(page, 'contractProducts', 'get', { id: hostId });
      expect(after.serviceEndsOn).toBe(after.billedTo);
      expect(after.bundle?.price).toEqual({ amountMinor: 500, currency: 'EUR' });
      await expect(page.getByRole('button', { name: w('contracts.bundle.cancel'), exact: true })).toHaveCount(0);
    });
  }
});
