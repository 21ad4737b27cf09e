import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { BulkAction, BulkAsked, BulkSelection } from '../../../preload/api/bulk.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Dialog, Spinner, TextField } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import styles from './BulkDialog.module.css';
import { BulkInputs, type Chosen } from './BulkInputs.tsx';
import { PreviewRows } from './PreviewRows.tsx';
import { PreviewSummary } from './PreviewSummary.tsx';
import { previewKey, usePreview } from './usePreview.ts';
import { confirmWords } from './words.ts';

export interface BulkDialogProps {
  action: BulkAction;
  selection: BulkSelection;
  onClose: () => void;
  onStarted: () => void;
}

/** What is missing before anything can be previewed. */
const isComplete = (action: BulkAction, chosen: Chosen): boolean =>
  (action !== 'changePackage' || (chosen.package ?? '').trim() !== '') &&
  (action !== 'autoRenew' || chosen.autoRenewal !== undefined);

/** Asks before many are done: with what, what will happen to each and what not, what it costs, how long it takes. */
export function BulkDialog({ action, selection, onClose, onStarted }: BulkDialogProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const cache = useQueryClient();
  // One run, however often the button is pressed.
  const [requestKey] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<Chosen>({});
  const [typed, setTyped] = useState('');
  const asked: BulkAsked | null = isComplete(action, chosen) ? { selection, action, ...chosen } : null;
  const preview = usePreview(asked);
  const start = useAction('bulk', 'start');
  const isSent = useRef(false);
  const shown = asked === null ? undefined : preview.data;
  const isChanged = start.error?.error.code === 'bulk.preview_changed';
  const isReady = shown !== undefined && !preview.isFetching && shown.rows > 0;
  const isTyped = action !== 'terminate' || typed.trim() === String(shown?.rows);

  const confirm = (): void => {
    if (asked === null || !isReady || isSent.current) return;
    isSent.current = true;
    const expect = { rows: shown.rows, cost: shown.cost };
    start.mutate(
      { requestKey, ...asked, expect, confirmation: typed },
      {
        onSuccess: (run) => {
          toasts.add({ tone: 'info', text: t('bulk.started'), detail: t('bulk.run.background') });
          onStarted();
          go(paths.bulkRun(run.id));
        },
        onError: () => {
          isSent.current = false;
          setTyped('');
          void cache.invalidateQueries({ queryKey: previewKey });
        },
      },
    );
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`bulk.dialog.${action}`)}
      size="large"
      isBusy={start.isPending}
      footer={
        <>
          <Button onPress={onClose} isDisabled={start.isPending}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant={action === 'terminate' ? 'danger' : 'primary'}
            isBusy={start.isPending}
            isDisabled={!isReady || !isTyped}
            onPress={confirm}
          >
            {shown === undefined ? t(`action.${action}`) : confirmWords(t, locale, shown)}
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        {action === 'terminate' ? (
          <Banner tone="danger">{t('bulk.text.terminate')}</Banner>
        ) : (
          <p className={styles['text']}>{t(`bulk.text.${action}`)}</p>
        )}
        <BulkInputs action={action} chosen={chosen} onChange={setChosen} />
        {isChanged ? (
          <Banner tone="warning" live="alert" title={t('bulk.preview.changed')}>
            {t('bulk.preview.changed.text')}
          </Banner>
        ) : start.error ? (
          <ErrorBanner error={start.error.error} />
        ) : null}
        {asked === null ? (
          <p className={styles['hint']}>{t('bulk.preview.choose')}</p>
        ) : preview.error ? (
          <ErrorBanner error={preview.error.error} />
        ) : shown === undefined ? (
          <p className={styles['hint']} aria-busy="true">
            <Spinner size="small" label={t('bulk.preview.planning')} /> {t('bulk.preview.planning')}
          </p>
        ) : (
          <>
            <PreviewSummary preview={shown} />
            <PreviewRows asked={asked} preview={shown} />
            {action === 'terminate' && shown.rows > 0 ? (
              <TextField
                label={t('bulk.typed', { count: shown.rows })}
                value={typed}
                onChange={setTyped}
                isMono
                className={styles['typed']}
              />
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  );
}
