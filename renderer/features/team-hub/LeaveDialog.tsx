import { useState } from 'react';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Checkbox, ConfirmDialog } from '../../ui/index.ts';

/** Leaves the workspace. Where the hub cannot be told, a person may still go. */
export function LeaveDialog({ status, onClose }: { status: SyncStatus; onClose: () => void }) {
  const t = useTranslate();
  const leave = useAction('sync', 'leave');
  const [untold, setUntold] = useState(false);
  const canBeUntold = status.problem !== null || (leave.error !== null && leave.error.error.code !== 'input.invalid');
  return (
    <ConfirmDialog
      isOpen
      tone="danger"
      title={t('hub.leave.ask', { name: status.workspaceName === '' ? t('settings.teamHub') : status.workspaceName })}
      confirmLabel={t('hub.leave')}
      typedText={status.deskName}
      isBusy={leave.isPending}
      error={leave.error ? <ErrorBanner error={leave.error.error} /> : undefined}
      onCancel={onClose}
      onConfirm={() =>
        leave.mutate(
          { confirmation: status.deskName, untold },
          {
            onSuccess: () => {
              toasts.add({ tone: 'success', text: t('hub.left') });
              onClose();
            },
          },
        )
      }
    >
      <p>{t('hub.leave.text')}</p>
      {status.waiting === 0 ? null : <p>{t('hub.leave.waiting', { count: status.waiting })}</p>}
      {status.hub?.kind === 'embedded' ? <p>{t('hub.leave.embedded')}</p> : null}
      {canBeUntold ? (
        <Checkbox
          label={t('hub.leave.untold')}
          description={t('hub.leave.untold.text')}
          isSelected={untold}
          onChange={setUntold}
        />
      ) : null}
    </ConfirmDialog>
  );
}
