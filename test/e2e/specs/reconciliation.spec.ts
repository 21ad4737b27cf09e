import { quiet } from '../actions/visit.ts';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { ask } from '../actions/calls.ts';
import { focused, key, press, tabTo, unseenFocus } from '../actions/keyboard.ts';
import { buyByHand } from '../actions/by-hand.ts';
import { goTo, orderUnpaid, paymentInput, setUpShop, type Shop } from '../actions/shop.ts';
import { account, expect, test } from '../fixtures/app.ts';
import type { RunningApp } from '../fixtures/launch.ts';
import { dialog, navigation } from '../screens/sections.ts';

interface Sold {
  readonly contractProductId: string;
  readonly vendorId: string;
}

/** A shop whose account may be read without a pause, and some licenses that it sold. */
async function shopWith(
  page: Page,
  vendor: VendorSandbox,
  ips: readonly string[],
): Promise<{ shop: Shop; sold: Sold[] }> {
  const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
  const { name, username, apiAddress } = await ask(page, 'connections', 'get', { id: shop.connectionId });
  await ask(page, 'connections', 'update', { id: shop.connectionId, name, username, apiAddress, readIntervalMs: 0 });
  const sold: Sold[] = [];
  for (const ip of ips) {
    const order = await orderUnpaid(page, shop, ip);
    await ask(page, 'billing', 'recordPayment', await paymentInput(page, order));
    await expect
      .poll(async () => {
        const contract = await ask(page, 'contractProducts', 'get', { id: order.contractProductId });
        return contract.openOperationState === null && contract.license?.status;
      })
      .toBe('active');
    const { license } = await ask(page, 'contractProducts', 'get', { id: order.contractProductId });
    sold.push({ contractProductId: order.contractProductId, vendorId: license?.vendorId ?? '' });
  }
  return { shop, sold };
}

/** Opens the page and compares, as a person does. */
async function compare(page: Page): Promise<void> {
  await navigation(page, 'Reconciliation').click();
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByText(/^Compared:/).first()).toBeVisible();
}

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
async function open(page: Page, name: string): Promise<void> {
  await row(page, name).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
}
const atVendor = (vendor: VendorSandbox, vendorId: string) =>
  vendor.licenses().find(({ id }) => String(id) === vendorId);

test.describe('vendor truth by screen', { tag: '@provisioning' }, () => {
  test('both sides agree; then each class is found, and one of each is set right', async ({ page, vendor }) => {
    const { sold } = await shopWith(page, vendor, ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4']);
    const [moved, gone, down, later] = sold as [Sold, Sold, Sold, Sold];
    await compare(page);
    await expect(page.getByText('4 match')).toBeVisible();
    await expect(page.getByText('No open findings')).toBeVisible();

    vendor.patchLicense(Number(moved.vendorId), { ip: '198.51.100.77' });
    vendor.patchLicense(Number(gone.vendorId), { status: 4 });
    vendor.patchLicense(Number(down.vendorId), { status: 3 });
    vendor.patchLicense(Number(later.vendorId), { expiredate: '2035-01-15' });
    const orphan = await buyByHand(vendor, { pricelist: '55227' });
    await page.getByRole('button', { name: 'Run now' }).click();
    await expect(page.getByText('Compared: 5 new findings')).toBeVisible();
    for (const name of [
      'IP address differs',
      'Missing at the vendor',
      'Paid and down',
      'Vendor expiry differs',
      'Only at the vendor',
    ])
      await expect(row(page, name)).toHaveCount(1);
    await expect(page.getByText('1 only at the vendor (€5.00 a period)')).toBeVisible();

    // Differs, corrected at the vendor: asked first, then done, then resolved by that.
    await open(page, 'IP address differs');
    await page.getByRole('button', { name: 'Correct there' }).click();
    await expect(dialog(page)).toContainText('The vendor is asked to set the address 203.0.113.1.');
    await dialog(page).getByRole('button', { name: 'Change at the vendor' }).click();
    await expect(page.getByText(/^Corrected at the vendor/)).toBeVisible({ timeout: 30_000 });
    expect(atVendor(vendor, moved.vendorId)?.ip).toBe('203.0.113.1');

    // Differs, corrected here: no question, and the contract says it too.
    await page.getByRole('button', { name: 'Next finding' }).click();
    await open(page, 'Paid and down');
    await page.getByRole('button', { name: 'Correct here' }).click();
    await expect(page.getByText(/^Corrected here/).first()).toBeVisible();
    expect((await ask(page, 'contractProducts', 'get', { id: down.contractProductId })).status).toBe('Suspended');

    // Missing: only with its number typed, because it can be bought again after that.
    await open(page, 'Missing at the vendor');
    await page.getByRole('button', { name: 'Correct here' }).click();
    const mark = dialog(page).getByRole('button', { name: 'Correct here' });
    await expect(mark).toBeDisabled();
    await dialog(page).getByRole('textbox').fill(gone.vendorId);
    await mark.click();
    await expect(dialog(page)).toHaveCount(0);
    expect((await ask(page, 'contractProducts', 'get', { id: gone.contractProductId })).license?.status).toBe(
      'deleted',
    );

    // Only at the vendor: becomes the license of the product that has none now. Nothing is bought.
    const bought = vendor.orders();
    await open(page, 'Only at the vendor');
    await page.getByRole('button', { name: 'Adopt' }).click();
    await expect(dialog(page).getByRole('radio', { name: /ispmanager 6 lite · Anna Petrova/ })).toBeChecked();
    await dialog(page).getByRole('button', { name: 'Adopt' }).click();
    await expect(page.getByText(/^Adopted/).first()).toBeVisible();
    expect((await ask(page, 'contractProducts', 'get', { id: gone.contractProductId })).license?.vendorId).toBe(orphan);
    expect(vendor.orders()).toBe(bought);

    // Dates, several at once.
    await key(page, 'Escape');
    await page.getByRole('button', { name: 'Correct dates…' }).click();
    await dialog(page).getByRole('button', { name: 'Take over 1 date' }).click();
    await expect(page.getByText('1 date taken over')).toBeVisible();
    await page.getByRole('button', { name: 'Run now' }).click();
    await expect(page.getByText('Compared: both sides agree')).toBeVisible();
    await expect(page.getByText('No open findings')).toBeVisible();
    await page.getByRole('radio', { name: 'Resolved' }).click();
    await expect(page.getByRole('grid', { name: 'Findings' }).getByRole('row')).toHaveCount(6);
  });

  test('by keyboard alone: compare, read, one key for each fix, and the next finding', async ({ page, vendor }) => {
    const { sold } = await shopWith(page, vendor, ['203.0.113.1', '203.0.113.2']);
    const [first, second] = sold as [Sold, Sold];
    vendor.patchLicense(Number(first.vendorId), { licname: 'renamed by hand' });
    vendor.patchLicense(Number(second.vendorId), { ip: '198.51.100.77' });
    const orphan = await buyByHand(vendor);
    await press(page, navigation(page, 'Reconciliation'));
    await press(page, page.getByRole('button', { name: 'Run now' }));
    await expect(page.getByText('Compared: 3 new findings')).toBeVisible();
    const grid = page.getByRole('grid', { name: 'Findings' });
    await tabTo(page, grid.or(grid.getByRole('row', { name: /differs|Only/ })));
    // The list may still be drawn anew when the comparison ends; the first key can come before its rows.
    await expect(async () => {
      await key(page, 'Home');
      await expect(grid.getByRole('row', { name: /Only at the vendor/ })).toBeFocused({ timeout: 500 });
    }).toPass();
    await key(page, 'Enter');
    await expect(page.getByRole('heading', { name: 'Only at the vendor' })).toBeVisible();

    // A letter in the list is a search by its first letters; in the detail it is a command.
    await expect(page.locator('[data-detail]')).toBeFocused();
    await page.keyboard.press('t');
    await expect(dialog(page)).toContainText('This cannot be undone');
    await page.keyboard.type(orphan);
    await tabTo(page, dialog(page).getByRole('button', { name: 'Terminate License' }));
    await key(page, 'Enter');
    await expect(page.getByText(/^Corrected at the vendor/)).toBeVisible({ timeout: 30_000 });
    expect(atVendor(vendor, orphan)?.status).toBe(4);

    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { name: 'IP address differs' })).toBeVisible();
    // Whatever has the focus after the change, the keys go on working.
    await expect.poll(() => focused(page)).not.toContain('body');
    await page.keyboard.press('h');
    await expect(page.getByText(/^Corrected here/).first()).toBeVisible();
    expect((await ask(page, 'contractProducts', 'get', { id: second.contractProductId })).ip).toBe('198.51.100.77');
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { name: 'Name differs' })).toBeVisible();
    await page.keyboard.press('t');
    await tabTo(page, dialog(page).getByRole('button', { name: 'Change at the vendor' }));
    await key(page, 'Enter');
    await expect.poll(() => atVendor(vendor, first.vendorId)?.licname).toContain('rc-');
    await expect(page.getByText(/^Corrected at the vendor/)).toBeVisible({ timeout: 30_000 });
    expect(unseenFocus(page)).toEqual([]);
  });

  test('a vendor that cannot be asked, and a correction that it refuses', async ({ page, vendor }) => {
    const { sold } = await shopWith(page, vendor, ['203.0.113.1']);
    const [only] = sold as [Sold];
    vendor.setFaults([{ kind: 'error', func: 'soft', errorType: 'value', message: 'maintenance until noon' }]);
    await navigation(page, 'Reconciliation').click();
    await page.getByRole('button', { name: 'Run now' }).click();
    await expect(page.getByText('The vendor refused: maintenance until noon')).toBeVisible();
    await expect(page.getByText('1 could not be asked')).toBeVisible();
    vendor.clearFaults();

    vendor.patchLicense(Number(only.vendorId), { status: 3 });
    vendor.configure({ switches: { canSuspend: false } });
    await page.getByRole('button', { name: 'Run now' }).click();
    await open(page, 'Paid and down');
    await page.getByRole('button', { name: 'Correct there' }).click();
    await dialog(page).getByRole('button', { name: 'Unsuspend License' }).click();
    await expect(page.getByText('Unsuspend License: not carried out')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Correction not carried out')).toBeVisible();
    // What cannot be asked for is still there, with the reason.
    await expect(page.getByRole('button', { name: 'Correct there' })).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText(/This vendor account cannot do that/).first()).toBeVisible();
  });

  test('a new product for a license that is only at the vendor: an order without an invoice', async ({
    page,
    vendor,
  }) => {
    await shopWith(page, vendor, []);
    await buyByHand(vendor, { pricelist: '55227' });
    await compare(page);
    await open(page, 'Only at the vendor');
    await page.getByRole('button', { name: 'Adopt' }).click();
    await dialog(page).getByLabel('Client').fill('Anna');
    await page.getByRole('option', { name: /Anna Petrova/ }).click();
    await dialog(page).getByRole('button', { name: 'Adopt' }).click();
    await expect(page.getByText(/^Adopted/).first()).toBeVisible();
    await page.getByRole('link', { name: /ispmanager 6 lite · Anna Petrova/ }).click();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('link', { name: /^ORD-/ }).click();
    await expect(page.getByText('None: taken over from the vendor account')).toBeVisible();
    await expect(page.getByText('Taken over from the vendor account', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Pay', exact: true })).toHaveCount(0);
    expect(vendor.orders()).toBe(1);
  });

  test('the statement flags a double charge on top, adds up, and is saved where the person says', async ({
    app,
    page,
    vendor,
    dataFolder,
  }) => {
    vendor.setFaults([{ kind: 'charge-twice', func: 'soft.order.param', times: 1 }]);
    const { sold } = await shopWith(page, vendor, ['203.0.113.1', '203.0.113.2']);
    await goTo(page, '/reconciliation/statement');
    await expect(page.getByText('Charges and balance were not read yet')).toBeVisible();
    await page.getByRole('button', { name: 'Read now' }).click();
    const flagged = page.getByRole('table', { name: 'Needs a look' });
    await expect(flagged.getByRole('row')).toHaveCount(2);
    await expect(flagged).toContainText('Double charge');
    await expect(flagged).toContainText(sold[0]?.vendorId ?? 'no license');
    await expect(page.getByText('It adds up')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Movements' }).getByText('Operation', { exact: true })).toHaveCount(2);

    const folder = path.join(dataFolder, 'out');
    mkdirSync(folder);
    const file = path.join(folder, 'statement.csv');
    await choose(app, null);
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await choose(app, file);
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await expect(page.getByText('Statement saved')).toBeVisible();
    const lines = readFileSync(file, 'utf8').split('\r\n');
    expect(lines[0]).toBe(
      '\uFEFFDate,What stands behind it,Amount,Currency,License,Client,Vendor’s text,Vendor’s row,Repeats row',
    );
    expect(lines.filter((line) => line.includes('Double charge'))).toHaveLength(1);
    expect(lines.filter((line) => /,-5\.00,EUR,/.test(line))).toHaveLength(3);
    expect(lines).toHaveLength(1 + 4 + 1);

    // A place that cannot be written says so. (Root may write anywhere but into what is no folder.)
    chmodSync(file, 0o400);
    await choose(app, path.join(file, 'below.csv'));
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await expect(page.getByText(/^The file could not be saved there/)).toBeVisible();
  });

  test('renewals and balance: charts, their figures as tables, both by keyboard', async ({ page, vendor }) => {
    const { sold } = await shopWith(page, vendor, ['203.0.113.1', '203.0.113.2']);
    await ask(page, 'licenses', 'autoRenew', { contractProductId: sold[0]?.contractProductId ?? '', autoRenewal: '1' });
    await expect.poll(() => atVendor(vendor, sold[0]?.vendorId ?? '')?.autoprolong).toBe(1);
    vendor.patchLicense(Number(sold[1]?.vendorId), {
      expiredate: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
    });
    vendor.patchLicense(Number(sold[0]?.vendorId), {
      expiredate: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10),
    });
    await compare(page);
    vendor.topUp(account.username, 5000);
    // By keyboard as well: the focus that a mouse leaves behind has no ring, and is not what is looked at here.
    await press(page, page.getByRole('button', { name: 'Run now' }));
    // The balance is the one that this second comparison reads.
    await expect
      .poll(
        async () => (await ask(page, 'reconciliation', 'runs', {})).rows.filter(({ state }) => state === 'done').length,
      )
      .toBe(2);
    await press(page, page.getByRole('link', { name: 'Renewals & balance' }));
    await expect(page.getByText('The balance covers all of it')).toBeVisible();
    const charts = page.getByRole('figure');
    await expect(charts).toHaveCount(2);
    // The chart is one stop; the arrows say its points.
    const bars = charts.first().locator('svg[tabindex="0"]');
    await tabTo(page, bars);
    const said = async (): Promise<string> => (await charts.first().textContent()) ?? '';
    // The day that is said; the axis below has days too, and is drawn later.
    const day = async (): Promise<string | undefined> => /^(.+?)Automatic/.exec(await said())?.[1];
    for (let step = 0; step < 12; step += 1) {
      // The sums of a day are drawn after its name.
      await quiet(page);
      const before = await day();
      if ((await said()).includes('By hand: €5.00')) break;
      await key(page, 'ArrowRight');
      // On a busy machine the next point is said later than the key is up.
      await expect.poll(day).not.toBe(before);
    }
    await expect(charts.first()).toContainText('By hand: €5.00');
    expect(unseenFocus(page)).toEqual([]);
    for (const name of ['View: What ends in the next 30 days', 'View: Balance over 90 days']) {
      await tabTo(page, page.getByRole('radiogroup', { name }).getByRole('radio', { name: 'Chart' }));
      await key(page, 'ArrowRight');
      await key(page, 'Enter');
    }
    await expect(page.getByRole('table', { name: 'Balance over 90 days' })).toContainText('€1,040.00');
    await expect(page.getByRole('table', { name: 'What ends in the next 30 days' }).getByRole('row')).toHaveCount(3);
    await expect(page.getByRole('table', { name: 'One by one' })).toContainText('Automatic');
  });
});

/** What the person answers the next dialogs with: a place, or no. */
const choose = ({ electron }: RunningApp, file: string | null): Promise<void> =>
  electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
  }, file);
