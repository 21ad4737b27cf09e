export { clientsService, type ClientsService } from './service.ts';
export { clientsHandlers } from './handlers.ts';
