import type { Brand } from '../../../../../preload/api/brand.ts';
import type { Offer } from '../../../../../preload/api/catalogue-prices.ts';
import type { Product } from '../../../../../preload/api/catalogue.ts';
import { ErrorBanner } from '../../../../app/ErrorBanner.tsx';
import { paths } from '../../../../app/paths.ts';
import { currencyName, type Locale } from '../../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../../i18n/provider.tsx';
import { Card, Link, StaticTable, type TableColumn } from '../../../../ui/index.ts';
import { Money } from '../../../../workbench/Money.tsx';
import { RateUsed } from '../../../../workbench/RateUsed.tsx';
import styles from './Outlook.module.css';
import { useStoreOffers } from './useStoreOffers.ts';

/** One converted price, or a currency in which there is none. */
interface Line {
  readonly currency: string;
  readonly offer: Offer | null;
  readonly isWithoutRate: boolean;
}

/** What clients see in the brand's currencies that the product has no price in (spec item 44). */
export function ConvertedPrices({ product, brand }: { product: Product; brand: Brand }) {
  const t = useTranslate();
  const currencies = brand.currencies.filter((code) => !product.prices.some(({ currency }) => currency === code));
  const { effective: rule } = product.effective.multiCurrency;
  if (currencies.length === 0 || product.prices.length === 0) return null;
  return rule === 'omit' ? (
    <Card headingLevel={4} title={t('converted.title')}>
      <p className={styles['empty']}>{t('converted.omitted', { currencies: currencies.join(', ') })}</p>
    </Card>
  ) : (
    <Converted slug={product.slug} currencies={currencies} />
  );
}

function Converted({ slug, currencies }: { slug: string; currencies: readonly string[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { products, error } = useStoreOffers(slug, currencies);
  const lines = products.flatMap(({ currency, offers, notOffered }): Line[] =>
    offers.length === 0
      ? [{ currency, offer: null, isWithoutRate: notOffered === 'no_rate' }]
      : offers.map((offer) => ({ currency, offer, isWithoutRate: false })),
  );
  return (
    <Card
      headingLevel={4}
      title={t('converted.title')}
      description={t('converted.text')}
      isFlush
      footer={
        lines.some(({ isWithoutRate }) => isWithoutRate) ? (
          <Link href={paths.exchangeRates}>{t('converted.rates')}</Link>
        ) : undefined
      }
    >
      {error ? <ErrorBanner error={error.error} /> : null}
      <StaticTable
        label={t('converted.title')}
        rows={lines}
        rowId={({ currency, offer }) => `${currency} ${offer?.termMonths}`}
        columns={columns(t, locale)}
      />
    </Card>
  );
}

const columns = (t: Translate, locale: Locale): TableColumn<Line>[] => [
  {
    id: 'currency',
    header: t('converted.currency'),
    minWidth: 140,
    cell: ({ currency }) => `${currency} — ${currencyName(currency, locale)}`,
  },
  {
    id: 'term',
    header: t('outlook.term'),
    width: 124,
    cell: ({ offer }) => (offer === null ? '—' : t(`catalogue.term.${offer.termMonths}`)),
  },
  {
    id: 'sees',
    header: t('converted.sees'),
    width: 122,
    align: 'end',
    cell: ({ offer }) => (offer === null ? '—' : <Money value={offer.price} />),
  },
  {
    id: 'rate',
    header: t('margin.rate'),
    minWidth: 200,
    wrap: true,
    cell: ({ offer, isWithoutRate }) =>
      offer === null ? (
        t(isWithoutRate ? 'converted.noRate' : 'converted.noPrice')
      ) : offer.rate === null ? (
        '—'
      ) : (
        <RateUsed rate={offer.rate} />
      ),
  },
];
