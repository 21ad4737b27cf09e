import type { Locator, Page } from '@playwright/test';
import { ask } from '../actions/calls.ts';
import { reload } from '../actions/look.ts';
import { chooseFrom } from '../actions/storefront.ts';
import { goTo, orderUnpaid, paymentInput, setUpShop, type Ordered } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog, navigation } from '../screens/sections.ts';

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true });
const plan = (page: Page): Locator => page.getByRole('table', { name: 'Plan' });
const periods = (page: Page): Locator => page.getByRole('table', { name: 'Periods and invoices' });

/** A license that was sold and runs. */
async function sold(page: Page, apiAddress: string): Promise<Ordered> {
  const shop = await setUpShop(page, { ...account, apiAddress });
  const order = await orderUnpaid(page, shop, '203.0.113.10');
  await ask(page, 'billing', 'recordPayment', await paymentInput(page, order));
  await expect
    .poll(async () => (await ask(page, 'contractProducts', 'get', { id: order.contractProductId })).status, {
      timeout: 30_000,
    })
    .toBe('Active');
  return order;
}

/** Another license of a client that was sold and runs. */
async function soldTo(page: Page, clientId: string, ip: string): Promise<string> {
  const { rows } = await ask(page, 'catalogue', 'listProducts', {});
  const order = await ask(page, 'orders', 'place', {
    requestKey: crypto.randomUUID(),
    clientId,
    currency: 'EUR',
    expectedTotalMinor: 500,
    items: [{ productId: rows[0]?.id ?? '', termMonths: 1, ip }],
  });
  await ask(page, 'billing', 'recordPayment', {
    requestKey: crypto.randomUUID(),
    invoiceId: order.invoiceId,
    amountMinor: 500,
    method: 'cash',
    receivedOn: order.createdAt.slice(0, 10),
  });
  const id = order.items[0]?.contractProductId ?? '';
  await expect
    .poll(async () => (await ask(page, 'contractProducts', 'get', { id })).status, { timeout: 30_000 })
    .toBe('Active');
  return id;
}
const renewalsOf = async (page: Page, clientId: string) =>
  (await ask(page, 'billing', 'listInvoices', { clientId })).rows.filter(({ kind }) => kind === 'renewal');

async function openBilling(page: Page, { contractProductId }: Ordered): Promise<void> {
  await goTo(page, `/products/${contractProductId}/billing`);
  await expect(heading(page, 'Periods and invoices')).toBeVisible();
}
async function openAutomation(page: Page): Promise<void> {
  await navigation(page, 'Automation').click();
  await expect(page.getByRole('heading', { name: 'Automation', level: 1 })).toBeVisible();
}

test.describe('Automation', { tag: '@orders' }, () => {
  test('2.5 2.12 says what it will do, holds a line until it is released, invoices the renewal once and renews what is paid', async ({
    app: { page },
    vendor,
  }) => {
    const shot = shots(page, 'automation');
    const order = await sold(page, vendor.url);
    // A minute after its start the console runs by itself; what is held is left alone then too.
    await ask(page, 'automation', 'setSettings', {
      scope: 'contract_product',
      scopeId: order.contractProductId,
      values: { invoice_days_before: '40' },
    });
    await openAutomation(page);
    await expect(plan(page).getByRole('row').filter({ hasText: 'Invoice the renewal' })).toContainText('due now');
    await shot('plan');
    await button(page, 'Hold').click();
    await dialog(page).getByLabel('Reason').fill('The price is being agreed');
    await dialog(page).getByRole('button', { name: 'Hold' }).click();
    await expect(plan(page)).toContainText('The price is being agreed');
    await button(page, 'Run now').click();
    await expect(page.getByText('Nothing was due')).toBeVisible();
    await shot('held');

    await openBilling(page, order);
    await expect(periods(page).getByRole('row')).toHaveCount(2);
    await expect(page.getByLabel('Invoice generation interval')).toHaveValue('40');
    await page.getByLabel('Invoice generation interval').fill('41');
    await button(page, 'Save').click();
    await expect(page.getByText('Intervals saved')).toBeVisible();
    await expect(page.getByText('Own value. Empty: 7, by default.')).toBeVisible();
    await shot('contract-billing');

    await openAutomation(page);
    await button(page, 'Release').click();
    await expect(button(page, 'Hold')).toBeVisible();
    await button(page, 'Run now').click();
    await expect(page.getByText('1 step done')).toBeVisible();
    await button(page, 'Run now').click();
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    const runs = page.getByRole('table', { name: 'Runs' }).getByRole('row').filter({ hasNotText: 'the console' });
    await expect(runs).toHaveCount(4);
    await shot('runs');
    await runs.nth(2).getByRole('link').click();
    await expect(dialog(page)).toContainText('Invoice the renewal');
    await shot('run');
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();

    await openBilling(page, order);
    await expect(periods(page).getByRole('row')).toHaveCount(3);
    await expect(periods(page).getByRole('row').nth(1)).toContainText('Billed');
    await periods(page).getByRole('link').first().click();
    await button(page, 'Record payment').click();
    await dialog(page)
      .getByRole('button', { name: /^Record .*5\.00/ })
      .click();
    await expect(dialog(page)).toBeHidden();
    await openBilling(page, order);
    await expect(periods(page).getByRole('row').nth(1)).toContainText('renewed', { timeout: 30_000 });
    expect(vendor.requests().filter(({ func, committed }) => func === 'service.prolong' && committed)).toHaveLength(1);
    await shot('renewed');
  });

  test('2.2 ends a term without a renewal, and brings it back with a new date and price', async ({
    app: { page },
    vendor,
  }) => {
    const shot = shots(page, 'automation-end');
    const order = await sold(page, vendor.url);
    await openBilling(page, order);
    await page.getByText('Auto-renewal', { exact: true }).click();
    await shot('auto-renewal-off');
    await dialog(page).getByRole('button', { name: 'Turn off' }).click();
    await expect(page.getByText('No new invoices: the service ends with what is paid.')).toBeVisible();
    await page.getByRole('button', { name: /Retention status/ }).click();
    await page.getByRole('option', { name: 'Flagged' }).click();

    await button(page, 'Set status').click();
    await dialog(page).getByRole('radio', { name: 'Suspended' }).check({ force: true });
    await shot('manual-status');
    await dialog(page).getByRole('button', { name: 'Set status' }).click();
    await expect(page.getByText('Set by hand: automation leaves it alone.')).toBeVisible();
    await button(page, 'Turn manual status off').click();
    await expect(page.getByText('Set by hand: automation leaves it alone.')).toBeHidden();

    const { issuedOn } = await ask(page, 'billing', 'getInvoice', { id: order.invoiceId });
    await ask(page, 'contractProducts', 'setServiceEnd', { id: order.contractProductId, serviceEndsOn: issuedOn });
    await openAutomation(page);
    await button(page, 'Run now').click();
    await expect
      .poll(async () => (await ask(page, 'contractProducts', 'get', { id: order.contractProductId })).license?.status, {
        timeout: 30_000,
      })
      .toBe('deleted');
    await openBilling(page, order);
    await expect(page.getByText('Lapsed').first()).toBeVisible();
    await button(page, 'Reactivate').click();
    // The month is paid and was not given back: its days are not billed again.
    const { billedTo } = await ask(page, 'contractProducts', 'get', { id: order.contractProductId });
    const next = billedTo ?? '';
    const tooSoon = new Date(Date.parse(issuedOn) + 20 * 86_400_000).toISOString().slice(0, 10);
    await dialog(page).getByLabel('New renewal date').fill(tooSoon);
    await dialog(page).getByLabel('New price').fill('6.50');
    await dialog(page).getByRole('button', { name: 'Reactivate' }).click();
    await expect(dialog(page).getByText(`It is paid until ${next}`)).toBeVisible();
    await dialog(page).getByLabel('New renewal date').fill(next);
    await shot('reactivate');
    await dialog(page).getByRole('button', { name: 'Reactivate' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect
      .poll(async () => (await ask(page, 'contractProducts', 'get', { id: order.contractProductId })).status, {
        timeout: 30_000,
      })
      .toBe('Active');
    expect(await ask(page, 'contractProducts', 'get', { id: order.contractProductId })).toMatchObject({
      billedTo: next,
      price: { amountMinor: 650 },
      retention: 'flagged',
    });
    await shot('back');
  });

  test('2.12 the intervals of the brand are set in Settings, refused out of order, and shown in Russian', async ({
    app: { page },
    vendor,
  }) => {
    const shot = shots(page, 'automation-intervals');
    await sold(page, vendor.url);
    await goTo(page, '/settings/automation');
    await page.getByLabel('Cancellation interval').fill('5');
    await button(page, 'Save').click();
    await expect(page.getByText('At least 8.')).toBeVisible();
    await shot('out-of-order');
    await page.getByLabel('Cancellation interval').fill('10');
    await button(page, 'Save').click();
    await expect(page.getByText('Intervals saved')).toBeVisible();
    await ask(page, 'app', 'setPreferences', { language: 'ru' });
    await reload(page);
    await expect(page.getByRole('link', { name: 'Автоматизация' }).first()).toBeVisible();
    await shot('ru');
    await goTo(page, '/automation');
    await expect(page.getByRole('heading', { name: 'Автоматизация', level: 1 })).toBeVisible();
    await shot('ru-plan');
  });

  test('2.5 2.12 a client has intervals of their own, and renewals of theirs on one invoice', async ({
    app: { page },
    vendor,
  }) => {
    const shot = shots(page, 'automation-client');
    const order = await sold(page, vendor.url);
    const { clientId } = await ask(page, 'contractProducts', 'get', { id: order.contractProductId });
    await goTo(page, `/clients/${clientId}`);
    await page.getByRole('tabpanel').getByRole('button', { name: 'Automation intervals' }).click();
    await dialog(page).getByLabel('Suspension interval').fill('9');
    await chooseFrom(page, 'Invoice consolidation', 'Same day');
    await shot('intervals');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Intervals saved')).toBeVisible();
    const { settings } = await ask(page, 'automation', 'getSettings', {
      scope: 'contract_product',
      scopeId: order.contractProductId,
    });
    expect(settings.find(({ name }) => name === 'suspend_days')).toMatchObject({ value: '9', from: 'client' });
    expect(settings.find(({ name }) => name === 'consolidation')).toMatchObject({ value: 'same_day', from: 'client' });
    // Two renewals that are due are two lines of the plan, and one invoice; the one that is held stays out of it.
    const [second, third] = [
      await soldTo(page, clientId, '203.0.113.11'),
      await soldTo(page, clientId, '203.0.113.12'),
    ];
    await ask(page, 'automation', 'hold', { holdKey: `renewal/${third}/1`, why: 'The price is being agreed' });
    await ask(page, 'automation', 'setSettings', {
      scope: 'brand',
      scopeId: '',
      values: { invoice_days_before: '40' },
    });
    await page.keyboard.press('Escape');
    await openAutomation(page);
    await expect(plan(page).getByRole('row').filter({ hasText: 'Invoice the renewal' })).toHaveCount(3);
    // Each says with which other it comes on an invoice and over how much; a hold, what is left of that.
    const together = plan(page)
      .getByRole('row')
      .filter({ hasText: /On one invoice with ispmanager 6 lite: .10\.00 with tax/ });
    await expect(together).toHaveCount(2);
    await shot('plan');
    await together.first().getByRole('button', { name: 'Hold', exact: true }).click();
    await expect(
      dialog(page).getByText(/Without it the invoice has ispmanager 6 lite, over .5\.00 in place of .10\.00/),
    ).toBeVisible();
    await shot('hold-one-of-two');
    await dialog(page).getByRole('button', { name: 'Cancel', exact: true }).click();
    await button(page, 'Run now').click();
    await expect.poll(async () => (await renewalsOf(page, clientId)).length).toBe(1);
    const [invoice] = await renewalsOf(page, clientId);
    await goTo(page, `/billing/${invoice?.id ?? ''}`);
    // As lines, and as what their revenue is.
    await expect(page.getByText('ispmanager 6 lite, renewal')).toHaveCount(4);
    await shot('invoice');
    // One of them ends: its line alone is credited.
    await ask(page, 'contractProducts', 'setAutoRenew', { id: second, autoRenew: false });
    await expect(page.getByRole('link', { name: 'CN-000001' })).toBeVisible();
    await expect(page.getByText('Auto-renewal was switched off')).toBeVisible();
    await shot('one-line-credited');
    expect(await ask(page, 'billing', 'getInvoice', { id: invoice?.id ?? '' })).toMatchObject({
      status: 'Unpaid',
      due: { amountMinor: 500 },
    });
  });
});
