import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ask, askTogether } from '../actions/calls.ts';
import { openEnvironment } from '../actions/look.ts';
import { fillSandbox } from '../actions/sample-data.ts';
import { goTo } from '../actions/shop.ts';
import { visit } from '../actions/visit.ts';
import { expect, test, watchProblems } from '../fixtures/app.ts';
import { launch } from '../fixtures/launch.ts';
import { noNetwork } from '../fixtures/offline/no-network.ts';
import { catalogueScreens } from '../screens/gallery/catalogue.ts';
import { settingsScreens } from '../screens/gallery/settings.ts';

test.describe('without a network', { tag: '@catalogue' }, () => {
  test.skip(process.platform !== 'linux', 'the library that takes the network away is for Linux');
  test.describe.configure({ timeout: 300_000 });
  // The library is run from there, which a file system in memory may forbid.
  test.use({ dataOn: 'disk' });

  test('every screen of the catalogue and of the settings works, and what is saved is saved', async ({
    dataFolder,
    vendor,
  }) => {
    const folder = path.join(dataFolder, 'library');
    mkdirSync(folder);
    const network = noNetwork(folder);
    const app = await launch(path.join(dataFolder, 'data'), { env: network.env });
    const problems: string[] = [];
    watchProblems(app.page, problems);
    const { page } = app;
    const data = await fillSandbox(page, vendor);

    // Where the network is really asked for, it is refused, and the refusal says so: the check can fail.
    const [read] = await askTogether(page, [['rates', 'read', {}]]);
    expect(read?.ok === false || JSON.stringify(read).includes('"errorCode":"')).toBe(true);
    expect(network.attempts().length).toBeGreaterThan(0);

    await openEnvironment(page, 'sandbox');
    const failed: string[] = [];
    const screens = [...catalogueScreens(data), ...settingsScreens(data)];
    for (const screen of screens) {
      await test.step(screen.name, async () => {
        await visit(page, screen, { theme: 'light', language: 'en' }).catch((error: unknown) =>
          failed.push(`${screen.name}: ${String(error)}`),
        );
      });
    }
    expect(failed).toEqual([]);
    expect(screens.length).toBeGreaterThan(20);

    await goTo(page, `/catalogue/products/${data.products.orderable}`);
    await page.getByLabel('Report code 1').fill('offline');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Product saved').first()).toBeVisible();
    expect((await ask(page, 'catalogue', 'getProduct', { id: data.products.orderable })).reportCode1).toBe('offline');
    expect(problems).toEqual([]);
    await app.electron.close();
  });
});
