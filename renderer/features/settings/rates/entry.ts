import type { Rate } from '../../../../preload/api/rates.ts';

/** What the entry by hand begins with: a rate that is known, or a currency without one. */
export type Entry = Pick<Rate, 'currency'> & Partial<Rate>;
