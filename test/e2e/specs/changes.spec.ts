import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startVendorSandbox, type VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { changes as words } from '../../../renderer/i18n/en/changes.ts';
import { ask } from '../actions/calls.ts';
import { confirm, openAction } from '../actions/licenses.ts';
import { orderForm } from '../actions/order-form.ts';
import { recordPayment } from '../actions/sale.ts';
import { goTo, openLicense, orderUnpaid, paymentInput, setUpShop, type Ordered, type Shop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { launch } from '../fixtures/launch.ts';
import { movePeriod } from '../fixtures/period.ts';
import { vendorA } from '../fixtures/vendors.ts';
import { dialog } from '../screens/sections.ts';

let vendor: VendorSandbox;
test.beforeEach(async () => {
  vendor = await startVendorSandbox({ timing: { processingMs: 100, keyDelayMs: 100 }, ...vendorA });
});
test.afterEach(() => vendor.close());

const beside = (within: Locator, label: string): Locator =>
  within.getByRole('definition').and(within.locator(`dt:text-is("${label}") + dd`));
const detail = (page: Page): Locator => page.getByRole('region', { name: 'Contract product' });
const newest = (page: Page): Locator =>
  page.getByRole('list', { name: words['changes.title'] }).getByRole('listitem').first();
const pricelist = (): string | undefined => vendor.licenses()[0]?.pricelist;

const setUp = (page: Page): Promise<Shop> =>
  setUpShop(page, { ...account, apiAddress: vendor.url, readIntervalMs: 20 });
async function addProduct(page: Page, shop: Shop, product: object): Promise<string> {
  const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: shop.productId });
  const made = await ask(page, 'catalogue', 'createProduct', {
    categoryId,
    connectionId: shop.connectionId,
    name: 'ispmanager 6 pro',
    packageIdentifier: '55228',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 750 }],
    ...product,
  });
  return made.id;
}
async function buy(page: Page, shop: Shop): Promise<Ordered> {
  const order = await orderUnpaid(page, shop, '203.0.113.10');
  await ask(page, 'billing', 'recordPayment', await paymentInput(page, order));
  await expect
    .poll(async () => (await ask(page, 'contractProducts', 'get', { id: order.contractProductId })).status, {
      timeout: 30_000,
    })
    .toBe('Active');
  return order;
}
/** In the open dialog: chooses a tariff of the vendor's list, and waits until what it comes to is known. */
async function choose(page: Page, change: Locator, tariff: string): Promise<void> {
  await change.getByLabel('Package Name/Identifier').click();
  await page.getByRole('option', { name: new RegExp(tariff) }).click();
  await expect(beside(change, words['change.days'])).toBeVisible();
}

test.describe('changes by screen', { tag: '@orders' }, () => {
  test.describe.configure({ timeout: 180_000 });

  test('95 (2.7) an upgrade of 1.21 and the way back: refused, paid, done, given back', async ({
    dataFolder,
    pageProblems,
  }) => {
    const first = await launch(dataFolder);
    watchProblems(first.page, pageProblems);
    const shop = await setUp(first.page);
    await addProduct(first.page, shop, {});
    const order = await buy(first.page, shop);
    await first.electron.close();
    movePeriod(path.join(dataFolder, 'live/console.db'), { left: 15, of: 31 });

    const { page, electron } = await launch(dataFolder);
    watchProblems(page, pageProblems);
    const shot = shots(page, 'changes');
    await openLicense(page, order);

    await test.step('the sums are shown before anybody confirms', async () => {
      const change = await openAction(page, 'Upgrade/Downgrade License');
      await choose(page, change, '55228');
      await expect(beside(change, words['change.days'])).toHaveText('15 of 31 days, today included');
      await expect(beside(change, words['change.charge'])).toHaveText('3.63 EUR');
      await expect(beside(change, words['change.credit'])).toHaveText('2.42 EUR');
      await expect(beside(change, words['change.due'])).toHaveText('1.21 EUR');
      await expect(beside(change, words['change.renewal'])).toContainText('7.50 EUR from');
      await expect(change.getByRole('radio', { name: words['change.settle.invoice'] })).toBeChecked();
      await shot('upgrade');
      await confirm(page, 'Change and invoice 1.21 EUR');
      await expect(newest(page)).toContainText(words['change.status.Awaiting payment']);
      await shot('upgrade-awaits-payment');
      expect(pricelist()).toBe('55227');
    });

    await test.step('the vendor refuses: nothing changed, the money in the account balance', async () => {
      vendor.setFaults([{ kind: 'balance', func: 'service.changepricelist', times: 1 }]);
      await recordPayment(page);
      await expect(newest(page)).toContainText(words['change.status.Refused'], { timeout: 30_000 });
      await expect(newest(page)).toContainText('1.21 EUR went into the client’s account balance.');
      await expect(page.getByRole('heading', { name: 'ispmanager 6 lite' })).toBeVisible();
      expect(pricelist()).toBe('55227');
      await shot('upgrade-refused');
    });

    await test.step('asked for again: paid, at the vendor, changed', async () => {
      const change = await openAction(page, 'Upgrade/Downgrade License');
      await choose(page, change, '55228');
      // A double click is one change.
      await change.getByRole('button', { name: 'Change and invoice 1.21 EUR' }).dblclick();
      await expect(dialog(page)).toHaveCount(0);
      await recordPayment(page);
      await expect(newest(page)).toContainText(words['change.status.Done'], { timeout: 30_000 });
      await expect(page.getByRole('heading', { name: 'ispmanager 6 pro' })).toBeVisible();
      expect(pricelist()).toBe('55228');
      const all = await ask(page, 'contractChanges', 'list', { contractProductId: order.contractProductId });
      expect(all.map(({ status }) => status)).toEqual(['Done', 'Refused']);
      await shot('upgrade-done');
    });

    await test.step('a downgrade gives back what is left over', async () => {
      const change = await openAction(page, 'Upgrade/Downgrade License');
      await choose(page, change, '55227');
      await expect(beside(change, words['change.left'])).toHaveText('1.21 EUR');
      await expect(change.getByRole('radio', { name: words['change.settle.account_balance'] })).toBeChecked();
      await shot('downgrade');
      await confirm(page, 'Change and give back 1.21 EUR');
      await expect(newest(page)).toContainText(words['change.status.Done'], { timeout: 30_000 });
      await expect(newest(page)).toContainText('1.21 EUR went into the client’s account balance.');
      await expect(page.getByRole('heading', { name: 'ispmanager 6 lite' })).toBeVisible();
      await shot('downgrade-done');
    });
    await electron.close();
  });

  test('47 48 49 51 52 (2.6) a forced trial is ordered at nothing and ended each way', async ({ page }) => {
    const shop = await setUp(page);
    const pro = await addProduct(page, shop, {});
    const trial = { isSupported: true, isForced: true, days: 7, noticeDays: 1, migrateProductId: null };
    const names = { continue: 'lite to go on', migrate: 'lite to move', cancel: 'lite to end' } as const;
    for (const endAction of ['continue', 'migrate', 'cancel'] as const)
      await addProduct(page, shop, {
        name: names[endAction],
        packageIdentifier: '55227',
        prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 500 }],
        trial: { ...trial, endAction, migrateProductId: endAction === 'migrate' ? pro : null },
      });
    const shot = shots(page, 'trials');

    const form = orderForm(page, 'en');
    const begin = async (product: string): Promise<void> => {
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await page.getByRole('radio', { name: new RegExp(product) }).check({ force: true });
      const start = page.getByRole('checkbox', { name: 'Start with a trial of 7 days' });
      await expect(start).toBeChecked();
      // There is no way round it.
      await start.click({ force: true });
      await expect(start).toBeChecked();
      await expect(form.total).toHaveText('€0.00');
      await shot(`order-${product.replaceAll(' ', '-')}`);
      await form.add();
      await expect(form.lines).toHaveCount(1);
      await expect(form.lines).toContainText('trial of 7 days');
      await expect(form.lines).toContainText('€0.00');
      await shot(`basket-${product.replaceAll(' ', '-')}`);
      await form.button('orders.toCheckout').click();
      await expect(form.total).toHaveText('€0.00');
      // There is no payment to record with it.
      await expect(form.button('orders.placeAndPay')).toHaveCount(0);
      await shot(`checkout-${product.replaceAll(' ', '-')}`);
      await form.place();
      await form.placed('Active');
      await expect(page.getByText('License active').first()).toBeVisible({ timeout: 60_000 });
      await page.getByRole('link', { name: 'Manage', exact: true }).first().click();
      await page.getByRole('tab', { name: 'Overview' }).click();
      await expect(beside(detail(page), words['trial.state'])).toContainText(words['trial.state.running']);
    };
    const end = async (choice: string): Promise<void> => {
      await page.getByRole('button', { name: words['trial.end'] }).click();
      await expect(dialog(page).getByRole('radio', { name: choice, exact: true })).toBeChecked();
      await shot(`end-${choice.toLowerCase()}`);
      const typed = dialog(page).getByLabel(/^Type /);
      // Only the end of a license is typed.
      await expect(typed).toHaveCount(choice === 'Cancel' ? 1 : 0);
      if (choice === 'Cancel') await typed.fill(vendor.licenses().at(-1)?.key ?? '');
      await dialog(page).getByRole('button', { name: words['trial.end'] }).click();
      await expect(dialog(page)).toHaveCount(0);
    };

    await test.step('Continue', async () => {
      await begin(names.continue);
      await shot('running');
      await end('Continue');
      await expect(beside(detail(page), words['trial.state'])).toContainText(words['trial.state.continued']);
      const { rows } = await ask(page, 'billing', 'listInvoices', { open: true });
      expect(rows).toMatchObject([{ kind: 'renewal', total: { amountMinor: 500 } }]);
      await shot('continued');
    });
    await test.step('Migrate', async () => {
      await begin(names.migrate);
      await end('Migrate');
      await expect(beside(detail(page), words['trial.state'])).toContainText(words['trial.state.migrated'], {
        timeout: 30_000,
      });
      await expect(page.getByRole('heading', { name: 'ispmanager 6 pro' })).toBeVisible();
    });
    await test.step('Cancel', async () => {
      await begin(names.cancel);
      await end('Cancel');
      await expect(beside(detail(page), words['trial.state'])).toContainText(words['trial.state.cancelled'], {
        timeout: 30_000,
      });
      await expect(detail(page).getByText('Cancelled', { exact: true }).first()).toBeVisible();
    });
    await test.step('a basket of another client learns whose it is', async () => {
      const second = await ask(page, 'clients', 'create', {
        firstName: 'Boris',
        lastName: 'Ivanov',
        email: 'boris@client.example',
      });
      await goTo(page, `/orders/new?client=${second.id}`);
      await page.getByRole('radio', { name: new RegExp(names.continue) }).check({ force: true });
      await form.add();
      await page.getByRole('combobox', { name: 'Client' }).fill('Petrova');
      await page.getByRole('option', { name: /Petrova/ }).click();
      await expect(form.lines).toContainText(words['trial.problem.trial_used']);
      await shot('basket-trial-used');
      await page.getByRole('button', { name: words['trial.line.without'] }).click();
      await expect(form.lines).toContainText('€5.00');
      await expect(form.lines).not.toContainText(words['trial.problem.trial_used']);
    });
    await test.step('once for a client and product', async () => {
      await goTo(page, `/orders/new?client=${shop.clientId}`);
      await page.getByRole('radio', { name: new RegExp(names.continue) }).check({ force: true });
      await expect(page.getByText(words['trial.order.used'])).toBeVisible();
      await expect(page.getByRole('checkbox', { name: 'Start with a trial of 7 days' })).toHaveCount(0);
      await expect(form.total).toHaveText('€5.00');
    });
  });
});
