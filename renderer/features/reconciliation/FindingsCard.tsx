import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';

/** On the first page: that vendor and books differ, and the way there. Nothing while they agree. */
export function FindingsCard() {
  const t = useTranslate();
  const { data } = useCall('reconciliation', 'summary', {});
  if (data === undefined || data.openFindings === 0) return null;
  return (
    <Banner
      tone="warning"
      title={t('dashboard.findings')}
      actions={<Link href={paths.reconciliation}>{t('dashboard.findings.show')}</Link>}
    >
      {t('dashboard.findings.text', { count: data.openFindings })}
    </Banner>
  );
}
