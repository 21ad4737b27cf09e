import { ShieldCheck } from 'lucide-react';
import type { Alarm } from '../../../preload/api/automation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import { type Translate, useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, EmptyState, Link, Skeleton, StaticTable, StatusBadge, type TableColumn } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { AutomationHeader } from './AutomationHeader.tsx';
import styles from './Page.module.css';

/** Contract products whose money and service cannot both be right (spec 2.16, invariant 9). */
export function AlarmsPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data, error, isPending } = useCall('automation', 'alarms', {});
  const isSlow = useDelayed(isPending);
  return (
    <>
      <AutomationHeader current="alarms" />
      <div className={styles['page']} aria-busy={isPending}>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={5} /> : null}
        {data?.alarms.length === 0 ? (
          <EmptyState icon={ShieldCheck} title={t('automation.alarms.empty')}>
            {t('automation.alarms.empty.text')}
          </EmptyState>
        ) : null}
        {data && data.alarms.length > 0 ? (
          <Card isFlush>
            <StaticTable
              label={t('automation.tab.alarms')}
              rows={data.alarms}
              rowId={(alarm) => `${alarm.kind} ${alarm.contractProductId}`}
              columns={columnsOf(t, locale)}
            />
          </Card>
        ) : null}
        {data?.isCut ? (
          <p className={styles['why']}>{t('automation.plan.cut', { count: data.alarms.length })}</p>
        ) : null}
      </div>
    </>
  );
}

const columnsOf = (t: Translate, locale: Locale): TableColumn<Alarm>[] => [
  {
    id: 'what',
    header: t('automation.col.what'),
    isRowHeader: true,
    cell: (alarm) => <StatusBadge tone="danger" label={t(`automation.alarm.${alarm.kind}`)} variant="plain" />,
  },
  {
    id: 'about',
    header: t('automation.col.about'),
    cell: (alarm) => <Link href={paths.productTab(alarm.contractProductId, 'billing')}>{alarm.productName}</Link>,
  },
  {
    id: 'client',
    header: t('automation.col.client'),
    cell: (alarm) => <Link href={paths.client(alarm.clientId)}>{alarm.clientName}</Link>,
  },
  {
    id: 'since',
    header: t('automation.alarms.since'),
    width: 140,
    isTabular: true,
    cell: (alarm) => (alarm.since === null ? '—' : formatDate(alarm.since, locale)),
  },
];
