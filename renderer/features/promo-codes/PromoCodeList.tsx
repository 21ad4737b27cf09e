import { Plus, SearchX, TicketPercent } from 'lucide-react';
import { useMemo } from 'react';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { RecordsHead } from '../../workbench/list/RecordsHead.tsx';
import { sortOf } from '../../workbench/list/sort.ts';
import { filterValue, useList } from '../../workbench/list/state.ts';
import { useListTable } from '../../workbench/list/useListTable.ts';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';
import { promoCodeColumns } from './columns.tsx';

const filters = ['all', 'active', 'inactive'] as const;

/** Promo codes, newest first. Beside an open one only what tells them apart. */
export function PromoCodeList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const list = useList('promoCodes');
  const { search } = list;
  const filter = filterValue(list, 'state', filters) ?? 'all';
  const setFilter = (value: string): void => list.setFilter('state', value === 'all' ? undefined : value);
  const pages = usePages('promoCodes', 'list', {
    search,
    ...sortOf(list.definition, { code: 'code' }),
    ...(filter === 'all' ? {} : { isActive: filter === 'active' }),
  });
  const columns = useMemo(() => promoCodeColumns(t, locale, isNarrow), [t, locale, isNarrow]);
  const table = useListTable(list, { columns, rows: pages.rows, openId, isNarrow });
  const create = (
    <Button variant="primary" icon={Plus} whyDisabled={may('catalogue.write')} onPress={() => go(paths.newPromoCode)}>
      {t('promoCodes.new')}
    </Button>
  );
  return (
    <>
      <RecordsHead
        title={t('promoCodes.title')}
        actions={create}
        search={{ label: t('promoCodes.search') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
        isNarrow={isNarrow}
      >
        <FilterChips
          label={t('promoCodes.state')}
          value={filter}
          onChange={setFilter}
          options={filters.map((id) => ({ id, label: t(`promoCodes.filter.${id}`) }))}
        />
      </RecordsHead>
      <RecordTable
        label={t('promoCodes.title')}
        pages={pages}
        view={table}
        rowText={(row) => row.code}
        openId={openId}
        pathOf={paths.promoCode}
        dependencies={[locale]}
        empty={
          search === '' && filter === 'all' ? (
            <EmptyState icon={TicketPercent} title={t('promoCodes.empty')} action={create}>
              {t('promoCodes.empty.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={SearchX}
              title={t('ui.noResults')}
              action={<Button onPress={list.widen}>{t('promoCodes.showAll')}</Button>}
            />
          )
        }
      />
    </>
  );
}
