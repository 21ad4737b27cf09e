import {
  Ban,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Hand,
  Hourglass,
  PauseCircle,
  SearchX,
  ShieldX,
} from 'lucide-react';
import type { VendorStatus } from '../../../preload/api/contract-products.ts';
import type { OperationHold, OperationKind, OperationState } from '../../../preload/api/operations.ts';
import { type Translate, useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../ui/index.ts';
import { type Look, type Shape, variantOf } from '../../workbench/looks.ts';
import { purposeOf } from './purpose.ts';

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

/** The vendor's own state of the license: another thing than the contract's. */
export function VendorStatusBadge({ status, ...shape }: { status: VendorStatus } & Shape) {
  const t = useTranslate();
  return <StatusBadge {...vendor[status]} label={t(`vendor.status.${status}`)} variant={variantOf(shape)} />;
}

/** States whose words speak of what is at stake. */
const ofPurpose: readonly OperationState[] = ['accepted', 'unknown', 'absent'];

export interface OperationStateBadgeProps extends Shape {
  state: OperationState;
  kind: OperationKind;
  /** It waits for a person's word before it is sent. */
  heldFor?: OperationHold | null | undefined;
}

/** The same in words, where there is no component: in text that is copied. */
export function operationStateText(
  t: Translate,
  { state, kind, heldFor }: { state: OperationState; kind: OperationKind; heldFor: OperationHold | null },
): string {
  if (heldFor) return t(`operation.held.${heldFor}`);
  return t(ofPurpose.includes(state) ? `operation.state.${purposeOf(kind)}.${state}` : `operation.state.${state}`);
}

/** State of one intended vendor call (design 4). */
export function OperationStateBadge({ state, kind, heldFor, ...shape }: OperationStateBadgeProps) {
  const t = useTranslate();
  const variant = variantOf(shape);
  const label = operationStateText(t, { state, kind, heldFor: heldFor ?? null });
  if (heldFor) return <StatusBadge tone="warning" icon={Hand} label={label} variant={variant} />;
  return <StatusBadge {...operations[state]} label={label} variant={variant} />;
}
