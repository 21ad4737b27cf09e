import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { openProxy } from '../../integration/sync/support/proxy.ts';
import { testServer } from '../../integration/sync/support/server.ts';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { press, tabTo, unseenFocus } from '../actions/keyboard.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { amount, createOn, invitation, joinAs, queueLink } from '../actions/team.ts';
import { account, expect, test } from '../fixtures/app.ts';
import { Consoles } from '../fixtures/consoles.ts';
import { newDataFolder } from '../fixtures/data-folder.ts';
import { dialog } from '../screens/sections.ts';

test.describe('many questions of a team', { tag: '@sync' }, () => {
  test('twenty prices that an edit of many changed at both desks are decided together, by keyboard, and turned round', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    test.setTimeout(300_000);
    const server = await testServer();
    const proxy = await openProxy(server.address.port);
    const otherFolder = newDataFolder();
    const consoles = new Consoles({ pageProblems });
    try {
      const front = await consoles.open(dataFolder);
      const shop = await setUpShop(front, { ...account, apiAddress: vendor.url });
      const { categoryId } = await ask(front, 'catalogue', 'getProduct', { id: shop.productId });
      const ids = [shop.productId];
      for (let at = 1; at < 20; at += 1) {
        const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor: 500 }];
        ids.push((await ask(front, 'catalogue', 'createProduct', { categoryId, name: `Product ${at}`, prices })).id);
      }
      await createOn(front, server, proxy.port);
      const invited = await invitation(front);
      const back = await consoles.open(otherFolder.path);
      await joinAs(back, 'Back desk', invited);
      const amounts = (page: Page) => Promise.all(ids.map((id) => amount(page, id).catch(() => 0)));
      await expect.poll(() => amounts(back), { timeout: 60_000 }).toEqual(ids.map(() => 500));

      proxy.accept(false);
      proxy.cut();
      const raise = (page: Page, amountMinor: number) =>
        ask(page, 'catalogue', 'bulkEdit', {
          requestKey: randomUUID(),
          chosen: { by: 'ids', ids },
          edit: { prices: [{ by: 'amount', termMonths: null, currency: 'EUR', amountMinor }] },
          expect: { changed: ids.length },
        });
      await raise(front, 100);
      await raise(back, 200);
      proxy.accept(true);
      const questions = async (page: Page) => {
        await ask(page, 'sync', 'tryNow', {});
        return (await ask(page, 'sync', 'status', {})).conflicts;
      };
      // The front desk is the first to say it: its prices are live.
      await expect
        .poll(async () => (await questions(front)) + (await ask(front, 'sync', 'status', {})).waiting, {
          timeout: 60_000,
        })
        .toBe(0);
      for (const page of [back, front]) await expect.poll(() => questions(page), { timeout: 60_000 }).toBe(20);

      // Two of them are picked out of the queue. The mouse was used up to here.
      await goTo(front, '/');
      await expect(queueLink(front)).toBeVisible();
      await press(front, queueLink(front));
      const queue = front.getByRole('grid', { name: 'Changes to review' });
      await tabTo(front, queue.getByRole('row').nth(1));
      await front.keyboard.press('Space');
      await front.keyboard.press('Shift+ArrowDown');
      const selection = front.getByRole('region', { name: 'Selection' });
      await expect(selection).toContainText('2 selected');
      await press(front, selection.getByRole('button', { name: 'Decide together…' }));
      await expect(dialog(front)).toContainText('2 changes to review');
      await expect(dialog(front).getByRole('button', { name: 'Decide', exact: true })).toBeDisabled();
      // Of radio buttons of which none is chosen Tab stands on the first; the other one is an arrow away.
      await tabTo(front, dialog(front).getByRole('radio', { name: 'Keep theirs' }));
      await front.keyboard.press('ArrowRight');
      await expect(dialog(front).getByRole('radio', { name: 'Keep mine' })).toBeChecked();
      const preview = dialog(front).getByRole('table', { name: 'What becomes of each' });
      await expect(preview.getByRole('row')).toHaveCount(3);
      await expect(preview.getByRole('row').nth(1)).toContainText(/Price.*€6\.00.*€7\.00/);
      expect((await axe(front)).violations).toEqual([]);
      await press(front, dialog(front).getByRole('button', { name: 'Keep mine: 2' }));
      await expect(dialog(front).getByText('2 changes decided')).toBeVisible();
      await press(front, dialog(front).getByRole('button', { name: 'Close' }).last());
      await expect(selection).toHaveCount(0);
      await expect.poll(() => questions(front), { timeout: 30_000 }).toBe(18);

      // The rest is what the back desk saved in one go.
      await tabTo(front, queue.getByRole('row').nth(1));
      await front.keyboard.press('Enter');
      await press(front, front.getByRole('button', { name: 'Keep theirs for all 18' }));
      await expect(preview.getByRole('row')).toHaveCount(19);
      await expect(preview.getByRole('row').nth(1)).toContainText(/Price.*€7\.00.*€6\.00/);
      await press(front, dialog(front).getByRole('button', { name: 'Keep theirs: 18' }));
      await expect(dialog(front).getByText('18 changes decided')).toBeVisible();
      expect((await axe(front)).violations).toEqual([]);
      const decided = (await amounts(front)).toSorted((a = 0, b = 0) => a - b);
      expect(decided).toEqual([600, 600, ...Array.from({ length: 18 }, () => 700)]);
      const sorted = async (page: Page) => (await amounts(page)).toSorted((a = 0, b = 0) => a - b);
      await expect.poll(() => sorted(back), { timeout: 45_000 }).toEqual(decided);
      // What was given up is in the history of its record, at the desk that decided and at the other one.
      for (const page of [front, back])
        for (const entityId of ids) {
          const { rows } = await ask(page, 'audit', 'list', { entity: 'product', entityId });
          expect(rows.filter(({ action, changes }) => action === 'event' && changes['version_given_up'])).toHaveLength(
            1,
          );
        }

      await press(front, dialog(front).getByRole('button', { name: 'Take the other version instead' }));
      await expect(dialog(front).getByText('18 values have the other version now')).toBeVisible();
      await press(front, dialog(front).getByRole('button', { name: 'Close' }).last());
      await expect(front.getByText('Nothing to decide')).toBeVisible({ timeout: 30_000 });
      for (const page of [front, back])
        await expect.poll(() => amounts(page), { timeout: 45_000 }).toEqual(ids.map(() => 600));
      for (const page of [front, back]) expect((await ask(page, 'sync', 'conflicts', {})).rows).toEqual([]);
      expect(unseenFocus(front)).toEqual([]);
    } finally {
      await consoles.closeAll();
      await proxy.close();
      await server.close();
      otherFolder.remove();
    }
  });
});
