import { Wallet } from 'lucide-react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Outlook } from '../../../preload/api/reconciliation.ts';
import { formatDate, formatInstant, formatMoney } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, EmptyState, StaticTable } from '../../ui/index.ts';
import styles from '../../workbench/chart/Chart.module.css';
import { amountTick, amountWidth, axis, grid, margin, type Pointed, Tip } from '../../workbench/chart/chart-parts.tsx';
import { ChartOrTable } from '../../workbench/chart/ChartOrTable.tsx';

/** What the account had, each time it was read. */
export function BalanceCard({ outlook }: { outlook: Outlook }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { balances } = outlook;
  const last = balances.at(-1);
  if (!last) {
    return (
      <Card title={t('outlook.balance')}>
        <EmptyState icon={Wallet} title={t('outlook.noBalance')}>
          {t('outlook.noBalance.text')}
        </EmptyState>
      </Card>
    );
  }
  const { currency } = last.balance;
  const points = balances.map(({ at, balance }) => ({ at: Date.parse(at), amount: balance.amountMinor }));
  const amounts = points.map(({ amount }) => amount);
  const text = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);
  const day = (at: number): string => formatDate(new Date(at).toISOString().slice(0, 10), locale);
  return (
    <ChartOrTable
      name="balance"
      title={t('outlook.balance')}
      summary={t('outlook.balance.summary', {
        from: day(points[0]?.at ?? 0),
        to: day(points.at(-1)?.at ?? 0),
        low: text(Math.min(...amounts)),
        high: text(Math.max(...amounts)),
        now: text(last.balance.amountMinor),
      })}
      chart={
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={points} margin={margin}>
            <CartesianGrid {...grid} />
            <XAxis
              {...axis}
              dataKey="at"
              type="number"
              scale="time"
              domain={['dataMin', 'dataMax']}
              tickFormatter={day}
              minTickGap={40}
            />
            <YAxis {...axis} width={amountWidth} allowDecimals={false} tickFormatter={amountTick(currency, locale)} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--border-strong)' }}
              content={<BalanceTip currency={currency} />}
            />
            {/* A balance stays what it is until something happens to it. */}
            <Line
              dataKey="amount"
              name={t('outlook.col.balance')}
              type="stepAfter"
              stroke="var(--chart-1)"
              strokeWidth={2}
              dot={points.length < 20 ? { r: 3, fill: 'var(--chart-1)', strokeWidth: 0 } : false}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      }
      table={
        <StaticTable
          label={t('outlook.balance')}
          rows={balances.toReversed()}
          rowId={({ at }) => at}
          columns={[
            {
              id: 'at',
              header: t('outlook.col.at'),
              isRowHeader: true,
              isTabular: true,
              cell: ({ at }) => formatInstant(at, locale),
            },
            {
              id: 'balance',
              header: t('outlook.col.balance'),
              align: 'end',
              width: 180,
              cell: ({ balance }) => text(balance.amountMinor),
            },
          ]}
        />
      }
    />
  );
}

function BalanceTip({ active, payload, currency }: Pointed<{ at: number; amount: number }> & { currency: string }) {
  const locale = useLocaleCode();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <Tip title={formatInstant(point.at, locale)}>
      <span className={styles['amount']}>{formatMoney(point.amount, currency, locale)}</span>
    </Tip>
  );
}
