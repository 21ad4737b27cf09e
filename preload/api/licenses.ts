import { z } from 'zod';
import { call } from './contract.ts';
import { License, LicenseAction } from './contract-products.ts';
import { OperationDetail } from './operations.ts';
import { CalendarDate, Id, Instant, Money, TermMonths } from './values.ts';

/**
 * What the guide's forms ask for beside the action's own data (spec 99, 101). Both are guards: what is given must be
 * that of the contract product, so that an action meant for one client cannot hit another. A pasted address of the
 * client's page is taken for the identifier in it.
 */
export const guards = {
  customerIdentifier: z.string().trim().max(500, 'too_long').optional(),
  licenseKey: z.string().trim().max(200, 'too_long').optional(),
};
const forContract = { contractProductId: Id };
const plain = z.strictObject({ ...forContract, ...guards });

/** Spec 100: IPv4 or IPv6. */
const Ip = z.union([z.ipv4(), z.ipv6()], 'not_ip');
/** A tariff number or its name; both map (spec 68). */
export const Package = z.string().trim().min(1, 'required').max(120, 'too_long');
/** Months between two automatic renewals at the vendor, or none (ispmanager-api 2). */
export const AutoRenewal = z.enum(['none', '1', '12']);
export type AutoRenewal = z.output<typeof AutoRenewal>;

/** What may stand in the way of an action, or should be known before it is asked for. */
export const ActionWarning = z.enum([
  'key_changed_this_month',
  'ip_changed_this_month',
  'ip_has_license',
  'vendor_refuses_ip',
  'balance_too_low',
  'balance_unknown',
  'price_unknown',
  'not_confirmed_by_vendor',
  'suspended_renews_from_today',
]);
export type ActionWarning = z.output<typeof ActionWarning>;

/** Whatever can be known before the vendor is asked to act. Changes nothing there. */
export const ActionPreview = z.strictObject({
  /** The license as the vendor shows it now; null for a purchase. */
  license: License.nullable(),
  /** What the vendor will charge by its price list, addons included; null where it does not tell. Never a guess. */
  cost: Money.nullable(),
  balance: Money.nullable(),
  /** The vendor's end of the license after a renewal; null where it does not tell. */
  newExpiresOn: CalendarDate.nullable(),
  /** Tariffs that the vendor offers for this license, or that can be ordered. */
  packages: z.array(
    z.strictObject({
      pricelist: z.string(),
      name: z.string(),
      /** The price list's price for the term. */
      cost: Money.nullable(),
      /** For a change: what the contract product becomes with it, unless another price is given. */
      becomes: z
        .strictObject({
          /** Null: no product of the catalogue, or the one it is already. */
          productId: Id.nullable(),
          productName: z.string(),
          price: Money,
        })
        .nullable(),
    }),
  ),
  periods: z.array(z.int()),
  /** Addons of the license with how many it has now, and the price of one for its period. The vendor does not name them. */
  addons: z.array(z.strictObject({ id: z.string(), quantity: z.int(), cost: Money.nullable() })),
  warnings: z.array(ActionWarning),
});
export type ActionPreview = z.output<typeof ActionPreview>;

/** Spec 93. `null`: the vendor does not tell. */
export const Usage = z.strictObject({
  vendorId: z.string(),
  name: z.string().nullable(),
  licname: z.string().nullable(),
  ip: z.string().nullable(),
  key: z.string().nullable(),
  status: z.string(),
  webdomains: z.int().nullable(),
  createdOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  readAt: Instant,
});
export type Usage = z.output<typeof Usage>;

const answer = OperationDetail;

/** The license actions (spec 90-101). Those that ask the vendor to act queue one operation and answer with it; the vendor is asked after. */
export const licenses = {
  preview: call({
    right: 'licenses.act',
    input: z.strictObject({
      ...forContract,
      action: LicenseAction,
      package: Package.optional(),
      termMonths: TermMonths.optional(),
      ip: z.string().trim().max(100, 'too_long').optional(),
      /** False: the vendor is asked nothing; what is known of it from earlier readings, for when it cannot be reached. */
      fresh: z.boolean().default(true),
    }),
    output: ActionPreview,
  }),
  /** Spec 91. What is left out is as it was ordered. */
  create: call({
    right: 'licenses.act',
    input: z.strictObject({
      ...forContract,
      customerIdentifier: guards.customerIdentifier,
      ip: z.union([z.literal(''), z.ipv4(), z.ipv6()], 'not_ip').optional(),
      package: Package.optional(),
      termMonths: TermMonths.optional(),
    }),
    output: answer,
  }),
  /** Adds a term at the vendor, which charges each time (ispmanager-api 4.2). */
  renew: call({
    right: 'licenses.act',
    input: z.strictObject({ ...forContract, ...guards, termMonths: TermMonths }),
    output: answer,
  }),
  /** Spec 92. */
  reissue: call({ right: 'licenses.act', input: plain, output: answer }),
  /** Spec 95: tariff and contract product change both or neither. `price`: what the client pays per term from then on. */
  changePackage: call({
    right: 'licenses.act',
    input: z.strictObject({
      ...forContract,
      ...guards,
      package: Package,
      termMonths: TermMonths,
      price: Money.optional(),
    }),
    output: answer,
  }),
  suspend: call({ right: 'licenses.act', input: plain, output: answer }),
  unsuspend: call({ right: 'licenses.act', input: plain, output: answer }),
  /** Irreversible: `confirmation` must be the license key, or the vendor's id where there is no key. */
  terminate: call({
    right: 'licenses.act',
    input: z.strictObject({
      ...forContract,
      customerIdentifier: guards.customerIdentifier,
      confirmation: z.string().trim().min(1, 'required').max(200),
    }),
    output: answer,
  }),
  /** Change IP or name. Both are sent, as the vendor wants it (ispmanager-api 4.1). */
  edit: call({
    right: 'licenses.act',
    input: z.strictObject({ ...forContract, ...guards, ip: Ip, licname: z.string().trim().max(255, 'too_long') }),
    output: answer,
  }),
  autoRenew: call({
    right: 'licenses.act',
    input: z.strictObject({ ...forContract, ...guards, autoRenewal: AutoRenewal }),
    output: answer,
  }),
  /** Quantities by addon id, for example `{ "55236": 2 }`. */
  addons: call({
    right: 'licenses.act',
    input: z.strictObject({
      ...forContract,
      ...guards,
      quantities: z.record(
        z.string().regex(/^[1-9]\d{0,8}$/, 'invalid'),
        z.int().min(0, 'too_small').max(10_000, 'too_big'),
      ),
    }),
    output: answer,
  }),
  /** Spec 93. Reads, changes nothing at the vendor. */
  usage: call({ right: 'licenses.act', input: plain, output: Usage }),
  /** Spec 94: the tracked quantity of the contract product becomes what the vendor counts; `before` is what it was. */
  syncQuantities: call({
    right: 'licenses.act',
    input: plain,
    output: z.strictObject({ before: z.int().nullable(), after: z.int().nullable(), changed: z.boolean() }),
  }),
  /** Spec 101: a key that staff know better; empty takes it back. It is marked, and no reading replaces it. */
  setManualKey: call({
    right: 'licenses.act',
    input: z.strictObject({ ...forContract, key: z.string().trim().max(200, 'too_long') }),
    output: z.strictObject({}),
  }),
  /**
   * Takes over a license that the vendor account has already: nothing is bought. `license` is the vendor's number, a
   * key, or an IP.
   */
  takeOver: call({
    right: 'licenses.act',
    input: z.strictObject({ ...forContract, license: z.string().trim().min(1, 'required').max(200, 'too_long') }),
    output: License,
  }),
  /** Keys that the license had before, newest first. */
  keyHistory: call({
    right: 'contracts.read',
    input: z.strictObject({ ...forContract }),
    output: z.array(
      z.strictObject({
        id: Id,
        key: z.string(),
        replacedAt: Instant,
        reason: z.enum(['reissue', 'vendor']),
        by: z.string(),
      }),
    ),
  }),
  /** Reads the license from the vendor and updates the mirror. */
  refresh: call({
    right: 'operations.read',
    input: z.strictObject({ ...forContract }),
    output: z.strictObject({ changed: z.boolean() }),
  }),
};
