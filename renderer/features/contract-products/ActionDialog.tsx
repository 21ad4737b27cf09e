import { useMutation } from '@tanstack/react-query';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import type { OperationDetail } from '../../../preload/api/operations.ts';
import { api, valueOf, type CallError } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, ConfirmDialog } from '../../ui/index.ts';
import styles from './ActionDialog.module.css';
import { ActionFacts } from './ActionFacts.tsx';

/** The actions that need no more than a yes. */
export type PlainAction = 'create' | 'suspend' | 'unsuspend' | 'terminate';

export interface ActionDialogProps {
  action: PlainAction;
  contract: ContractProduct;
  onClose: () => void;
}

/** Asks before the vendor is: what will be done, to what, what it costs, and whether there is a way back. */
export function ActionDialog({ action, contract, onClose }: ActionDialogProps) {
  const t = useTranslate();
  const { license } = contract;
  const confirmation = license === null ? '' : license.key || license.vendorId;
  const ask = useMutation<OperationDetail, CallError>({
    networkMode: 'always',
    mutationFn: () => {
      const input = { contractProductId: contract.id };
      return valueOf(
        action === 'terminate' ? api.licenses.terminate({ ...input, confirmation }) : api.licenses[action](input),
      );
    },
    onSuccess: () => {
      toasts.add({ tone: 'info', text: t('action.queued', { action: t(`action.${action}`) }) });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      title={t(`action.${action}.title`)}
      confirmLabel={t(`action.${action}`)}
      tone={action === 'terminate' ? 'danger' : 'normal'}
      typedText={action === 'terminate' ? confirmation : undefined}
      isBusy={ask.isPending}
      error={ask.error ? <ErrorBanner error={ask.error.error} /> : undefined}
      onCancel={onClose}
      onConfirm={() => {
        if (!ask.isPending) ask.mutate();
      }}
    >
      <div className={styles['content']}>
        {action === 'terminate' ? (
          <Banner tone="danger">{t('action.terminate.text')}</Banner>
        ) : (
          <p>{t(`action.${action}.text`)}</p>
        )}
        <ActionFacts action={action} contract={contract} />
      </div>
    </ConfirmDialog>
  );
}
