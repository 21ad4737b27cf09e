import type { ReactNode } from 'react';
import type { CallError } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { PageHeader, Skeleton, Tabs } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { type ReportName, reportNames } from './names.ts';
import styles from './Reports.module.css';

export interface ReportPageProps {
  current: ReportName;
  actions?: ReactNode;
  /** What the report is asked for: time, currency and the like. */
  bar?: ReactNode;
  /** What it says, in a sentence. */
  text?: string;
  error?: CallError | null;
  isPending: boolean;
  children: ReactNode;
}

/** Frame of every report: the way to the others, what is asked for, and what came of it. */
export function ReportPage({ current, actions, bar, text, error, isPending, children }: ReportPageProps) {
  const t = useTranslate();
  const isSlow = useDelayed(isPending);
  return (
    <>
      <PageHeader title={t('nav.reports')} actions={actions}>
        <Tabs
          label={t('reports.nav')}
          selected={current}
          items={reportNames.map((id) => ({ id, label: t(`reports.${id}`), href: paths.report(id) }))}
        />
      </PageHeader>
      <div className={styles['page']} aria-busy={isPending}>
        {bar === undefined ? null : <div className={styles['bar']}>{bar}</div>}
        {text === undefined ? null : <p className={styles['text']}>{text}</p>}
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={6} /> : null}
        {children}
      </div>
    </>
  );
}
