import type { Brand } from '../../../preload/api/brand.ts';
import { isTimeZone, today, type Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { brandComplaint } from './rules.ts';
import { brandColumns, findBrand } from './store.ts';

/**
 * Makes the brand row when a database is opened for the first time; later calls change nothing. A zone that this
 * runtime does not know (some systems name their own) becomes UTC, so that the first start never fails on it.
 */
export function ensureBrand(store: Store, context: Context, defaults: Brand): void {
  store.transaction(context, (writer) => {
    if (findBrand(store)) return;
    const timeZone = isTimeZone(defaults.timeZone) ? defaults.timeZone : 'UTC';
    writer.insert('brand', { id: store.makeId(), ...brandColumns({ ...defaults, timeZone }) });
  });
}

export type BrandService = ReturnType<typeof brandService>;

/** The brand's settings (spec 2.15) and the business date that follows from them. */
export function brandService(store: Store) {
  /** The settings. Throws when `ensureBrand` was not called: no database is used without a brand. */
  function get(): Brand {
    const found = findBrand(store);
    if (!found) throw new Error('the database has no brand');
    const { id: _, ...brand } = found;
    return brand;
  }

  /**
   * Replaces the settings. Dates and documents that exist keep what was computed with the old ones.
   * @throws AppError `input.invalid` (timeZone, defaultCurrency)
   */
  function update(input: Brand, context: Context): Brand {
    const complaint = brandComplaint(input);
    if (complaint) throw complaint;
    store.transaction(context, (writer) => {
      const found = findBrand(store);
      if (!found) throw new Error('the database has no brand');
      writer.update('brand', found.id, brandColumns(input));
    });
    return get();
  }

  /** Today's calendar date in the brand's zone, `YYYY-MM-DD`: the date of invoices, periods and payments (spec 2.5.3). */
  const businessDate = (): string => today(store.clock.now(), get().timeZone);

  return { get, update, businessDate };
}
