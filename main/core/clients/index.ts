export { clientsService, type Buyer, type ClientsDeps, type ClientsService } from './service.ts';
export { clientsHandlers } from './handlers.ts';
export { searchPatterns } from './rules.ts';
