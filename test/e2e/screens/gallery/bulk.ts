import type { Page } from '@playwright/test';
import { paths } from '../../../../renderer/app/paths.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { dialog } from '../sections.ts';
import type { word } from '../words.ts';
import { text, named, worded, anyDialog, clicks, type Language, type Screen } from './screen.ts';

/** Marks the first product of the list, and presses what the menu over the list offers. */
const marks =
  (...keys: readonly Parameters<typeof word>[1][]) =>
  async (page: Page, language: Language): Promise<void> => {
    await page.getByRole('row').nth(1).getByRole('checkbox').click({ force: true });
    for (const [at, key] of keys.entries()) await named(at === 0 ? 'button' : 'menuitem', key)(page, language).click();
  };
const inMenu =
  (...keys: readonly Parameters<typeof word>[1][]) =>
  async (page: Page, language: Language): Promise<void> => {
    await clicks('bulk.menu')(page, language);
    for (const key of keys) await named('menuitem', key)(page, language).click();
  };

export const bulkScreens = ({ bulk }: SampleData): Screen[] => [
  { name: 'products-marked', path: paths.products, act: marks(), shows: named('button', 'bulk.act') },
  {
    name: 'products-marked-menu',
    path: paths.products,
    act: marks('bulk.act'),
    shows: (page) => page.getByRole('menu'),
  },
  { name: 'products-filter', path: paths.products, act: clicks('list.filter'), shows: anyDialog },
  { name: 'bulk-menu', path: paths.products, act: inMenu(), shows: (page) => page.getByRole('menu') },
  {
    name: 'bulk-paste',
    path: paths.products,
    act: async (page, language) => {
      await inMenu('bulk.paste')(page, language);
      await page.getByRole('textbox').fill('203.0.113.10 nobody@client.example anna@client.example');
      await clicks('bulk.paste.find')(page, language);
    },
    shows: worded('bulk.match.none'),
  },
  {
    name: 'bulk-saved',
    path: paths.products,
    act: inMenu('bulk.saved'),
    shows: text('Suspended licenses of the southern branch'),
  },
  { name: 'bulk-save', path: paths.products, act: marks('bulk.save'), shows: anyDialog },
  {
    name: 'bulk-renew',
    path: paths.products,
    act: async (page, language) => {
      await page.getByRole('row').first().getByRole('checkbox').click({ force: true });
      await clicks('bulk.act')(page, language);
      await named('menuitem', 'action.renew')(page, language).click();
    },
    shows: (page) => dialog(page).getByRole('grid').first(),
  },
  {
    name: 'bulk-terminate',
    path: paths.products,
    act: async (page, language) => {
      await page.getByRole('row').first().getByRole('checkbox').click({ force: true });
      await clicks('bulk.act')(page, language);
      await named('menuitem', 'action.terminate')(page, language).click();
    },
    shows: (page) => dialog(page).getByRole('textbox'),
  },
  { name: 'bulk-runs', path: paths.bulkRuns, shows: worded('bulk.run.state.finished') },
  { name: 'bulk-run', path: paths.bulkRun(bulk.run), shows: named('button', 'bulk.run.export') },
];
