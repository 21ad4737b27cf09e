import { z } from 'zod';
import { call } from './contract.ts';
import { ContractStatus } from './orders.ts';
import { Operation } from './operations.ts';
import { ById, CalendarDate, Id, Instant, Money, PageInput, TermMonths, page } from './values.ts';

/** The vendor's own states (ispmanager-api 3). */
export const VendorStatus = z.enum(['unknown', 'ordered', 'active', 'suspended', 'deleted', 'processing']);
export type VendorStatus = z.output<typeof VendorStatus>;

/** Mirror of what the vendor has. */
export const License = z.strictObject({
  id: Id,
  vendorId: z.string(),
  /** Empty while the vendor has not issued it. */
  key: z.string(),
  status: VendorStatus,
  ip: z.string(),
  licname: z.string(),
  packageIdentifier: z.string(),
  createdOn: z.string(),
  expiresOn: z.string(),
  lastReadAt: Instant,
});
export type License = z.output<typeof License>;

export const ContractProductRow = z.strictObject({
  id: Id,
  status: ContractStatus,
  clientId: Id,
  clientName: z.string(),
  productName: z.string(),
  orderId: Id,
  orderNumber: z.string(),
  termMonths: TermMonths,
  price: Money,
  nextDueOn: CalendarDate.nullable(),
  licenseStatus: VendorStatus.nullable(),
  licenseKey: z.string().nullable(),
  ip: z.string(),
  /** The newest operation that is not settled, or null. */
  openOperationState: z.string().nullable(),
  createdAt: Instant,
});
export type ContractProductRow = z.output<typeof ContractProductRow>;

export const LicenseAction = z.enum(['create', 'suspend', 'unsuspend', 'terminate']);
export type LicenseAction = z.output<typeof LicenseAction>;

export const ContractProduct = ContractProductRow.extend({
  connectionId: Id.nullable(),
  connectionName: z.string().nullable(),
  packageIdentifier: z.string(),
  packageName: z.string().nullable(),
  license: License.nullable(),
  operations: z.array(Operation),
  /** For each action: null when it can be asked for now, else the error code that says why not. */
  actions: z.record(LicenseAction, z.string().nullable()),
});
export type ContractProduct = z.output<typeof ContractProduct>;

export const contractProducts = {
  /** Newest first. */
  list: call({
    right: 'contracts.read',
    input: z.strictObject({ clientId: Id.optional(), status: ContractStatus.optional(), ...PageInput }),
    output: page(ContractProductRow),
  }),
  get: call({ right: 'contracts.read', input: ById, output: ContractProduct }),
};
