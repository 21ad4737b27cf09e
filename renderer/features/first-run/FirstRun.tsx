import { FlaskConical, KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import type { AppState, Environment } from '../../../preload/api/app.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { queryClient, useAction } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button } from '../../ui/index.ts';
import { Choice } from './Choice.tsx';
import styles from './FirstRun.module.css';
import { LookSwitch } from './LookSwitch.tsx';
import { setUpSandbox } from './sandbox-setup.ts';

/** The first screen of a new desk: your own account, or the sandbox. */
export function FirstRun() {
  const t = useTranslate();
  const open = useAction('app', 'openEnvironment');
  const opening = open.isPending ? open.variables.environment : null;
  useEffect(() => {
    document.title = t('firstRun.title');
  });

  const choose = (environment: Environment): void => {
    if (open.isPending) return;
    // Set before the console appears, so that it opens at the right page.
    window.location.hash = environment === 'live' ? `#${paths.newConnection}` : `#${paths.dashboard}`;
    open.mutate(
      { environment },
      {
        onSuccess: (state) => {
          if (environment === 'sandbox' && state.problem === null) void setUpSandbox();
          queryClient.setQueryData<AppState>(['app', 'state', {}], state);
        },
      },
    );
  };

  return (
    <div className={styles['page']}>
      <header className={styles['top']}>
        <LookSwitch />
      </header>
      <main className={styles['main']}>
        <div className={styles['head']}>
          <h1 className={styles['title']}>{t('firstRun.title')}</h1>
          <p className={styles['subtitle']}>{t('firstRun.subtitle')}</p>
        </div>
        {open.error ? <ErrorBanner error={open.error.error} /> : null}
        <div className={styles['choices']}>
          <Choice
            icon={KeyRound}
            tone="live"
            title={t('firstRun.live')}
            text={t('firstRun.live.text')}
            points={[t('firstRun.live.point1'), t('firstRun.live.point2'), t('firstRun.live.point3')]}
            action={
              <Button
                variant="primary"
                isBusy={opening === 'live'}
                isDisabled={opening === 'sandbox'}
                onPress={() => choose('live')}
              >
                {t('firstRun.live.action')}
              </Button>
            }
          />
          <Choice
            icon={FlaskConical}
            tone="sandbox"
            title={t('firstRun.sandbox')}
            text={t('firstRun.sandbox.text')}
            points={[t('firstRun.sandbox.point1'), t('firstRun.sandbox.point2'), t('firstRun.sandbox.point3')]}
            action={
              <Button isBusy={opening === 'sandbox'} isDisabled={opening === 'live'} onPress={() => choose('sandbox')}>
                {t('firstRun.sandbox.action')}
              </Button>
            }
          />
        </div>
        <p className={styles['note']}>{t('firstRun.switchLater')}</p>
      </main>
    </div>
  );
}
