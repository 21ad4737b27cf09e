import { MessageSquareX } from 'lucide-react';
import { useMemo } from 'react';
import { CancellationState } from '../../../preload/api/cancellations.ts';
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
import { usePages } from '../../workbench/usePages.ts';
import styles from './CancellationsPage.module.css';
import { cancellationColumns } from './columns.tsx';

const filters = ['all', ...CancellationState.options] as const;

const usualSort = { column: 'asked', direction: 'descending' } as const;

/** What clients ask to cancel (spec 88), those that wait first. A row leads to its order, where it is decided. */
export function CancellationsPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const list = useList('cancellations');
  const filter = filterValue(list, 'state', filters) ?? 'pending';
  const setFilter = (value: string): void => list.setFilter('state', value === 'pending' ? undefined : value);
  const pages = usePages('cancellations', 'list', {
    ...searchOf(list.search),
    ...sortOf(list.definition, { asked: 'createdAt' }),
    ...(filter === 'all' ? {} : { state: filter }),
  });
  const columns = useMemo(() => cancellationColumns(t, locale), [t, locale]);
  const table = useListTable(list, { columns, rows: pages.rows, openId: undefined, isNarrow: false, usualSort });
  const orderOf = (id: string): string => pages.rows.find((row) => row.id === id)?.orderId ?? id;
  return (
    <div className={styles['page']}>
      <RecordsHead
        title={t('cancellations.title')}
        search={{ label: t('orders.search') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
      >
        <FilterChips
          label={t('cancellations.state')}
          value={filter}
          onChange={setFilter}
          options={filters.map((id) => ({
            id,
            label: id === 'all' ? t('cancellations.all') : t(`cancellation.state.${id}`),
          }))}
        />
      </RecordsHead>
      <RecordTable
        label={t('cancellations.title')}
        pages={pages}
        view={table}
        rowText={(row) => numberText(t, row.orderNumber)}
        openId={undefined}
        pathOf={(id) => paths.order(orderOf(id))}
        dependencies={[locale]}
        empty={
          <EmptyState
            icon={MessageSquareX}
            title={t(
              list.search !== ''
                ? 'ui.noResults'
                : filter === 'pending'
                  ? 'cancellations.none'
                  : 'cancellations.noResults',
            )}
            action={
              filter === 'all' && list.search === '' ? undefined : (
                <Button
                  onPress={() => list.change({ search: '', filters: { ...list.definition.filters, state: 'all' } })}
                >
                  {t('cancellations.showAll')}
                </Button>
              )
            }
          >
            {t('cancellations.none.text')}
          </EmptyState>
        }
      />
    </div>
  );
}
