import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ask, runInPage } from '../actions/calls.ts';
import { key, press, tabTo, typeInto, unseenFocus } from '../actions/keyboard.ts';
import { openEntrance, setLook } from '../actions/look.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { shots } from '../actions/shot.ts';
import { figure } from '../../unit/support/figures.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';
import { word } from '../screens/words.ts';

const languages = ['en', 'ru'] as const;
const fictitious = { firstName: 'Test', lastName: 'Fictitious', email: 'nobody@nowhere.example' };

/** The code of a call over the page's own bridge, or `ok`. */
const codeOf = (page: Page, call: string, input: unknown): Promise<string> =>
  runInPage(
    page,
    `window.api.${call}(${JSON.stringify(input)}).then((answer) => answer.ok ? 'ok' : answer.error.code)`,
  );

/** The client area's own way in, by e-mail and password (spec 78, 79, 80; R2). Tags: @orders */
test.describe('the entrance of the client area', { tag: '@orders' }, () => {
  for (const language of languages) {
    const say = (id: Parameters<typeof word>[1]): string => word(language, id);

    test(`78, 79, 80 from the account menu to an account of one’s own, and in (${language})`, async ({
      app,
      page,
      pageProblems,
      vendor,
    }) => {
      const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
      await ask(page, 'brand', 'update', {
        name: 'Hosting House',
        languages: ['en', 'ru'],
        defaultLanguage: language,
      });
      await setLook(page, { theme: 'light', language });
      // 78: staff’s account > Go to client app > the page where one logs in.
      await page.getByRole('button', { name: say('account.menu').replace('{name}', '') }).click();
      const opened = app.electron.waitForEvent('window');
      await page.getByRole('menuitem', { name: say('clients.openArea') }).click();
      const area = await opened;
      watchProblems(area, pageProblems);
      const shot = shots(area, `entrance-${language}`);
      const button = (id: Parameters<typeof word>[1]) => area.getByRole('button', { name: say(id), exact: true });
      const field = (id: Parameters<typeof word>[1]) => area.getByLabel(say(id), { exact: true });
      await expect(area.getByRole('heading', { name: say('entrance.logIn') })).toBeVisible();
      await shot('log-in');
      // Whoever passes through the fields to another language did nothing wrong yet.
      await field('clients.email').focus();
      await area.getByText(language === 'en' ? 'English' : 'Русский', { exact: true }).click();
      // Longer than a field waits until it complains.
      await area.waitForTimeout(500);
      await expect(area.locator('[aria-invalid="true"]')).toHaveCount(0);
      // Nobody is known there, so nothing but the way in is answered.
      expect(await codeOf(area, 'clientArea.me', {})).toBe('call.forbidden');
      expect(await codeOf(area, 'clientArea.orders', {})).toBe('call.forbidden');

      // 79: all four fields are needed; an e-mail that somebody has is refused, with the way on.
      await area.getByText(say('entrance.create')).click();
      await expect(area.getByRole('heading', { name: say('entrance.register') })).toBeVisible();
      await button('entrance.continue').click();
      await expect(area.locator('[aria-invalid="true"]')).toHaveCount(4);
      await field('clients.firstName').fill(fictitious.firstName);
      await field('clients.lastName').fill(fictitious.lastName);
      await field('clients.email').fill('ANNA@client.example');
      await field('entrance.password').fill('correct horse');
      await button('entrance.continue').click();
      await expect(area.getByText(say('field.email_taken'))).toBeVisible();
      await shot('register-refused');
      await field('clients.email').fill(fictitious.email);
      await button('entrance.continue').click();
      const hello = area.getByRole('heading', { name: say('clientArea.hello').replace('{name}', 'Test Fictitious') });
      await expect(hello).toBeVisible();
      await expect(button('clientArea.logOut')).toBeVisible();
      await shot('home');

      // 80: a client of this organisation as one that staff made, with staff’s own defaults.
      const { rows } = await ask(page, 'clients', 'list', { search: fictitious.email });
      expect(rows).toMatchObject([{ ...fictitious, language, company: '', currency: '', isTaxExempt: false }]);
      await expect(area.getByText('Hosting House')).toBeVisible();
      const id = rows[0]?.id ?? '';
      const order = { requestKey: randomUUID(), currency: 'EUR', expectedTotalMinor: 500 };
      const items = [{ productId: shop.productId, termMonths: 1, ip: '192.0.2.1' }];
      expect(await codeOf(area, 'clientArea.placeOrder', { ...order, items })).toBe('ok');
      const [placed] = (await ask(page, 'orders', 'list', { clientId: id })).rows;
      const { invoiceId, placedBy } = await ask(page, 'orders', 'get', { id: placed?.id ?? '' });
      expect(placedBy).toBe('Test Fictitious (client)');
      expect((await ask(page, 'billing', 'getInvoice', { id: invoiceId })).seller.name).toBe('Hosting House');

      // Out, and in again; the wrong password is told, not which of the two is wrong.
      await button('clientArea.logOut').click();
      await expect(area.getByRole('heading', { name: say('entrance.logIn') })).toBeVisible();
      expect(await codeOf(area, 'clientArea.orders', {})).toBe('call.forbidden');
      await field('clients.email').fill(` ${fictitious.email.toUpperCase()} `);
      await field('entrance.password').fill('incorrect horse');
      await button('entrance.logIn').click();
      await expect(area.getByText(say('error.login.failed'))).toBeVisible();
      await shot('wrong-password');
      await field('entrance.password').fill('correct horse');
      await button('entrance.logIn').click();
      await expect(hello).toBeVisible();

      // Staff see how the client came to it, and that they can log in.
      await goTo(page, `/clients/${id}?tab=timeline`);
      await expect(page.getByText(say('history.login.registered'))).toBeVisible();
      await expect(page.getByText('Test Fictitious (client)').first()).toBeVisible();
      figure('rows', [78, 79, 80]);
    });
  }

  test('staff set a password, which ends what was before; a client changes it; who guesses waits', async ({
    app,
    dataFolder,
    page,
    pageProblems,
    vendor,
  }) => {
    const shop = await setUpShop(page, { ...account, apiAddress: vendor.url });
    const kernel = randomBytes(8).toString('hex');
    const area = await openEntrance(app);
    watchProblems(area, pageProblems);
    const shot = shots(page, 'client-login');
    const logIn = async (password: string): Promise<void> => {
      await area.getByLabel('Email', { exact: true }).fill('anna@client.example');
      await area.getByLabel('Password', { exact: true }).fill(password);
      await area.getByRole('button', { name: 'Log in', exact: true }).click();
    };
    const set = async (button: string, password: string): Promise<void> => {
      await page.getByRole('button', { name: button, exact: true }).click();
      await dialog(page).getByLabel('New password', { exact: true }).fill(password);
      await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
      await expect(dialog(page)).toHaveCount(0);
    };
    // The record that staff made is nobody’s to take over: it has no password to log in with.
    await logIn(`${kernel} guess`);
    await expect(area.getByText(word('en', 'error.login.failed'))).toBeVisible();

    await goTo(page, `/clients/${shop.clientId}`);
    await expect(page.getByText('has no password and cannot log in')).toBeVisible();
    await page.getByRole('button', { name: 'Set password', exact: true }).click();
    await expect(dialog(page).getByLabel('New password', { exact: true })).toBeFocused();
    await dialog(page).getByLabel('New password', { exact: true }).fill('short');
    await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog(page).getByText('Too short: at least 8 characters.')).toBeVisible();
    await shot('set-password');
    await page.keyboard.press('Escape');
    await set('Set password', `${kernel} one`);
    await expect(page.getByText('can log in to the client area with anna@client.example')).toBeVisible();
    await shot('can-log-in');
    await logIn(`${kernel} one`);
    await expect(area.getByText('Hello, Anna Petrova')).toBeVisible();

    // Another password: whoever came in by the one before is out at once.
    await set('Set new password', `${kernel} two`);
    await expect(area.getByRole('heading', { name: 'Log in' })).toBeVisible();
    await logIn(`${kernel} one`);
    await expect(area.getByText(word('en', 'error.login.failed'))).toBeVisible();
    await logIn(`${kernel} two`);
    await expect(area.getByText('Hello, Anna Petrova')).toBeVisible();

    // The client’s own change keeps this window in.
    await area.getByRole('button', { name: 'Change password' }).click();
    await expect(dialog(area).getByLabel('Current password', { exact: true })).toBeFocused();
    await dialog(area).getByLabel('Current password', { exact: true }).fill(`${kernel} one`);
    await dialog(area).getByLabel('New password', { exact: true }).fill(`${kernel} three`);
    const change = dialog(area).getByRole('button', { name: 'Change password' });
    await change.click();
    await expect(dialog(area).getByText(word('en', 'field.wrong_password'))).toBeVisible();
    await dialog(area).getByLabel('Current password', { exact: true }).fill(`${kernel} two`);
    await change.click();
    await expect(area.getByText('Your password was changed')).toBeVisible();
    expect(await codeOf(area, 'clientArea.orders', {})).toBe('ok');
    await area.getByRole('button', { name: 'Log out' }).click();

    // Five wrong ones, and the right one has to wait as well.
    for (let guess = 0; guess < 5; guess += 1) {
      const input = { email: 'anna@client.example', password: `${kernel} guess` };
      expect(await codeOf(area, 'entrance.logIn', input)).toBe('login.failed');
    }
    await logIn(`${kernel} three`);
    await expect(area.getByText(/^Too many attempts failed\. Try again in \d+ seconds/)).toBeVisible();

    // A window that staff opened on the client’s behalf is nobody’s login: it neither logs out nor changes the password.
    const opened = app.electron.waitForEvent('window');
    await page.getByRole('button', { name: 'Go to client app' }).click();
    const acting = await opened;
    await expect(acting.getByText(/on behalf of Anna Petrova$/)).toBeVisible();
    const passwords = { currentPassword: `${kernel} three`, newPassword: `${kernel} four` };
    expect(await codeOf(acting, 'clientArea.changePassword', passwords)).toBe('call.forbidden');
    expect(await codeOf(acting, 'clientArea.logOut', {})).toBe('call.forbidden');
    expect(await codeOf(acting, 'entrance.logIn', { email: 'a@b.example', password: 'x' })).toBe('call.forbidden');
    expect(await codeOf(acting, 'clientArea.orders', {})).toBe('ok');

    // None of the passwords lies in a file: database, log, or what the windows keep.
    await app.electron.close();
    const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(3);
    const holding = files.filter((entry) => {
      const bytes = readFileSync(path.join(entry.parentPath, entry.name));
      return bytes.includes(kernel) || bytes.includes(Buffer.from(kernel, 'utf16le'));
    });
    expect(holding.map(({ name }) => name)).toEqual([]);
  });

  test('by keyboard alone: from the staff’s page to an account, out, and in again', async ({
    app,
    page,
    pageProblems,
    vendor,
  }) => {
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    await press(page, page.getByRole('button', { name: /^Account of/ }));
    const opened = app.electron.waitForEvent('window');
    await key(page, 'Enter');
    const area = await opened;
    watchProblems(area, pageProblems);
    await expect(area.getByLabel('Email', { exact: true })).toBeFocused();
    await press(area, area.getByText('Create one here'));
    await expect(area.getByLabel('First name')).toBeFocused();
    await typeInto(area, area.getByLabel('First name'), 'Test');
    await typeInto(area, area.getByLabel('Last name'), 'Fictitious');
    await typeInto(area, area.getByLabel('Email', { exact: true }), fictitious.email);
    await typeInto(area, area.getByLabel('Password', { exact: true }), 'correct horse');
    await key(area, 'Enter');
    await expect(area.getByText('Hello, Test Fictitious')).toBeVisible();
    await press(area, area.getByRole('button', { name: 'Log out' }));
    await expect(area.getByLabel('Email', { exact: true })).toBeFocused();
    await typeInto(area, area.getByLabel('Email', { exact: true }), fictitious.email);
    await typeInto(area, area.getByLabel('Password', { exact: true }), 'correct horse');
    await press(area, area.getByRole('button', { name: 'Log in', exact: true }));
    await expect(area.getByText('Hello, Test Fictitious')).toBeVisible();
    await tabTo(area, area.getByRole('button', { name: 'Change password' }));
    expect([...unseenFocus(page), ...unseenFocus(area)]).toEqual([]);
  });
});
