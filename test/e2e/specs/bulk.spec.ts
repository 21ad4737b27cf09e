import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import type { Sold } from '../../integration/provisioning/many.ts';
import { ask } from '../actions/calls.ts';
import { key, press, tabTo, typeInto, unseenFocus } from '../actions/keyboard.ts';
import { goTo } from '../actions/shop.ts';
import { connectFast, stockUp } from '../actions/stock.ts';
import { expect, test, watchProblems } from '../fixtures/app.ts';
import { launch, type RunningApp } from '../fixtures/launch.ts';
import { dialog } from '../screens/sections.ts';

// A second try must not hide that once it went wrong.
test.describe.configure({ retries: 0 });

const count = 24;

interface Stocked extends RunningApp {
  readonly sold: Sold[];
}

/** The console with sold licenses of a vendor, its list of products open. */
async function open(dataFolder: string, vendor: VendorSandbox, problems: string[], parallel = 4): Promise<Stocked> {
  vendor.configure({ timing: { processingMs: 0, keyDelayMs: 0 } });
  const first = await launch(dataFolder);
  const connectionId = await connectFast(first.page, vendor.url, parallel);
  await first.electron.close();
  const sold = await stockUp(dataFolder, { url: vendor.url, connectionId, count });
  const app = await launch(dataFolder);
  watchProblems(app.page, problems);
  await openProducts(app.page);
  return { ...app, sold };
}

async function openProducts(page: Page): Promise<void> {
  await goTo(page, '/products');
  await expect(row(page, 1)).toBeVisible();
}

const table = (page: Page): Locator => page.getByRole('grid', { name: 'Products & services' });
const row = (page: Page, at: number): Locator => table(page).getByRole('row').nth(at);
const box = (within: Locator): Locator => within.getByRole('checkbox');
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Selection' });
const selected = (page: Page): Locator => bar(page).getByRole('status');
const result = (page: Page, name: string): Locator => page.getByRole('radio', { name: new RegExp(`^${name} \\d`) });
const states = (vendor: VendorSandbox, status: number): number =>
  vendor.licenses().filter((license) => license.status === status).length;
const sent = (vendor: VendorSandbox, func: string): number =>
  vendor.requests().filter((request) => request.func === func).length;

async function selectAll(page: Page): Promise<void> {
  await box(row(page, 1)).click({ force: true });
  await page.getByRole('button', { name: `Select all ${count} that match` }).click();
  await expect(selected(page)).toHaveText(`${count} selected`);
}

async function chooseAction(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions for the selection' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** The id of the run whose page is open. */
const openRun = (page: Page): string => /#\/bulk\/([\w-]+)/.exec(page.url())?.[1] ?? '';

test.describe('license actions for many at once', { tag: '@provisioning' }, () => {
  test('marks: by box, range, key and all that match; the open product is another thing', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    const { page, electron } = await open(dataFolder, vendor, pageProblems);
    await box(row(page, 1)).click({ force: true });
    await row(page, 4).click({ modifiers: ['Shift'] });
    await expect(selected(page)).toHaveText('4 selected');
    await row(page, 2).click({ modifiers: ['ControlOrMeta'] });
    await expect(selected(page)).toHaveText('3 selected');
    await expect(box(row(page, 2))).not.toBeChecked();
    // A plain click opens, and takes no mark away.
    await row(page, 6).click();
    await expect(page.getByRole('heading', { name: 'ispmanager 6 lite' })).toBeVisible();
    await expect(selected(page)).toHaveText('3 selected');
    // Esc first takes the marks, then closes what is open.
    await row(page, 6).press('Escape');
    await expect(bar(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'ispmanager 6 lite' })).toBeVisible();
    await row(page, 6).press('Escape');
    await expect(page.getByRole('heading', { name: 'ispmanager 6 lite' })).toHaveCount(0);
    await row(page, 6).press('ControlOrMeta+a');
    await expect(selected(page)).toHaveText(`${count} selected`);
    await box(table(page).getByRole('row').first()).click({ force: true });
    await expect(bar(page)).toHaveCount(0);
    await selectAll(page);
    await box(row(page, 3)).click({ force: true });
    await expect(selected(page)).toHaveText(`${count - 1} selected`);
    // Everything of another filter is another everything.
    await page.getByRole('radio', { name: 'Active', exact: true }).click();
    await expect(bar(page)).toHaveCount(0);
    await electron.close();
  });

  test('with the keyboard alone: mark, preview, confirm, and see each license suspended', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    const { page, electron } = await open(dataFolder, vendor, pageProblems);
    await tabTo(page, row(page, 1).or(table(page)));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(selected(page)).toHaveText('3 selected');
    await tabTo(page, page.getByRole('button', { name: 'Actions for the selection' }), { backwards: true });
    await key(page, 'Enter');
    await expect(page.getByRole('menuitem', { name: 'Suspend License', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByText('Free of charge')).toBeVisible();
    await press(page, dialog(page).getByRole('button', { name: 'Suspend 3 licenses' }));
    await expect(page.getByRole('heading', { name: 'Suspend License', exact: true })).toBeVisible();
    await expect(page.getByText('Finished').first()).toBeVisible({ timeout: 30_000 });
    expect(states(vendor, 3)).toBe(3);
    await tabTo(page, page.getByRole('grid', { name: 'Licenses of the run' }).getByRole('row').nth(1));
    await key(page, 'Enter');
    await expect(page.getByRole('heading', { name: 'Actions' })).toBeVisible();
    expect(unseenFocus(page)).toEqual([]);
    await electron.close();
  });

  test('a run is paused, goes on, and says what became of each; its results are written', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    const { page, electron } = await open(dataFolder, vendor, pageProblems);
    vendor.setFaults([
      { kind: 'error', errorType: 'value', errorObject: 'elid', message: 'not now', func: 'soft.suspend', times: 2 },
      { kind: 'delay', ms: 150 },
    ]);
    await selectAll(page);
    await chooseAction(page, 'Suspend License');
    await dialog(page)
      .getByRole('button', { name: `Suspend ${count} licenses` })
      .click();
    await expect(page.getByRole('link', { name: /^Suspend License: \d+ of 24/ })).toBeVisible();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('Paused').first()).toBeVisible();
    await expect(result(page, 'Under way')).toHaveCount(0);
    const before = sent(vendor, 'soft.suspend');
    expect(before).toBeLessThan(count);
    await goTo(page, '/');
    await expect(page.getByRole('link', { name: /Paused · Suspend License/ })).toBeVisible();
    expect(sent(vendor, 'soft.suspend')).toBe(before);
    await page.getByRole('link', { name: /Paused · Suspend License/ }).click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByText('Finished').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Suspend License: finished')).toBeVisible();
    expect(sent(vendor, 'soft.suspend')).toBe(count);
    expect(states(vendor, 3)).toBe(count - 2);
    await expect(result(page, 'Done')).toHaveText(`Done ${count - 2}`);
    await result(page, 'Refused').click();
    const rows = page.getByRole('grid', { name: 'Licenses of the run' }).getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText('not now');

    const file = path.join(dataFolder, 'results.csv');
    await electron.evaluate(({ dialog: native }, filePath) => {
      native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await page.getByRole('button', { name: 'Export CSV' }).click();
    await expect(page.getByText('Results saved')).toBeVisible();
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(count + 1);
    expect(lines[0]).toContain('License key');
    expect(lines.filter((line) => line.includes('Refused') && line.includes('not now'))).toHaveLength(2);

    vendor.clearFaults();
    await page.getByRole('button', { name: 'Select these 2 products' }).click();
    await expect(selected(page)).toHaveText('2 selected');
    await chooseAction(page, 'Suspend License');
    await dialog(page).getByRole('button', { name: 'Suspend 2 licenses' }).click();
    await expect.poll(() => states(vendor, 3), { timeout: 30_000 }).toBe(count);
    await electron.close();
  });

  test('terminating many wants the number typed; cancelled, the rest is never sent', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    const { page, electron } = await open(dataFolder, vendor, pageProblems, 1);
    vendor.setFaults([{ kind: 'delay', ms: 200 }]);
    await selectAll(page);
    await chooseAction(page, 'Terminate License');
    const confirm = dialog(page).getByRole('button', { name: `Terminate ${count} licenses` });
    await expect(confirm).toBeDisabled();
    await dialog(page).getByRole('textbox').fill('2');
    await expect(confirm).toBeDisabled();
    await dialog(page).getByRole('textbox').fill(String(count));
    await confirm.click();
    await expect.poll(() => sent(vendor, 'soft.delete'), { timeout: 20_000 }).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await dialog(page).getByRole('button', { name: 'Cancel run' }).click();
    await expect(page.getByText('Cancelled').first()).toBeVisible();
    await expect(result(page, 'Under way')).toHaveCount(0, { timeout: 20_000 });
    const gone = sent(vendor, 'soft.delete');
    const { counts } = await ask(page, 'bulk', 'get', { id: openRun(page) });
    expect([counts.done, counts.cancelled]).toEqual([gone, count - gone]);
    expect(gone).toBeLessThan(count);
    await expect(result(page, 'Not sent')).toHaveText(`Not sent ${count - gone}`);
    expect(states(vendor, 4)).toBe(gone);
    await electron.close();
  });

  test('a renewal says what it costs, and goes on after the console was closed', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    const first = await open(dataFolder, vendor, pageProblems);
    const before = vendor.balance('reseller@sandbox.example');
    vendor.setFaults([{ kind: 'delay', ms: 150 }]);
    await selectAll(first.page);
    await chooseAction(first.page, 'Renew License');
    await expect(dialog(first.page).getByText('ends 1 Apr 2026, 1 month more').first()).toBeVisible();
    await dialog(first.page)
      .getByRole('button', { name: `Renew ${count} licenses for 120.00 EUR` })
      .click();
    await expect.poll(() => sent(vendor, 'service.prolong'), { timeout: 20_000 }).toBeGreaterThan(2);
    await first.electron.close();
    const paid = (): number => (before - vendor.balance('reseller@sandbox.example')) / 500;
    expect(paid()).toBeLessThan(count);
    const second = await launch(dataFolder);
    watchProblems(second.page, pageProblems);
    await expect(second.page.getByRole('link', { name: /^Renew License: / })).toBeVisible();
    await expect(second.page.getByText('Renew License: finished')).toBeVisible({ timeout: 60_000 });
    expect(paid()).toBe(count);
    await second.page.getByRole('button', { name: 'See results' }).click();
    await expect(result(second.page, 'Done')).toHaveText(`Done ${count}`);
    await second.electron.close();
  });

  test('lists are pasted, filters and lists are saved under names', async ({ dataFolder, vendor, pageProblems }) => {
    const { page, electron, sold } = await open(dataFolder, vendor, pageProblems);
    await page.getByRole('button', { name: 'Bulk actions' }).click();
    await page.getByRole('menuitem', { name: 'Paste a list…' }).click();
    await dialog(page)
      .getByRole('textbox')
      .fill(`${sold[0]?.key}; ${sold[1]?.ip}\n${sold[4]?.email}\n${sold[0]?.vendorId}, nobody@example.test`);
    await dialog(page).getByRole('button', { name: 'Find products' }).click();
    for (const name of ['All 5', 'Found 2', 'Several 1', 'Not found 1', 'Repeated 1'])
      await expect(dialog(page).getByRole('radio', { name, exact: true })).toBeVisible();
    await dialog(page).getByRole('radio', { name: 'Not found 1' }).click();
    await expect(dialog(page).getByRole('row')).toHaveCount(2);
    await expect(dialog(page).getByRole('row').nth(1)).toContainText('nobody@example.test');
    await dialog(page).getByRole('button', { name: 'Select 2 products' }).click();
    await expect(selected(page)).toHaveText('2 selected');

    await page.getByRole('button', { name: 'Save selection…' }).click();
    await dialog(page).getByLabel('Name').fill('From the mail');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Selection saved')).toBeVisible();

    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await dialog(page)
      .getByRole('button', { name: /License at the vendor/ })
      .click();
    await page.getByRole('option', { name: 'Suspended' }).click();
    await dialog(page).getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByText('No products with this status')).toBeVisible();
    await page.getByRole('button', { name: 'Remove filter: License at the vendor' }).click();
    await expect(row(page, 1)).toBeVisible();

    await bar(page).getByRole('button', { name: 'Clear selection' }).click();
    const saved = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Bulk actions' }).click();
      await page.getByRole('menuitem', { name: 'Saved selections…' }).click();
    };
    await saved();
    await dialog(page).getByRole('button', { name: 'Rename: From the mail' }).click();
    await typeInto(page, page.getByRole('dialog', { name: 'Rename “From the mail”' }).getByLabel('Name'), 'March');
    await page.getByRole('dialog', { name: 'Rename' }).getByRole('button', { name: 'Save', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Select: March' }).click();
    await expect(selected(page)).toHaveText('2 selected');
    await saved();
    await dialog(page).getByRole('button', { name: 'Delete: March' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(dialog(page).getByText('No saved selections yet')).toBeVisible();
    await electron.close();
  });
});
