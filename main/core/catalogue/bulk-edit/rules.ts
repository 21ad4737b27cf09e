import type { BulkEdit, PriceEdit } from '../../../../preload/api/catalogue-bulk.ts';
import type { Price } from '../../../../preload/api/catalogue.ts';
import { changedByPercent, given } from '../../kernel/index.ts';
import type { EditedFields } from '../edits/edit.ts';

/** The keywords of a text: between commas, semicolons and line ends. */
const wordsOf = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
const isSame = (a: string) => (b: string) => a.toLowerCase() === b.toLowerCase();

/** Keywords without some and with others at the end; what is there stays as it is written. Null: none. */
export function editedKeywords(
  before: string | null,
  add: readonly string[],
  remove: readonly string[],
): string | null {
  const kept = wordsOf(before ?? '').filter((word) => !remove.some(isSame(word)));
  for (const word of add.flatMap(wordsOf)) if (!kept.some(isSame(word))) kept.push(word);
  const unchanged = wordsOf(before ?? '');
  if (kept.length === unchanged.length && kept.every((word, at) => word === unchanged[at])) return before;
  return kept.length === 0 ? null : kept.join(', ');
}

const isMeant = (edit: PriceEdit, price: Price): boolean =>
  (edit.termMonths === null || edit.termMonths === price.termMonths) &&
  (edit.currency === null || edit.currency === price.currency);

/**
 * Prices after some changes, one after the other; the same list when none of them means a price. Percent is rounded half up to the
 * currency's smallest unit. Null: a price would be below zero or beyond what is countable.
 */
export function editedPrices(before: readonly Price[], edits: readonly PriceEdit[]): readonly Price[] | null {
  let prices = before;
  for (const edit of edits) {
    const next: Price[] = [];
    for (const price of prices) {
      const amountMinor = !isMeant(edit, price)
        ? price.amountMinor
        : edit.by === 'amount'
          ? price.amountMinor + edit.amountMinor
          : changedByPercent(price.amountMinor, edit.percent);
      if (amountMinor === null || amountMinor < 0 || amountMinor > 1_000_000_000_00) return null;
      next.push({ ...price, amountMinor });
    }
    prices = next;
  }
  return prices;
}

/** The fields that an edit sets to one value, whatever they were. */
export const setBy = (edit: BulkEdit): Partial<EditedFields> =>
  given({
    categoryId: edit.categoryId,
    isActive: edit.isActive,
    isVisible: edit.isVisible,
    deferMode: edit.deferMode,
    reportCode1: edit.reportCode1,
    reportCode2: edit.reportCode2,
  });
