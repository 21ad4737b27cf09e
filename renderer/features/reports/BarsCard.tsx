import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ReactNode } from 'react';
import { formatMoney, formatNumber, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { StaticTable } from '../../ui/index.ts';
import styles from '../../workbench/chart/Chart.module.css';
import { amountTick, amountWidth, axis, grid, margin, type Pointed, Tip } from '../../workbench/chart/chart-parts.tsx';
import { ChartOrTable } from '../../workbench/chart/ChartOrTable.tsx';

/** Bars of one place on the axis: an amount (or number) for each series, by its id. Null: not known. */
export interface BarPoint {
  readonly label: string;
  readonly values: Readonly<Record<string, number | null>>;
}

export interface BarsCardProps {
  /** Names the remembered choice between chart and table. */
  name: string;
  title: string;
  description?: ReactNode;
  /** Of the amounts; null: the values are numbers. Two currencies cannot stand on one axis. */
  currency: string | null;
  series: readonly { readonly id: string; readonly label: string }[];
  points: readonly BarPoint[];
  /** What the places on the axis are. */
  place: string;
  isStacked?: boolean;
}

const colors = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-5)'];

const valueText = (value: number | null | undefined, currency: string | null, locale: Locale): string =>
  value === null || value === undefined
    ? '—'
    : currency === null
      ? formatNumber(value, locale)
      : formatMoney(value, currency, locale);

/** Bars of a few series, and the same figures as a table. */
export function BarsCard(props: BarsCardProps) {
  const { name, title, description, currency, series, points, place, isStacked = false } = props;
  const t = useTranslate();
  const locale = useLocaleCode();
  const data = points.map(({ label, values }) => ({ label, ...values }));
  const first = points[0]?.label ?? '';
  const last = points.at(-1)?.label ?? '';
  return (
    <ChartOrTable
      name={name}
      title={title}
      description={description}
      summary={t('reports.bars', { series: series.map(({ label }) => label).join(', '), first, last })}
      chart={
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={data} margin={margin}>
            <CartesianGrid {...grid} />
            <XAxis {...axis} dataKey="label" minTickGap={24} />
            <YAxis
              {...axis}
              width={currency === null ? 48 : amountWidth}
              allowDecimals={false}
              tickFormatter={
                currency === null ? (value: number) => formatNumber(value, locale) : amountTick(currency, locale)
              }
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--surface-hover)' }}
              content={<BarTip series={series} currency={currency} />}
            />
            {series.map(({ id, label }, at) => (
              <Bar
                key={id}
                dataKey={id}
                name={label}
                fill={colors[at] ?? 'var(--chart-1)'}
                maxBarSize={28}
                isAnimationActive={false}
                {...(isStacked ? { stackId: 'all' } : {})}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      }
      legend={
        series.length < 2 ? undefined : (
          <p className={styles['legend']}>
            {series.map(({ id, label }, at) => (
              <span key={id} className={styles['key']}>
                <span className={styles['swatch']} data-series={at} aria-hidden="true" />
                {label}
              </span>
            ))}
          </p>
        )
      }
      table={
        <StaticTable
          label={title}
          rows={points}
          rowId={({ label }) => label}
          columns={[
            { id: 'place', header: place, isRowHeader: true, minWidth: 140, cell: ({ label }) => label },
            ...series.map(({ id, label }) => ({
              id,
              header: label,
              align: 'end' as const,
              width: 150,
              cell: ({ values }: BarPoint) => valueText(values[id], currency, locale),
            })),
          ]}
        />
      }
    />
  );
}

type Shown = Pointed<{ label: string } & Record<string, number | string | null>>;

function BarTip({
  active,
  payload,
  series,
  currency,
}: Shown & { series: BarsCardProps['series']; currency: string | null }) {
  const locale = useLocaleCode();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <Tip title={point.label}>
      {series.map(({ id, label }) => {
        const value = point[id];
        return (
          <span key={id} className={styles['amount']}>
            {`${label}: ${valueText(typeof value === 'number' ? value : null, currency, locale)}`}
          </span>
        );
      })}
    </Tip>
  );
}
