import { z } from 'zod';
import { call } from './contract.ts';
import { Currency, Empty, Instant, line, Money } from './values.ts';

/**
 * The practice vendor of the sandbox environment (main/core/vendor-sandbox): how it behaves, what goes wrong with it, and what its staff did behind
 * our back. All calls answer `practice.sandbox_only` in the live environment: there the vendor is real and nobody here can switch anything.
 */

/** Two manners a vendor can have (ispmanager-api 8 does not say which the real one has): A can do everything, B refuses much of it. */
export const VendorPreset = z.enum(['vendor-a', 'vendor-b']);
export type VendorPreset = z.output<typeof VendorPreset>;

export const settingGroups = ['access', 'account', 'limits', 'formats', 'money', 'life', 'timing'] as const;
/** `switches`: what is documented or the operator's own; `guesses`: what is documented nowhere; `timing`: how long work takes. */
export const settingKinds = ['switches', 'guesses', 'timing'] as const;

const SettingValue = z.union([
  z.boolean(),
  z.string().max(100),
  z.int(),
  z.array(z.string().max(100)).max(50),
  z.array(z.int()).max(20),
]);
export type SettingValue = z.output<typeof SettingValue>;

/** The values a setting takes, for its control on the screen. */
export const SettingDomain = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flag') }),
  z.strictObject({ kind: z.literal('choice'), choices: z.array(z.union([z.string(), z.boolean()])) }),
  z.strictObject({ kind: z.literal('number'), min: z.int(), max: z.int() }),
  z.strictObject({ kind: z.literal('numbers'), choices: z.array(z.int()) }),
  z.strictObject({ kind: z.literal('functions'), choices: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('code') }),
]);

export const VendorSetting = z.strictObject({
  name: z.string(),
  kind: z.enum(settingKinds),
  group: z.enum(settingGroups),
  domain: SettingDomain,
  value: SettingValue,
  /** What the preset of the account says. */
  preset: SettingValue,
  /** What holds where nobody says otherwise: the behaviour a careful client must survive. */
  default: SettingValue,
});
export type VendorSetting = z.output<typeof VendorSetting>;

/** An error document whose words are not known: all three parts can be set. */
export const VendorWording = z.strictObject({
  type: z.string().trim().max(60, 'too_long'),
  object: z.string().trim().max(60, 'too_long'),
  message: z.string().trim().max(300, 'too_long'),
});
export type VendorWording = z.output<typeof VendorWording>;

const Login = z.string().max(254);

export const VendorAccount = z.strictObject({
  login: Login,
  preset: VendorPreset,
  /** Something was switched since the preset was chosen. */
  isChanged: z.boolean(),
  balance: Money,
  settings: z.array(VendorSetting),
  wordings: z.array(
    z.strictObject({ name: z.string(), value: VendorWording, preset: VendorWording, default: VendorWording }),
  ),
});
export type VendorAccount = z.output<typeof VendorAccount>;

/** What happens to an answer on its way. */
export const answerFaultKinds = [
  'delay',
  'silence',
  'reset',
  'reset-headers',
  'reset-body',
  'reset-end',
  'truncate',
  'no-end',
  'stall-headers',
  'stall',
  'drip',
  'chunk-error',
  'extra-bytes',
  'flood',
  'gzip-bomb',
  'malformed',
  'corpus',
  'html-502',
  'html-login',
  'html-maintenance',
  'captive-portal',
  'redirect',
  'redirect-chain',
  'empty',
  'wrong-type',
  'status',
  'error',
] as const;
/** What the vendor itself does wrong. */
export const vendorFaultKinds = [
  'no-id',
  'other-id',
  'wrong-tariff',
  'wrong-ip',
  'other-price',
  'charge-twice',
  'key-never',
  'stuck',
  'balance',
  'duplicate-ip',
  'page-limit',
  'page-shift',
  'list-late',
  'expense-late',
  'ignored',
] as const;
export const faultKinds = [...answerFaultKinds, ...vendorFaultKinds] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Bodies that are wrong in one way each (quality 2.4). */
export const corpusNames = [
  'json-bom',
  'json-duplicate-keys',
  'json-error-and-success',
  'json-deep',
  'json-nan',
  'json-huge-number',
  'json-prototype',
  'json-trailing',
  'json-twice',
  'json-array',
  'json-null',
  'json-text',
  'utf-16',
  'wrong-charset',
  'not-utf-8',
  'null-bytes',
  'xml-unclosed',
  'xml-two-roots',
  'xml-deep',
  'xml-namespace',
  'xml-entity-bomb',
  'xml-external-entity',
  'xml-dtd',
  'xml-as-json',
] as const;

/** One fault that is set. */
export const VendorFault = z.strictObject({
  kind: z.enum(faultKinds),
  /** For faults of the answer: before the vendor has done anything, or after it has done and stored it. */
  phase: z.enum(['before-commit', 'after-commit']).default('before-commit'),
  /** Only calls of this function; null: every function. */
  func: z.string().trim().max(60, 'too_long').nullable().default(null),
  /** Only calls of this account; null: every account. */
  account: Login.nullable().default(null),
  /** How many calls it still hits; null: all. */
  times: z.int().min(0, 'too_small').max(10_000, 'too_big').nullable().default(1),
  /** Milliseconds of delay, drip, list-late and expense-late. */
  ms: z.int().min(1, 'too_small').max(86_400_000, 'too_big').nullable().default(null),
  /** HTTP status of status, redirect, redirect-chain and captive-portal. */
  status: z.int().min(200, 'too_small').max(599, 'too_big').nullable().default(null),
  /** Retry-After of status. */
  retryAfter: z
    .string()
    .trim()
    .regex(/^[ -~]*$/, 'invalid')
    .max(60, 'too_long')
    .default(''),
  /** Rows of page-limit and page-shift; negative: taken away. */
  rows: z.int().min(-1000, 'too_small').max(1000, 'too_big').nullable().default(null),
  corpus: z.enum(corpusNames).nullable().default(null),
});
export type VendorFault = z.output<typeof VendorFault>;

/** A license in the vendor's own books. */
export const VendorLicenseRow = z.strictObject({
  id: z.int(),
  account: Login,
  licname: z.string(),
  ip: z.string(),
  tariff: z.string(),
  /** As the vendor numbers it (ispmanager-api 3): 1 ordered, 2 active, 3 stopped, 4 deleted, 5 processing. */
  status: z.int().min(1).max(5),
  /** Empty until the key exists. */
  key: z.string(),
  expiredate: z.string(),
});
export type VendorLicenseRow = z.output<typeof VendorLicenseRow>;

export const PracticeVendor = z.strictObject({
  accounts: z.array(VendorAccount),
  faults: z.array(VendorFault),
  /** The functions a fault can be set on. */
  functions: z.array(z.string()),
  /** The vendor's clock, and how many whole days it has been moved ahead of ours. */
  now: Instant,
  daysAhead: z.int(),
  /** All licenses in the vendor's books, deleted ones too. */
  licenses: z.int(),
});
export type PracticeVendor = z.output<typeof PracticeVendor>;

export const practiceVendor = {
  get: call({ right: 'connections.read', input: Empty, output: PracticeVendor }),
  /** The newest licenses in the vendor's books, at most 100. */
  listLicenses: call({
    right: 'connections.read',
    input: z.strictObject({ account: Login.nullable().default(null) }),
    output: z.array(VendorLicenseRow),
  }),
  /**
   * Switches one account: first the preset, which forgets everything that was switched before, then single settings on top of it. Answers `input.invalid`
   * for a name or value that does not exist, `not_found` for an account.
   */
  configure: call({
    right: 'connections.write',
    input: z.strictObject({
      login: Login,
      preset: VendorPreset.optional(),
      switches: z.record(z.string().max(60), SettingValue).default({}),
      guesses: z.record(z.string().max(60), SettingValue).default({}),
      timing: z.record(z.string().max(60), SettingValue).default({}),
      wordings: z.record(z.string().max(60), VendorWording).default({}),
    }),
    output: PracticeVendor,
  }),
  /** Replaces the faults. */
  setFaults: call({
    right: 'connections.write',
    input: z.strictObject({ faults: z.array(VendorFault).max(50, 'too_big') }),
    output: PracticeVendor,
  }),
  /** Moves the vendor's clock ahead, never ours; what falls due there meanwhile happens. */
  advanceClock: call({
    right: 'connections.write',
    input: z.strictObject({ days: z.int().min(1, 'too_small').max(3660, 'too_big') }),
    output: PracticeVendor,
  }),
  /** Puts practice money into an account. */
  topUp: call({
    right: 'connections.write',
    input: z.strictObject({
      login: Login,
      amountMinor: z.int().min(1, 'too_small').max(100_000_000, 'too_big'),
      currency: Currency,
    }),
    output: PracticeVendor,
  }),
  /** Changes a license as the vendor's own staff could, without a word to us, so that reconciliation has something to find. */
  vendorEdit: call({
    right: 'connections.write',
    input: z.strictObject({
      id: z.int(),
      /** Active, stopped or deleted. */
      status: z.union([z.literal(2), z.literal(3), z.literal(4)]).optional(),
      ip: z.union([z.ipv4('not_ip'), z.ipv6('not_ip')]).optional(),
      licname: line(255).optional(),
      expiredate: z.iso.date('not_date').optional(),
      /** Another key takes the place of the present one. */
      isNewKey: z.boolean().default(false),
    }),
    output: VendorLicenseRow,
  }),
};
