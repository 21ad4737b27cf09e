import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { reports as api } from '../../../preload/api/reports.ts';
import { creditNote, renewal } from '../support/money.ts';
import { addOperation } from '../support/operations.ts';
import { row } from '../support/row.ts';
import { failure, makeShop, type Shop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
});
afterEach(() => opened.done());

const march = { from: '2026-03-01', to: '2026-03-31' };
const noon = (day: string): void => opened.clock.set(`${day}T12:00:00.000Z`);
const lite = (patch: Parameters<Shop['make']['product']>[0] = {}): string =>
  shop.make.product({
    prices: ['EUR', 'USD'].map((currency) => ({ termMonths: 1 as const, currency, amountMinor: 500 })),
    ...patch,
  });
const patchInvoice = (id: string, patch: Record<string, string | number>): void =>
  opened.store.transaction(staff, (writer) => {
    writer.update('invoice', id, patch);
  });
const sales = async (input: Partial<z.input<typeof api.sales.input>> = {}) =>
  api.sales.output.parse(
    await shop.services.reports.sales(api.sales.input.parse({ ...march, by: 'currency', ...input })),
  );
const margin = async (input: object = {}) =>
  api.margin.output.parse(await shop.services.reports.margin(api.margin.input.parse({ ...march, ...input })));
const codes = async (input: object = {}) =>
  api.codes.output.parse(await shop.services.reports.codes(api.codes.input.parse({ ...march, ...input }))).rows;

describe('sales', () => {
  it('are invoices by their day less credit notes by theirs, without tax, each currency by itself', async () => {
    const { invoiceId } = shop.make.order({ productId: lite() });
    patchInvoice(invoiceId, { tax_minor: 83 });
    shop.make.order({ productId: lite(), currency: 'USD' });
    noon('2026-04-02');
    creditNote(shop, invoiceId, 250, { on: '2026-04-02', taxMinor: 42 });
    const found = await sales({ to: '2026-04-30' });
    expect(found.totals).toEqual([
      {
        currency: 'EUR',
        invoices: 1,
        issuedMinor: 417,
        creditedMinor: 208,
        soldMinor: 209,
        taxMinor: 41,
        baseMinor: 209,
        withoutRate: 0,
      },
      {
        currency: 'USD',
        invoices: 1,
        issuedMinor: 500,
        creditedMinor: 0,
        soldMinor: 500,
        taxMinor: 0,
        baseMinor: null,
        withoutRate: 1,
      },
    ]);
    expect(found.base).toEqual({ currency: 'EUR', amountMinor: 209 });
    expect(found.withoutRate).toBe(1);
    const byMonth = await sales({ to: '2026-04-30', by: 'month', currency: 'EUR' });
    expect(byMonth.rows.map((each) => [each.key, each.issuedMinor, each.creditedMinor])).toEqual([
      ['2026-03', 417, 0],
      ['2026-04', 0, 208],
    ]);
    expect((await sales({ by: 'day' })).rows.map(({ key }) => key)).toEqual(['2026-03-10', '2026-03-10']);
  });

  it('are added over currencies only at the rates that are frozen on the invoices', async () => {
    shop.make.order({ productId: lite() });
    const usd = shop.make.order({ productId: lite(), currency: 'USD' });
    patchInvoice(usd.invoiceId, { base_currency: 'EUR', base_rate: '0.9', base_total_minor: 450 });
    expect(await sales()).toMatchObject({ base: { currency: 'EUR', amountMinor: 950 }, withoutRate: 0 });
    // A rate into another currency than the brand's of today says nothing.
    patchInvoice(usd.invoiceId, { base_currency: 'GBP' });
    expect(await sales()).toMatchObject({ base: { currency: 'EUR', amountMinor: 500 }, withoutRate: 1 });
  });

  it('of products are lines without the tax that is in them; of clients, what each was invoiced', async () => {
    const [first, second] = [lite(), lite({ name: 'ispmanager 6 pro' })];
    const order = shop.make.order({ productId: first });
    const contract = order.items[0]?.contractProductId ?? '';
    const other = shop.make.order({ productId: second, clientId: order.clientId });
    const id = renewal(shop, contract, { amountMinor: 1200, from: '2026-04-10', to: '2026-05-10' });
    patchInvoice(id, { tax_minor: 200 });
    creditNote(shop, id, 600, { taxMinor: 100 });
    expect((await sales({ by: 'product' })).rows.map((each) => [each.name, each.issuedMinor, each.soldMinor])).toEqual([
      ['ispmanager 6 lite', 1500, 1000],
      ['ispmanager 6 pro', 500, 500],
    ]);
    expect((await sales({ by: 'client' })).rows).toMatchObject([
      { key: other.clientId, name: 'Anna Smith', invoices: 3, soldMinor: 1500 },
    ]);
    // An invoice is one in the total, however many products are on it.
    expect((await sales({ by: 'product' })).totals[0]).toMatchObject({ invoices: 3, soldMinor: 1500 });
  });

  it('are read part by part: more invoices than are read at once are all there', async () => {
    const order = shop.make.order({ productId: lite() });
    const contract = order.items[0]?.contractProductId ?? '';
    for (let n = 0; n < 510; n += 1) renewal(shop, contract, { amountMinor: 10, from: '2026-04-10', to: '2026-05-10' });
    expect((await sales()).totals[0]).toMatchObject({ invoices: 511, soldMinor: 5600 });
  });

  it('refuse a time that ends before it begins, and one of more than three years', async () => {
    const refusal = async (from: string, to: string) =>
      sales({ from, to }).then(
        () => null,
        (error: unknown) =>
          failure(() => {
            throw error;
          })?.fields,
      );
    expect(await refusal('2026-03-02', '2026-03-01')).toEqual({ to: { code: 'too_small' } });
    expect(await refusal('2020-03-02', '2026-03-01')).toMatchObject({ to: { code: 'too_big' } });
  });
});

describe('margin', () => {
  /** A charge as it was read from the vendor's list, for a license or for none. */
  const charge = (serviceId: string, amountMinor: number | null, { day = '2026-03-10', currency = 'EUR' } = {}): void =>
    opened.store.transaction(staff, (writer) =>
      writer.insert('vendor_movement', {
        id: opened.store.makeId(),
        account: 'https://api-eu.ispmanager.com/manager/billmgr buyer@example.test',
        kind: 'charge',
        vendor_row_id: opened.store.makeId(),
        day,
        service_id: serviceId,
        text: '',
        amount_minor: amountMinor,
        currency: amountMinor === null ? null : currency,
      }),
    );
  const read = (at: string): void =>
    opened.store.transaction(staff, (writer) =>
      writer.insert('vendor_ledger', {
        id: opened.store.makeId(),
        account: 'https://api-eu.ispmanager.com/manager/billmgr buyer@example.test',
        read_at: at,
        error_code: null,
        balance_minor: null,
        balance_currency: null,
        balance_at: null,
      }),
    );
  const sold = () => {
    const connectionId = shop.make.connection();
    const order = shop.make.order({ productId: lite({ connectionId }) });
    const contract = order.items[0]?.contractProductId ?? '';
    shop.make.license(contract, { vendor_id: '1001' });
    return { connectionId, contract };
  };

  it('is what was sold less what the vendor charged for the licenses of the product', async () => {
    sold();
    read('2026-04-01T00:00:00.000Z');
    charge('1001', 300);
    charge('1001', 300, { day: '2026-04-10' });
    expect((await margin()).rows).toMatchObject([
      { productName: 'ispmanager 6 lite', soldMinor: 500, costMinor: 300, unknown: 0, marginMinor: 200 },
    ]);
  });

  it('is never told where a cost is not known: nothing known, or an amount that cannot be read', async () => {
    sold();
    read('2026-04-01T00:00:00.000Z');
    expect((await margin()).rows).toMatchObject([{ costMinor: null, unknown: 0, marginMinor: null }]);
    charge('1001', 300);
    charge('1001', null);
    const { rows, totals } = await margin();
    expect(rows).toMatchObject([{ costMinor: 300, unknown: 1, marginMinor: null }]);
    expect(totals).toEqual([
      { currency: 'EUR', soldMinor: 500, costMinor: 300, unknown: 1, withoutCost: 1, marginMinor: null },
    ]);
  });

  it('counts costs of another currency at a rate that is told, and not at all without one', async () => {
    sold();
    read('2026-04-01T00:00:00.000Z');
    charge('1001', 300, { currency: 'USD' });
    expect((await margin()).rows).toMatchObject([
      { costs: [{ amountMinor: 300, currency: 'USD' }], costMinor: null, rates: [], marginMinor: null },
    ]);
    shop.call('rates', 'set', { currency: 'USD', rate: '1.25', date: '2026-03-01' });
    expect((await margin()).rows).toMatchObject([{ costMinor: 240, rates: [{ rate: '0.8' }], marginMinor: 260 }]);
  });

  it('takes the prices of purchases where the charges were not read yet, and says so', async () => {
    const { connectionId, contract } = sold();
    const bought = (patch: object): unknown =>
      addOperation(opened.store, {
        connection_id: connectionId,
        contract_product_id: contract,
        state: 'succeeded',
        sent_at: '2026-03-10T12:00:00.000Z',
        ...patch,
      });
    bought({ expected_cost_minor: 280, expected_cost_currency: 'EUR' });
    expect(await margin()).toMatchObject({ readAt: null, rows: [{ costMinor: 280, marginMinor: 220 }] });
    bought({ kind: 'renew', expected_cost_minor: null, expected_cost_currency: null });
    expect((await margin()).rows).toMatchObject([{ costMinor: 280, unknown: 1, marginMinor: null }]);
    // Read after that: the vendor's own list is the truth, and nothing counts twice.
    read('2026-03-11T00:00:00.000Z');
    charge('1001', 310);
    expect((await margin()).rows).toMatchObject([{ costMinor: 310, unknown: 0, marginMinor: 190 }]);
  });

  it('keeps apart what is charged for licenses of nobody', async () => {
    sold();
    charge('9999', 700);
    charge('1001', 300, { day: '' });
    expect(await margin()).toMatchObject({ unassigned: [{ currency: 'EUR', amountMinor: 700 }], undated: 1 });
  });
});

describe('what is due', () => {
  const running = (dueOn: string, patch: object = {}): string => {
    const order = shop.make.order({ productId: lite() });
    const id = order.items[0]?.contractProductId ?? '';
    opened.store.transaction(staff, (writer) =>
      writer.update('contract_product', id, { status: 'Active', next_due_on: dueOn, ...patch }),
    );
    return id;
  };

  it('are renewals up to a day, the next one first, page by page, without what ends or has ended', () => {
    const later = running('2026-04-01');
    const first = running('2026-03-12');
    const overdue = running('2026-03-01', { status: 'Suspended', auto_renew: 0 });
    running('2026-05-01');
    running('2026-03-20', { service_ends_on: '2026-03-20' });
    running('2026-03-21', { status: 'Cancelled' });
    const found = shop.call('reports', 'renewals', { days: 30, limit: 2 });
    expect(found.rows.map(({ id }) => id)).toEqual([overdue, first]);
    expect(found.totals).toEqual([{ currency: 'EUR', count: 3, amountMinor: 1500, automatic: 2 }]);
    expect(found.days.map(({ on, count }) => [on, count])).toEqual([
      ['2026-03-01', 1],
      ['2026-03-12', 1],
      ['2026-04-01', 1],
    ]);
    const rest = shop.call('reports', 'renewals', { days: 30, limit: 2, cursor: found.nextCursor ?? '' });
    expect([rest.rows.map(({ id }) => id), rest.nextCursor]).toEqual([[later], null]);
    expect(shop.call('reports', 'renewals', { days: 30, currency: 'USD' }).rows).toEqual([]);
  });

  it('are invoices by age: up to 7 days, 14, 30, and more', () => {
    const due = (dueOn: string, patch: Record<string, string | number> = {}): void => {
      const { invoiceId } = shop.make.order({ productId: lite() });
      patchInvoice(invoiceId, { due_on: dueOn, ...patch });
    };
    // Today is 2026-03-10.
    due('2026-03-10');
    due('2026-03-09');
    due('2026-03-03');
    due('2026-03-02', { paid_minor: 200, status: 'Partly paid' });
    due('2026-02-24');
    due('2026-02-23');
    due('2026-02-08');
    due('2026-02-07');
    due('2026-01-01', { status: 'Paid', paid_minor: 500 });
    const found = shop.call('reports', 'overdue', {});
    expect(found.totals.map(({ age, count, amountMinor }) => [age, count, amountMinor])).toEqual([
      ['week', 2, 1000],
      ['fortnight', 2, 800],
      ['month', 2, 1000],
      ['older', 1, 500],
    ]);
    expect(found.rows.map(({ days }) => days)).toEqual([31, 30, 15, 14, 8, 7, 1]);
    const fortnight = shop.call('reports', 'overdue', { age: 'fortnight', limit: 1 });
    expect(fortnight.rows.map(({ days }) => days)).toEqual([14]);
    const rest = shop.call('reports', 'overdue', { age: 'fortnight', limit: 1, cursor: fortnight.nextCursor ?? '' });
    expect([rest.rows.map(({ due: each }) => each.amountMinor), rest.nextCursor]).toEqual([[300], null]);
  });
});

describe('report codes', () => {
  row(38, 'group what was sold and the active orders by report code 1, 2 or both', async () => {
    const test = lite({ reportCode1: 'test', reportCode2: '125' });
    const order = shop.make.order({ productId: test });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    shop.make.order({ productId: lite({ reportCode1: 'test', reportCode2: '126' }), currency: 'USD' });
    opened.store.transaction(staff, (writer) =>
      writer.update('contract_product', order.items[0]?.contractProductId ?? '', { status: 'Active' }),
    );
    expect(await codes()).toEqual([
      { code1: 'test', code2: '125', products: 1, contracts: 1, sold: [{ currency: 'EUR', amountMinor: 500 }] },
      { code1: 'test', code2: '126', products: 1, contracts: 0, sold: [{ currency: 'USD', amountMinor: 500 }] },
    ]);
    expect(await codes({ by: 'code1' })).toMatchObject([{ code1: 'test', code2: '', products: 2, contracts: 1 }]);
    expect((await codes({ by: 'code2' })).map(({ code2 }) => code2)).toEqual(['125', '126']);
  });
});

describe('counts of licenses', () => {
  it('are by product: contract products by status, and the licenses that the vendor has', () => {
    const product = lite();
    const order = shop.make.order({ productId: product, clientId: shop.make.client() });
    shop.make.order({ productId: product, clientId: order.clientId });
    shop.make.license(order.items[0]?.contractProductId ?? '');
    expect(shop.call('reports', 'licenses', {})).toEqual({
      rows: [
        {
          productId: product,
          productName: 'ispmanager 6 lite',
          contracts: [{ status: 'Pending', count: 2 }],
          licenses: [{ status: 'active', count: 1 }],
        },
      ],
      otherRows: 0,
    });
  });
});
