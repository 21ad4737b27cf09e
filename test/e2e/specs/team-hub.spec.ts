import type { Page } from '@playwright/test';
import { postgresFolder } from '../../../scripts/setup/postgres.mjs';
import { openProxy } from '../../integration/sync/support/proxy.ts';
import { testServer } from '../../integration/sync/support/server.ts';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { codeInput } from '../../unit/support/promo-code.ts';
import { goTo, openLicense, type Ordered, orderInput, orderUnpaid, paymentInput, setUpShop } from '../actions/shop.ts';
import { amount, createOn, desksTable, invitation, joinAs, queueLink } from '../actions/team.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { Consoles } from '../fixtures/consoles.ts';
import { newDataFolder } from '../fixtures/data-folder.ts';
import { packageApplication } from '../fixtures/package.ts';
import { dialog } from '../screens/sections.ts';

const env = { RESELLER_CONSOLE_POSTGRES: postgresFolder() ?? '' };
/** Another price, by the call that the product's form makes. */
const reprice = (page: Page, id: string, amountMinor: number) =>
  ask(page, 'catalogue', 'updateProduct', { id, prices: [{ termMonths: 1, currency: 'EUR', amountMinor }] });
/** A promo code that another desk has too. */
const sharedCode = (page: Page, name: string) => ask(page, 'promoCodes', 'create', codeInput({ name, code: 'SUMMER' }));

const promoCode = (percent: string) => codeInput({ percent });

test.describe('team hub', { tag: '@sync' }, () => {
  test('two consoles share a catalogue, and a person decides about a price that both changed', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    test.setTimeout(240_000);
    const otherFolder = newDataFolder();
    const consoles = new Consoles({ pageProblems, env });
    try {
      const front = await consoles.open(dataFolder);
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
      const code = await invitation(front);
      const back = await consoles.open(otherFolder.path);
      await sharedCode(front, 'Of the front');
      await joinAs(back, 'Back desk', code, () => sharedCode(back, 'Of the back'));
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

      // A code that can be used once.
      await ask(front, 'promoCodes', 'create', codeInput({ code: 'ONCE', name: 'Once', maxUses: 1 }));

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

      // Two codes of one spelling, made before they met: each desk keeps its own, and is told why the other one is not here.
      await goTo(back, '/settings/team-hub');
      const held = back.getByRole('table', { name: 'Held up' });
      await expect(
        held.getByRole('row', { name: /Another record here has this name, code or address/ }).first(),
      ).toBeVisible({ timeout: 45_000 });
      await expect(held).toContainText('Of the front');
      expect((await axe(back)).violations).toEqual([]);

      // Without the hub the work goes on, and the screen says where it is.
      await consoles.close(front);
      await ask(back, 'sync', 'tryNow', {});
      await expect(
        back.getByText('Saved on this desk; goes to the others when the hub is reached').first(),
      ).toBeVisible({
        timeout: 45_000,
      });
      await ask(back, 'catalogue', 'updateProduct', { id: shop.productId, name: 'changed without the hub' });
      await expect(back.getByText('1 change waits.')).toBeVisible();
      // A license that is paid for is queued and not done: of all desks one may buy it. So it is with what automation changes.
      await ask(back, 'connections', 'update', {
        id: shop.connectionId,
        name: 'ispmanager licenses',
        ...account,
        apiAddress: vendor.url,
      });
      const order = await ask(back, 'orders', 'place', { ...orderInput(shop, '192.0.2.9'), expectedTotalMinor: 700 });
      const contractProductId = order.items[0]?.contractProductId ?? '';
      const ordered: Ordered = { orderId: order.id, invoiceId: order.invoiceId, contractProductId };
      await ask(back, 'billing', 'recordPayment', {
        ...(await paymentInput(back, ordered)),
        amountMinor: 700,
      });
      const operationOf = async (page: Page) =>
        (await ask(page, 'operations', 'list', { contractProductId })).rows.at(0);
      await expect.poll(async () => (await operationOf(back))?.errorCode).toBe('operation.waits_for_hub');
      await goTo(back, `/operations/${(await operationOf(back))?.id ?? ''}`);
      await expect(main.getByText('This waits for the team hub').first()).toBeVisible();
      await goTo(back, '/automation');
      await expect(main.getByText('what charges or changes licenses waits')).toBeVisible();
      expect(vendor.requests().filter(({ func }) => func === 'soft.order.param')).toEqual([]);
      // The last use of a code is reserved here, and by the other desk too.
      const withCode = (ip: string) => ({ ...orderInput(shop, ip), promoCode: 'ONCE', expectedTotalMinor: 630 });
      const discounted = await ask(back, 'orders', 'place', withCode('192.0.2.10'));
      const again = await consoles.open(dataFolder);
      const alsoDiscounted = await ask(again, 'orders', 'place', withCode('192.0.2.11'));
      await expect
        .poll(
          async () => {
            await ask(back, 'sync', 'tryNow', {});
            return (await ask(again, 'catalogue', 'getProduct', { id: shop.productId })).name;
          },
          { timeout: 60_000 },
        )
        .toBe('changed without the hub');
      await expect.poll(async () => (await operationOf(back))?.state, { timeout: 30_000 }).toBe('succeeded');
      await expect(main.getByText('what charges or changes licenses waits')).toHaveCount(0);
      // One of the two orders has lost, stands, and is a person's to decide.
      const refusedAt = async (page: Page) => (await ask(page, 'promoCodes', 'refusedUses', {})).rows.length;
      await expect.poll(async () => (await refusedAt(back)) + (await refusedAt(again)), { timeout: 30_000 }).toBe(1);
      const [loser, order630] = (await refusedAt(back)) === 1 ? [back, discounted] : [again, alsoDiscounted];
      await goTo(loser, '/');
      await expect(loser.getByText('a discount whose code has no use left')).toBeVisible();
      // Both were placed without the hub, which has given their numbers since.
      const { number } = await ask(loser, 'orders', 'get', { id: order630.id });
      await loser.getByRole('main').getByRole('link', { name: number }).first().click();
      await loser.getByRole('button', { name: 'Keep the discount' }).waitFor();
      await loser.getByRole('button', { name: 'Keep the discount' }).click();
      await expect.poll(() => refusedAt(loser)).toBe(0);
    } finally {
      await consoles.closeAll();
      otherFolder.remove();
    }
  });

  test('two consoles without their server edit the same things and one sells: notes merge, a person decides the rest, all of it once', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    test.setTimeout(400_000);
    const server = await testServer();
    // Both reach the server over one line, which can be taken away.
    const proxy = await openProxy(server.address.port);
    const otherFolder = newDataFolder();
    // Its acceptance is of the application as it is packaged.
    const isAcceptance = process.env['ACCEPTANCE'] === 'sync';
    const packaged = isAcceptance ? await packageApplication('package-for-sync', { forTests: true }) : undefined;
    const consoles = new Consoles({ pageProblems, ...(packaged === undefined ? {} : { packaged }) });
    try {
      const front = await consoles.open(dataFolder);
      const shop = await setUpShop(front, { ...account, apiAddress: vendor.url, readIntervalMs: 50 });
      const notes = (text: string) => ({ id: shop.clientId, notes: text });
      await ask(front, 'clients', 'update', notes('Calls on Mondays.\nNew customer.\nPays by card.'));
      const code = await ask(front, 'promoCodes', 'create', promoCode('10'));
      await createOn(front, server, proxy.port);
      const invited = await invitation(front);
      const back = await consoles.open(otherFolder.path);
      await joinAs(back, 'Back desk', invited);
      const product = (page: Page) => ask(page, 'catalogue', 'getProduct', { id: shop.productId });
      const note = async (page: Page) => (await ask(page, 'clients', 'get', { id: shop.clientId })).notes;
      const percent = async (page: Page) => (await ask(page, 'promoCodes', 'get', { id: code.id })).percent;
      await expect.poll(() => percent(back).catch(() => null), { timeout: 60_000 }).toBe('10');
      await expect(desksTable(back).getByRole('row', { name: /Front desk/ })).toBeVisible({ timeout: 60_000 });
      const order = await orderUnpaid(front, shop, '10.0.0.1');

      // The server is gone for both. They go on, and say where their work is.
      proxy.accept(false);
      proxy.cut();
      const edit = async (page: Page, by: { amount: number; tariff: string; percent: string; notes: string }) => {
        await reprice(page, shop.productId, by.amount);
        await ask(page, 'catalogue', 'updateProduct', { id: shop.productId, packageIdentifier: by.tariff });
        await ask(page, 'promoCodes', 'update', { id: code.id, ...promoCode(by.percent) });
        await ask(page, 'clients', 'update', notes(by.notes));
      };
      await edit(front, {
        amount: 600,
        tariff: '55228',
        percent: '15',
        notes: 'Calls on Fridays.\nNew customer.\nPays by card.',
      });
      await edit(back, {
        amount: 700,
        tariff: '55229',
        percent: '20',
        notes: 'Calls on Mondays.\nNew customer.\nPays by wire.',
      });
      await ask(front, 'billing', 'recordPayment', await paymentInput(front, order));
      for (const page of [front, back]) {
        await ask(page, 'sync', 'tryNow', {});
        await expect(
          page.getByText('Saved on this desk; goes to the others when the hub is reached').first(),
        ).toBeVisible({ timeout: 45_000 });
      }
      // Orders go on, and say that their number follows; an invoice without one is not printed.
      const placed = [
        [front, await ask(front, 'orders', 'place', { ...orderInput(shop, '10.0.0.2'), expectedTotalMinor: 600 })],
        [back, await ask(back, 'orders', 'place', { ...orderInput(shop, '10.0.0.3'), expectedTotalMinor: 700 })],
      ] as const;
      for (const [page, { id, invoiceId }] of placed) {
        await goTo(page, `/orders/${id}`);
        await expect(page.getByRole('heading', { name: /^No number · [0-9A-F]{4}$/ })).toBeVisible();
        await expect(page.getByText('The number follows from the team hub').first()).toBeVisible();
        await expect(page.getByRole('main')).not.toContainText('~');
        await goTo(page, `/billing/${invoiceId}`);
        await expect(page.getByRole('heading', { name: /^No number · / })).toBeVisible();
        await expect(page.getByRole('button', { name: 'Save as PDF' })).toBeDisabled();
      }

      // The line comes back as a bad one does: slow, and cut in the middle of an answer.
      proxy.line.delay = 30;
      proxy.line.left = 1500;
      proxy.accept(true);
      await ask(front, 'sync', 'tryNow', {});
      await expect.poll(() => proxy.line.left, { timeout: 30_000 }).toBe(0);
      proxy.line.left = Infinity;
      const tried = async <T>(page: Page, look: () => Promise<T>): Promise<T> => {
        await ask(page, 'sync', 'tryNow', {});
        return look();
      };
      for (const page of [front, back]) {
        await expect
          .poll(() => tried(page, async () => (await ask(page, 'sync', 'conflicts', {})).rows.length), {
            timeout: 60_000,
          })
          .toBe(3);
        await expect.poll(() => note(page)).toBe('Calls on Fridays.\nNew customer.\nPays by wire.');
      }
      // The hub gives the numbers of one series, and the screens that are open show them.
      const numbers = () =>
        Promise.all(placed.map(async ([page, { id }]) => (await ask(page, 'orders', 'get', { id })).number));
      await expect
        .poll(async () => (await numbers()).toSorted(), { timeout: 60_000 })
        .toEqual(['ORD-000002', 'ORD-000003']);
      for (const [page] of placed) {
        await expect(page.getByRole('heading', { name: /^INV-00000[23]$/ })).toBeVisible();
        await expect(page.getByRole('button', { name: 'Save as PDF' })).toBeEnabled();
      }

      // Each of the three is looked at and decided at the back desk.
      await expect(queueLink(back)).toBeVisible();
      await queueLink(back).click();
      const queue = back.getByRole('grid', { name: 'Changes to review' });
      for (const field of [/Price/, /Kind of discount/, /Package/]) {
        await queue.getByRole('row').filter({ hasText: field }).first().click();
        await expect(back.getByRole('table', { name: 'Versions' })).toContainText('Front desk');
        await back.getByRole('button', { name: 'Keep mine' }).click();
      }
      await expect(back.getByText('Nothing to decide')).toBeVisible({ timeout: 30_000 });
      for (const page of [front, back]) {
        await expect.poll(() => tried(page, () => percent(page)), { timeout: 60_000 }).toBe('20');
        await expect.poll(async () => (await product(page)).prices[0]?.amountMinor, { timeout: 30_000 }).toBe(700);
        expect((await product(page)).packageIdentifier).toBe('55229');
        expect((await ask(page, 'sync', 'conflicts', {})).rows).toEqual([]);
      }

      // What was sold meanwhile is one order of one desk, and was bought once.
      await openLicense(front, order);
      await expect
        .poll(async () => (await ask(front, 'contractProducts', 'get', { id: order.contractProductId })).status, {
          timeout: 60_000,
        })
        .toBe('Active');
      expect(vendor.orders()).toBe(1);
      expect(vendor.requests().filter(({ func, params }) => func === 'soft.order.param' && params['sok'])).toHaveLength(
        1,
      );
      expect((await ask(front, 'orders', 'get', { id: order.orderId })).status).toBe('Active');
    } finally {
      await consoles.closeAll();
      await proxy.close();
      await server.close();
      otherFolder.remove();
    }
  });
});
