import { Ban, CircleCheck, CircleHelp, CircleX, ClipboardPen, Minus, SearchX } from 'lucide-react';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';
import { licenseStage } from './license-state.ts';
import { OperationStateBadge, VendorStatusBadge } from '../operations/statuses.tsx';

/** The one line that says what is going on with a license now. Says "active" only of what the vendor was read to have. */
export function LicenseState({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const now = licenseStage(contract);
  switch (now.stage) {
    case 'buying':
      return <StatusBadge tone="info" isBusy label={t('license.buying')} />;
    case 'held':
      return <StatusBadge tone="warning" label={t('license.held')} />;
    case 'waiting_key':
      return <StatusBadge tone="info" isBusy label={t('license.waitingKey')} />;
    case 'maybe_bought':
      return (
        <StatusBadge
          tone="unknown"
          icon={CircleHelp}
          isBusy={now.operation.state === 'reconciling'}
          label={t('license.maybeBought')}
        />
      );
    case 'not_found':
      return <StatusBadge tone="warning" icon={SearchX} label={t('license.notFound')} />;
    case 'refused':
      return <StatusBadge tone="danger" icon={CircleX} label={t('license.refused')} />;
    case 'changing':
      return <OperationStateBadge state={now.operation.state} kind={now.operation.kind} />;
    case 'there':
      return contract.license?.status === 'active' && contract.license.key !== '' ? (
        <StatusBadge tone="success" icon={CircleCheck} label={t('license.active')} />
      ) : (
        <VendorStatusBadge status={contract.license?.status ?? 'unknown'} />
      );
    case 'not_paid':
      return <StatusBadge tone="neutral" icon={Minus} label={t('license.afterPayment')} />;
    case 'details':
    case 'confirmation':
      return <StatusBadge tone="warning" icon={ClipboardPen} label={t(`license.awaits.${now.stage}`)} />;
    case 'none':
      return <StatusBadge tone="neutral" icon={Ban} label={t('license.none')} />;
  }
}
