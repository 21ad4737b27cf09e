import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { ask, runInPage } from './calls.ts';
import type { Account } from './sale.ts';

/** What a test needs before its first act, made by the calls the screens make; those screens have tests of their own. */
export interface Shop {
  readonly connectionId: string;
  readonly productId: string;
  readonly clientId: string;
}

export interface Ordered {
  readonly orderId: string;
  readonly invoiceId: string;
  readonly contractProductId: string;
}

/** A live environment with a connection, a product of 5.00 EUR a month that asks for its address, and a client. The page shows its dashboard after it. */
export async function setUpShop(page: Page, account: Account): Promise<Shop> {
  await page.getByRole('button', { name: 'Connect your account' }).click();
  await expect(page.getByRole('heading', { name: 'New provision configuration' })).toBeVisible();
  const connection = await ask(page, 'connections', 'create', { name: 'ispmanager licenses', ...account });
  const category = await ask(page, 'catalogue', 'createCategory', { name: 'Licenses' });
  const product = await ask(page, 'catalogue', 'createProduct', {
    categoryId: category.id,
    name: 'ispmanager 6 lite',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 500 }],
    connectionId: connection.id,
    packageIdentifier: '55227',
    // The address is asked while the order is placed (spec 65).
    deferMode: 'none',
  });
  const client = await ask(page, 'clients', 'create', {
    firstName: 'Anna',
    lastName: 'Petrova',
    email: 'anna@client.example',
  });
  await goTo(page, '/');
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  return { connectionId: connection.id, productId: product.id, clientId: client.id };
}

/** The input of an order of the shop's product. Each has a key of its own unless one is given. */
export const orderInput = (shop: Shop, ip: string, requestKey: string = randomUUID()) => ({
  requestKey,
  clientId: shop.clientId,
  currency: 'EUR',
  items: [{ productId: shop.productId, termMonths: 1 as const, ip }],
  expectedTotalMinor: 500,
});

/** Places an order that waits for its payment. */
export async function orderUnpaid(page: Page, shop: Shop, ip: string): Promise<Ordered> {
  const order = await ask(page, 'orders', 'place', orderInput(shop, ip));
  return { orderId: order.id, invoiceId: order.invoiceId, contractProductId: order.items[0]?.contractProductId ?? '' };
}

/** The input of the payment that settles an order. */
export async function paymentInput(page: Page, { invoiceId }: Ordered, requestKey: string = randomUUID()) {
  const { issuedOn } = await ask(page, 'billing', 'getInvoice', { id: invoiceId });
  return { requestKey, invoiceId, amountMinor: 500, method: 'cash' as const, receivedOn: issuedOn, reference: '' };
}

/** Goes to an address of the window, as a link does. */
export async function goTo(page: Page, path: string): Promise<void> {
  await runInPage(page, `window.location.hash = ${JSON.stringify(`#${path}`)}`);
}

/** Opens the page of an order, or the Manage tab of its license. */
export async function openOrder(page: Page, { orderId }: Ordered): Promise<void> {
  await goTo(page, `/orders/${orderId}`);
  await expect(page.getByRole('heading', { name: /^ORD-/ })).toBeVisible();
}
export async function openLicense(page: Page, { contractProductId }: Ordered): Promise<void> {
  await goTo(page, `/products/${contractProductId}/manage`);
  await expect(page.getByRole('heading', { name: 'Actions' })).toBeVisible();
}
