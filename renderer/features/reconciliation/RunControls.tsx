import { RefreshCw, ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, ConfirmDialog } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';

/** Compares all accounts now; a deep run is asked about first, because it takes its time. */
export function RunControls({ isRunning }: { isRunning: boolean }) {
  const t = useTranslate();
  const may = useMay();
  const run = useAction('reconciliation', 'run');
  const [isAsking, setAsking] = useState(false);
  const isBusy = isRunning || run.isPending;
  const start = (deep: boolean): void => {
    run.mutate(
      { deep },
      {
        onSuccess: (done) => {
          const hasFailed = done.some(({ state }) => state === 'failed');
          const count = done.reduce((sum, { opened }) => sum + opened, 0);
          toasts.add(
            hasFailed
              ? { tone: 'warning', text: t('reconciliation.done.failed') }
              : { tone: 'success', text: t('reconciliation.done', { count }) },
          );
        },
      },
    );
  };
  return (
    <>
      <Button
        icon={ScanSearch}
        isDisabled={isBusy}
        whyDisabled={may('operations.read')}
        onPress={() => setAsking(true)}
      >
        {t('reconciliation.deepRun')}
      </Button>
      <Button
        variant="primary"
        icon={RefreshCw}
        isBusy={isBusy}
        whyDisabled={may('operations.read')}
        onPress={() => start(false)}
      >
        {t('reconciliation.run')}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          isOpen
          title={t('reconciliation.deepRun.title')}
          confirmLabel={t('reconciliation.deepRun')}
          error={run.error ? <ErrorBanner error={run.error.error} /> : undefined}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            start(true);
          }}
        >
          {t('reconciliation.deepRun.text')}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
