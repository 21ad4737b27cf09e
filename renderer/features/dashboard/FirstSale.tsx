import { Circle, CircleCheck, CircleDot } from 'lucide-react';
import type { Dashboard } from '../../../preload/api/dashboard.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, Link } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import styles from './FirstSale.module.css';

type Step = keyof Dashboard['steps'];

/** The way to the first license sold, in order, and where each step is made. */
const places: readonly (readonly [Step, string])[] = [
  ['connection', paths.newConnection],
  ['category', paths.newCategory],
  ['product', paths.newProduct()],
  ['client', paths.newClient],
  ['order', paths.newOrder()],
  ['license', paths.billing],
];

export interface FirstSaleProps {
  steps: Dashboard['steps'];
  /** The next step has its button above already. */
  isNextOffered: boolean;
  /** The order is paid, and the license on its way: there is nothing to do but wait. */
  isLicenseComing: boolean;
}

/** Checklist of the first sale. The next step has the button; the others are links, so that any order is possible. */
export function FirstSale({ steps, isNextOffered, isLicenseComing }: FirstSaleProps) {
  const t = useTranslate();
  const go = useGo();
  const next = places.find(([step]) => !steps[step])?.[0];
  const done = places.filter(([step]) => steps[step]).length;
  return (
    <Card
      title={t('dashboard.steps')}
      actions={
        <span className={styles['progress']}>{t('dashboard.steps.progress', { done, total: places.length })}</span>
      }
      isFlush
    >
      <ol className={styles['steps']}>
        {places.map(([step, path]) => {
          const isWaiting = step === 'license' && isLicenseComing;
          const words = isWaiting ? 'dashboard.step.license.coming' : `dashboard.step.${step}`;
          const state = steps[step] ? 'done' : step === next ? 'next' : 'later';
          const Icon = { done: CircleCheck, next: CircleDot, later: Circle }[state];
          return (
            <li
              key={step}
              className={styles['step']}
              data-state={state}
              aria-current={state === 'next' ? 'step' : undefined}
            >
              <Icon aria-hidden="true" className={styles['icon']} />
              <div className={styles['text']}>
                {state === 'done' ? (
                  <span className={styles['title']}>{t(`dashboard.step.${step}`)}</span>
                ) : (
                  <Link variant="strong" href={isWaiting ? paths.products : path}>
                    {t(words)}
                  </Link>
                )}
                {state === 'done' ? null : <p className={styles['why']}>{t(`${words}.text`)}</p>}
              </div>
              {state === 'done' ? <span className={styles['done']}>{t('dashboard.steps.done')}</span> : null}
              {state === 'next' && !isNextOffered && !isWaiting ? (
                <Button variant="primary" onPress={() => go(path)}>
                  {t(`dashboard.step.${step}.action`)}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
