import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Mono } from '../../ui/index.ts';
import { When } from '../../workbench/When.tsx';
import styles from './KeyHistory.module.css';

/** Keys that the license had before (spec 92), newest first: servers that were set up with one are found by it. */
export function KeyHistory({ contractProductId }: { contractProductId: string }) {
  const t = useTranslate();
  const { data: keys, error } = useCall('licenses', 'keyHistory', { contractProductId });
  if (error) return <ErrorBanner error={error.error} />;
  if (!keys || keys.length === 0) return null;
  const label = t('manage.keys');
  return (
    <section className={styles['keys']}>
      <h4 className={styles['title']}>{label}</h4>
      <ul aria-label={label} className={styles['list']}>
        {keys.map(({ id, key, reason, by, replacedAt }) => (
          <li key={id} className={styles['key']}>
            <Mono wrap copy={t('contracts.key')}>
              {key}
            </Mono>
            <span className={styles['why']}>
              {t(`manage.keys.${reason}`, { by })} · <When at={replacedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
