import type { BillingService } from '../billing/index.ts';
import type { RenewalBilling } from '../contract-products/index.ts';
import type { Store } from '../store/index.ts';

/** What contract products ask of billing, and the one thing that they move on an invoice: the days that a line pays for. */
export function renewalBilling(
  store: Store,
  billing: () => Pick<BillingService, 'issueInvoice' | 'cancelInvoice' | 'writeOff'>,
): RenewalBilling {
  return {
    issueInvoice: (writer, input) => billing().issueInvoice(writer, input),
    cancelInvoice: (writer, invoiceId) => billing().cancelInvoice(writer, invoiceId, ''),
    writeOff: (writer, invoiceId) => billing().writeOff(writer, invoiceId, ''),
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
