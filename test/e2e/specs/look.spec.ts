import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openClientArea, openEnvironment, setLook, type Look } from '../actions/look.ts';
import { eyesores } from '../actions/sight.ts';
import { quiet, visit } from '../actions/visit.ts';
import { expect, watchProblems } from '../fixtures/app.ts';
import { test } from '../fixtures/gallery.ts';
import { launch, projectFolder } from '../fixtures/launch.ts';
import { makeNewer } from '../fixtures/newer-database.ts';
import { emptyScreens, fullScreens, type Screen } from '../screens/gallery.ts';
import { word } from '../screens/words.ts';

const pictures = path.join(projectFolder, 'out/test/look');
const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 640 },
];
const looks: Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
  { theme: 'light', language: 'ru' },
];
/** Russian in the dark is the same words in the same colours: three screens are enough. */
const russianDark = new Set(['dashboard', 'contract-manage', 'payment']);

/** Takes a picture in both sizes, and answers with what should not be on it. */
async function judge(page: Page, name: string, look: Look, environment: 'live' | 'sandbox' | 'none'): Promise<string[]> {
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    await quiet(page);
    const where = `${name} ${look.language} ${look.theme} ${size.width}`;
    await page.screenshot({ path: path.join(pictures, `${name}-${look.language}-${look.theme}-${size.width}.png`) });
    found.push(...(await eyesores(page)).map((text) => `${where}: ${text}`));
    const html = page.locator('html');
    if ((await html.getAttribute('lang')) !== look.language) found.push(`${where}: wrong lang`);
    if ((await html.getAttribute('data-theme')) !== look.theme) found.push(`${where}: wrong theme`);
    const worn = await page.locator('output', { hasText: word(look.language, 'environment.sandbox') }).count();
    if (worn !== (environment === 'sandbox' ? 1 : 0)) found.push(`${where}: the sandbox’s word is there ${worn} times`);
  }
  return found;
}

async function judgeAll(page: Page, screens: readonly Screen[], look: Look, environment: 'live' | 'sandbox'): Promise<string[]> {
  const found: string[] = [];
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      try {
        await page.setViewportSize({ width: 1280, height: 800 });
        await visit(page, screen, look);
        found.push(...(await judge(page, screen.name, look, environment)));
      } catch (error) {
        found.push(`${screen.name}: ${String(error)}`);
      }
    });
  }
  return found;
}

test.describe('the look of every screen', { tag: '@foundation' }, () => {
  test.describe.configure({ timeout: 300_000 });
  test.beforeAll(() => {
    mkdirSync(pictures, { recursive: true });
  });
  test.beforeEach(({ gallery }) => {
    gallery.problems.length = 0;
  });

  for (const look of [...looks, { theme: 'dark', language: 'ru' } as const]) {
    const some = look.language === 'ru' && look.theme === 'dark';

    test(`of the sandbox, with sample data: ${look.language}, ${look.theme}`, async ({ gallery }) => {
      await openEnvironment(gallery.page, 'sandbox');
      await setLook(gallery.page, look);
      const screens = fullScreens(gallery.data).filter(({ name }) => !some || russianDark.has(name));
      expect(await judgeAll(gallery.page, screens, look, 'sandbox')).toEqual([]);
      expect(gallery.problems).toEqual([]);
    });
    if (some) continue;

    test(`of an environment in which nothing was done yet: ${look.language}, ${look.theme}`, async ({ gallery }) => {
      await openEnvironment(gallery.page, 'live');
      await setLook(gallery.page, look);
      expect(await judgeAll(gallery.page, emptyScreens(), look, 'live')).toEqual([]);
      expect(gallery.problems).toEqual([]);
    });

    test(`of the client area: ${look.language}, ${look.theme}`, async ({ gallery }) => {
      await openEnvironment(gallery.page, 'sandbox');
      await setLook(gallery.page, look);
      const { english, russian } = gallery.data.clients;
      const area = await openClientArea(gallery, look.language === 'ru' ? russian : english);
      watchProblems(area, gallery.problems);
      await expect(area.getByText('ispmanager 6 lite').first()).toBeVisible();
      expect(await judge(area, 'client-area', look, 'sandbox')).toEqual([]);
      await area.close();
      expect(gallery.problems).toEqual([]);
    });

    test(`of the first run and of data of a newer version: ${look.language}, ${look.theme}`, async ({ dataFolder, pageProblems }) => {
      const first = await launch(dataFolder);
      watchProblems(first.page, pageProblems);
      await setLook(first.page, look);
      await expect(first.page.locator('h1')).toBeVisible();
      const found = await judge(first.page, 'first-run', look, 'none');
      await openEnvironment(first.page, 'sandbox');
      await first.electron.close();
      makeNewer(path.join(dataFolder, 'sandbox/console.db'));
      const second = await launch(dataFolder);
      watchProblems(second.page, pageProblems);
      await expect(second.page.getByRole('heading', { name: word(look.language, 'problem.workspace.newer_database') })).toBeVisible();
      found.push(...(await judge(second.page, 'problem', look, 'none')));
      await second.electron.close();
      expect(found).toEqual([]);
    });
  }
});
