export { revenueService, type RevenueDeps, type RevenueService } from './service.ts';
export { revenueHandlers } from './handlers.ts';
export { saleTermsOf, type LineOf, type SaleTerms } from './terms.ts';
export { withoutTax } from './rules.ts';
