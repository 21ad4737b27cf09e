import { TriangleAlert } from 'lucide-react';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import styles from './Drift.module.css';

const dayMs = 86_400_000;

/** The vendor's expiry, and how far it is from the contract's next due date: two fields, their drift is shown (design 5). */
export function Drift({ expiresOn, nextDueOn }: { expiresOn: string; nextDueOn: string | null }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const days = nextDueOn === null ? 0 : Math.round((Date.parse(expiresOn) - Date.parse(nextDueOn)) / dayMs);
  return (
    <span className={styles['line']}>
      <span>{formatDate(expiresOn, locale)}</span>
      {days === 0 || Number.isNaN(days) ? null : (
        <span className={styles['drift']} data-tone={days < 0 ? 'warning' : 'neutral'}>
          {days < 0 ? <TriangleAlert aria-hidden="true" className={styles['icon']} /> : null}
          {days < 0 ? t('manage.drift.earlier', { days: -days }) : t('manage.drift.later', { days })}
        </span>
      )}
    </span>
  );
}
