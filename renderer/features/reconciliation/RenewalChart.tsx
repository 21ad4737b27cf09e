import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDate, formatMoney } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { amountTick, amountWidth, axis, grid, margin, type Pointed, Tip } from '../../workbench/chart/chart-parts.tsx';
import styles from '../../workbench/chart/Chart.module.css';
import type { RenewalDay } from './renewal-days.ts';

/** What renewals cost by day: what the vendor does by itself, and on top what somebody has to do. */
export function RenewalChart({ days, currency }: { days: readonly RenewalDay[]; currency: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...days]} margin={margin}>
        <CartesianGrid {...grid} />
        <XAxis {...axis} dataKey="date" tickFormatter={(date: string) => formatDate(date, locale)} minTickGap={40} />
        <YAxis {...axis} width={amountWidth} allowDecimals={false} tickFormatter={amountTick(currency, locale)} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--surface-hover)' }}
          content={<DayTip currency={currency} />}
        />
        <Bar
          dataKey="automatic"
          stackId="cost"
          name={t('outlook.isAutomatic')}
          fill="var(--chart-1)"
          maxBarSize={28}
          isAnimationActive={false}
        />
        <Bar
          dataKey="manual"
          stackId="cost"
          name={t('outlook.isManual')}
          fill="var(--chart-3)"
          maxBarSize={28}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

function DayTip({ active, payload, currency }: Pointed<RenewalDay> & { currency: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const day = payload?.[0]?.payload;
  if (!active || !day) return null;
  const text = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);
  return (
    <Tip title={formatDate(day.date, locale)}>
      <span className={styles['amount']}>{`${t('outlook.isAutomatic')}: ${text(day.automatic)}`}</span>
      <span className={styles['amount']}>{`${t('outlook.isManual')}: ${text(day.manual)}`}</span>
    </Tip>
  );
}
