import type { Input } from '../../../preload/api/contract.ts';
import type { PromoCode, promoCodes } from '../../../preload/api/promo-codes.ts';
import { ChangedMeanwhile, isSame, type UndoEntry } from '../../workbench/undo.ts';
import { inputOf, valuesOf } from './values.ts';

/** The calls that an edit of a promo code is taken back with; each answers with its value or throws. */
export interface PromoCalls {
  get(input: { id: string }): Promise<PromoCode>;
  update(input: Input<typeof promoCodes.update>): Promise<PromoCode>;
}

/**
 * A saved promo code as an entry of the undo stack; null: nothing of it changed. A code is written as a whole, for its parts hang
 * together: where anything of it is not as the edit left it, nothing is written.
 */
export function promoCodeSaved(
  calls: PromoCalls,
  label: string,
  before: PromoCode,
  after: PromoCode,
): UndoEntry | null {
  const { id } = after;
  const [old, made] = [inputOf(valuesOf(before)), inputOf(valuesOf(after))];
  if (isSame(old, made)) return null;
  const move = async (from: typeof old, to: typeof old): Promise<void> => {
    if (!isSame(inputOf(valuesOf(await calls.get({ id }))), from)) throw new ChangedMeanwhile();
    await calls.update({ id, ...to });
  };
  return { label, undo: () => move(made, old), redo: () => move(old, made) };
}
