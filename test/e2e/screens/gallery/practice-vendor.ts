import type { Page } from '@playwright/test';
import { paths } from '../../../../renderer/app/paths.ts';
import { word } from '../words.ts';
import { text, named, worded, anyDialog, clicks, invalid, type Language, type Screen } from './screen.ts';

/** A part of the practice vendor, by its tab: the word may be followed by a number. */
const part = (name: string) => async (page: Page) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();

/** Unfolds a group of switches; how many were changed may stand behind its word. */
const unfold = (group: 'access' | 'limits' | 'timing' | 'wordings') => async (page: Page, language: Language) =>
  page.getByRole('button', { name: new RegExp(`^${word(language, `practice.group.${group}`)}`) }).click();

/** What the sample data leaves in the practice vendor: two licenses, a switch of vendor B, and faults that strike no screen. */
export const practiceVendorScreens = (): Screen[] => [
  { name: 'practice-vendor', path: paths.practiceVendor, shows: named('heading', 'practice.clock') },
  {
    name: 'practice-vendor-open',
    path: paths.practiceVendor,
    act: async (page, language) => {
      await part('vendor-b')(page);
      for (const group of ['access', 'limits', 'timing', 'wordings'] as const) await unfold(group)(page, language);
    },
    shows: worded('practice.error.duplicateIp'),
  },
  {
    name: 'practice-vendor-wording',
    path: paths.practiceVendor,
    act: async (page, language) => {
      await unfold('wordings')(page, language);
      await page.getByRole('table').getByRole('button').first().click();
    },
    shows: anyDialog,
  },
  {
    name: 'practice-vendor-preset',
    path: paths.practiceVendor,
    act: async (page) => {
      await part('vendor-b')(page);
      await page.getByRole('radio').first().click({ force: true });
    },
    shows: anyDialog,
  },
  {
    name: 'practice-vendor-faults',
    path: paths.practiceVendor,
    act: async (page, language) => {
      await part(word(language, 'practice.tab.faults'))(page);
      await page.getByRole('combobox').first().fill(word(language, 'practice.fault.status'));
      await page.getByRole('option').first().click();
    },
    shows: (page, language) => page.getByRole('table', { name: word(language, 'practice.faults.set') }),
  },
  {
    name: 'practice-vendor-fault-invalid',
    path: paths.practiceVendor,
    act: async (page, language) => {
      await part(word(language, 'practice.tab.faults'))(page);
      // What an earlier visit chose is kept as a draft.
      await page.getByRole('combobox').first().fill('');
      await page.keyboard.press('Tab');
      await clicks('practice.faults.add')(page, language);
    },
    shows: invalid,
  },
  {
    name: 'practice-vendor-books',
    path: paths.practiceVendor,
    act: async (page, language) => part(word(language, 'practice.tab.books'))(page),
    shows: text('300001'),
  },
  {
    name: 'practice-vendor-edit',
    path: paths.practiceVendor,
    act: async (page, language) => {
      await part(word(language, 'practice.tab.books'))(page);
      await page.getByRole('table').getByRole('button').first().click();
    },
    shows: anyDialog,
  },
];
