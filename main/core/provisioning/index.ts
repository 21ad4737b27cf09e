export { createProvisioning, type Provisioning, type ProvisioningDeps } from './service.ts';
export { operationsHandlers } from './handlers.ts';
export { vendorProbe } from './probe.ts';
export { priceRows, vendorDetect } from './detect.ts';
export { needsPerson } from './waiting.ts';
export { beforeOf, changedThisMonth, kinds, mayStart, sameIp } from './kinds.ts';
export { defaultTimings, type ProvisioningTimings } from './machine.ts';
export type { ProvisioningEffects } from './journal.ts';
export { type Right, type SendingRights, standOfRight } from './rights.ts';
export { timesMet } from './store.ts';
export type { Before, OperationParams, OperationRequest, StoredOperation, Told } from './operation.ts';
export {
  bareLicense,
  createVendorClient,
  type CallTrace,
  type RawAnswer,
  type Transport,
  type TransportOptions,
  type VendorClient,
  type VendorClientOptions,
  type VendorExpense,
  type VendorLicense,
  type VendorPayment,
  type VendorPrice,
} from './vendor/index.ts';
