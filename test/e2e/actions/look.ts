import type { Page } from '@playwright/test';
import type { RunningApp } from '../fixtures/launch.ts';
import { ask, runInPage } from './calls.ts';

/** How a screen is looked at. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'ru';
}

/** Sets theme and language, and shows them. */
export async function setLook(page: Page, { theme, language }: Look): Promise<void> {
  await ask(page, 'app', 'setPreferences', { theme, language });
  await page.reload();
}

/** Opens an environment and shows it. */
export async function openEnvironment(page: Page, environment: 'live' | 'sandbox'): Promise<void> {
  await ask(page, 'app', 'openEnvironment', { environment });
  await page.reload();
}

/** Opens the client area as this client, and answers with its window. */
export async function openClientArea({ electron, page }: RunningApp, clientId: string): Promise<Page> {
  const opened = electron.waitForEvent('window');
  await runInPage(page, `window.api.window.openClientArea({ id: ${JSON.stringify(clientId)} })`);
  const area = await opened;
  await area.waitForSelector('h1');
  return area;
}
