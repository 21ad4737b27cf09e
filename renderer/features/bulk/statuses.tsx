import { Ban, CircleCheck, CircleHelp, CircleX, Clock, PauseCircle, SkipForward, type LucideIcon } from 'lucide-react';
import type { BulkRowState, BulkRun } from '../../../preload/api/bulk.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../ui/index.ts';

interface Look {
  readonly tone: StatusTone;
  readonly icon?: LucideIcon;
  readonly isBusy?: boolean;
}

const runs: Record<BulkRun['state'], Look> = {
  running: { tone: 'info', isBusy: true },
  paused: { tone: 'warning', icon: PauseCircle },
  cancelled: { tone: 'neutral', icon: Ban },
  finished: { tone: 'success', icon: CircleCheck },
};

const rows: Record<BulkRowState, Look> = {
  waiting: { tone: 'neutral', icon: Clock },
  underWay: { tone: 'info', isBusy: true },
  done: { tone: 'success', icon: CircleCheck },
  refused: { tone: 'danger', icon: CircleX },
  unclear: { tone: 'unknown', icon: CircleHelp },
  skipped: { tone: 'neutral', icon: SkipForward },
  cancelled: { tone: 'neutral', icon: Ban },
};

/** State of a run. One that ended with something unclear is not simply finished. */
export function RunStateBadge({ run, isPlain = false }: { run: BulkRun; isPlain?: boolean }) {
  const t = useTranslate();
  const variant = isPlain ? 'plain' : 'soft';
  if (run.state === 'finished' && run.counts.unclear > 0)
    return <StatusBadge tone="unknown" label={t('bulk.run.state.attention')} variant={variant} />;
  return <StatusBadge {...runs[run.state]} label={t(`bulk.run.state.${run.state}`)} variant={variant} />;
}

export function RowStateBadge({ state }: { state: BulkRowState }) {
  const t = useTranslate();
  return <StatusBadge {...rows[state]} label={t(`bulk.row.${state}`)} variant="plain" />;
}
