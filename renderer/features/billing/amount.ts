/** Whether what an amount field holds is a sum of money above nothing; what cannot be read is NaN there. */
export const isAmount = (minor: number | null): minor is number =>
  minor !== null && Number.isSafeInteger(minor) && minor > 0;
