import { Undo2 } from 'lucide-react';
import type { BulkEditResult, EditedProduct } from '../../../../preload/api/catalogue-bulk.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button, Dialog } from '../../../ui/index.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { KeptTable } from '../transfer/KeptProducts.tsx';
import styles from './BulkEdit.module.css';
import { EditedTable } from './EditedTable.tsx';

export interface BulkEditResultProps {
  result: BulkEditResult;
  refusals: readonly EditedProduct[];
  onClose: () => void;
}

/** What an edit came to, which products it left out and why, and the way back. */
export function BulkEditResultView({ result, refusals, onClose }: BulkEditResultProps) {
  const t = useTranslate();
  const why = useMay()('catalogue.write');
  const undo = useAction('catalogue', 'undoBulkEdit');
  const takenBack = undo.data?.takenBack ?? result.takenBack;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bulkEdit.title', { count: result.selected })}
      size="large"
      isBusy={undo.isPending}
      footer={
        <>
          {takenBack ? null : (
            <Button
              icon={Undo2}
              whyDisabled={why}
              isBusy={undo.isPending}
              onPress={() => undo.mutate({ id: result.id })}
            >
              {t('bulkEdit.undo')}
            </Button>
          )}
          <Button variant="primary" isDisabled={undo.isPending} onPress={onClose}>
            {t('bulkEdit.close')}
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        {undo.error ? <ErrorBanner error={undo.error.error} /> : null}
        {takenBack ? (
          <>
            <Banner tone="success" live="status" title={t('bulkEdit.undone', { count: takenBack.undone })} />
            {takenBack.kept.length === 0 ? null : (
              <>
                <Banner tone="warning" title={t('transfer.kept.title', { count: takenBack.kept.length })} />
                <KeptTable rows={takenBack.kept} />
              </>
            )}
          </>
        ) : (
          <>
            <Banner tone="success" live="status" title={t('bulkEdit.done', { count: result.changed })} />
            {result.refused === 0 ? null : (
              <>
                <Banner tone="warning" title={t('bulkEdit.done.refused', { count: result.refused })} />
                <EditedTable label={t('bulkEdit.preview.refused')} rows={refusals} />
              </>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
