export { revenueService, type RevenueDeps, type RevenueService } from './service.ts';
export { revenueHandlers } from './handlers.ts';
