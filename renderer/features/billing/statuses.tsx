import { Ban, CircleCheck, CircleDashed, CircleSlash, Clock, TriangleAlert, Undo2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { InvoiceStatus } from '../../../preload/api/billing.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../ui/index.ts';

const looks: Record<InvoiceStatus, { tone: StatusTone; icon: LucideIcon }> = {
  Unpaid: { tone: 'warning', icon: Clock },
  'Partly paid': { tone: 'warning', icon: CircleDashed },
  Paid: { tone: 'success', icon: CircleCheck },
  Cancelled: { tone: 'neutral', icon: Ban },
  'Partly refunded': { tone: 'info', icon: Undo2 },
  Refunded: { tone: 'neutral', icon: Undo2 },
  'Written off': { tone: 'neutral', icon: CircleSlash },
};

export interface InvoiceStatusBadgeProps {
  status: InvoiceStatus;
  /** Derived from the due date, never stored (spec 2.4): said in place of the plain status. */
  isOverdue: boolean;
  isPlain?: boolean;
}

export function InvoiceStatusBadge({ status, isOverdue, isPlain = false }: InvoiceStatusBadgeProps) {
  const t = useTranslate();
  const word = t(`invoice.status.${status}`);
  const variant = isPlain ? 'plain' : 'soft';
  if (isOverdue) {
    return (
      <StatusBadge
        tone="danger"
        icon={TriangleAlert}
        label={status === 'Unpaid' ? t('invoice.overdue') : t('invoice.overdue.and', { status: word })}
        variant={variant}
      />
    );
  }
  return <StatusBadge {...looks[status]} label={word} variant={variant} />;
}
