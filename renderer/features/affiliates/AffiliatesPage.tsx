import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useCall, useEveryRow } from '../../app/query.ts';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { numberText } from '../../workbench/number.tsx';
import { usePages } from '../../workbench/usePages.ts';
import { everyRow } from '../reports/every-row.ts';
import { ReportPage } from '../reports/ReportPage.tsx';
import { ReportTable } from '../reports/ReportTable.tsx';
import { affiliateColumns, affiliateLines, commissionColumns } from './columns.tsx';

/** Clients that bring clients, and what they earned by it (spec 46, 2.15). */
export function AffiliatesPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const settings = useCall('affiliates', 'settings', {});
  const affiliates = useEveryRow('affiliates', 'list', {});
  const commissions = usePages('affiliates', 'commissions', { limit: 100 });
  return (
    <ReportPage
      current="affiliates"
      error={settings.error ?? affiliates.error}
      isPending={affiliates.isPending || commissions.isLoading}
      text={t('affiliates.text')}
    >
      {settings.data?.isEnabled === false ? (
        <Banner
          tone="info"
          title={t('affiliates.off')}
          actions={<Link href={paths.brandSettings}>{t('affiliates.off.open')}</Link>}
        >
          {t('affiliates.off.text')}
        </Banner>
      ) : null}
      {affiliates.data ? (
        <ReportTable
          name="affiliates"
          title={t('affiliates.list')}
          fileName={t('affiliates.list')}
          columns={affiliateColumns(t, locale)}
          rows={affiliateLines(affiliates.data)}
          rowId={(row) => `${row.id} ${row.sum?.currency ?? ''}`}
          rowText={(row) => row.clientName}
          empty={t('affiliates.empty')}
          emptyText={t('affiliates.empty.text')}
        />
      ) : null}
      {commissions.error ? <ErrorBanner error={commissions.error} /> : null}
      {commissions.isLoading ? null : (
        <ReportTable
          name="commissions"
          title={t('affiliates.commissions')}
          fileName={t('affiliates.commissions')}
          columns={commissionColumns(t, locale)}
          rows={commissions.rows}
          allRows={() => everyRow('commissions')}
          more={<MoreButton pages={commissions} />}
          rowId={(row) => row.id}
          rowText={(row) => numberText(t, row.invoiceNumber)}
          empty={t('affiliates.noCommissions')}
          emptyText={t('affiliates.noCommissions.text')}
        />
      )}
    </ReportPage>
  );
}
