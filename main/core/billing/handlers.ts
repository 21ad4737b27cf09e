import type { billing } from '../../../preload/api/billing.ts';
import type { Handlers } from '../kernel/index.ts';
import type { BillingService } from './service.ts';

/** Binds the verbs of `preload/api/billing.ts`. */
export function billingHandlers(service: BillingService): Handlers<typeof billing> {
  return {
    listInvoices: (input) => service.listInvoices(input),
    getInvoice: ({ id }) => service.getInvoice(id),
    quote: (input) => service.quote(input),
    recordPayment: (input, context) => service.recordPayment(input, context),
    cancelInvoice: (input, context) => service.endInvoice('cancelled', input, context),
    writeOff: (input, context) => service.endInvoice('write_off', input, context),
    creditPart: (input, context) => service.creditPart(input, context),
    refund: (input, context) => service.refundNow(input, context),
    listCreditNotes: (input) => service.listCreditNotes(input),
    getCreditNote: ({ id }) => service.getCreditNote(id),
    getBalance: ({ clientId }) => service.getBalance(clientId),
    listBalanceEntries: (input) => service.listBalanceEntries(input),
    deposit: (input, context) => service.deposit(input, context),
    payOut: (input, context) => service.payOut(input, context),
    books: ({ asOf }) => service.books(asOf),
    bookRows: (input) => service.bookRows(input),
  };
}
