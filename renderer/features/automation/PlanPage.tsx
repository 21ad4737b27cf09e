import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import type { PlanLine } from '../../../preload/api/automation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { keepBefore, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Card, EmptyState, RadioGroup, Skeleton } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { AutomationHeader } from './AutomationHeader.tsx';
import { HoldDialog } from './HoldDialog.tsx';
import styles from './Page.module.css';
import { PlanTable } from './PlanTable.tsx';

const spans = ['1', '7'] as const;

/** "Tonight's run, today": what automation will do by itself, each line with a hold. */
export function PlanPage() {
  const t = useTranslate();
  const [span, setSpan] = useState<(typeof spans)[number]>('1');
  const [asked, setAsked] = useState<PlanLine | null>(null);
  const { data: plan, error, isPending } = useCall('automation', 'plan', { days: Number(span) }, keepBefore);
  const isSlow = useDelayed(isPending);
  return (
    <>
      <AutomationHeader current="plan" />
      <div className={styles['page']} aria-busy={isPending}>
        <div className={styles['head']}>
          <RadioGroup
            label={t('automation.plan.span')}
            hideLabel
            orientation="horizontal"
            value={span}
            onChange={(next) => setSpan(next as typeof span)}
            options={spans.map((id) => ({ id, label: t(`automation.plan.${id}`) }))}
          />
          <p className={styles['text']}>{t('automation.plan.text')}</p>
        </div>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? <Skeleton lines={5} /> : null}
        {plan?.lines.length === 0 ? (
          <EmptyState icon={CalendarCheck} title={t('automation.plan.empty')}>
            {t('automation.plan.empty.text')}
          </EmptyState>
        ) : null}
        {plan && plan.lines.length > 0 ? (
          <Card isFlush>
            <PlanTable lines={plan.lines} onHold={setAsked} />
          </Card>
        ) : null}
        {plan?.isCut ? <p className={styles['why']}>{t('automation.plan.cut', { count: plan.lines.length })}</p> : null}
      </div>
      {asked === null ? null : <HoldDialog line={asked} onClose={() => setAsked(null)} />}
    </>
  );
}
