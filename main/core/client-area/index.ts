export { clientAreaService, type ClientAreaDeps, type ClientAreaService } from './service.ts';
export { clientAreaHandlers } from './handlers.ts';
