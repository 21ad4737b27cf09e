import type { Page } from '@playwright/test';
import { paths } from '../../../../renderer/app/paths.ts';
import { runInPage } from '../../actions/calls.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { word } from '../words.ts';
import { text, named, worded, anyDialog, clicks, tab, invalid, type Screen } from './screen.ts';

export const clientScreens = ({ clients }: SampleData): Screen[] => [
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

/** What was begun of an order is gone before the next screen. */
const discardDraft = (page: Page): Promise<void> => runInPage(page, "localStorage.removeItem('drafts')");

export const sellingScreens = ({ clients, orders, invoices, promoCode }: SampleData): Screen[] => [
  { name: 'orders', path: paths.orders, shows: text('ORD-') },
  { name: 'order-active', path: paths.order(orders.active), shows: named('heading', 'history.title') },
  { name: 'order-awaiting', path: paths.order(orders.awaiting), shows: named('button', 'orders.pay') },
  { name: 'order-cancel-awaiting', path: paths.order(orders.awaiting), act: clicks('orders.cancel'), shows: anyDialog },
  {
    name: 'order-cancel-active',
    path: paths.order(orders.active),
    act: async (page, language) => {
      await clicks('orders.cancel')(page, language);
      await page.getByText(word(language, 'orders.cancel.immediate')).click();
    },
    shows: worded('orders.cancel.title.now'),
  },
  {
    name: 'order-request',
    path: paths.order(orders.active),
    act: clicks('cancellations.request', 'cancellations.submit'),
    shows: invalid,
  },
  { name: 'cancellations', path: paths.cancellations, shows: text('The server moves') },
  {
    name: 'order-request-approve',
    path: paths.order(orders.awaiting),
    act: clicks('cancellations.approve'),
    shows: anyDialog,
  },
  { name: 'promo-codes', path: paths.promoCodes, shows: text('SPRING-2026') },
  { name: 'promo-code', path: paths.promoCode(promoCode), shows: named('button', 'promoCodes.delete') },
  {
    name: 'promo-code-uses',
    path: paths.promoCode(promoCode),
    act: tab('promoCodes.uses'),
    shows: worded('promoCodes.use.state.reserved'),
  },
  { name: 'promo-code-new', path: paths.newPromoCode, shows: named('button', 'ui.create') },
  { name: 'promo-code-new-invalid', path: paths.newPromoCode, act: clicks('ui.create'), shows: invalid },
  { name: 'order-new', path: paths.newOrder(), shows: named('button', 'orders.addToBasket') },
  { name: 'order-new-invalid', path: paths.newOrder(), act: clicks('orders.addToBasket'), shows: invalid },
  {
    name: 'order-basket-empty',
    path: paths.newOrder(),
    act: tab('orders.step.basket'),
    shows: worded('orders.basket.empty'),
  },
  {
    name: 'order-basket',
    path: paths.newOrder(clients.english),
    act: async (page, language) => {
      await page.getByRole('radio', { name: /ispmanager 6 lite/ }).check({ force: true });
      await clicks('orders.addToBasket')(page, language);
      await page.getByLabel(word(language, 'orders.discount.code')).fill('NONE');
      await clicks('orders.discount.apply')(page, language);
    },
    undo: discardDraft,
    shows: worded('error.promo.unknown'),
  },
  {
    name: 'order-checkout',
    path: paths.newOrder(clients.english),
    act: async (page, language) => {
      await page.getByRole('radio', { name: /ispmanager 6 lite/ }).check({ force: true });
      await clicks('orders.addToBasket', 'orders.toCheckout')(page, language);
    },
    undo: discardDraft,
    shows: named('button', 'orders.placeAndPay'),
  },
  {
    name: 'order-new-chosen',
    path: paths.newOrder(clients.english),
    act: async (page) => page.getByRole('radio', { name: /ispmanager 6 lite/ }).check({ force: true }),
    shows: named('button', 'orders.addToBasket'),
  },
  {
    name: 'order-new-client-list',
    path: paths.newOrder(),
    act: async (page) => page.getByRole('combobox').first().click(),
    shows: (page) => page.getByRole('listbox'),
    isListOpen: true,
  },
  { name: 'payment', path: paths.order(orders.awaiting), act: clicks('orders.pay'), shows: anyDialog },
  { name: 'billing', path: paths.billing, shows: text('INV-') },
  { name: 'invoice-paid', path: paths.invoice(invoices.paid), shows: named('heading', 'billing.payments') },
  { name: 'invoice-partly-paid', path: paths.invoice(invoices.partlyPaid), shows: named('button', 'payment.record') },
];

export const ticketScreens = ({ tickets }: SampleData): Screen[] => [
  { name: 'tickets', path: paths.tickets, shows: text('T-0000') },
  { name: 'ticket-open', path: paths.ticket(tickets.open), shows: named('button', 'tickets.send') },
  { name: 'ticket-closed', path: paths.ticket(tickets.closed), shows: named('button', 'tickets.reopen') },
  { name: 'ticket-new', path: paths.newTicket, shows: named('button', 'ui.create') },
  { name: 'ticket-new-invalid', path: paths.newTicket, act: clicks('ui.create'), shows: invalid },
];
