import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CallError } from '../app/api.ts';
import { ErrorBanner } from '../app/ErrorBanner.tsx';
import { useTranslate } from '../i18n/provider.tsx';
import { IconButton, PageHeader, Skeleton } from '../ui/index.ts';
import styles from './DetailPane.module.css';
import { useDelayed } from './useDelayed.ts';
import { useGo } from './useGo.ts';

export interface DetailPaneProps {
  title: string;
  badge?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** The content begins with tabs: they bring the line under the head. */
  isTabbed?: boolean;
  /** Address of the list alone: where the close button leads. */
  listPath: string;
  children: ReactNode;
}

/** What is beside a list: head with acts and a close button, then the content. */
export function DetailPane({ title, badge, subtitle, actions, isTabbed = false, listPath, children }: DetailPaneProps) {
  const t = useTranslate();
  const go = useGo();
  return (
    <>
      <div className={styles['head']}>
        <PageHeader level={2} title={title} badge={badge} subtitle={subtitle} actions={actions ?? undefined}>
          {isTabbed ? <></> : undefined}
        </PageHeader>
        <span className={styles['close']}>
          <IconButton label={t('ui.close')} keys={['Esc']} icon={X} onPress={() => go(listPath)} />
        </span>
      </div>
      <div className={styles['body']} data-tabbed={isTabbed || undefined}>
        {children}
      </div>
    </>
  );
}

/** In place of a detail while it is read, and when it cannot be. */
export function DetailPending({ error, listPath }: { error: CallError | null; listPath: string }) {
  const t = useTranslate();
  const isSlow = useDelayed(error === null);
  if (error) {
    return (
      <DetailPane title={t('pane.unavailable')} listPath={listPath}>
        <ErrorBanner error={error.error} />
      </DetailPane>
    );
  }
  return (
    <div className={styles['pending']} aria-busy="true">
      {isSlow ? (
        <>
          <Skeleton height={22} width="40%" />
          <Skeleton lines={5} />
          <Skeleton height={120} />
        </>
      ) : null}
    </div>
  );
}
