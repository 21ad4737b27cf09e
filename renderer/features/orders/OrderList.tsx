import { Plus, ShoppingCart } from 'lucide-react';
import { useMemo } from 'react';
import { OrderStatus } from '../../../preload/api/orders.ts';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { RecordsHead } from '../../workbench/list/RecordsHead.tsx';
import { searchOf, sortOf } from '../../workbench/list/sort.ts';
import { filterValue, useList } from '../../workbench/list/state.ts';
import { useListTable } from '../../workbench/list/useListTable.ts';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { numberText } from '../../workbench/number.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';
import { orderColumns } from './columns.tsx';

const filters = ['all', ...OrderStatus.options] as const;

const usualSort = { column: 'date', direction: 'descending' } as const;

/** All orders, newest first. Beside an open detail only what tells them apart. */
export function OrderList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const list = useList('orders');
  const filter = filterValue(list, 'status', filters) ?? 'all';
  const setFilter = (value: string): void => list.setFilter('status', value === 'all' ? undefined : value);
  const pages = usePages('orders', 'list', {
    ...searchOf(list.search),
    ...sortOf(list.definition, { date: 'createdAt' }),
    ...(filter === 'all' ? {} : { status: filter }),
  });
  const columns = useMemo(() => orderColumns(t, locale, isNarrow), [t, locale, isNarrow]);
  const table = useListTable(list, { columns, rows: pages.rows, openId, isNarrow, usualSort });

  const create = (
    <Button variant="primary" icon={Plus} whyDisabled={may('orders.place')} onPress={() => go(paths.newOrder())}>
      {t('orders.new')}
    </Button>
  );
  return (
    <>
      <RecordsHead
        title={t('nav.orders')}
        actions={create}
        search={{ label: t('orders.search') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
        isNarrow={isNarrow}
      >
        <FilterChips
          label={t('orders.status')}
          value={filter}
          onChange={setFilter}
          options={filters.map((id) => ({ id, label: id === 'all' ? t('orders.all') : t(`order.status.${id}`) }))}
        />
      </RecordsHead>
      <RecordTable
        label={t('nav.orders')}
        pages={pages}
        view={table}
        rowText={(row) => numberText(t, row.number)}
        openId={openId}
        pathOf={paths.order}
        dependencies={[locale]}
        empty={
          filter === 'all' && list.search === '' ? (
            <EmptyState icon={ShoppingCart} title={t('orders.empty')} action={create}>
              {t('orders.empty.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={ShoppingCart}
              title={t(list.search === '' ? 'orders.noResults' : 'ui.noResults')}
              action={<Button onPress={list.widen}>{t('orders.showAll')}</Button>}
            />
          )
        }
      />
    </>
  );
}
