import {
  Banknote,
  FileMinus,
  KeyRound,
  type LucideIcon,
  MessageSquare,
  PencilLine,
  Receipt,
  RefreshCw,
  ShoppingCart,
  StickyNote,
  Ticket,
  Undo2,
  Wallet,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { TimelineEntry, TimelineKind } from '../../../preload/api/clients.ts';
import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import { paths } from '../../app/paths.ts';
import { formatInstant, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Link, type StatusTone, type TimelineEntry as ShownEntry } from '../../ui/index.ts';
import { actorText } from '../../workbench/actor.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import { numberText } from '../../workbench/number.tsx';
import { useNow } from '../../workbench/useNow.ts';
import { Changes } from '../audit/Changes.tsx';
import { OperationStateBadge } from '../operations/statuses.tsx';
import { statusText } from '../causes/words.ts';

const looks: Readonly<Record<TimelineKind, { icon: LucideIcon; tone: StatusTone }>> = {
  order: { icon: ShoppingCart, tone: 'info' },
  invoice: { icon: Receipt, tone: 'info' },
  payment: { icon: Banknote, tone: 'success' },
  credit_note: { icon: FileMinus, tone: 'warning' },
  refund: { icon: Undo2, tone: 'warning' },
  balance: { icon: Wallet, tone: 'info' },
  status: { icon: RefreshCw, tone: 'neutral' },
  operation: { icon: KeyRound, tone: 'info' },
  ticket: { icon: Ticket, tone: 'info' },
  message: { icon: MessageSquare, tone: 'neutral' },
  note: { icon: StickyNote, tone: 'neutral' },
  change: { icon: PencilLine, tone: 'neutral' },
};

const pathOf: Readonly<Record<NonNullable<TimelineEntry['record']>['entity'], (id: string) => string>> = {
  orders: paths.order,
  invoice: paths.invoice,
  contract_product: paths.product,
  operation: paths.operation,
  ticket: paths.ticket,
};

/** What an entry says beside its record and sum. */
function saying(entry: TimelineEntry, t: Translate): ReactNode {
  const { kind, detail, from, to } = entry;
  switch (kind) {
    case 'payment':
      return t(`timeline.method.${detail}`);
    case 'refund':
      return t(`timeline.destination.${detail}`);
    case 'balance':
      return t(`timeline.balance.${detail}`);
    case 'invoice':
      return t(`timeline.invoice.${detail}`);
    case 'status': {
      const entity = entry.record?.entity ?? '';
      return t('timeline.became', { from: statusText(t, entity, from ?? ''), to: statusText(t, entity, to ?? '') });
    }
    case 'operation':
      return <OperationStateBadge state={to as OperationState} kind={detail as OperationKind} isPlain />;
    case 'change':
      return null;
    case 'credit_note':
      return numberText(t, detail);
    case 'order':
    case 'ticket':
    case 'message':
    case 'note':
      return detail;
  }
}

/** An entry of the timeline as it is shown; the words follow the language of the screen. */
export function useTimelineEntry(): (entry: TimelineEntry) => ShownEntry {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const money = useMoneyText();
  return (entry) => {
    const { kind, record, amount } = entry;
    const title = kind === 'operation' ? t(`action.${entry.detail}`) : t(`timeline.kind.${kind}`);
    const parts: readonly ReactNode[] = [
      record === null ? null : (
        <Link key="record" href={pathOf[record.entity](record.id)}>
          {numberText(t, record.name)}
        </Link>
      ),
      amount === null ? null : money(amount),
      saying(entry, t),
    ].filter((part) => part !== null && part !== '');
    return {
      id: entry.id,
      title: kind === 'change' && entry.action !== null ? t(`history.action.${entry.action}`) : title,
      time: formatRelative(entry.at, now, locale),
      dateTime: entry.at,
      fullTime: formatInstant(entry.at, locale, { seconds: true }),
      ...looks[kind],
      ...(entry.who === '' ? {} : { actor: actorText(entry.who, t) }),
      detail:
        kind === 'change' ? (
          <Changes entity="client" changes={entry.changes} currency={undefined} />
        ) : (
          parts.map((part, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- the parts of one entry, in their order
            <span key={at}>
              {at === 0 ? null : ' · '}
              {part}
            </span>
          ))
        ),
    };
  };
}
