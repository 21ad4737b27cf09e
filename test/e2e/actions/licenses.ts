import { expect, type Locator, type Page } from '@playwright/test';
import { dialog } from '../screens/sections.ts';

export type LicenseAct = 'Create License' | 'Suspend License' | 'Unsuspend License' | 'Terminate License';

/** On the Manage tab: asks for an action as soon as it can be asked for, and confirms it. */
export async function act(page: Page, name: LicenseAct, confirmation?: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled({ timeout: 30_000 });
  await button.click();
  const confirm = dialog(page).getByRole('button', { name, exact: true });
  if (confirmation !== undefined) {
    await expect(confirm).toBeDisabled();
    await dialog(page).getByRole('textbox').fill(confirmation);
  }
  await confirm.click();
  await expect(dialog(page)).toHaveCount(0);
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
