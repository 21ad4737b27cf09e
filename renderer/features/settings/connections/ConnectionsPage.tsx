import { Plug, Plus } from 'lucide-react';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, EmptyState, Skeleton } from '../../../ui/index.ts';
import { useDelayed } from '../../../workbench/useDelayed.ts';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { SettingsHeader } from '../SettingsHeader.tsx';
import { ConnectionList } from './ConnectionList.tsx';
import styles from './ConnectionsPage.module.css';

/** Settings > Provision configurations (spec items 4-14). */
export function ConnectionsPage() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const { data: connections, error, isPending } = useCall('connections', 'list', {});
  const isSlow = useDelayed(isPending);
  const add = (
    <Button
      variant="primary"
      icon={Plus}
      whyDisabled={may('connections.write')}
      onPress={() => go(paths.newConnection)}
    >
      {t('connections.add')}
    </Button>
  );
  const isEmpty = connections?.length === 0;
  return (
    <>
      <SettingsHeader current="connections" actions={isEmpty ? undefined : add} />
      {error || isSlow ? (
        <div className={styles['notice']}>
          {error ? <ErrorBanner error={error.error} /> : null}
          {isSlow ? <Skeleton lines={4} /> : null}
        </div>
      ) : null}
      {isEmpty ? (
        <div className={styles['empty']}>
          <EmptyState icon={Plug} title={t('connections.empty')} action={add}>
            {t('connections.empty.text')}
          </EmptyState>
        </div>
      ) : null}
      {connections && !isEmpty ? (
        <div className={styles['list']}>
          <ConnectionList connections={connections} />
        </div>
      ) : null}
    </>
  );
}
