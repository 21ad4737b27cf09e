import { expect, type Page } from '@playwright/test';
import { dialog, navigation } from '../screens/sections.ts';

/** The acts of a sale, by mouse, as staff do them. Each waits for what a person would wait for. */

export interface Account {
  readonly apiAddress: string;
  readonly username: string;
  readonly password: string;
  /** Milliseconds between two reads; one second unless given. */
  readonly readIntervalMs?: number;
}

/** First run: the practice vendor, with its ready-made account. */
export async function trySandbox(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sandbox' }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
}

/** First run: an account of one's own, down to the created and tested provision configuration. */
export async function connectAccount(page: Page, account: Account): Promise<void> {
  await page.getByRole('button', { name: 'Connect your account' }).click();
  await fillConnection(page, account);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText('Provision configuration created')).toBeVisible();
}

export async function fillConnection(page: Page, account: Account): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('ispmanager licenses');
  await page.getByLabel('Username').fill(account.username);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await fillAddress(page, account.apiAddress);
}

/** The API address, which is folded away while it is the default one. */
export async function fillAddress(page: Page, apiAddress: string): Promise<void> {
  const address = page.getByLabel('API address');
  if (!(await address.isVisible())) await page.getByRole('button', { name: 'Advanced' }).click();
  await address.fill(apiAddress);
}

/** On an open configuration: stores what was changed. */
export async function saveConnection(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // The test is of what is stored, so it is offered again when that is what the form shows.
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeEnabled();
}

/** Presses `Test connection` on the open configuration and waits for the outcome. */
export async function testConnection(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/^(The connection works|The connection failed)$/).first()).toBeVisible({
    timeout: 30_000,
  });
}

export async function createCategory(page: Page, name: string): Promise<void> {
  await navigation(page, 'Store catalogue').click();
  await page.getByRole('button', { name: 'Add new' }).click();
  await page.getByRole('menuitem', { name: /^Products category/ }).click();
  await page.getByLabel('Category name').fill(name);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText('Category created').first()).toBeVisible();
}

export interface NewProduct {
  readonly name: string;
  readonly category: string;
  readonly price: string;
  readonly package: string;
}

export async function createProduct(page: Page, product: NewProduct): Promise<void> {
  await navigation(page, 'Store catalogue').click();
  await page.getByRole('button', { name: 'Add new' }).click();
  await page.getByRole('menuitem', { name: /^Products A license/ }).click();
  await page.getByLabel('Product name').fill(product.name);
  await page.getByLabel('Price', { exact: true }).first().fill(product.price);
  await page.getByLabel('Package Name/Identifier').fill(product.package);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText('Product created').first()).toBeVisible();
}

export interface NewClient {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

export async function createClient(page: Page, client: NewClient): Promise<void> {
  await navigation(page, 'Clients').click();
  await page
    .getByRole('link', { name: 'New client' })
    .or(page.getByRole('button', { name: 'New client' }))
    .first()
    .click();
  await page.getByLabel('First name').fill(client.firstName);
  await page.getByLabel('Last name').fill(client.lastName);
  await page.getByLabel('Email', { exact: true }).fill(client.email);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name: `${client.firstName} ${client.lastName}` })).toBeVisible();
}

/** From the open client: order a product on the client's behalf. No details are asked with it, as is the default (spec 64). */
export async function placeOrder(page: Page, order: { product: string }): Promise<void> {
  await page
    .getByRole('link', { name: 'Place new order' })
    .or(page.getByRole('button', { name: 'Place new order' }))
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Place new order' })).toBeVisible();
  await page
    .getByRole('radio', { name: new RegExp(order.product) })
    .first()
    .check({ force: true });
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByRole('button', { name: 'Continue to checkout' }).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByText('Awaiting payment').first()).toBeVisible();
}

/** On the open order or invoice: record what is due, with the dialog's own words on its button. */
export async function recordPayment(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Pay|Record payment)$/ }).click();
  await dialog(page)
    .getByRole('button', { name: /^Record payment of/ })
    .click();
  await expect(dialog(page)).toHaveCount(0);
}

/** On the open order: wait until the license is there. */
export async function waitForLicense(page: Page): Promise<void> {
  await expect(page.getByText('License active').first()).toBeVisible({ timeout: 60_000 });
}

/** From the open order to the Manage tab of its (first) license. */
export async function openManage(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Manage', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Actions' })).toBeVisible();
}
