import type { Locator, Page } from '@playwright/test';
import type { Screen } from '../screens/gallery.ts';
import { runInPage } from './calls.ts';
import { type Look, reload } from './look.ts';
import { goTo } from './shop.ts';

/** Pages on which the last visit did something: open dialogs and drafts are to be gone before the next one. */
const used = new WeakSet<Page>();
/** What the last visit changed in the data is taken back before the next one. */
const changed = new WeakMap<Page, (page: Page) => Promise<void>>();

/** Opens a screen as a fresh page shows it, brings up what stands on it, and waits until all of it is there. */
export async function visit(page: Page, screen: Screen, look: Look): Promise<void> {
  const undo = changed.get(page);
  changed.delete(page);
  await undo?.(page);
  await goTo(page, screen.path);
  if (used.delete(page)) await reload(page);
  await isThere(page.locator('h1').first());
  if (screen.act) {
    used.add(page);
    if (screen.undo) changed.set(page, screen.undo);
    await quiet(page);
    await screen.act(page, look.language);
  }
  await isThere(screen.shows(page, look.language));
  await quiet(page);
}

/** Waits until it can be seen: `expect` looks again after 100, 250 and 500 ms, which is long where hundreds of pages are opened. */
const isThere = (what: Locator): Promise<void> => what.waitFor({ state: 'visible', timeout: 15_000 });

/** Waits until nothing is being read, nothing moves and the page has not changed for an eighth of a second. */
export async function quiet(page: Page): Promise<void> {
  await runInPage(page, `(${untilQuiet.toString()})()`);
}

async function untilQuiet(): Promise<void> {
  await document.fonts.ready;
  const isBusy = (): boolean =>
    document.querySelector('[aria-busy="true"]') !== null ||
    document.getAnimations().some(({ playState }) => playState === 'running');
  const since = Date.now();
  await new Promise<void>((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout>;
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (isBusy() && Date.now() - since < 15_000) {
          again();
          return;
        }
        watch.disconnect();
        if (isBusy()) reject(new Error(`the page does not come to rest: ${document.body.innerText.slice(0, 300)}`));
        else resolve();
      }, 125);
    };
    const watch = new MutationObserver(again);
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    again();
  });
}
