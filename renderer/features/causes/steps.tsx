import {
  ArrowRightLeft,
  Banknote,
  CalendarClock,
  Clock,
  Eye,
  GitCompareArrows,
  HelpCircle,
  KeyRound,
  Layers,
  type LucideIcon,
  RefreshCw,
  ShoppingCart,
  SquareTerminal,
  User,
  XCircle,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CauseStep, WaitingFor } from '../../../preload/api/causes.ts';
import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import { formatDate, formatInstant } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Link, type StatusTone, type TimelineEntry } from '../../ui/index.ts';
import { actorText } from '../../workbench/actor.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import { OperationStateBadge } from '../operations/statuses.tsx';
import { NumberText } from '../../workbench/number.tsx';
import { closeWhy } from './store.ts';
import { pathOf, statusText } from './words.ts';

const looks: Readonly<Record<CauseStep['kind'], { icon: LucideIcon; tone: StatusTone }>> = {
  status: { icon: RefreshCw, tone: 'info' },
  operation: { icon: KeyRound, tone: 'info' },
  payment: { icon: Banknote, tone: 'success' },
  order: { icon: ShoppingCart, tone: 'info' },
  overdue: { icon: CalendarClock, tone: 'warning' },
  renewal: { icon: CalendarClock, tone: 'info' },
  trial: { icon: CalendarClock, tone: 'info' },
  ends: { icon: CalendarClock, tone: 'info' },
  unpaid: { icon: CalendarClock, tone: 'warning' },
  bulk: { icon: Layers, tone: 'info' },
  finding: { icon: GitCompareArrows, tone: 'warning' },
  reading: { icon: Eye, tone: 'warning' },
  cancellation: { icon: XCircle, tone: 'warning' },
  change: { icon: ArrowRightLeft, tone: 'info' },
  other: { icon: HelpCircle, tone: 'neutral' },
  person: { icon: User, tone: 'neutral' },
  time: { icon: Clock, tone: 'neutral' },
  console: { icon: SquareTerminal, tone: 'neutral' },
  unknown: { icon: HelpCircle, tone: 'unknown' },
};

/** A link of the chain as it is shown: what, with the record, who and when. */
export function useStepEntry(): (step: CauseStep, at: number) => TimelineEntry {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const detailOf = (step: CauseStep): ReactNode[] => [
    step.record === null ? null : (
      <RecordLink key="record" record={step.record} unnamed={t(`causes.record.${step.record.entity}`)} />
    ),
    step.amount === null ? null : money(step.amount),
    saying(step),
    step.on === null || step.kind === 'time' ? null : formatDate(step.on, locale),
  ];
  function saying({ kind, from, to, detail, record }: CauseStep): ReactNode {
    if (kind === 'status' && from !== null)
      return t('causes.before', { status: statusText(t, record?.entity ?? '', from) });
    if (kind === 'operation')
      return <OperationStateBadge state={to as OperationState} kind={detail as OperationKind} isPlain />;
    if (kind === 'payment') return t(`timeline.method.${detail}`);
    if (kind === 'bulk') return t(`action.${detail}`);
    if (kind === 'finding') return t(`causes.finding.${detail}`);
    return kind === 'other' ? detail : null;
  }
  return (step, at) => {
    const { kind, who, record } = step;
    // Only a status has words of a status.
    const status = kind === 'status' ? statusText(t, record?.entity ?? '', step.to ?? '') : '';
    const words = { who: actorText(who, t), status };
    const title =
      kind === 'operation'
        ? t('causes.step.operation', { action: t(`action.${step.detail}`) })
        : kind === 'status'
          ? t(step.from === null ? 'causes.step.began' : 'causes.step.status', words)
          : t(`causes.step.${kind}`, words);
    const parts = detailOf(step).filter((part) => part !== null && part !== '');
    return {
      id: `${at}`,
      title,
      time: step.at === null ? '' : formatInstant(step.at, locale),
      ...(step.at === null ? {} : { dateTime: step.at, fullTime: formatInstant(step.at, locale, { seconds: true }) }),
      ...looks[kind],
      // At the end the title is about who it was.
      ...(who === '' || kind === 'person' || kind === 'console' ? {} : { actor: words.who }),
      ...(parts.length === 0
        ? {}
        : {
            detail: parts.map((part, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the parts of one link, in their order
              <span key={index}>
                {index === 0 ? null : ' · '}
                {part}
              </span>
            )),
          }),
    };
  };
}

/** What a record waits for, in a line. */
export function useWaitingText(): (wait: WaitingFor) => ReactNode {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  return ({ kind, record, amount, on, detail, state }) => (
    <>
      {kind === 'payment'
        ? t('causes.waits.payment', {
            sum: amount === null ? '' : money(amount),
            due: on === null ? '' : formatDate(on, locale),
          })
        : kind === 'details'
          ? t(`license.awaits.${detail}`)
          : t(`action.${detail}`)}{' '}
      {record === null ? null : <RecordLink record={record} unnamed={t(`causes.record.${record.entity}`)} />}{' '}
      {kind === 'operation' ? (
        <OperationStateBadge state={state as OperationState} kind={detail as OperationKind} isPlain />
      ) : null}
    </>
  );
}

/** Leads to a record; the panel gives way to its page. */
function RecordLink({ record, unnamed }: { record: NonNullable<CauseStep['record']>; unnamed: string }) {
  return (
    <Link href={pathOf(record)} onPress={closeWhy}>
      {record.name === '' ? unnamed : <NumberText number={record.name} />}
    </Link>
  );
}
