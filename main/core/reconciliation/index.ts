export { createReconciliation, type ReconciliationDeps, type ReconciliationService } from './service.ts';
export { reconciliationHandlers } from './handlers.ts';
export { reconciliationEffects } from './effects.ts';
