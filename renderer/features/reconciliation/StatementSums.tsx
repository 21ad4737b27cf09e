import type { Statement } from '../../../preload/api/reconciliation.ts';
import type { Money } from '../../../preload/api/values.ts';
import { formatMoney } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Stat, StatRow } from '../../ui/index.ts';
import styles from './StatementSums.module.css';

/** What came in, what went out, and whether the balance is what is left: exact, and unknown where anything is. */
export function StatementSums({ statement }: { statement: Statement }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { topUps, charges, refunds, balance, difference, unreadable } = statement;
  const text = (money: Money | null, options: { signed?: boolean } = {}): string =>
    money === null ? t('ui.unknown') : formatMoney(money.amountMinor, money.currency, locale, options);
  const isEven = difference?.amountMinor === 0;
  return (
    <section aria-label={t('statement.sums')} className={styles['sums']}>
      <StatRow>
        <Stat label={t('statement.topUps')} value={text(topUps)} />
        <Stat label={t('statement.charges')} value={text(charges)} />
        <Stat label={t('statement.refunds')} value={text(refunds)} />
        <Stat label={t('statement.balance')} value={text(balance)} />
        <Stat
          label={t('statement.difference')}
          value={text(difference, { signed: true })}
          note={t(
            difference === null
              ? 'statement.difference.unknown'
              : isEven
                ? 'statement.difference.none'
                : 'statement.difference.some',
          )}
          noteTone={difference === null ? 'unknown' : isEven ? 'success' : 'danger'}
        />
      </StatRow>
      <p className={styles['note']}>
        {t('statement.sums')}. {unreadable === 0 ? null : t('statement.unreadable', { count: unreadable })}
      </p>
    </section>
  );
}
