import { Ban, CircleCheck, RotateCcw, ScanSearch } from 'lucide-react';
import { useState } from 'react';
import type { Operation, OperationState } from '../../../preload/api/operations.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, ConfirmDialog } from '../../ui/index.ts';
import { useSumText } from '../../workbench/Money.tsx';
import { useMay } from '../../workbench/useMay.ts';
import styles from './OperationActs.module.css';
import { purposeOf } from './purpose.ts';

type Decision = 'release' | 'retry' | 'abandon';

/** From which states core allows each act (preload/api/operations.ts). Retry is never there before `absent`. */
const checkable: readonly OperationState[] = ['accepted', 'unknown', 'absent'];
const decidable: Record<Decision, readonly OperationState[]> = {
  release: ['queued'],
  retry: ['absent'],
  abandon: ['absent', 'queued', 'refused'],
};

/** What a person can do about an operation: look at the vendor; where nothing was found, decide. */
export function OperationActs({ operation }: { operation: Operation }) {
  const t = useTranslate();
  const may = useMay();
  const sum = useSumText();
  const [asked, setAsked] = useState<Decision | null>(null);
  const check = useAction('operations', 'check');
  const release = useAction('operations', 'release');
  const retry = useAction('operations', 'retry');
  const abandon = useAction('operations', 'abandon');
  const acts = { release, retry, abandon };
  const { id, state, kind, heldFor, otherDesk, quotedCost } = operation;
  const forbidden = may('operations.decide');
  const canCheck = checkable.includes(state);
  const isChecking = check.isPending || state === 'reconciling';
  const canDecide = (decision: Decision): boolean =>
    decidable[decision].includes(state) && (decision !== 'release' || heldFor !== null);
  if (!canCheck && !isChecking && !canDecide('retry') && !canDecide('abandon')) return null;
  const purpose = purposeOf(kind);
  const price = quotedCost === null ? t('operation.cost.untold') : sum(quotedCost);
  const isAfterDesk = heldFor === 'other_desk';
  const confirmLabel: Record<Decision, string> = {
    release: t(isAfterDesk ? 'operation.releaseAfterDesk.confirm' : 'operation.release.confirm', { price }),
    retry: t(`operation.retry.${purpose}.confirm`),
    abandon: t('operation.abandon.confirm'),
  };
  return (
    <div className={styles['acts']}>
      {check.error ? <ErrorBanner error={check.error.error} /> : null}
      <div className={styles['buttons']}>
        {canCheck || isChecking ? (
          <Button
            size="small"
            icon={ScanSearch}
            isBusy={isChecking}
            whyDisabled={forbidden}
            onPress={() => check.mutate({ id })}
          >
            {t('operation.check')}
          </Button>
        ) : null}
        {canDecide('release') ? (
          <Button size="small" icon={CircleCheck} whyDisabled={forbidden} onPress={() => setAsked('release')}>
            {t(isAfterDesk ? 'operation.releaseAfterDesk' : 'operation.release')}
          </Button>
        ) : null}
        {canDecide('retry') ? (
          <Button size="small" icon={RotateCcw} whyDisabled={forbidden} onPress={() => setAsked('retry')}>
            {t('operation.retry')}
          </Button>
        ) : null}
        {canDecide('abandon') ? (
          <Button size="small" variant="quiet" icon={Ban} whyDisabled={forbidden} onPress={() => setAsked('abandon')}>
            {t('operation.abandon')}
          </Button>
        ) : null}
      </div>
      {asked === null ? null : (
        <ConfirmDialog
          isOpen
          title={t(
            asked === 'release' && isAfterDesk ? 'operation.releaseAfterDesk.title' : `operation.${asked}.title`,
          )}
          confirmLabel={confirmLabel[asked]}
          isBusy={acts[asked].isPending}
          error={acts[asked].error ? <ErrorBanner error={acts[asked].error.error} /> : undefined}
          onCancel={() => {
            acts[asked].reset();
            setAsked(null);
          }}
          onConfirm={() => {
            if (!acts[asked].isPending) acts[asked].mutate({ id }, { onSuccess: () => setAsked(null) });
          }}
        >
          {t(
            asked === 'release' && isAfterDesk
              ? 'operation.releaseAfterDesk.text'
              : `operation.${asked}.${purpose}.text`,
            {
              connection: operation.connectionName,
              product: operation.productName,
              desk: otherDesk ?? '',
              price,
            },
          )}
        </ConfirmDialog>
      )}
    </div>
  );
}
