export { catalogueService, type CatalogueService } from './service.ts';
export { catalogueHandlers } from './handlers.ts';
export { packageName } from './packages.ts';
