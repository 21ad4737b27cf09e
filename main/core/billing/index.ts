export { billingService, type BillingService } from './service.ts';
export type { BillingDeps, EndedInvoice, RefundedInvoice, SettledInvoice } from './deps.ts';
export type { IssuedInvoice, IssueInvoice } from './issue.ts';
export type { Credit } from './balance.ts';
export { billingHandlers } from './handlers.ts';
export { dueMinor, type LineOff } from './rules.ts';
export { netOfLines } from './store.ts';
export { quoteTax, type TaxQuote } from './tax.ts';
