import { SalesBy, type SalesRow } from '../../../preload/api/reports.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { paths } from '../../app/paths.ts';
import { formatDate, formatMoney, formatMonth, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Banner, Link, Stat, StatRow } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { useViewValue } from '../../workbench/views.ts';
import { BarsCard } from './BarsCard.tsx';
import { countColumn, moneyColumn, type ReportColumn, textColumn } from './columns.tsx';
import { CurrencySwitch } from './CurrencySwitch.tsx';
import { useCurrency, usePeriod } from './period.ts';
import { PeriodPicker } from './PeriodPicker.tsx';
import { ReportPage } from './ReportPage.tsx';
import styles from './Reports.module.css';
import { ReportTable } from './ReportTable.tsx';

/** Bars of products or clients that a chart has room for. */
const barCount = 12;

/** What was invoiced less what was credited, by time, product, client or currency. */
export function SalesPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { period } = usePeriod();
  const [currency] = useCurrency();
  const [by, setBy] = useViewValue('reports.sales.by', 'month', SalesBy.options);
  const asked = { ...period, by, ...(currency === null ? {} : { currency }) };
  const { data, error, isPending } = useCall('reports', 'sales', asked, keepBefore);
  const name = (row: SalesRow): string => nameOf(row, by, t, locale);
  const most = data?.totals.toSorted((a, b) => b.issuedMinor - a.issuedMinor)[0];
  const isOfTime = by === 'day' || by === 'month';
  const bars = data?.rows.filter((row) => row.currency === most?.currency) ?? [];
  return (
    <ReportPage
      current="sales"
      error={error}
      isPending={isPending}
      text={t('reports.sales.text')}
      bar={
        <>
          <PeriodPicker />
          <FilterChips
            label={t('reports.by')}
            value={by}
            onChange={setBy}
            options={SalesBy.options.map((id) => ({ id, label: t(`reports.by.${id}`) }))}
          />
          <CurrencySwitch />
        </>
      }
    >
      {data ? (
        <>
          <section aria-label={t('reports.totals')} className={styles['sums']}>
            {data.totals.map((total) => {
              const text = (amountMinor: number): string => formatMoney(amountMinor, total.currency, locale);
              return (
                <StatRow key={total.currency}>
                  <Stat
                    label={t('reports.sold')}
                    value={text(total.soldMinor)}
                    {...(data.totals.length > 1 ? { note: total.currency } : {})}
                  />
                  <Stat label={t('reports.issued')} value={text(total.issuedMinor)} />
                  <Stat label={t('reports.credited')} value={text(total.creditedMinor)} />
                  <Stat label={t('reports.tax')} value={text(total.taxMinor)} />
                  <Stat label={t('reports.invoices')} value={String(total.invoices)} />
                </StatRow>
              );
            })}
          </section>
          {data.totals.length > 1 || data.withoutRate > 0 ? (
            <Banner
              tone={data.withoutRate > 0 ? 'unknown' : 'info'}
              title={
                data.base === null
                  ? t('reports.base.none', { currency: data.baseCurrency })
                  : t('reports.base', { sum: formatMoney(data.base.amountMinor, data.base.currency, locale) })
              }
            >
              {data.withoutRate === 0 ? t('reports.base.text') : t('reports.base.without', { count: data.withoutRate })}
            </Banner>
          ) : null}
          {most && by !== 'currency' ? (
            <BarsCard
              name="sales"
              title={t('reports.sales.chart', { currency: most.currency })}
              description={isOfTime || bars.length <= barCount ? undefined : t('reports.largest', { count: barCount })}
              currency={most.currency}
              place={t(`reports.by.${by}`)}
              series={[{ id: 'sold', label: t('reports.sold') }]}
              points={(isOfTime ? bars : bars.slice(0, barCount)).map((row) => ({
                label: name(row),
                values: { sold: row.soldMinor },
              }))}
            />
          ) : null}
          <ReportTable
            name="reportSales"
            title={t('reports.sales')}
            description={data.otherRows === 0 ? undefined : t('reports.others', { count: data.otherRows })}
            fileName={`${t('reports.sales')} ${period.from} ${period.to}`}
            columns={columnsOf(t, locale, by, data.baseCurrency)}
            rows={data.rows}
            rowId={(row) => `${row.key} ${row.currency}`}
            rowText={name}
            empty={t('reports.sales.empty')}
            emptyText={t('reports.sales.empty.text')}
          />
        </>
      ) : null}
    </ReportPage>
  );
}

function nameOf(row: SalesRow, by: SalesBy, t: Translate, locale: Locale): string {
  if (by === 'day') return formatDate(row.key, locale);
  if (by === 'month') return formatMonth(row.key, locale);
  if (by === 'currency') return row.key;
  return row.name || t('reports.noProduct');
}

function columnsOf(t: Translate, locale: Locale, by: SalesBy, base: string): ReportColumn<SalesRow>[] {
  const isOfTime = by === 'day' || by === 'month';
  const money = (id: string, header: string, field: 'issuedMinor' | 'creditedMinor' | 'soldMinor') =>
    moneyColumn<SalesRow>(locale, {
      id,
      header,
      value: (row) => ({ amountMinor: row[field], currency: row.currency }),
    });
  return [
    {
      ...textColumn<SalesRow>({
        id: 'key',
        header: t(`reports.by.${by}`),
        width: '2fr',
        minWidth: 150,
        value: (row) => (isOfTime ? row.key : nameOf(row, by, t, locale)),
      }),
      cell: (row) =>
        by === 'client' ? (
          <Link href={paths.client(row.key)}>{row.name}</Link>
        ) : by === 'product' && row.key !== '' ? (
          <Link href={paths.catalogueProduct(row.key)}>{row.name}</Link>
        ) : (
          nameOf(row, by, t, locale)
        ),
    },
    ...(by === 'currency'
      ? []
      : [
          textColumn<SalesRow>({
            id: 'currency',
            header: t('reports.currency'),
            width: 88,
            minWidth: 80,
            value: (row) => row.currency,
          }),
        ]),
    countColumn<SalesRow>(locale, { id: 'invoices', header: t('reports.invoices'), value: (row) => row.invoices }),
    money('issued', t('reports.issued'), 'issuedMinor'),
    money('credited', t('reports.credited'), 'creditedMinor'),
    money('sold', t('reports.sold'), 'soldMinor'),
    moneyColumn<SalesRow>(locale, {
      id: 'base',
      header: t('reports.inBase', { currency: base }),
      width: 160,
      value: (row) => (row.baseMinor === null ? null : { amountMinor: row.baseMinor, currency: base }),
    }),
  ];
}
