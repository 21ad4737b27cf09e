export { createProvisioning, type Provisioning, type ProvisioningDeps } from './service.ts';
export { operationsHandlers } from './handlers.ts';
export { vendorProbe } from './probe.ts';
export { defaultTimings, type ProvisioningTimings } from './machine.ts';
export type { ProvisioningEffects } from './journal.ts';
export type { OperationParams, OperationRequest, StoredOperation } from './operation.ts';
export {
  createVendorClient,
  type CallTrace,
  type VendorClient,
  type VendorClientOptions,
  type VendorLicense,
} from './vendor/index.ts';
