import type { Asset } from '../../../preload/api/assets.ts';
import type { Money } from '../../../preload/api/values.ts';
import { formatMoney, localeTag, type Locale } from '../../i18n/format.ts';

/** An amount on paper: with its code, never ambiguous. */
export const sum = ({ amountMinor, currency }: Money, locale: Locale): string =>
  formatMoney(amountMinor, currency, locale, { display: 'code' });

/** An amount in a column whose head names the currency. */
export const figure = ({ amountMinor, currency }: Money, locale: Locale): string =>
  formatMoney(amountMinor, currency, locale, { display: 'none' });

/** A decimal text (`7.7`) as people write it (`7,7`), with all its digits. */
export const decimal = (text: string, locale: Locale): string =>
  new Intl.NumberFormat(localeTag(locale), { maximumFractionDigits: 12 }).format(text as Intl.StringNumericLiteral);

/** Name of a country in the document's language; its code where it has none. */
export function countryName(code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames(localeTag(locale), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** A stored picture as an address of it. */
export const pictureOf = ({ mediaType, base64 }: Pick<Asset, 'mediaType' | 'base64'>): string =>
  `data:${mediaType};base64,${base64}`;
