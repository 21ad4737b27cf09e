import { brand as api, type Brand, type TaxRate } from '../../../../preload/api/brand.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { ChangedMeanwhile, fieldEdit, isSame, type UndoEntry } from '../../../workbench/undo.ts';

/** The calls that edits of the brand are taken back with; each answers with its value or throws. */
export interface BrandCalls {
  get(input: Record<string, never>): Promise<Brand>;
  update(input: Input<typeof api.update>): Promise<Brand>;
  createTaxRate(input: Input<typeof api.createTaxRate>): Promise<Brand>;
  updateTaxRate(input: Input<typeof api.updateTaxRate>): Promise<Brand>;
  deleteTaxRate(input: { id: string }): Promise<Brand>;
}

/** Saved settings; null: none of them changed. */
export const brandSaved = (calls: BrandCalls, label: string, before: Brand, after: Brand): UndoEntry | null =>
  fieldEdit<Brand, keyof Input<typeof api.update>>({
    label,
    fields: Object.keys(api.update.input.shape) as (keyof typeof api.update.input.shape)[],
    before,
    after,
    read: () => calls.get({}),
    write: (change) => calls.update(change),
  });

/** A rate that was deleted and made again has another id; entries know it by the first one. */
const renamed = new Map<string, string>();
const idNow = (id: string): string => {
  let now = id;
  for (let next = renamed.get(now); next !== undefined; next = renamed.get(now)) now = next;
  return now;
};

/**
 * A change of the tax rates, as they were before and after it. One edit can change two: the default moves from one rate to
 * another. Rates that it did not touch are neither looked at nor written.
 */
export function taxRatesEdited(
  calls: BrandCalls,
  label: string,
  before: readonly TaxRate[],
  after: readonly TaxRate[],
): UndoEntry | null {
  const find = (rates: readonly TaxRate[], id: string): TaxRate | null => rates.find((rate) => rate.id === id) ?? null;
  const changed = [...new Set([...before, ...after].map(({ id }) => id))]
    .map((id) => ({ id, before: find(before, id), after: find(after, id) }))
    .filter((each) => !isSame(each.before, each.after));
  if (changed.length === 0) return null;

  const move = async (from: 'before' | 'after', to: 'before' | 'after'): Promise<void> => {
    const { taxRates } = await calls.get({});
    for (const each of changed) {
      const now = find(taxRates, idNow(each.id));
      if (!isSame(now && fieldsOf(now), each[from] && fieldsOf(each[from]))) throw new ChangedMeanwhile();
    }
    // What becomes the default takes it from the other, so the one that is told to have it comes last.
    for (const { id, [to]: wanted } of [...changed].sort(
      (a, b) => Number(a[to]?.isDefault ?? false) - Number(b[to]?.isDefault ?? false),
    )) {
      const known = find(taxRates, idNow(id));
      if (wanted === null) await calls.deleteTaxRate({ id: idNow(id) });
      else if (known) await calls.updateTaxRate({ ...wanted, id: known.id });
      else {
        const had = new Set(taxRates.map((rate) => rate.id));
        const made = (await calls.createTaxRate(fieldsOf(wanted))).taxRates.find((rate) => !had.has(rate.id));
        if (made) renamed.set(idNow(id), made.id);
      }
    }
  };
  return { label, undo: () => move('after', 'before'), redo: () => move('before', 'after') };
}

const fieldsOf = ({ id: _id, ...fields }: TaxRate): Omit<TaxRate, 'id'> => fields;
