import type { billing } from '../../../preload/api/billing.ts';
import type { Handlers } from '../kernel/index.ts';
import type { BillingService } from './service.ts';

/** Binds the verbs of `preload/api/billing.ts`. */
export function billingHandlers(service: BillingService): Handlers<typeof billing> {
  return {
    listInvoices: (input) => service.listInvoices(input),
    getInvoice: ({ id }) => service.getInvoice(id),
    recordPayment: (input, context) => service.recordPayment(input, context),
  };
}
