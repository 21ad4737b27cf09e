export { viewsHandlers } from './handlers.ts';
export { viewsService, type ViewsService } from './service.ts';
