import type { MarginRow } from '../../../preload/api/reports.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { paths } from '../../app/paths.ts';
import { formatInstant, formatMoney, formatNumber, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Banner, Link, Stat, StatRow } from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import { BarsCard } from './BarsCard.tsx';
import { countColumn, moneyColumn, type ReportColumn, textColumn } from './columns.tsx';
import { CurrencySwitch } from './CurrencySwitch.tsx';
import { useCurrency, usePeriod } from './period.ts';
import { PeriodPicker } from './PeriodPicker.tsx';
import { ReportPage } from './ReportPage.tsx';
import styles from './Reports.module.css';
import { ReportTable } from './ReportTable.tsx';

const barCount = 12;

/** What products brought against what the vendor charged for them; where a cost is not known it says so. */
export function MarginPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const { period } = usePeriod();
  const [currency] = useCurrency();
  const asked = { ...period, ...(currency === null ? {} : { currency }) };
  const { data, error, isPending } = useCall('reports', 'margin', asked, keepBefore);
  const most = data?.totals.toSorted((a, b) => b.soldMinor - a.soldMinor)[0];
  return (
    <ReportPage
      current="margin"
      error={error}
      isPending={isPending}
      text={t('reports.margin.text')}
      bar={
        <>
          <PeriodPicker />
          <CurrencySwitch />
        </>
      }
    >
      {data ? (
        <>
          <section aria-label={t('reports.totals')} className={styles['sums']}>
            {data.totals.map((total) => {
              const text = (amountMinor: number | null): string =>
                amountMinor === null ? t('ui.unknown') : formatMoney(amountMinor, total.currency, locale);
              return (
                <StatRow key={total.currency}>
                  <Stat
                    label={t('reports.sold')}
                    value={text(total.soldMinor)}
                    {...(data.totals.length > 1 ? { note: total.currency } : {})}
                  />
                  <Stat
                    label={t('reports.cost')}
                    value={text(total.costMinor)}
                    {...(total.unknown > 0
                      ? { note: t('reports.cost.unknown', { count: total.unknown }), noteTone: 'unknown' as const }
                      : {})}
                  />
                  <Stat
                    label={t('reports.marginOf')}
                    value={text(total.marginMinor)}
                    {...(total.withoutCost > 0
                      ? {
                          note: t('reports.margin.without', { count: total.withoutCost }),
                          noteTone: 'unknown' as const,
                        }
                      : {})}
                  />
                </StatRow>
              );
            })}
          </section>
          <Banner
            tone={data.readAt === null ? 'unknown' : 'info'}
            title={
              data.readAt === null
                ? t('reports.charges.never')
                : t('reports.charges.read', { when: formatInstant(data.readAt, locale) })
            }
            actions={<Link href={paths.statement}>{t('reports.charges.open')}</Link>}
          >
            {[
              data.unassigned.length === 0
                ? ''
                : t('reports.charges.unassigned', { sum: data.unassigned.map(money).join(' + ') }),
              data.undated === 0 ? '' : t('reports.charges.undated', { count: data.undated }),
            ]
              .filter(Boolean)
              .join(' ') || null}
          </Banner>
          {most ? (
            <BarsCard
              name="margin"
              title={t('reports.margin.chart', { currency: most.currency })}
              description={
                data.rows.filter((row) => row.currency === most.currency).length > barCount
                  ? t('reports.largest', { count: barCount })
                  : undefined
              }
              currency={most.currency}
              place={t('reports.product')}
              series={[
                { id: 'sold', label: t('reports.sold') },
                { id: 'cost', label: t('reports.cost') },
              ]}
              points={data.rows
                .filter((row) => row.currency === most.currency)
                .slice(0, barCount)
                .map((row) => ({
                  label: row.productName || t('reports.noProduct'),
                  values: { sold: row.soldMinor, cost: row.costMinor },
                }))}
            />
          ) : null}
          <ReportTable
            name="reportMargin"
            title={t('reports.margin')}
            description={data.otherRows === 0 ? undefined : t('reports.others', { count: data.otherRows })}
            fileName={`${t('reports.margin')} ${period.from} ${period.to}`}
            columns={columnsOf(t, locale)}
            rows={data.rows}
            rowId={(row) => `${row.productId ?? ''} ${row.currency}`}
            rowText={(row) => row.productName}
            empty={t('reports.margin.empty')}
            emptyText={t('reports.sales.empty.text')}
          />
        </>
      ) : null}
    </ReportPage>
  );
}

/** Of what was sold, in per cent with one decimal; counted in whole numbers of tenths. */
const percentOf = ({ marginMinor, soldMinor }: MarginRow): number | null =>
  marginMinor === null || soldMinor <= 0 ? null : Math.round((marginMinor * 1000) / soldMinor) / 10;

function columnsOf(t: Translate, locale: Locale): ReportColumn<MarginRow>[] {
  const cost = (row: MarginRow): string =>
    row.costs.map((each) => formatMoney(each.amountMinor, each.currency, locale)).join(' + ');
  return [
    {
      ...textColumn<MarginRow>({
        id: 'product',
        header: t('reports.product'),
        width: '2fr',
        minWidth: 160,
        value: (row) => row.productName || t('reports.noProduct'),
      }),
      cell: (row) =>
        row.productId === null ? (
          t('reports.noProduct')
        ) : (
          <Link href={paths.catalogueProduct(row.productId)}>{row.productName}</Link>
        ),
    },
    textColumn<MarginRow>({
      id: 'currency',
      header: t('reports.currency'),
      width: 88,
      minWidth: 80,
      value: (row) => row.currency,
    }),
    moneyColumn<MarginRow>(locale, {
      id: 'sold',
      header: t('reports.sold'),
      value: (row) => ({ amountMinor: row.soldMinor, currency: row.currency }),
    }),
    {
      ...moneyColumn<MarginRow>(locale, {
        id: 'cost',
        header: t('reports.cost'),
        width: 150,
        value: (row) => (row.costMinor === null ? null : { amountMinor: row.costMinor, currency: row.currency }),
      }),
      cell: (row) =>
        row.costMinor !== null
          ? formatMoney(row.costMinor, row.currency, locale)
          : row.costs.length > 0
            ? t('reports.cost.noRate')
            : t('reports.cost.none'),
    },
    countColumn<MarginRow>(locale, {
      id: 'unknown',
      header: t('reports.cost.open'),
      width: 164,
      value: (row) => row.unknown,
    }),
    moneyColumn<MarginRow>(locale, {
      id: 'margin',
      header: t('reports.marginOf'),
      value: (row) => (row.marginMinor === null ? null : { amountMinor: row.marginMinor, currency: row.currency }),
      cell: (row) => (row.marginMinor === null ? t('ui.unknown') : formatMoney(row.marginMinor, row.currency, locale)),
    }),
    {
      id: 'percent',
      header: t('reports.percent'),
      width: 96,
      align: 'end',
      isSortable: true,
      cell: (row) => {
        const percent = percentOf(row);
        return percent === null ? '—' : `${formatNumber(percent, locale, { maximumFractionDigits: 1 })}\u00A0%`;
      },
      text: (row) => String(percentOf(row) ?? ''),
      value: percentOf,
    },
    textColumn<MarginRow>({
      id: 'charged',
      header: t('reports.charged'),
      isOptional: true,
      width: 180,
      value: cost,
    }),
    textColumn<MarginRow>({
      id: 'rates',
      header: t('reports.rates'),
      isOptional: true,
      width: 220,
      value: (row) => row.rates.map((each) => `${each.from}→${each.to} ${each.rate} (${each.date})`).join('; '),
    }),
  ];
}
