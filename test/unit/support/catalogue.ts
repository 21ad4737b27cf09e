import { assetsService } from '../../../main/core/assets/index.ts';
import { type BrandService, brandService } from '../../../main/core/brand/index.ts';
import { type CatalogueDeps, catalogueService } from '../../../main/core/catalogue/index.ts';
import { type Context, silentLog } from '../../../main/core/kernel/index.ts';
import { ratesService } from '../../../main/core/rates/index.ts';
import type { Store } from '../../../main/core/store/index.ts';
import { translationsService } from '../../../main/core/translations/index.ts';
import type { Money } from '../../../preload/api/values.ts';

/** Brand and catalogue with what they need, put together as the application does it. */
export function makeCatalogue(
  store: Store,
  system: Context,
  reprice: CatalogueDeps['reprice'],
  isInTeam: () => boolean = () => false,
) {
  const assets = assetsService(store);
  const translations = translationsService({ store, languages: () => brand.settings() });
  const brand: BrandService = brandService(store, {
    onDefaultLanguage: (writer, from, to) => translations.swapDefault(writer, from, to),
    isInTeam,
  });
  /** What a test lets the outside say: the bank's file of rates, and what the vendor charges. */
  const outside = {
    ratesFile: (_signal: AbortSignal): Promise<string> => Promise.reject(new Error('offline')),
    costOf: (_connectionId: string, _of: { pricelist: string; period: number }): Money | null => null,
  };
  const rates = ratesService({ store, brand, log: silentLog, system, read: (signal) => outside.ratesFile(signal) });
  const catalogue = catalogueService({
    store,
    log: silentLog,
    brand,
    assets,
    translations,
    rates,
    connections: { priceOf: (id, of) => outside.costOf(id, of) },
    reprice,
  });
  return { assets, translations, brand, rates, catalogue, outside };
}
