import { catalogue, type Price } from '../../../../preload/api/catalogue.ts';
import { duplicatePrice } from './values.ts';

interface Checked {
  readonly prices?: readonly Price[] | undefined;
}
interface Complaints {
  addIssue(issue: { code: 'custom'; message: string; path: (string | number)[] }): void;
}

/** A second price of one term and currency is named while typing; core refuses it as well. */
function refuseDuplicates({ prices = [] }: Checked, complaints: Complaints): void {
  const index = duplicatePrice(prices);
  if (index >= 0) complaints.addIssue({ code: 'custom', message: 'duplicate', path: ['prices', index] });
}

export const createSchema = catalogue.createProduct.input.superRefine(refuseDuplicates);
// A change may leave fields out; the form may not: what was cleared says "fill in".
export const updateSchema = catalogue.updateProduct.input.required({ categoryId: true }).superRefine(refuseDuplicates);
