import path from 'node:path';
import { findings, noteFindings } from '../actions/accessibility.ts';
import { runInPage } from '../actions/calls.ts';
import { openClientArea, openEnvironment } from '../actions/look.ts';
import { expect } from '../fixtures/app.ts';
import { test } from '../fixtures/gallery.ts';
import { launch } from '../fixtures/launch.ts';
import { makeNewer } from '../fixtures/newer-database.ts';

/** The screens of the gallery are asked where they are looked at (actions/look-suite.ts): a visit of each takes its time. */

test.describe('accessibility, in both themes', { tag: '@foundation' }, () => {
  test.afterAll(() => noteFindings('windows'));

  test('axe finds what is planted: a pale word, a small target, a button without a name', async ({
    gallery: { page },
  }) => {
    await openEnvironment(page, 'sandbox');
    await page.waitForSelector('h1');
    await runInPage(
      page,
      `const pale = document.createElement('p');
       pale.textContent = 'pale';
       pale.style.color = '#ccc';
       const small = [1, 2].map(() => document.createElement('button'));
       for (const button of small) Object.assign(button.style, { width: '8px', height: '8px', padding: 0, border: 0 });
       document.querySelector('h1').after(pale, ...small);`,
    );
    const rules = (await findings(page, 'planted')).map((line) => line.split(': ')[1]);
    expect(rules).toEqual(expect.arrayContaining(['color-contrast', 'target-size', 'button-name']));
  });

  test('the client area', async ({ gallery }) => {
    await openEnvironment(gallery.page, 'sandbox');
    const area = await openClientArea(gallery, gallery.data.clients.english);
    await expect(area.getByText('ispmanager 6 lite').first()).toBeVisible();
    expect(await findings(area, 'client-area')).toEqual([]);
    await area.close();
  });

  test('the first run, and data of a newer version', async ({ dataFolder }) => {
    const first = await launch(dataFolder);
    const found = await findings(first.page, 'first-run');
    await openEnvironment(first.page, 'sandbox');
    await first.electron.close();
    makeNewer(path.join(dataFolder, 'sandbox/console.db'));
    const second = await launch(dataFolder);
    await expect(second.page.getByRole('heading', { name: 'This data comes from a newer version' })).toBeVisible();
    found.push(...(await findings(second.page, 'problem')));
    await second.electron.close();
    expect(found).toEqual([]);
  });
});
