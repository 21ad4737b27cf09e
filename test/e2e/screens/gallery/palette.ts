import type { Page } from '@playwright/test';
import { paths } from '../../../../renderer/app/paths.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { anyDialog, clicks, type Language, type Screen, worded } from './screen.ts';

const seek =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('combobox').fill(text);
  };

export const paletteScreens = ({ products }: SampleData): Screen[] => [
  { name: 'palette', path: paths.dashboard, act: seek(''), shows: (page) => page.getByRole('listbox') },
  {
    name: 'palette-results',
    path: paths.dashboard,
    act: seek('ispmanager'),
    shows: (page) => page.getByRole('group').first(),
  },
  {
    name: 'palette-settings',
    path: paths.dashboard,
    act: (page, language: Language) => seek(language === 'ru' ? 'тема' : 'theme')(page),
    shows: (page) => page.getByRole('option').first(),
  },
  { name: 'palette-nothing', path: paths.dashboard, act: seek('xyzzy'), shows: worded('ui.noResults') },
  {
    name: 'shortcuts',
    path: paths.dashboard,
    act: async (page) => page.keyboard.press('?'),
    shows: anyDialog,
  },
  {
    name: 'edit-menu',
    path: paths.dashboard,
    act: clicks('shortcuts.menu'),
    shows: (page) => page.getByRole('menu'),
  },
  {
    name: 'draft-mark',
    path: paths.catalogueProduct(products.orderable),
    act: async (page) => page.locator('[data-detail] input[type="text"]').first().fill('Not saved yet'),
    shows: worded('drafts.mark'),
    undo: async (page) => {
      await page.getByRole('button', { name: /Discard changes|Отменить изменения/ }).click();
    },
  },
];
