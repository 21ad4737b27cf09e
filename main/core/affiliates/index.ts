export { affiliatesService, type AffiliatesDeps, type AffiliatesService } from './service.ts';
export { affiliatesHandlers } from './handlers.ts';
