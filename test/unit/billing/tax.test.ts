import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TaxRate } from '../../../preload/api/brand.ts';
import { applicableRate, creditedTaxes, quoteTax, taxOf } from '../../../main/core/billing/tax.ts';
import { failure, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const rate = (name: string, patch: Partial<TaxRate> = {}): TaxRate => ({
  id: name,
  name,
  country: '',
  region: '',
  percent: '10',
  isInclusive: false,
  isDefault: false,
  ...patch,
});
const at = (country: string, region = '', isExempt = false) => ({ country, region, isExempt });

/** Writes columns of a client that have a form elsewhere. */
const place = (clientId: string, patch: Record<string, string | number>): void =>
  opened.store.transaction(staff, (writer) => void writer.update('client', clientId, patch));

describe('which rate applies (spec 2.14)', () => {
  const rates = [
    rate('Bavaria', { country: 'DE', region: 'Bavaria' }),
    rate('Fallback', { country: 'CH', isDefault: true }),
    rate('Germany', { country: 'DE' }),
    rate('Union', { country: 'EU' }),
  ];
  const found = (client: ReturnType<typeof at>, of: readonly TaxRate[] = rates) => applicableRate(of, client)?.name;

  it('the closest place wins: region, country, union, and the default one where none fits', () => {
    expect(found(at('DE', 'bavaria '))).toBe('Bavaria');
    expect(found(at('DE', 'Hesse'))).toBe('Germany');
    expect(found(at('FR'))).toBe('Union');
    expect(found(at('US'))).toBe('Fallback');
    expect(found(at(''))).toBe('Fallback');
    // Switzerland is no member; the same code does not make another country's region fit.
    expect(found(at('CH', 'Bavaria'))).toBe('Fallback');
  });

  it('a rate for everywhere comes before a default one of another place, the default before its equals', () => {
    const everywhere = rate('Everywhere');
    expect(found(at('US'), [...rates, everywhere])).toBe('Everywhere');
    expect(found(at('FR'), [...rates, everywhere])).toBe('Union');
    const two = [rate('A'), rate('B', { isDefault: true }), rate('C')];
    expect(found(at('US'), two)).toBe('B');
    expect(found(at('US'), [rate('A'), rate('C')])).toBe('A');
  });

  it('none for an exempt client, none without a rate that fits', () => {
    expect(found(at('DE', '', true))).toBeUndefined();
    expect(found(at('US'), [rate('Germany', { country: 'DE' })])).toBeUndefined();
  });
});

describe('tax of an amount', () => {
  it('is rounded half up, on top of a price or out of it', () => {
    expect(taxOf(500, '19', false)).toBe(95);
    expect(taxOf(595, '19', true)).toBe(95);
    // 0.5 of a cent: up.
    expect(taxOf(10, '5', false)).toBe(1);
    expect(taxOf(333, '7.7', false)).toBe(26);
    expect(taxOf(100, '0', false)).toBe(0);
    expect(taxOf(0, '19', true)).toBe(0);
    expect(taxOf(100_000_000_000, '8.333333', false)).toBe(8_333_333_000);
  });

  it('is computed once on the sum of a rate, not line by line (EN 16931)', () => {
    const lines = [{ amountMinor: 3 }, { amountMinor: 3 }, { amountMinor: 3 }];
    // Line by line it would be three times nothing.
    expect(quoteTax(lines, rate('VAT', { percent: '15' }))).toMatchObject({ taxMinor: 1, totalMinor: 10 });
    expect(quoteTax(lines, rate('VAT', { percent: '15', isInclusive: true }))).toMatchObject({
      netMinor: 8,
      taxMinor: 1,
      totalMinor: 9,
    });
    expect(quoteTax(lines, null)).toEqual({ lines, taxes: [], netMinor: 9, taxMinor: 0, totalMinor: 9 });
  });

  it('counts what lines take off, as a change of a product does (spec 2.7)', () => {
    const change = quoteTax([{ amountMinor: -242 }, { amountMinor: 363 }], rate('VAT', { percent: '20' }));
    expect(change).toMatchObject({ netMinor: 121, taxMinor: 24, totalMinor: 145 });
  });

  it('goes back to the cent with credit notes over the whole', () => {
    const taxes = [
      { netMinor: 100, taxMinor: 7 },
      { netMinor: 50, taxMinor: 10 },
    ];
    const parts = creditedTaxes(taxes, [1, 55, 111]);
    expect(parts).toHaveLength(3);
    const sum = (of: number, name: 'netMinor' | 'taxMinor') =>
      parts.reduce((all, part) => all + (part[of]?.[name] ?? 0), 0);
    expect([sum(0, 'netMinor'), sum(0, 'taxMinor'), sum(1, 'netMinor'), sum(1, 'taxMinor')]).toEqual([100, 7, 50, 10]);
  });
});

describe('invoices with tax (spec 2.4, 2.14)', () => {
  const vat = (patch: object = {}) =>
    shop.call('brand', 'createTaxRate', { name: 'VAT', country: 'DE', percent: '19', ...patch });
  const german = () => {
    const clientId = shop.make.client();
    place(clientId, { country: 'DE', address: 'Ring 1', tax_number: 'DE123' });
    return clientId;
  };

  it('ask for net and tax; the order has the same total, and so has the quote before it', () => {
    vat();
    const clientId = german();
    const quote = shop.call('billing', 'quote', { clientId, currency: 'EUR', lines: [{ amountMinor: 500 }] });
    expect(quote).toMatchObject({ net: { amountMinor: 500 }, tax: { amountMinor: 95 }, total: { amountMinor: 595 } });
    const productId = shop.make.product();
    const asked = (expectedTotalMinor: number) => shop.make.order({ clientId, productId, expectedTotalMinor });
    expect(failure(() => asked(500))).toEqual({
      code: 'order.price_changed',
      params: { old: '5.00 EUR', new: '5.95 EUR' },
    });
    const order = asked(595);
    expect(order).toMatchObject({ total: { amountMinor: 595 }, due: { amountMinor: 595 } });
    const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    expect(invoice).toMatchObject({
      total: { amountMinor: 595 },
      tax: { amountMinor: 95 },
      taxes: [{ name: 'VAT', percent: '19', isInclusive: false, net: { amountMinor: 500 }, tax: { amountMinor: 95 } }],
      lines: [{ amount: { amountMinor: 500 } }],
    });
    expect(shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 595)).status).toBe('Paid');
  });

  it('keep the total of prices that contain the tax', () => {
    vat({ isInclusive: true });
    const order = shop.make.order({ clientId: german() });
    const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    expect(invoice).toMatchObject({ total: { amountMinor: 500 }, tax: { amountMinor: 80 } });
    expect(invoice.taxes).toMatchObject([{ isInclusive: true, net: { amountMinor: 420 } }]);
  });

  it('freeze rate, buyer and seller; what changes later changes the next one only', () => {
    const rates = vat().taxRates;
    const clientId = german();
    const productId = shop.make.product();
    const first = shop.make.order({ clientId, productId, expectedTotalMinor: 595 });
    shop.call('brand', 'updateTaxRate', { id: rates[0]?.id ?? '', percent: '7', name: 'Reduced' });
    shop.call('brand', 'update', { name: 'Another House' });
    place(clientId, { address: 'Ring 2' });
    const second = shop.make.order({ clientId, productId, expectedTotalMinor: 535 });
    const shown = (id: string) => {
      const { taxes, buyer, seller } = shop.call('billing', 'getInvoice', { id });
      return [taxes[0]?.name, taxes[0]?.percent, buyer.address, buyer.taxNumber, seller.name];
    };
    expect(shown(first.invoiceId)).toEqual(['VAT', '19', 'Ring 1', 'DE123', 'Hosting House']);
    expect(shown(second.invoiceId)).toEqual(['Reduced', '7', 'Ring 2', 'DE123', 'Another House']);
  });

  it('carry none for an exempt client or another country', () => {
    vat();
    const exempt = german();
    place(exempt, { is_tax_exempt: 1 });
    for (const clientId of [exempt, shop.make.client()]) {
      const { invoiceId } = shop.make.order({ clientId });
      expect(shop.call('billing', 'getInvoice', { id: invoiceId })).toMatchObject({
        taxes: [],
        tax: { amountMinor: 0 },
      });
    }
  });

  it('keep the total in the brand’s currency with the rate of the day; nothing where no rate is known', () => {
    shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
    const productId = shop.make.product({ prices: [{ termMonths: 1, currency: 'USD', amountMinor: 600 }] });
    const base = () => {
      const { invoiceId } = shop.make.order({ productId, currency: 'USD', expectedTotalMinor: 600 });
      return shop.call('billing', 'getInvoice', { id: invoiceId }).base;
    };
    expect(base()).toBeNull();
    shop.call('rates', 'set', { currency: 'USD', rate: '1.2' });
    expect(base()).toEqual({
      total: { amountMinor: 500, currency: 'EUR' },
      rate: '0.833333333333',
      rateOn: '2026-03-10',
      rateSource: 'manual',
    });
    const own = shop.call('billing', 'getInvoice', { id: shop.make.order().invoiceId });
    expect(own.base).toEqual({
      total: { amountMinor: 500, currency: 'EUR' },
      rate: '1',
      rateOn: null,
      rateSource: null,
    });
  });

  it('are quoted for clients that exist, and never issued over less than nothing', () => {
    const lines = [{ amountMinor: 1 }];
    const nobody = '01900000-0000-7000-8000-00000000dead';
    expect(failure(() => shop.call('billing', 'quote', { clientId: nobody, currency: 'EUR', lines }))?.code).toBe(
      'not_found',
    );
    const { billing } = shop.services;
    const clientId = shop.make.client();
    const line = { text: 'less', amountMinor: -1, period: null, itemLine: null, contractProductId: null };
    expect(() =>
      opened.store.transaction(staff, (writer) =>
        billing.issueInvoice(writer, {
          kind: 'change',
          orderId: null,
          clientId,
          currency: 'EUR',
          dueOn: null,
          lines: [line],
        }),
      ),
    ).toThrow(RangeError);
    expect(shop.count('invoice')).toBe(0);
  });
});
