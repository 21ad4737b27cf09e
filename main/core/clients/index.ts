export { clientsService, type ClientsService } from './service.ts';
export { clientsHandlers } from './handlers.ts';
export { searchPatterns } from './rules.ts';
