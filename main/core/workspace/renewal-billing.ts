import type { BillingService } from '../billing/index.ts';
import type { RenewalBilling } from '../contract-products/index.ts';
import type { Store } from '../store/index.ts';

/**
 * What contract products ask of billing. Cancelling, writing off and moving the days of a line are here until billing has
 * them as verbs of its own with their credit notes.
 */
export function renewalBilling(store: Store, billing: () => Pick<BillingService, 'issueInvoice'>): RenewalBilling {
  const status =
    (to: 'Cancelled' | 'Written off'): RenewalBilling['cancelInvoice'] =>
    (writer, invoiceId) => {
      writer.update('invoice', invoiceId, { status: to });
    };
  return {
    issueInvoice: (writer, input) => billing().issueInvoice(writer, input),
    cancelInvoice: status('Cancelled'),
    writeOff: status('Written off'),
    movePeriod(writer, invoiceId, contractProductId, period) {
      const lines = store.all<{ id: string }>(
        'invoice lines of contract product',
        'SELECT id FROM invoice_line WHERE invoice_id = @invoiceId AND contract_product_id = @contractProductId',
        { invoiceId, contractProductId },
      );
      for (const { id } of lines) writer.update('invoice_line', id, { period_from: period.from, period_to: period.to });
    },
  };
}
