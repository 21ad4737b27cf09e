import { Plug } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import styles from './Page.module.css';

/** There is no vendor account that could be compared. */
export function NoConnection() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  return (
    <div className={styles['empty']}>
      <EmptyState
        icon={Plug}
        title={t('reconciliation.noConnection')}
        action={
          <Button variant="primary" whyDisabled={may('connections.write')} onPress={() => go(paths.newConnection)}>
            {t('connections.add')}
          </Button>
        }
      >
        {t('reconciliation.noConnection.text')}
      </EmptyState>
    </div>
  );
}
