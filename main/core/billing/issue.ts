import type { billing as api, InvoiceKind, TaxQuote as QuoteShown } from '../../../preload/api/billing.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { addDays, notFound } from '../kernel/index.ts';
import { converted } from '../rates/index.ts';
import type { Writer } from '../store/index.ts';
import type { BillingDeps } from './deps.ts';
import { daysToPay, statusFor } from './rules.ts';
import * as rows from './store.ts';
import { applicableRate, quoteTax, type TaxRow } from './tax.ts';

/** What an invoice is issued for. Amounts in minor units of `currency`, at the prices as they are written. */
export interface IssueInvoice {
  readonly kind: InvoiceKind;
  /** Of the kind `order` only. */
  readonly orderId: string | null;
  readonly clientId: string;
  readonly currency: string;
  /** Null: the days to pay of a first invoice, from today. */
  readonly dueOn: string | null;
  readonly lines: readonly {
    readonly text: string;
    readonly amountMinor: number;
    /** First day and the day after the last one that it pays for; null: of no time. */
    readonly period: { readonly from: string; readonly to: string } | null;
    /** The line of the order that it pays for; several may pay for one. Null on other kinds. */
    readonly itemLine: number | null;
    /** What it is for, on other kinds than an order's. */
    readonly contractProductId: string | null;
  }[];
}

/** What was issued: `totalMinor` is what is to be paid, tax included. */
export interface IssuedInvoice {
  readonly id: string;
  /** Nothing is to be paid: the caller does what a payment would lead to. */
  readonly isPaid: boolean;
  readonly totalMinor: number;
  /** Its lines in the order in which they were given. */
  readonly lineIds: readonly string[];
}

/** Issues invoices (spec 2.4, 2.14): number, tax, rate to the brand's currency, buyer and seller are frozen with it. */
export function invoicing({
  store,
  brand,
  clients,
  rates,
  saleTerms,
}: Pick<BillingDeps, 'store' | 'brand' | 'clients' | 'rates' | 'saleTerms'>) {
  function taxed<Line extends { readonly amountMinor: number }>(clientId: string, lines: readonly Line[]) {
    const client = rows.taxedClient(store, clientId);
    if (!client) throw notFound();
    const place = { country: client.country, region: client.region, isExempt: client.is_tax_exempt === 1 };
    return { client, quote: quoteTax(lines, applicableRate(brand.taxRates(), place)) };
  }

  /**
   * What an invoice over these lines would say if it was issued to the client now (spec 2.16, invariant 3: cart = invoice):
   * an order shows and freezes this total, and `issueInvoice` issues the same one. @throws AppError `not_found`
   */
  function quote({ clientId, currency, lines }: Parsed<typeof api.quote>): QuoteShown {
    const { netMinor, taxes, taxMinor, totalMinor } = taxed(clientId, lines).quote;
    const money = (amountMinor: number) => ({ amountMinor, currency });
    return {
      net: money(netMinor),
      taxes: taxes.map((tax) => rows.taxShown(tax, currency)),
      tax: money(taxMinor),
      total: money(totalMinor),
    };
  }

  /** The total in the brand's currency at the day's rate, with the rate's day and source (spec 2.14); nulls where no rate is known. */
  function baseOf(totalMinor: number, currency: string, on: string) {
    const base = brand.settings().defaultCurrency;
    if (currency === base) return { base_currency: base, base_rate: '1', base_total_minor: totalMinor };
    const rate = rates.rateFor(currency, base, on);
    const minor = rate && converted(totalMinor, rate);
    return rate === null || minor === null
      ? { base_currency: null, base_rate: null, base_total_minor: null }
      : {
          base_currency: base,
          base_rate: rate.rate,
          base_total_minor: minor,
          base_rate_on: rate.date,
          base_rate_source: rate.source,
        };
  }

  /**
   * Issues an invoice on today's business date, with the next number without gaps (in a team: once the hub has given it) and the
   * tax of the client's place. Of an
   * order: the periods of its lines are moved by `startPeriods` when the payment comes later. An invoice over nothing is
   * Paid at once and kept (spec 2.1). Part of the caller's transaction. Throws where the lines come to less than nothing:
   * what is owed to a client is a refund or a credit.
   */
  function issueInvoice(writer: Writer, input: IssueInvoice): IssuedInvoice {
    const id = store.makeId();
    const issuedOn = brand.businessDate();
    const { quote: asked } = taxed(input.clientId, input.lines);
    const { totalMinor, taxMinor } = asked;
    if (totalMinor < 0) throw new RangeError('an invoice over less than nothing');
    const status = statusFor(totalMinor, 0);
    const { name, clientUrl } = brand.settings();
    writer.insert('invoice', {
      id,
      number: brand.numbers.take(writer, 'invoice', id),
      kind: input.kind,
      order_id: input.orderId,
      client_id: input.clientId,
      status,
      currency: input.currency,
      total_minor: totalMinor,
      tax_minor: taxMinor,
      paid_minor: 0,
      issued_on: issuedOn,
      due_on: input.dueOn ?? addDays(issuedOn, daysToPay),
      buyer: JSON.stringify(clients.buyerOf(input.clientId)),
      seller: JSON.stringify({ name, url: clientUrl }),
      ...baseOf(totalMinor, input.currency, issuedOn),
    });
    const lineIds = input.lines.map(() => store.makeId());
    input.lines.forEach((line, at) =>
      writer.insert('invoice_line', {
        id: lineIds[at] ?? '',
        invoice_id: id,
        line_index: at,
        item_line: line.itemLine,
        contract_product_id: line.contractProductId,
        text: line.text,
        amount_minor: line.amountMinor,
        period_from: line.period?.from ?? null,
        period_to: line.period?.to ?? null,
        ...saleTerms({ orderId: input.orderId, ...line }),
      }),
    );
    asked.taxes.forEach((tax, at) => writeTax(writer, id, tax, at));
    return { id, isPaid: status === 'Paid', totalMinor, lineIds };
  }

  function writeTax(writer: Writer, invoiceId: string, tax: TaxRow, position: number): void {
    writer.insert('invoice_tax', {
      id: store.makeId(),
      invoice_id: invoiceId,
      position,
      name: tax.name,
      percent: tax.percent,
      is_inclusive: Number(tax.isInclusive),
      net_minor: tax.netMinor,
      tax_minor: tax.taxMinor,
    });
  }

  /**
   * Lets the lines of an order's invoice cover the periods that were really bought: the service begins with the
   * payment, and each of its days is covered by exactly one line of the product (spec 2.4), its options with it.
   * `periods` by line of the order; `to` is the day after the last one. Text, amount and buyer stay as they were issued. Part of the caller's transaction.
   */
  function startPeriods(
    writer: Writer,
    orderId: string,
    periods: ReadonlyMap<number, { readonly from: string; readonly to: string }>,
  ): void {
    for (const line of rows.periodLines(store, orderId)) {
      const period = periods.get(line.item_line);
      if (period) writer.update('invoice_line', line.id, { period_from: period.from, period_to: period.to });
    }
  }

  /**
   * Lets the lines of a contract product on an invoice cover other days, because it begins later than it was billed for
   * (spec 2.5.6). Text and amount stay as they were issued. `lineId`: the line that it is billed on, where that is known: one of a
   * bundle names the first part. Part of the caller's transaction.
   */
  function movePeriod(
    writer: Writer,
    invoiceId: string,
    { contractProductId, lineId }: { readonly contractProductId: string; readonly lineId: string | null },
    period: { readonly from: string; readonly to: string },
  ): void {
    const lines = lineId === null ? rows.linesOfContract(store, invoiceId, contractProductId) : [{ id: lineId }];
    for (const { id } of lines) writer.update('invoice_line', id, { period_from: period.from, period_to: period.to });
  }

  /** The lines of an invoice in their order. */
  const lineIds = (invoiceId: string): string[] => rows.lineAmounts(store, invoiceId).map(({ id }) => id);

  return { quote, issueInvoice, startPeriods, movePeriod, lineIds };
}
