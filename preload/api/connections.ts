import { z } from 'zod';
import { call } from './contract.ts';
import { ById, Email, Empty, Id, Instant, Money, line } from './values.ts';

/** The vendor's address for accounts on eu.ispmanager.com (ispmanager-api 0). */
export const defaultApiAddress = 'https://api-eu.ispmanager.com/manager/billmgr';
/** Stands for the embedded sandbox, whose port changes at every start. Valid in the sandbox environment only. */
export const embeddedSandboxAddress = 'sandbox:';

/** What the vendor account turned out to be able to do. `unknown` until seen. */
export const Capability = z.enum(['unknown', 'yes', 'no']);
export type Capability = z.output<typeof Capability>;

/**
 * What differs between vendor accounts (X6). The first seven are things an account can or cannot do; the last two say
 * whether it limits changes of IP and key to one a month.
 */
export const CapabilityName = z.enum([
  'suspend',
  'reissue',
  'changePackage',
  'trial',
  'edit',
  'autoRenew',
  'addons',
  'ipLimit',
  'keyLimit',
]);
export type CapabilityName = z.output<typeof CapabilityName>;

/** One capability with where it is known from: seen in an answer of the vendor, or set by staff (who win). */
export const CapabilityFact = z.strictObject({
  value: Capability,
  source: z.enum(['detected', 'staff']).nullable(),
  at: Instant.nullable(),
  /** The vendor's words, or who set it. */
  evidence: z.string(),
  /** The operation in which it was seen; null: in the account's forms and price list, or set by staff. */
  operationId: Id.nullable(),
});
export type CapabilityFact = z.output<typeof CapabilityFact>;
export const Capabilities = z.record(CapabilityName, CapabilityFact);
export type Capabilities = z.output<typeof Capabilities>;

/** A price of the account's price list as it was read last; `addon` is empty for the tariff itself. */
export const VendorPrice = z.strictObject({
  pricelist: z.string(),
  addon: z.string(),
  name: z.string(),
  /** Months; -100: trial. */
  period: z.int(),
  price: Money,
  readAt: Instant,
});
export type VendorPrice = z.output<typeof VendorPrice>;

export const ConnectionTest = z.strictObject({
  at: Instant,
  outcome: z.enum(['ok', 'failed']),
  /** An error code of the API (`vendor.two_factor`, …) when it failed. */
  errorCode: z.string().nullable(),
  /** The vendor's own words, for a person; never shown as HTML. */
  vendorMessage: z.string().nullable(),
  /** null: the vendor did not tell; unknown is not zero. */
  balance: Money.nullable(),
});
export type ConnectionTest = z.output<typeof ConnectionTest>;

const editable = {
  /** Spec item 5. */
  isEnabled: z.boolean().default(true),
  /** Spec item 6. */
  name: line(120),
  /** Spec item 7: the one category there is. */
  provisionCategory: z.literal('Software Licenses').default('Software Licenses'),
  /** Spec item 8; setting it clears it elsewhere. */
  isCategoryDefault: z.boolean().default(false),
  /** Spec item 9. */
  provider: z.literal('ispmanager').default('ispmanager'),
  /** Spec item 10; setting it clears it elsewhere. */
  isProviderDefault: z.boolean().default(false),
  /** Spec item 11: e-mail of the purchasing account. */
  username: Email,
  /** https, or http on loopback only; `sandbox:` in the sandbox environment. */
  apiAddress: z.string().trim().max(300, 'too_long').default(defaultApiAddress),
  /** Shortest time between two reads, milliseconds. The vendor tells no limit; one a second is safe (ispmanager-api 8). */
  readIntervalMs: z.int().min(0, 'too_small').max(60_000, 'too_big').default(1000),
  /** Operations of this account that may be under way at once. */
  parallel: z.int().min(1, 'too_small').max(8, 'too_big').default(1),
};

/** A provision configuration: the reseller's account at the vendor. The password is in the OS keychain only. */
export const Connection = z.strictObject({
  id: Id,
  ...editable,
  passwordSet: z.boolean(),
  passwordSetAt: Instant.nullable(),
  /** True after the vendor refused the credentials: no call is made until they change (ispmanager-api 8). */
  credentialsStopped: z.boolean(),
  lastTest: ConnectionTest.nullable(),
  capabilities: Capabilities,
  /** How many products use it; a used one cannot be deleted (spec item 14). */
  usedBy: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Connection = z.output<typeof Connection>;

/** Spec item 12: secret, required, no trimming. */
const Password = z.string().min(1, 'required').max(200, 'too_long');
/** Agreement to keep the password in memory for this run, where no keychain is available. */
const allowMemoryOnly = z.boolean().default(false);

export const connections = {
  list: call({ right: 'connections.read', input: Empty, output: z.array(Connection) }),
  get: call({ right: 'connections.read', input: ById, output: Connection }),
  create: call({
    right: 'connections.write',
    input: z.strictObject({ ...editable, password: Password, allowMemoryOnly }),
    output: Connection,
  }),
  /** Without `password` the stored one stays. */
  update: call({
    right: 'connections.write',
    input: z.strictObject({ id: Id, ...editable, password: Password.optional(), allowMemoryOnly }),
    output: Connection,
  }),
  delete: call({ right: 'connections.write', input: ById, output: Empty }),
  /** Signs in and reads the balance; a failure is a value of the answer, not an error of the call. */
  test: call({ right: 'connections.write', input: ById, output: ConnectionTest }),
  /** What staff know better than the console; null gives it back to what is seen. */
  setCapability: call({
    right: 'connections.write',
    input: z.strictObject({ id: Id, name: CapabilityName, value: Capability.nullable() }),
    output: Connection,
  }),
  /** What the account's price list said last; at most some hundred rows. */
  prices: call({ right: 'connections.read', input: ById, output: z.array(VendorPrice) }),
  /** Reads price list and forms, changes nothing, and notes what they show of the account's capabilities and prices. */
  detect: call({ right: 'connections.write', input: ById, output: Connection }),
};
