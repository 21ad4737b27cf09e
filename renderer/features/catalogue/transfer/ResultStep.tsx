import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Import } from '../../../../preload/api/catalogue-transfer.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card, ConfirmDialog, ProgressBar } from '../../../ui/index.ts';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { Counts } from './Counts.tsx';
import { KeptProducts } from './KeptProducts.tsx';
import { RefusedRows } from './RefusedRows.tsx';
import styles from './Transfer.module.css';

/** How far an import is, what it came to, and the way back. */
export function ResultStep({ run }: { run: Import }) {
  const t = useTranslate();
  const isUnderWay = run.state === 'running' || run.state === 'undoing';
  return (
    <>
      <Card title={titleOf(t, run)} description={run.fileName} headingLevel={2}>
        <div className={styles['stack']} aria-live="polite">
          <Said run={run} />
          {run.state === 'undoing' || run.state === 'undone' ? null : <Counts counts={run.counts} />}
        </div>
      </Card>
      {run.takenBack && run.takenBack.kept > 0 && run.state === 'undone' ? (
        <KeptProducts id={run.id} count={run.takenBack.kept} />
      ) : null}
      {isUnderWay ? null : <RefusedRows run={run} />}
      <Acts run={run} />
    </>
  );
}

function titleOf(t: ReturnType<typeof useTranslate>, { state }: Import): string {
  switch (state) {
    case 'running':
      return t('transfer.running.title');
    case 'undoing':
      return t('transfer.undoing.title');
    case 'stopped':
      return t('transfer.stopped.title');
    case 'undone':
      return t('transfer.undone.title');
    default:
      return t('transfer.done.title');
  }
}

function Said({ run }: { run: Import }) {
  const t = useTranslate();
  const { state, done, rows, counts, takenBack } = run;
  if (state === 'running') {
    const text = t('transfer.running', { done, total: rows });
    return <ProgressBar label={t('transfer.running.title')} value={done} of={rows} text={text} />;
  }
  if (state === 'undoing') {
    const total = (counts?.create ?? 0) + (counts?.change ?? 0);
    const text = t('transfer.undoing', { done, total });
    return <ProgressBar label={t('transfer.undoing.title')} value={done} of={total} text={text} />;
  }
  if (state === 'stopped') return <p className={styles['text']}>{t('transfer.stopped.text', { done, total: rows })}</p>;
  if (state === 'undone') return <p>{t('transfer.undone.text', { count: takenBack?.undone ?? 0 })}</p>;
  return null;
}

function Acts({ run }: { run: Import }) {
  const t = useTranslate();
  const go = useGo();
  const why = useMay()('catalogue.write');
  const [isAsked, setAsked] = useState(false);
  const goOn = useAction('transfer', 'run');
  const cancel = useAction('transfer', 'cancel');
  const undo = useAction('transfer', 'undo');
  const error = goOn.error ?? cancel.error;
  const canUndo = run.state === 'done' || run.state === 'stopped';
  return (
    <>
      {error ? <ErrorBanner error={error.error} /> : null}
      <div className={styles['actions']}>
        {run.state === 'running' ? (
          <Button whyDisabled={why} isBusy={cancel.isPending} onPress={() => cancel.mutate({ id: run.id })}>
            {t('transfer.cancel')}
          </Button>
        ) : null}
        {run.state === 'stopped' ? (
          <Button
            variant="primary"
            whyDisabled={why}
            isBusy={goOn.isPending}
            onPress={() => goOn.mutate({ id: run.id })}
          >
            {t('transfer.goOn')}
          </Button>
        ) : null}
        {canUndo ? (
          <Button icon={Undo2} whyDisabled={why} onPress={() => setAsked(true)}>
            {t('transfer.undo')}
          </Button>
        ) : null}
        {run.state === 'running' || run.state === 'undoing' ? null : (
          <>
            <Button onPress={() => go(paths.importProducts)}>{t('transfer.another')}</Button>
            <Button onPress={() => go(paths.catalogue)}>{t('transfer.close')}</Button>
          </>
        )}
      </div>
      {isAsked && canUndo ? (
        <ConfirmDialog
          isOpen
          title={t('transfer.undo.ask')}
          subtitle={run.fileName}
          confirmLabel={t('transfer.undo.confirm')}
          tone="danger"
          isBusy={undo.isPending}
          error={undo.error ? <ErrorBanner error={undo.error.error} /> : undefined}
          onCancel={() => setAsked(false)}
          onConfirm={() => undo.mutate({ id: run.id }, { onSuccess: () => setAsked(false) })}
        >
          {t('transfer.undo.text')}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
