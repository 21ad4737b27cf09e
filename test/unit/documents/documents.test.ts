import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../main/core/kernel/index.ts';
import type { DocumentRef } from '../../../preload/api/documents.ts';
import { pictures, upload } from '../support/pictures.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const invoice = (id: string, language?: 'en' | 'ru') =>
  shop.call('documents', 'get', { kind: 'invoice', id, ...(language === undefined ? {} : { language }) });
const asPaper = (document: DocumentRef): Context => ({
  principal: { kind: 'paper', name: 'document', document },
  traceId: 't',
});
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

/** Writes into rows what only other verbs write. */
const write = (work: Parameters<typeof opened.store.transaction>[1]): unknown => opened.store.transaction(staff, work);
const setInvoice = (id: string, patch: object): unknown =>
  write((writer) => writer.update('invoice', id, { ...patch }));
const addTax = (invoiceId: string, position: number, percent: string, netMinor: number, taxMinor: number): unknown =>
  write((writer) =>
    writer.insert('invoice_tax', {
      id: opened.store.makeId(),
      invoice_id: invoiceId,
      position,
      name: 'VAT',
      percent,
      is_inclusive: 0,
      net_minor: netMinor,
      tax_minor: taxMinor,
    }),
  );
const addCreditNote = (invoiceId: string, clientId: string, patch: object = {}): string => {
  const id = opened.store.makeId();
  write((writer) =>
    writer.insert('credit_note', {
      id,
      request_key: null,
      number: 'CN-000001',
      invoice_id: invoiceId,
      client_id: clientId,
      reason: 'refund',
      note: 'the client shouted at us',
      currency: 'EUR',
      total_minor: 240,
      tax_minor: 40,
      issued_on: '2026-03-11',
      ...patch,
    }),
  );
  return id;
};

describe('the paper of an invoice (spec 2.4)', () => {
  it('shows number, dates, lines with the days they pay for, sums and payments', () => {
    const order = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500, { reference: 'R-1' }));
    const paper = invoice(order.invoiceId);
    expect(paper).toMatchObject({
      kind: 'invoice',
      number: 'INV-000001',
      language: 'en',
      size: 'A4',
      status: 'Paid',
      issuedOn: '2026-03-10',
      dueOn: '2026-03-17',
      credits: null,
      // The day after the last one is stored; people read both ends as theirs.
      lines: [
        {
          text: 'ispmanager 6 lite, 1 month',
          amount: eur(500),
          period: { from: '2026-03-10', lastDay: '2026-04-09' },
        },
      ],
      net: eur(500),
      taxes: [],
      tax: eur(0),
      total: eur(500),
      settlement: { paid: eur(500), refunded: eur(0), credited: eur(0), due: eur(0) },
      payments: [{ receivedOn: '2026-03-10', method: 'cash', reference: 'R-1', amount: eur(500) }],
      creditNotes: [],
      base: null,
    });
    // Who recorded a payment is the house's own business.
    expect(JSON.stringify(paper)).not.toContain('Olga Owner');
  });

  it('keeps the buyer and the seller of its issue, whatever they are called now', () => {
    const clientId = shop.make.client({ company: 'Smith GmbH' });
    const order = shop.make.order({ clientId });
    const before = invoice(order.invoiceId);
    expect(before.buyer).toMatchObject({ name: 'Anna Smith', company: 'Smith GmbH', country: '' });
    shop.call('clients', 'update', {
      id: clientId,
      firstName: 'Boris',
      lastName: 'Smith',
      company: 'Other AG',
      email: 'b@example.test',
    });
    expect(invoice(order.invoiceId).buyer).toEqual(before.buyer);
    setInvoice(order.invoiceId, {
      buyer: JSON.stringify({
        name: 'Анна',
        country: 'RU',
        address: 'Невский пр., 1\n191186',
        taxNumber: '7812',
        x: 1,
      }),
      seller: JSON.stringify({ name: 'Hosting House Ltd', taxNumber: 'DE1', country: 'DE' }),
    });
    shop.call('brand', 'update', { name: 'Renamed' });
    const paper = invoice(order.invoiceId);
    expect(paper.buyer).toEqual({
      name: 'Анна',
      company: '',
      email: '',
      address: 'Невский пр., 1\n191186',
      region: '',
      country: 'RU',
      taxNumber: '7812',
      url: '',
    });
    expect(paper.seller).toMatchObject({ name: 'Hosting House Ltd', taxNumber: 'DE1', country: 'DE' });
    expect(paper.brand.name).toBe('Renamed');
  });

  it('names the brand as seller where none was frozen', () => {
    expect(invoice(shop.make.order().invoiceId).seller).toMatchObject({ name: 'Hosting House', taxNumber: '' });
  });

  it('speaks the buyer\u2019s language as frozen, or the one asked for', () => {
    const clientId = shop.make.client({ language: 'ru' });
    const order = shop.make.order({ clientId });
    shop.call('clients', 'update', {
      id: clientId,
      firstName: 'Anna',
      lastName: 'Smith',
      email: 'a@example.test',
      language: 'en',
    });
    expect(invoice(order.invoiceId).language).toBe('ru');
    expect(invoice(order.invoiceId, 'en').language).toBe('en');
  });

  it('adds up: net and tax make the total, the rows make the tax (spec 2.14)', () => {
    const { invoiceId } = shop.make.order();
    addTax(invoiceId, 1, '7.7', 100, 8);
    addTax(invoiceId, 0, '20', 400, 80);
    setInvoice(invoiceId, { total_minor: 588, tax_minor: 88 });
    const { net, tax, taxes, total } = invoice(invoiceId);
    expect(taxes).toEqual([
      { name: 'VAT', percent: '20', isInclusive: false, net: eur(400), tax: eur(80) },
      { name: 'VAT', percent: '7.7', isInclusive: false, net: eur(100), tax: eur(8) },
    ]);
    expect(net.amountMinor + tax.amountMinor).toBe(total.amountMinor);
    expect(taxes.reduce((sum, rate) => sum + rate.tax.amountMinor, 0)).toBe(tax.amountMinor);
    expect(taxes.reduce((sum, rate) => sum + rate.net.amountMinor, 0)).toBe(net.amountMinor);
  });

  it('tells what was given back and credited, and the total in the brand\u2019s currency where a rate is kept', () => {
    const { invoiceId, clientId } = shop.make.order();
    addCreditNote(invoiceId, clientId);
    setInvoice(invoiceId, {
      paid_minor: 500,
      refunded_minor: 240,
      credited_minor: 240,
      base_currency: 'USD',
      base_rate: '1.0825',
      base_total_minor: 541,
    });
    expect(invoice(invoiceId)).toMatchObject({
      settlement: { paid: eur(500), refunded: eur(240), credited: eur(240) },
      creditNotes: [{ number: 'CN-000001', issuedOn: '2026-03-11', total: eur(240) }],
      base: { currency: 'USD', rate: '1.0825', total: { amountMinor: 541, currency: 'USD' } },
    });
    // In its own currency there is nothing to say.
    setInvoice(invoiceId, { base_currency: 'EUR', base_rate: '1', base_total_minor: 500 });
    expect(invoice(invoiceId).base).toBeNull();
  });

  it.each([
    ['US', 'en', 'Letter'],
    ['DE', 'en-US', 'A4'],
    ['', 'en-US', 'Letter'],
    ['', 'en-GB', 'A4'],
    ['', 'en', 'A4'],
  ] as const)('of a buyer in "%s" of a brand that writes in %s is on %s', (country, language, size) => {
    const { invoiceId } = shop.make.order();
    setInvoice(invoiceId, { buyer: JSON.stringify({ name: 'Anna', country }) });
    shop.call('brand', 'update', { defaultLanguage: language });
    expect(invoice(invoiceId)).toMatchObject({ size, language: 'en' });
  });
});

describe('the paper of a credit note (spec 2.4)', () => {
  it('says what it credits and why, with the invoice\u2019s buyer and without the staff\u2019s note', () => {
    const { invoiceId, clientId } = shop.make.order();
    const id = addCreditNote(invoiceId, clientId);
    const paper = shop.call('documents', 'get', { kind: 'credit_note', id });
    expect(paper).toMatchObject({
      kind: 'credit_note',
      number: 'CN-000001',
      issuedOn: '2026-03-11',
      dueOn: null,
      status: null,
      buyer: { name: 'Anna Smith' },
      credits: { invoiceNumber: 'INV-000001', reason: 'refund', line: null },
      net: eur(200),
      tax: eur(40),
      total: eur(240),
      settlement: null,
    });
    expect(JSON.stringify(paper)).not.toContain('shouted');
  });
});

describe('the receipt of a payment', () => {
  it('says how much was received, when, how and for which invoice', () => {
    const order = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 200));
    const { payments } = shop.call(
      'billing',
      'recordPayment',
      shop.make.payment(order.invoiceId, 300, { method: 'bank_transfer', reference: 'R-2', receivedOn: '2026-03-09' }),
    );
    const [first, second] = payments.map(({ id }) => shop.call('documents', 'get', { kind: 'receipt', id }));
    expect(first).toMatchObject({ number: 'INV-000001-1', total: eur(200), issuedOn: '2026-03-10' });
    expect(second).toMatchObject({
      kind: 'receipt',
      number: 'INV-000001-2',
      issuedOn: '2026-03-09',
      buyer: { name: 'Anna Smith' },
      receipt: { invoiceNumber: 'INV-000001', method: 'bank_transfer', reference: 'R-2' },
      lines: [],
      net: eur(300),
      total: eur(300),
      settlement: null,
      credits: null,
    });
    expect(JSON.stringify(second)).not.toContain('Olga Owner');
  });
});

describe('who may read a document', () => {
  it('a window that is printed reads the one it is bound to, with the logo', () => {
    const order = shop.make.order();
    const other = shop.make.order();
    const { logoAssetId } = shop.call('brand', 'setLogo', { file: upload(pictures.png) });
    const answer = shop.call('paper', 'get', {}, asPaper({ kind: 'invoice', id: order.invoiceId, language: 'ru' }));
    expect(answer.document).toMatchObject({ id: order.invoiceId, language: 'ru' });
    expect(answer.logo).toMatchObject({ id: logoAssetId, base64: pictures.png.toString('base64') });
    expect(JSON.stringify(answer)).not.toContain(other.invoiceId);
  });

  it('nobody else uses its call', () => {
    expect(failure(() => shop.call('paper', 'get', {}, staff))?.code).toBe('call.forbidden');
  });

  it('what is not there is not found, of any kind', () => {
    const { invoiceId } = shop.make.order();
    for (const ref of [
      { kind: 'invoice', id: key() },
      { kind: 'credit_note', id: key() },
      { kind: 'credit_note', id: invoiceId },
      { kind: 'receipt', id: invoiceId },
    ] as const)
      expect(failure(() => shop.call('documents', 'get', ref))?.code).toBe('not_found');
  });

  it('the command line is told that it cannot print', () => {
    const { invoiceId: id } = shop.make.order();
    const { documents } = shop.services;
    const ref = { kind: 'invoice', id } as const;
    expect(() => documents.checkPrintable(ref, staff)).not.toThrow();
    const fromCommandLine = { ...staff, principal: { ...staff.principal, via: 'command-line' } } as Context;
    expect(failure(() => documents.checkPrintable(ref, fromCommandLine))?.code).toBe('document.command_line');
    expect(failure(() => documents.checkPrintable({ kind: 'invoice', id: key() }, staff))?.code).toBe('not_found');
  });
});
