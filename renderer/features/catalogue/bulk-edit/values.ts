import type { BulkEdit, PriceEdit } from '../../../../preload/api/catalogue-bulk.ts';
import { PriceTerm } from '../../../../preload/api/values.ts';

export const keep = 'keep';
export const all = 'all';

/** What stands in the fields of the dialog. `keep`: the products stay as they are in this. */
export interface EditValues {
  readonly categoryId: string;
  readonly isActive: string;
  readonly isVisible: string;
  readonly deferMode: string;
  /** Null: left as it is. */
  readonly reportCode1: string | null;
  readonly reportCode2: string | null;
  readonly addKeywords: string;
  readonly removeKeywords: string;
  readonly priceBy: 'none' | 'percent' | 'amount';
  readonly percent: string;
  /** Minor units; NaN: what stands there is no amount. */
  readonly amountMinor: number | null;
  readonly term: string;
  readonly currency: string;
}

export const untouched = (currency: string): EditValues => ({
  categoryId: keep,
  isActive: keep,
  isVisible: keep,
  deferMode: keep,
  reportCode1: null,
  reportCode2: null,
  addKeywords: '',
  removeKeywords: '',
  priceBy: 'none',
  percent: '',
  amountMinor: null,
  term: all,
  currency,
});

const percentForm = /^[+-]?\d{1,4}([.,]\d{1,4})?$/;
export const isPercent = (text: string): boolean => percentForm.test(text.trim());

const words = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** The price change of the fields; undefined: none; null: it is not whole yet. */
function priceOf({ priceBy, percent, amountMinor, term, currency }: EditValues): PriceEdit | null | undefined {
  if (priceBy === 'none') return undefined;
  const termMonths = term === all ? null : PriceTerm.parse(Number(term));
  if (priceBy === 'percent') {
    if (!isPercent(percent)) return null;
    return { by: 'percent', termMonths, currency: currency === all ? null : currency, percent: percent.trim() };
  }
  if (amountMinor === null || !Number.isInteger(amountMinor) || amountMinor === 0 || currency === all) return null;
  return { by: 'amount', termMonths, currency, amountMinor };
}

/** What is to be changed, as core takes it; null: nothing, or a field is not whole yet. */
export function editOf(values: EditValues): BulkEdit | null {
  const price = priceOf(values);
  if (price === null) return null;
  const { categoryId, isActive, isVisible, deferMode, reportCode1, reportCode2 } = values;
  const add = words(values.addKeywords);
  const remove = words(values.removeKeywords);
  const edit: BulkEdit = {
    ...(categoryId === keep ? {} : { categoryId }),
    ...(isActive === keep ? {} : { isActive: isActive === 'yes' }),
    ...(isVisible === keep ? {} : { isVisible: isVisible === 'yes' }),
    ...(deferMode === keep ? {} : { deferMode: deferMode as NonNullable<BulkEdit['deferMode']> }),
    ...(reportCode1 === null ? {} : { reportCode1: reportCode1.trim() }),
    ...(reportCode2 === null ? {} : { reportCode2: reportCode2.trim() }),
    ...(add.length === 0 ? {} : { addKeywords: add }),
    ...(remove.length === 0 ? {} : { removeKeywords: remove }),
    ...(price === undefined ? {} : { prices: [price] }),
  };
  return Object.keys(edit).length === 0 ? null : edit;
}
