import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { BulkEditResult, EditedProduct } from '../../../../preload/api/catalogue-bulk.ts';
import type { ChosenProducts } from '../../../../preload/api/catalogue-transfer.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction, useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button, Dialog, ScrollBox, Spinner, Tabs } from '../../../ui/index.ts';
import { MoreButton } from '../../../workbench/MoreButton.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import styles from './BulkEdit.module.css';
import { BulkEditResultView } from './BulkEditResult.tsx';
import { EditedTable } from './EditedTable.tsx';
import { EditFields } from './EditFields.tsx';
import { previewKey, type Show, usePreview } from './usePreview.ts';
import { all, editOf, untouched } from './values.ts';

export interface BulkEditDialogProps {
  /** The products: ids, or what a filter takes. */
  chosen: ChosenProducts;
  onClose: () => void;
}

type Done = BulkEditResult & { readonly refusals: readonly EditedProduct[] };

/** Changes many products at once: what is to change, what that does to each, then the result with the way back. */
export function BulkEditDialog({ chosen: given, onClose }: BulkEditDialogProps) {
  const [done, setDone] = useState<Done | null>(null);
  // What is chosen stays what it was when the dialog opened.
  const [chosen] = useState(given);
  const { data } = useCall('transfer', 'exportColumns', { chosen });
  const currencies = [...new Set((data?.prices ?? []).map(({ currency }) => currency))];
  return done ? (
    <BulkEditResultView result={done} refusals={done.refusals} onClose={onClose} />
  ) : (
    <Choose chosen={chosen} count={data?.count ?? 0} currencies={currencies} onClose={onClose} onDone={setDone} />
  );
}

interface ChooseProps {
  chosen: ChosenProducts;
  count: number;
  currencies: readonly string[];
  onClose: () => void;
  onDone: (result: Done) => void;
}

function Choose({ chosen, count, currencies, onClose, onDone }: ChooseProps) {
  const t = useTranslate();
  const why = useMay()('catalogue.write');
  const cache = useQueryClient();
  // One edit, however often the button is pressed.
  const [requestKey, setRequestKey] = useState(() => crypto.randomUUID());
  const [values, setValues] = useState(() => untouched(all));
  const [show, setShow] = useState<Show>('changed');
  const edit = editOf(values);
  const preview = usePreview(chosen, edit, show);
  const run = useAction('catalogue', 'bulkEdit');
  const isSent = useRef(false);
  const counts = edit === null ? undefined : preview.counts;
  const isReady = counts !== undefined && !preview.isFetching && counts.changed > 0;
  const isStale = run.error?.error.code === 'bulk.preview_changed';

  const confirm = (): void => {
    if (edit === null || counts === undefined || !isReady || isSent.current) return;
    isSent.current = true;
    run.mutate(
      { requestKey, chosen, edit, expect: { changed: counts.changed } },
      {
        onSuccess: onDone,
        onError: ({ error }) => {
          isSent.current = false;
          // Nothing was done for these; after any other end the same edit must not be done a second time.
          if (['bulk.preview_changed', 'conflict.changed_meanwhile', 'input.invalid'].includes(error.code))
            setRequestKey(crypto.randomUUID());
          void cache.invalidateQueries({ queryKey: previewKey });
        },
      },
    );
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bulkEdit.title', { count })}
      size="large"
      isBusy={run.isPending}
      footer={
        <>
          <Button isDisabled={run.isPending} onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" whyDisabled={why} isBusy={run.isPending} isDisabled={!isReady} onPress={confirm}>
            {t('bulkEdit.confirm', { count: counts?.changed ?? 0 })}
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        <EditFields
          values={values}
          currencies={currencies}
          onChange={(change) => setValues((before) => ({ ...before, ...change }))}
        />
        {isStale ? (
          <Banner tone="warning" live="alert">
            {t('bulkEdit.preview.stale')}
          </Banner>
        ) : run.error ? (
          <ErrorBanner error={run.error.error} />
        ) : null}
        {edit === null ? (
          <p className={styles['hint']}>{t('bulkEdit.preview.choose')}</p>
        ) : preview.error ? (
          <ErrorBanner error={preview.error} />
        ) : counts === undefined ? (
          <p className={styles['hint']} aria-busy="true">
            <Spinner size="small" label={t('bulkEdit.preview.planning')} /> {t('bulkEdit.preview.planning')}
          </p>
        ) : (
          <Tabs
            label={t('bulkEdit.preview.tabs')}
            isFlush
            selected={show}
            onSelect={(id) => setShow(id as Show)}
            items={(['changed', 'refused', 'unchanged'] as const).map((id) => ({
              id,
              label: t(`bulkEdit.preview.${id}`),
              count: counts[id],
            }))}
          >
            <ScrollBox label={t('bulkEdit.preview')} className={styles['rows']} isBusy={preview.isFetching}>
              {preview.rows.length === 0 ? (
                <p className={styles['hint']}>{t('bulkEdit.preview.empty')}</p>
              ) : (
                <EditedTable label={t('bulkEdit.preview')} rows={preview.rows} />
              )}
              <MoreButton pages={preview} />
            </ScrollBox>
          </Tabs>
        )}
      </div>
    </Dialog>
  );
}
