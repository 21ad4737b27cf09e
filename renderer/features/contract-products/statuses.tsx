import { Ban, CircleCheck, CircleHelp, CircleX, Clock, Hourglass, PauseCircle, SearchX, ShieldX } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ContractProductRow, VendorStatus } from '../../../preload/api/contract-products.ts';
import { OperationState, type OperationKind } from '../../../preload/api/operations.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../ui/index.ts';

interface Look {
  readonly tone: StatusTone;
  readonly icon?: LucideIcon;
  readonly isBusy?: boolean;
}

const contracts: Record<ContractStatus, Look> = {
  Pending: { tone: 'neutral', icon: Clock },
  'Awaiting Activation': { tone: 'info', icon: Hourglass },
  Active: { tone: 'success', icon: CircleCheck },
  Suspended: { tone: 'warning', icon: PauseCircle },
  Cancelled: { tone: 'neutral', icon: Ban },
  Closed: { tone: 'neutral', icon: Ban },
  Lapsed: { tone: 'neutral', icon: CircleX },
};

const vendor: Record<VendorStatus, Look> = {
  unknown: { tone: 'unknown', icon: CircleHelp },
  ordered: { tone: 'info', icon: Hourglass },
  processing: { tone: 'info', icon: Hourglass },
  active: { tone: 'success', icon: CircleCheck },
  suspended: { tone: 'warning', icon: PauseCircle },
  deleted: { tone: 'neutral', icon: ShieldX },
};

const operations: Record<OperationState, Look> = {
  queued: { tone: 'neutral', icon: Clock },
  sending: { tone: 'info', isBusy: true },
  accepted: { tone: 'info', isBusy: true },
  succeeded: { tone: 'success', icon: CircleCheck },
  refused: { tone: 'danger', icon: CircleX },
  unknown: { tone: 'unknown', icon: CircleHelp },
  reconciling: { tone: 'unknown', isBusy: true },
  absent: { tone: 'warning', icon: SearchX },
  abandoned: { tone: 'neutral', icon: Ban },
};

/** Tone of an operation's state, for timelines. */
export const operationTone = (state: OperationState): StatusTone => operations[state].tone;

interface Shape {
  isPlain?: boolean | undefined;
}
const variantOf = ({ isPlain }: Shape) => (isPlain === true ? ('plain' as const) : ('soft' as const));

/** Status of the contract with the client (spec 2.2). */
export function ContractStatusBadge({ status, ...shape }: { status: ContractStatus } & Shape) {
  const t = useTranslate();
  return <StatusBadge {...contracts[status]} label={t(`contract.status.${status}`)} variant={variantOf(shape)} />;
}

/** The vendor's own state of the license: another thing than the contract's. */
export function VendorStatusBadge({ status, ...shape }: { status: VendorStatus } & Shape) {
  const t = useTranslate();
  return <StatusBadge {...vendor[status]} label={t(`vendor.status.${status}`)} variant={variantOf(shape)} />;
}

/** States whose words speak of buying; a change of a license that is there has words of its own. */
const ofPurchase: readonly OperationState[] = ['accepted', 'unknown', 'absent'];

export interface OperationStateBadgeProps extends Shape {
  state: OperationState;
  kind: OperationKind;
}

/** State of one intended vendor call (design 4). */
export function OperationStateBadge({ state, kind, ...shape }: OperationStateBadgeProps) {
  const t = useTranslate();
  const words = kind !== 'create' && ofPurchase.includes(state) ? 'operation.state.change' : 'operation.state';
  return <StatusBadge {...operations[state]} label={t(`${words}.${state}`)} variant={variantOf(shape)} />;
}

/** The license of a row in a list: an operation that is not settled says more than the last known state. */
export function RowLicenseBadge({ row }: { row: ContractProductRow }) {
  const t = useTranslate();
  const open = OperationState.safeParse(row.openOperationState);
  if (open.success) {
    // Without a key it is still being bought.
    const kind = row.licenseKey ? 'suspend' : 'create';
    return <OperationStateBadge state={open.data} kind={kind} isPlain />;
  }
  if (row.licenseStatus !== null) return <VendorStatusBadge status={row.licenseStatus} isPlain />;
  // Paid for, and nothing is under way that would bring it.
  if (row.status === 'Awaiting Activation')
    return <StatusBadge tone="danger" icon={CircleX} label={t('license.none')} variant="plain" />;
  return <span>—</span>;
}
