import { ArrowLeftRight, CirclePause, Hourglass, KeyRound, Wallet, type LucideIcon } from 'lucide-react';
import type { Dashboard } from '../../../preload/api/dashboard.ts';
import { paths } from '../../app/paths.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Stat, StatRow } from '../../ui/index.ts';
import styles from './Counts.module.css';

/** What waits for details or a decision has a notice of its own. */
type Count = Exclude<keyof Dashboard['counts'], 'awaitingDetails' | 'cancellationRequests'>;

const tiles: readonly (readonly [Count, LucideIcon, string])[] = [
  ['awaitingPayment', Wallet, paths.orders],
  ['awaitingActivation', Hourglass, paths.products],
  ['activeLicenses', KeyRound, paths.products],
  ['suspendedLicenses', CirclePause, paths.products],
  ['openOperations', ArrowLeftRight, paths.operations],
];

/** How many there are of what one counts every day; each tile leads to them. */
export function Counts({ counts }: { counts: Dashboard['counts'] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <section aria-label={t('dashboard.counts')} className={styles['counts']}>
      <StatRow>
        {tiles.map(([count, icon, path]) => (
          <Stat
            key={count}
            label={t(`dashboard.count.${count}`)}
            value={formatNumber(counts[count], locale)}
            icon={icon}
            href={path}
          />
        ))}
      </StatRow>
    </section>
  );
}
