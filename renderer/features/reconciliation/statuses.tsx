import {
  CircleAlert,
  CircleCheck,
  CircleDot,
  CircleX,
  Coins,
  FileX2,
  GitCompareArrows,
  RefreshCw,
  SearchX,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Finding, FindingProblem, ReconciliationRun } from '../../../preload/api/reconciliation.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusTone } from '../../ui/index.ts';

interface Look {
  readonly tone: StatusTone;
  readonly icon?: LucideIcon;
  readonly isBusy?: boolean;
}

const classes: Record<Finding['class'], Look> = {
  drifted: { tone: 'warning', icon: GitCompareArrows },
  orphan: { tone: 'warning', icon: Coins },
  missing: { tone: 'danger', icon: SearchX },
};

/** A client is hurt, or money is lost: more than a difference. */
const problems: Record<FindingProblem, Look> = {
  runs_unpaid: { tone: 'danger', icon: Coins },
  paid_and_down: { tone: 'danger', icon: CircleAlert },
  ended_alive: { tone: 'danger', icon: Coins },
  deleted_alive: { tone: 'danger', icon: Coins },
  no_license: { tone: 'danger', icon: FileX2 },
};

const states: Record<Finding['state'], Look> = {
  open: { tone: 'neutral', icon: CircleDot },
  fixing: { tone: 'info', isBusy: true },
  refused: { tone: 'danger', icon: CircleX },
  resolved: { tone: 'success', icon: CircleCheck },
};

const lookOf = ({ class: name, problem }: Pick<Finding, 'class' | 'problem'>): Look =>
  problem === null ? classes[name] : problems[problem];

export const findingTone = (finding: Pick<Finding, 'class' | 'problem'>): StatusTone => lookOf(finding).tone;

/** What is the matter, in a few words. */
export function findingTitle(
  t: Translate,
  { class: name, field, problem }: Pick<Finding, 'class' | 'field' | 'problem'>,
): string {
  if (problem !== null) return t(`finding.problem.${problem}`);
  return name === 'drifted' && field !== null ? t(`finding.differs.${field}`) : t(`finding.${name}`);
}

/** What a finding is; where somebody is at it already, that. */
export function FindingBadge({ finding }: { finding: Finding }) {
  const t = useTranslate();
  const isOpen = finding.state === 'open' || finding.state === 'refused';
  const look = isOpen ? lookOf(finding) : states[finding.state];
  return <StatusBadge {...look} label={findingTitle(t, finding)} variant="plain" />;
}

export function FindingStateBadge({ state }: { state: Finding['state'] }) {
  const t = useTranslate();
  return <StatusBadge {...states[state]} label={t(`finding.state.${state}`)} />;
}

const runs: Record<ReconciliationRun['state'], Look> = {
  running: { tone: 'info', isBusy: true, icon: RefreshCw },
  done: { tone: 'success', icon: CircleCheck },
  failed: { tone: 'unknown' },
};

export function RunBadge({ run, isPlain = false }: { run: ReconciliationRun; isPlain?: boolean }) {
  const t = useTranslate();
  const word = run.state === 'done' && run.deep ? 'deep' : run.state;
  return <StatusBadge {...runs[run.state]} label={t(`runs.state.${word}`)} variant={isPlain ? 'plain' : 'soft'} />;
}
