import { fieldError, isTimeZone, type AppError } from '../kernel/index.ts';
import type { Brand } from '../../../preload/api/brand.ts';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** True for a currency code that ISO 4217 lists (spec item 42: no invented codes). */
export const isCurrency = (code: string): boolean => currencies.has(code);

/** The complaint about a brand's settings, or null: the zone must be one this runtime can compute dates in (spec 2.5.3). */
export function brandComplaint(brand: Brand): AppError | null {
  if (!isTimeZone(brand.timeZone)) return fieldError('timeZone', { code: 'invalid' });
  if (!isCurrency(brand.defaultCurrency)) return fieldError('defaultCurrency', { code: 'invalid' });
  return null;
}
