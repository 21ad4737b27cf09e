import type { Page } from '@playwright/test';
import { ask } from '../actions/calls.ts';
import { setLook } from '../actions/look.ts';
import { goTo, orderInput, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { chooseFrom } from '../actions/storefront.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';
import { word } from '../screens/words.ts';

type Key = Parameters<typeof word>[1];

/** Presses the button of a dialog that names its act and a sum, and waits until the dialog is gone. */
async function press(page: Page, name: string): Promise<void> {
  await dialog(page)
    .getByRole('button', { name: new RegExp(name.replace(/\{\w+\}/g, '.+')) })
    .last()
    .click();
  await expect(dialog(page)).toHaveCount(0);
}

test.describe('the money of a client, by screen', { tag: '@orders' }, () => {
  test.describe.configure({ timeout: 240_000 });

  for (const language of ['en', 'ru'] as const) {
    test(`2.4 2.14 deposit, pay from the balance, refund to it, cancel with a credit note, and the books agree (${language})`, async ({
      page,
      vendor,
    }) => {
      const w = (key: Key): string => word(language, key);
      const picture = shots(page, `billing-${language}`);
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      await ask(page, 'brand', 'createTaxRate', { name: 'VAT', percent: '19', isDefault: true });
      await setLook(page, { theme: language === 'en' ? 'light' : 'dark', language });
      const button = (key: Key) => page.getByRole('button', { name: w(key), exact: true });
      const type = (key: Key, text: string) => dialog(page).getByLabel(w(key), { exact: true }).fill(text);
      const order = async (ip: string) =>
        ask(page, 'orders', 'place', { ...orderInput(shop, ip), expectedTotalMinor: 595 });
      const agree = async () => {
        await goTo(page, '/billing/books');
        await expect(page.getByText(w('books.agree'), { exact: true })).toBeVisible();
        await expect(page.getByText(w('books.agree.text'))).toBeVisible();
      };

      // Money ahead of any invoice.
      await goTo(page, `/clients/${shop.clientId}`);
      await page.getByRole('tab', { name: w('balance.title') }).click();
      await expect(page.getByText(w('balance.none'))).toBeVisible();
      await button('balance.deposit').click();
      await type('payment.amount', language === 'en' ? '10.00' : '10,00');
      await type('payment.reference', 'T-1');
      await picture('deposit');
      await press(page, w('balance.deposit.sum'));
      await expect(page.getByText('T-1')).toBeVisible();
      await picture('balance');

      // The order form says what its invoice will: net, tax and total.
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await page.getByRole('radio', { name: /ispmanager 6 lite/ }).check({ force: true });
      await page.getByLabel(w('orders.ip'), { exact: true }).fill('192.0.2.9');
      await button('orders.addToBasket').click();
      const vat = page.getByText(w('billing.tax').replace('{name}', 'VAT').replace('{percent}', '19'));
      await expect(vat).toBeVisible();
      await expect(page.locator('output', { hasText: language === 'en' ? '€5.95' : '5,95' })).toBeVisible();
      await picture('order-form');

      // An invoice with tax, paid from the balance.
      const first = await order('192.0.2.10');
      await goTo(page, `/billing/${first.invoiceId}`);
      await expect(vat).toBeVisible();
      await button('payment.record').click();
      await chooseFrom(page, w('payment.method'), w('payment.method.account_balance'));
      await picture('pay-from-balance');
      await press(page, w('payment.fromBalanceOf'));
      await expect(page.getByText(w('invoice.status.Paid'), { exact: true }).first()).toBeVisible();
      await expect.poll(() => vendor.orders(), { timeout: 30_000 }).toBe(1);

      // Part of it given back to the balance: the way it came there is nothing to hand out.
      await button('refund.title').click();
      await expect(dialog(page).getByRole('radio', { name: w('refund.original') })).toBeDisabled();
      await type('payment.amount', language === 'en' ? '2.00' : '2,00');
      await picture('refund');
      await press(page, w('refund.sum.account_balance'));
      await expect(page.getByText(w('invoice.status.Partly refunded'), { exact: true }).first()).toBeVisible();
      await expect(page.getByRole('link', { name: 'CN-000001' })).toBeVisible();
      await picture('invoice');

      // Of another invoice a part is credited, the rest cancelled: both credit notes have their part of the tax.
      const second = await order('192.0.2.11');
      await goTo(page, `/billing/${second.invoiceId}`);
      await button('ui.moreActions').click();
      await page.getByRole('menuitem', { name: w('credit.part') }).click();
      await type('payment.amount', language === 'en' ? '1.00' : '1,00');
      await expect(dialog(page).getByText(language === 'en' ? '4.95' : '4,95')).toBeVisible();
      await picture('credit-part');
      await press(page, w('credit.part.sum'));
      await expect(page.getByRole('link', { name: 'CN-000002' })).toBeVisible();
      await picture('invoice-with-part');
      await button('ui.moreActions').click();
      await page.getByRole('menuitem', { name: w('credit.cancelInvoice') }).click();
      await picture('cancel');
      // Something is paid meanwhile: the sum that was seen stands, is refused, and only then the new one is asked about.
      const [four95, three95] = language === 'en' ? ['4.95', '3.95'] : ['4,95', '3,95'];
      const confirm = dialog(page).getByRole('button', {
        name: new RegExp(w('credit.cancelInvoice.sum').replace('{sum}', '.+')),
      });
      await ask(page, 'billing', 'recordPayment', {
        requestKey: crypto.randomUUID(),
        invoiceId: second.invoiceId,
        amountMinor: 100,
        method: 'cash',
        receivedOn: second.createdAt.slice(0, 10),
      });
      await expect(page.getByText(w('invoice.status.Partly paid'), { exact: true }).first()).toBeVisible();
      await expect(confirm).toContainText(four95);
      await confirm.click();
      await expect(confirm).toContainText(three95);
      expect((await ask(page, 'billing', 'getInvoice', { id: second.invoiceId })).status).toBe('Partly paid');
      await press(page, w('credit.cancelInvoice.sum'));
      await expect(page.getByText(w('invoice.status.Cancelled'), { exact: true }).first()).toBeVisible();
      await page.getByRole('link', { name: 'CN-000003' }).click();
      await expect(page.getByRole('heading', { name: 'CN-000003' })).toBeVisible();
      await picture('credit-note');

      // What is left is paid out; the books agree, and show what is behind a term.
      await goTo(page, `/clients/${shop.clientId}`);
      await page.getByRole('tab', { name: w('balance.title') }).click();
      await button('balance.payOut').click();
      await picture('pay-out');
      await press(page, w('balance.payOut.sum'));
      await agree();
      await button('books.term.credited').click();
      await expect(page.getByRole('link', { name: 'CN-000003' })).toBeVisible();
      await picture('books');
      const { currencies } = await ask(page, 'billing', 'books', {});
      expect(currencies).toMatchObject([
        {
          currency: 'EUR',
          invoicedMinor: 1190,
          creditedMinor: 695,
          receivedMinor: 1100,
          paidOutMinor: 605,
          balancesMinor: 0,
          receivablesMinor: 0,
          agrees: true,
        },
      ]);
    });
  }
});
