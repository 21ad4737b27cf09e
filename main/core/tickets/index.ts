export { ticketsService, type TicketsService } from './service.ts';
export { ticketsHandlers } from './handlers.ts';
