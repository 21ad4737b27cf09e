import type { ActionWarning } from '../../../../preload/api/licenses.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner } from '../../../ui/index.ts';
import styles from './Warnings.module.css';

/** What is good to know, and stands in nobody's way. */
const notes: readonly ActionWarning[] = ['balance_unknown', 'price_unknown', 'not_confirmed_by_vendor'];

/** What may stand in the way of an action, each with what can be done about it. */
export function Warnings({ warnings }: { warnings: readonly ActionWarning[] }) {
  return (
    <>
      <Box tone="warning" warnings={warnings.filter((each) => !notes.includes(each))} />
      <Box tone="info" warnings={warnings.filter((each) => notes.includes(each))} />
    </>
  );
}

function Box({ tone, warnings }: { tone: 'warning' | 'info'; warnings: readonly ActionWarning[] }) {
  const t = useTranslate();
  const [only, ...others] = warnings;
  if (only === undefined) return null;
  return (
    <Banner tone={tone} live="status">
      {others.length === 0 ? (
        t(`action.warning.${only}`)
      ) : (
        <ul className={styles['list']}>
          {warnings.map((each) => (
            <li key={each}>{t(`action.warning.${each}`)}</li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
