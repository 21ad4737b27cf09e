import { CalendarCheck2, CircleHelp, Hand, RefreshCw } from 'lucide-react';
import type { Outlook, Renewal } from '../../../preload/api/reconciliation.ts';
import type { Money } from '../../../preload/api/values.ts';
import { paths } from '../../app/paths.ts';
import { formatDate, formatMoney, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import {
  Banner,
  Card,
  EmptyState,
  Link,
  Mono,
  Stat,
  StaticTable,
  StatRow,
  StatusBadge,
  type TableColumn,
} from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import styles from '../../workbench/chart/Chart.module.css';
import { ChartOrTable } from '../../workbench/chart/ChartOrTable.tsx';
import { periodText } from './columns.tsx';
import { chartCurrency, renewalDays } from './renewal-days.ts';
import { RenewalChart } from './RenewalChart.tsx';

/** What ends in the next 30 days: what it costs, how long the balance lasts, by day, and one by one. */
export function RenewalsCard({ outlook, isCompared }: { outlook: Outlook; isCompared: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const { renewals, count, totals, automaticTotals, untold, balance, lasts } = outlook;
  if (!isCompared || count === 0) {
    return (
      <Card title={t('outlook.renewals')}>
        <EmptyState icon={CalendarCheck2} title={t(isCompared ? 'outlook.noRenewals' : 'reconciliation.never')}>
          {isCompared ? null : t('outlook.never')}
        </EmptyState>
      </Card>
    );
  }
  const sum = (sums: readonly Money[]): string => (sums.length === 0 ? '—' : sums.map(money).join(' + '));
  return (
    <>
      <StatRow>
        <Stat label={t('outlook.now')} value={balance === null ? t('ui.unknown') : money(balance)} />
        <Stat label={t('outlook.total')} value={sum(totals)} />
        <Stat label={t('outlook.automatic')} value={sum(automaticTotals)} />
      </StatRow>
      <Banner
        tone={lasts.kind === 'until' ? 'warning' : lasts.kind === 'beyond' ? 'success' : 'unknown'}
        title={t(`outlook.lasts.${lasts.kind}`, { date: lasts.date === null ? '' : formatDate(lasts.date, locale) })}
      >
        {untold === 0 ? null : t('outlook.untold', { count: untold })}
      </Banner>
      <ByDay outlook={outlook} />
      <Card
        title={t('outlook.list')}
        description={count > renewals.length ? t('outlook.more', { shown: renewals.length, count }) : undefined}
        isFlush
      >
        <StaticTable
          label={t('outlook.list')}
          rows={renewals}
          rowId={(row) => row.vendorId}
          columns={columnsOf(t, locale)}
        />
      </Card>
    </>
  );
}

function ByDay({ outlook }: { outlook: Outlook }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const currency = chartCurrency(outlook);
  const days = renewalDays(outlook, currency);
  const text = (amountMinor: number): string => formatMoney(amountMinor, currency, locale);
  return (
    <ChartOrTable
      name="renewals"
      title={t('outlook.renewals')}
      summary={t('outlook.renewals.summary', { count: outlook.count })}
      chart={<RenewalChart days={days} currency={currency} />}
      legend={
        <p className={styles['legend']}>
          {(['automatic', 'manual'] as const).map((kind) => (
            <span key={kind} className={styles['key']}>
              <span className={styles['swatch']} data-kind={kind} aria-hidden="true" />
              {t(kind === 'automatic' ? 'outlook.isAutomatic' : 'outlook.isManual')}
            </span>
          ))}
        </p>
      }
      table={
        <StaticTable
          label={t('outlook.renewals')}
          rows={days.filter((day) => day.count > 0)}
          rowId={({ date }) => date}
          columns={[
            {
              id: 'date',
              header: t('outlook.col.date'),
              isRowHeader: true,
              cell: ({ date }) => formatDate(date, locale),
            },
            {
              id: 'automatic',
              header: t('outlook.isAutomatic'),
              align: 'end',
              cell: ({ automatic }) => text(automatic),
            },
            { id: 'manual', header: t('outlook.isManual'), align: 'end', cell: ({ manual }) => text(manual) },
          ]}
        />
      }
    />
  );
}

function columnsOf(t: Translate, locale: Locale): TableColumn<Renewal>[] {
  return [
    {
      id: 'date',
      header: t('outlook.col.date'),
      width: 132,
      isTabular: true,
      cell: (row) => formatDate(row.expiresOn, locale),
    },
    {
      id: 'license',
      header: t('outlook.col.license'),
      isRowHeader: true,
      cell: (row) =>
        row.contractProductId === null ? (
          <span>
            {row.productName} <Mono>{row.vendorId}</Mono>
          </span>
        ) : (
          <Link href={paths.productTab(row.contractProductId, 'manage')}>{`${row.productName} · ${row.vendorId}`}</Link>
        ),
    },
    {
      id: 'client',
      header: t('outlook.col.client'),
      isMuted: true,
      cell: (row) => (row.contractProductId === null ? t('outlook.nobody') : row.clientName),
    },
    {
      id: 'renewal',
      header: t('outlook.col.renewal'),
      width: 160,
      cell: (row) =>
        row.isAutomatic === null ? (
          <StatusBadge tone="unknown" icon={CircleHelp} label={t('ui.unknown')} variant="plain" />
        ) : (
          <StatusBadge
            tone={row.isAutomatic ? 'info' : 'neutral'}
            icon={row.isAutomatic ? RefreshCw : Hand}
            label={t(row.isAutomatic ? 'outlook.isAutomatic' : 'outlook.isManual')}
            variant="plain"
          />
        ),
    },
    {
      id: 'cost',
      header: t('outlook.col.cost'),
      width: 168,
      align: 'end',
      cell: (row) => {
        if (row.cost === null) return t('finding.cost.unknown');
        const time = periodText(t, row.period);
        const cost = formatMoney(row.cost.amountMinor, row.cost.currency, locale);
        return time === '' ? cost : `${cost} / ${time}`;
      },
    },
  ];
}
