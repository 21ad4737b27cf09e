import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { FindingDetail } from '../../../preload/api/reconciliation.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';
import { useNow } from '../../workbench/useNow.ts';
import { byText, changeText } from './values.tsx';

/** What became of a finding: resolved how and by whom, or how its correction at the vendor stands. */
export function Outcome({ finding }: { finding: FindingDetail }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const { state, operation, resolution, resolvedAt, resolvedBy } = finding;
  if (state === 'resolved') {
    return (
      <Banner
        tone="success"
        live="status"
        title={t('finding.resolvedBy', {
          resolution: t(`finding.resolution.${resolution ?? 'gone'}`),
          when: formatRelative(resolvedAt ?? finding.foundAt, now, locale),
          by: byText(t, resolvedBy ?? ''),
        })}
      >
        {finding.field === null ? null : changeText(t, locale, finding)}
      </Banner>
    );
  }
  if (finding.isUnderWay && state !== 'fixing')
    return <Banner tone="info" title={t('finding.underWay')} live="status" />;
  if (operation === null || state === 'open') return null;
  const place =
    finding.contractProductId === null
      ? paths.operation(operation.id)
      : paths.productTab(finding.contractProductId, 'manage');
  return (
    <Banner
      tone={state === 'refused' ? 'danger' : 'info'}
      live="status"
      title={t(`finding.operation.${state}`, { action: t(`action.${operation.kind}`) })}
      actions={<Link href={place}>{t('finding.operation.show')}</Link>}
    >
      {operation.errorCode === null
        ? null
        : errorText(t, {
            code: operation.errorCode as ErrorCode,
            params: { message: operation.vendorMessage ?? '' },
          })}
    </Banner>
  );
}
