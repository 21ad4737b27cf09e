import { OverdueAge, type OverdueInvoice } from '../../../preload/api/reports.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { paths } from '../../app/paths.ts';
import { formatMoney, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Link, Stat, StatRow } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { numberText } from '../../workbench/number.tsx';
import { usePages } from '../../workbench/usePages.ts';
import { useViewValue } from '../../workbench/views.ts';
import { BarsCard } from './BarsCard.tsx';
import { countColumn, dateColumn, moneyColumn, type ReportColumn, textColumn } from './columns.tsx';
import { CurrencySwitch } from './CurrencySwitch.tsx';
import { everyRow } from './every-row.ts';
import { useCurrency } from './period.ts';
import { ReportPage } from './ReportPage.tsx';
import styles from './Reports.module.css';
import { ReportTable } from './ReportTable.tsx';

const choices = ['all', ...OverdueAge.options] as const;

/** What should have been paid by now, by how long it is late. */
export function OverduePage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const [currency] = useCurrency();
  const [age, setAge] = useViewValue('reports.overdue.age', 'all', choices);
  const ofCurrency = currency === null ? {} : { currency };
  const asked = { ...ofCurrency, ...(age === 'all' ? {} : { age }) };
  const { data, error, isPending } = useCall('reports', 'overdue', { ...asked, limit: 1 }, keepBefore);
  const pages = usePages('reports', 'overdue', { ...asked, limit: 100 });
  const currencies = [...new Set(data?.totals.map((total) => total.currency))];
  const sum = (of: string, ages: readonly OverdueAge[]): { amountMinor: number; count: number } =>
    (data?.totals ?? [])
      .filter((total) => total.currency === of && ages.includes(total.age))
      .reduce(
        (all, { amountMinor, count }) => ({ amountMinor: all.amountMinor + amountMinor, count: all.count + count }),
        {
          amountMinor: 0,
          count: 0,
        },
      );
  const most = currencies.toSorted(
    (a, b) => sum(b, OverdueAge.options).amountMinor - sum(a, OverdueAge.options).amountMinor,
  )[0];
  return (
    <ReportPage
      current="overdue"
      error={error}
      isPending={isPending}
      text={t('reports.overdue.text')}
      bar={
        <>
          <FilterChips
            label={t('reports.age')}
            value={age}
            onChange={setAge}
            options={choices.map((id) => ({ id, label: t(`reports.age.${id}`) }))}
          />
          <CurrencySwitch />
        </>
      }
    >
      {data ? (
        <>
          <section aria-label={t('reports.totals')} className={styles['sums']}>
            {currencies.map((of) => (
              <StatRow key={of}>
                <Stat
                  label={t('reports.overdue.sum')}
                  value={formatMoney(sum(of, OverdueAge.options).amountMinor, of, locale)}
                  {...(currencies.length > 1 ? { note: of } : {})}
                />
                {OverdueAge.options.map((each) => (
                  <Stat
                    key={each}
                    label={t(`reports.age.${each}`)}
                    value={formatMoney(sum(of, [each]).amountMinor, of, locale)}
                    note={t('reports.invoiceCount', { count: sum(of, [each]).count })}
                  />
                ))}
              </StatRow>
            ))}
          </section>
          {most === undefined ? null : (
            <BarsCard
              name="overdue"
              title={t('reports.overdue.chart', { currency: most })}
              currency={most}
              place={t('reports.age')}
              series={[{ id: 'amount', label: t('reports.overdue.sum') }]}
              points={OverdueAge.options.map((each) => ({
                label: t(`reports.age.${each}`),
                values: { amount: sum(most, [each]).amountMinor },
              }))}
            />
          )}
          <ReportTable
            name="reportOverdue"
            title={t('reports.overdue')}
            fileName={`${t('reports.overdue')} ${data.asOf}`}
            columns={columnsOf(t, locale)}
            rows={pages.rows}
            allRows={() => everyRow('overdue', asked)}
            rowId={(row) => row.id}
            rowText={(row) => numberText(t, row.number)}
            rowTone={(row) => (row.days > 30 ? 'danger' : undefined)}
            empty={t(age === 'all' ? 'reports.overdue.empty' : 'reports.overdue.emptyAge')}
            emptyText={t('reports.overdue.empty.text')}
            more={<MoreButton pages={pages} />}
          />
        </>
      ) : null}
    </ReportPage>
  );
}

function columnsOf(t: Translate, locale: Locale): ReportColumn<OverdueInvoice>[] {
  return [
    {
      ...textColumn<OverdueInvoice>({
        id: 'number',
        header: t('reports.invoice'),
        width: 150,
        value: (row) => numberText(t, row.number),
      }),
      isRowHeader: true,
      cell: (row) => (
        <Link variant="strong" href={paths.invoice(row.id)}>
          {numberText(t, row.number)}
        </Link>
      ),
    },
    {
      ...textColumn<OverdueInvoice>({
        id: 'client',
        header: t('reports.client'),
        width: '2fr',
        minWidth: 150,
        value: (row) => row.clientName,
      }),
      cell: (row) => <Link href={paths.client(row.clientId)}>{row.clientName}</Link>,
    },
    dateColumn<OverdueInvoice>(locale, { id: 'dueOn', header: t('reports.dueOn'), value: (row) => row.dueOn }),
    countColumn<OverdueInvoice>(locale, {
      id: 'days',
      header: t('reports.late'),
      width: 130,
      value: (row) => row.days,
    }),
    textColumn<OverdueInvoice>({
      id: 'currency',
      header: t('reports.currency'),
      width: 88,
      isOptional: true,
      value: (row) => row.due.currency,
    }),
    moneyColumn<OverdueInvoice>(locale, { id: 'due', header: t('reports.due'), value: (row) => row.due }),
  ];
}
