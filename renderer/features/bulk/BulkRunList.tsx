import { ListChecks } from 'lucide-react';
import { useMemo } from 'react';
import type { BulkRun } from '../../../preload/api/bulk.ts';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, EmptyState, ProgressBar, type TableColumn } from '../../ui/index.ts';
import { ListHead } from '../../workbench/ListHead.tsx';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { usePages } from '../../workbench/usePages.ts';
import { When } from '../../workbench/When.tsx';
import styles from './BulkRunList.module.css';
import { RunStateBadge } from './statuses.tsx';
import { meantOf, settledOf } from './words.ts';

/** All runs, newest first. */
export function BulkRunList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const pages = usePages('bulk', 'list', {});
  const columns = useMemo(() => columnsOf(t, isNarrow), [t, isNarrow]);
  return (
    <>
      <ListHead title={t('bulk.runs')} />
      <RecordTable
        label={t('bulk.runs')}
        pages={pages}
        columns={columns}
        rowText={(row) => t(`action.${row.action}`)}
        rowTone={(row) => (row.counts.unclear > 0 ? 'warning' : undefined)}
        openId={openId}
        pathOf={paths.bulkRun}
        dependencies={[locale]}
        empty={
          <EmptyState
            icon={ListChecks}
            title={t('bulk.runs.empty')}
            action={<Button onPress={() => go(paths.products)}>{t('bulk.runs.open')}</Button>}
          >
            {t('bulk.runs.empty.text')}
          </EmptyState>
        }
      />
    </>
  );
}

function columnsOf(t: Translate, isNarrow: boolean): TableColumn<BulkRun>[] {
  const what: TableColumn<BulkRun> = {
    id: 'what',
    header: t('bulk.runs.what'),
    width: '2fr',
    minWidth: 110,
    cell: (row) => t(`action.${row.action}`),
  };
  const state: TableColumn<BulkRun> = {
    id: 'state',
    header: t('bulk.row.state'),
    width: 184,
    cell: (row) => <RunStateBadge run={row} isPlain />,
  };
  const progress: TableColumn<BulkRun> = {
    id: 'progress',
    header: t('bulk.runs.progress'),
    width: 200,
    cell: (row) => <Progress run={row} />,
  };
  if (isNarrow) return [what, state];
  return [
    what,
    state,
    progress,
    { id: 'by', header: t('bulk.runs.by'), width: '1fr', minWidth: 90, isMuted: true, cell: (row) => row.askedBy },
    { id: 'when', header: t('bulk.runs.when'), width: 140, isMuted: true, cell: (row) => <When at={row.createdAt} /> },
  ];
}

function Progress({ run }: { run: BulkRun }) {
  const t = useTranslate();
  const done = settledOf(run.counts);
  const count = meantOf(run.counts);
  const text = t('bulk.run.progress', { done, count });
  if (run.state === 'finished' || run.state === 'cancelled') return <span className={styles['text']}>{text}</span>;
  return (
    <span className={styles['progress']}>
      <span className={styles['bar']}>
        <ProgressBar
          label={t('bulk.runs.progress')}
          value={done}
          of={count}
          text={text}
          hideText
          tone={run.state === 'paused' ? 'warning' : 'accent'}
        />
      </span>
      <span className={styles['text']}>{text}</span>
    </span>
  );
}
