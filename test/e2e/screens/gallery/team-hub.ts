import type { Page } from '@playwright/test';
import { paths } from '../../../../renderer/app/paths.ts';
import { anyDialog, clicks, named, type Screen, worded } from './screen.ts';

/** Marks all questions that are read. */
async function markAll(page: Page): Promise<void> {
  await page.getByRole('grid').getByRole('row').nth(1).focus();
  await page.keyboard.press('ControlOrMeta+a');
}

/** A desk of a team that does not reach the hub. */
export const partedScreens = (): Screen[] => [
  { name: 'team-hub-offline', path: paths.teamHub, shows: worded('sync.banner.offline') },
];

/** A desk of a team that has met another one: values that are held up, questions, and one that is decided with others. */
export const teamScreens = (productId: string, conflictId: string): Screen[] => [
  { name: 'team-hub-joined', path: paths.teamHub, shows: named('heading', 'hub.held') },
  { name: 'product-conflict', path: paths.catalogueProduct(productId), shows: worded('sync.state.conflict') },
  {
    name: 'conflicts-marked',
    path: paths.conflicts,
    act: markAll,
    shows: named('button', 'conflicts.many.act'),
  },
  { name: 'conflict', path: paths.conflict(conflictId), shows: named('heading', 'conflicts.sides') },
  {
    name: 'conflicts-many',
    path: paths.conflicts,
    act: async (page, language) => {
      await markAll(page);
      await clicks('conflicts.many.act')(page, language);
      await anyDialog(page).getByRole('radio').first().press('Space');
    },
    shows: (page) => anyDialog(page).getByRole('table'),
  },
];
