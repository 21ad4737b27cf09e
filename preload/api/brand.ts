import { z } from 'zod';
import { call } from './contract.ts';
import { Currency, Empty, Language, line } from './values.ts';

/** The reseller's own settings that products and documents inherit (spec 2.15). */
export const Brand = z.strictObject({
  name: line(120),
  defaultLanguage: Language,
  defaultCurrency: Currency,
  /** IANA time zone; business dates are calendar dates in it. */
  timeZone: line(60),
});
export type Brand = z.output<typeof Brand>;

export const brand = {
  get: call({ right: 'brand.read', input: Empty, output: Brand }),
  update: call({ right: 'brand.write', input: Brand, output: Brand }),
};
