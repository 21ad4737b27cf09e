import type { Locator, Page } from '@playwright/test';
import { dialog } from '../sections.ts';
import { word } from '../words.ts';

export type Language = 'en' | 'ru';

/** One screen that people see: its address, by what it is known to be there, and what brings up what stands on it. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly shows: (page: Page, language: Language) => Locator;
  readonly act?: (page: Page, language: Language) => Promise<void>;
  /** Takes back what `act` changed in the data, before another screen is visited. */
  readonly undo?: (page: Page) => Promise<void>;
  /** A list of suggestions is open: react-aria hides the rest of the page from assistive technology until Tab or Esc. */
  readonly isListOpen?: true;
}

export const text = (content: string) => (page: Page) => page.getByText(content).first();
export const named =
  (role: 'button' | 'heading' | 'menuitem', key: Parameters<typeof word>[1]) => (page: Page, language: Language) =>
    page.getByRole(role, { name: word(language, key), exact: role !== 'menuitem' }).first();
export const worded = (key: Parameters<typeof word>[1]) => (page: Page, language: Language) =>
  page.getByText(word(language, key), { exact: true }).first();
export const anyDialog = (page: Page) => dialog(page).first();
export const clicks =
  (...keys: readonly Parameters<typeof word>[1][]) =>
  async (page: Page, language: Language): Promise<void> => {
    for (const key of keys) await named('button', key)(page, language).click();
  };
/** Chooses from the menu of further acts. */
export const chooses =
  (key: Parameters<typeof word>[1]) =>
  async (page: Page, language: Language): Promise<void> => {
    await named('button', 'ui.moreActions')(page, language).click();
    await named('menuitem', key)(page, language).click();
  };
export const tab = (key: Parameters<typeof word>[1]) => async (page: Page, language: Language) =>
  page.getByRole('tab', { name: word(language, key) }).click();
/** A form that was sent empty: every complaint of it is on the screen. */
export const invalid = (page: Page) => page.locator('[aria-invalid="true"]').first();
