import type { Money } from '../../../../preload/api/values.ts';
import { isNumber } from './license.ts';
import { moneyOf } from './money.ts';
import type { VendorDocument } from './parse.ts';
import { attribute, rowsOf, type Tree, unwrap, wholeOf } from './text.ts';

/** What a tariff costs for one period (ispmanager-api 4.8). */
export interface VendorPrice {
  /** Tariff number. */
  readonly pricelist: string;
  readonly name: string;
  /** Months; -100: trial. */
  readonly period: number;
  /** The vendor's price has up to four and more places; here it is rounded half up to the currency's minor unit. */
  readonly price: Money;
  /** Price of one unit for the same period, by the addon's number (as in `addon_<number>`); those without one are absent. */
  readonly addons: Readonly<Record<string, Money>>;
}

/** The trial's number among the periods (ispmanager-api 2). */
const trialPeriod = -100;

/**
 * Reads `pricelist.export`. What is archived, not active or not readable is left out; two different prices for the
 * same thing are both left out. Null when the answer has no price list, or one that is not readable at all.
 */
export function pricesOf(document: VendorDocument): VendorPrice[] | null {
  const lists = rowsOf(document.root['pricelist']);
  if (lists === null || lists.length === 0) return null;
  const found = new Map<string, VendorPrice | null>();
  for (const list of lists) {
    const pricelist = read(list, 'id');
    if (!isNumber(pricelist)) return null;
    if (isOff(list)) continue;
    for (const price of pricesOfTariff(list, pricelist)) {
      const key = `${pricelist} ${price.period} ${price.price.currency}`;
      found.set(key, found.has(key) ? null : price);
    }
  }
  return [...found.values()].filter((price) => price !== null);
}

const read = (tree: Tree, name: string): string => unwrap(tree[name])?.trim() ?? '';
const isOff = (list: Tree): boolean =>
  ['off', 'no', '0', 'false'].includes(read(list, 'active')) ||
  ['on', 'yes', '1', 'true'].includes(read(list, 'archived'));

function pricesOfTariff(list: Tree, pricelist: string): VendorPrice[] {
  const name = read(list, 'name') || read(list, 'additionintname') || read(list, 'intname') || pricelist;
  const addons = (rowsOf(list['addon']) ?? [])
    .filter((addon) => isNumber(read(addon, 'id')) && !isOff(addon))
    .map((addon) => ({ id: read(addon, 'id'), prices: periodsOf(addon) }));
  return periodsOf(list).map(({ period, price }) => ({
    pricelist,
    name,
    period,
    price,
    addons: Object.fromEntries(
      addons.flatMap(({ id, prices }) => {
        const same = prices.filter((other) => other.period === period && other.price.currency === price.currency);
        return same[0] && same.length === 1 ? [[id, same[0].price]] : [];
      }),
    ),
  }));
}

/** All readable prices of a tariff or an addon. */
function periodsOf(owner: Tree): { period: number; price: Money }[] {
  return (rowsOf(owner['price']) ?? []).flatMap((currency) =>
    (rowsOf(currency['period']) ?? []).flatMap((row) => {
      const period = monthsOf(row);
      const price = moneyOf(attribute(row, 'cost'), attribute(currency, 'currency'));
      return period === null || price === null || price.amountMinor < 0 ? [] : [{ period, price }];
    }),
  );
}

/** A period in months; null for days, a lifetime and whatever else is sold. */
function monthsOf(row: Tree): number | null {
  const type = attribute(row, 'type');
  const length = wholeOf(attribute(row, 'length'));
  if (type === 'trial' || length === trialPeriod) return trialPeriod;
  if (length === null || length < 1 || length > 1200) return null;
  return type === 'month' ? length : type === 'year' ? length * 12 : null;
}
