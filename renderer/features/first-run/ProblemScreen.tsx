import { DatabaseZap, Lock, PackageX, type LucideIcon } from 'lucide-react';
import { useEffect } from 'react';
import type { AppState, Environment } from '../../../preload/api/app.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { queryClient, useAction, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Mono } from '../../ui/index.ts';
import { LookSwitch } from './LookSwitch.tsx';
import styles from './ProblemScreen.module.css';

type Problem = NonNullable<AppState['problem']>;

/** What a person can do, by cause; no step deletes anything, and there is no button that does. */
const causes: Record<Problem['code'], { icon: LucideIcon; steps: number; canRetry: boolean }> = {
  'workspace.newer_database': { icon: PackageX, steps: 2, canRetry: false },
  'workspace.damaged': { icon: DatabaseZap, steps: 3, canRetry: true },
  'workspace.busy': { icon: Lock, steps: 2, canRetry: true },
};

/** In place of the console when the data of the environment cannot be used: what it means and what to do. */
export function ProblemScreen({ problem }: { problem: Problem }) {
  const t = useTranslate();
  const { data: state } = useCall('app', 'state', {});
  const open = useAction('app', 'openEnvironment');
  const { icon: Icon, steps, canRetry } = causes[problem.code];
  const environment = state?.environment ?? 'live';
  const other: Environment = environment === 'live' ? 'sandbox' : 'live';
  useEffect(() => {
    document.title = t(`problem.${problem.code}`);
  });
  const openNow = (which: Environment): void => {
    open.mutate(
      { environment: which },
      { onSuccess: (next) => void queryClient.setQueryData<AppState>(['app', 'state', {}], next) },
    );
  };
  const opening = open.isPending ? open.variables.environment : null;

  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <LookSwitch />
      </header>
      <main className={styles['main']}>
        <span className={styles['disc']}>
          <Icon aria-hidden="true" className={styles['icon']} />
        </span>
        <h1 className={styles['title']}>{t(`problem.${problem.code}`)}</h1>
        <p className={styles['text']}>{t(`problem.${problem.code}.text`)}</p>
        <h2 className={styles['heading']}>{t('problem.steps')}</h2>
        <ol className={styles['steps']}>
          {Array.from({ length: steps }, (_, index) => (
            <li key={index}>{t(`problem.${problem.code}.step${index + 1}`)}</li>
          ))}
        </ol>
        {open.error ? <ErrorBanner error={open.error.error} /> : null}
        <div className={styles['actions']}>
          {canRetry ? (
            <Button variant="primary" isBusy={opening === environment} onPress={() => openNow(environment)}>
              {t('problem.retry')}
            </Button>
          ) : null}
          <Button isBusy={opening === other} onPress={() => openNow(other)}>
            {t(`problem.other.${other}`)}
          </Button>
        </div>
        <footer className={styles['detail']}>
          {problem.detail === '' ? null : (
            <>
              <p>{t('problem.detail')}</p>
              <Mono wrap copy={t('problem.detail')}>
                {problem.detail}
              </Mono>
            </>
          )}
          {state ? <p>{t('problem.version', { version: state.version })}</p> : null}
        </footer>
      </main>
    </div>
  );
}
