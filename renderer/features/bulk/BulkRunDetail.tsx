import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { BulkRowState, BulkRunDetail as Run } from '../../../preload/api/bulk.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, ProgressBar } from '../../ui/index.ts';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { When } from '../../workbench/When.tsx';
import { AgainButton } from './AgainButton.tsx';
import styles from './BulkRunDetail.module.css';
import { RunActs } from './RunActs.tsx';
import { RunRows } from './RunRows.tsx';
import { RunStateBadge } from './statuses.tsx';
import { costWords, durationText, meantOf, rowStates, settledOf } from './words.ts';

/** One run: how far it is, what came of each license, and how it is stopped or goes on. */
export function BulkRunDetail() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: run, error } = useCall('bulk', 'get', { id });
  if (!run) return <DetailPending error={error} listPath={paths.bulkRuns} />;
  return <Shown key={id} run={run} />;
}

function Shown({ run }: { run: Run }) {
  const t = useTranslate();
  const [state, setState] = useState<BulkRowState | 'all'>('all');
  const { counts } = run;
  const there = rowStates.filter((each) => counts[each] > 0);
  // The rows of a state may all have moved on.
  const shown = state !== 'all' && counts[state] === 0 ? 'all' : state;
  return (
    <DetailPane
      title={t(`action.${run.action}`)}
      badge={<RunStateBadge run={run} />}
      subtitle={
        <>
          {run.askedBy}, <When at={run.createdAt} />
        </>
      }
      listPath={paths.bulkRuns}
      actions={<RunActs run={run} />}
    >
      <div className={styles['body']}>
        <Progress run={run} />
        {run.state === 'running'
          ? run.stopped.map(({ connectionId, name, code }) => (
              <Banner key={connectionId} tone="warning" title={t('bulk.run.stopped', { name })}>
                {errorText(t, { code: code as ErrorCode, params: { message: '' } })}
              </Banner>
            ))
          : null}
        <div className={styles['filter']}>
          <FilterChips
            label={t('bulk.run.filter')}
            value={shown}
            onChange={(next) => setState(rowStates.find((each) => each === next) ?? 'all')}
            options={[
              { id: 'all', label: `${t('bulk.row.all')} ${run.rows}` },
              ...there.map((each) => ({ id: each, label: `${t(`bulk.row.${each}`)} ${counts[each]}` })),
            ]}
          />
          {shown === 'all' || shown === 'waiting' || shown === 'underWay' ? null : (
            <AgainButton runId={run.id} state={shown} count={counts[shown]} />
          )}
        </div>
        <RunRows run={run} state={shown} />
      </div>
    </DetailPane>
  );
}

function Progress({ run }: { run: Run }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const done = settledOf(run.counts);
  const count = meantOf(run.counts);
  const words = [t('bulk.run.progress', { done, count })];
  if (run.state === 'running' && run.seconds > 0)
    words.push(t('bulk.run.left', { time: durationText(run.seconds, locale) }));
  if (run.charges) words.push(`${t('bulk.run.cost')}: ${costWords(t, locale, run.cost)}`);
  const isOver = run.state === 'finished' || run.state === 'cancelled';
  return (
    <div className={styles['progress']}>
      <ProgressBar
        label={t('bulk.runs.progress')}
        value={done}
        of={count}
        text={words.join(' · ')}
        tone={run.state === 'paused' ? 'warning' : isOver ? 'neutral' : 'accent'}
      />
      {run.state === 'running' ? <p className={styles['note']}>{t('bulk.run.background')}</p> : null}
    </div>
  );
}
