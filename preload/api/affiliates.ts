import { z } from 'zod';
import { call } from './contract.ts';
import { ById, CalendarDate, Currency, Decimal, Empty, Id, Money, PageInput, page } from './values.ts';

/** How a commission is counted: a part of what was paid, or so much for an invoice. */
export const CommissionKind = z.enum(['percent', 'fixed']);
export type CommissionKind = z.output<typeof CommissionKind>;

const settings = {
  /** Off: nobody earns anything new. What was earned stays. */
  isEnabled: z.boolean(),
  kind: CommissionKind,
  /** Per cent of what was paid without tax, 0 to 100. */
  percent: Decimal,
  /** For an invoice, in `currency`; never more than what was paid of it. */
  fixedMinor: z.int().min(0, 'too_small').max(1_000_000_000_00, 'too_big'),
  /** Days after which a commission counts: until then a refund takes it away unpaid. */
  maturationDays: z.int().min(0, 'too_small').max(366, 'too_big'),
  /** Nothing is paid out below it, in `currency`. */
  thresholdMinor: z.int().min(0, 'too_small').max(1_000_000_000_00, 'too_big'),
};
export const AffiliateSettings = z.strictObject({
  ...settings,
  /** The brand's default currency: amounts above are in it. */
  currency: Currency,
});
export type AffiliateSettings = z.output<typeof AffiliateSettings>;

/** What an affiliate has in a currency. */
export const AffiliateSums = z.strictObject({
  currency: Currency,
  /** Earned, and not matured yet. */
  pendingMinor: z.int(),
  /** Matured and not paid out; below nothing: given back after it was paid out, and taken from what comes next. */
  openMinor: z.int(),
  paidMinor: z.int(),
});
export type AffiliateSums = z.output<typeof AffiliateSums>;

const Code = z
  .string()
  .trim()
  .min(3, 'too_short')
  .max(32, 'too_long')
  .regex(/^[A-Za-z0-9-]+$/, 'invalid');

export const Affiliate = z.strictObject({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  code: z.string(),
  isActive: z.boolean(),
  /** Clients that they brought. */
  referred: z.int(),
  sums: z.array(AffiliateSums),
});
export type Affiliate = z.output<typeof Affiliate>;

/** An affiliate's side of one client: what they are, and who brought them. */
export const ClientAffiliate = z.strictObject({
  isEnabled: z.boolean(),
  affiliate: Affiliate.nullable(),
  referredBy: z.strictObject({ clientId: Id, clientName: z.string(), code: z.string(), on: CalendarDate }).nullable(),
});
export type ClientAffiliate = z.output<typeof ClientAffiliate>;

/** `reversed`: all of it was taken back. */
export const CommissionState = z.enum(['pending', 'matured', 'reversed']);
export type CommissionState = z.output<typeof CommissionState>;

export const Commission = z.strictObject({
  id: Id,
  state: CommissionState,
  affiliateClientId: Id,
  affiliateName: z.string(),
  /** Who paid. */
  clientId: Id,
  clientName: z.string(),
  invoiceId: Id,
  invoiceNumber: z.string(),
  /** What of the invoice takes part, without tax. */
  base: Money,
  /** One unit of the invoice's currency in the commission's. Null: it is the same one. */
  rate: z.string().nullable(),
  amount: Money,
  reversed: Money,
  earnedOn: CalendarDate,
  maturesOn: CalendarDate,
});
export type Commission = z.output<typeof Commission>;

/** Affiliates: clients that bring clients, and earn by what these pay (spec 46, 2.15). */
export const affiliates = {
  settings: call({ right: 'brand.read', input: Empty, output: AffiliateSettings }),
  saveSettings: call({ right: 'brand.write', input: z.strictObject(settings), output: AffiliateSettings }),
  /** Newest first. */
  list: call({ right: 'clients.read', input: z.strictObject(PageInput), output: page(Affiliate) }),
  ofClient: call({ right: 'clients.read', input: ById, output: ClientAffiliate }),
  /** Makes a client an affiliate. An empty code: one made of their name. */
  enroll: call({
    right: 'clients.write',
    input: z.strictObject({ clientId: Id, code: z.union([z.literal(''), Code]).default('') }),
    output: ClientAffiliate,
  }),
  update: call({
    right: 'clients.write',
    input: z.strictObject({ clientId: Id, code: Code, isActive: z.boolean() }),
    output: ClientAffiliate,
  }),
  /** Says who brought a client, by the affiliate's code; empty: nobody. What was earned before stays. */
  setReferrer: call({
    right: 'clients.write',
    input: z.strictObject({ clientId: Id, code: z.string().trim().max(32, 'too_long') }),
    output: ClientAffiliate,
  }),
  /** Newest first; `clientId`: of this affiliate's alone. */
  commissions: call({
    right: 'clients.read',
    input: z.strictObject({ clientId: Id.optional(), ...PageInput }),
    output: page(Commission),
  }),
};
