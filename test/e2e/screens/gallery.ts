import type { Locator, Page } from '@playwright/test';
import { paths } from '../../../renderer/app/paths.ts';
import type { SampleData } from '../actions/sample-data.ts';
import { dialog } from './sections.ts';
import { word } from './words.ts';

type Language = 'en' | 'ru';

/** One screen that people see: its address, by what it is known to be there, and what brings up what stands on it. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly shows: (page: Page, language: Language) => Locator;
  readonly act?: (page: Page, language: Language) => Promise<void>;
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
    { name: 'billing-empty', path: paths.billing, shows: worded('billing.empty') },
    { name: 'practice-vendor-live', path: paths.practiceVendor, shows: worded('practice.liveOnly') },
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
    name: 'connection-delete',
    path: paths.connection(connections.refused),
    act: clicks('connections.delete'),
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
  {
    name: 'license-create',
    path: paths.productTab(contracts.refused, 'manage'),
    act: clicks('action.create'),
    shows: anyDialog,
  },
  {
    name: 'license-suspend',
    path: paths.productTab(contracts.active, 'manage'),
    act: clicks('action.suspend'),
    shows: anyDialog,
  },
  {
    name: 'license-terminate',
    path: paths.productTab(contracts.active, 'manage'),
    act: clicks('action.terminate'),
    shows: anyDialog,
  },
];

const ticketScreens = ({ tickets }: SampleData): Screen[] => [
  { name: 'tickets', path: paths.tickets, shows: text('T-0000') },
  { name: 'ticket-open', path: paths.ticket(tickets.open), shows: named('button', 'tickets.send') },
  { name: 'ticket-closed', path: paths.ticket(tickets.closed), shows: named('button', 'tickets.reopen') },
  { name: 'ticket-new', path: paths.newTicket, shows: named('button', 'ui.create') },
  { name: 'ticket-new-invalid', path: paths.newTicket, act: clicks('ui.create'), shows: invalid },
];
