import { paths } from '../../../../renderer/app/paths.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { word } from '../words.ts';
import { anyDialog, clicks, named, worded, type Screen } from './screen.ts';

/** Reports over sample data, each with its chart and its table. */
export const reportScreens = ({ clients }: SampleData): Screen[] => [
  { name: 'report-revenue', path: paths.report('revenue'), shows: named('heading', 'reports.byProduct') },
  {
    name: 'report-revenue-dates',
    path: paths.report('revenue'),
    act: async (page, language) => page.getByRole('radio', { name: word(language, 'reports.period.custom') }).click(),
    shows: (page, language) => page.getByRole('textbox', { name: word(language, 'reports.from') }),
  },
  {
    name: 'report-revenue-table',
    path: paths.report('revenue'),
    act: async (page, language) =>
      page
        .getByRole('radio', { name: word(language, 'outlook.view.table') })
        .first()
        .click(),
    shows: (page) => page.getByRole('table').first(),
  },
  { name: 'report-sales', path: paths.report('sales'), shows: named('heading', 'reports.sales') },
  {
    name: 'report-sales-clients',
    path: paths.report('sales'),
    act: async (page, language) =>
      page.getByRole('radio', { name: word(language, 'reports.by.client'), exact: true }).click(),
    shows: named('heading', 'reports.sales'),
  },
  { name: 'report-margin', path: paths.report('margin'), shows: named('heading', 'reports.margin') },
  { name: 'report-renewals', path: paths.report('renewals'), shows: named('heading', 'reports.renewals') },
  { name: 'report-overdue', path: paths.report('overdue'), shows: worded('reports.overdue.empty') },
  { name: 'report-codes', path: paths.report('codes'), shows: named('heading', 'reports.codes') },
  { name: 'report-licenses', path: paths.report('licenses'), shows: named('heading', 'reports.licenses.chart') },
  { name: 'affiliates', path: paths.report('affiliates'), shows: named('heading', 'affiliates.commissions') },
  {
    name: 'client-affiliate',
    path: paths.client(clients.english),
    act: clicks('affiliates.edit'),
    shows: anyDialog,
  },
];

/** The same where nothing was sold. */
export const emptyReportScreens = (): Screen[] => [
  { name: 'report-revenue-empty', path: paths.report('revenue'), shows: worded('reports.revenue.empty') },
  { name: 'report-sales-empty', path: paths.report('sales'), shows: worded('reports.sales.empty') },
  { name: 'report-margin-empty', path: paths.report('margin'), shows: worded('reports.margin.empty') },
  { name: 'report-renewals-empty', path: paths.report('renewals'), shows: worded('reports.renewals.empty') },
  { name: 'report-codes-empty', path: paths.report('codes'), shows: worded('reports.codes.empty') },
  { name: 'report-licenses-empty', path: paths.report('licenses'), shows: worded('reports.licenses.empty') },
  { name: 'affiliates-off', path: paths.report('affiliates'), shows: worded('affiliates.off') },
];
