import { LifeBuoy, Plus, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { TicketStatus } from '../../../preload/api/tickets.ts';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { RecordsHead } from '../../workbench/list/RecordsHead.tsx';
import { searchOf, sortOf } from '../../workbench/list/sort.ts';
import { filterValue, useList } from '../../workbench/list/state.ts';
import { useListTable } from '../../workbench/list/useListTable.ts';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';
import { ticketColumns } from './columns.tsx';

const filters = ['all', ...TicketStatus.options] as const;

const usualSort = { column: 'number', direction: 'descending' } as const;

/** Tickets, newest first. Beside an open one only what tells them apart. */
export function TicketList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const list = useList('tickets');
  const filter = filterValue(list, 'status', filters) ?? 'open';
  const setFilter = (value: string): void => list.setFilter('status', value === 'open' ? undefined : value);
  const pages = usePages('tickets', 'list', {
    ...searchOf(list.search),
    ...sortOf(list.definition, { number: 'createdAt' }),
    ...(filter === 'all' ? {} : { status: filter }),
  });
  const columns = useMemo(() => ticketColumns(t, locale, isNarrow), [t, locale, isNarrow]);
  const table = useListTable(list, { columns, rows: pages.rows, openId, isNarrow, usualSort });

  const create = (
    <Button variant="primary" icon={Plus} whyDisabled={may('tickets.write')} onPress={() => go(paths.newTicket)}>
      {t('tickets.new')}
    </Button>
  );
  return (
    <>
      <RecordsHead
        title={t('nav.tickets')}
        actions={create}
        search={{ label: t('tickets.search') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
        isNarrow={isNarrow}
      >
        <FilterChips
          label={t('tickets.status')}
          value={filter}
          onChange={setFilter}
          options={filters.map((id) => ({ id, label: t(id === 'all' ? 'tickets.all' : `tickets.filter.${id}`) }))}
        />
      </RecordsHead>
      <RecordTable
        label={t('nav.tickets')}
        pages={pages}
        view={table}
        rowText={(row) => row.subject}
        openId={openId}
        pathOf={paths.ticket}
        dependencies={[locale]}
        empty={
          list.search !== '' ? (
            <EmptyState
              icon={SearchX}
              title={t('ui.noResults')}
              action={
                <Button
                  onPress={() => list.change({ search: '', filters: { ...list.definition.filters, status: 'all' } })}
                >
                  {t('tickets.showAll')}
                </Button>
              }
            />
          ) : filter === 'closed' ? (
            <EmptyState
              icon={LifeBuoy}
              title={t('tickets.noneClosed')}
              action={<Button onPress={() => setFilter('all')}>{t('tickets.showAll')}</Button>}
            />
          ) : (
            <EmptyState
              icon={LifeBuoy}
              title={t(filter === 'open' ? 'tickets.noneOpen' : 'tickets.empty')}
              action={create}
            >
              {t('tickets.empty.text')}
            </EmptyState>
          )
        }
      />
    </>
  );
}
