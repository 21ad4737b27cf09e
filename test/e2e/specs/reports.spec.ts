import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { paths } from '../../../renderer/app/paths.ts';
import { ask } from '../actions/calls.ts';
import { setLook } from '../actions/look.ts';
import { goTo, setUpShop, type Shop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { account, expect, test } from '../fixtures/app.ts';
import type { RunningApp } from '../fixtures/launch.ts';
import { dialog, navigation } from '../screens/sections.ts';
import { word } from '../screens/words.ts';

const languages = ['en', 'ru'] as const;
type Language = (typeof languages)[number];
type Key = Parameters<typeof word>[1];

/** An amount as the language writes it, with any space. */
const money = (language: Language, euros: number): RegExp =>
  language === 'en' ? new RegExp(`€${euros.toFixed(2)}`) : new RegExp(`${euros.toFixed(2).replace('.', ',')}\\s€`);

/** Sells a product to a client for a month; paid at once unless it is said otherwise. */
async function sell(page: Page, clientId: string, productId: string, isPaid = true): Promise<string> {
  const placed = await ask(page, 'orders', 'place', {
    requestKey: randomUUID(),
    clientId,
    items: [{ productId, termMonths: 1 }],
    currency: 'EUR',
    expectedTotalMinor: 500,
  });
  if (isPaid) {
    const { issuedOn } = await ask(page, 'billing', 'getInvoice', { id: placed.invoiceId });
    await ask(page, 'billing', 'recordPayment', {
      requestKey: randomUUID(),
      invoiceId: placed.invoiceId,
      amountMinor: 500,
      method: 'cash',
      receivedOn: issuedOn,
    });
  }
  return placed.invoiceId;
}

/** Products of 5.00 a month with report codes: one recognised at once, one spread. */
async function stock(page: Page, { connectionId, productId }: Shop) {
  const { categoryId } = await ask(page, 'catalogue', 'getProduct', { id: productId });
  const product = (name: string, revenueRecognition: 'immediate' | 'spread', reportCode2: string) =>
    ask(page, 'catalogue', 'createProduct', {
      categoryId,
      connectionId,
      name,
      packageIdentifier: '55227',
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 500 }],
      revenueRecognition,
      reportCode1: 'test',
      reportCode2,
    });
  const now = await product('Lite at once', 'immediate', '125');
  const spread = await product('Lite by the day', 'spread', '126');
  return { now: now.id, spread: spread.id };
}

/** Saving a file answers with this name; the person chose it. */
const saveAs = ({ electron }: RunningApp, filePath: string): Promise<void> =>
  electron.evaluate(({ dialog: native }, chosen) => {
    native.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, filePath);

const tabTo = (page: Page, language: Language, key: Key): Promise<void> =>
  page
    .getByRole('navigation', { name: word(language, 'reports.nav'), exact: true })
    .last()
    .getByRole('link', { name: word(language, key), exact: true })
    .click();

test.describe('reports', { tag: '@orders' }, () => {
  for (const language of languages) {
    test(`38, 52-56 revenue, sales and report codes: as charts, tables and files (${language})`, async ({
      app,
      page,
      vendor,
      dataFolder,
    }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      const { now, spread } = await stock(page, shop);
      await sell(page, shop.clientId, now);
      await sell(page, shop.clientId, spread);
      await sell(page, shop.clientId, now, false);
      await setLook(page, { theme: 'light', language });
      const shot = shots(page, `reports-${language}`);

      await page
        .getByRole('navigation')
        .first()
        .getByRole('link', { name: word(language, 'nav.reports') })
        .click();
      await expect(page.getByRole('heading', { name: word(language, 'nav.reports'), level: 1 })).toBeVisible();
      const byProduct = page.getByRole('grid', { name: word(language, 'reports.byProduct') });
      const line = (name: string) => byProduct.getByRole('row').filter({ hasText: name });
      // Read as soon as they are there: of none, each name would be the last one.
      const headers = () => byProduct.getByRole('columnheader').allTextContents();
      await expect.poll(headers).toContain(word(language, 'reports.earned'));
      const columns = await headers();
      const cell = (name: string, key: Key) =>
        line(name)
          .getByRole('gridcell')
          .or(line(name).getByRole('rowheader'))
          .nth(columns.indexOf(word(language, key)));
      // One of two is paid: its service is rendered, nothing of it is recognised.
      await expect(cell('Lite at once', 'reports.earned')).toHaveText(money(language, 10));
      await expect(cell('Lite at once', 'reports.recognised')).toHaveText(money(language, 5));
      await expect(cell('Lite at once', 'reports.unpaid')).toHaveText(money(language, 5));
      // By the day: paid, and earned as far as its days are over.
      await expect(cell('Lite by the day', 'reports.received')).toHaveText(money(language, 5));
      const { products } = await ask(page, 'revenue', 'report', await monthsOf(page));
      const told = products.find(({ productName }) => productName === 'Lite by the day');
      expect(told?.recognisedMinor).toBeGreaterThan(0);
      expect((told?.recognisedMinor ?? 0) + (told?.deferredMinor ?? 0)).toBe(500);
      await expect(page.getByRole('heading', { name: word(language, 'reports.schedule') })).toBeVisible();
      await shot('revenue');
      await page
        .getByRole('radio', { name: word(language, 'outlook.view.table') })
        .first()
        .click();
      await expect(page.getByRole('table').first()).toContainText(money(language, 10));
      await page
        .getByRole('radio', { name: word(language, 'outlook.view.chart') })
        .first()
        .click();

      await tabTo(page, language, 'reports.sales');
      await page.getByRole('radio', { name: word(language, 'reports.by.product'), exact: true }).click();
      const sales = page.getByRole('grid', { name: word(language, 'reports.sales') });
      await expect(sales.getByRole('row').filter({ hasText: 'Lite at once' })).toContainText(money(language, 10));
      // The smallest first, then the largest.
      const sold = sales.getByRole('columnheader', { name: word(language, 'reports.sold') });
      await sold.click();
      await expect(sales.getByRole('row').nth(1)).toContainText('Lite by the day');
      await sold.click();
      await expect(sales.getByRole('row').nth(1)).toContainText('Lite at once');
      await shot('sales');
      const file = path.join(dataFolder, `sales-${language}.csv`);
      await saveAs(app, file);
      await page
        .getByRole('button', { name: `${word(language, 'reports.export')}: ${word(language, 'reports.sales')}` })
        .click();
      await expect(page.getByText(word(language, 'reports.exported')).first()).toBeVisible();
      const text = readFileSync(file, 'utf8');
      expect(text).toContain(
        language === 'en' ? 'Lite at once,EUR,2,10.00,0.00,10.00' : 'Lite at once;EUR;2;10,00;0,00;10,00',
      );

      await tabTo(page, language, 'reports.margin');
      // Nothing is known of what these cost yet: unknown, and never nothing.
      await expect(page.getByRole('grid', { name: word(language, 'reports.margin') })).toContainText(
        word(language, 'ui.unknown'),
      );
      await shot('margin');

      await tabTo(page, language, 'reports.codes');
      const codes = page.getByRole('grid', { name: word(language, 'reports.codes') });
      await expect(codes.getByRole('row').filter({ hasText: '125' })).toContainText(money(language, 10));
      await page.getByRole('radio', { name: word(language, 'reports.codes.code1'), exact: true }).click();
      // Both of before are one row now.
      await expect(codes.getByRole('row').filter({ hasText: 'test' })).toHaveCount(1);
      await expect(codes.getByRole('row').filter({ hasText: 'test' })).toContainText(money(language, 15));
      await shot('codes');

      await tabTo(page, language, 'reports.renewals');
      await page.getByRole('radio', { name: /^365/ }).click();
      await expect(page.getByRole('grid', { name: word(language, 'reports.renewals') })).toBeVisible();
      await shot('renewals', { isMoving: true });
      await tabTo(page, language, 'reports.licenses');
      await expect(page.getByRole('grid', { name: word(language, 'reports.licenses') })).toContainText('Lite at once');
      await shot('licenses', { isMoving: true });
      await tabTo(page, language, 'reports.overdue');
      await expect(page.getByText(word(language, 'reports.overdue.empty'))).toBeVisible();
      await setLook(page, { theme: 'dark', language });
      await goTo(page, paths.report('revenue'));
      await expect(byProduct).toBeVisible();
      await shot('revenue-dark');
    });

    test(`46 an affiliate earns by what a client pays whom they brought (${language})`, async ({ page, vendor }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      const { now } = await stock(page, shop);
      const friend = await ask(page, 'clients', 'create', {
        firstName: 'Fred',
        lastName: 'Friend',
        email: 'fred@client.example',
      });
      await setLook(page, { theme: 'light', language });
      const shot = shots(page, `affiliates-${language}`);
      const button = (key: Key) => page.getByRole('button', { name: word(language, key), exact: true });

      // Off by default: a paid invoice earns nothing, and a client's page says nothing about it.
      await goTo(page, paths.client(friend.id));
      await expect(page.getByRole('heading', { name: 'Fred Friend' })).toBeVisible();
      await expect(page.getByRole('heading', { name: word(language, 'affiliates.card'), exact: true })).toHaveCount(0);

      await goTo(page, paths.brandSettings);
      const form = page.getByRole('form', { name: word(language, 'affiliates.settings') });
      await form.getByRole('checkbox', { name: word(language, 'affiliates.isEnabled') }).check({ force: true });
      await form.getByRole('textbox', { name: word(language, 'affiliates.percent') }).fill('120');
      await form.getByRole('button', { name: word(language, 'ui.save') }).click();
      await expect(form.getByRole('textbox', { name: word(language, 'affiliates.percent') })).toHaveAttribute(
        'aria-invalid',
        'true',
      );
      await form.getByRole('textbox', { name: word(language, 'affiliates.percent') }).fill('20');
      await form.getByRole('button', { name: word(language, 'ui.save') }).click();
      await expect(page.getByText(word(language, 'ui.saved')).first()).toBeVisible();
      await form.scrollIntoViewIfNeeded();
      await shot('settings');

      await goTo(page, paths.client(friend.id));
      await button('affiliates.enroll').click();
      await dialog(page)
        .getByRole('button', { name: word(language, 'ui.save') })
        .click();
      await expect(page.getByText('FRED-FRIEND')).toBeVisible();
      await goTo(page, paths.client(shop.clientId));
      await button('affiliates.setReferrer').click();
      const code = dialog(page).getByRole('textbox', { name: word(language, 'affiliates.code') });
      await code.fill('NOBODY');
      await dialog(page)
        .getByRole('button', { name: word(language, 'ui.save') })
        .click();
      await expect(code).toHaveAttribute('aria-invalid', 'true');
      await code.fill('fred-friend');
      await dialog(page)
        .getByRole('button', { name: word(language, 'ui.save') })
        .click();
      await expect(page.getByRole('link', { name: 'Fred Friend' })).toBeVisible();

      await sell(page, shop.clientId, now);
      await sell(page, friend.id, now);
      await goTo(page, paths.client(friend.id));
      const earned = page.getByRole('table', { name: word(language, 'affiliates.commissions') });
      await expect(earned.getByRole('row')).toHaveCount(2);
      await expect(earned).toContainText(money(language, 1));
      await shot('client');
      await goTo(page, paths.report('affiliates'));
      const list = page.getByRole('grid', { name: word(language, 'affiliates.list') });
      await expect(list.getByRole('row').filter({ hasText: 'FRED-FRIEND' })).toContainText(money(language, 1));
      await expect(page.getByRole('grid', { name: word(language, 'affiliates.commissions') })).toContainText(
        word(language, 'affiliates.state.pending'),
      );
      await shot('list');
    });
  }

  test('the command palette leads to each report by its name', async ({ page, vendor }) => {
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    await expect(navigation(page, 'Reports')).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').or(page.getByRole('searchbox')).first().fill('overdue');
    await page.getByRole('option', { name: /Report: Overdue invoices/ }).click();
    await expect(page.getByText('No invoice is overdue')).toBeVisible();
  });
});

/** The last twelve months, as the page asks for them. */
async function monthsOf(page: Page): Promise<{ from: string; to: string }> {
  const { months } = await ask(page, 'revenue', 'report', { from: '2026-01', to: '2026-01' }).then(
    async ({ asOf }) => ({
      months: asOf.slice(0, 7),
    }),
  );
  const [year = 0, month = 1] = months.split('-').map(Number);
  return { from: new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 7), to: months };
}
