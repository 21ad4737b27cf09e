import { useState } from 'react';
import type { License } from '../../../preload/api/contract-products.ts';
import type { ContractTrial } from '../../../preload/api/trials.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { ConfirmDialog, RadioGroup } from '../../ui/index.ts';

type EndAction = ContractTrial['endAction'];

interface EndTrialProps {
  trial: ContractTrial;
  license: License | null;
  onClose: () => void;
}

/** `End trial now`: as was agreed, or otherwise where a person says so. */
export function EndTrial({ trial, license, onClose }: EndTrialProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const end = useAction('trials', 'end');
  const [action, setAction] = useState<EndAction>(trial.endAction);
  // Terminating is irreversible: the license that it is about is typed.
  const typed = license === null ? undefined : license.key || license.vendorId;
  const actions: readonly EndAction[] =
    trial.migrateProductName === null ? ['continue', 'cancel'] : ['continue', 'migrate', 'cancel'];
  return (
    <ConfirmDialog
      isOpen
      size="medium"
      title={t('trial.end.title')}
      confirmLabel={t('trial.end')}
      tone={action === 'cancel' ? 'danger' : 'normal'}
      typedText={action === 'cancel' ? typed : undefined}
      isContentFocused
      isBusy={end.isPending}
      error={end.error ? <ErrorBanner error={end.error.error} /> : undefined}
      onCancel={onClose}
      onConfirm={() =>
        end.mutate(
          { contractProductId: trial.contractProductId, action, confirmation: typed ?? '' },
          {
            onSuccess: () => {
              toasts.add({ tone: 'success', text: t('trial.ended') });
              onClose();
            },
          },
        )
      }
    >
      <p>
        {trial.state === 'failed' && trial.endsOn !== null
          ? t('trial.end.failed', { date: formatDate(trial.endsOn, locale) })
          : t('trial.end.text')}
      </p>
      <RadioGroup
        label={t('trial.end.action')}
        variant="cards"
        value={action}
        onChange={(id) => setAction(id as EndAction)}
        options={actions.map((id) => ({
          id,
          label: t(`trial.end.${id}`),
          description: t(`trial.end.${id}.text`, { product: trial.migrateProductName ?? '' }),
        }))}
      />
    </ConfirmDialog>
  );
}
