import { CircleCheck, CirclePause, CircleSlash, CircleX } from 'lucide-react';
import { errorCodes } from '../../../preload/api/errors.ts';
import { unsaid } from '../../app/unsaid.ts';
import type { AutomationStep, PlanLine } from '../../../preload/api/automation.ts';
import { paths } from '../../app/paths.ts';
import { type Locale, localeTag } from '../../i18n/format.ts';
import { messages } from '../../i18n/messages.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';
import type { Look } from '../../workbench/looks.ts';

const isKey = (key: string): boolean => Object.hasOwn(messages.en, key);

/** What a kind of step does, as a person says it; a kind without words shows its name. */
export function kindText(t: Translate, kind: string): string {
  const key = `automation.kind.${kind}`;
  return isKey(key) ? t(key) : kind;
}

/** Why a step was not done: the reason of a guard, an error, or what a person wrote when they held it. */
export function whyText(t: Translate, why: string): string {
  const key = `automation.why.${why}`;
  if (isKey(key)) return t(key);
  return errorCodes.some((code) => code === why) ? t(`error.${why}`, unsaid) : why;
}

/** The other renewals on an invoice, by name; many are counted. */
export function othersText(
  t: Translate,
  locale: Locale,
  { with: others, withCount }: NonNullable<PlanLine['invoice']>,
): string {
  const named = others.slice(0, namedOthers).map(({ name }) => name);
  const names = new Intl.ListFormat(localeTag(locale), { type: 'unit', style: 'short' }).format(named);
  const count = withCount - named.length;
  return count === 0 ? names : t('automation.plan.others', { names, count });
}
const namedOthers = 3;

/** Where the record of a step is shown. */
export function recordPath({ entity, entityId }: Pick<PlanLine, 'entity' | 'entityId'>): string {
  switch (entity) {
    case 'contract_product':
      return paths.productTab(entityId, 'billing');
    case 'invoice':
      return paths.invoice(entityId);
    case 'orders':
      return paths.order(entityId);
    case 'client':
      return paths.client(entityId);
  }
}

const states: Record<AutomationStep['state'], Look> = {
  done: { tone: 'success', icon: CircleCheck },
  skipped: { tone: 'neutral', icon: CircleSlash },
  held: { tone: 'warning', icon: CirclePause },
  failed: { tone: 'danger', icon: CircleX },
};

/** What came of a step. */
export function StepBadge({ state }: { state: AutomationStep['state'] }) {
  const t = useTranslate();
  return <StatusBadge {...states[state]} label={t(`automation.state.${state}`)} variant="plain" />;
}
