import { Ban, CircleAlert, CircleCheck, CircleX, Clock } from 'lucide-react';
import type { ChangeStatus } from '../../../preload/api/contract-changes.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';
import type { Look } from '../../workbench/looks.ts';

const looks: Record<ChangeStatus, Look> = {
  'Awaiting payment': { tone: 'info', icon: Clock },
  Paid: { tone: 'warning', icon: CircleAlert },
  'At the vendor': { tone: 'info', isBusy: true },
  Done: { tone: 'success', icon: CircleCheck },
  Refused: { tone: 'danger', icon: CircleX },
  Cancelled: { tone: 'neutral', icon: Ban },
};

/** How far a change is (spec 2.7). */
export function ChangeStatusBadge({ status }: { status: ChangeStatus }) {
  const t = useTranslate();
  return <StatusBadge {...looks[status]} label={t(`change.status.${status}`)} />;
}
