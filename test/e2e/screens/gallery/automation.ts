import { paths } from '../../../../renderer/app/paths.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { word } from '../words.ts';
import { anyDialog, clicks, named, worded, type Screen } from './screen.ts';

export const automationScreens = ({ contracts, products }: SampleData): Screen[] => [
  {
    name: 'automation-plan',
    path: paths.automation,
    act: async (page, language) =>
      page.getByRole('radio', { name: word(language, 'automation.plan.7') }).check({ force: true }),
    shows: named('button', 'automation.run'),
  },
  {
    name: 'automation-runs',
    path: paths.automationRuns,
    act: async (page, language) => {
      await clicks('automation.run')(page, language);
      await page.getByRole('table').getByRole('link').first().waitFor();
    },
    shows: worded('automation.runs.state.finished'),
  },
  {
    name: 'automation-run',
    path: paths.automationRuns,
    act: async (page) => page.getByRole('table').getByRole('link').first().click(),
    shows: anyDialog,
  },
  { name: 'automation-alarms', path: paths.alarms, shows: named('button', 'automation.run') },
  { name: 'automation-intervals', path: paths.automationIntervals, shows: named('button', 'ui.save') },
  {
    name: 'product-intervals',
    path: paths.catalogueProduct(products.orderable),
    act: clicks('settings.automation'),
    shows: anyDialog,
  },
  {
    name: 'contract-billing',
    path: paths.productTab(contracts.active, 'billing'),
    shows: named('heading', 'contracts.periods'),
  },
  {
    name: 'contract-set-status',
    path: paths.productTab(contracts.active, 'billing'),
    act: clicks('contracts.manual.set'),
    shows: anyDialog,
  },
  {
    name: 'contract-service-end',
    path: paths.productTab(contracts.active, 'billing'),
    act: clicks('contracts.serviceEnds.change'),
    shows: anyDialog,
  },
  {
    name: 'contract-billing-pending',
    path: paths.productTab(contracts.pending, 'billing'),
    shows: worded('contracts.periods.empty'),
  },
];
