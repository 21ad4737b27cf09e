import type { Product } from '../../../../../preload/api/catalogue.ts';
import type { PriceOutlook } from '../../../../../preload/api/prices.ts';
import { paths } from '../../../../app/paths.ts';
import { formatMoney, type Locale } from '../../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../../i18n/provider.tsx';
import { Card, Link, StaticTable, type TableColumn } from '../../../../ui/index.ts';
import { Money } from '../../../../workbench/Money.tsx';
import { decimalText, RateUsed } from '../../../../workbench/RateUsed.tsx';
import styles from './Outlook.module.css';

/** What each stored price leaves after what the vendor charges. */
export function MarginCard({ product, outlook }: { product: Product; outlook: readonly PriceOutlook[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <Card
      headingLevel={4}
      title={t('margin.title')}
      description={t('margin.text')}
      isFlush={outlook.length > 0}
      footer={outlook.length > 0 ? <Notes product={product} outlook={outlook} /> : undefined}
    >
      {outlook.length === 0 ? (
        <p className={styles['empty']}>{t('margin.noPrices')}</p>
      ) : (
        <StaticTable
          label={t('margin.title')}
          rows={outlook}
          rowId={({ termMonths, currency }) => `${termMonths} ${currency}`}
          columns={columns(t, locale)}
        />
      )}
    </Card>
  );
}

/** Under the table: the rates that were used, and why something is not known, with the next step. */
function Notes({ product, outlook }: { product: Product; outlook: readonly PriceOutlook[] }) {
  const t = useTranslate();
  const rates = new Map(outlook.flatMap(({ currency, costRate }) => (costRate ? [[currency, costRate]] : [])));
  const withoutRate = outlook.filter(({ cost, marginMinor }) => cost !== null && marginMinor === null);
  const currencies = [...new Set(withoutRate.map(({ currency }) => currency))];
  const why = whyNoCost(t, product, outlook);
  if (rates.size === 0 && currencies.length === 0 && why === null) return <>{t('margin.rate.none')}</>;
  return (
    <ul className={styles['notes']}>
      {[...rates].map(([currency, rate]) => (
        <li key={currency}>
          {t('margin.rate')}: <RateUsed rate={rate} />
        </li>
      ))}
      {why === null ? null : <li>{why}</li>}
      {currencies.length === 0 ? null : (
        <li>
          {t('margin.why.rate', { currencies: currencies.join(', ') })}{' '}
          <Link href={paths.exchangeRates}>{t('margin.why.rate.act')}</Link>
        </li>
      )}
    </ul>
  );
}

/** Why the vendor's price of some term is not known, or null: it is. */
function whyNoCost(t: Translate, product: Product, outlook: readonly PriceOutlook[]) {
  const unknown = outlook.filter(({ cost }) => cost === null);
  if (unknown.length === 0) return null;
  if (product.connectionId === null) return t('margin.why.connection');
  if (product.packageIdentifier === '') return t('margin.why.package');
  const connection = product.connectionName ?? '';
  const terms = [...new Set(unknown.map(({ termMonths }) => t(`catalogue.term.${termMonths}`)))].join(', ');
  return (
    <>
      {t('margin.why.cost', { terms, connection })}{' '}
      <Link href={paths.connection(product.connectionId)}>{t('margin.why.cost.act', { connection })}</Link>
    </>
  );
}

const columns = (t: Translate, locale: Locale): TableColumn<PriceOutlook>[] => {
  const unknown = <span className={styles['muted']}>{t('outlook.unknown')}</span>;
  return [
    {
      id: 'term',
      header: t('outlook.term'),
      minWidth: 110,
      cell: ({ termMonths, currency }) => `${t(`catalogue.term.${termMonths}`)}, ${currency}`,
    },
    { id: 'price', header: t('outlook.price'), width: 110, align: 'end', cell: (row) => <Money value={row} /> },
    {
      id: 'cost',
      header: t('margin.cost'),
      width: 120,
      align: 'end',
      cell: ({ cost }) => (cost === null ? unknown : <Money value={cost} />),
    },
    {
      id: 'margin',
      header: t('margin.margin'),
      width: 120,
      align: 'end',
      cell: ({ marginMinor, currency }) =>
        marginMinor === null ? (
          unknown
        ) : (
          <span className={marginMinor < 0 ? styles['loss'] : undefined}>
            {formatMoney(marginMinor, currency, locale)}
          </span>
        ),
    },
    {
      id: 'percent',
      header: t('margin.percent'),
      width: 100,
      align: 'end',
      cell: ({ marginPercent }) => (marginPercent === null ? '—' : `${decimalText(marginPercent, locale)}\u00A0%`),
    },
  ];
};
