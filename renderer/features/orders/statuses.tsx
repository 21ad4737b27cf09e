import { Ban, CircleCheck, Clock } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { OrderStatus } from '../../../preload/api/orders.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../ui/index.ts';

const looks: Record<OrderStatus, { tone: StatusTone; icon: LucideIcon }> = {
  'Awaiting payment': { tone: 'warning', icon: Clock },
  Active: { tone: 'success', icon: CircleCheck },
  Cancelled: { tone: 'neutral', icon: Ban },
};

/** Status of an order; the word is the guide's own (spec item 85). */
export function OrderStatusBadge({ status, isPlain = false }: { status: OrderStatus; isPlain?: boolean }) {
  const t = useTranslate();
  return <StatusBadge {...looks[status]} label={t(`order.status.${status}`)} variant={isPlain ? 'plain' : 'soft'} />;
}
