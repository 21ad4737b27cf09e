import { Ban, Download, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { BulkRunDetail } from '../../../preload/api/bulk.ts';
import { errorCodes } from '../../../preload/api/errors.ts';
import { unsaid } from '../../app/unsaid.ts';
import { api, CallError, valueOf } from '../../app/api.ts';
import { ErrorBanner, errorText } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, ConfirmDialog, IconButton } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { rowStates } from './words.ts';

/** Stops a run, lets it go on, ends it, and takes its results along. */
export function RunActs({ run }: { run: BulkRunDetail }) {
  const t = useTranslate();
  const may = useMay();
  const [isAsked, setAsked] = useState(false);
  const pause = useAction('bulk', 'pause');
  const resume = useAction('bulk', 'resume');
  const cancel = useAction('bulk', 'cancel');
  const isOpen = run.state === 'running' || run.state === 'paused';
  const why = may('licenses.act');
  const tell = (error: unknown): void => {
    if (error instanceof CallError) toasts.add({ tone: 'danger', text: errorText(t, error.error) });
  };
  return (
    <>
      <IconButton label={t('bulk.run.export')} icon={Download} onPress={() => void save(t, run).catch(tell)} />
      {run.state === 'running' ? (
        <Button
          icon={Pause}
          whyDisabled={why}
          isBusy={pause.isPending}
          onPress={() => pause.mutate({ id: run.id }, { onError: tell })}
        >
          {t('bulk.run.pause')}
        </Button>
      ) : null}
      {run.state === 'paused' ? (
        <Button
          icon={Play}
          variant="primary"
          whyDisabled={why}
          isBusy={resume.isPending}
          onPress={() => resume.mutate({ id: run.id }, { onError: tell })}
        >
          {t('bulk.run.resume')}
        </Button>
      ) : null}
      {isOpen ? (
        <Button icon={Ban} whyDisabled={why} onPress={() => setAsked(true)}>
          {t('bulk.run.cancel')}
        </Button>
      ) : null}
      {isAsked && isOpen ? (
        <ConfirmDialog
          isOpen
          title={t('bulk.run.cancel.title')}
          confirmLabel={t('bulk.run.cancel')}
          cancelLabel={t('bulk.run.cancel.keep')}
          tone="danger"
          isBusy={cancel.isPending}
          error={cancel.error ? <ErrorBanner error={cancel.error.error} /> : undefined}
          onCancel={() => setAsked(false)}
          onConfirm={() => cancel.mutate({ id: run.id }, { onSuccess: () => setAsked(false) })}
        >
          {t('bulk.run.cancel.text', { count: run.counts.waiting })}
        </ConfirmDialog>
      ) : null}
    </>
  );
}

const columns = [
  'position',
  'product',
  'client',
  'email',
  'key',
  'vendorId',
  'ip',
  'connection',
  'action',
  'result',
  'reason',
  'vendorMessage',
  'cost',
  'found',
  'operation',
  'at',
] as const;

/** Asks where to and writes the results there, in the person's own words. */
async function save(t: Translate, run: BulkRunDetail): Promise<void> {
  const keys = [
    ...columns.map((column) => `csv.${column}`),
    `action.${run.action}`,
    ...rowStates.map((state) => `bulk.row.${state}`),
  ];
  const words = Object.fromEntries([
    ...keys.map((key) => [key, t(key)] as const),
    ...errorCodes.map((code) => [`error.${code}`, errorText(t, { code, params: unsaid }).slice(0, 400)] as const),
  ]);
  const fileName = t('bulk.run.fileName', { date: run.createdAt.slice(0, 10) });
  const { saved } = await valueOf(api.window.saveBulkResults({ id: run.id, words, fileName }));
  if (saved) toasts.add({ tone: 'success', text: t('bulk.run.exported') });
}
