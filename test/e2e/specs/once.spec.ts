import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import type { Envelope } from '../../../preload/api/errors.ts';
import { ask, askTogether, runInPage } from '../actions/calls.ts';
import { unfold } from '../actions/licenses.ts';
import { recordPayment, waitForLicense } from '../actions/sale.ts';
import {
  goTo,
  openLicense,
  openOrder,
  orderInput,
  orderUnpaid,
  paymentInput,
  setUpShop,
  type Ordered,
  type Shop,
} from '../actions/shop.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { launch } from '../fixtures/launch.ts';
import { dialog, operation, payments } from '../screens/sections.ts';

// A second try must not hide that once it went wrong.
test.describe.configure({ retries: 0 });

/** Ways to press a button twice before the first press can have had an effect. */
const presses: readonly (readonly [name: string, press: (button: Locator) => Promise<void>])[] = [
  ['two presses in the same turn', (button) => inOneTurn(button)],
  ['a double click', (button) => button.dblclick({ delay: 0 })],
  ['Enter twice', (button) => twice(button)],
  ['Enter held', (button) => held(button)],
];

async function inOneTurn(button: Locator): Promise<void> {
  await button.focus();
  await runInPage(button.page(), 'const button = document.activeElement; button.click(); button.click()');
}

async function twice(button: Locator): Promise<void> {
  await button.focus();
  await Promise.all([button.page().keyboard.press('Enter'), button.page().keyboard.press('Enter')]);
}

async function held(button: Locator): Promise<void> {
  await button.focus();
  const { keyboard } = button.page();
  // The second and later `down` of a key that is down are its repetition.
  for (let times = 0; times < 12; times += 1) await keyboard.down('Enter');
  await keyboard.up('Enter');
}

const codes = (answers: readonly Envelope<unknown>[]): string[] =>
  answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).toSorted();
const orderCount = async (page: Page): Promise<number> => (await ask(page, 'orders', 'list', {})).rows.length;
const paymentCount = async (page: Page, { invoiceId }: Ordered): Promise<number> =>
  (await ask(page, 'billing', 'getInvoice', { id: invoiceId })).payments.length;

/** Reads of the vendor's list fail until the faults are cleared, so that an unknown outcome stays to be looked at. */
const listFails = { kind: 'html-502', func: 'soft' } as const;
const maybeBought = 'Unknown: may have been bought; checking';

test.describe('a license is bought once', { tag: '@foundation' }, () => {
  test('the pay button pressed twice records one payment and buys one license', async ({ page, vendor }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    for (const [at, [name, press]] of presses.entries()) {
      await test.step(name, async () => {
        const order = await orderUnpaid(page, shop, `203.0.113.${at + 10}`);
        await openOrder(page, order);
        await page.getByRole('button', { name: 'Pay', exact: true }).click();
        await press(dialog(page).getByRole('button', { name: /^Record payment of/ }));
        await expect(dialog(page)).toHaveCount(0);
        await waitForLicense(page);
        expect(vendor.orders()).toBe(at + 1);
        await goTo(page, `/billing/${order.invoiceId}`);
        await expect(payments(page)).toHaveCount(1);
      });
    }
    expect(vendor.balance(account.username)).toBe(100_000 - 500 * presses.length);
  });

  test('payments sent at once over the bridge settle the invoice once', async ({ page, vendor }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const sameKey = await orderUnpaid(page, shop, '203.0.113.10');
    const payment = await paymentInput(page, sameKey);
    expect(
      codes(
        await askTogether(page, [
          ['billing', 'recordPayment', payment],
          ['billing', 'recordPayment', payment],
        ]),
      ),
    ).toEqual(['ok', 'ok']);
    const otherKeys = await orderUnpaid(page, shop, '203.0.113.11');
    const first = await paymentInput(page, otherKeys);
    const second = { ...first, requestKey: randomUUID() };
    expect(
      codes(
        await askTogether(page, [
          ['billing', 'recordPayment', first],
          ['billing', 'recordPayment', second],
        ]),
      ),
    ).toEqual(['billing.invoice_settled', 'ok']);
    for (const [at, order] of [sameKey, otherKeys].entries()) {
      await openOrder(page, order);
      await waitForLicense(page);
      expect(await paymentCount(page, order)).toBe(1);
      expect(vendor.licenses().filter(({ ip }) => ip === `203.0.113.${at + 10}`)).toHaveLength(1);
    }
    // And by the license's own action, asked for twice where a license is there already.
    const { contractProductId } = otherKeys;
    const again = await askTogether(page, [
      ['licenses', 'create', { contractProductId }],
      ['licenses', 'create', { contractProductId }],
    ]);
    expect(codes(again)).toEqual(['license.already_exists', 'license.already_exists']);
    expect(vendor.orders()).toBe(2);
  });

  test('Place order pressed twice places one order', async ({ page, vendor }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    for (const [at, [name, press]] of presses.entries()) {
      await test.step(name, async () => {
        await goTo(page, `/orders/new?client=${shop.clientId}`);
        await page.getByLabel('IP address').fill(`203.0.113.${at + 10}`);
        await page.getByRole('button', { name: 'Add to basket' }).click();
        await page.getByRole('button', { name: 'Continue to checkout' }).click();
        await press(page.getByRole('button', { name: 'Place order' }));
        await expect(page.getByText('Awaiting payment').first()).toBeVisible();
        await expect(page.getByRole('button', { name: 'Pay', exact: true })).toBeVisible();
        expect(await orderCount(page)).toBe(at + 1);
      });
    }
    const key = randomUUID();
    const input = orderInput(shop, '203.0.113.99', key);
    const both = await askTogether(page, [
      ['orders', 'place', input],
      ['orders', 'place', input],
    ]);
    expect(codes(both)).toEqual(['ok', 'ok']);
    expect(new Set(both.map((answer) => answer.ok && (answer.value as { id: string }).id)).size).toBe(1);
    expect(await orderCount(page)).toBe(presses.length + 1);
    expect(vendor.orders()).toBe(0);
  });

  test('a lost answer: unknown, then found by itself, bought once', async ({ page, vendor }) => {
    const order = await payWith(page, await setUpShop(page, { ...account, apiAddress: vendor.url }), () =>
      vendor.setFaults([{ kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 }, listFails]),
    );
    await seesUnknown(page, order);
    expect(vendor.orders()).toBe(1);
    vendor.clearFaults();
    await openOrder(page, order);
    await waitForLicense(page);
    await goTo(page, '/');
    await expect(page.getByRole('heading', { name: 'Needs you' })).toHaveCount(0);
    expect(vendor.orders()).toBe(1);
    expect(vendor.balance(account.username)).toBe(100_000 - 500);
  });

  test('a lost answer: Check vendor finds it', async ({ page, vendor }) => {
    const order = await payWith(page, await setUpShop(page, { ...account, apiAddress: vendor.url }), () =>
      vendor.setFaults([{ kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 }, listFails]),
    );
    await openLicense(page, order);
    await unfold(operation(page, 'Create License'));
    // The second planned reading has failed: the next one is far enough away to be overtaken by a person.
    await expect
      .poll(() => vendor.requests().filter(({ func }) => func === 'soft').length, { timeout: 40_000 })
      .toBeGreaterThanOrEqual(6);
    const check = operation(page, 'Create License').getByRole('button', { name: 'Check vendor' });
    await expect(check).toBeEnabled();
    vendor.clearFaults();
    await check.click();
    await expect(page.getByText('Found at the vendor').first()).toBeVisible({ timeout: 10_000 });
    await openOrder(page, order);
    await waitForLicense(page);
    expect(vendor.orders()).toBe(1);
  });

  test('an order that never arrived is not sent again, and Check vendor does not buy', async ({ page, vendor }) => {
    const order = await payWith(page, await setUpShop(page, { ...account, apiAddress: vendor.url }), () =>
      vendor.setFaults([{ kind: 'reset', phase: 'before-commit', func: 'soft.order.param' }]),
    );
    await openLicense(page, order);
    const item = operation(page, 'Create License');
    await unfold(item);
    await expect(item.getByText('Not in the vendor’s list so far')).toBeVisible({ timeout: 20_000 });
    // From now on the vendor would sell.
    vendor.clearFaults();
    const check = item.getByRole('button', { name: 'Check vendor' });
    for (let times = 0; times < 4; times += 1) {
      const reads = vendor.requests().filter(({ func }) => func === 'soft').length;
      await expect(check).toBeEnabled();
      await check.click();
      await expect.poll(() => vendor.requests().filter(({ func }) => func === 'soft').length).toBeGreaterThan(reads);
      await expect(item.getByText(maybeBought)).toBeVisible();
    }
    // More readings than the rule wants, but not its ten minutes: still unknown, and nobody may order again.
    await seesUnknown(page, order);
    const operationId = (await ask(page, 'operations', 'list', {})).rows[0]?.id ?? '';
    const { contractProductId } = order;
    const pressed = await askTogether(page, [
      ['operations', 'retry', { id: operationId }],
      ['licenses', 'create', { contractProductId }],
    ]);
    expect(codes(pressed)).toEqual(['license.operation_open', 'operation.wrong_state']);
    expect(vendor.requests().filter(({ func }) => func === 'soft.order.param')).toHaveLength(1);
    expect(vendor.orders()).toBe(0);
    expect(vendor.balance(account.username)).toBe(100_000);
  });
});

test.describe('a license is bought once, also when the console is killed', { tag: '@foundation' }, () => {
  test('SIGKILL between the vendor’s commit and its answer', async ({ dataFolder, vendor, pageProblems }) => {
    const killed = await launch(dataFolder);
    watchProblems(killed.page, pageProblems);
    const order = await payWith(killed.page, await setUpShop(killed.page, { ...account, apiAddress: vendor.url }), () =>
      vendor.setFaults([
        { kind: 'delay', ms: 120_000, phase: 'after-commit', func: 'soft.order.param', times: 1 },
        listFails,
      ]),
    );
    await expect.poll(() => vendor.orders(), { timeout: 20_000 }).toBe(1);
    const gone = killed.electron.waitForEvent('close');
    process.kill(killed.electron.process().pid ?? 0, 'SIGKILL');
    await gone;

    const again = await launch(dataFolder);
    watchProblems(again.page, pageProblems);
    try {
      await seesUnknown(again.page, order);
      await unfold(operation(again.page, 'Create License'));
      await expect(
        again.page.getByText('The console stopped while it was sending: the outcome is unknown').first(),
      ).toBeVisible();
      expect(vendor.orders()).toBe(1);
      vendor.clearFaults();
      await openOrder(again.page, order);
      await waitForLicense(again.page);
      expect(vendor.orders()).toBe(1);
      expect(vendor.requests().filter(({ func }) => func === 'soft.order.param')).toHaveLength(1);
    } finally {
      await again.electron.close();
    }
  });
});

/** Orders, sets the faults, and records the payment by screen. */
async function payWith(page: Page, shop: Shop, setFaults: () => void): Promise<Ordered> {
  const order = await orderUnpaid(page, shop, '203.0.113.10');
  await openOrder(page, order);
  setFaults();
  await recordPayment(page);
  return order;
}

/** The dashboard, the order and the license say that it may have been bought; none offers to order again. */
async function seesUnknown(page: Page, order: Ordered): Promise<void> {
  await goTo(page, '/');
  await expect(page.getByRole('heading', { name: 'Needs you' })).toBeVisible();
  await expect(page.getByText('May have been bought; checking')).toBeVisible();
  await openOrder(page, order);
  await expect(page.getByText(maybeBought)).toBeVisible();
  await expect(page.getByText('Awaiting Activation').first()).toBeVisible();
  await openLicense(page, order);
  await expect(operation(page, 'Create License').getByRole('button', { name: 'Check vendor' })).toBeVisible();
  await expect(operation(page, 'Create License')).toContainText(
    /nothing is ordered meanwhile|does not order again meanwhile/i,
  );
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Create License', exact: true }).first()).toBeDisabled();
}
