export { createBulk, type BulkDeps, type BulkService } from './service.ts';
export { bulkHandlers } from './handlers.ts';
export { bulkEffects } from './effects.ts';
