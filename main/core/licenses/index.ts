export { createLicenses, type LicensesDeps, type LicensesService } from './service.ts';
export { licensesHandlers } from './handlers.ts';
export { licenseEffects } from './mirror.ts';
export { availableActions, type ActionFacts } from './rules.ts';
export { licenseOf, type LicenseRow } from './store.ts';
