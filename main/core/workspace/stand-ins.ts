import type { BillingService } from '../billing/index.ts';
import type { ChangeBilling } from '../contract-changes/index.ts';
import type { Store, Writer } from '../store/index.ts';

/**
 * The least of billing and of renewals that changes and trials need, until those areas have it themselves: no tax, no
 * credit notes.
 */
export function standIns(store: Store, billing: Pick<BillingService, 'issueInvoice'>) {
  const invoice = (id: string) =>
    store.get<{ client_id: string; currency: string; paid_minor: number; refunded_minor: number }>(
      'stand-in invoice',
      'SELECT client_id, currency, paid_minor, refunded_minor FROM invoice WHERE id = @id',
      { id },
    );
  const changeBilling: ChangeBilling = {
    issueInvoice: (writer, input) => billing.issueInvoice(writer, input),
    cancelInvoice: (writer, id) => {
      writer.update('invoice', id, { status: 'Cancelled' });
    },
    refund(writer, { requestKey, invoiceId, amountMinor, destination, reference }) {
      const of = invoice(invoiceId);
      if (!of) return;
      const id = store.makeId();
      const on = store.now().slice(0, 10);
      const by = writer.context.traceId;
      const { currency } = of;
      writer.insert('refund', {
        id,
        request_key: requestKey,
        invoice_id: invoiceId,
        credit_note_id: null,
        amount_minor: amountMinor,
        currency,
        destination,
        refunded_on: on,
        reference,
        recorded_by: by,
      });
      if (destination === 'account_balance')
        writer.insert('balance_entry', {
          id: store.makeId(),
          request_key: null,
          client_id: of.client_id,
          currency,
          amount_minor: amountMinor,
          kind: 'refund',
          payment_id: null,
          refund_id: id,
          entered_on: on,
          reference,
          recorded_by: by,
        });
      const refunded = of.refunded_minor + amountMinor;
      writer.update('invoice', invoiceId, {
        refunded_minor: refunded,
        status: refunded >= of.paid_minor ? 'Refunded' : 'Partly refunded',
      });
    },
  };

  interface Due {
    readonly id: string;
    readonly contract_product_id: string;
    readonly number: number;
    readonly ends_on: string;
  }
  return {
    billing: changeBilling,
    totalOf: (_clientId: string, _currency: string, netMinor: number): number => netMinor,

    /** A renewal was paid: its periods are, and their contract products run to their ends. */
    renewalPaid(writer: Writer, invoiceId: string): void {
      const periods = store.all<Due>(
        'stand-in periods of invoice',
        "SELECT id, contract_product_id, number, ends_on FROM contract_period WHERE invoice_id = @invoiceId AND state = 'billed'",
        { invoiceId },
      );
      for (const { id, contract_product_id: contract, number, ends_on: end } of periods) {
        writer.update('contract_period', id, { state: 'paid' });
        writer.update('contract_product', contract, { period_no: number, billed_to: end, next_due_on: end });
      }
    },

    /** The billed period of a contract product, on an invoice of its own at the price of now. */
    redo(writer: Writer, contractProductId: string): void {
      const row = store.get<
        Due & { client_id: string; currency: string; price_minor: number; product_name: string; buyer: string }
      >(
        'stand-in period to redo',
        `SELECT c.id, c.contract_product_id, c.number, c.ends_on, p.client_id, p.currency, p.price_minor, p.product_name, i.buyer
          FROM contract_period c JOIN contract_product p ON p.id = c.contract_product_id JOIN invoice i ON i.id = c.invoice_id
          WHERE c.contract_product_id = @contractProductId AND c.state = 'billed'`,
        { contractProductId },
      );
      if (!row) return;
      const { id } = billing.issueInvoice(writer, {
        kind: 'renewal',
        orderId: null,
        clientId: row.client_id,
        currency: row.currency,
        dueOn: null,
        buyer: JSON.parse(row.buyer) as Parameters<typeof billing.issueInvoice>[1]['buyer'],
        lines: [
          { text: row.product_name, amountMinor: row.price_minor, period: null, itemLine: null, contractProductId },
        ],
      });
      writer.update('contract_period', row.id, { invoice_id: id, price_minor: row.price_minor });
    },
  };
}
