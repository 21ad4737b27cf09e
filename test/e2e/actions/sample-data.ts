import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { embeddedSandboxAddress } from '../../../preload/api/connections.ts';
import { codeInput } from '../../unit/support/promo-code.ts';
import { ask } from './calls.ts';
import { openEnvironment } from './look.ts';
import { addChanges } from './sample-changes.ts';
import { addFindings } from './sample-findings.ts';
import { addMoney, contractOf, operationOf, order, pay, reach, reachOperation, sell } from './sample-orders.ts';

/** Ids of what the screens are looked at with: records in each state they can be in. */
export interface SampleData {
  /** `away` cannot be reached and is disabled, with one operation that waits for it. */
  readonly connections: { readonly works: string; readonly refused: string; readonly away: string };
  readonly categories: { readonly full: string; readonly empty: string };
  readonly products: { readonly orderable: string; readonly incomplete: string };
  readonly clients: { readonly english: string; readonly russian: string; readonly bare: string };
  readonly orders: { readonly active: string; readonly awaiting: string };
  readonly invoices: { readonly paid: string; readonly partlyPaid: string; readonly refunded: string };
  readonly creditNote: string;
  /** A code that was used, and takes its discount from one product alone. */
  readonly promoCode: string;
  readonly contracts: {
    readonly active: string;
    readonly pending: string;
    readonly suspended: string;
    readonly refused: string;
    readonly unknown: string;
    /** In its trial; and one whose upgrade waits for its money. */
    readonly trial: string;
    readonly changing: string;
  };
  readonly operations: {
    readonly done: string;
    readonly refused: string;
    readonly unknown: string;
    readonly queued: string;
  };
  readonly tickets: { readonly open: string; readonly closed: string };
  readonly findings: {
    readonly address: string;
    readonly orphan: string;
    readonly missing: string;
    readonly end: string;
    readonly resolved: string;
  };
  readonly bulk: { readonly run: string };
}

/**
 * Fills the sandbox environment through the calls that the screens make themselves. `vendor` stands behind a second
 * connection: it refuses one order for lack of money and loses the answer of another.
 */
export async function fillSandbox(page: Page, vendor: VendorSandbox): Promise<SampleData> {
  await openEnvironment(page, 'sandbox');
  const { connections, second } = await addConnections(page, vendor.url);
  const { categories, products, secondProduct, awayProduct } = await addCatalogue(page, {
    ...connections,
    second,
  });
  const clients = await addClients(page);
  await addAffiliates(page, clients);

  const active = await sell(page, clients.english, products.orderable);
  await reach(page, active, 'active');
  const suspended = await sell(page, clients.russian, products.orderable, {
    ip: '2001:db8:85a3:1234:5678:8a2e:370:7334',
  });
  await reach(page, suspended, 'active');
  await ask(page, 'licenses', 'suspend', { contractProductId: contractOf(suspended) });
  await reach(page, suspended, 'suspended');

  vendor.setFaults([{ kind: 'balance', func: 'soft.order.param', times: 1 }]);
  const refused = await sell(page, clients.english, secondProduct);
  await reachOperation(page, refused, 'refused');
  // Before a license vanishes at the vendor: reading it would be a finding of its own.
  const run = await addBulk(page);
  const findings = await addFindings(page, vendor, { connectionId: second, clientId: clients.english, secondProduct });
  vendor.setFaults([
    { kind: 'reset', func: 'soft.order.param', times: 1 },
    { kind: 'page-limit', func: 'soft', rows: 0 },
  ]);
  const unknown = await sell(page, clients.russian, secondProduct);
  await reachOperation(page, unknown, 'unknown');

  const queued = await sell(page, clients.russian, awayProduct);
  await reachOperation(page, queued, 'queued', 'vendor.unreachable');
  await enable(page, connections.away, false);

  const awaiting = await order(page, clients.english, products.orderable, {
    notes: 'Call before the change of the server.\nThe invoice goes to accounting.',
  });
  await pay(page, awaiting, { amountMinor: 200, method: 'cash', reference: 'Receipt 17' });
  const creditNote = await addMoney(page, { clientId: clients.english, invoiceId: refused.invoiceId });
  await ask(page, 'cancellations', 'request', {
    requestKey: randomUUID(),
    orderId: awaiting.id,
    reason: 'The server moves to another datacenter.',
  });
  const promoCode = await addPromoCode(page, clients.russian, products.orderable);
  const changes = await addChanges(page, {
    connectionId: connections.works,
    categoryId: categories.full,
    clientId: (
      await ask(page, 'clients', 'create', { firstName: 'Mei', lastName: 'Chen', email: 'mei@client.example' })
    ).id,
    productId: products.orderable,
  });
  return {
    connections,
    categories,
    products,
    clients,
    orders: { active: active.id, awaiting: awaiting.id },
    invoices: { paid: active.invoiceId, partlyPaid: awaiting.invoiceId, refunded: refused.invoiceId },
    creditNote,
    promoCode,
    contracts: {
      active: contractOf(active),
      pending: contractOf(awaiting),
      suspended: contractOf(suspended),
      refused: contractOf(refused),
      unknown: contractOf(unknown),
      ...changes,
    },
    operations: {
      done: await operationOf(page, active),
      refused: await operationOf(page, refused),
      unknown: await operationOf(page, unknown),
      queued: await operationOf(page, queued),
    },
    tickets: await addTickets(page, clients),
    findings,
    bulk: { run },
  };
}

/** A fixed code of one product, with an order that it was used by. */
async function addPromoCode(page: Page, clientId: string, productId: string): Promise<string> {
  const { prices } = await ask(page, 'catalogue', 'getProduct', { id: productId });
  const price = prices.find(({ termMonths }) => termMonths === 1);
  if (!price) throw new Error('the product has no price for a month');
  const { currency } = price;
  const { id, code } = await ask(
    page,
    'promoCodes',
    'create',
    codeInput({
      name: 'Spring campaign',
      description: 'On the landing page since March.',
      code: 'SPRING-2026',
      kind: 'fixed',
      percent: null,
      amounts: [{ currency, amountMinor: 50 }],
      scope: 'selected',
      products: [{ productId, percent: null, amounts: [{ currency, amountMinor: 100 }] }],
      mandatoryProductIds: [productId],
      maxQuantity: 10,
      maxUses: 100,
      maxUsesPerClient: 1,
    }),
  );
  await ask(page, 'orders', 'place', {
    requestKey: randomUUID(),
    clientId,
    currency,
    items: [{ productId, termMonths: 1, ip: '203.0.113.10' }],
    promoCode: code,
    expectedTotalMinor: price.amountMinor - 100,
  });
  return id;
}

/** Switches a connection on or off, as its form does. */
export async function enable(page: Page, id: string, isEnabled: boolean): Promise<void> {
  const { name, username, apiAddress } = await ask(page, 'connections', 'get', { id });
  await ask(page, 'connections', 'update', { id, name, username, apiAddress, isEnabled });
}

/** Anna is an affiliate who brought the Russian client: what that one pays earns her something. */
async function addAffiliates(page: Page, { english, russian }: SampleData['clients']): Promise<void> {
  const settings = { isEnabled: true, kind: 'percent', percent: '20', fixedMinor: 0 } as const;
  await ask(page, 'affiliates', 'saveSettings', { ...settings, maturationDays: 30, thresholdMinor: 1000 });
  await ask(page, 'affiliates', 'enroll', { clientId: english });
  const { affiliate } = await ask(page, 'affiliates', 'ofClient', { id: english });
  await ask(page, 'affiliates', 'setReferrer', { clientId: russian, code: affiliate?.code ?? '' });
}

async function addConnections(page: Page, secondUrl: string) {
  const [account] = await ask(page, 'app', 'sandboxAccounts', {});
  if (!account) throw new Error('the practice vendor has no account');
  const { username, password } = account;
  const works = await ask(page, 'connections', 'create', {
    name: 'ispmanager licenses',
    username,
    password,
    apiAddress: embeddedSandboxAddress,
    isCategoryDefault: true,
    isProviderDefault: true,
  });
  await ask(page, 'connections', 'test', { id: works.id });
  const second = await ask(page, 'connections', 'create', {
    name: 'Second account of the southern branch',
    username,
    password,
    apiAddress: secondUrl,
    readIntervalMs: 0,
  });
  const refused = await ask(page, 'connections', 'create', {
    name: 'Old account',
    username: 'old.account@sandbox.example',
    password: 'wrong',
    apiAddress: embeddedSandboxAddress,
  });
  await ask(page, 'connections', 'test', { id: refused.id });
  await ask(page, 'practiceVendor', 'configure', {
    login: 'vendor-b@sandbox.example',
    guesses: { trialDays: 3 },
    wordings: { balance: { type: 'money', object: 'balance', message: 'Please top up your account: __value__' } },
  });
  // Nobody calls this function.
  const func = 'menu';
  await ask(page, 'practiceVendor', 'setFaults', {
    faults: [
      { kind: 'status', phase: 'after-commit', func, status: 503, retryAfter: 'Wed, 21 Oct 2065 07:28:00 GMT' },
      { kind: 'corpus', func, corpus: 'xml-external-entity', account: 'twofactor@sandbox.example', times: null },
      { kind: 'page-shift', func, rows: -3, times: 5 },
    ],
  });
  await ask(page, 'connections', 'detect', { id: works.id });
  const away = await ask(page, 'connections', 'create', {
    name: 'Account of the eastern branch',
    username,
    password,
    // Nobody listens there.
    apiAddress: 'http://127.0.0.1:1/manager/billmgr',
  });
  return { connections: { works: works.id, refused: refused.id, away: away.id }, second: second.id };
}

async function addCatalogue(page: Page, connections: { works: string; second: string; away: string }) {
  await ask(page, 'brand', 'update', { languages: ['en', 'ru', 'de'] });
  const full = await ask(page, 'catalogue', 'createCategory', {
    name: 'Licenses ispmanager 6 lite, pro, host',
    description: 'Control panels for one server.',
  });
  await ask(page, 'catalogue', 'createCategory', { name: 'For partners', parentId: full.id });
  const empty = await ask(page, 'catalogue', 'createCategory', { name: 'Лицензии для партнёров' });
  const orderable = await ask(page, 'catalogue', 'createProduct', {
    categoryId: full.id,
    name: 'ispmanager 6 lite',
    description: 'Up to ten sites.',
    prices: [
      { termMonths: 1, currency: 'EUR', amountMinor: 500 },
      { termMonths: 12, currency: 'EUR', amountMinor: 5_000 },
      { termMonths: 1, currency: 'RUB', amountMinor: 49_900 },
    ],
    connectionId: connections.works,
    packageIdentifier: '55227',
  });
  await ask(page, 'translations', 'save', {
    entity: 'product',
    id: orderable.id,
    texts: [{ field: 'description', language: 'ru', text: 'До десяти сайтов.' }],
  });
  const incomplete = await ask(page, 'catalogue', 'createProduct', {
    categoryId: full.id,
    name: 'ispmanager 6 host',
    isVisible: false,
    prices: [],
  });
  const secondProduct = await ask(page, 'catalogue', 'createProduct', {
    categoryId: full.id,
    name: 'ispmanager 6 pro for the servers of the southern branch',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 1_050 }],
    connectionId: connections.second,
    packageIdentifier: 'ispmanager 6 pro',
  });
  const awayProduct = await ask(page, 'catalogue', 'createProduct', {
    categoryId: full.id,
    name: 'ispmanager 6 host of the eastern branch',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 1_500 }],
    connectionId: connections.away,
    packageIdentifier: 'ispmanager 6 host',
  });
  return {
    categories: { full: full.id, empty: empty.id },
    products: { orderable: orderable.id, incomplete: incomplete.id },
    secondProduct: secondProduct.id,
    awayProduct: awayProduct.id,
  };
}

async function addClients(page: Page) {
  const english = await ask(page, 'clients', 'create', {
    firstName: 'Anna',
    lastName: 'Petrova',
    email: 'anna@client.example',
    company: 'Petrova Hosting Ltd',
    notes: 'Pays by transfer.',
  });
  const russian = await ask(page, 'clients', 'create', {
    firstName: 'Константин',
    lastName: 'Верхнекамский-Преображенский',
    email: 'k.verkhnekamsky-preobrazhensky@very-long-domain.client.example',
    company: 'ООО «Дальневосточная телекоммуникационная компания»',
    language: 'ru',
  });
  const bare = await ask(page, 'clients', 'create', { firstName: 'Li', lastName: 'Wu', email: 'li@client.example' });
  return { english: english.id, russian: russian.id, bare: bare.id };
}

async function addTickets(page: Page, clients: SampleData['clients']) {
  const add = (clientId: string, subject: string, text: string) =>
    ask(page, 'tickets', 'create', { requestKey: randomUUID(), clientId, subject, text });
  const open = await add(clients.english, 'The panel asks for a new key', 'Since this morning.\nWhat can I do?');
  await ask(page, 'tickets', 'reply', { requestKey: randomUUID(), id: open.id, text: 'Please press “Update key”.' });
  const closed = await add(
    clients.russian,
    'Как перенести лицензию на другой сервер с сохранением всех настроек?',
    'Спасибо!',
  );
  await ask(page, 'tickets', 'setStatus', { id: closed.id, status: 'closed' });
  return { open: open.id, closed: closed.id };
}

/** A saved selection, and a run over all products that has come to its end: some were read, some have nothing to be read. */
async function addBulk(page: Page): Promise<string> {
  const selection = { by: 'filter' as const, filter: {} };
  await ask(page, 'bulk', 'saveSelection', {
    name: 'Suspended licenses of the southern branch',
    of: { by: 'filter', filter: { licenseStatus: 'suspended' } },
  });
  const { rows, cost } = await ask(page, 'bulk', 'preview', { selection, action: 'usage' });
  const { id } = await ask(page, 'bulk', 'start', {
    requestKey: randomUUID(),
    selection,
    action: 'usage',
    expect: { rows, cost },
  });
  await expect.poll(async () => (await ask(page, 'bulk', 'get', { id })).state).toBe('finished');
  return id;
}
