import { spawn } from 'node:child_process';
import { expect, type Locator, type Page } from '@playwright/test';
import { runtime, runtimeSwitches } from '../../../scripts/runtime.mjs';
import { projectFolder } from '../fixtures/launch.ts';

/** The product's page in the preview, and the part of it that says what the choice costs. */
export const storePage = (page: Page, product: string): Locator =>
  page.getByRole('article', { name: product, exact: true });
export const storePrice = (page: Page, heading: 'Price' | 'Цена'): Locator =>
  page.getByRole('region', { name: heading, exact: true });

/** Chooses from one of the preview's lists, by their names. */
export async function chooseFrom(page: Page, list: string, option: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: list }).click();
  await page.getByRole('option', { name: option }).click();
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

/**
 * Starts the application once more on a folder that a running one holds, with arguments as the operating system gives
 * them; answers when that second process has ended, as it does at once.
 */
export function startAgain(dataFolder: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(runtime().executable, [...runtimeSwitches(), projectFolder, `--data=${dataFolder}`, ...args], {
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
