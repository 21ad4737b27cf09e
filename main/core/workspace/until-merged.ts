import type { BillingService } from '../billing/index.ts';
import type { ContractProductsService } from '../contract-products/index.ts';
import { actorName, AppError, notFound } from '../kernel/index.ts';
import type { OrdersBilling, OrdersContracts, OrdersDeps } from '../orders/index.ts';
import type { Store, Writer } from '../store/index.ts';

/** The least that orders need of areas that bring more of it themselves. Each function goes when theirs is there. */

interface InvoiceRow {
  readonly order_id: string | null;
  readonly client_id: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly paid_minor: number;
  readonly refunded_minor: number;
}

export function billingUntilMerged(
  store: Store,
  billing: Pick<BillingService, 'issueInvoice' | 'startPeriods'>,
  onPaid: (writer: Writer, orderId: string, paidOn: string) => void,
): OrdersBilling {
  const invoice = (id: string): InvoiceRow => {
    const found = store.get<InvoiceRow>(
      'invoice until merged',
      'SELECT order_id, client_id, currency, total_minor, paid_minor, refunded_minor FROM invoice WHERE id = @id',
      { id },
    );
    if (!found) throw notFound();
    return found;
  };
  return {
    startPeriods: billing.startPeriods,
    issueInvoice: (writer, input) => ({
      ...billing.issueInvoice(writer, input),
      totalMinor: input.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    }),
    quote: ({ currency, lines }) => ({
      tax: { amountMinor: 0, currency },
      total: { amountMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0), currency },
    }),
    pay(writer, input) {
      if (input.method === 'account_balance') throw new AppError('order.method_unavailable');
      const { order_id: orderId, currency } = invoice(input.invoiceId);
      writer.insert('payment', {
        id: store.makeId(),
        request_key: input.requestKey,
        invoice_id: input.invoiceId,
        amount_minor: input.amountMinor,
        currency,
        method: input.method,
        received_on: input.receivedOn,
        reference: input.reference,
        recorded_by: actorName(writer.context.principal),
      });
      writer.update('invoice', input.invoiceId, { paid_minor: input.amountMinor, status: 'Paid' });
      if (orderId !== null) onPaid(writer, orderId, input.receivedOn);
    },
    cancelInvoice(writer, id) {
      const { total_minor: total, paid_minor: paid } = invoice(id);
      writer.update('invoice', id, { status: 'Cancelled', credited_minor: total - paid });
    },
    refund(writer, input) {
      if (input.destination === 'account_balance') throw new AppError('order.method_unavailable');
      const { currency, refunded_minor: before, paid_minor: paid } = invoice(input.invoiceId);
      const refunded = before + input.amountMinor;
      writer.insert('refund', {
        id: store.makeId(),
        request_key: input.requestKey,
        invoice_id: input.invoiceId,
        credit_note_id: null,
        amount_minor: input.amountMinor,
        currency,
        destination: input.destination,
        refunded_on: store.now().slice(0, 10),
        reference: input.reference,
        recorded_by: actorName(writer.context.principal),
      });
      writer.update('invoice', input.invoiceId, {
        refunded_minor: refunded,
        status: refunded === paid ? 'Refunded' : 'Partly refunded',
      });
    },
  };
}

export function contractsUntilMerged(
  store: Store,
  contractProducts: Pick<ContractProductsService, 'add' | 'orderPaid'>,
  terminate: (writer: Writer, contractProductId: string, cause: string) => void,
): OrdersContracts {
  return {
    add: contractProducts.add,
    orderPaid: contractProducts.orderPaid,
    cancelOrder(writer, orderId, { immediate, cause }) {
      const all = store.all<{ id: string; status: string; billed_to: string | null; has_license: number }>(
        'contracts until merged',
        `SELECT p.id, p.status, p.billed_to, EXISTS (SELECT 1 FROM license l WHERE l.contract_product_id = p.id
          AND l.status IN ('active', 'suspended')) AS has_license FROM contract_product p WHERE p.order_id = @orderId`,
        { orderId },
      );
      for (const { id, status, billed_to: until, has_license: hasLicense } of all) {
        if (['Cancelled', 'Closed', 'Lapsed'].includes(status)) continue;
        if (status === 'Pending') writer.update('contract_product', id, { status: 'Cancelled' });
        else if (!immediate) writer.update('contract_product', id, { service_ends_on: until });
        else if (hasLicense === 1) terminate(writer, id, cause);
      }
    },
  };
}

/** The default of spec 2.1 where no setting says otherwise. */
export const settingsUntilMerged: OrdersDeps['settings'] = { number: () => 7 };
