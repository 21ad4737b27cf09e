import type { billing as api } from '../../../preload/api/billing.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { actorName, AppError, fieldError, notFound, plainMoney, type Context } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import type { accountBalances } from './balance.ts';
import type { BillingDeps } from './deps.ts';
import { applyPayment, askedMinor, dueMinor, later } from './rules.ts';
import * as rows from './store.ts';

/** A payment for an invoice, in minor units of the invoice's currency. */
export type Pay = Parsed<typeof api.recordPayment>;

type PayDeps = Pick<BillingDeps, 'store' | 'brand' | 'onInvoicePaid' | 'afterPaid'> & {
  readonly balance: Pick<ReturnType<typeof accountBalances>, 'add'>;
};

/** Money for invoices: received by staff, or from the client's account balance (spec 2.4). */
export function payments({ store, brand, balance, onInvoicePaid, afterPaid }: PayDeps) {
  /** Whether the key recorded this payment already. @throws AppError `conflict.changed_meanwhile`: it recorded another one */
  function isRecorded({ requestKey, invoiceId, amountMinor, method, receivedOn }: Pay): boolean {
    const recorded = rows.paymentByKey(store, requestKey);
    if (!recorded) return false;
    const same =
      recorded.invoice_id === invoiceId &&
      recorded.amount_minor === amountMinor &&
      recorded.method === method &&
      // From the balance it was the day on which it was done.
      (method === 'account_balance' || recorded.received_on === receivedOn);
    // Answering "done" to another amount would hide that it was not recorded.
    if (!same) throw new AppError('conflict.changed_meanwhile');
    return true;
  }

  /**
   * Records a payment in the caller's transaction; the same `requestKey` records once. When it settles the invoice, what
   * it was issued for is told in the same transaction. Answers whether it settled it now: the caller then calls what
   * follows a settled invoice after its commit. What the payment leads to, the status of its invoice first, names it as the
   * cause, whoever calls.
   * @throws AppError `not_found`, `billing.invoice_settled`, `billing.over_payment` (params due: the rest is a deposit),
   *   `billing.balance_too_low` (params balance), `input.invalid` receivedOn: in_future, `conflict.changed_meanwhile`
   */
  function pay(writer: Writer, input: Pay): boolean {
    if (isRecorded(input)) return false;
    const { amountMinor, method, reference } = input;
    const invoice = rows.invoiceState(store, input.invoiceId);
    if (!invoice) throw notFound();
    const { status, currency, paid_minor: paidMinor } = invoice;
    const asked = askedMinor(invoice);
    const result = applyPayment({ status, askedMinor: asked, paidMinor }, amountMinor);
    if (!result.ok) {
      const due = plainMoney(dueMinor(status, asked, paidMinor), currency);
      throw new AppError(result.code, result.code === 'billing.over_payment' ? { params: { due } } : {});
    }
    const today = brand.businessDate();
    const isFromBalance = method === 'account_balance';
    if (!isFromBalance && input.receivedOn > today) throw fieldError('receivedOn', { code: 'in_future' });
    const receivedOn = isFromBalance ? later(today, invoice.issued_on) : input.receivedOn;
    const id = store.makeId();
    writer.insert('payment', {
      id,
      request_key: input.requestKey,
      invoice_id: invoice.id,
      amount_minor: amountMinor,
      currency,
      method,
      received_on: receivedOn,
      reference,
      recorded_by: actorName(writer.context.principal),
    });
    if (isFromBalance) {
      const of = { clientId: invoice.client_id, currency, amountMinor: -amountMinor, kind: 'payment' } as const;
      balance.add(writer, { ...of, paymentId: id, enteredOn: receivedOn, reference });
    }
    const because = writer.because(`payment/${id}`);
    because.update('invoice', invoice.id, { paid_minor: result.paidMinor, status: result.status });
    // The order's page shows what is paid and due.
    if (invoice.order_id !== null) writer.touch('orders', invoice.order_id);
    if (result.status !== 'Paid') return false;
    const settled = { id: invoice.id, kind: invoice.kind, orderId: invoice.order_id };
    onInvoicePaid(because, { ...settled, receivedOn: rows.lastReceived(store, invoice.id) ?? today }, today);
    return true;
  }

  /** Records a payment that a person asks for: `pay` in a transaction of its own. */
  function recordPayment(input: Pay, context: Context): void {
    const settled = store.transaction(context, (writer) => pay(writer, input));
    if (settled) afterPaid();
  }

  return { pay, recordPayment };
}
