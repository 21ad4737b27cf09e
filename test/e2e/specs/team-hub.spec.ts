import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { postgresFolder } from '../../../scripts/setup/postgres.mjs';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { launch, type RunningApp } from '../fixtures/launch.ts';
import { dialog } from '../screens/sections.ts';

const env = { RESELLER_CONSOLE_POSTGRES: postgresFolder() ?? '' };
// With its number of open questions.
const queueLink = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Review queue/ });
const desksTable = (page: Page) => page.getByRole('table', { name: 'Desks' });
const amount = (page: Page, productId: string) =>
  ask(page, 'catalogue', 'getProduct', { id: productId }).then(({ prices }) => prices[0]?.amountMinor);
/** Another price, by the call that the product's form makes. */
const reprice = (page: Page, id: string, amountMinor: number) =>
  ask(page, 'catalogue', 'updateProduct', { id, prices: [{ termMonths: 1, currency: 'EUR', amountMinor }] });
/** A promo code that another desk makes at the same moment. */
const sharedCode = (page: Page, name: string) =>
  ask(page, 'promoCodes', 'create', {
    isActive: true,
    name,
    code: 'SUMMER',
    kind: 'percent',
    percent: '10',
    amounts: [],
    scope: 'all',
    products: [],
    mandatoryProductIds: [],
    minQuantity: null,
    maxQuantity: null,
    startsOn: null,
    endsOn: null,
    maxUses: null,
    maxUsesPerClient: null,
    isRecurring: false,
  });

test.describe('team hub', { tag: '@sync' }, () => {
  test('two consoles share a catalogue, and a person decides about a price that both changed', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    test.setTimeout(240_000);
    const otherFolder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-e2e-'));
    const running: RunningApp[] = [];
    const open = async (folder: string): Promise<Page> => {
      const app = await launch(folder, { env });
      running.push(app);
      watchProblems(app.page, pageProblems);
      return app.page;
    };
    try {
      const front = await open(dataFolder);
      const shop = await setUpShop(front, { ...account, apiAddress: vendor.url });
      // A desk alone has no review queue, and no mark on its records.
      await expect(queueLink(front)).toHaveCount(0);
      await goTo(front, '/settings/team-hub');
      await expect(front.getByText('This desk works alone')).toBeVisible();
      await front.getByRole('button', { name: 'Create a workspace' }).click();
      await dialog(front).getByRole('textbox', { name: 'Name of the workspace' }).fill('Sales team');
      await dialog(front).getByRole('textbox', { name: 'Name of this desk' }).fill('Front desk');
      await dialog(front).getByRole('button', { name: 'Create a workspace' }).click();
      await expect(front.getByRole('heading', { name: 'Sales team' })).toBeVisible({ timeout: 60_000 });
      await expect(front.getByText('Same values').first()).toBeVisible({ timeout: 30_000 });

      await expect(desksTable(front)).toBeVisible();
      expect((await axe(front)).violations).toEqual([]);
      await front.getByRole('button', { name: 'Invite a desk' }).click();
      await dialog(front).getByRole('button', { name: 'Show the code' }).click();
      const code = await dialog(front).getByRole('region', { name: 'Code of the invitation' }).innerText();
      await dialog(front).getByRole('button', { name: 'Done' }).click();

      const back = await open(otherFolder);
      await back.getByRole('button', { name: 'Connect your account' }).click();
      await expect(back.getByRole('heading', { name: 'New provision configuration' })).toBeVisible();
      await goTo(back, '/settings/team-hub');
      await back.getByRole('button', { name: 'Join a workspace' }).click();
      await dialog(back).getByRole('textbox', { name: 'Code' }).fill(code);
      await dialog(back).getByRole('textbox', { name: 'Name of this desk' }).fill('Back desk');
      await dialog(back).getByRole('button', { name: 'Join a workspace' }).click();
      await expect(desksTable(back).getByRole('row', { name: /Front desk/ })).toBeVisible({ timeout: 60_000 });

      // An edit that is made on one screen arrives on the other one.
      await goTo(front, `/catalogue/products/${shop.productId}`);
      await front.getByRole('textbox', { name: 'Product name', exact: true }).fill('ispmanager 6 pro');
      await front.getByRole('button', { name: 'Save', exact: true }).first().click();
      await goTo(back, `/catalogue/products/${shop.productId}`);
      await expect(back.getByRole('textbox', { name: 'Product name', exact: true })).toHaveValue('ispmanager 6 pro', {
        timeout: 30_000,
      });
      const main = back.getByRole('main');
      await expect(main.getByText('Live for everyone')).toBeVisible();
      await expect(main.getByText('Front desk has this open')).toBeVisible({ timeout: 45_000 });

      // Both change one price before either hears of the other; “mine” is what this desk wrote, parked or live.
      await Promise.all([reprice(front, shop.productId, 600), reprice(back, shop.productId, 700)]);
      await expect(main.getByText('Needs your decision').first()).toBeVisible({ timeout: 45_000 });
      await main.getByRole('link', { name: 'Review' }).click();
      await expect(queueLink(back)).toBeVisible();
      await back
        .getByRole('grid', { name: 'Changes to review' })
        .getByText(/ispmanager 6 pro · Month · EUR/)
        .click();
      const versions = back.getByRole('table', { name: 'Versions' });
      await expect(versions.getByRole('row', { name: /Price/ })).toContainText('€5.00');
      for (const price of ['€6.00', '€7.00']) await expect(versions).toContainText(price);
      await expect(versions).toContainText('Front desk');
      expect((await axe(back)).violations).toEqual([]);
      await back.getByRole('button', { name: 'Keep mine' }).click();
      await expect(back.getByText('Nothing to decide')).toBeVisible({ timeout: 30_000 });
      for (const page of [front, back])
        await expect.poll(() => amount(page, shop.productId), { timeout: 45_000 }).toBe(700);
      await expect(front.getByText('1 change needs your decision')).toHaveCount(0, { timeout: 45_000 });

      // Two codes of one spelling: each desk keeps its own, and is told why the other one is not here.
      await Promise.all([sharedCode(front, 'Of the front'), sharedCode(back, 'Of the back')]);
      await goTo(back, '/settings/team-hub');
      const held = back.getByRole('table', { name: 'Held up' });
      await expect(
        held.getByRole('row', { name: /Another record here has this name, code or address/ }).first(),
      ).toBeVisible({ timeout: 45_000 });
      await expect(held).toContainText('Of the front');
      expect((await axe(back)).violations).toEqual([]);

      // Without the hub the work goes on, and the screen says where it is.
      const first = running.shift();
      await first?.electron.close();
      await ask(back, 'sync', 'tryNow', {});
      await expect(
        back.getByText('Saved on this desk; goes to the others when the hub is reached').first(),
      ).toBeVisible({
        timeout: 45_000,
      });
      await ask(back, 'catalogue', 'updateProduct', { id: shop.productId, name: 'changed without the hub' });
      await expect(back.getByText('1 change waits.')).toBeVisible();
      const again = await open(dataFolder);
      await expect
        .poll(
          async () => {
            await ask(back, 'sync', 'tryNow', {});
            return (await ask(again, 'catalogue', 'getProduct', { id: shop.productId })).name;
          },
          { timeout: 60_000 },
        )
        .toBe('changed without the hub');
    } finally {
      for (const app of running.toReversed()) await app.electron.close();
      rmSync(otherFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
