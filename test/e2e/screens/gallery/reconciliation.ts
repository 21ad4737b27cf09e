import type { Page } from '@playwright/test';
import { paths } from '../../../../renderer/app/paths.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { dialog } from '../sections.ts';
import { word } from '../words.ts';
import { text, named, worded, anyDialog, clicks, invalid, type Language, type Screen } from './screen.ts';

export const reconciliationScreens = ({ findings }: SampleData): Screen[] => [
  { name: 'reconciliation', path: paths.reconciliation, shows: named('button', 'findings.dates') },
  {
    name: 'reconciliation-resolved',
    path: paths.reconciliation,
    act: async (page, language) => page.getByRole('radio', { name: word(language, 'findings.resolved') }).click(),
    shows: text('300004'),
  },
  {
    name: 'reconciliation-nothing-found',
    path: paths.reconciliation,
    act: async (page, language) => {
      await page.getByRole('radio', { name: word(language, 'findings.open') }).click();
      await page.getByRole('button', { name: word(language, 'findings.field') }).click();
      await page.getByRole('option', { name: word(language, 'finding.field.key') }).click();
    },
    shows: worded('findings.noResults'),
  },
  {
    name: 'reconciliation-deep-run',
    path: paths.reconciliation,
    act: async (page, language) => {
      // The filter of the screen before is remembered.
      const all = named('button', 'findings.showAll')(page, language);
      if (await all.isVisible()) await all.click();
      await clicks('reconciliation.deepRun')(page, language);
    },
    shows: anyDialog,
  },
  { name: 'reconciliation-dates', path: paths.reconciliation, act: clicks('findings.dates'), shows: anyDialog },
  { name: 'finding-address', path: paths.finding(findings.address), shows: named('button', 'finding.fix.there') },
  { name: 'finding-status', path: paths.finding(findings.end), shows: named('button', 'finding.fix.there') },
  { name: 'finding-orphan', path: paths.finding(findings.orphan), shows: named('button', 'finding.fix.adopt') },
  { name: 'finding-missing', path: paths.finding(findings.missing), shows: named('button', 'finding.fix.here') },
  {
    name: 'finding-resolved',
    path: paths.finding(findings.resolved),
    shows: named('heading', 'finding.sides'),
  },
  {
    name: 'finding-correct-there',
    path: paths.finding(findings.address),
    act: clicks('finding.fix.there'),
    shows: anyDialog,
  },
  {
    name: 'finding-terminate',
    path: paths.finding(findings.orphan),
    act: clicks('finding.fix.there'),
    shows: anyDialog,
  },
  {
    name: 'finding-mark-terminated',
    path: paths.finding(findings.missing),
    act: clicks('finding.fix.here'),
    shows: anyDialog,
  },
  { name: 'finding-adopt', path: paths.finding(findings.orphan), act: clicks('finding.fix.adopt'), shows: anyDialog },
  {
    name: 'finding-adopt-new-invalid',
    path: paths.finding(findings.orphan),
    act: async (page, language) => {
      await clicks('finding.fix.adopt')(page, language);
      await page.getByRole('radio', { name: word(language, 'adopt.new') }).check({ force: true });
      await dialog(page)
        .getByRole('button', { name: word(language, 'adopt.confirm') })
        .click();
    },
    shows: invalid,
  },
  {
    name: 'statement',
    path: paths.statement,
    act: chooseSecond,
    shows: named('heading', 'statement.flagged'),
  },
  { name: 'outlook', path: paths.outlook, act: chooseSecond, shows: named('heading', 'outlook.list') },
  {
    name: 'outlook-tables',
    path: paths.outlook,
    act: async (page, language) => {
      for (const each of await page.getByRole('radio', { name: word(language, 'outlook.view.table') }).all())
        await each.click();
    },
    shows: (page, language) => page.getByRole('table', { name: word(language, 'outlook.balance') }),
  },
  { name: 'reconciliation-history', path: paths.reconciliationRuns, shows: worded('runs.state.done') },
  {
    name: 'reconciliation-run',
    path: paths.reconciliationRuns,
    act: async (page) => page.getByRole('table').getByRole('link').first().click(),
    shows: anyDialog,
  },
];

/** The account whose books differ, where there are several. */
async function chooseSecond(page: Page, language: Language): Promise<void> {
  // Not the menu of the person's own account, in the drawer.
  await page
    .getByRole('main')
    .getByRole('button', { name: word(language, 'statement.account') })
    .click();
  await page.getByRole('option', { name: /^Second account/ }).click();
}
