import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { readCode, writeCode } from '../../../main/core/sync/hub/code.ts';
import { openProxy } from '../../integration/sync/support/proxy.ts';
import { testServer } from '../../integration/sync/support/server.ts';
import { axe } from '../actions/axe.ts';
import { ask } from '../actions/calls.ts';
import { goTo } from '../actions/shop.ts';
import { joinAs } from '../actions/team.ts';
import { expect, test } from '../fixtures/app.ts';
import { Consoles } from '../fixtures/consoles.ts';
import { otherDesk } from '../fixtures/team.ts';

const bar = (page: Page) => page.getByRole('progressbar', { name: 'Copying the workspace to this desk' });

test.describe('team hub', { tag: '@sync' }, () => {
  test('a desk that joins sees how far its copy is, on every page and after a restart; where no way to pay is left, it is told', async ({
    dataFolder,
    pageProblems,
  }) => {
    test.setTimeout(240_000);
    const server = await testServer();
    const proxy = await openProxy(server.address.port);
    const { desk: other, close } = await otherDesk();
    const consoles = new Consoles({ pageProblems });
    try {
      const { id: categoryId } = await other('catalogue', 'createCategory', { name: 'Licenses' });
      for (let n = 0; n < 300; n += 1)
        await other('catalogue', 'createProduct', {
          categoryId,
          name: `Product ${n}`,
          prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 500 }],
        });
      await other('sync', 'createWorkspace', {
        kind: 'server',
        name: 'Sales team',
        deskName: 'Front desk',
        host: '127.0.0.1',
        port: server.address.port,
        database: 'postgres',
        ...server.administrator,
        allowMemoryOnly: true,
      });
      const registers = async () =>
        Number((await server.sql.query<{ n: string }>('SELECT count(*) AS n FROM reseller_hub.register')).rows[0]?.n);
      for (let before = -1, now = 0; now === 0 || now !== before; await wait(700))
        [before, now] = [now, await registers()];
      const total = (await registers()).toLocaleString('en');
      const { code } = await other('sync', 'invite', {});
      const invitation = readCode(code);

      const page = await consoles.open(dataFolder);
      // A slow line, which stands still as soon as something is here.
      proxy.line.delay = 40;
      await joinAs(
        page,
        'Back desk',
        writeCode({ ...invitation, address: { ...invitation.address, port: proxy.port } }),
      );
      await expect
        .poll(async () => (await ask(page, 'sync', 'status', {})).copy?.done ?? 0, { intervals: [20] })
        .toBeGreaterThan(0);
      proxy.accept(false);
      proxy.cut();
      const words = new RegExp(`^[\\d,]+ of ${total} values are here$`);
      await expect(bar(page)).toHaveAttribute('aria-valuetext', words);
      await expect(page.getByText(words)).toBeVisible();
      expect((await axe(page)).violations).toEqual([]);
      await goTo(page, '/clients');
      // The page before stays until this one is read, with its own bar.
      await expect(page.getByRole('heading', { level: 1, name: 'Clients' })).toBeVisible();
      await expect(bar(page)).toBeVisible();
      expect((await axe(page)).violations).toEqual([]);
      const { copy } = await ask(page, 'sync', 'status', {});

      await consoles.close(page);
      const again = await consoles.open(dataFolder);
      await expect(bar(again)).toHaveAttribute(
        'aria-valuetext',
        `${copy?.done.toLocaleString('en')} of ${total} values are here`,
      );
      proxy.line.delay = 0;
      proxy.accept(true);
      await ask(again, 'sync', 'tryNow', {});
      await expect(bar(again)).toHaveCount(0, { timeout: 60_000 });
      await expect.poll(async () => (await ask(again, 'sync', 'status', {})).checksum).toBe('equal');

      // Apart, each leaves one way to pay on.
      const here = (method: 'cash' | 'bank_transfer' | 'card_terminal' | 'account_balance', isEnabled: boolean) =>
        ask(again, 'orders', 'setPaymentMethod', { method, isEnabled, name: '' });
      proxy.accept(false);
      proxy.cut();
      for (const method of ['cash', 'card_terminal', 'account_balance'] as const) await here(method, false);
      await other('orders', 'setPaymentMethod', { method: 'bank_transfer', isEnabled: false, name: '' });
      await expect(again.getByText('No way to pay is switched on')).toHaveCount(0);
      proxy.accept(true);
      await ask(again, 'sync', 'tryNow', {});
      await expect(again.getByText('No way to pay is switched on')).toBeVisible({ timeout: 60_000 });
      expect((await axe(again)).violations).toEqual([]);
      await again.getByRole('link', { name: 'Payment methods' }).click();
      await again.getByRole('switch', { name: 'Offer Cash' }).click({ force: true });
      await expect(again.getByText('No way to pay is switched on')).toHaveCount(0);
    } finally {
      await consoles.closeAll();
      await close();
      await proxy.close();
      await server.close();
    }
  });
});
