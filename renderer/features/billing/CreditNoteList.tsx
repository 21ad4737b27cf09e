import { ReceiptText, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import type { CreditNote } from '../../../preload/api/billing.ts';
import { paths } from '../../app/paths.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, EmptyState, type TableColumn } from '../../ui/index.ts';
import { RecordsHead } from '../../workbench/list/RecordsHead.tsx';
import { searchOf, sortOf } from '../../workbench/list/sort.ts';
import { useList } from '../../workbench/list/state.ts';
import { useListTable } from '../../workbench/list/useListTable.ts';
import { Money, sumText } from '../../workbench/Money.tsx';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { numberText, shortNumber } from '../../workbench/number.tsx';
import { usePages } from '../../workbench/usePages.ts';
import { creditReason } from './credit-reason.ts';
import { BillingLinks } from './BillingLinks.tsx';

const usualSort = { column: 'issuedOn', direction: 'descending' } as const;

/** All credit notes, newest first. Beside an open one only what tells them apart. */
export function CreditNoteList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const list = useList('creditNotes');
  const pages = usePages('billing', 'listCreditNotes', {
    ...searchOf(list.search),
    ...sortOf(list.definition, { issuedOn: 'createdAt' }),
  });
  const columns = useMemo(() => noteColumns(t, locale, isNarrow), [t, locale, isNarrow]);
  const table = useListTable(list, { columns, rows: pages.rows, openId, isNarrow, usualSort });
  return (
    <>
      <RecordsHead
        title={t('credit.notes')}
        actions={isNarrow ? null : <BillingLinks current="creditNotes" />}
        search={{ label: t('credit.search') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
        isNarrow={isNarrow}
      />
      <RecordTable
        label={t('credit.notes')}
        pages={pages}
        view={table}
        rowText={(row) => numberText(t, row.number)}
        openId={openId}
        pathOf={paths.creditNote}
        dependencies={[locale]}
        empty={
          list.search === '' ? (
            <EmptyState icon={ReceiptText} title={t('credit.empty')}>
              {t('credit.empty.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={SearchX}
              title={t('ui.noResults')}
              action={<Button onPress={list.widen}>{t('ui.clearSearch')}</Button>}
            />
          )
        }
      />
    </>
  );
}

function noteColumns(t: Translate, locale: Locale, isNarrow: boolean): TableColumn<CreditNote>[] {
  const number: TableColumn<CreditNote> = {
    id: 'number',
    header: t('credit.number'),
    width: isNarrow ? 114 : 148,
    isTabular: true,
    cell: (row) => (isNarrow ? shortNumber : numberText)(t, row.number),
  };
  const client: TableColumn<CreditNote> = {
    id: 'client',
    header: t('billing.client'),
    width: '2fr',
    minWidth: 60,
    cell: (row) => row.clientName,
  };
  const total: TableColumn<CreditNote> = {
    id: 'total',
    header: t('billing.total'),
    width: isNarrow ? 96 : 110,
    align: 'end',
    cell: (row) => <Money value={row.total} />,
    text: (row) => sumText(row.total, locale),
    amount: (row) => row.total,
  };
  if (isNarrow) return [number, client, total];
  return [
    number,
    {
      id: 'reason',
      header: t('credit.reason'),
      width: 170,
      cell: (row) => creditReason(t, row),
    },
    client,
    {
      id: 'invoice',
      header: t('billing.number'),
      width: 124,
      isMuted: true,
      isTabular: true,
      cell: (row) => shortNumber(t, row.invoiceNumber),
    },
    {
      id: 'tax',
      header: t('credit.tax'),
      width: 100,
      align: 'end',
      isMuted: true,
      cell: (row) => <Money value={row.tax} />,
      text: (row) => sumText(row.tax, locale),
      amount: (row) => row.tax,
    },
    total,
    {
      id: 'issuedOn',
      header: t('billing.issuedOn'),
      isSortable: true,
      width: 124,
      isMuted: true,
      isTabular: true,
      cell: (row) => formatDate(row.issuedOn, locale),
      inFile: (row) => row.issuedOn,
    },
  ];
}
