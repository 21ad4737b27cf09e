import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '../../../../preload/api/connections.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, ConfirmDialog, FormSection } from '../../../ui/index.ts';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import styles from './DeleteConnection.module.css';

/** Deletes a configuration that nothing uses; says what uses it otherwise (spec item 14). */
export function DeleteConnection({ connection }: { connection: Connection }) {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const [isAsked, setAsked] = useState(false);
  const remove = useAction('connections', 'delete');
  const isUsed = connection.usedBy > 0;
  const used = t('connections.delete.used', { count: connection.usedBy });
  return (
    <div className={styles['place']}>
      <FormSection layout="beside" title={t('connections.delete')}>
        <p className={styles['text']}>{isUsed ? used : t('connections.delete.text')}</p>
        <div>
          <Button
            icon={Trash2}
            whyDisabled={may('connections.write') ?? (isUsed ? used : undefined)}
            onPress={() => setAsked(true)}
          >
            {t('connections.delete')}
          </Button>
        </div>
      </FormSection>
      <ConfirmDialog
        isOpen={isAsked}
        tone="danger"
        title={t('connections.delete.ask', { name: connection.name })}
        confirmLabel={t('connections.delete')}
        isBusy={remove.isPending}
        error={remove.error ? <ErrorBanner error={remove.error.error} /> : undefined}
        onCancel={() => {
          setAsked(false);
          remove.reset();
        }}
        onConfirm={() => {
          remove.mutate(
            { id: connection.id },
            {
              onSuccess: () => {
                toasts.add({ tone: 'success', text: t('connections.deleted') });
                go(paths.connections, { replace: true });
              },
            },
          );
        }}
      >
        {t('connections.delete.text')}
      </ConfirmDialog>
    </div>
  );
}
