import { expect, type Locator, type Page } from '@playwright/test';
import { dialog } from '../screens/sections.ts';

/** What can be asked for on the Manage tab, by the names on its buttons. */
export type LicenseAct =
  | 'Create License'
  | 'Reissue License'
  | 'Get Usage Data'
  | 'Sync Tracked Product Quantities'
  | 'Upgrade/Downgrade License'
  | 'Suspend License'
  | 'Unsuspend License'
  | 'Terminate License'
  | 'Renew License'
  | 'Change IP or name'
  | 'Auto-renewal'
  | 'Addons'
  | 'Take over a license';

/** On the Manage tab: opens the dialog of an action as soon as it can be asked for, and waits until the vendor was read. */
export async function openAction(page: Page, name: LicenseAct): Promise<Locator> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled({ timeout: 30_000 });
  await button.click();
  const opened = dialog(page);
  await expect(opened).toBeVisible();
  await expect(opened.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 30_000 });
  return opened;
}

/** In an open dialog: presses the button that names the act, and waits until it was stored. */
export async function confirm(page: Page, name: string | RegExp): Promise<void> {
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
}

/** On the Manage tab: asks for an action that needs nothing but a yes, or its confirmation typed. */
export async function act(page: Page, name: LicenseAct, confirmation?: string): Promise<void> {
  const opened = await openAction(page, name);
  if (confirmation !== undefined) {
    await expect(opened.getByRole('button', { name, exact: true })).toBeDisabled();
    await opened.getByLabel(/^Type /).fill(confirmation);
  }
  await confirm(page, name);
}

/** On the Manage tab: shows what happened to an operation so far, where it is folded. */
export async function unfold(item: Locator): Promise<void> {
  const head = item.getByRole('button').first();
  // It unfolds by itself when it comes to need a person, perhaps right before the click, which then folds it.
  await expect(async () => {
    if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click();
    await expect(item.getByRole('list', { name: 'What happened' })).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
}
