import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from '../actions/axe.ts';
import { runInPage } from '../actions/calls.ts';
import { openClientArea, openEnvironment, type Look } from '../actions/look.ts';
import { quiet, visit } from '../actions/visit.ts';
import { expect } from '../fixtures/app.ts';
import { test } from '../fixtures/gallery.ts';
import { launch, projectFolder } from '../fixtures/launch.ts';
import { figure } from '../../unit/support/figures.ts';
import { makeNewer } from '../fixtures/newer-database.ts';
import { emptyScreens, fullScreens, type Screen } from '../screens/gallery.ts';

const look: Look = { theme: 'light', language: 'en' };
const undecided: Record<string, string[]> = {};
const figures = { pages: 0, violations: 0 };

/**
 * What axe finds on the page as it is, in both themes: the same page, with the one attribute that makes the theme. In the second one the
 * rules about colours are asked again; the others look at what a theme does not change.
 */
async function findings(page: Page, name: string, options: { isListOpen?: boolean } = {}): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await runInPage(page, `document.documentElement.dataset.theme = '${theme}'`);
    await quiet(page);
    const isColorOnly = theme === 'dark';
    const { violations, passed, undecided: open } = await axe(page, { ...options, isColorOnly });
    if (open.length > 0) undecided[`${name}, ${theme}`] = open;
    const looked = passed.includes('color-contrast') && (isColorOnly || passed.includes('target-size'));
    if (!looked) violations.push('axe looked at nothing');
    found.push(...violations.map((text) => `${name}, ${theme}: ${text}`));
    figures.pages += 1;
    figures.violations += violations.length;
  }
  return found;
}

/** All screens, so that one that fails hides no other. */
async function findingsOfAll(page: Page, screens: readonly Screen[]): Promise<string[]> {
  const found: string[] = [];
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      try {
        await visit(page, screen, look);
        found.push(...(await findings(page, screen.name, screen)));
      } catch (error) {
        found.push(`${screen.name}: ${String(error)}`);
      }
    });
  }
  return found;
}

test.describe('accessibility of every screen, in both themes', { tag: '@foundation' }, () => {
  test.describe.configure({ timeout: 1_200_000 });

  test.afterAll(() => {
    figure('axe', figures);
    const folder = path.join(projectFolder, 'out/test');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'axe-undecided.json'), JSON.stringify(undecided, null, 2));
  });

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

  test('screens of the sandbox, with sample data', async ({ gallery: { page, data } }) => {
    await openEnvironment(page, 'sandbox');
    expect(await findingsOfAll(page, fullScreens(data))).toEqual([]);
  });

  test('screens of an environment in which nothing was done yet', async ({ gallery: { page } }) => {
    await openEnvironment(page, 'live');
    expect(await findingsOfAll(page, emptyScreens())).toEqual([]);
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
