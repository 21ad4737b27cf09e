import type { Upload } from '../../../preload/api/assets.ts';
import type { brand as api, Brand, TaxRate } from '../../../preload/api/brand.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { assetsService } from '../assets/index.ts';
import { given, isTimeZone, notFound, today, type Context } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { documentNumbers } from './numbers.ts';
import { brandComplaint, changedSettings, taxRateComplaint } from './rules.ts';
import { brandColumns, findBrand, taxRates } from './store.ts';

/** What is known of a brand before a person has set anything. */
export type BrandSeed = Pick<Brand, 'name' | 'defaultLanguage' | 'defaultCurrency' | 'timeZone'>;

/** What a brand is until its settings say otherwise. */
const initial = {
  accentColor: null,
  onAccentColor: null,
  headerColor: null,
  onHeaderColor: null,
  defaultTermMonths: 1,
  multiCurrency: 'omit',
  revenueRecognition: 'immediate',
  allowAffiliate: true,
  orderNumber: { prefix: 'ORD-', padding: 6 },
  invoiceNumber: { prefix: 'INV-', padding: 6 },
  adminUrl: '',
  clientUrl: '',
} as const;

/**
 * Makes the brand row when a database is opened for the first time; later calls change nothing. A zone that this
 * runtime does not know (some systems name their own) becomes UTC, so that the first start never fails on it.
 */
export function ensureBrand(store: Store, context: Context, seed: BrandSeed): void {
  store.transaction(context, (writer) => {
    if (findBrand(store)) return;
    const { name, defaultLanguage, defaultCurrency } = seed;
    const timeZone = isTimeZone(seed.timeZone) ? seed.timeZone : 'UTC';
    const lists = { languages: [defaultLanguage], currencies: [defaultCurrency] };
    const columns = brandColumns({ ...initial, ...lists, name, defaultLanguage, defaultCurrency, timeZone });
    writer.insert('brand', { id: store.makeId(), ...columns });
  });
}

/** Today's calendar date in the brand's zone, for those that have no brand service at hand. */
export const businessDateOf = (store: Store): string => today(store.clock.now(), findBrand(store)?.timeZone ?? 'UTC');

export interface BrandDeps {
  /** Told inside the transaction that changes the default language: texts change places with their translations. */
  readonly onDefaultLanguage?: (writer: Writer, from: string, to: string) => void;
  /** Whether this desk has joined a team hub; absent: it is alone. */
  readonly isInTeam?: () => boolean;
}

export type BrandService = ReturnType<typeof brandService>;

/** The brand's settings (spec 2.15) and the business date that follows from them. */
export function brandService(store: Store, deps: BrandDeps = {}) {
  const assets = assetsService(store);
  const numbers = documentNumbers({ store, settings, isInTeam: deps.isInTeam ?? (() => false) });
  let lastDate = { minute: Number.NaN, timeZone: '', date: '' };
  type Stored = NonNullable<ReturnType<typeof findBrand>>;
  let kept: Stored | null = null;
  store.onChanged(({ area }) => {
    if (area === 'brand') kept = null;
  });

  function stored(): Stored {
    const found = findBrand(store);
    if (!found) throw new Error('the database has no brand');
    return found;
  }

  /**
   * The settings alone: what others inherit. Nearly every call needs them, so they are kept between changes; what a
   * transaction is about to change is never kept. Throws when `ensureBrand` was not called.
   */
  function settings(): Stored {
    if (kept) return kept;
    const found = stored();
    if (!store.db.inTransaction) kept = found;
    return found;
  }

  /** The settings with tax rates and the next numbers of a desk that is alone. Throws when `ensureBrand` was not called: no database is used without a brand. */
  function get(): Brand {
    const { id: _, ...brand } = stored();
    return {
      ...brand,
      taxRates: taxRates(store),
      nextOrderNumber: numbers.next('order'),
      nextInvoiceNumber: numbers.next('invoice'),
    };
  }

  /**
   * Changes the settings that are given. Dates and documents that exist keep what was computed with the old ones.
   * @throws AppError `input.invalid` naming the setting
   */
  function update(input: Parsed<typeof api.update>, context: Context): Brand {
    kept = null;
    store.transaction(context, (writer) => {
      const { id, logoAssetId: _, ...before } = stored();
      const after = changedSettings(before, given(input));
      const complaint = brandComplaint(after);
      if (complaint) throw complaint;
      writer.update('brand', id, brandColumns(after));
      if (before.defaultLanguage !== after.defaultLanguage) {
        deps.onDefaultLanguage?.(writer, before.defaultLanguage, after.defaultLanguage);
      }
    });
    return get();
  }

  /** Sets or takes off the logo. @throws AppError `asset.*` as pictures of products */
  function setLogo(file: Upload | null, context: Context): Brand {
    const checked = file && assets.check(file);
    store.transaction(context, (writer) => {
      writer.update('brand', stored().id, { logo_asset_id: checked && assets.keep(writer, checked) });
    });
    return get();
  }

  const taxColumns = ({ isInclusive, isDefault, ...rate }: Omit<TaxRate, 'id'>) => ({
    ...rate,
    is_inclusive: Number(isInclusive),
    is_default: Number(isDefault),
  });

  /** Takes the default from the rate that had it. */
  function takeDefault(writer: Writer, exceptId: string): void {
    for (const rate of taxRates(store)) {
      if (rate.isDefault && rate.id !== exceptId) writer.update('tax_rate', rate.id, { is_default: 0 });
    }
  }

  /** Makes a tax rate. @throws AppError `input.invalid` (country, percent) */
  function createTaxRate(input: Omit<TaxRate, 'id'>, context: Context): Brand {
    const complaint = taxRateComplaint(input);
    if (complaint) throw complaint;
    const id = store.makeId();
    store.transaction(context, (writer) => {
      if (input.isDefault) takeDefault(writer, id);
      writer.insert('tax_rate', { id, ...taxColumns(input), deleted_at: null });
    });
    return get();
  }

  /** Changes what is given of a tax rate; documents keep the rate they were issued with. @throws as `createTaxRate`, `not_found` */
  function updateTaxRate({ id, ...input }: Parsed<typeof api.updateTaxRate>, context: Context): Brand {
    store.transaction(context, (writer) => {
      const found = taxRates(store).find((rate) => rate.id === id);
      if (!found) throw notFound();
      const { id: _, ...before } = found;
      const after = { ...before, ...given(input) };
      const complaint = taxRateComplaint(after);
      if (complaint) throw complaint;
      if (after.isDefault) takeDefault(writer, id);
      writer.update('tax_rate', id, taxColumns(after));
    });
    return get();
  }

  /** Deletes a tax rate; a tombstone stays for sync. @throws AppError `not_found` */
  function deleteTaxRate(id: string, context: Context): Brand {
    store.transaction(context, (writer) => {
      if (!taxRates(store).some((rate) => rate.id === id)) throw notFound();
      writer.update('tax_rate', id, { is_default: 0, deleted_at: store.now() });
    });
    return get();
  }

  /** Today's calendar date in the brand's zone, `YYYY-MM-DD`: the date of invoices, periods and payments (spec 2.5.3). */
  function businessDate(): string {
    const { timeZone } = settings();
    const now = store.clock.now();
    // A day begins on a whole minute in every zone, so within one it is the same.
    const minute = Math.floor(now.getTime() / 60_000);
    if (lastDate.minute !== minute || lastDate.timeZone !== timeZone) {
      lastDate = { minute, timeZone, date: today(now, timeZone) };
    }
    return lastDate.date;
  }

  return {
    /** The tax rates, by name. */
    taxRates: () => taxRates(store),
    get,
    settings,
    update,
    setLogo,
    createTaxRate,
    updateTaxRate,
    deleteTaxRate,
    businessDate,
    numbers,
  };
}
