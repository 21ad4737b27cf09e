import type { billing as api, CreditReason, RefundDestination } from '../../../preload/api/billing.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { actorName, AppError, notFound, plainMoney, type Context } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import type { accountBalances } from './balance.ts';
import * as creditRows from './credit-store.ts';
import type { BillingDeps, EndedInvoice } from './deps.ts';
import {
  applyRefund,
  askedMinor,
  dueMinor,
  isOpen,
  later,
  type LineOff,
  refundableMinor,
  statusFor,
  takeLine,
} from './rules.ts';
import * as rows from './store.ts';
import { creditedTaxes } from './tax.ts';

type EndInput = Parsed<typeof api.cancelInvoice>;
/** A refund of an invoice, in minor units of its currency. */
export type RefundInput = Parsed<typeof api.refund>;

type CreditDeps = Pick<BillingDeps, 'store' | 'brand' | 'onInvoicePaid' | 'onInvoiceEnded' | 'onRefunded'> & {
  readonly balance: Pick<ReturnType<typeof accountBalances>, 'add'>;
};

/** How an invoice is ended: the status it gets, and why it is credited. */
const endings = {
  cancelled: 'Cancelled',
  write_off: 'Written off',
} as const satisfies Partial<Record<CreditReason, EndedInvoice['status']>>;
type Ending = keyof typeof endings;

/**
 * What takes from an invoice again (spec 2.4): cancelling and writing off what is open, giving back what was paid. Each is
 * a credit note with a number of its own, without gaps, and its part of the tax.
 */
export function credits({ store, brand, balance, onInvoicePaid, onInvoiceEnded, onRefunded }: CreditDeps) {
  function writeNote(
    writer: Writer,
    invoice: rows.InvoiceState,
    note: {
      readonly totalMinor: number;
      readonly reason: CreditReason;
      readonly text: string;
      readonly issuedOn: string;
      readonly requestKey: string | null;
      /** The line that it takes back; absent: it takes from all of them. */
      readonly lineId?: string;
      /** What of that line's amount; absent: all of it. */
      readonly lineMinor?: number;
    },
  ): string {
    const before = creditRows.notesOf(store, invoice.id).map(({ total }) => total.amountMinor);
    const taxes = creditedTaxes(rows.taxRows(store, invoice.id), [...before, note.totalMinor]).at(-1) ?? [];
    const id = store.makeId();
    writer.insert('credit_note', {
      id,
      request_key: note.requestKey,
      number: brand.numbers.take(writer, 'credit_note', id),
      invoice_id: invoice.id,
      client_id: invoice.client_id,
      reason: note.reason,
      note: note.text,
      currency: invoice.currency,
      total_minor: note.totalMinor,
      tax_minor: taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0),
      issued_on: note.issuedOn,
      invoice_line_id: note.lineId ?? null,
      line_minor: note.lineMinor ?? null,
    });
    return id;
  }

  function stateOf(invoiceId: string): rows.InvoiceState {
    const invoice = rows.invoiceState(store, invoiceId);
    if (!invoice) throw notFound();
    return invoice;
  }

  /** Ends an invoice in the caller's transaction: a credit note over what is open. */
  function end(
    writer: Writer,
    invoice: rows.InvoiceState,
    {
      ending,
      note,
      requestKey,
    }: { readonly ending: Ending; readonly note: string; readonly requestKey: string | null },
  ): void {
    if (!isOpen(invoice.status)) throw new AppError('billing.invoice_settled');
    const open = dueMinor(invoice.status, askedMinor(invoice), invoice.paid_minor);
    writeNote(writer, invoice, {
      totalMinor: open,
      reason: ending,
      text: note,
      issuedOn: later(brand.businessDate(), invoice.issued_on),
      requestKey,
    });
    writer.update('invoice', invoice.id, {
      status: endings[ending],
      credited_minor: invoice.credited_minor + open,
    });
    if (invoice.order_id !== null) writer.touch('orders', invoice.order_id);
  }

  /**
   * Cancels an invoice in the caller's transaction: a credit note over what is open, status Cancelled (spec 2.1, 2.4). What
   * was paid of it stays paid and can be given back with `refund`.
   * @throws AppError `not_found`, `billing.invoice_settled`: nothing of it is open
   */
  const cancelInvoice = (writer: Writer, invoiceId: string, note: string): void =>
    end(writer, stateOf(invoiceId), { ending: 'cancelled', note, requestKey: null });

  /** Gives an invoice up in the caller's transaction: a credit note over what is open, status Written off. Throws as `cancelInvoice`. */
  const writeOff = (writer: Writer, invoiceId: string, note: string): void =>
    end(writer, stateOf(invoiceId), { ending: 'write_off', note, requestKey: null });

  /**
   * Cancels or writes off what a person saw open; the same key does once. What the invoice was issued for is told.
   * @throws AppError as `cancelInvoice`, `conflict.changed_meanwhile`: another sum is open, or the key ended another one
   */
  function endInvoice(ending: Ending, input: EndInput, context: Context): void {
    const { requestKey, invoiceId, expectedDueMinor, note } = input;
    store.transaction(context, (writer) => {
      const before = creditRows.noteByKey(store, requestKey);
      if (before) {
        const same =
          before.invoice_id === invoiceId && before.reason === ending && before.total_minor === expectedDueMinor;
        if (!same) throw new AppError('conflict.changed_meanwhile');
        return;
      }
      const invoice = stateOf(invoiceId);
      if (isOpen(invoice.status) && askedMinor(invoice) - invoice.paid_minor !== expectedDueMinor) {
        throw new AppError('conflict.changed_meanwhile');
      }
      end(writer, invoice, { ending, note, requestKey });
      const { id, kind, order_id: orderId } = invoice;
      onInvoiceEnded(writer.because(`invoice/${id}`), { id, kind, orderId, status: endings[ending] });
    });
  }

  /**
   * Takes a part of what is open off an invoice: a credit note over it, and the rest stays to be paid. Where nothing is left
   * to pay the invoice is settled, and what it is still for is paid.
   */
  function takePart(
    writer: Writer,
    invoice: rows.InvoiceState,
    note: Omit<Parameters<typeof writeNote>[2], 'issuedOn'>,
  ): void {
    const { id, kind, order_id: orderId } = invoice;
    if (!isOpen(invoice.status)) throw new AppError('billing.invoice_settled');
    writeNote(writer, invoice, { ...note, issuedOn: later(brand.businessDate(), invoice.issued_on) });
    const credited = invoice.credited_minor + note.totalMinor;
    const status = statusFor(invoice.total_minor - credited, invoice.paid_minor);
    writer.update('invoice', id, { status, credited_minor: credited });
    if (orderId !== null) writer.touch('orders', orderId);
    if (status !== 'Paid') return;
    const today = brand.businessDate();
    onInvoicePaid(writer, { id, kind, orderId, receivedOn: rows.lastReceived(store, id) ?? today }, today);
  }

  /**
   * Credits a part of what is open, for a person; the same key does once. What the invoice is for stays as it is: all of it is
   * paid for with the rest.
   * @throws AppError `not_found`, `billing.invoice_settled`, `billing.over_credit` (params due): all that is open is cancelled
   *   or written off, `conflict.changed_meanwhile`: the key credited something else
   */
  function creditPart(input: Parsed<typeof api.creditPart>, context: Context): void {
    const { requestKey, invoiceId, amountMinor, note } = input;
    store.transaction(context, (writer) => {
      const before = creditRows.noteByKey(store, requestKey);
      if (before) {
        const same =
          before.invoice_id === invoiceId && before.reason === 'correction' && before.total_minor === amountMinor;
        if (!same) throw new AppError('conflict.changed_meanwhile');
        return;
      }
      const invoice = stateOf(invoiceId);
      const due = dueMinor(invoice.status, askedMinor(invoice), invoice.paid_minor);
      if (isOpen(invoice.status) && amountMinor >= due)
        throw new AppError('billing.over_credit', { params: { due: plainMoney(due, invoice.currency) } });
      takePart(writer, invoice, { totalMinor: amountMinor, reason: 'correction', text: note, requestKey });
    });
  }

  /**
   * Calls one line of an open invoice off, or a part of it, in the caller's transaction: its part of what the invoice still
   * asks for, with its tax, is credited. What of that was paid already goes to `destination`. `lines`: those that still ask
   * for something, this one among them; what they ask for together is split by largest remainder, so that nothing is left
   * when all are off. @throws AppError `not_found`, `billing.*`
   */
  function creditLine(
    writer: Writer,
    {
      invoiceId,
      line,
      lines,
      destination,
      reason,
      note,
    }: {
      readonly invoiceId: string;
      readonly line: LineOff;
      readonly lines: readonly string[];
      readonly reason: Ending;
      readonly note: string;
      readonly destination: RefundDestination;
    },
  ): void {
    const invoice = stateOf(invoiceId);
    const { part } = takeLine(askedOfLines(invoiceId, lines), askedMinor(invoice), line);
    const open = Math.min(part, dueMinor(invoice.status, askedMinor(invoice), invoice.paid_minor));
    const { lineId, minor } = line;
    const of = minor === undefined ? { lineId } : { lineId, lineMinor: minor };
    if (open > 0) takePart(writer, invoice, { totalMinor: open, reason, text: note, requestKey: null, ...of });
    if (part === open) return;
    const back = { requestKey: store.makeId(), invoiceId, amountMinor: part - open, destination, reference: note };
    // Two notes of one part take it off the line once.
    refund(writer, back, minor !== undefined && open > 0 ? { lineId, lineMinor: 0 } : of);
  }

  /**
   * What calling lines of an open invoice off, or parts of them, one after the other would come to, as `creditLine` does it;
   * minor units. @throws AppError `not_found`
   */
  function linesOff(
    invoiceId: string,
    off: readonly LineOff[],
    lines: readonly string[],
  ): { readonly creditedMinor: number; readonly backMinor: number } {
    const invoice = stateOf(invoiceId);
    let left = askedOfLines(invoiceId, lines);
    let asked = askedMinor(invoice);
    for (const line of off) {
      const taken = takeLine(left, asked, line);
      asked -= taken.part;
      ({ left } = taken);
    }
    const gone = askedMinor(invoice) - asked;
    const creditedMinor = Math.min(gone, dueMinor(invoice.status, askedMinor(invoice), invoice.paid_minor));
    return { creditedMinor, backMinor: gone - creditedMinor };
  }

  /** What lines of an invoice ask for without tax, by their ids in their order; minor units. */
  const askedOfLines = (invoiceId: string, lines: readonly string[]): ReadonlyMap<string, number> =>
    new Map(
      rows
        .lineAmounts(store, invoiceId)
        .filter(({ id }) => lines.includes(id))
        .map(({ id, amount_minor: amount }) => [id, amount]),
    );

  /**
   * Gives back what was paid, in the caller's transaction; the same `requestKey` gives back once. To the account balance
   * it can be spent or paid out from there; the way it came, staff hand it out. A credit note over the same sum goes with
   * it, over one line where it is all for that. Answers with the refund's id.
   * @throws AppError `not_found`, `billing.invoice_open`, `billing.over_refund` (params left),
   *   `conflict.changed_meanwhile`: the key gave back something else
   */
  function refund(
    writer: Writer,
    input: RefundInput,
    line: { readonly lineId?: string; readonly lineMinor?: number } = {},
  ): string {
    const { requestKey, invoiceId, amountMinor, destination, reference } = input;
    const before = creditRows.refundByKey(store, requestKey);
    if (before) {
      const same =
        before.invoice_id === invoiceId && before.amount_minor === amountMinor && before.destination === destination;
      if (!same) throw new AppError('conflict.changed_meanwhile');
      return before.id;
    }
    const invoice = stateOf(invoiceId);
    const { currency } = invoice;
    const sums = creditRows.paidAndBack(store, invoice);
    const result = applyRefund({ status: invoice.status, ...sums }, amountMinor, destination);
    if (!result.ok) {
      const left = plainMoney(refundableMinor(sums, destination), currency);
      throw new AppError(result.code, result.code === 'billing.over_refund' ? { params: { left } } : {});
    }
    const on = later(brand.businessDate(), invoice.issued_on);
    const note = {
      totalMinor: amountMinor,
      reason: 'refund',
      text: reference,
      issuedOn: on,
      requestKey: null,
      ...line,
    } as const;
    const creditNoteId = writeNote(writer, invoice, note);
    const id = store.makeId();
    writer.insert('refund', {
      id,
      request_key: requestKey,
      invoice_id: invoice.id,
      credit_note_id: creditNoteId,
      amount_minor: amountMinor,
      currency,
      destination,
      refunded_on: on,
      reference,
      recorded_by: actorName(writer.context.principal),
    });
    if (destination === 'account_balance') {
      const of = { clientId: invoice.client_id, currency, amountMinor, kind: 'refund', refundId: id } as const;
      balance.add(writer, { ...of, enteredOn: on, reference });
    }
    writer.update('invoice', invoice.id, {
      status: result.status,
      refunded_minor: result.refundedMinor,
      credited_minor: invoice.credited_minor + amountMinor,
    });
    if (invoice.order_id !== null) writer.touch('orders', invoice.order_id);
    const of = { id: invoice.id, kind: invoice.kind, orderId: invoice.order_id };
    onRefunded(writer, { ...of, refundId: id, amountMinor });
    return id;
  }

  /**
   * What of an invoice can still be given back, by where it would go; minor units. An invoice that is open is ended first.
   * @throws AppError `not_found`
   */
  function refundable(invoiceId: string): Record<RefundDestination, number> {
    const sums = creditRows.paidAndBack(store, stateOf(invoiceId));
    return {
      original: refundableMinor(sums, 'original'),
      account_balance: refundableMinor(sums, 'account_balance'),
    };
  }

  /** `refund` in a transaction of its own, for a person. */
  function refundNow(input: RefundInput, context: Context): void {
    store.transaction(context, (writer) => refund(writer, input));
  }

  return { cancelInvoice, writeOff, endInvoice, creditPart, creditLine, linesOff, refund, refundNow, refundable };
}
