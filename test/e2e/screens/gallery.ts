import type { Locator, Page } from '@playwright/test';
import type { LicenseAction } from '../../../preload/api/contract-products.ts';
import { paths } from '../../../renderer/app/paths.ts';
import { enable, type SampleData } from '../actions/sample-data.ts';
import { dialog } from './sections.ts';
import { word } from './words.ts';

type Language = 'en' | 'ru';

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

const text = (content: string) => (page: Page) => page.getByText(content).first();
const named =
  (role: 'button' | 'heading' | 'menuitem', key: Parameters<typeof word>[1]) => (page: Page, language: Language) =>
    page.getByRole(role, { name: word(language, key), exact: role !== 'menuitem' }).first();
const worded = (key: Parameters<typeof word>[1]) => (page: Page, language: Language) =>
  page.getByText(word(language, key), { exact: true }).first();
const anyDialog = (page: Page) => dialog(page).first();
const clicks =
  (...keys: readonly Parameters<typeof word>[1][]) =>
  async (page: Page, language: Language): Promise<void> => {
    for (const key of keys) await named('button', key)(page, language).click();
  };
const tab = (key: Parameters<typeof word>[1]) => async (page: Page, language: Language) =>
  page.getByRole('tab', { name: word(language, key) }).click();
/** A form that was sent empty: every complaint of it is on the screen. */
const invalid = (page: Page) => page.locator('[aria-invalid="true"]').first();

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
    { name: 'order-new-without-product', path: paths.newOrder(), shows: worded('orders.noProducts') },
    { name: 'contract-products-empty', path: paths.products, shows: worded('contracts.empty') },
    { name: 'operations-empty', path: paths.operations, shows: worded('operations.empty') },
    { name: 'bulk-runs-empty', path: paths.bulkRuns, shows: worded('bulk.runs.empty') },
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
    ...settingsScreens(data),
    ...practiceVendorScreens(),
    ...catalogueScreens(data),
    ...clientScreens(data),
    ...sellingScreens(data),
    ...licenseScreens(data),
    ...operationScreens(data),
    ...reconciliationScreens(data),
    ...bulkScreens(data),
    ...ticketScreens(data),
  ];
}

const settingsScreens = ({ connections }: SampleData): Screen[] => [
  { name: 'connections', path: paths.connections, shows: text('Old account') },
  { name: 'connection-new', path: paths.newConnection, shows: named('button', 'ui.create') },
  { name: 'connection-new-invalid', path: paths.newConnection, act: clicks('ui.create'), shows: invalid },
  { name: 'connection-works', path: paths.connection(connections.works), shows: named('button', 'connections.test') },
  {
    name: 'connection-refused',
    path: paths.connection(connections.refused),
    shows: named('button', 'connections.test'),
  },
  {
    name: 'connection-capability-choice',
    path: paths.connection(connections.works),
    act: async (page) => page.getByRole('table').first().getByRole('button').first().click(),
    shows: (page) => page.getByRole('listbox'),
    isListOpen: true,
  },
  {
    name: 'connection-delete',
    path: paths.connection(connections.refused),
    act: clicks('connections.delete'),
    shows: anyDialog,
  },
  {
    name: 'tax-rate',
    path: paths.brandSettings,
    act: clicks('taxRates.add'),
    shows: anyDialog,
  },
  { name: 'brand', path: paths.brandSettings, shows: (page) => page.getByRole('textbox').first() },
  { name: 'appearance', path: paths.appearance, shows: (page) => page.getByRole('radio').first() },
];

/** A part of the practice vendor, by its tab: the word may be followed by a number. */
const part = (name: string) => async (page: Page) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();

/** Unfolds a group of switches; how many were changed may stand behind its word. */
const unfold = (group: 'access' | 'limits' | 'timing' | 'wordings') => async (page: Page, language: Language) =>
  page.getByRole('button', { name: new RegExp(`^${word(language, `practice.group.${group}`)}`) }).click();

/** What the sample data leaves in the practice vendor: two licenses, a switch of vendor B, and faults that strike no screen. */
const practiceVendorScreens = (): Screen[] => [
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

const catalogueScreens = ({ categories, products }: SampleData): Screen[] => [
  { name: 'catalogue', path: paths.catalogue, shows: text('ispmanager 6 lite') },
  {
    name: 'catalogue-add-menu',
    path: paths.catalogue,
    act: clicks('catalogue.addNew'),
    shows: (page) => page.getByRole('menu'),
  },
  { name: 'category-new', path: paths.newCategory, shows: named('button', 'ui.create') },
  { name: 'category-new-invalid', path: paths.newCategory, act: clicks('ui.create'), shows: invalid },
  { name: 'category', path: paths.category(categories.full), shows: named('button', 'ui.save') },
  {
    name: 'category-delete',
    path: paths.category(categories.empty),
    act: async (page, language) => {
      await clicks('ui.moreActions')(page, language);
      await page.getByRole('menuitem').first().click();
    },
    shows: anyDialog,
  },
  { name: 'product-new', path: paths.newProduct(), shows: named('button', 'ui.create') },
  { name: 'product-new-invalid', path: paths.newProduct(), act: clicks('ui.create'), shows: invalid },
  { name: 'product-details', path: paths.catalogueProduct(products.orderable), shows: named('button', 'ui.save') },
  {
    name: 'product-billing',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.billing'),
    shows: named('button', 'product.price.addTerm'),
  },
  {
    name: 'product-provisioning',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.provisioning'),
    shows: (page, language) => page.getByLabel(word(language, 'product.package')).first(),
  },
  {
    name: 'product-options',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.options'),
    shows: named('button', 'choice.option.add'),
  },
  {
    name: 'product-option',
    path: paths.catalogueProduct(products.orderable),
    act: async (page, language) => {
      await tab('product.tab.options')(page, language);
      await clicks('choice.option.add')(page, language);
    },
    shows: anyDialog,
  },
  {
    name: 'product-attributes',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.attributes'),
    shows: named('button', 'choice.attribute.add'),
  },
  {
    name: 'product-recommendations',
    path: paths.catalogueProduct(products.orderable),
    act: tab('product.tab.recommendations'),
    shows: worded('product.recommendations.empty'),
  },
  {
    name: 'product-copy-prices',
    path: paths.catalogueProduct(products.orderable),
    act: async (page, language) => {
      await tab('product.tab.billing')(page, language);
      await clicks('product.copyPrices')(page, language);
    },
    shows: anyDialog,
  },
  { name: 'product-incomplete', path: paths.catalogueProduct(products.incomplete), shows: named('button', 'ui.save') },
];

const clientScreens = ({ clients }: SampleData): Screen[] => [
  { name: 'clients', path: paths.clients, shows: text('Li Wu') },
  {
    name: 'clients-nothing-found',
    path: paths.clients,
    act: async (page) => page.getByRole('searchbox').fill('nobody of this name'),
    shows: worded('ui.noResults'),
  },
  {
    name: 'button-hovered',
    path: paths.clients,
    act: async (page, language) => named('button', 'clients.new')(page, language).hover(),
    shows: named('button', 'clients.new'),
  },
  { name: 'client-new', path: paths.newClient, shows: named('button', 'ui.create') },
  { name: 'client-new-invalid', path: paths.newClient, act: clicks('ui.create'), shows: invalid },
  { name: 'client', path: paths.client(clients.russian), shows: named('button', 'clients.openArea') },
  { name: 'client-orders', path: paths.client(clients.english), act: tab('nav.orders'), shows: text('ORD-') },
  {
    name: 'client-products',
    path: paths.client(clients.english),
    act: tab('nav.products'),
    shows: text('ispmanager 6 lite'),
  },
  {
    name: 'client-history',
    path: paths.client(clients.english),
    act: tab('history.title'),
    shows: text('anna@client.example'),
  },
  {
    name: 'client-bare-orders',
    path: paths.client(clients.bare),
    act: tab('nav.orders'),
    shows: worded('clients.noOrders'),
  },
];

const sellingScreens = ({ clients, orders, invoices }: SampleData): Screen[] => [
  { name: 'orders', path: paths.orders, shows: text('ORD-') },
  { name: 'order-active', path: paths.order(orders.active), shows: named('heading', 'history.title') },
  { name: 'order-awaiting', path: paths.order(orders.awaiting), shows: named('button', 'payment.record') },
  { name: 'order-new', path: paths.newOrder(), shows: named('button', 'orders.place') },
  { name: 'order-new-invalid', path: paths.newOrder(), act: clicks('orders.place'), shows: invalid },
  {
    name: 'order-new-chosen',
    path: paths.newOrder(clients.english),
    act: async (page) => page.getByRole('radio', { name: /ispmanager 6 lite/ }).check({ force: true }),
    shows: named('button', 'orders.place'),
  },
  {
    name: 'order-new-client-list',
    path: paths.newOrder(),
    act: async (page) => page.getByRole('combobox').first().click(),
    shows: (page) => page.getByRole('listbox'),
    isListOpen: true,
  },
  { name: 'payment', path: paths.order(orders.awaiting), act: clicks('payment.record'), shows: anyDialog },
  { name: 'billing', path: paths.billing, shows: text('INV-') },
  { name: 'invoice-paid', path: paths.invoice(invoices.paid), shows: named('heading', 'billing.payments') },
  { name: 'invoice-partly-paid', path: paths.invoice(invoices.partlyPaid), shows: named('button', 'payment.record') },
];

const licenseScreens = ({ contracts }: SampleData): Screen[] => [
  { name: 'contract-products', path: paths.products, shows: text('ispmanager 6 lite') },
  { name: 'contract-overview', path: paths.product(contracts.active), shows: named('heading', 'history.title') },
  {
    name: 'contract-pending',
    path: paths.productTab(contracts.pending, 'manage'),
    shows: named('heading', 'manage.actions'),
  },
  {
    name: 'contract-manage',
    path: paths.productTab(contracts.active, 'manage'),
    shows: named('heading', 'manage.actions'),
  },
  {
    name: 'contract-manage-operation',
    path: paths.productTab(contracts.suspended, 'manage'),
    act: async (page) => page.locator('button[aria-expanded="false"][aria-controls]').last().click(),
    shows: (page, language) => page.getByRole('list', { name: word(language, 'operation.events') }).last(),
  },
  {
    name: 'contract-unknown',
    path: paths.productTab(contracts.unknown, 'manage'),
    shows: named('heading', 'manage.actions'),
  },
  {
    name: 'contract-refused',
    path: paths.productTab(contracts.refused, 'manage'),
    shows: named('button', 'operation.abandon'),
  },
  {
    name: 'operation-abandon',
    path: paths.productTab(contracts.refused, 'manage'),
    act: clicks('operation.abandon'),
    shows: anyDialog,
  },
  ...(['create', 'takeOver'] as const).map((action) => actionScreen(action, contracts.refused)),
  ...(
    [
      'usage',
      'syncQuantities',
      'changePackage',
      'renew',
      'autoRenew',
      'reissue',
      'edit',
      'suspend',
      'terminate',
    ] as const
  ).map((action) => actionScreen(action, contracts.active)),
  actionScreen('unsuspend', contracts.suspended),
  {
    ...actionScreen('usage', contracts.active),
    name: 'license-usage-read',
    act: async (page, language) => {
      await clicks('action.usage')(page, language);
      await anyDialog(page)
        .getByRole('button', { name: word(language, 'action.usage.confirm') })
        .click();
    },
    shows: (page, language) => page.getByRole('region', { name: word(language, 'action.usage.result') }),
  },
  {
    ...actionScreen('changePackage', contracts.active),
    name: 'license-changePackage-invalid',
    act: async (page, language) => {
      await clicks('action.changePackage')(page, language);
      const confirm = anyDialog(page).getByRole('button', { name: word(language, 'action.changePackage') });
      await confirm.click();
    },
    shows: invalid,
  },
];

const operationScreens = ({ operations, connections }: SampleData): Screen[] => [
  { name: 'operations', path: paths.operations, shows: text('Anna Petrova') },
  {
    name: 'operations-nothing-found',
    path: paths.operations,
    act: async (page) => page.getByRole('searchbox').fill('nobody of this name'),
    shows: worded('operations.noResults'),
  },
  { name: 'operation-unknown', path: paths.operation(operations.unknown), shows: named('button', 'operation.check') },
  { name: 'operation-refused', path: paths.operation(operations.refused), shows: named('button', 'operation.abandon') },
  { name: 'operation-queued', path: paths.operation(operations.queued), shows: named('button', 'operation.abandon') },
  {
    name: 'operation-done',
    path: paths.operation(operations.done),
    act: clicks('operation.ledger.read'),
    shows: (page, language) => page.getByRole('table', { name: word(language, 'operation.ledger') }),
  },
  {
    name: 'network-banner',
    path: paths.operations,
    act: async (page) => enable(page, connections.away, true),
    undo: async (page) => enable(page, connections.away, false),
    shows: named('button', 'network.tryNow'),
  },
];

/** The dialog of a license action, after the vendor was read. */
const actionScreen = (action: LicenseAction, contractId: string): Screen => ({
  name: `license-${action}`,
  path: paths.productTab(contractId, 'manage'),
  act: clicks(`action.${action}`),
  shows: anyDialog,
});
const reconciliationScreens = ({ findings }: SampleData): Screen[] => [
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
  await page.getByRole('button', { name: word(language, 'statement.account') }).click();
  await page.getByRole('option', { name: /^Second account/ }).click();
}
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

const bulkScreens = ({ bulk }: SampleData): Screen[] => [
  { name: 'products-marked', path: paths.products, act: marks(), shows: named('button', 'bulk.act') },
  {
    name: 'products-marked-menu',
    path: paths.products,
    act: marks('bulk.act'),
    shows: (page) => page.getByRole('menu'),
  },
  { name: 'products-filter', path: paths.products, act: clicks('products.filter'), shows: anyDialog },
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

const ticketScreens = ({ tickets }: SampleData): Screen[] => [
  { name: 'tickets', path: paths.tickets, shows: text('T-0000') },
  { name: 'ticket-open', path: paths.ticket(tickets.open), shows: named('button', 'tickets.send') },
  { name: 'ticket-closed', path: paths.ticket(tickets.closed), shows: named('button', 'tickets.reopen') },
  { name: 'ticket-new', path: paths.newTicket, shows: named('button', 'ui.create') },
  { name: 'ticket-new-invalid', path: paths.newTicket, act: clicks('ui.create'), shows: invalid },
];
