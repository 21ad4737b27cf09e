export { causesService, type CausesService } from './service.ts';
export { causesHandlers } from './handlers.ts';
