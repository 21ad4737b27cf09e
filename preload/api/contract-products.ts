import { z } from 'zod';
import { RateUsed } from './catalogue-prices.ts';
import { call } from './contract.ts';
import { InvoiceStatus } from './billing.ts';
import { CancelPreview, ContractStatus, ExpectedRefund, OrderChoice, RefundChoice } from './orders.ts';
import { Operation, OperationHold, OperationKind, OperationState } from './operations.ts';
import {
  ById,
  CalendarDate,
  Id,
  Instant,
  Money,
  PageInput,
  TermMonths,
  optionalLine,
  page,
  searchInput,
  sortInput,
} from './values.ts';

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
  /** Months; -100 is a trial; null: not told. */
  period: z.int().nullable(),
  /** `none`, or months; null: not told. */
  autoprolong: z.string().nullable(),
  /** Quantities by addon; null: not told. */
  addons: z.record(z.string(), z.int()).nullable(),
  webdomains: z.int().nullable(),
  /** Days of the last change; empty: never, or not told. */
  ipChangedOn: z.string(),
  keyChangedOn: z.string(),
  createdOn: z.string(),
  expiresOn: z.string(),
  lastReadAt: Instant,
});
export type License = z.output<typeof License>;

/** What it waits for before its license is bought: details that were given are confirmed, or they are given (spec 66, 67). */
export const Awaits = z.enum(['confirmation', 'details']);
export type Awaits = z.output<typeof Awaits>;

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
  /** The operation that is not settled, or null. */
  openOperationState: OperationState.nullable(),
  openOperationKind: OperationKind.nullable(),
  openOperationHeldFor: OperationHold.nullable(),
  /** Null: nothing more is asked before the license is bought. */
  awaits: Awaits.nullable(),
  createdAt: Instant,
});
export type ContractProductRow = z.output<typeof ContractProductRow>;

/** All that can be asked for on the Manage tab (spec 90-98, and what staff need beside them). */
export const LicenseAction = z.enum([
  'create',
  'reissue',
  'usage',
  'syncQuantities',
  'changePackage',
  'suspend',
  'unsuspend',
  'terminate',
  'renew',
  'edit',
  'autoRenew',
  'addons',
  'takeOver',
]);
export type LicenseAction = z.output<typeof LicenseAction>;

/** Beside the status: what is done to keep the client (spec 2.2). */
export const Retention = z.enum(['none', 'flagged', 'in_progress', 'saved', 'lost']);
export type Retention = z.output<typeof Retention>;

/** One period of a contract product and the invoice that it is billed on (spec 2.5.1). */
export const ContractPeriod = z.strictObject({
  id: Id,
  number: z.int(),
  from: CalendarDate,
  /** The day after its last one. */
  to: CalendarDate,
  state: z.enum(['billed', 'paid', 'cancelled']),
  price: Money,
  /** Null: it was not billed. */
  invoiceId: Id.nullable(),
  invoiceNumber: z.string().nullable(),
  invoiceStatus: InvoiceStatus.nullable(),
  /** Of a paid renewal: whether the vendor is still to renew the license; `none`: it need not be asked. */
  vendorRenewal: z.enum(['none', 'wanted', 'queued', 'done']),
});
export type ContractPeriod = z.output<typeof ContractPeriod>;

export const ContractProduct = ContractProductRow.extend({
  /** First day of the period that the others are counted from (spec 2.5.1). */
  anchorDate: CalendarDate.nullable(),
  periodNo: z.int(),
  /** The day after the last one that is paid for. */
  billedTo: CalendarDate.nullable(),
  /** The first day without service; null: it goes on. */
  serviceEndsOn: CalendarDate.nullable(),
  trialEndsOn: CalendarDate.nullable(),
  autoRenew: z.boolean(),
  retention: Retention,
  isManualStatus: z.boolean(),
  /** Why it was suspended; empty: it was not. */
  suspendedFor: z.enum(['', 'overdue', 'staff']),
  /** Days from the end of what is paid to the end at the vendor; null: one of them is not known (spec 2.5.6). */
  driftDays: z.int().nullable(),
  /** Newest first. */
  periods: z.array(ContractPeriod),
  connectionId: Id.nullable(),
  connectionName: z.string().nullable(),
  /** At which its price was converted when it was sold or changed; it stays as it is (spec 2.14). Null: it was set in its currency. */
  priceRate: RateUsed.nullable(),
  packageIdentifier: z.string(),
  packageName: z.string().nullable(),
  /** The bundle that it was sold in (spec 2.9); null: it was sold by itself. */
  bundle: z
    .strictObject({
      productId: Id,
      productName: z.string(),
      /** What its parts that go on cost together, from the next renewal on. */
      price: Money,
      /** In the order of the bundle, those that have ended with them. */
      parts: z.array(
        z.strictObject({
          id: Id,
          productName: z.string(),
          status: ContractStatus,
          /** Its part of the one price. */
          price: Money,
          /** The day without service, where an end was decided. */
          endsOn: CalendarDate.nullable(),
        }),
      ),
      /** Whether this one can be ended while the rest goes on. */
      canCancelPart: z.boolean(),
    })
    .nullable(),
  /** What was chosen with its order. */
  choices: z.array(OrderChoice),
  /** Set by staff (spec 101); empty: none. */
  manualKey: z.string(),
  /** What the vendor counts (spec 94); null: never read. */
  trackedQuantity: z.int().nullable(),
  trackedAt: Instant.nullable(),
  license: License.nullable(),
  operations: z.array(Operation),
  /** For each action: null when it can be asked for now, else the error code that says why not. */
  actions: z.record(LicenseAction, z.string().nullable()),
});
export type ContractProduct = z.output<typeof ContractProduct>;

/** What a list of contract products is narrowed down to; what is left out is not asked about. */
const filterFields = {
  ...searchInput,
  clientId: Id.optional(),
  orderId: Id.optional(),
  status: ContractStatus.optional(),
  /** Paid, and not bought before somebody gives or confirms its details (spec 66, 67). */
  awaitsDetails: z.literal(true).optional(),
  /** Of the license that the row shows. */
  licenseStatus: VendorStatus.optional(),
  /** Tariff number. */
  packageIdentifier: z.string().max(20, 'too_long').optional(),
  connectionId: Id.optional(),
  /** A live license ends at the vendor within so many days; one that has ended already counts. */
  expiresWithinDays: z.int().min(0, 'too_small').max(3660, 'too_big').optional(),
  /** Whether the vendor renews a live license by itself; one of which it does not tell is neither. */
  autoRenewal: z.enum(['on', 'off']).optional(),
};
export const ContractFilter = z.strictObject(filterFields);
export type ContractFilter = z.output<typeof ContractFilter>;

/** What ending one product of a bundle does with money, said before it is done. */
export const PartCancelPreview = z.strictObject({
  /** Open invoices of the bundle that are lowered by what the product costs on them: `due` is credited, `paid` goes back. */
  lowered: z.array(z.strictObject({ number: z.string(), due: Money, paid: Money })),
  /** Open invoices of a time to come that are made anew without it. */
  anew: z.array(z.string()),
  /** What can be given back when it ends at once. */
  refunds: CancelPreview.shape.refunds,
  refundTotal: Money,
  /** Of the total: what goes into the account balance where `none` is chosen. */
  notBegunTotal: Money,
});
export type PartCancelPreview = z.output<typeof PartCancelPreview>;

export const contractProducts = {
  /** Newest first. */
  list: call({
    right: 'contracts.read',
    input: z.strictObject({ ...filterFields, ...sortInput(['createdAt', 'nextDueOn']), ...PageInput }),
    output: page(ContractProductRow),
  }),
  get: call({ right: 'contracts.read', input: ById, output: ContractProduct }),
  /**
   * Gives (or confirms) the details that a paid contract product waits for; its license is bought after it, once. The
   * address is needed where none was asked for before.
   */
  confirmDetails: call({
    right: 'licenses.act',
    input: z.strictObject({ id: Id, ip: optionalLine(45) }),
    output: ContractProduct,
  }),
  /** What `cancelPart` would do with money now. */
  previewCancelPart: call({ right: 'contracts.read', input: ById, output: PartCancelPreview }),
  /**
   * Ends one product of a bundle: now, or at the end of what is paid; the person says what the rest costs together from its
   * next renewal on, the same or another price (spec 2.9). What is open of the product is called off; the money of its unused
   * days goes where it is said, with the end of what is paid nothing is given back (spec 2.1).
   */
  cancelPart: call({
    right: 'orders.cancel',
    input: z.strictObject({
      id: Id,
      immediate: z.boolean(),
      /** Of the whole bundle, minor units of its currency. */
      bundlePriceMinor: z.int().min(0, 'too_small').max(1_000_000_000_00, 'too_big'),
      /** What the person saw that the bundle costs now; of another price nothing is changed unseen. */
      expectedPriceMinor: z.int().min(0),
      refund: RefundChoice.default('none'),
      expectedRefundMinor: ExpectedRefund,
    }),
    output: ContractProduct,
  }),
  /**
   * Off: no new invoices, and the service ends with what is paid; an invoice of a period to come is cancelled. On: it
   * goes on, and an end that was set is taken back (spec 2.2, 2.11).
   */
  setAutoRenew: call({
    right: 'contracts.write',
    input: z.strictObject({ id: Id, autoRenew: z.boolean() }),
    output: ContractProduct,
  }),
  /** Sets the first day without service, whatever is paid; null: it goes on (spec 2.2, two dates). */
  setServiceEnd: call({
    right: 'contracts.write',
    input: z.strictObject({ id: Id, serviceEndsOn: CalendarDate.nullable() }),
    output: ContractProduct,
  }),
  setRetention: call({
    right: 'contracts.write',
    input: z.strictObject({ id: Id, retention: Retention }),
    output: ContractProduct,
  }),
  /** A person's word, whatever the machine says; automation leaves it alone from then on (spec 2.2). Nothing is asked of the vendor. */
  setStatus: call({
    right: 'contracts.write',
    input: z.strictObject({ id: Id, status: ContractStatus }),
    output: ContractProduct,
  }),
  /** Gives a status that was set by hand back to automation. */
  clearManualStatus: call({ right: 'contracts.write', input: ById, output: ContractProduct }),
  /** Brings back what was cancelled or lapsed, with a new renewal date and price (spec 2.2). */
  reactivate: call({
    right: 'contracts.write',
    input: z.strictObject({
      /** Made once per form: the same key reactivates once. */
      requestKey: Id,
      id: Id,
      /** The first day that is paid for again; it is free until then. */
      renewsOn: CalendarDate,
      priceMinor: z.int().min(0, 'too_small'),
    }),
    output: ContractProduct,
  }),
};
