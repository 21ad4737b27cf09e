import { Play } from 'lucide-react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, PageHeader, Tabs } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { When } from '../../workbench/When.tsx';
import styles from './Page.module.css';

/** Head of every page of automation: when it ran last, the way to run it now, and the other pages. */
export function AutomationHeader({ current }: { current: 'plan' | 'runs' | 'alarms' }) {
  const t = useTranslate();
  const may = useMay();
  const { data: runs } = useCall('automation', 'runs', { limit: 1 });
  const { data: found } = useCall('automation', 'alarms', {});
  const run = useAction('automation', 'run');
  const { data: duty } = useCall('automation', 'duty', {});
  const [last] = runs?.rows ?? [];
  const alarms = found?.alarms.length ?? 0;
  return (
    <>
      <PageHeader
        title={t('nav.automation')}
        actions={
          <>
            <span className={styles['last']}>
              {last ? (
                <>
                  {t('automation.last')} <When at={last.startedAt} />
                </>
              ) : runs ? (
                t('automation.never')
              ) : null}
            </span>
            <Button
              icon={Play}
              isBusy={run.isPending}
              whyDisabled={may('automation.write')}
              onPress={() =>
                run.mutate(
                  {},
                  {
                    onSuccess: ({ done, failed }) =>
                      toasts.add({
                        tone: failed > 0 ? 'warning' : 'success',
                        text: t('automation.ran', { done, failed }),
                      }),
                  },
                )
              }
            >
              {t('automation.run')}
            </Button>
          </>
        }
      >
        <Tabs
          label={t('automation.nav')}
          selected={current}
          items={[
            { id: 'plan', label: t('automation.tab.plan'), href: paths.automation },
            { id: 'runs', label: t('automation.tab.runs'), href: paths.automationRuns },
            {
              id: 'alarms',
              label: t('automation.tab.alarms'),
              href: paths.alarms,
              ...(alarms === 0 ? {} : { count: alarms }),
            },
          ]}
        />
      </PageHeader>
      {duty?.state === 'waits' || duty?.state === 'other' ? (
        <div className={styles['bar']}>
          <Banner tone="info" live="status" title={t(`automation.duty.${duty.state}`, { desk: duty.desk ?? '' })}>
            {t(`automation.duty.${duty.state}.text`)}
          </Banner>
        </div>
      ) : null}
      {run.error ? (
        <div className={styles['bar']}>
          <ErrorBanner error={run.error.error} />
        </div>
      ) : null}
    </>
  );
}
