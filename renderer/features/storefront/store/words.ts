import type { NotOffered, Offer, RateUsed } from '../../../../preload/api/catalogue-prices.ts';
import type { QuoteProblem, StoreProduct } from '../../../../preload/api/catalogue-store.ts';
import { formatDate, formatMoney, formatNumber, localeTag, type Locale } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';

/** Exact decimal text (a rate) as people write it. */
const decimal = (text: string, locale: Locale): string =>
  new Intl.NumberFormat(localeTag(locale), { maximumFractionDigits: 12 }).format(text as Intl.StringNumericLiteral);

/** The sentences of the store that several of its pieces say, in the language around them. */
export function useStoreWords() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = ({ price }: Pick<Offer, 'price'>): string => formatMoney(price.amountMinor, price.currency, locale);
  return {
    money,
    /** A price with its term: "from €5.00 / month". */
    priced: (key: 'store.from' | 'store.first' | 'catalogue.priceFrom', offer: Offer): string =>
      t(key, { price: money(offer), term: t(`catalogue.term.${offer.termMonths}.short`) }),
    notOffered: (currency: string): string => t('store.notOffered', { currency }),
    whyNotOffered: (why: NotOffered): string => t(`store.notOffered.${why}`),
    converted: ({ from, to, rate, date, source }: RateUsed): string =>
      t('store.converted', {
        from,
        to,
        rate: decimal(rate, locale),
        date: formatDate(date, locale),
        source: t(`store.rate.${source}`),
      }),
    /** What keeps a line from being ordered, and what to do about it. */
    problem: (problem: QuoteProblem, product: StoreProduct, quantity: number): string => {
      const name = [...product.options, ...product.attributes].find(({ id }) => id === problem.optionId)?.name ?? '';
      if (problem.code !== 'quantity') return t(`store.problem.${problem.code}`, { name });
      return t(`store.problem.${problem.quantity ?? 'quantity'}`, {
        quantity: formatNumber(quantity, locale),
        limit: formatNumber(problem.limit ?? 0, locale),
      });
    },
  };
}
