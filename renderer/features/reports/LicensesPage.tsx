import type { LicenseCountRow } from '../../../preload/api/reports.ts';
import { ContractStatus } from '../../../preload/api/orders.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { paths } from '../../app/paths.ts';
import type { Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Link, Stat, StatRow } from '../../ui/index.ts';
import { BarsCard } from './BarsCard.tsx';
import { countColumn, type ReportColumn, textColumn } from './columns.tsx';
import { ReportPage } from './ReportPage.tsx';
import { ReportTable } from './ReportTable.tsx';

const shownStatuses = ['Active', 'Suspended', 'Awaiting Activation', 'Pending'] as const;

const contractsIn = (row: LicenseCountRow, statuses: readonly ContractStatus[]): number =>
  row.contracts.reduce((sum, { status, count }) => sum + (statuses.includes(status) ? count : 0), 0);
const licensesOf = (row: LicenseCountRow, status?: string): number =>
  row.licenses.reduce((sum, each) => sum + (status === undefined || each.status === status ? each.count : 0), 0);

/** How many contract products and licenses there are of each product. */
export function LicensesPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data, error, isPending } = useCall('reports', 'licenses', {}, keepBefore);
  const rows = data?.rows ?? [];
  const sum = (count: (row: LicenseCountRow) => number): string =>
    String(rows.reduce((all, row) => all + count(row), 0));
  return (
    <ReportPage current="licenses" error={error} isPending={isPending} text={t('reports.licenses.text')}>
      {data ? (
        <>
          {rows.length === 0 ? null : (
            <>
              <StatRow>
                <Stat label={t('reports.licenses.alive')} value={sum((row) => licensesOf(row))} />
                {shownStatuses.map((status) => (
                  <Stat
                    key={status}
                    label={t(`contract.status.${status}`)}
                    value={sum((row) => contractsIn(row, [status]))}
                  />
                ))}
              </StatRow>
              <BarsCard
                name="licenses"
                title={t('reports.licenses.chart')}
                description={rows.length > 12 ? t('reports.largest', { count: 12 }) : undefined}
                currency={null}
                isStacked
                place={t('reports.product')}
                series={shownStatuses.map((status) => ({ id: status, label: t(`contract.status.${status}`) }))}
                points={rows.slice(0, 12).map((row) => ({
                  label: row.productName,
                  values: Object.fromEntries(shownStatuses.map((status) => [status, contractsIn(row, [status])])),
                }))}
              />
            </>
          )}
          <ReportTable
            name="reportLicenses"
            title={t('reports.licenses')}
            description={data.otherRows === 0 ? undefined : t('reports.others', { count: data.otherRows })}
            fileName={t('reports.licenses')}
            columns={columnsOf(t, locale)}
            rows={rows}
            rowId={(row) => row.productId}
            rowText={(row) => row.productName}
            empty={t('reports.licenses.empty')}
            emptyText={t('reports.licenses.empty.text')}
          />
        </>
      ) : null}
    </ReportPage>
  );
}

function columnsOf(t: Translate, locale: Locale): ReportColumn<LicenseCountRow>[] {
  return [
    {
      ...textColumn<LicenseCountRow>({
        id: 'product',
        header: t('reports.product'),
        width: '2fr',
        minWidth: 160,
        value: (row) => row.productName,
      }),
      cell: (row) => <Link href={paths.catalogueProduct(row.productId)}>{row.productName}</Link>,
    },
    ...ContractStatus.options.map((status) =>
      countColumn<LicenseCountRow>(locale, {
        id: status,
        header: t(`contract.status.${status}`),
        width: 146,
        isOptional: !shownStatuses.some((each) => each === status),
        value: (row) => contractsIn(row, [status]),
      }),
    ),
    countColumn<LicenseCountRow>(locale, {
      id: 'licenses',
      header: t('reports.licenses.alive'),
      width: 150,
      value: (row) => licensesOf(row),
    }),
    countColumn<LicenseCountRow>(locale, {
      id: 'suspendedThere',
      header: t('reports.licenses.suspended'),
      width: 170,
      isOptional: true,
      value: (row) => licensesOf(row, 'suspended'),
    }),
  ];
}
