import { expect, type Page } from '@playwright/test';
import type { Screen } from '../screens/gallery.ts';
import type { Look } from './api.ts';

/** Opens a screen from a fresh page, brings up what stands on it, and waits until all of it is there. */
export async function visit(page: Page, screen: Screen, look: Look): Promise<void> {
  await page.evaluate((path) => {
    window.location.hash = `#${path}`;
  }, screen.path);
  await page.reload();
  await page.waitForSelector('h1');
  if (screen.act) {
    await quiet(page);
    await screen.act(page, look.language);
  }
  await expect(screen.shows(page, look.language), screen.name).toBeVisible({ timeout: 8_000 });
  await quiet(page);
}

/** Waits until nothing is being read and the page has stopped changing: two tenths of a second without a mutation. */
export async function quiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const isBusy = (): boolean =>
      [...document.querySelectorAll('[aria-busy="true"]')].length > 0 ||
      document.getAnimations().some(({ playState }) => playState === 'running');
    await new Promise<void>((resolve) => {
      let timer: ReturnType<typeof setTimeout>;
      const again = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (isBusy()) again();
          else {
            watch.disconnect();
            resolve();
          }
        }, 200);
      };
      const watch = new MutationObserver(again);
      watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      again();
    });
  });
}
