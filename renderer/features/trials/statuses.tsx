import { Ban, CircleAlert, CircleCheck, Clock, FlaskConical } from 'lucide-react';
import type { TrialState } from '../../../preload/api/trials.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';
import type { Look } from '../../workbench/looks.ts';

const looks: Record<TrialState, Look> = {
  ordered: { tone: 'info', icon: Clock },
  running: { tone: 'info', icon: FlaskConical },
  migrating: { tone: 'info', isBusy: true },
  cancelling: { tone: 'info', isBusy: true },
  continued: { tone: 'success', icon: CircleCheck },
  migrated: { tone: 'success', icon: CircleCheck },
  cancelled: { tone: 'neutral', icon: Ban },
  failed: { tone: 'danger', icon: CircleAlert },
};

/** How far a trial is (spec 2.6). */
export function TrialStateBadge({ state }: { state: TrialState }) {
  const t = useTranslate();
  return <StatusBadge {...looks[state]} label={t(`trial.state.${state}`)} />;
}
