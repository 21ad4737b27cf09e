import type { Brand, NumberFormat, TaxRate } from '../../../preload/api/brand.ts';
import { contrast, leastContrast } from '../../../preload/api/colors.ts';
import { type AppError, fieldError, isTimeZone } from '../kernel/index.ts';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Codes that have a name and are no place: unknown, outlying, made up for tests. */
const noPlaces: ReadonlySet<string> = new Set(['ZZ', 'QO', 'XA', 'XB']);
/** True for a country (or the European Union, which has taxes of its own). */
const isCountry = (code: string): boolean => !noPlaces.has(code) && countryNames.of(code) !== undefined;

/** True for a currency code that ISO 4217 lists (spec item 42: no invented codes). */
export const isCurrency = (code: string): boolean => currencies.has(code);
/** True for a language tag that is written as it should be and has a name. */
export const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag && languageNames.of(tag) !== undefined;
  } catch {
    return false;
  }
};

type Settings = Omit<Brand, 'logoAssetId' | 'taxRates' | 'nextOrderNumber' | 'nextInvoiceNumber'>;

/** The settings with a change in them. The defaults are always among the languages and currencies: setting one adds it. */
export function changedSettings(before: Settings, change: Partial<Settings>): Settings {
  const after = { ...before, ...change };
  const within = (list: readonly string[], given: readonly string[] | undefined, wanted: string): string[] =>
    given !== undefined || list.includes(wanted) ? [...list] : [...list, wanted];
  return {
    ...after,
    languages: within(after.languages, change.languages, after.defaultLanguage),
    currencies: within(after.currencies, change.currencies, after.defaultCurrency),
  };
}

/** The complaint about a brand's settings, or null. Zone: one that dates can be computed in (spec 2.5.3). */
export function brandComplaint(brand: Settings): AppError | null {
  if (!isTimeZone(brand.timeZone)) return fieldError('timeZone', { code: 'invalid' });
  return (
    listComplaint('languages', brand.languages, 'defaultLanguage', brand.defaultLanguage, isLanguage) ??
    listComplaint('currencies', brand.currencies, 'defaultCurrency', brand.defaultCurrency, isCurrency) ??
    contrastComplaint('onAccentColor', brand.accentColor, brand.onAccentColor) ??
    contrastComplaint('onHeaderColor', brand.headerColor, brand.onHeaderColor) ??
    addressComplaint('adminUrl', brand.adminUrl) ??
    addressComplaint('clientUrl', brand.clientUrl)
  );
}

function listComplaint(
  list: 'languages' | 'currencies',
  all: readonly string[],
  field: string,
  wanted: string,
  isKnown: (code: string) => boolean,
): AppError | null {
  if (!isKnown(wanted)) return fieldError(field, { code: 'invalid' });
  for (const [at, code] of all.entries()) {
    if (!isKnown(code)) return fieldError(`${list}.${at}`, { code: 'invalid' });
    if (all.indexOf(code) < at) return fieldError(`${list}.${at}`, { code: 'duplicate' });
  }
  return all.includes(wanted) ? null : fieldError(field, { code: 'not_listed' });
}

/** A colour pair that cannot be read is refused; one colour alone gets black or white text and always can. */
function contrastComplaint(field: string, fill: string | null, text: string | null): AppError | null {
  if (text === null) return null;
  if (fill === null) return fieldError(field, { code: 'needs_fill' });
  return contrast(fill, text) >= leastContrast
    ? null
    : fieldError(field, { code: 'low_contrast', params: { minimum: leastContrast } });
}

function addressComplaint(field: string, address: string): AppError | null {
  if (address === '') return null;
  if (!URL.canParse(address)) return fieldError(field, { code: 'not_url' });
  const url = new URL(address);
  if (url.protocol !== 'https:') return fieldError(field, { code: 'https_required' });
  return url.username === '' && url.password === '' ? null : fieldError(field, { code: 'not_url' });
}

/** The complaint about a tax rate, or null: a country that exists, 0 to 100 per cent. */
export function taxRateComplaint(rate: Omit<TaxRate, 'id'>): AppError | null {
  if (rate.country !== '' && !isCountry(rate.country)) return fieldError('country', { code: 'invalid' });
  if (rate.country === '' && rate.region !== '') return fieldError('country', { code: 'required' });
  // Exact enough to compare with a bound: the text itself is what is stored and computed with.
  return Number(rate.percent) > 100 ? fieldError('percent', { code: 'too_big', params: { maximum: 100 } }) : null;
}

/** `7` → `ORD-000007`. Longer numbers grow. */
export const documentNumber = ({ prefix, padding }: NumberFormat, n: number): string =>
  `${prefix}${String(n).padStart(padding, '0')}`;
