export { contractChangesService, type ContractChangesDeps, type ContractChangesService } from './service.ts';
export { contractChangesHandlers } from './handlers.ts';
export type { ChangeBilling } from './settle.ts';
