import { ask } from '../actions/calls.ts';
import { setLook } from '../actions/look.ts';
import { orderForm } from '../actions/order-form.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { word } from '../screens/words.ts';

test.describe('orders at converted prices', { tag: ['@orders'] }, () => {
  for (const language of ['en', 'ru'] as const) {
    test(`44 a client who pays in another currency orders at the rate that is shown, and it stays (${language})`, async ({
      page,
      vendor,
    }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      await ask(page, 'brand', 'update', { currencies: ['EUR', 'USD'] });
      await ask(page, 'clients', 'update', { id: shop.clientId, currency: 'USD' });
      await ask(page, 'rates', 'set', { currency: 'USD', rate: '1.25' });
      await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, deferMode: 'inherit' });
      const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
      const converted = await ask(page, 'catalogue', 'createProduct', {
        categoryId,
        name: 'Lite for all',
        prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 400 }],
        connectionId: shop.connectionId,
        packageIdentifier: '55227',
        multiCurrency: 'convert',
      });
      await ask(page, 'productOptions', 'create', {
        productId: converted.id,
        name: 'Purpose',
        values: [{ name: 'Development', prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 100 }] }],
      });
      await setLook(page, { theme: 'light', language });
      const form = orderForm(page, language);
      const number = language === 'en' ? '1.25' : '1,25';
      const rate = `1 EUR = ${number} USD`;

      // The client's own currency is proposed; one that is omitted in it is offered in its own.
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await form.choose('Lite for all');
      await form.pick('Purpose', 'Development');
      await expect(form.total).toHaveText(language === 'en' ? 'US$6.25' : /6,25\s\$/);
      await expect(page.getByRole('complementary').getByText(rate)).toBeVisible();
      await form.add();
      await expect(form.lines.getByText(rate)).toBeVisible();
      await form.button('orders.toCheckout').click();
      await form.place();
      await form.placed();
      await expect(page.getByText(word(language, 'orders.rate')).first()).toBeVisible();
      await expect(page.getByText(rate).first()).toBeVisible();
      const [row] = (await ask(page, 'orders', 'list', {})).rows;
      expect(row?.total).toEqual({ amountMinor: 625, currency: 'USD' });
      const order = await ask(page, 'orders', 'get', { id: row?.id ?? '' });

      // The contract product and the invoice keep it, whatever the rate becomes.
      await ask(page, 'rates', 'set', { currency: 'USD', rate: '2' });
      await goTo(page, `/products/${order.items[0]?.contractProductId ?? ''}`);
      await expect(page.getByText(rate).first()).toBeVisible();
      await goTo(page, `/billing/${order.invoiceId}`);
      await expect(page.getByText(`1 USD = ${language === 'en' ? '0.8' : '0,8'} EUR`)).toBeVisible();

      // Under the basket the rule becomes “Omit product”: the line says so, and nothing can be ordered.
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await form.choose('Lite for all');
      await form.pick('Purpose', 'Development');
      await form.add();
      await ask(page, 'catalogue', 'updateProduct', { id: converted.id, multiCurrency: 'omit' });
      await expect(
        form.lines.getByText(word(language, 'error.order.not_in_currency').replace('{currency}', 'USD')),
      ).toBeVisible();
    });
  }
});
