import type { Dashboard } from '../../../preload/api/dashboard.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Card, StatusBadge } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import { When } from '../../workbench/When.tsx';
import { CardLink } from './CardLink.tsx';
import styles from './Balances.module.css';

/** What is left at the vendor, by connection, and how fresh that is. What nobody knows is unknown, not zero. */
export function Balances({ balances }: { balances: Dashboard['balances'] }) {
  const t = useTranslate();
  return (
    <Card
      title={t('dashboard.balances')}
      actions={<CardLink href={paths.connections}>{t('dashboard.balances.manage')}</CardLink>}
      isFlush={balances.length > 0}
    >
      {balances.length === 0 ? (
        <p className={styles['note']}>{t('dashboard.balances.empty')}</p>
      ) : (
        <ul>
          {balances.map(({ connectionName, balance, at }, index) => (
            <li key={`${connectionName} ${index}`} className={styles['row']}>
              <div className={styles['line']}>
                <span className={styles['name']} title={connectionName}>
                  {connectionName}
                </span>
                {balance === null ? (
                  <StatusBadge tone="unknown" label={t('ui.unknown')} />
                ) : (
                  <span className={styles['sum']}>
                    <Money value={balance} />
                  </span>
                )}
              </div>
              <p className={styles['note']}>
                {at === null ? (
                  t('dashboard.balances.never')
                ) : balance === null ? (
                  t('dashboard.balances.untold')
                ) : (
                  <When at={at} />
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
