import type { catalogue, SellablePrice } from '../../../preload/api/catalogue.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { AssetsService } from '../assets/index.ts';
import type { BrandService } from '../brand/index.ts';
import type { ConnectionsService } from '../connections/index.ts';
import type { RatesService } from '../rates/index.ts';
import type { Log } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import type { TranslationsService } from '../translations/index.ts';
import { bulkEditService } from './bulk-edit/service.ts';
import { categoriesService } from './categories/service.ts';
import { imagesService } from './images/service.ts';
import { optionsService } from './options/service.ts';
import { outlookService } from './outlook/service.ts';
import { pricingService } from './pricing/service.ts';
import { convertedPrices } from './pricing/converted.ts';
import { listOrderable } from './products/chooser.ts';
import { isSellable } from './products/prices.ts';
import { ofTariff, pricesOfRow } from './products/rows.ts';
import { productsService } from './products/service.ts';
import { findProduct, type OwnProduct } from './products/store.ts';
import { transferService } from './transfer/service.ts';

/** What the catalogue needs of others; the composition root gives it. */
export interface CatalogueDeps {
  readonly store: Store;
  readonly log: Log;
  readonly brand: Pick<BrandService, 'settings' | 'businessDate'>;
  readonly assets: AssetsService;
  readonly translations: TranslationsService;
  readonly rates: RatesService;
  readonly connections: Pick<ConnectionsService, 'priceOf'>;
  /** Changes what a contract product costs from its next renewal. Part of the caller's transaction. */
  readonly reprice: (writer: Writer, contractProductId: string, priceMinor: number) => void;
}

export type CatalogueService = ReturnType<typeof catalogueService>;

/** The store catalogue (spec items 19-69): categories, products with their parts, and what they cost. */
export function catalogueService(deps: CatalogueDeps) {
  const { store, assets, translations, rates } = deps;
  const { brand } = deps;
  const products = productsService({ store, brand });
  const { getProduct } = products;

  return {
    ...categoriesService(store),
    ...products,
    images: imagesService({ store, assets, translations }),
    options: optionsService({ store, translations }),
    prices: outlookService({
      store,
      brand,
      rates,
      getProduct,
      costOf: (connectionId, of) => deps.connections.priceOf(connectionId, of),
      reprice: deps.reprice,
    }),
    transfer: transferService({ store, brand, log: deps.log }),
    bulkEdit: bulkEditService({ store, brand }),
    store: pricingService({ store, brand, rates, translations, getProduct }),
    /** A page of products that can be ordered now, by name, with their prices. */
    listOrderable: ({
      converts = false,
      ...input
    }: Omit<Parsed<typeof catalogue.listOrderable>, 'converts'> & { readonly converts?: boolean }): Output<
      typeof catalogue.listOrderable
    > =>
      listOrderable(
        store,
        products.now(),
        input,
        // Rates are looked up, and perhaps read anew, only for who asks for them.
        converts ? convertedPrices(brand.settings(), (from, to) => rates.rateFor(from, to)) : undefined,
      ),
    /** Products that sell a tariff over one of some connections at a price, whether or not they can be ordered now. */
    productsOfTariff: (
      connectionIds: readonly string[],
      tariff: string,
    ): { id: string; name: string; prices: SellablePrice[] }[] =>
      ofTariff(store, products.now(), connectionIds, tariff)
        .map((row) => ({ id: row.id, name: row.name, prices: pricesOfRow(row).filter(isSellable) }))
        .filter(({ prices }) => prices.length > 0),
    /** A product for an order, or undefined when there is none of that id. */
    findProduct: (id: string): OwnProduct | undefined => findProduct(store, id, products.now()),
  };
}
