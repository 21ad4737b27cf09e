import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openEnvironment, setLook, ask, type Look } from '../actions/api.ts';
import { axe } from '../actions/axe.ts';
import { quiet, visit } from '../actions/visit.ts';
import { expect } from '../fixtures/app.ts';
import { test } from '../fixtures/gallery.ts';
import { projectFolder } from '../fixtures/launch.ts';
import { emptyScreens, fullScreens, type Screen } from '../screens/gallery.ts';

const looks: Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
];
const undecided: Record<string, string[]> = {};

/** What axe finds on the page as it is. */
async function findings(page: Page, name: string, look: Look): Promise<string[]> {
  const found = await axe(page);
  undecided[`${name}, ${look.theme}`] = found.undecided;
  const ran = found.passed.includes('color-contrast') && found.passed.includes('region');
  return [...(ran ? [] : ['axe looked at nothing']), ...found.violations].map((text) => `${name}: ${text}`);
}

/** All screens, so that one that fails hides no other. */
async function findingsOfAll(page: Page, screens: readonly Screen[], look: Look): Promise<string[]> {
  const found: string[] = [];
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      try {
        await visit(page, screen, look);
        found.push(...(await findings(page, screen.name, look)));
      } catch (error) {
        found.push(`${screen.name}: ${String(error)}`);
      }
    });
  }
  return found;
}

test.describe('accessibility of every screen', { tag: '@foundation' }, () => {
  test.describe.configure({ timeout: 300_000 });

  test.afterAll(() => {
    const folder = path.join(projectFolder, 'out/test');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'axe-undecided.json'), JSON.stringify(undecided, null, 2));
  });

  for (const look of looks) {
    test(`with sample data, ${look.theme}`, async ({ gallery }) => {
      await openEnvironment(gallery.page, 'sandbox');
      await setLook(gallery.page, look);
      expect(await findingsOfAll(gallery.page, fullScreens(gallery.data), look)).toEqual([]);
    });

    test(`client area, ${look.theme}`, async ({ gallery }) => {
      await openEnvironment(gallery.page, 'sandbox');
      await setLook(gallery.page, look);
      const opened = gallery.electron.waitForEvent('window');
      await gallery.page.evaluate(
        async (id) => (window.api as { window: { openClientArea(input: object): Promise<unknown> } }).window.openClientArea({ id }),
        gallery.data.clients.english,
      );
      const area = await opened;
      await expect(area.getByText('ispmanager 6 lite').first()).toBeVisible();
      await quiet(area);
      expect(await findings(area, 'client-area', look)).toEqual([]);
      await area.close();
    });

    test(`nothing done yet, ${look.theme}`, async ({ gallery }) => {
      await openEnvironment(gallery.page, 'live');
      await setLook(gallery.page, look);
      expect(await findingsOfAll(gallery.page, emptyScreens(), look)).toEqual([]);
    });
  }
});
