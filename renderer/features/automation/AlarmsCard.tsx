import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';

/** On the first page: that service and money do not fit somewhere, and the way there. Nothing while they do. */
export function AlarmsCard() {
  const t = useTranslate();
  const { data } = useCall('automation', 'alarms', {});
  if (data === undefined || data.alarms.length === 0) return null;
  return (
    <Banner
      tone="danger"
      title={t('dashboard.alarms', { count: data.alarms.length })}
      actions={<Link href={paths.alarms}>{t('dashboard.alarms.show')}</Link>}
    >
      {t('dashboard.alarms.text')}
    </Banner>
  );
}
