import { currencyExponent as exponent } from '../../../preload/api/currencies.ts';

export { exponent };

/** `500`, `EUR` → `5.00 EUR`: for texts that leave the screens (audit, vendor notes). Exact, no float. */
export function plainMoney(amountMinor: number, currency: string): string {
  const digits = exponent(currency);
  const sign = amountMinor < 0 ? '-' : '';
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${sign}${digits === 0 ? text : `${whole}.${text.slice(-digits)}`} ${currency}`;
}

/**
 * Minor units of a decimal text such as the vendor's `1 234.50` or `5,00`; null when it is not one amount.
 * No-break spaces and a decimal comma occur in the vendor's display strings (ispmanager-api 3).
 */
export function parseDecimal(text: string, currency: string): number | null {
  const digits = exponent(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'));
  if (!match) return null;
  const fraction = (match[3] ?? '').padEnd(digits, '0');
  // More places than the currency has: exact only when they are zeros, else the nearest minor unit, half up.
  const kept = `${match[2]}${fraction.slice(0, digits)}`;
  const rounded = Number(kept) + (Number(fraction[digits] ?? '0') >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(rounded)) return null;
  return match[1] === '-' ? -rounded : rounded;
}
