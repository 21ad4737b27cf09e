import type { billing, Invoice, InvoiceKind } from '../../../preload/api/billing.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { BrandService } from '../brand/index.ts';
import { actorName, addDays, AppError, fieldError, notFound, plainMoney, type Context } from '../kernel/index.ts';
import { cut, type Row, type Store, type Writer } from '../store/index.ts';
import { applyPayment, daysToPay, dueMinor, statusFor } from './rules.ts';
import * as rows from './store.ts';

/** What billing needs from others; the composition root gives it (billing imports neither orders nor provisioning). */
export interface BillingDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'takeNumber'>;
  /** What is frozen on a line at issue beside its own columns: the product it is of, and how its revenue is recognised. */
  readonly saleTerms: (line: {
    readonly orderId: string | null;
    readonly itemLine: number | null;
    readonly contractProductId: string | null;
  }) => Row;
  /**
   * Told inside the transaction that settles an invoice, for what it was issued for: an order becomes Active, a contract
   * product gets its next period. `paidOn` is the business date on which it was settled.
   */
  readonly onInvoicePaid: (writer: Writer, invoice: SettledInvoice, context: Context, paidOn: string) => void;
  /** Told after the commit of a payment that settled an invoice: provisioning looks at its queue. */
  readonly afterPaid: () => void;
}

/** An invoice that has just been settled. `orderId`: null for a renewal or a change. */
export interface SettledInvoice {
  readonly id: string;
  readonly kind: InvoiceKind;
  readonly orderId: string | null;
}

/** What an invoice is issued for. Amounts in minor units of `currency`. */
export interface IssueInvoice {
  readonly kind: InvoiceKind;
  /** Of the kind `order` only. */
  readonly orderId: string | null;
  readonly clientId: string;
  readonly currency: string;
  /** Null: the days to pay of a first invoice, from today. */
  readonly dueOn: string | null;
  /** Frozen on the invoice (spec 2.4). */
  readonly buyer: {
    readonly name: string;
    readonly company: string;
    readonly email: string;
    readonly language: string;
  };
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

export type BillingService = ReturnType<typeof billingService>;

/** Invoices and the money received for them (spec 2.4, X3). */
export function billingService({ store, brand, saleTerms, onInvoicePaid, afterPaid }: BillingDeps) {
  /** A page of invoices, newest first; `open`: those that still take money. */
  const listInvoices = (input: Parsed<typeof billing.listInvoices>): Output<typeof billing.listInvoices> =>
    cut(
      rows.listInvoices(
        store,
        { open: input.open, clientId: input.clientId },
        { cursor: input.cursor, limit: input.limit },
        brand.businessDate(),
      ),
      input.limit,
    );

  /** One invoice with its lines and payments. @throws AppError `not_found` */
  function getInvoice(id: string): Invoice {
    const found = rows.findInvoice(store, id, brand.businessDate());
    if (!found) throw notFound();
    return found;
  }

  /**
   * Issues an invoice on today's business date, with the next number without gaps. Of an order: the periods of its lines
   * are moved by `startPeriods` when the payment comes later. An invoice over nothing is Paid at once and kept (spec 2.1).
   * Part of the caller's transaction; answers with its id and whether it is settled already: then the caller does what a
   * payment would lead to.
   */
  function issueInvoice(writer: Writer, input: IssueInvoice): { id: string; isPaid: boolean } {
    const id = store.makeId();
    const issuedOn = brand.businessDate();
    const totalMinor = input.lines.reduce((sum, line) => sum + line.amountMinor, 0);
    const status = statusFor(totalMinor, 0);
    writer.insert('invoice', {
      id,
      number: brand.takeNumber(writer, 'invoice'),
      kind: input.kind,
      order_id: input.orderId,
      client_id: input.clientId,
      status,
      currency: input.currency,
      total_minor: totalMinor,
      paid_minor: 0,
      issued_on: issuedOn,
      due_on: input.dueOn ?? addDays(issuedOn, daysToPay),
      buyer: JSON.stringify(input.buyer),
    });
    input.lines.forEach((line, at) =>
      writer.insert('invoice_line', {
        id: store.makeId(),
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
    return { id, isPaid: status === 'Paid' };
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
   * Records money that staff received (spec 2.4). The same `requestKey` records once and answers with the same invoice.
   * When it settles the invoice, the order becomes Active and the purchase is queued in the same transaction.
   * @throws AppError `not_found`, `billing.invoice_settled`, `billing.over_payment` (params due),
   *   `input.invalid` receivedOn: in_future, `conflict.changed_meanwhile`: the key recorded another payment
   */
  function recordPayment(input: Parsed<typeof billing.recordPayment>, context: Context): Invoice {
    const settled = store.transaction(context, (writer) => {
      const recorded = rows.paymentByKey(store, input.requestKey);
      if (recorded) {
        const same =
          recorded.invoice_id === input.invoiceId &&
          recorded.amount_minor === input.amountMinor &&
          recorded.method === input.method &&
          recorded.received_on === input.receivedOn;
        // Answering "done" to another amount would hide that it was not recorded.
        if (!same) throw new AppError('conflict.changed_meanwhile');
        return false;
      }
      const invoice = rows.invoiceState(store, input.invoiceId);
      if (!invoice) throw notFound();
      const result = applyPayment(
        { status: invoice.status, totalMinor: invoice.total_minor, paidMinor: invoice.paid_minor },
        input.amountMinor,
      );
      if (!result.ok) {
        const due = dueMinor(invoice.status, invoice.total_minor, invoice.paid_minor);
        throw new AppError(
          result.code,
          result.code === 'billing.over_payment' ? { params: { due: plainMoney(due, invoice.currency) } } : {},
        );
      }
      const today = brand.businessDate();
      if (input.receivedOn > today) throw fieldError('receivedOn', { code: 'in_future' });
      writer.insert('payment', {
        id: store.makeId(),
        request_key: input.requestKey,
        invoice_id: invoice.id,
        amount_minor: input.amountMinor,
        currency: invoice.currency,
        method: input.method,
        received_on: input.receivedOn,
        reference: input.reference,
        recorded_by: actorName(context.principal),
      });
      writer.update('invoice', invoice.id, { paid_minor: result.paidMinor, status: result.status });
      // The order's page shows what is paid and due.
      if (invoice.order_id !== null) writer.touch('orders', invoice.order_id);
      if (result.status !== 'Paid') return false;
      onInvoicePaid(writer, { id: invoice.id, kind: invoice.kind, orderId: invoice.order_id }, context, today);
      return true;
    });
    if (settled) afterPaid();
    return getInvoice(input.invoiceId);
  }

  return { listInvoices, getInvoice, issueInvoice, startPeriods, recordPayment };
}
