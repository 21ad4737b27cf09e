import type { Page } from '@playwright/test';
import type { Input, Output } from '../../../preload/api/contract.ts';
import type { Envelope } from '../../../preload/api/errors.ts';
import type { StaffAreas } from '../../../preload/api/index.ts';

type Calls = Record<string, Record<string, (input: unknown) => Promise<Envelope<unknown>>>>;

/** Makes a call as the page itself would, through its `window.api`: for what a test only needs to have. */
export async function ask<A extends keyof StaffAreas, V extends keyof StaffAreas[A] & string>(
  page: Page,
  area: A,
  verb: V,
  input: Input<StaffAreas[A][V]>,
): Promise<Output<StaffAreas[A][V]>> {
  const answer = await page.evaluate(async (call) => (window.api as Calls)[call.area]?.[call.verb]?.(call.input), {
    area,
    verb,
    input,
  });
  if (answer?.ok !== true) throw new Error(`${area}.${verb}: ${JSON.stringify(answer?.error)}`);
  return answer.value as Output<StaffAreas[A][V]>;
}

/** Opens an environment and shows it. */
export async function openEnvironment(page: Page, environment: 'live' | 'sandbox'): Promise<void> {
  await ask(page, 'app', 'openEnvironment', { environment });
  await page.reload();
}

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'ru';
}

/** Sets theme and language, and shows them. */
export async function setLook(page: Page, look: Look): Promise<void> {
  await ask(page, 'app', 'setPreferences', look);
  await page.reload();
}
