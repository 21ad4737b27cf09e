import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { defaultTariffs, startVendorSandbox, type VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { axe } from '../actions/axe.ts';
import { reload } from '../actions/look.ts';
import { ask, runInPage } from '../actions/calls.ts';
import { eyesores } from '../actions/sight.ts';
import { recordPayment, waitForLicense } from '../actions/sale.ts';
import { goTo, openOrder, orderUnpaid, paymentInput, setUpShop, type Ordered, type Shop } from '../actions/shop.ts';
import { quiet } from '../actions/visit.ts';
import { makeOlder } from '../fixtures/aged.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { launch, projectFolder, type RunningApp } from '../fixtures/launch.ts';
import { dialog, navigation } from '../screens/sections.ts';

// A second try must not hide that once it went wrong.
test.describe.configure({ retries: 0 });

const minute = 60_000;
const list = (page: Page): Locator => page.getByRole('grid', { name: 'Operations' });
const rows = (page: Page): Locator =>
  list(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') });
const group = (page: Page, name: string): Locator => page.getByRole('radio', { name: new RegExp(`^${name}`) });
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
/** The button of a choice: its name begins with what is chosen. */
const choose = (page: Page, name: string): Locator => page.getByRole('button', { name: new RegExp(`${name}$`) });
const sent = (vendor: VendorSandbox): number =>
  vendor.requests().filter(({ func }) => func === 'soft.order.param').length;
const database = (dataFolder: string): string => path.join(dataFolder, 'live/console.db');

async function openOperations(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Operations/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Operations', level: 1 })).toBeVisible();
}

/** Pays for a new order of the shop; answers with the order and the operation that buys its license. */
async function buy(page: Page, shop: Shop, ip: string): Promise<Ordered & { operationId: string }> {
  const order = await orderUnpaid(page, shop, ip);
  await ask(page, 'billing', 'recordPayment', await paymentInput(page, order));
  const { operations } = await ask(page, 'contractProducts', 'get', { id: order.contractProductId });
  return { ...order, operationId: operations[0]?.id ?? '' };
}
const stateOf = async (page: Page, id: string): Promise<string> => (await ask(page, 'operations', 'get', { id })).state;

/** The console closed and opened again; it stays open until the test ends it. */
async function reopen(dataFolder: string, problems: string[]): Promise<RunningApp> {
  const app = await launch(dataFolder);
  watchProblems(app.page, problems);
  return app;
}

/** What should not be on a page, in both themes; with a picture of each. */
async function judge(page: Page, name: string): Promise<string[]> {
  const folder = path.join(projectFolder, 'out/test/look');
  mkdirSync(folder, { recursive: true });
  const found: string[] = [];
  for (const theme of ['dark', 'light'] as const) {
    await runInPage(page, `document.documentElement.dataset.theme = '${theme}'`);
    await quiet(page);
    found.push(...(await axe(page)).violations, ...(await eyesores(page)));
    await page.screenshot({ path: path.join(folder, `${name}-en-${theme}-1280.png`), animations: 'disabled' });
  }
  return found;
}

test.describe('the Operations screen', { tag: '@provisioning' }, () => {
  test('an unknown outcome comes first and can be checked; only what is shown to be absent can be sent again or given up', async ({
    app,
    vendor,
    dataFolder,
    pageProblems,
  }) => {
    const { page } = app;
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    vendor.setFaults([{ kind: 'reset', func: 'soft.order.param', times: 2 }]);
    const first = await buy(page, shop, '203.0.113.10');
    const second = await buy(page, shop, '203.0.113.11');
    for (const { operationId } of [first, second]) await expect.poll(() => stateOf(page, operationId)).toBe('unknown');
    const third = await buy(page, shop, '203.0.113.12');
    await expect.poll(() => stateOf(page, third.operationId), { timeout: 30_000 }).toBe('succeeded');

    await openOperations(page);
    await expect(navigation(page, 'Operations 2 need you')).toBeVisible();
    await expect(rows(page)).toHaveCount(3);
    await expect(rows(page).nth(0)).toContainText('Unknown: may have been bought');
    await expect(rows(page).nth(1)).toContainText('Unknown: may have been bought');
    await expect(rows(page).nth(2)).toContainText('Done');
    await expect(group(page, 'Needs a person')).toHaveAccessibleName('Needs a person 2');
    await expect(group(page, 'Settled')).toHaveAccessibleName('Settled 1');

    const lists = (): number => vendor.requests().filter(({ func }) => func === 'soft').length;
    for (const at of [0, 1]) {
      await rows(page).nth(at).click();
      await expect(page.getByText('The vendor may have bought the license and charged for it')).toBeVisible();
      const before = lists();
      await button(page, 'Check vendor').click();
      await expect.poll(lists).toBeGreaterThan(before);
      await expect(button(page, 'Check vendor')).toBeEnabled();
      await expect(button(page, 'Retry')).toHaveCount(0);
      await expect(button(page, 'Abandon')).toHaveCount(0);
    }
    expect(sent(vendor)).toBe(3);

    // Eleven minutes with the console closed: the readings before and one after them show that the orders are not there.
    await app.electron.close();
    makeOlder(database(dataFolder), 11 * minute);
    const later = await reopen(dataFolder, pageProblems);
    try {
      await absentThenDecided(later.page, vendor, { retried: first, abandoned: second });
    } finally {
      await later.electron.close();
    }
  });

  test('a price that changed while the vendor was away: held with both prices, bought at the new one on a word', async ({
    app,
    dataFolder,
    pageProblems,
  }) => {
    const { page } = app;
    const stateFile = path.join(dataFolder, 'vendor-books.json');
    let vendor = await startVendorSandbox({ stateFile });
    const { port } = vendor;
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await ask(page, 'connections', 'detect', { id: shop.connectionId });
    await vendor.close();
    const order = await buy(page, shop, '203.0.113.10');
    await expect(page.getByText('No network: 1 operation is queued, not done')).toBeVisible();
    await app.electron.close();
    makeOlder(database(dataFolder), 3 * minute);
    vendor = await startVendorSandbox({
      port,
      stateFile,
      tariffs: defaultTariffs.map((tariff) => (tariff.id === '55227' ? { ...tariff, prices: { 1: 700 } } : tariff)),
    });
    const later = await reopen(dataFolder, pageProblems);
    try {
      const { page } = later;
      await expect(navigation(page, 'Operations 1 needs you')).toBeVisible({ timeout: 30_000 });
      // The dashboard leads here.
      await page.getByRole('link', { name: /^Create License: ispmanager 6 lite/ }).click();
      await expect(page.getByText('Held: the price changed').first()).toBeVisible();
      const stands = page.getByRole('status').filter({ hasText: 'price changed while this waited' });
      await expect(stands).toContainText('€5.00');
      await expect(stands).toContainText('€7.00');
      expect(await judge(page, 'operation-held')).toEqual([]);
      expect(sent(vendor)).toBe(0);
      await button(page, 'Confirm new price').click();
      await expect(dialog(page)).toContainText('7.00 EUR');
      await dialog(page)
        .getByRole('button', { name: /7\.00 EUR/ })
        .click();
      await expect.poll(() => stateOf(page, order.operationId), { timeout: 30_000 }).toBe('succeeded');
      await expect(page.getByText('Done', { exact: true }).first()).toBeVisible();
      expect(vendor.balance(account.username)).toBe(100_000 - 700);
      expect(sent(vendor)).toBe(1);
      // What the vendor's own books say of it.
      await button(page, 'Read the ledger').click();
      await expect(page.getByRole('table', { name: 'The vendor’s ledger' })).toContainText('€7.00');
    } finally {
      await later.electron.close();
      await vendor.close();
    }
  });

  test('filters combine, say how many they leave, and stay after a restart of the page', async ({ page, vendor }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await ask(page, 'connections', 'create', { name: 'second account', ...account, apiAddress: vendor.url });
    const { contractProductId, operationId } = await buy(page, shop, '203.0.113.10');
    await expect.poll(() => stateOf(page, operationId), { timeout: 30_000 }).toBe('succeeded');
    const suspended = (await ask(page, 'licenses', 'suspend', { contractProductId })).id;
    await expect.poll(() => stateOf(page, suspended), { timeout: 30_000 }).toBe('succeeded');
    const { token, vendorId } = await ask(page, 'operations', 'get', { id: operationId });

    await openOperations(page);
    await expect(rows(page)).toHaveCount(2);
    for (const [text, count] of [
      [token, 1],
      [vendorId ?? '', 2],
      [vendor.licenses()[0]?.key ?? '', 2],
      ['203.0.113.10', 2],
      ['petrova', 2],
      ['6 lite', 2],
    ] as const) {
      await page.getByRole('searchbox').fill(text);
      await expect(group(page, 'All'), text).toHaveAccessibleName(`All ${count}`);
      await expect(rows(page), text).toHaveCount(count);
    }
    await page.getByRole('searchbox').fill('nobody');
    await expect(page.getByText('No operation matches')).toBeVisible();
    await expect(group(page, 'All')).toHaveAccessibleName('All 0');
    await page.getByRole('searchbox').fill('');
    await choose(page, 'Kind of operation').click();
    await page.getByRole('option', { name: 'Suspend License', exact: true }).click();
    await expect(rows(page)).toHaveCount(1);
    await group(page, 'Settled').click();
    await reload(page);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText('Suspend License');
    await choose(page, 'Provision configuration').click();
    await page.getByRole('option', { name: 'second account' }).click();
    await expect(page.getByText('No operation matches')).toBeVisible();
    await expect(group(page, 'Settled')).toHaveAccessibleName('Settled 0');
    await button(page, 'Clear filters').click();
    await expect(rows(page)).toHaveCount(2);
  });
});

test.describe('without network', { tag: '@provisioning' }, () => {
  test('what is asked for is queued and said to be; it goes when somebody cannot wait', async ({ page }) => {
    let vendor = await startVendorSandbox({});
    const { port } = vendor;
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const order = await orderUnpaid(page, shop, '203.0.113.10');
    await vendor.close();
    await openOrder(page, order);
    await recordPayment(page);
    const banner = page.getByRole('status').filter({ hasText: 'No network: 1 operation is queued, not done' });
    await expect(banner).toContainText('ispmanager licenses');
    // Reading goes on: every page is there, and none shows the license as bought.
    await openOperations(page);
    await expect(rows(page)).toContainText('Queued, not done');
    await navigation(page, 'Clients').click();
    await expect(page.getByRole('grid', { name: 'Clients' })).toContainText('Anna Petrova');
    await expect(banner).toBeVisible();
    vendor = await startVendorSandbox({ port });
    try {
      await button(page, 'Try now').click();
      await openOrder(page, order);
      await waitForLicense(page);
      await expect(banner).toHaveCount(0);
      expect(vendor.orders()).toBe(1);
      expect(sent(vendor)).toBe(1);
    } finally {
      await vendor.close();
    }
  });

  test('it is tried at once when the computer wakes up and when its network comes back', async ({ app }) => {
    const { page } = app;
    const vendor = await startVendorSandbox({});
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    await vendor.close();
    await buy(page, shop, '203.0.113.10');
    const nextTry = async (): Promise<number> => {
      const [outage] = (await ask(page, 'operations', 'status', {})).outages;
      return outage ? Date.parse(outage.nextTryAt) : 0;
    };
    for (const sign of ['resume', 'online'] as const) {
      // After the second failure in a row the next try is a quarter of a minute away.
      await expect.poll(async () => (await nextTry()) - Date.now(), { timeout: 30_000 }).toBeGreaterThan(10_000);
      const planned = await nextTry();
      if (sign === 'resume') await app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
      else await runInPage(page, `window.dispatchEvent(new Event('online'))`);
      // It was tried, in vain, and begins to wait anew.
      await expect.poll(nextTry).toBeLessThan(planned);
    }
  });
});

/** Both orders are shown to be absent; one is sent once more, the other given up. */
async function absentThenDecided(
  page: Page,
  vendor: VendorSandbox,
  { retried, abandoned }: { retried: Ordered & { operationId: string }; abandoned: Ordered & { operationId: string } },
): Promise<void> {
  for (const { operationId } of [retried, abandoned])
    await expect.poll(() => stateOf(page, operationId), { timeout: 40_000 }).toBe('absent');
  expect(sent(vendor)).toBe(3);
  await goTo(page, `/operations/${abandoned.operationId}`);
  await expect(page.getByText('Not found at the vendor').first()).toBeVisible();
  await expect(button(page, 'Retry')).toBeVisible();
  expect(await judge(page, 'operation-absent')).toEqual([]);
  await button(page, 'Abandon').click();
  await dialog(page).getByRole('button', { name: 'Abandon operation' }).click();
  await expect.poll(() => stateOf(page, abandoned.operationId)).toBe('abandoned');
  await expect(button(page, 'Retry')).toHaveCount(0);

  await goTo(page, `/operations/${retried.operationId}`);
  await button(page, 'Retry').click();
  await dialog(page).getByRole('button', { name: 'Order once more' }).click();
  await expect.poll(() => stateOf(page, retried.operationId), { timeout: 30_000 }).toBe('succeeded');
  await expect(page.getByText('Sent once more by a decision')).toBeVisible();
  expect(sent(vendor)).toBe(4);
  expect(vendor.orders()).toBe(2);
  await expect(navigation(page, 'Operations')).toBeVisible();
}
