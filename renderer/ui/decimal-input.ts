/**
 * Exact reading of typed decimal numbers, in any language, without floats: "1 234,50", "1,234.50", "-12". Pure functions.
 */
import { minorToDecimal } from '../i18n/format.ts';

export type DecimalProblem = 'format' | 'precision' | 'range';
export type DecimalResult = { ok: true; value: number } | { ok: false; problem: DecimalProblem };

interface Separators {
  decimal: string;
  group: string;
}

export function separators(localeTag: string): Separators {
  const parts = new Intl.NumberFormat(localeTag, { useGrouping: true }).formatToParts(-12_345_678.9);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: of('decimal') || '.', group: of('group') };
}

const spaces = /[\s\u00A0\u202F']/g;

/** The typed text as [minus, digits before, digits after], or null when it is not a number. */
function split(text: string, { decimal, group }: Separators): readonly [boolean, string, string] | null {
  let rest = text.trim().replaceAll(spaces, '').replaceAll(/[−–]/g, '-');
  const minus = rest.startsWith('-');
  if (minus || rest.startsWith('+')) rest = rest.slice(1);
  const grouped = group === ',' || group === '.' ? group : '';
  if (grouped && new RegExp(`^\\d{1,3}(\\${grouped}\\d{3})+(\\${decimal}\\d*)?$`).test(rest))
    rest = rest.replaceAll(grouped, '');
  // Either sign is understood as the decimal one where it cannot be a group: "12,5" in English, "12.5" in Russian.
  const match = /^(\d*)(?:[.,](\d*))?$/.exec(rest);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  return whole === '' && fraction === '' ? null : [minus, whole, fraction];
}

/**
 * Typed text to an integer of 10^-exponent units: ("12,5", 2) → 1250. More decimals than the exponent are a problem, never rounded,
 * except zeros. Empty text is the caller's matter.
 */
export function parseScaled(text: string, exponent: number, localeTag: string): DecimalResult {
  const parts = split(text, separators(localeTag));
  if (!parts) return { ok: false, problem: 'format' };
  const [minus, whole, fraction] = parts;
  if (/[1-9]/.test(fraction.slice(exponent))) return { ok: false, problem: 'precision' };
  const units = BigInt((whole || '0') + fraction.slice(0, exponent).padEnd(exponent, '0'));
  const value = Number(minus ? -units : units);
  if (!Number.isSafeInteger(value)) return { ok: false, problem: 'range' };
  return { ok: true, value: value === 0 ? 0 : value };
}

/** An integer of 10^-exponent units as text for editing, in the person's notation: (125050, 2) → "1,250.50". */
export function formatScaled(
  value: number,
  exponent: number,
  localeTag: string,
  minimumDigits = exponent,
  useGrouping = true,
): string {
  return new Intl.NumberFormat(localeTag, {
    useGrouping,
    minimumFractionDigits: minimumDigits,
    maximumFractionDigits: exponent,
  }).format(minorToDecimal(value, exponent) as Intl.StringNumericLiteral);
}
