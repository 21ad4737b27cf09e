export { createLicenses, type LicensesDeps, type LicensePlan, type LicensesService } from './service.ts';
export { actionPreview } from './preview.ts';
export { moneyReader, type MoneyReader } from './money.ts';
export { licensesHandlers } from './handlers.ts';
export { licenseEffects } from './mirror.ts';
export { type Correction, correctLicense, noteReading } from './corrections.ts';
export { availableActions, type ActionFacts } from './rules.ts';
export type { Given, VendorAction } from './asked.ts';
export { licenseOf, type LicenseRow, shownLicense } from './store.ts';
