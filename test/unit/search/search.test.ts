import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holds, type Context } from '../../../main/core/kernel/index.ts';
import { matchOf, ranked, wordsOf } from '../../../main/core/search/rules.ts';
import { makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

type Query = Parameters<typeof shop.call<'search', 'query'>>[2];
const find = (text: string, more: Partial<Query> = {}) => shop.call('search', 'query', { text, ...more });
const shown = (text: string, more: Partial<Query> = {}) =>
  find(text, more).map(({ kind, field, text: found }) => `${kind} ${field} ${found}`);

/** A sold license with what it is found by. */
function sale() {
  const clientId = shop.make.client({
    firstName: 'Константин',
    lastName: 'Верхнекамский',
    email: 'K.Ver@Client.example',
    company: 'ООО «Хостинг»',
  });
  const order = shop.make.order({ clientId, ip: '203.0.113.77' });
  const contractId = order.items[0]?.contractProductId ?? '';
  const licenseId = shop.make.license(contractId, {
    license_key: '4711-ABCDEF-XYZ',
    ip: '198.51.100.23',
    licname: 'rc-token-1',
  });
  return { clientId, order, contractId, licenseId };
}

describe('the search', () => {
  it('finds a ticket by subject and number, and a credit note by its number, by whoever may read them', () => {
    const { clientId, order } = sale();
    const opened = { requestKey: shop.store.makeId(), clientId, subject: 'Лицензия опаздывает', text: 't' };
    const ticket = shop.call('tickets', 'create', opened);
    expect(shown('опаздывает')).toEqual(['ticket subject Лицензия опаздывает']);
    expect(shown(ticket.number)).toEqual([`ticket number ${ticket.number}`]);
    const ended = { requestKey: shop.store.makeId(), invoiceId: order.invoiceId, expectedDueMinor: 500 };
    const [note] = shop.call('billing', 'cancelInvoice', ended).creditNotes;
    expect(shown(note?.number ?? '')).toEqual([`credit_note number ${note?.number}`]);
  });

  it('finds a client by name in both orders, e-mail and company, in any case', () => {
    const { clientId } = sale();
    for (const [text, field] of [
      ['верхнекамский', 'name'],
      ['КОНСТАНТИН ВЕРХ', 'name'],
      ['верхнекамский константин', 'name'],
      ['k.ver@client', 'email'],
      ['хостинг', 'company'],
    ] as const) {
      expect(find(text, { kinds: ['client'] }), text).toEqual([
        {
          kind: 'client',
          id: clientId,
          title: 'Константин Верхнекамский',
          subtitle: 'K.Ver@Client.example',
          field,
          text: expect.any(String),
        },
      ]);
    }
  });

  it('finds by number of order and invoice, IP and license key', () => {
    const { order, contractId } = sale();
    expect(find('ORD-000001')[0]).toMatchObject({ kind: 'order', id: order.id, subtitle: 'Константин Верхнекамский' });
    expect(find('inv-000001')[0]).toMatchObject({ kind: 'invoice', id: order.invoiceId, field: 'number' });
    expect(shown('203.0.113.77')).toEqual(['contract_product ip 203.0.113.77']);
    expect(find('198.51.100.23')).toMatchObject([
      { kind: 'license', id: contractId, title: 'ispmanager 6 lite', field: 'ip' },
    ]);
    expect(shown('abcdef')).toEqual(['license key 4711-ABCDEF-XYZ']);
    expect(shown('rc-token')).toEqual(['license token rc-token-1']);
  });

  it('finds a license by a key that was replaced', () => {
    const { licenseId } = sale();
    opened.store.transaction(staff, (writer) => {
      writer.insert('old_license_key', {
        id: opened.store.makeId(),
        license_id: licenseId,
        license_key: '4711-ABCDEF-XYZ',
        reason: 'reissue',
        replaced_by: 'Olga',
      });
      writer.update('license', licenseId, { license_key: '4711-NEWKEY-123' });
    });
    expect(shown('abcdef')).toEqual(['license old_key 4711-ABCDEF-XYZ']);
    expect(shown('newkey')).toEqual(['license key 4711-NEWKEY-123']);
  });

  it('follows every change, deletion and return', () => {
    const { clientId } = sale();
    const client = shop.call('clients', 'get', { id: clientId });
    const { firstName, email, company } = client;
    shop.call('clients', 'update', { id: clientId, firstName, email, company, lastName: 'Иванов', language: 'ru' });
    expect(find('верхнекамский')).toEqual([]);
    expect(shown('иванов', { kinds: ['client'] })).toEqual(['client name Константин Иванов']);
    const categoryId = shop.make.category('Панели');
    expect(shown('панел')).toEqual(['category name Панели']);
    shop.call('catalogue', 'deleteCategory', { id: categoryId });
    expect(find('панел')).toEqual([]);
    shop.call('catalogue', 'restoreCategory', { id: categoryId });
    expect(shown('панел')).toEqual(['category name Панели']);
    opened.store.db.prepare("UPDATE client SET deleted_at = 'x' WHERE id = ?").run(clientId);
    expect(find('иванов', { kinds: ['client'] })).toEqual([]);
  });

  it('finds a product by name, keywords, store link and package', () => {
    const id = shop.make.product({
      name: 'Лайт',
      keywords: 'panel, панель',
      slug: 'my-lite',
      packageIdentifier: '55228',
    });
    expect(['лайт', 'ПАНЕЛЬ', 'my-lite', '55228'].map((text) => find(text, { kinds: ['product'] })[0])).toMatchObject(
      ['name', 'keywords', 'slug', 'package'].map((field) => ({ id, field, title: 'Лайт' })),
    );
  });

  it('wants every word, long or short, and takes no word as a command', () => {
    sale();
    expect(find('константин верх', { kinds: ['client'] })).toHaveLength(1);
    expect(find('константин не', { kinds: ['client'] })).toHaveLength(1);
    expect(find('константин zz', { kinds: ['client'] })).toEqual([]);
    for (const text of ['"', 'NEAR(', 'a* OR b', 'name:x', '-abc', 'константин OR', "x'; DROP TABLE client", '()^']) {
      expect(find(text, { kinds: ['client'] }), text).toEqual([]);
    }
    expect(find('   ')).toEqual([]);
  });

  it('looks for one or two letters among the newest records', () => {
    sale();
    expect(shown('ко', { kinds: ['client'] })).toEqual(['client name Константин Верхнекамский']);
    expect(find('ъъ')).toEqual([]);
  });

  it('puts the whole text first, then beginnings, then the newest', () => {
    ['Manners', 'Annabel', 'Mannerheim', 'Ann', 'Annabella'].forEach((lastName, n) =>
      shop.make.client({ firstName: 'X', lastName, email: `x${n}@client.example` }),
    );
    const names = (text: string, limit = 30) => find(text, { kinds: ['client'], limit }).map(({ title }) => title);
    expect(names('ann')).toEqual(['X Annabella', 'X Ann', 'X Annabel', 'X Mannerheim', 'X Manners']);
    expect(names('x ann')).toEqual(['X Ann', 'X Annabella', 'X Annabel', 'X Mannerheim', 'X Manners']);
    expect(names('ann', 1)).toEqual(['X Annabella']);
  });

  it('shows the newest of many of a kind, and all kinds beside it', () => {
    const productId = shop.make.product({ name: 'common name' });
    const clientId = shop.make.client();
    for (let n = 0; n < 60; n += 1) shop.make.order({ productId, clientId });
    const hits = find('common', { limit: 100 });
    expect(hits.filter(({ kind }) => kind === 'contract_product')).toHaveLength(60);
    expect(hits.filter(({ kind }) => kind === 'product')).toHaveLength(1);
  });

  it('leaves out kinds that the caller may not read', () => {
    sale();
    const nobody = {
      principal: { kind: 'client', clientId: 'c', name: 'C', actingStaffName: 'S' },
      traceId: 't',
    } as Context;
    expect(holds(nobody.principal, 'clients.read')).toBe(false);
    expect(shop.call('search', 'query', { text: 'константин' }, nobody)).toEqual([]);
  });
});

describe('the rules of the search', () => {
  it('quote every word', () => {
    expect(wordsOf('  Ab  "c\tДЕЁ ')).toEqual(['ab', '"c', 'деё']);
    expect(matchOf(['ab', 'c'])).toBeNull();
    expect(matchOf(['abc', 'd', 'e"fg'])).toBe('"abc" AND "e""fg"');
    expect(wordsOf(Array.from({ length: 20 }, (_, n) => `w${n}`).join(' '))).toHaveLength(8);
  });

  it('rank a whole field over a beginning over a word over a part', () => {
    const rank = (name: string, text: string) =>
      ranked(
        { hit: { kind: 'client', id: '', title: '', subtitle: '' }, fields: [['name', name]], seq: 1 },
        wordsOf(text),
      )?.rank;
    expect(rank('Ann Lee', 'ann lee')).toBe(0);
    expect(rank('Ann Lee', 'ann')).toBe(1);
    expect(rank('Lee Ann', 'ann')).toBe(2);
    expect(rank('Lee von Ann', 'ann lee')).toBe(3);
    expect(rank('Manners', 'ann')).toBe(4);
    expect(rank('manna Ann', 'ann')).toBe(2);
    expect(rank('Lee', 'ann')).toBeUndefined();
  });
});
