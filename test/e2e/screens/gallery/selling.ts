import type { Page } from '@playwright/test';
import { paths } from '../../../../renderer/app/paths.ts';
import { runInPage } from '../../actions/calls.ts';
import type { SampleData } from '../../actions/sample-data.ts';
import { word } from '../words.ts';
import { text, named, worded, anyDialog, chooses, clicks, tab, invalid, type Screen } from './screen.ts';

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
    name: 'client-timeline',
    path: paths.clientTab(clients.english, 'timeline'),
    shows: worded('timeline.kind.order'),
  },
  {
    name: 'client-invoices',
    path: paths.clientTab(clients.english, 'invoices'),
    shows: text('INV-'),
  },
  {
    name: 'client-password',
    path: paths.client(clients.english),
    act: clicks('clients.login.set'),
    shows: anyDialog,
  },
  {
    name: 'client-country-list',
    path: paths.client(clients.english),
    act: async (page, language) => page.getByRole('combobox', { name: word(language, 'clients.country') }).click(),
    shows: (page) => page.getByRole('listbox'),
    isListOpen: true,
  },
  {
    name: 'client-delete',
    path: paths.client(clients.english),
    act: chooses('clients.delete'),
    shows: (page, language) => page.getByLabel(word(language, 'clients.code')),
  },
  {
    name: 'client-merge',
    path: paths.client(clients.bare),
    act: async (page, language) => {
      await chooses('clients.merge')(page, language);
      await page.getByRole('combobox', { name: word(language, 'clients.merge.into') }).click();
      await page.getByRole('option').last().click();
    },
    shows: anyDialog,
  },
  {
    name: 'client-balance',
    path: paths.client(clients.english),
    act: tab('balance.title'),
    shows: text('Transfer 4711'),
  },
  {
    name: 'client-balance-empty',
    path: paths.client(clients.bare),
    act: tab('balance.title'),
    shows: worded('balance.none'),
  },
  {
    name: 'client-balance-deposit',
    path: paths.client(clients.english),
    act: async (page, language) => {
      await tab('balance.title')(page, language);
      await clicks('balance.deposit')(page, language);
    },
    shows: anyDialog,
  },
  {
    name: 'client-balance-payout',
    path: paths.client(clients.english),
    act: async (page, language) => {
      await tab('balance.title')(page, language);
      await clicks('balance.payOut')(page, language);
    },
    shows: anyDialog,
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

export const sellingScreens = ({ clients, orders, invoices, creditNote, promoCode }: SampleData): Screen[] => [
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
    name: 'order-new-trial',
    path: paths.newOrder(clients.english),
    act: async (page) => page.getByRole('radio', { name: /on trial/ }).check({ force: true }),
    shows: named('heading', 'trial.title'),
  },
  {
    name: 'order-basket-trial',
    path: paths.newOrder(clients.english),
    act: async (page, language) => {
      await page.getByRole('radio', { name: /on trial/ }).check({ force: true });
      await page.getByRole('checkbox').first().check({ force: true });
      await clicks('orders.addToBasket', 'orders.toCheckout')(page, language);
    },
    undo: discardDraft,
    shows: named('button', 'orders.place'),
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
  {
    name: 'invoice-preview',
    path: paths.invoice(invoices.paid),
    act: clicks('document.preview'),
    shows: (page) => page.getByText(/^(Page 1 of|Страница 1 из) 1$/),
  },
  {
    name: 'order-why',
    path: paths.order(orders.active),
    act: clicks('causes.title'),
    shows: worded('causes.step.payment'),
  },
  {
    name: 'invoice-why',
    path: paths.invoice(invoices.partlyPaid),
    act: clicks('causes.title'),
    shows: worded('causes.waitsFor'),
  },
  { name: 'invoice-partly-paid', path: paths.invoice(invoices.partlyPaid), shows: named('button', 'payment.record') },
  { name: 'invoice-refunded', path: paths.invoice(invoices.refunded), shows: named('heading', 'refund.all') },
  { name: 'invoice-refund', path: paths.invoice(invoices.paid), act: clicks('refund.title'), shows: anyDialog },
  {
    name: 'invoice-cancel',
    path: paths.invoice(invoices.partlyPaid),
    act: async (page, language) => {
      await clicks('ui.moreActions')(page, language);
      await named('menuitem', 'credit.cancelInvoice')(page, language).click();
    },
    shows: anyDialog,
  },
  {
    name: 'invoice-credit-part',
    path: paths.invoice(invoices.partlyPaid),
    act: async (page, language) => {
      await clicks('ui.moreActions')(page, language);
      await named('menuitem', 'credit.part')(page, language).click();
    },
    shows: anyDialog,
  },
  { name: 'credit-notes', path: paths.creditNotes, shows: text('CN-') },
  { name: 'credit-note', path: paths.creditNote(creditNote), shows: named('heading', 'history.title') },
  { name: 'books', path: paths.books, shows: worded('books.agree') },
  { name: 'books-rows', path: paths.books, act: clicks('books.term.received'), shows: text('Transfer 4711') },
];

export const ticketScreens = ({ tickets }: SampleData): Screen[] => [
  { name: 'tickets', path: paths.tickets, shows: text('T-0000') },
  { name: 'ticket-open', path: paths.ticket(tickets.open), shows: named('button', 'tickets.send') },
  { name: 'ticket-closed', path: paths.ticket(tickets.closed), shows: named('button', 'tickets.reopen') },
  { name: 'ticket-new', path: paths.newTicket, shows: named('button', 'ui.create') },
  { name: 'ticket-new-invalid', path: paths.newTicket, act: clicks('ui.create'), shows: invalid },
];
