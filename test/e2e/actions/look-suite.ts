import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { findings, noteFindings } from './accessibility.ts';
import { runInPage } from './calls.ts';
import { openClientArea, openEntrance, openEnvironment, setLook, type Look } from './look.ts';
import { eyesores } from './sight.ts';
import { quiet, visit } from './visit.ts';
import { expect, watchProblems } from '../fixtures/app.ts';
import { test } from '../fixtures/gallery.ts';
import { launch, projectFolder } from '../fixtures/launch.ts';
import { startTeam } from '../fixtures/team.ts';
import { makeNewer } from '../fixtures/newer-database.ts';
import { emptyScreens, fullScreens, partedScreens, type Screen, teamScreens } from '../screens/gallery.ts';
import { word } from '../screens/words.ts';

const pictures = path.join(projectFolder, 'out/test/look');
const wide = { width: 1280, height: 800 };
const narrow = { width: 1024, height: 640 };
type Language = Look['language'];
type Size = typeof wide;
/** Pictures are for people to look at: taken where somebody asks for them. */
const takesPictures = process.env['LOOK_PICTURES'] === '1';
/** Russian words are the longer ones: where they have room in the narrow window, all have. The wide one is looked at in English. */
const sizesOf = (language: Language): readonly Size[] =>
  takesPictures ? [wide, narrow] : language === 'ru' ? [narrow] : [wide];
/** Russian in the dark is the same words in the same colours: three screens are enough. */
const russianDark = new Set(['dashboard', 'contract-manage', 'payment']);

const isIn = (page: Page, { width, height }: Size): boolean => {
  const now = page.viewportSize();
  return now?.width === width && now.height === height;
};

/** Looks at the page in both sizes, takes pictures in both themes where they are wanted, and answers with what should not be there. */
async function judge(
  page: Page,
  name: string,
  language: Language,
  environment: 'live' | 'sandbox' | 'none',
): Promise<string[]> {
  const found: string[] = [];
  for (const size of sizesOf(language)) {
    // Whoever opened the page in this size has waited for it.
    if (!isIn(page, size)) {
      await page.setViewportSize(size);
      await quiet(page);
    }
    const where = `${name} ${language} ${size.width}`;
    found.push(...(await eyesores(page)).map((text) => `${where}: ${text}`));
    const html = page.locator('html');
    if ((await html.getAttribute('lang')) !== language) found.push(`${where}: wrong lang`);
    if ((await html.getAttribute('data-theme')) !== 'light') found.push(`${where}: wrong theme`);
    const worn = await page.locator('output', { hasText: word(language, 'environment.sandbox') }).count();
    if (worn !== (environment === 'sandbox' ? 1 : 0)) found.push(`${where}: the sandbox’s word is there ${worn} times`);
    if (!takesPictures) continue;
    for (const theme of ['dark', 'light'] as const) {
      if (theme === 'dark' && language === 'ru' && !russianDark.has(name)) continue;
      // The same colours in another size.
      if (theme === 'dark' && size !== wide) continue;
      await runInPage(page, `document.documentElement.dataset.theme = '${theme}'`);
      await page.screenshot({
        path: path.join(pictures, `${name}-${language}-${theme}-${size.width}.png`),
        animations: 'disabled',
      });
    }
  }
  return found;
}

async function judgeAll(
  page: Page,
  screens: readonly Screen[],
  language: Language,
  environment: 'live' | 'sandbox',
): Promise<string[]> {
  const found: string[] = [];
  for (const [at, screen] of screens.entries()) {
    await test.step(screen.name, async () => {
      try {
        if (!isIn(page, wide)) await page.setViewportSize(wide);
        await visit(page, screen, { theme: 'light', language });
        // What axe asks about is the same in every language.
        if (language === 'en')
          found.push(...(await findings(page, screen.name, { ...screen, isFrameKnown: at > 0, isAtRest: true })));
        found.push(...(await judge(page, screen.name, language, environment)));
      } catch (error) {
        found.push(`${screen.name}: ${String(error)}`);
      }
    });
  }
  return found;
}

/** The tests of every screen in a language. A file for each, so that they run beside each other. */
export function lookSuite(language: Language): void {
  const look: Look = { theme: 'light', language };
  test.describe(`the look and accessibility of every screen: ${language}`, { tag: '@foundation' }, () => {
    test.describe.configure({ timeout: 2_400_000 });
    test.beforeAll(() => {
      if (takesPictures) mkdirSync(pictures, { recursive: true });
    });
    test.beforeEach(({ gallery }) => {
      gallery.problems.length = 0;
    });
    if (language === 'en') test.afterAll(() => noteFindings('gallery'));

    test('of the sandbox, with sample data', async ({ gallery }) => {
      await openEnvironment(gallery.page, 'sandbox');
      await setLook(gallery.page, look);
      expect(await judgeAll(gallery.page, fullScreens(gallery.data), language, 'sandbox')).toEqual([]);
      expect(gallery.problems).toEqual([]);
    });

    test('of an environment in which nothing was done yet', async ({ gallery }) => {
      await openEnvironment(gallery.page, 'live');
      await setLook(gallery.page, look);
      expect(await judgeAll(gallery.page, emptyScreens(), language, 'live')).toEqual([]);
      expect(gallery.problems).toEqual([]);
    });

    test('of the client area', async ({ gallery }) => {
      await openEnvironment(gallery.page, 'sandbox');
      await setLook(gallery.page, look);
      const { english, russian } = gallery.data.clients;
      const area = await openClientArea(gallery, language === 'ru' ? russian : english);
      watchProblems(area, gallery.problems);
      await expect(area.getByText('ispmanager 6 lite').first()).toBeVisible();
      expect(await judge(area, 'client-area', language, 'sandbox')).toEqual([]);
      await area.close();
      expect(gallery.problems).toEqual([]);
    });

    test('of the entrance of the client area', async ({ gallery }) => {
      await openEnvironment(gallery.page, 'sandbox');
      await setLook(gallery.page, look);
      const entrance = await openEntrance(gallery);
      watchProblems(entrance, gallery.problems);
      await entrance.getByText(language === 'ru' ? 'Русский' : 'English', { exact: true }).click();
      const found = await judge(entrance, 'entrance-log-in', language, 'sandbox');
      await entrance.getByText(word(language, 'entrance.create')).click();
      await entrance.getByRole('button', { name: word(language, 'entrance.continue') }).click();
      await expect(entrance.locator('[aria-invalid="true"]')).toHaveCount(4);
      await quiet(entrance);
      found.push(...(await judge(entrance, 'entrance-register', language, 'sandbox')));
      if (language === 'en') found.push(...(await findings(entrance, 'entrance-register')));
      await entrance.close();
      expect(found).toEqual([]);
      expect(gallery.problems).toEqual([]);
    });

    test('of a desk in a team', async ({ dataFolder, pageProblems }) => {
      const { page, electron } = await launch(dataFolder);
      watchProblems(page, pageProblems);
      await openEnvironment(page, 'live');
      await setLook(page, look);
      const team = await startTeam(page);
      try {
        await team.part();
        const found = await judgeAll(page, partedScreens(), language, 'live');
        const { conflictId } = await team.meet();
        found.push(...(await judgeAll(page, teamScreens(team.productId, conflictId), language, 'live')));
        expect(found).toEqual([]);
      } finally {
        await electron.close();
        await team.close();
      }
    });

    test('of the first run and of data of a newer version', async ({ dataFolder, pageProblems }) => {
      const first = await launch(dataFolder);
      watchProblems(first.page, pageProblems);
      await setLook(first.page, look);
      await expect(first.page.locator('h1')).toBeVisible();
      const found = await judge(first.page, 'first-run', language, 'none');
      await openEnvironment(first.page, 'sandbox');
      await first.electron.close();
      makeNewer(path.join(dataFolder, 'sandbox/console.db'));
      const second = await launch(dataFolder);
      watchProblems(second.page, pageProblems);
      await expect(
        second.page.getByRole('heading', { name: word(language, 'problem.workspace.newer_database') }),
      ).toBeVisible();
      found.push(...(await judge(second.page, 'problem', language, 'none')));
      await second.electron.close();
      expect(found).toEqual([]);
    });
  });
}
