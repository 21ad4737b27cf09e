import { useEffect, useRef } from 'react';
import type { BulkRun } from '../../../preload/api/bulk.ts';
import { api, valueOf } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Link, ProgressBar } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import styles from './RunningRuns.module.css';
import { meantOf, settledOf } from './words.ts';

/** In the frame of every page: how far the bulk runs are that are going on, and a word when one has ended. */
export function RunningRuns() {
  const t = useTranslate();
  const { data: runs } = useCall('bulk', 'current', {});
  useEnds(runs);
  if (runs === undefined || runs.length === 0) return null;
  return (
    <ul className={styles['runs']} aria-label={t('bulk.runs')}>
      {runs.map((run) => (
        <li key={run.id}>
          <Current run={run} />
        </li>
      ))}
    </ul>
  );
}

function Current({ run }: { run: BulkRun }) {
  const t = useTranslate();
  const done = settledOf(run.counts);
  const count = meantOf(run.counts);
  const text = t('bulk.running', { action: t(`action.${run.action}`), done, count });
  return (
    <Link href={paths.bulkRun(run.id)} variant="quiet" className={styles['run']}>
      <span className={styles['text']}>
        {run.state === 'paused' ? `${t('bulk.run.state.paused')} · ${text}` : text}
      </span>
      <ProgressBar
        label={t('bulk.run')}
        value={done}
        of={count}
        text={text}
        hideText
        tone={run.state === 'paused' ? 'warning' : 'accent'}
      />
    </Link>
  );
}

/** Tells of a run that was going on and is not any more. */
function useEnds(runs: readonly BulkRun[] | undefined): void {
  const t = useTranslate();
  const go = useGo();
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (runs === undefined) return;
    const now = new Set(runs.map(({ id }) => id));
    const ended = [...known.current].filter((id) => !now.has(id));
    known.current = now;
    for (const id of ended) {
      void valueOf(api.bulk.get({ id })).then(
        ({ state, action, counts }) => {
          if (state !== 'finished') return;
          const { done, refused, unclear } = counts;
          toasts.add({
            tone: refused + unclear === 0 ? 'success' : 'warning',
            text: t('bulk.ended', { action: t(`action.${action}`) }),
            detail: t('bulk.ended.detail', { done, refused, unclear }),
            action: { label: t('bulk.ended.look'), onAction: () => go(paths.bulkRun(id)) },
          });
        },
        // Another environment was opened: its runs are not these.
        () => undefined,
      );
    }
  }, [runs, t, go]);
}
