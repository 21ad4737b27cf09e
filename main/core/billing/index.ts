export { billingService, type BillingDeps, type BillingService, type IssueInvoice } from './service.ts';
export { billingHandlers } from './handlers.ts';
