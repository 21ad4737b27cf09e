import { paths } from '../../../../renderer/app/paths.ts';
import type { SampleData } from '../../actions/sample-data.ts';
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

export const sellingScreens = ({ clients, orders, invoices }: SampleData): Screen[] => [
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
    name: 'order-new-trial',
    path: paths.newOrder(clients.english),
    act: async (page) => page.getByRole('radio', { name: /on trial/ }).check({ force: true }),
    shows: named('heading', 'trial.title'),
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

export const ticketScreens = ({ tickets }: SampleData): Screen[] => [
  { name: 'tickets', path: paths.tickets, shows: text('T-0000') },
  { name: 'ticket-open', path: paths.ticket(tickets.open), shows: named('button', 'tickets.send') },
  { name: 'ticket-closed', path: paths.ticket(tickets.closed), shows: named('button', 'tickets.reopen') },
  { name: 'ticket-new', path: paths.newTicket, shows: named('button', 'ui.create') },
  { name: 'ticket-new-invalid', path: paths.newTicket, act: clicks('ui.create'), shows: invalid },
];
