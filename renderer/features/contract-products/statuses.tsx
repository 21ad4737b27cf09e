import { Ban, CircleCheck, CircleX, ClipboardPen, Clock, Hourglass, PauseCircle } from 'lucide-react';
import type { ContractProductRow } from '../../../preload/api/contract-products.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';
import { type Look, type Shape, variantOf } from '../../workbench/looks.ts';
import { OperationStateBadge, VendorStatusBadge } from '../operations/statuses.tsx';

const contracts: Record<ContractStatus, Look> = {
  Pending: { tone: 'neutral', icon: Clock },
  'Awaiting Activation': { tone: 'info', icon: Hourglass },
  Active: { tone: 'success', icon: CircleCheck },
  Suspended: { tone: 'warning', icon: PauseCircle },
  Cancelled: { tone: 'neutral', icon: Ban },
  Closed: { tone: 'neutral', icon: Ban },
  Lapsed: { tone: 'neutral', icon: CircleX },
};

/** Status of the contract with the client (spec 2.2). */
export function ContractStatusBadge({ status, ...shape }: { status: ContractStatus } & Shape) {
  const t = useTranslate();
  return <StatusBadge {...contracts[status]} label={t(`contract.status.${status}`)} variant={variantOf(shape)} />;
}

/** The license of a row in a list: an operation that is not settled says more than the last known state. */
export function RowLicenseBadge({ row }: { row: ContractProductRow }) {
  const t = useTranslate();
  if (row.openOperationState !== null && row.openOperationKind !== null)
    return (
      <OperationStateBadge
        state={row.openOperationState}
        kind={row.openOperationKind}
        heldFor={row.openOperationHeldFor}
        isPlain
      />
    );
  if (row.licenseStatus !== null) return <VendorStatusBadge status={row.licenseStatus} isPlain />;
  if (row.status === 'Awaiting Activation' && row.awaits !== null)
    return <StatusBadge tone="warning" icon={ClipboardPen} label={t(`license.awaits.${row.awaits}`)} variant="plain" />;
  // Paid for, and nothing is under way that would bring it.
  if (row.status === 'Awaiting Activation')
    return <StatusBadge tone="danger" icon={CircleX} label={t('license.none')} variant="plain" />;
  return <span>—</span>;
}
