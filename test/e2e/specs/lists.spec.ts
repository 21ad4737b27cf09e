import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { goTo, orderInput, orderUnpaid, setUpShop } from '../actions/shop.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Every list is one of the workbench (issue 4): what the list of products can do, others can. */
test.describe('lists of records', { tag: '@catalogue' }, () => {
  test('are searched, sorted, kept as views and saved as a file', async ({ app, page, dataFolder, vendor }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const boris = await ask(page, 'clients', 'create', {
      firstName: 'Борис',
      lastName: 'Кузнецов',
      email: 'boris@client.example',
    });
    await orderUnpaid(page, shop, '192.0.2.1');
    await orderUnpaid(page, shop, '192.0.2.2');
    await ask(page, 'orders', 'place', { ...orderInput(shop, '192.0.2.3'), clientId: boris.id });

    // Orders: by the client, as it is typed; nothing found leads back to all.
    await goTo(page, '/orders');
    const first = page.getByRole('row').nth(1);
    await expect(first).toContainText('ORD-000003');
    await expect(page.getByRole('columnheader', { name: 'Placed' })).toHaveAttribute('aria-sort', 'descending');
    const search = page.getByRole('searchbox', { name: 'Search by number, client or product' });
    await search.fill('КУЗНЕЦОВ lite');
    await expect(row(page, 'ORD-000001')).toHaveCount(0);
    await expect(row(page, 'ORD-000003')).toBeVisible();
    await search.fill('nobody of this name');
    await button(page, 'Show all orders').click();
    await expect(search).toHaveValue('');

    // The oldest first, kept under a name.
    await page.getByRole('columnheader', { name: 'Placed' }).click();
    await expect(first).toContainText('ORD-000001');
    await button(page, 'View: Standard view').click();
    await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
    await dialog(page).getByRole('textbox', { name: 'Name of the view' }).fill('The oldest');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await expect(button(page, 'View: The oldest')).toBeVisible();
    expect((await axe(page)).violations).toEqual([]);

    // What is shown as a file, in its order.
    const file = path.join(dataFolder, 'orders.csv');
    await app.electron.evaluate(({ dialog: native }, chosen) => {
      native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    }, file);
    await search.fill('petrova');
    await expect(row(page, 'ORD-000003')).toHaveCount(0);
    await button(page, 'Save as CSV…').click();
    await expect(page.getByText('2 rows were saved')).toBeVisible();
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('ORD-000001,Awaiting payment,Anna Petrova,ispmanager 6 lite,EUR,5.00,');

    // The same search stands in the other lists, and in one beside its detail.
    await goTo(page, '/billing');
    await page.getByRole('searchbox').fill('ORD-000002');
    await expect(row(page, 'INV-000003')).toHaveCount(0);
    await expect(row(page, 'INV-000002')).toBeVisible();
    await goTo(page, '/products');
    await page.getByRole('searchbox').fill('192.0.2.2');
    await expect(page.getByRole('row')).toHaveCount(2);
    await goTo(page, '/operations');
    await expect(button(page, 'View: Standard view')).toBeVisible();
  });
});
