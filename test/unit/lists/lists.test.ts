import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maxFound } from '../../../preload/api/values.ts';
import { makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const requestKey = (): string => opened.store.makeId();
const found = {
  clients: (search: string) => shop.call('clients', 'list', { search }).rows.map(({ email }) => email),
  orders: (search: string, more: object = {}) =>
    shop.call('orders', 'list', { search, ...more }).rows.map(({ id }) => id),
  invoices: (search: string, more: object = {}) =>
    shop.call('billing', 'listInvoices', { search, ...more }).rows.map(({ id }) => id),
  products: (search: string, more: object = {}) =>
    shop.call('contractProducts', 'list', { search, ...more }).rows.map(({ id }) => id),
  tickets: (search: string, more: object = {}) =>
    shop.call('tickets', 'list', { search, ...more }).rows.map(({ subject }) => subject),
};

describe('the search of a list', () => {
  it('finds clients by names in both orders, e-mail, company and the beginning of a tax number, in any case', () => {
    const client = (firstName: string, lastName: string, more: object = {}): void => {
      shop.make.client({ firstName, lastName, email: `${lastName}@client.example`.toLowerCase(), ...more });
    };
    client('Мария', 'Кузнецова', { email: 'maria@client.example', company: 'ООО Ромашка' });
    client('Max', 'Power', { taxNumber: 'DE123456789' });
    for (const text of ['КУЗНЕЦОВА мария', 'мария куз', 'ромашка', 'maria@client', 'ри'])
      expect(found.clients(text), text).toEqual(['maria@client.example']);
    for (const text of ['de1234', 'power max', 'ow er ax'])
      expect(found.clients(text), text).toEqual(['power@client.example']);
    for (const text of ['мария power', '%', 'maria_client', '"max"']) expect(found.clients(text), text).toEqual([]);
  });

  it('finds an order by its number, its client and its product, each word anywhere among them', () => {
    const anna = shop.make.client({ firstName: 'Анна', lastName: 'Иванова', email: 'ivanova@client.example' });
    const other = shop.make.client({ firstName: 'Bob', lastName: 'Stone', email: 'bob@client.example' });
    const pro = shop.make.product({ name: 'ispmanager 6 pro', slug: 'pro' });
    const lite = shop.make.order({ clientId: anna });
    const dear = shop.make.order({ clientId: anna, productId: pro });
    const his = shop.make.order({ clientId: other, productId: pro });
    expect(found.orders('иванова')).toEqual([dear.id, lite.id]);
    expect(found.orders('pro')).toEqual([his.id, dear.id]);
    expect(found.orders('иванова pro')).toEqual([dear.id]);
    expect(found.orders(his.number)).toEqual([his.id]);
    expect(found.orders(`${his.number} иванова`)).toEqual([]);
    expect(found.orders('иванова', { status: 'Active' })).toEqual([]);
    expect(found.orders('иванова', { status: 'Awaiting payment', clientId: anna })).toEqual([dear.id, lite.id]);
    // Two letters no index knows: the newest orders are read.
    expect(found.orders('ov')).toEqual([dear.id, lite.id]);
    expect(found.orders('ив 6')).toEqual([dear.id, lite.id]);
  });

  it('finds an invoice by its number, its order and whom it was issued to, also under the name of then', () => {
    const clientId = shop.make.client({ firstName: 'Old', lastName: 'Name', email: 'who@client.example' });
    const order = shop.make.order({ clientId });
    shop.make.order();
    const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    shop.call('clients', 'update', { id: clientId, lastName: 'Renamed' });
    for (const text of [invoice.number, order.number, 'renamed', 'old name who@'])
      expect(found.invoices(text), text).toEqual([invoice.id]);
    expect(found.invoices('renamed', { status: 'Paid' })).toEqual([]);
    expect(found.invoices('renamed', { open: true })).toEqual([invoice.id]);
  });

  it('finds a credit note by its number, its invoice and its client, and a request to cancel by its order', () => {
    const order = shop.make.order();
    const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    shop.call('cancellations', 'request', { requestKey: requestKey(), orderId: order.id, reason: 'Test' });
    const asked = (search: string): number => shop.call('cancellations', 'list', { search }).rows.length;
    expect([asked(order.number), asked('nothing here'), asked(order.clientName)]).toEqual([1, 0, 1]);
    shop.call('billing', 'cancelInvoice', { requestKey: requestKey(), invoiceId: invoice.id, expectedDueMinor: 500 });
    const [note] = shop.call('billing', 'listCreditNotes', {}).rows;
    const notes = (search: string): string[] =>
      shop.call('billing', 'listCreditNotes', { search }).rows.map(({ id }) => id);
    for (const text of [note?.number ?? '', invoice.number, order.clientName])
      expect(notes(text), text).toEqual([note?.id]);
    expect(notes('nothing here')).toEqual([]);
  });

  it('finds a contract product by product, client, address, license key and an earlier key, with what else is asked', () => {
    const clientId = shop.make.client({ firstName: 'Vera', lastName: 'Lind', email: 'vera@client.example' });
    const order = shop.make.order({ clientId });
    const id = order.items[0]?.contractProductId ?? '';
    shop.make.order();
    const license = shop.make.license(id, { license_key: 'KEY-4711-ABCD', ip: '198.51.100.77' });
    for (const text of ['vera', 'lind ispmanager', '198.51.100.77', 'key-4711', order.number])
      expect(found.products(text), text).toEqual([id]);
    expect(found.products('vera', { status: 'Active' })).toEqual([]);
    expect(found.products('vera', { licenseStatus: 'active' })).toEqual([id]);
    expect(license).not.toBe('');
  });

  it('finds a ticket by number, subject and client, and follows what is changed', () => {
    const clientId = shop.make.client({ firstName: 'Vera', lastName: 'Lind', email: 'vera@client.example' });
    const open = (subject: string, of = clientId) =>
      shop.call('tickets', 'create', { requestKey: requestKey(), clientId: of, subject, text: 't' });
    const one = open('Лицензия не приходит');
    open('Invoice please');
    expect(found.tickets('лицензия')).toEqual(['Лицензия не приходит']);
    expect(found.tickets(one.number)).toEqual(['Лицензия не приходит']);
    expect(found.tickets('vera')).toEqual(['Invoice please', 'Лицензия не приходит']);
    expect(found.tickets('vera invoice')).toEqual(['Invoice please']);
    shop.call('tickets', 'setStatus', { id: one.id, status: 'closed' });
    expect(found.tickets('vera', { status: 'closed' })).toEqual(['Лицензия не приходит']);
  });

  it('reads a bounded number of records, the newest, and says where there may be more', () => {
    const { db } = opened.store;
    const insert = db.prepare(
      "INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at) VALUES (?, 'Many', 'Clients', ?, '', 'en', '', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')",
    );
    for (let at = 0; at < maxFound + 5; at += 1) insert.run(opened.store.makeId(), `${at}@client.example`);
    const last = shop.call('clients', 'list', { search: 'many', sort: { by: 'createdAt' }, limit: 1 }).rows[0];
    expect(last?.email).toBe('5@client.example');
    const isCut = (search: string) => shop.call('clients', 'list', { search, limit: 1 }).isCut;
    // One word, two of which one is rare, words too short for the index, and none.
    expect(['many', 'many clients', 'many 2004@client', 'ma', ''].map(isCut)).toEqual([
      true,
      true,
      undefined,
      true,
      undefined,
    ]);
  });
});

type Listing = (
  sort: { by: string; isDescending: boolean } | undefined,
  page: object,
) => {
  readonly rows: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
};
/** Every id of a list, page by page. */
function every(list: Listing, sort?: { by: string; isDescending: boolean }): string[] {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { rows, nextCursor }: ReturnType<Listing> = list(sort, { limit: 2, ...(cursor === null ? {} : { cursor }) });
    ids.push(...rows.map(({ id }) => id));
    // A page that comes again and again would never end.
    expect(ids.length).toBeLessThan(100);
    cursor = nextCursor;
  } while (cursor !== null);
  return ids;
}

describe('the order of a list', () => {
  it('reads clients by name and e-mail, every page once, both ways', () => {
    const made = [
      ['b', 'Same'],
      ['a', 'Same'],
      ['C', 'Last'],
      ['a', 'Other'],
    ].map(([firstName = '', lastName = ''], at) =>
      shop.make.client({ firstName, lastName, email: `${9 - at}@client.example` }),
    );
    const list: Listing = (sort, page) =>
      shop.call('clients', 'list', { ...(sort ? { sort: sort as { by: 'name' } } : {}), ...page });
    const rest = every(list).filter((id) => !made.includes(id));
    const own = (ids: readonly string[]): number[] =>
      ids.filter((id) => !rest.includes(id)).map((id) => made.indexOf(id));
    expect(own(every(list))).toEqual([3, 2, 1, 0]);
    expect(own(every(list, { by: 'name', isDescending: false }))).toEqual([3, 1, 0, 2]);
    expect(own(every(list, { by: 'name', isDescending: true }))).toEqual([2, 0, 1, 3]);
    expect(own(every(list, { by: 'email', isDescending: false }))).toEqual([3, 2, 1, 0]);
    expect(own(every(list, { by: 'createdAt', isDescending: false }))).toEqual([0, 1, 2, 3]);
  });

  it('reads orders, invoices and tickets the oldest first, and promo codes by their code', () => {
    const orders = [shop.make.order(), shop.make.order(), shop.make.order()];
    const oldest = { by: 'createdAt', isDescending: false } as const;
    expect(
      every((sort, page) => shop.call('orders', 'list', { ...(sort ? { sort: oldest } : {}), ...page }), oldest),
    ).toEqual(orders.map(({ id }) => id));
    expect(every((_, page) => shop.call('billing', 'listInvoices', { sort: { by: 'issuedOn' }, ...page }))).toEqual(
      orders.map(({ invoiceId }) => invoiceId),
    );
    const codes = ['zeta', 'Alpha', 'mid'].map((code) => shop.make.promoCode({ code }));
    const byCode = every((_, page) => shop.call('promoCodes', 'list', { sort: { by: 'code' }, ...page }));
    expect(byCode.map((id) => codes.findIndex((each) => each.id === id))).toEqual([1, 2, 0]);
  });

  it('reads invoices and contract products by when they are due; without a date one comes last', () => {
    const ids = [3, 1, 2].map((days) => {
      const order = shop.make.order();
      const date = `2027-01-0${days}`;
      opened.store.db.prepare('UPDATE invoice SET due_on = ? WHERE id = ?').run(date, order.invoiceId);
      const contract = order.items[0]?.contractProductId ?? '';
      opened.store.db.prepare('UPDATE contract_product SET next_due_on = ? WHERE id = ?').run(date, contract);
      return { invoice: order.invoiceId, contract };
    });
    const none = shop.make.order().items[0]?.contractProductId ?? '';
    opened.store.db.prepare('UPDATE contract_product SET next_due_on = NULL WHERE id = ?').run(none);
    const due = every((_, page) => shop.call('contractProducts', 'list', { sort: { by: 'nextDueOn' }, ...page }));
    expect(due).toEqual([ids[1]?.contract, ids[2]?.contract, ids[0]?.contract, none]);
    const invoices = every((_, page) =>
      shop.call('billing', 'listInvoices', { sort: { by: 'dueOn', isDescending: true }, open: true, ...page }),
    ).filter((id) => ids.some(({ invoice }) => invoice === id));
    expect(invoices).toEqual([ids[0]?.invoice, ids[2]?.invoice, ids[1]?.invoice]);
  });
});
