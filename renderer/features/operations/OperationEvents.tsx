import type { Operation } from '../../../preload/api/operations.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { KeyValue, Link, Skeleton } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { OperationChange } from './OperationChange.tsx';
import styles from './OperationEvents.module.css';
import { OperationTimeline } from './OperationTimeline.tsx';

/** What happened to an operation so far, and what finds it at the vendor; the way to all that is known of it. */
export function OperationEvents({ operation }: { operation: Operation }) {
  const t = useTranslate();
  const { data, error } = useCall('operations', 'get', { id: operation.id });
  const isSlow = useDelayed(!data && !error);
  if (error) return <ErrorBanner error={error.error} />;
  if (!data) return isSlow ? <Skeleton lines={3} /> : null;
  const { id, token, attempt, connectionName } = data;
  return (
    <div className={styles['events']}>
      <OperationChange operation={data} />
      <KeyValue
        items={[
          { id: 'connection', label: t('manage.connection'), value: connectionName },
          { id: 'token', label: t('operation.token'), value: token, isMono: true, copyText: token },
          { id: 'attempt', label: t('operation.attempt'), value: String(attempt) },
        ]}
      />
      <OperationTimeline operation={data} />
      <div>
        <Link href={paths.operation(id)}>{t('operation.open')}</Link>
      </div>
    </div>
  );
}
