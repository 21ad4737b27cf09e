import type { ElectronApplication } from '@playwright/test';
import { ask } from '../actions/calls.ts';
import { goTo, setUpShop } from '../actions/shop.ts';
import { account, expect, test } from '../fixtures/app.ts';

const isShown = (electron: ElectronApplication): Promise<boolean | null> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? null);
const close = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

test.describe('closing the window', { tag: '@orders' }, () => {
  test('keeps the console and automation running where the desk wants it, and quits really quits', async ({
    app: { electron },
    page,
    vendor,
  }) => {
    await setUpShop(page, { ...account, apiAddress: vendor.url });
    await goTo(page, '/settings/appearance');
    await page.getByRole('radio', { name: /^Keep running in the tray/ }).click({ force: true });
    await expect.poll(async () => (await ask(page, 'app', 'state', {})).preferences.closing).toBe('tray');
    await expect(page.getByRole('radio', { name: /^Keep running in the tray/ })).toBeChecked();
    // Calls are answered in their turn: the shell was told by now.
    await ask(page, 'app', 'state', {});
    await close(electron);
    await expect.poll(() => isShown(electron)).toBe(false);

    // Core goes on: the page, though hidden, still has its answers, and automation runs.
    expect((await ask(page, 'automation', 'run', {})).failed).toBe(0);
    // A second start, like the icon's click, brings the same window back.
    await electron.evaluate(({ app }) => app.emit('second-instance', {}, [], ''));
    await expect.poll(() => isShown(electron)).toBe(true);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

    const ended = new Promise<number | null>((resolve) => electron.process().once('exit', resolve));
    await electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
    expect(await ended).toBe(0);
  });
});
