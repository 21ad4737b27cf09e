import { Receipt } from 'lucide-react';
import { useMemo } from 'react';
import { InvoiceStatus } from '../../../preload/api/billing.ts';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { FilterBar } from '../../workbench/list/FilterBar.tsx';
import { RecordsHead } from '../../workbench/list/RecordsHead.tsx';
import { searchOf, sortOf } from '../../workbench/list/sort.ts';
import { filterValue, useList } from '../../workbench/list/state.ts';
import { useListTable } from '../../workbench/list/useListTable.ts';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { numberText } from '../../workbench/number.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';
import { BillingLinks } from './BillingLinks.tsx';
import { invoiceFilters } from './filters.ts';
import { invoiceColumns } from './columns.tsx';

const filters = ['all', 'open', 'overdue'] as const;

/** All invoices, newest first. Beside an open detail only what tells them apart. */
export function InvoiceList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const list = useList('invoices');
  const filter = filterValue(list, 'show', filters) ?? 'all';
  const setFilter = (value: string): void => list.setFilter('show', value === 'all' ? undefined : value);
  const status = filterValue(list, 'status', InvoiceStatus.options);
  const shown = {
    open: filter === 'open',
    overdue: filter === 'overdue',
    ...(status === undefined ? {} : { status }),
  };
  const pages = usePages('billing', 'listInvoices', {
    ...shown,
    ...searchOf(list.search),
    ...sortOf(list.definition, { issuedOn: 'issuedOn', dueOn: 'dueOn' }),
  });
  const columns = useMemo(() => invoiceColumns(t, locale, isNarrow), [t, locale, isNarrow]);
  const table = useListTable(list, { columns, rows: pages.rows, openId, isNarrow });
  return (
    <>
      <RecordsHead
        title={t('nav.billing')}
        actions={isNarrow ? null : <BillingLinks current="invoices" />}
        search={{ label: t('billing.search') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
        isNarrow={isNarrow}
        fileName={t('billing.invoices')}
      >
        <FilterChips
          label={t('billing.filter')}
          value={filter}
          onChange={setFilter}
          options={filters.map((id) => ({ id, label: t(`billing.filter.${id}`) }))}
        />
        <FilterBar list={list} filters={invoiceFilters(t)} />
      </RecordsHead>
      <RecordTable
        label={t('billing.invoices')}
        pages={pages}
        view={table}
        rowText={(row) => numberText(t, row.number)}
        rowTone={(row) => (row.isOverdue ? 'danger' : undefined)}
        openId={openId}
        pathOf={paths.invoice}
        dependencies={[locale]}
        empty={
          filter === 'all' && status === undefined && list.search === '' ? (
            <EmptyState
              icon={Receipt}
              title={t('billing.empty')}
              action={
                <Button whyDisabled={may('orders.place')} onPress={() => go(paths.newOrder())}>
                  {t('orders.new')}
                </Button>
              }
            >
              {t('billing.empty.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={Receipt}
              title={t(
                list.search !== ''
                  ? 'ui.noResults'
                  : status === undefined && filter !== 'all'
                    ? `billing.none.${filter}`
                    : 'billing.none',
              )}
              action={<Button onPress={list.widen}>{t('billing.showAll')}</Button>}
            >
              {status === undefined && list.search === '' ? t('billing.noOpen.text') : null}
            </EmptyState>
          )
        }
      />
    </>
  );
}
