export {
  createVendorClient,
  type CallMeta,
  type OrderParams,
  type VendorAction,
  type VendorClient,
  type VendorClientOptions,
} from './client.ts';
export type { CallTrace, VendorAccount } from './call.ts';
export type { VendorExpense, VendorLicense } from './license.ts';
export { codeOf, type Failure, type Outcome, saysIncapable, saysMissing } from './outcome.ts';
