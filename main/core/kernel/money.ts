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

/**
 * Minor units changed by a signed percentage such as `-7.5` (or `-7,5`), rounded half up to the smallest unit; counted in whole numbers, so
 * that no amount is off by a cent. Null: not a percentage, or beyond what is countable.
 */
export function changedByPercent(amountMinor: number, percent: string): number | null {
  const match = /^([+-]?)(\d{1,4})(?:[.,](\d{1,4}))?$/.exec(percent.trim());
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const parts = BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'));
  const factor = 1_000_000n + (sign === '-' ? -parts : parts);
  const scaled = BigInt(amountMinor) * factor;
  // Half up also below zero: the next whole number towards plus infinity of what lies in the middle.
  const doubled = 2n * scaled + 1_000_000n;
  const rounded = doubled / 2_000_000n - (doubled < 0n && doubled % 2_000_000n !== 0n ? 1n : 0n);
  const result = Number(rounded);
  return Number.isSafeInteger(result) ? result : null;
}

/** `days / of` of an amount, half up to the minor unit; counted in whole numbers, never a float. */
export function portion(amountMinor: number, days: number, of: number): number {
  const [amount, part, whole] = [BigInt(amountMinor), BigInt(days), BigInt(of)];
  return Number((2n * amount * part + whole) / (2n * whole));
}

/** What tax makes of a net amount, as it made `totalMinor` of `netMinor`; half up. Without a net amount: as it is. */
export const withTaxOf = (amountMinor: number, totalMinor: number, netMinor: number): number =>
  netMinor === 0 ? amountMinor : portion(amountMinor, totalMinor, netMinor);

/** `a / b` in whole numbers, rounded down; `b` above nothing. */
const floorOf = (a: bigint, b: bigint): bigint => (a >= 0n ? a / b : -((-a + b - 1n) / b));

/**
 * An amount in parts that are as large as the weights, by largest remainder, the first of equal ones first (spec 2.14).
 * The parts add up to the amount. Weights may be below nothing as long as their sum is not: such a part is below nothing
 * too. With an amount from nothing to the sum of the weights no part is larger than its weight.
 */
export function shares(amountMinor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const floors = exact.map((each) => floorOf(each, total));
  const parts = floors.map(Number);
  const order = exact
    .map((each, at) => ({ at, rest: each - (floors[at] ?? 0n) * total }))
    .toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const left = amountMinor - parts.reduce((sum, part) => sum + part, 0);
  for (const { at } of order.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}
