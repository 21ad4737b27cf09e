import type { RevenueFigures, RevenueReport, RevenueReportMonth } from '../../../preload/api/revenue.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { formatDate, formatMoney, formatMonth, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Stat, StatRow } from '../../ui/index.ts';
import { BarsCard } from './BarsCard.tsx';
import { moneyColumn, type ReportColumn, textColumn } from './columns.tsx';
import { CurrencySwitch } from './CurrencySwitch.tsx';
import { useCurrency, usePeriod } from './period.ts';
import { PeriodPicker } from './PeriodPicker.tsx';
import { ReportPage } from './ReportPage.tsx';
import styles from './Reports.module.css';
import { ReportTable } from './ReportTable.tsx';

type OfProduct = RevenueReport['products'][number];
type Scheduled = RevenueReport['schedule'][number];

/** What was earned, received and recognised by month, and what is still to come (spec 2.13, 52-56). */
export function RevenuePage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { period } = usePeriod();
  const [currency] = useCurrency();
  const asked = {
    from: period.from.slice(0, 7),
    to: period.to.slice(0, 7),
    ...(currency === null ? {} : { currency }),
  };
  const { data, error, isPending } = useCall('revenue', 'report', asked, keepBefore);
  return (
    <ReportPage
      current="revenue"
      error={error}
      isPending={isPending}
      text={t('reports.revenue.text')}
      bar={
        <>
          <PeriodPicker />
          <CurrencySwitch />
        </>
      }
    >
      {data ? (
        <>
          <Totals totals={data.totals} />
          <Bars report={data} />
          <ReportTable
            name="reportRevenue"
            title={t('reports.byMonth')}
            description={t('reports.revenue.asOf', { date: formatDate(data.asOf, locale) })}
            fileName={`${t('reports.revenue')} ${asked.from} ${asked.to}`}
            columns={[monthColumn(t, locale), ...figureColumns<RevenueReportMonth>(t, locale)]}
            rows={data.months}
            rowId={(row) => `${row.month} ${row.currency}`}
            rowText={(row) => formatMonth(row.month, locale)}
            empty={t('reports.revenue.empty')}
            emptyText={t('reports.revenue.empty.text')}
          />
          {data.products.length === 0 ? null : (
            <ReportTable
              name="reportRevenueProducts"
              title={t('reports.byProduct')}
              description={data.otherProducts === 0 ? undefined : t('reports.others', { count: data.otherProducts })}
              fileName={`${t('reports.revenue')} ${t('reports.byProduct')} ${asked.from} ${asked.to}`}
              columns={[
                textColumn<OfProduct>({
                  id: 'product',
                  header: t('reports.product'),
                  width: '2fr',
                  minWidth: 160,
                  value: (row) => row.productName || t('reports.noProduct'),
                }),
                ...figureColumns<OfProduct>(t, locale),
              ]}
              rows={data.products}
              rowId={(row) => `${row.productId ?? ''} ${row.currency}`}
              rowText={(row) => row.productName}
              empty={t('reports.revenue.empty')}
            />
          )}
          {data.schedule.length === 0 ? null : (
            <ReportTable
              name="reportSchedule"
              title={t('reports.schedule')}
              description={t('reports.schedule.text')}
              fileName={t('reports.schedule')}
              columns={[
                monthColumn<Scheduled>(t, locale),
                textColumn<Scheduled>({
                  id: 'currency',
                  header: t('reports.currency'),
                  width: 96,
                  value: (row) => row.currency,
                }),
                moneyColumn<Scheduled>(locale, {
                  id: 'amount',
                  header: t('reports.willBe'),
                  width: 200,
                  value: ({ amountMinor, currency: of }) => ({ amountMinor, currency: of }),
                }),
              ]}
              rows={data.schedule}
              rowId={(row) => `${row.month} ${row.currency}`}
              rowText={(row) => formatMonth(row.month, locale)}
              empty={t('reports.revenue.empty')}
            />
          )}
        </>
      ) : null}
    </ReportPage>
  );
}

function Totals({ totals }: { totals: readonly RevenueFigures[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <section aria-label={t('reports.totals')} className={styles['sums']}>
      {totals.map((total) => {
        const text = (amountMinor: number): string => formatMoney(amountMinor, total.currency, locale);
        return (
          <StatRow key={total.currency}>
            <Stat
              label={t('reports.recognised')}
              value={text(total.recognisedMinor)}
              {...(totals.length > 1 ? { note: total.currency } : {})}
            />
            <Stat label={t('reports.earned')} value={text(total.earnedMinor)} />
            <Stat label={t('reports.received')} value={text(total.receivedMinor)} />
            <Stat label={t('reports.deferred')} value={text(total.deferredMinor)} />
            <Stat label={t('reports.unpaid')} value={text(total.unpaidMinor)} />
          </StatRow>
        );
      })}
    </section>
  );
}

/** Of one currency: the chosen one, else that with the most revenue. */
function Bars({ report }: { report: RevenueReport }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const most = report.totals.toSorted((a, b) => b.receivedMinor + b.earnedMinor - a.receivedMinor - a.earnedMinor)[0];
  if (!most) return null;
  return (
    <BarsCard
      name="revenue"
      title={t('reports.revenue.chart', { currency: most.currency })}
      currency={most.currency}
      place={t('reports.month')}
      series={[
        { id: 'recognised', label: t('reports.recognised') },
        { id: 'earned', label: t('reports.earned') },
        { id: 'received', label: t('reports.received') },
      ]}
      points={report.months
        .filter(({ currency }) => currency === most.currency)
        .map((row) => ({
          label: formatMonth(row.month, locale),
          values: { recognised: row.recognisedMinor, earned: row.earnedMinor, received: row.receivedMinor },
        }))}
    />
  );
}

const monthColumn = <T extends { month: string }>(t: Translate, locale: Locale): ReportColumn<T> => ({
  ...textColumn<T>({ id: 'month', header: t('reports.month'), minWidth: 140, value: (row) => row.month }),
  cell: (row) => formatMonth(row.month, locale),
});

function figureColumns<T extends RevenueFigures>(t: Translate, locale: Locale): ReportColumn<T>[] {
  const money = (
    id: string,
    header: string,
    field: keyof Omit<RevenueFigures, 'currency'>,
    isOptional = false,
  ): ReportColumn<T> =>
    moneyColumn<T>(locale, {
      id,
      header,
      isOptional,
      value: (row) => ({ amountMinor: row[field], currency: row.currency }),
    });
  return [
    textColumn<T>({
      id: 'currency',
      header: t('reports.currency'),
      width: 88,
      minWidth: 80,
      value: (row) => row.currency,
    }),
    money('earned', t('reports.earned'), 'earnedMinor'),
    money('received', t('reports.received'), 'receivedMinor'),
    money('refunded', t('reports.refunded'), 'refundedMinor'),
    money('recognised', t('reports.recognised'), 'recognisedMinor'),
    money('returned', t('reports.returned'), 'returnedMinor', true),
    money('deferred', t('reports.deferred'), 'deferredMinor'),
    { ...money('unpaid', t('reports.unpaid'), 'unpaidMinor'), minWidth: 124 },
  ];
}
