import type { Money } from '../../../../preload/api/values.ts';
import { exponent, parseDecimal } from '../../kernel/index.ts';

/**
 * An amount as the vendor writes it: `5.00 EUR`, `1 234,50` with no-break spaces (ispmanager-api 3, 4.8). `currency`
 * is what another field says; the text's own code goes first. More places than the currency has are rounded half up
 * to its minor unit. Null when it is not one amount of one currency, never 0.
 */
export function moneyOf(text: string | null, currency: string | null = null): Money | null {
  const match = /^(-?[\d\s\u00a0\u202f.,]+?)\s*([A-Z]{3})?$/.exec(text?.trim() ?? '');
  const amount = match?.[1];
  const code = match?.[2] ?? currency?.trim() ?? '';
  if (amount === undefined || !/^[A-Z]{3}$/.test(code)) return null;
  // `1,234`: thousands or a fraction? A price that can be read two ways is not read.
  if (/,\d{3}$/.test(amount) && exponent(code) !== 3) return null;
  const amountMinor = parseDecimal(amount, code);
  return amountMinor === null ? null : { amountMinor, currency: code };
}
