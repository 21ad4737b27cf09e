import type { OrderableProduct } from '../../../../preload/api/catalogue-product.ts';
import { converted } from '../../rates/index.ts';
import { isSellable } from '../products/prices.ts';
import { type ListRow, pricesOfRow } from '../products/rows.ts';
import { offersIn, type RateFor } from './rules.ts';

/** What of a brand decides what is converted, and into which currencies. */
export interface ConvertingBrand {
  readonly currencies: readonly string[];
  readonly defaultCurrency: string;
  readonly multiCurrency: 'omit' | 'convert';
}

/**
 * The prices of a product in the brand's currencies that it has none in, where its rule has them converted (spec 44), of the
 * terms that can be sold, each with its rate. A pair of currencies is looked up once for all products.
 */
export function convertedPrices(
  brand: ConvertingBrand,
  rateFor: RateFor,
): (row: ListRow) => OrderableProduct['prices'] {
  const known = new Map<string, ReturnType<RateFor>>();
  const rate: RateFor = (from, to) => {
    const key = `${from} ${to}`;
    const found = known.has(key) ? (known.get(key) ?? null) : rateFor(from, to);
    known.set(key, found);
    return found;
  };
  return (row) => {
    const rule = row.multi_currency === 'inherit' ? brand.multiCurrency : row.multi_currency;
    if (rule === 'omit') return [];
    const own = pricesOfRow(row);
    return brand.currencies
      .filter((currency) => !own.some((price) => price.currency === currency))
      .flatMap((currency) => {
        const offers = offersIn(own, currency, { rule, brandCurrency: brand.defaultCurrency }, rate, converted);
        return typeof offers === 'string' ? [] : offers;
      })
      .flatMap(({ termMonths, price, rate: used }) => {
        const shown = { termMonths, ...price };
        return isSellable(shown) ? [{ ...shown, rate: used }] : [];
      });
  };
}
