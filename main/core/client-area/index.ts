export { clientAreaService, type ClientAreaDeps, type ClientAreaService } from './service.ts';
export { clientAreaHandlers, entranceHandlers } from './handlers.ts';
