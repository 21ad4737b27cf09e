import { z } from 'zod';
import { Upload } from './assets.ts';
import { call } from './contract.ts';
import {
  ById,
  ContentLanguage,
  Currency,
  Decimal,
  Empty,
  HexColor,
  Id,
  PriceTerm,
  line,
  lineOrEmpty,
  withDefaults,
} from './values.ts';

/** What happens to a product in a currency it has no price in (spec 44). */
export const MultiCurrency = z.enum(['omit', 'convert']);
export type MultiCurrency = z.output<typeof MultiCurrency>;
/** `Immediately over billing cycle` and `Spread over billing cycle` (spec 54, X7). */
export const RevenueRecognition = z.enum(['immediate', 'spread']);
export type RevenueRecognition = z.output<typeof RevenueRecognition>;

/**
 * How numbers of documents are written: prefix, then the number with leading zeros. The prefix cannot end in a digit,
 * so that no two numbers are ever written the same, also after the format was changed.
 */
export const NumberFormat = z.strictObject({
  prefix: z
    .string()
    .trim()
    .max(20, 'too_long')
    .regex(/^[\p{L}\p{N}#/_. -]*$/u, 'invalid')
    .regex(/(^|\D)$/, 'invalid'),
  /** Digits at least; longer numbers grow. */
  padding: z.int().min(1, 'too_small').max(12, 'too_big'),
});
export type NumberFormat = z.output<typeof NumberFormat>;

const taxRateFields = {
  name: line(80),
  /** ISO 3166-1 code; empty: everywhere. */
  country: z
    .string()
    .trim()
    .regex(/^([A-Z]{2})?$/, 'invalid'),
  /** State or province; empty: the whole country. */
  region: lineOrEmpty(80),
  /** Per cent as exact decimal text (`7.7`), 0 to 100. */
  percent: Decimal,
  /** True: prices contain the tax. */
  isInclusive: z.boolean(),
  /** At most one is; setting it takes it from the other. */
  isDefault: z.boolean(),
};
export const TaxRate = z.strictObject({ id: Id, ...taxRateFields });
export type TaxRate = z.output<typeof TaxRate>;

const settings = {
  name: line(120),
  /** Fill of buttons and marks; null: the product's own. */
  accentColor: HexColor.nullable(),
  /** Text on the accent; null: black or white, whichever reads better. A given one must reach 4.5:1. */
  onAccentColor: HexColor.nullable(),
  /** Head of the client area, e-mails and documents. */
  headerColor: HexColor.nullable(),
  onHeaderColor: HexColor.nullable(),
  /** Languages of texts for clients, in the order of the forms (spec 16). */
  languages: z.array(ContentLanguage).min(1, 'required').max(40, 'too_big'),
  /** One of them; a missing translation falls back to it (spec 17). Setting it adds it to the languages. */
  defaultLanguage: ContentLanguage,
  /** ISO 4217 codes that clients can pay in. */
  currencies: z.array(Currency).min(1, 'required').max(60, 'too_big'),
  /** One of them. Setting it adds it to the currencies. */
  defaultCurrency: Currency,
  /** Spec 45. */
  defaultTermMonths: PriceTerm.refine((term) => term > 0, 'invalid'),
  multiCurrency: MultiCurrency,
  revenueRecognition: RevenueRecognition,
  /** Whether products take part in affiliate payouts unless they say otherwise (spec 46). */
  allowAffiliate: z.boolean(),
  /** IANA time zone; business dates are calendar dates in it. */
  timeZone: line(60),
  orderNumber: NumberFormat,
  invoiceNumber: NumberFormat,
  /** Addresses of the reseller's own panel, https (spec 3); empty: none. */
  adminUrl: lineOrEmpty(300),
  clientUrl: lineOrEmpty(300),
};

/** The reseller's own settings that products and documents inherit (spec 2.15). */
export const Brand = z.strictObject({
  ...settings,
  logoAssetId: Id.nullable(),
  taxRates: z.array(TaxRate),
  /** What the next documents will be called; null in a team, whose hub gives the numbers. There are no gaps. */
  nextOrderNumber: z.string().nullable(),
  nextInvoiceNumber: z.string().nullable(),
});
export type Brand = z.output<typeof Brand>;

export const brand = {
  get: call({ right: 'brand.read', input: Empty, output: Brand }),
  /** Changes the settings that are given, all of them or none. */
  update: call({ right: 'brand.write', input: z.strictObject(settings).partial(), output: Brand }),
  /** Null takes the logo off. */
  setLogo: call({ right: 'brand.write', input: z.strictObject({ file: Upload.nullable() }), output: Brand }),
  createTaxRate: call({
    right: 'brand.write',
    input: z.strictObject(
      withDefaults(taxRateFields, { country: '', region: '', isInclusive: false, isDefault: false }),
    ),
    output: Brand,
  }),
  updateTaxRate: call({
    right: 'brand.write',
    input: z.strictObject({ ...z.strictObject(taxRateFields).partial().shape, id: Id }),
    output: Brand,
  }),
  deleteTaxRate: call({ right: 'brand.write', input: ById, output: Brand }),
};
