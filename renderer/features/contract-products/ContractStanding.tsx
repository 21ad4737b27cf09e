import { Hand, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { type ContractProduct, Retention } from '../../../preload/api/contract-products.ts';
import { ContractStatus } from '../../../preload/api/orders.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, ConfirmDialog, RadioGroup, Select } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import styles from './Billing.module.css';
import { ReactivateDialog } from './ReactivateDialog.tsx';
import { ContractStatusBadge } from './statuses.tsx';

/** How a contract product stands: its status and whether it was set by hand, its retention status, and the way back. */
export function ContractStanding({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const mayNot = useMay()('contracts.write');
  const [asked, setAsked] = useState<'status' | 'reactivate' | null>(null);
  const setRetention = useAction('contractProducts', 'setRetention');
  const clear = useAction('contractProducts', 'clearManualStatus');
  const error = setRetention.error ?? clear.error;
  const isBack = contract.status === 'Cancelled' || contract.status === 'Lapsed';
  return (
    <Card
      title={t('contracts.status')}
      headingLevel={3}
      actions={
        <>
          {isBack ? (
            <Button size="small" icon={RotateCcw} whyDisabled={mayNot} onPress={() => setAsked('reactivate')}>
              {t('contracts.reactivate')}
            </Button>
          ) : null}
          <Button size="small" icon={Hand} whyDisabled={mayNot} onPress={() => setAsked('status')}>
            {t('contracts.manual.set')}
          </Button>
        </>
      }
    >
      <div className={styles['stack']}>
        {contract.isManualStatus ? (
          <Banner
            tone="warning"
            title={t('contracts.manual')}
            actions={
              <Button
                size="small"
                isBusy={clear.isPending}
                whyDisabled={mayNot}
                onPress={() =>
                  clear.mutate(
                    { id: contract.id },
                    { onSuccess: () => toasts.add({ tone: 'success', text: t('contracts.manual.cleared') }) },
                  )
                }
              >
                {t('contracts.manual.clear')}
              </Button>
            }
          >
            {t('contracts.manual.on')}
          </Banner>
        ) : null}
        <p>
          <ContractStatusBadge status={contract.status} />{' '}
          {contract.status === 'Suspended' && contract.suspendedFor !== ''
            ? t(`contracts.suspended.${contract.suspendedFor}`)
            : null}
        </p>
        <Select
          label={t('contracts.retention')}
          value={contract.retention}
          isDisabled={mayNot !== undefined || setRetention.isPending}
          onChange={(retention) => setRetention.mutate({ id: contract.id, retention: Retention.parse(retention) })}
          options={Retention.options.map((id) => ({ id, label: t(`contracts.retention.${id}`) }))}
        />
        {error ? <ErrorBanner error={error.error} /> : null}
      </div>
      {asked === 'status' ? <StatusDialog contract={contract} onClose={() => setAsked(null)} /> : null}
      {asked === 'reactivate' ? <ReactivateDialog contract={contract} onClose={() => setAsked(null)} /> : null}
    </Card>
  );
}

/** A person's word against the machine: it asks before it is said. */
function StatusDialog({ contract, onClose }: { contract: ContractProduct; onClose: () => void }) {
  const t = useTranslate();
  const [status, setStatus] = useState<ContractStatus>(contract.status);
  const save = useAction('contractProducts', 'setStatus');
  return (
    <ConfirmDialog
      isOpen
      title={t('contracts.manual.title')}
      subtitle={`${contract.productName} · ${contract.clientName}`}
      confirmLabel={t('contracts.manual.set')}
      tone={status === 'Closed' ? 'danger' : 'normal'}
      isBusy={save.isPending}
      isContentFocused
      error={save.error ? <ErrorBanner error={save.error.error} /> : undefined}
      onCancel={onClose}
      onConfirm={() =>
        save.mutate(
          { id: contract.id, status },
          {
            onSuccess: () => {
              toasts.add({ tone: 'success', text: t('contracts.manual.done') });
              onClose();
            },
          },
        )
      }
    >
      <p>{t('contracts.manual.text')}</p>
      <RadioGroup
        label={t('contracts.status')}
        value={status}
        onChange={(next) => setStatus(ContractStatus.parse(next))}
        options={ContractStatus.options.map((id) => ({ id, label: t(`contract.status.${id}`) }))}
      />
      {status === 'Closed' ? <p>{t('contracts.manual.closed')}</p> : null}
    </ConfirmDialog>
  );
}
