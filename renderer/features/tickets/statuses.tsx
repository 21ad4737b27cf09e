import { CircleCheck, CircleDot } from 'lucide-react';
import type { TicketRow } from '../../../preload/api/tickets.ts';
import type { z } from 'zod';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';

type TicketStatus = z.output<typeof TicketRow>['status'];

const looks = {
  open: { tone: 'info', icon: CircleDot },
  closed: { tone: 'neutral', icon: CircleCheck },
} as const;

export function TicketStatusBadge({ status, isPlain = false }: { status: TicketStatus; isPlain?: boolean }) {
  const t = useTranslate();
  return <StatusBadge {...looks[status]} label={t(`ticket.status.${status}`)} variant={isPlain ? 'plain' : 'soft'} />;
}
