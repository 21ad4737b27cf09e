import type { Page } from '@playwright/test';
import type { RunningApp } from '../fixtures/launch.ts';
import { ask, runInPage } from './calls.ts';

/** How a screen is looked at. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'ru';
}

/**
 * Loads the page anew. On a busy machine Electron 33 at times answers a load of `app://` with ERR_UNEXPECTED; then the shell
 * loads it again by itself (shell/crashed-pages.ts), and that is waited for.
 */
export async function reload(page: Page): Promise<void> {
  try {
    await page.reload();
  } catch (error) {
    if (!String(error).includes('ERR_UNEXPECTED')) throw error;
    console.error(`the page is loaded once more: ${String(error)}`);
    await page.waitForSelector('#root > *');
  }
}

/** Sets theme and language, and shows them. */
export async function setLook(page: Page, { theme, language }: Look): Promise<void> {
  await ask(page, 'app', 'setPreferences', { theme, language });
  await reload(page);
}

/** Opens an environment and shows it. */
export async function openEnvironment(page: Page, environment: 'live' | 'sandbox'): Promise<void> {
  await ask(page, 'app', 'openEnvironment', { environment });
  await reload(page);
}

/** Opens the client area with nobody chosen, as the staff's account menu does, and answers with its window. */
export async function openEntrance({ electron, page }: RunningApp): Promise<Page> {
  const opened = electron.waitForEvent('window');
  await runInPage(page, 'window.api.window.openEntrance({})');
  const area = await opened;
  await area.waitForSelector('h1');
  return area;
}

/** Opens the client area as this client, and answers with its window. */
export async function openClientArea({ electron, page }: RunningApp, clientId: string): Promise<Page> {
  const opened = electron.waitForEvent('window');
  await runInPage(page, `window.api.window.openClientArea({ id: ${JSON.stringify(clientId)} })`);
  const area = await opened;
  await area.waitForSelector('h1');
  return area;
}
