export { documentsService, type DocumentsDeps, type DocumentsService } from './service.ts';
export { documentsHandlers, paperHandlers } from './handlers.ts';
