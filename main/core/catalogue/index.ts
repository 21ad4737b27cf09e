export { catalogueService, type CatalogueDeps, type CatalogueService } from './service.ts';
export { catalogueHandlers, pricesHandlers, productOptionsHandlers, transferHandlers } from './handlers.ts';
export { priceOn } from './products/rows.ts';
export { trialOf } from './products/trial.ts';
export { knownPackages, packageCode, packageName, sellsByTerm } from './packages.ts';
