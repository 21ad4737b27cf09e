import { History } from 'lucide-react';
import { useState } from 'react';
import type { AutomationRun } from '../../../preload/api/automation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { formatDate, formatInstant, type Locale } from '../../i18n/format.ts';
import { type Translate, useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, EmptyState, Link, Skeleton, StaticTable, type TableColumn } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { usePages } from '../../workbench/usePages.ts';
import { AutomationHeader } from './AutomationHeader.tsx';
import styles from './Page.module.css';
import { RunDialog } from './RunDialog.tsx';

/** Every run: when, by whom, through which days, and what came of its steps. */
export function RunsPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const pages = usePages('automation', 'runs', {});
  const [opened, setOpened] = useState<AutomationRun | null>(null);
  const isSlow = useDelayed(pages.isLoading);
  return (
    <>
      <AutomationHeader current="runs" />
      <div className={styles['page']} aria-busy={pages.isLoading}>
        {pages.error ? <ErrorBanner error={pages.error} /> : null}
        {isSlow ? <Skeleton lines={5} /> : null}
        {!pages.isLoading && pages.rows.length === 0 && pages.error === null ? (
          <EmptyState icon={History} title={t('automation.runs.empty')}>
            {t('automation.runs.empty.text')}
          </EmptyState>
        ) : null}
        {pages.rows.length === 0 ? null : (
          <Card isFlush>
            <StaticTable
              label={t('automation.tab.runs')}
              rows={pages.rows}
              rowId={(run) => run.id}
              columns={columnsOf(t, locale, setOpened)}
            />
            <MoreButton pages={pages} />
          </Card>
        )}
      </div>
      {opened === null ? null : <RunDialog run={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

const columnsOf = (t: Translate, locale: Locale, open: (run: AutomationRun) => void): TableColumn<AutomationRun>[] => [
  {
    id: 'when',
    header: t('automation.runs.when'),
    width: 184,
    isRowHeader: true,
    isTabular: true,
    cell: (run) => <Link onPress={() => open(run)}>{formatInstant(run.startedAt, locale)}</Link>,
  },
  {
    id: 'days',
    header: t('automation.runs.days'),
    isTabular: true,
    cell: (run) =>
      run.fromOn === run.asOf
        ? formatDate(run.asOf, locale)
        : `${formatDate(run.fromOn, locale)} – ${formatDate(run.asOf, locale)}`,
  },
  {
    id: 'by',
    header: t('automation.runs.by'),
    isMuted: true,
    cell: (run) => (run.askedBy === 'automation' ? t('automation.runs.itself') : run.askedBy),
  },
  {
    id: 'state',
    header: t('automation.runs.state'),
    width: 120,
    cell: (run) => t(`automation.runs.state.${run.state}`),
  },
  count(t, 'done'),
  count(t, 'skipped'),
  count(t, 'held'),
  count(t, 'failed'),
];

const count = (t: Translate, id: 'done' | 'skipped' | 'held' | 'failed'): TableColumn<AutomationRun> => ({
  id,
  header: t(`automation.runs.${id}`),
  width: 104,
  align: 'end',
  isTabular: true,
  cell: (run) => run[id],
});
