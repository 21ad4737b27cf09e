import Big from 'big.js';

const Percent = Big();
Percent.DP = 1;
// Half up.
Percent.RM = 1;

/** Part of a whole in per cent with one decimal, exactly rounded half up; null of nothing. */
export const percentOf = (part: number, whole: number): string | null =>
  whole === 0 ? null : new Percent(part).times(100).div(whole).toFixed(1);
