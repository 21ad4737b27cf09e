import { useParams } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatMoney, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link, Mono, type StatusTone } from '../../ui/index.ts';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { useNow } from '../../workbench/useNow.ts';
import { periodText } from './columns.tsx';
import styles from './FindingDetail.module.css';
import { Fixes } from './Fixes.tsx';
import { NextFinding } from './NextFinding.tsx';
import { Outcome } from './Outcome.tsx';
import { Sides } from './Sides.tsx';
import { findingTitle, findingTone, FindingStateBadge } from './statuses.tsx';
import { byText } from './values.tsx';

/** One finding: what it means, both sides, and what can be done about it. */
export function FindingDetail() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: finding, error } = useCall('reconciliation', 'finding', { id });
  if (!finding) return <DetailPending error={error} listPath={paths.reconciliation} />;
  const isOpen = finding.state !== 'resolved';
  const time = periodText(t, finding.period);
  const cost =
    finding.cost === null
      ? t('finding.cost.unknown')
      : `${formatMoney(finding.cost.amountMinor, finding.cost.currency, locale)}${time === '' ? '' : ` / ${time}`}`;
  const meaning = finding.problem ?? finding.field ?? finding.class;
  return (
    <DetailPane
      title={findingTitle(t, finding)}
      badge={<FindingStateBadge state={finding.state} />}
      subtitle={
        <span className={styles['subtitle']}>
          {finding.vendorId === '' ? null : <Mono copy={t('finding.vendorId')}>{finding.vendorId}</Mono>}
          {finding.contractProductId === null ? (
            <span>{finding.productName}</span>
          ) : (
            <Link href={paths.productTab(finding.contractProductId, 'manage')}>
              {[finding.productName, finding.clientName].filter((part) => part !== '').join(' · ')}
            </Link>
          )}
          <span>{finding.connectionName}</span>
          <span>
            {t('finding.found', {
              when: formatRelative(finding.foundAt, now, locale),
              by: byText(t, finding.foundBy),
            })}
          </span>
        </span>
      }
      listPath={paths.reconciliation}
      actions={<NextFinding id={id} />}
    >
      {isOpen ? (
        <Banner tone={bannerTone(findingTone(finding))} title={t(`finding.means.${meaning}`)}>
          {finding.class === 'orphan' ? `${t('finding.cost')}: ${cost}` : null}
        </Banner>
      ) : null}
      <Outcome finding={finding} />
      <Fixes key={id} finding={finding} />
      {finding.vendorId === '' ? null : <Sides finding={finding} />}
    </DetailPane>
  );
}

const bannerTone = (tone: StatusTone): StatusTone => (tone === 'danger' ? 'danger' : 'warning');
