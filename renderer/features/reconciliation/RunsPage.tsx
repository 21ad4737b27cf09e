import { History } from 'lucide-react';
import { useState } from 'react';
import type { Finding, ReconciliationRun } from '../../../preload/api/reconciliation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatInstant, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, Card, Dialog, EmptyState, Link, Skeleton, StaticTable, type TableColumn } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { usePages } from '../../workbench/usePages.ts';
import { notes } from './AccountsBar.tsx';
import { NoConnection } from './NoConnection.tsx';
import styles from './Page.module.css';
import { ReconciliationHeader } from './ReconciliationHeader.tsx';
import { findingTitle, RunBadge } from './statuses.tsx';
import { useAccounts } from './useAccount.ts';
import { byText, changeText } from './values.tsx';

/** Every comparison: when, by whom, of which account, and what it found. */
export function RunsPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { summary } = useAccounts();
  const pages = usePages('reconciliation', 'runs', {});
  const [opened, setOpened] = useState<ReconciliationRun | null>(null);
  const isSlow = useDelayed(pages.isLoading);
  const hasNone = summary?.accounts.length === 0 && pages.rows.length === 0;
  return (
    <>
      <ReconciliationHeader current="history" />
      {hasNone ? <NoConnection /> : null}
      {hasNone ? null : (
        <div className={styles['page']} aria-busy={pages.isLoading}>
          {pages.error ? <ErrorBanner error={pages.error} /> : null}
          {isSlow ? <Skeleton lines={5} /> : null}
          {!pages.isLoading && pages.rows.length === 0 && pages.error === null ? (
            <EmptyState icon={History} title={t('runs.empty')}>
              {t('findings.empty.never.text')}
            </EmptyState>
          ) : null}
          {pages.rows.length === 0 ? null : (
            <Card isFlush>
              <StaticTable
                label={t('reconciliation.tab.history')}
                columns={columnsOf(t, locale, setOpened)}
                rows={pages.rows}
                rowId={(row) => row.id}
              />
              <MoreButton pages={pages} />
            </Card>
          )}
        </div>
      )}
      {opened === null ? null : <RunDialog run={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function columnsOf(
  t: Translate,
  locale: Locale,
  open: (run: ReconciliationRun) => void,
): TableColumn<ReconciliationRun>[] {
  const count = (id: 'matched' | 'drifted' | 'orphan' | 'missing', width: number): TableColumn<ReconciliationRun> => ({
    id,
    header: t(`runs.col.${id}`),
    width,
    align: 'end',
    cell: (row) => (row.state === 'done' ? row.counts[id] : '—'),
  });
  return [
    {
      id: 'when',
      header: t('runs.col.when'),
      width: 184,
      isRowHeader: true,
      isTabular: true,
      cell: (row) => <Link onPress={() => open(row)}>{formatInstant(row.startedAt, locale)}</Link>,
    },
    {
      id: 'by',
      header: t('runs.col.by'),
      isMuted: true,
      cell: (row) => (row.askedBy === 'reconciliation' ? byText(t, row.askedBy) : row.askedBy),
    },
    { id: 'account', header: t('runs.col.account'), isMuted: true, cell: (row) => row.connectionName },
    { id: 'state', header: t('runs.col.state'), width: 152, cell: (row) => <RunBadge run={row} isPlain /> },
    count('matched', 76),
    count('drifted', 72),
    count('orphan', 96),
    count('missing', 68),
    {
      id: 'news',
      header: t('runs.col.news'),
      width: 112,
      align: 'end',
      cell: (row) => (row.state === 'done' ? `${row.opened} / ${row.closed}` : '—'),
    },
  ];
}

/** What a comparison left open when it ended. */
function RunDialog({ run, onClose }: { run: ReconciliationRun; onClose: () => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data, error } = useCall('reconciliation', 'findings', { runId: run.id, limit: 200 });
  return (
    <Dialog
      isOpen
      size="large"
      title={t('runs.findings')}
      subtitle={`${formatInstant(run.startedAt, locale)} · ${run.connectionName}`}
      onClose={onClose}
      footer={<Button onPress={onClose}>{t('ui.close')}</Button>}
    >
      <div className={styles['stack']}>
        {error ? <ErrorBanner error={error.error} /> : null}
        {notes(t, run).map((note) => (
          <p key={note} className={styles['muted']}>
            {note}
          </p>
        ))}
        {data?.rows.length === 0 ? <p className={styles['muted']}>{t('runs.findings.none')}</p> : null}
        {data && data.rows.length > 0 ? (
          <StaticTable
            label={t('runs.findings')}
            rows={data.rows}
            rowId={(row) => row.id}
            columns={findingColumns(t, locale)}
          />
        ) : null}
      </div>
    </Dialog>
  );
}

const findingColumns = (t: Translate, locale: Locale): TableColumn<Finding>[] => [
  {
    id: 'what',
    header: t('findings.col.what'),
    isRowHeader: true,
    cell: (row) => <Link href={paths.finding(row.id)}>{findingTitle(t, row)}</Link>,
  },
  {
    id: 'license',
    header: t('findings.col.license'),
    width: 110,
    isMono: true,
    cell: (row) => row.vendorId,
  },
  { id: 'values', header: t('findings.col.values'), cell: (row) => changeText(t, locale, row) },
];
