export { catalogueService, type CatalogueService } from './service.ts';
export { catalogueHandlers } from './handlers.ts';
export { knownPackages, packageCode, packageName, sellsByTerm } from './packages.ts';
