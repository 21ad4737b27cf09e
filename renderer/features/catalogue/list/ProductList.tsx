import { BookOpen, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { paths } from '../../../app/paths.ts';
import { useCall } from '../../../app/query.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Button, EmptyState } from '../../../ui/index.ts';
import { FilterBar } from '../../../workbench/list/FilterBar.tsx';
import { ListBar } from '../../../workbench/list/ListBar.tsx';
import { ListTools } from '../../../workbench/list/ListTools.tsx';
import { useList } from '../../../workbench/list/state.ts';
import { useListTable } from '../../../workbench/list/useListTable.ts';
import { useMoneyText } from '../../../workbench/Money.tsx';
import { RecordTable } from '../../../workbench/RecordTable.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { useMarksOf } from '../../../workbench/list/marks.ts';
import { usePages } from '../../../workbench/usePages.ts';
import { productColumns } from './columns.tsx';
import { productFilter, productFilters, productSort } from './filters.ts';
import { ProductSelection } from './ProductSelection.tsx';
import { useCategories } from '../useCategories.ts';

const usualSort = { column: 'name', direction: 'ascending' } as const;

/** Every product, by name or as the view says. */
export function ProductList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const go = useGo();
  const list = useList('catalogue');
  const marks = useMarksOf('catalogue');
  const filter = productFilter(list.definition, list.search);
  const sort = productSort(list.definition);
  const pages = usePages('catalogue', 'listProducts', { ...filter, ...(sort ? { sort } : {}) });
  const count = useCall('catalogue', 'countProducts', filter);
  const categories = useCategories().data;
  const connections = useCall('connections', 'list', {}).data;
  const packages = useCall('catalogue', 'listPackages', {}).data;
  const filters = useMemo(
    () => productFilters(t, { categories: categories ?? [], connections: connections ?? [], packages: packages ?? [] }),
    [t, categories, connections, packages],
  );
  const columns = useMemo(() => productColumns(t, locale, { money, isNarrow }), [t, locale, money, isNarrow]);
  const table = useListTable(list, { columns, rows: pages.rows, marks, openId, isNarrow, usualSort });
  const isNarrowed = Object.keys(filter).length > 0;
  return (
    <>
      <ListBar
        search={{ label: t('catalogue.list.search'), text: list.definition.search }}
        onSearch={(search) => list.change({ search })}
        count={count.data === undefined ? undefined : t('catalogue.productCount', { count: count.data.count })}
        tools={isNarrow ? null : <ListTools list={list} columns={columns} onCopy={table.copy} />}
      >
        <FilterBar list={list} filters={filters} />
      </ListBar>
      <ProductSelection filter={filter} marks={marks} />
      <RecordTable
        label={t('catalogue.tab.list')}
        pages={pages}
        view={table}
        rowText={(row) => row.name}
        rowTone={(row) => (row.isActive ? undefined : 'muted')}
        openId={openId}
        pathOf={paths.listedProduct}
        dependencies={[locale]}
        marks={marks}
        empty={
          isNarrowed ? (
            <EmptyState
              icon={SearchX}
              title={t('ui.noResults')}
              action={<Button onPress={list.widen}>{t('list.widen')}</Button>}
            />
          ) : (
            <EmptyState
              icon={BookOpen}
              title={t('catalogue.list.empty')}
              action={<Button onPress={() => go(paths.newProduct())}>{t('product.new')}</Button>}
            >
              {t('catalogue.list.empty.text')}
            </EmptyState>
          )
        }
      />
    </>
  );
}
