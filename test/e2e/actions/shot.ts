import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { projectFolder } from '../fixtures/launch.ts';
import { dialog } from '../screens/sections.ts';
import { quiet } from './visit.ts';

/** Pictures of an acceptance, in the order in which they are taken: `out/acceptance/screens/<name>/01-….png`. */
export function shots(page: Page, name: string): (what: string, options?: { isMoving?: boolean }) => Promise<void> {
  const folder = path.join(projectFolder, 'out/acceptance/screens', name);
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  return async (what, { isMoving = false } = {}) => {
    taken += 1;
    // Short messages cover the lower corner; a picture shows the page. Behind a dialog they cannot be reached.
    const dismiss = page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Dismiss' });
    if ((await dialog(page).count()) === 0) {
      // One that goes by itself meanwhile is as good.
      while ((await dismiss.count()) > 0)
        await dismiss
          .first()
          .click({ timeout: 1000 })
          .catch(() => undefined);
    }
    // What is under way at the vendor turns until it is done.
    if (!isMoving) await quiet(page);
    await page.screenshot({
      path: path.join(folder, `${String(taken).padStart(2, '0')}-${what}.png`),
      animations: 'disabled',
    });
  };
}
