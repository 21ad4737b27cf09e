import type { CodeRow } from '../../../preload/api/reports.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { formatMoney, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { useViewValue } from '../../workbench/views.ts';
import { BarsCard } from './BarsCard.tsx';
import { countColumn, moneyColumn, type ReportColumn, textColumn } from './columns.tsx';
import { CurrencySwitch } from './CurrencySwitch.tsx';
import { useCurrency, usePeriod } from './period.ts';
import { PeriodPicker } from './PeriodPicker.tsx';
import { ReportPage } from './ReportPage.tsx';
import { ReportTable } from './ReportTable.tsx';

const groupings = ['both', 'code1', 'code2'] as const;

/** A row for each currency that something was sold in; without sales one row. */
interface Line extends Omit<CodeRow, 'sold'> {
  readonly sold: CodeRow['sold'][number] | null;
}
const linesOf = (rows: readonly CodeRow[]): Line[] =>
  rows.flatMap((row): Line[] =>
    row.sold.length === 0 ? [{ ...row, sold: null }] : row.sold.map((sold) => ({ ...row, sold })),
  );

/** What was sold and what runs, by the report codes of products (spec 38). */
export function CodesPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { period } = usePeriod();
  const [currency] = useCurrency();
  const [by, setBy] = useViewValue('reports.codes.by', 'both', groupings);
  const asked = { ...period, by, ...(currency === null ? {} : { currency }) };
  const { data, error, isPending } = useCall('reports', 'codes', asked, keepBefore);
  const isCoded = data?.rows.some((row) => row.code1 !== '' || row.code2 !== '') ?? false;
  const nameOf = (row: Pick<CodeRow, 'code1' | 'code2'>): string =>
    [row.code1, row.code2].filter((code) => code !== '').join(' · ') || t('reports.noCode');
  return (
    <ReportPage
      current="codes"
      error={error}
      isPending={isPending}
      text={t('reports.codes.text')}
      bar={
        <>
          <PeriodPicker />
          <FilterChips
            label={t('reports.by')}
            value={by}
            onChange={setBy}
            options={groupings.map((id) => ({ id, label: t(`reports.codes.${id}`) }))}
          />
          <CurrencySwitch />
        </>
      }
    >
      {data ? (
        <>
          {isCoded ? (
            <BarsCard
              name="codes"
              title={t('reports.codes.chart')}
              currency={null}
              place={t('reports.code')}
              series={[{ id: 'contracts', label: t('reports.active') }]}
              points={data.rows
                .toSorted((a, b) => b.contracts - a.contracts)
                .slice(0, 12)
                .map((row) => ({ label: nameOf(row), values: { contracts: row.contracts } }))}
            />
          ) : null}
          <ReportTable
            name="reportCodes"
            title={t('reports.codes')}
            fileName={`${t('reports.codes')} ${period.from} ${period.to}`}
            columns={columnsOf(t, locale, by)}
            rows={isCoded ? linesOf(data.rows) : []}
            rowId={(row) => JSON.stringify([row.code1, row.code2, row.sold?.currency])}
            rowText={nameOf}
            empty={t('reports.codes.empty')}
            emptyText={t('reports.codes.empty.text')}
          />
        </>
      ) : null}
    </ReportPage>
  );
}

function columnsOf(t: Translate, locale: Locale, by: (typeof groupings)[number]): ReportColumn<Line>[] {
  const code = (id: 'code1' | 'code2', header: string): ReportColumn<Line> => ({
    ...textColumn<Line>({ id, header, width: '1fr', minWidth: 130, value: (row) => row[id] }),
    cell: (row) => row[id] || '—',
  });
  return [
    ...(by === 'code2' ? [] : [code('code1', t('reports.code1'))]),
    ...(by === 'code1' ? [] : [code('code2', t('reports.code2'))]),
    countColumn<Line>(locale, { id: 'products', header: t('reports.products'), value: (row) => row.products }),
    countColumn<Line>(locale, {
      id: 'contracts',
      header: t('reports.active'),
      width: 150,
      value: (row) => row.contracts,
    }),
    textColumn<Line>({
      id: 'currency',
      header: t('reports.currency'),
      width: 88,
      value: (row) => row.sold?.currency ?? '',
    }),
    moneyColumn<Line>(locale, {
      id: 'sold',
      header: t('reports.sold'),
      value: (row) => row.sold,
      cell: (row) => (row.sold === null ? '—' : formatMoney(row.sold.amountMinor, row.sold.currency, locale)),
    }),
  ];
}
