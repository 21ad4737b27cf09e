import type { RenewalDue } from '../../../preload/api/reports.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { paths } from '../../app/paths.ts';
import { formatDate, formatMoney, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Link, Stat, StatRow } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { usePages } from '../../workbench/usePages.ts';
import { useViewValue } from '../../workbench/views.ts';
import { ContractStatusBadge } from '../contract-products/statuses.tsx';
import { BarsCard } from './BarsCard.tsx';
import { dateColumn, moneyColumn, type ReportColumn, textColumn } from './columns.tsx';
import { CurrencySwitch } from './CurrencySwitch.tsx';
import { everyRow } from './every-row.ts';
import { useCurrency } from './period.ts';
import { ReportPage } from './ReportPage.tsx';
import styles from './Reports.module.css';
import { ReportTable } from './ReportTable.tsx';

const spans = ['7', '30', '60', '90', '365'] as const;

/** What is to be renewed soon, and what it brings. */
export function RenewalsPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const [currency] = useCurrency();
  const [days, setDays] = useViewValue('reports.renewals.days', '30', spans);
  const asked = { days: Number(days), ...(currency === null ? {} : { currency }) };
  const { data, error, isPending } = useCall('reports', 'renewals', { ...asked, limit: 1 }, keepBefore);
  const pages = usePages('reports', 'renewals', { ...asked, limit: 100 });
  const most = data?.totals.toSorted((a, b) => b.amountMinor - a.amountMinor)[0];
  return (
    <ReportPage
      current="renewals"
      error={error}
      isPending={isPending}
      text={t('reports.renewals.text')}
      bar={
        <>
          <FilterChips
            label={t('reports.within')}
            value={days}
            onChange={setDays}
            options={spans.map((id) => ({ id, label: t('reports.days', { count: Number(id) }) }))}
          />
          <CurrencySwitch />
        </>
      }
    >
      {data ? (
        <>
          <section aria-label={t('reports.totals')} className={styles['sums']}>
            {data.totals.map((total) => (
              <StatRow key={total.currency}>
                <Stat
                  label={t('reports.renewals.sum')}
                  value={formatMoney(total.amountMinor, total.currency, locale)}
                  {...(data.totals.length > 1 ? { note: total.currency } : {})}
                />
                <Stat label={t('reports.renewals.count')} value={String(total.count)} />
                <Stat label={t('reports.renewals.automatic')} value={String(total.automatic)} />
              </StatRow>
            ))}
          </section>
          {most ? (
            <BarsCard
              name="renewals-due"
              title={t('reports.renewals.chart', { currency: most.currency })}
              currency={most.currency}
              place={t('reports.dueOn')}
              series={[{ id: 'amount', label: t('reports.renewals.sum') }]}
              points={data.days
                .filter((day) => day.currency === most.currency)
                .map((day) => ({ label: formatDate(day.on, locale), values: { amount: day.amountMinor } }))}
            />
          ) : null}
          <ReportTable
            name="reportRenewals"
            title={t('reports.renewals')}
            description={t('reports.until', { date: formatDate(data.until, locale) })}
            fileName={`${t('reports.renewals')} ${data.until}`}
            columns={columnsOf(t, locale)}
            rows={pages.rows}
            allRows={() => everyRow('renewals', asked)}
            rowId={(row) => row.id}
            rowText={(row) => `${row.productName} ${row.clientName}`}
            empty={t('reports.renewals.empty')}
            emptyText={t('reports.renewals.empty.text')}
            more={<MoreButton pages={pages} />}
          />
        </>
      ) : null}
    </ReportPage>
  );
}

function columnsOf(t: Translate, locale: Locale): ReportColumn<RenewalDue>[] {
  return [
    dateColumn<RenewalDue>(locale, { id: 'dueOn', header: t('reports.dueOn'), value: (row) => row.dueOn }),
    {
      ...textColumn<RenewalDue>({
        id: 'product',
        header: t('reports.product'),
        width: '2fr',
        minWidth: 150,
        value: (row) => row.productName,
      }),
      isRowHeader: true,
      cell: (row) => <Link href={paths.product(row.id)}>{row.productName}</Link>,
    },
    {
      ...textColumn<RenewalDue>({
        id: 'client',
        header: t('reports.client'),
        width: '2fr',
        minWidth: 130,
        value: (row) => row.clientName,
      }),
      cell: (row) => <Link href={paths.client(row.clientId)}>{row.clientName}</Link>,
    },
    {
      ...textColumn<RenewalDue>({ id: 'status', header: t('reports.status'), width: 150, value: (row) => row.status }),
      cell: (row) => <ContractStatusBadge status={row.status} isPlain />,
    },
    textColumn<RenewalDue>({
      id: 'renewal',
      header: t('reports.renewal'),
      width: 130,
      value: (row) => t(row.autoRenew ? 'reports.automatic' : 'reports.byHand'),
    }),
    {
      ...textColumn<RenewalDue>({
        id: 'invoice',
        header: t('reports.invoice'),
        width: 130,
        value: (row) => t(row.invoiceId === null ? 'reports.notIssued' : 'reports.isIssued'),
      }),
      cell: (row) =>
        row.invoiceId === null ? (
          t('reports.notIssued')
        ) : (
          <Link href={paths.invoice(row.invoiceId)}>{t('reports.isIssued')}</Link>
        ),
    },
    textColumn<RenewalDue>({
      id: 'currency',
      header: t('reports.currency'),
      width: 88,
      isOptional: true,
      value: (row) => row.price.currency,
    }),
    moneyColumn<RenewalDue>(locale, { id: 'price', header: t('reports.price'), value: (row) => row.price }),
  ];
}
