import type { AffiliateSettings } from '../../../preload/api/affiliates.ts';

/** `a × b / c` of whole numbers that are not negative, half up. */
const part = (a: number, b: bigint, c: bigint): number => Number((2n * BigInt(a) * b + c) / (2n * c));

/** An exact decimal text such as `7.5` as a fraction. */
function fraction(decimal: string): { readonly part: bigint; readonly whole: bigint } {
  const [whole = '0', places = ''] = decimal.split('.');
  return { part: BigInt(`${whole}${places}`), whole: 10n ** BigInt(places.length) };
}

/**
 * The commission on an amount that takes part, in minor units of the amount's currency (spec 2.15): so many per cent of
 * it, half up, or a fixed sum, and never more than the amount itself.
 */
export function commissionOf(
  { kind, percent, fixedMinor }: Pick<AffiliateSettings, 'kind' | 'percent' | 'fixedMinor'>,
  baseMinor: number,
): number {
  if (baseMinor <= 0) return 0;
  if (kind === 'fixed') return Math.min(fixedMinor, baseMinor);
  const share = fraction(percent);
  return Math.min(baseMinor, part(baseMinor, share.part, share.whole * 100n));
}

/**
 * How much of a commission is taken back when so much of an invoice's total was given back: in proportion, half up, all
 * of it with all of the invoice. Told of everything given back so far, so that parts add up to the whole.
 */
export function reversedOf(amountMinor: number, refundedMinor: number, ofMinor: number): number {
  if (refundedMinor <= 0) return 0;
  return refundedMinor >= ofMinor ? amountMinor : part(amountMinor, BigInt(refundedMinor), BigInt(ofMinor));
}

/**
 * What is paid out now: all that matured and was not paid out, from the threshold on. What was given back after it had
 * been paid out makes that smaller, or leaves a debt that is taken from what comes next.
 */
export function payoutOf(maturedMinor: number, paidMinor: number, thresholdMinor: number): number {
  const open = maturedMinor - paidMinor;
  return open > 0 && open >= thresholdMinor ? open : 0;
}
