import { paths } from '../../../renderer/app/paths.ts';
import type { SampleData } from '../actions/sample-data.ts';
import { automationScreens } from './gallery/automation.ts';
import { bulkScreens } from './gallery/bulk.ts';
import { catalogueScreens } from './gallery/catalogue.ts';
import { licenseScreens, operationScreens } from './gallery/licenses.ts';
import { paletteScreens } from './gallery/palette.ts';
import { practiceVendorScreens } from './gallery/practice-vendor.ts';
import { reconciliationScreens } from './gallery/reconciliation.ts';
import { emptyReportScreens, reportScreens } from './gallery/reports.ts';
import { clientScreens, sellingScreens, ticketScreens } from './gallery/selling.ts';
import { settingsScreens } from './gallery/settings.ts';
import { partedScreens, teamScreens } from './gallery/team-hub.ts';
import { named, worded, anyDialog, clicks, type Screen } from './gallery/screen.ts';

export { partedScreens, type Screen, teamScreens };

/** Screens of an environment in which nothing was done yet. */
export function emptyScreens(): Screen[] {
  return [
    { name: 'dashboard-empty', path: paths.dashboard, shows: named('heading', 'dashboard.steps') },
    { name: 'connections-empty', path: paths.connections, shows: worded('connections.empty') },
    {
      name: 'connection-new-live',
      path: paths.newConnection,
      shows: named('button', 'ui.create'),
      act: clicks('connections.advanced'),
    },
    { name: 'catalogue-empty', path: paths.catalogue, shows: worded('catalogue.empty') },
    { name: 'product-new-without-category', path: paths.newProduct(), shows: worded('product.noCategory') },
    { name: 'clients-empty', path: paths.clients, shows: worded('clients.empty') },
    { name: 'orders-empty', path: paths.orders, shows: worded('orders.empty') },
    { name: 'cancellations-empty', path: paths.cancellations, shows: worded('cancellations.none') },
    { name: 'promo-codes-empty', path: paths.promoCodes, shows: worded('promoCodes.empty') },
    { name: 'order-new-without-product', path: paths.newOrder(), shows: worded('orders.noProducts') },
    { name: 'contract-products-empty', path: paths.products, shows: worded('contracts.empty') },
    { name: 'operations-empty', path: paths.operations, shows: worded('operations.empty') },
    { name: 'bulk-runs-empty', path: paths.bulkRuns, shows: worded('bulk.runs.empty') },
    { name: 'automation-plan-empty', path: paths.automation, shows: worded('automation.plan.empty') },
    { name: 'automation-runs-empty', path: paths.automationRuns, shows: named('button', 'automation.run') },
    { name: 'automation-alarms-empty', path: paths.alarms, shows: worded('automation.alarms.empty') },
    { name: 'billing-empty', path: paths.billing, shows: worded('billing.empty') },
    { name: 'practice-vendor-live', path: paths.practiceVendor, shows: worded('practice.liveOnly') },
    { name: 'reconciliation-empty', path: paths.reconciliation, shows: worded('reconciliation.noConnection') },
    { name: 'statement-empty', path: paths.statement, shows: worded('reconciliation.noConnection') },
    { name: 'outlook-empty', path: paths.outlook, shows: worded('reconciliation.noConnection') },
    {
      name: 'reconciliation-history-empty',
      path: paths.reconciliationRuns,
      shows: worded('reconciliation.noConnection'),
    },
    ...emptyReportScreens(),
    { name: 'translations-one-language', path: paths.translations, shows: worded('translations.oneLanguage') },
    { name: 'tickets-empty', path: paths.tickets, shows: worded('tickets.noneOpen') },
  ];
}

/** Screens of the sandbox with sample data in it. */
export function fullScreens(data: SampleData): Screen[] {
  return [
    { name: 'dashboard', path: paths.dashboard, shows: named('heading', 'dashboard.attention') },
    { name: 'not-found', path: '/nowhere', shows: worded('app.notFound') },
    {
      name: 'environment-menu',
      path: paths.dashboard,
      act: clicks('environment.sandbox'),
      shows: (page) => page.getByRole('menu'),
    },
    {
      name: 'environment-switch',
      path: paths.dashboard,
      act: async (page, language) => {
        await clicks('environment.sandbox')(page, language);
        await page.getByRole('menuitem').first().click();
      },
      shows: anyDialog,
    },
    ...paletteScreens(data),
    ...settingsScreens(data),
    ...practiceVendorScreens(),
    ...catalogueScreens(data),
    ...clientScreens(data),
    ...sellingScreens(data),
    ...licenseScreens(data),
    ...operationScreens(data),
    ...reconciliationScreens(data),
    ...reportScreens(data),
    ...automationScreens(data),
    ...bulkScreens(data),
    ...ticketScreens(data),
  ];
}
