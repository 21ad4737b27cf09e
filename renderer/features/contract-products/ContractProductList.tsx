import { KeyRound } from 'lucide-react';
import { useMemo } from 'react';
import { ContractStatus } from '../../../preload/api/orders.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { FilterBar } from '../../workbench/list/FilterBar.tsx';
import { RecordsHead } from '../../workbench/list/RecordsHead.tsx';
import { sortOf } from '../../workbench/list/sort.ts';
import { useListTable } from '../../workbench/list/useListTable.ts';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';
import { BulkMenu } from '../bulk/BulkMenu.tsx';
import { ProductSelectionBar } from '../bulk/ProductSelectionBar.tsx';
import { useProductChoice } from '../bulk/selection.ts';
import { contractFilters } from './filters.ts';
import { contractColumns } from './columns.tsx';

const filters = ['all', ...ContractStatus.options] as const;

/** All contract products, newest first. Beside an open detail only what tells them apart. */
export function ContractProductList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const { list, marks, filter, setFilter } = useProductChoice();
  const { status = 'all', ...more } = filter;
  const connections = useCall('connections', 'list', {}).data ?? [];
  const packages = useCall('catalogue', 'listPackages', {}).data ?? [];
  const pages = usePages('contractProducts', 'list', { ...filter, ...sortOf(list.definition, { due: 'nextDueOn' }) });
  const columns = useMemo(() => contractColumns(t, locale, isNarrow), [t, locale, isNarrow]);
  const table = useListTable(list, { columns, rows: pages.rows, marks, openId, isNarrow });
  const isNarrowed = Object.keys(filter).length > 0;
  const show = (next: string): void => {
    const known = ContractStatus.options.find((each) => each === next);
    setFilter(known === undefined ? more : { ...more, status: known });
  };
  return (
    <>
      <RecordsHead
        title={t('nav.products')}
        actions={<BulkMenu />}
        search={{ label: t('contracts.search') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
        isNarrow={isNarrow}
      >
        <FilterChips
          label={t('contracts.status')}
          value={status}
          onChange={show}
          options={filters.map((id) => ({ id, label: id === 'all' ? t('contracts.all') : t(`contract.status.${id}`) }))}
        />
        <FilterBar list={list} filters={contractFilters(t, { connections, packages })} />
      </RecordsHead>
      <ProductSelectionBar filter={filter} />
      <RecordTable
        label={t('nav.products')}
        pages={pages}
        view={table}
        rowText={(row) => `${row.productName} ${row.clientName}`}
        rowTone={(row) =>
          row.openOperationState === 'unknown' ||
          row.openOperationState === 'absent' ||
          row.openOperationHeldFor !== null
            ? 'warning'
            : undefined
        }
        openId={openId}
        pathOf={paths.product}
        dependencies={[locale]}
        marks={marks}
        empty={
          !isNarrowed ? (
            <EmptyState
              icon={KeyRound}
              title={t('contracts.empty')}
              action={
                <Button whyDisabled={may('orders.place')} onPress={() => go(paths.newOrder())}>
                  {t('orders.new')}
                </Button>
              }
            >
              {t('contracts.empty.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={KeyRound}
              title={t(list.search === '' ? 'contracts.noResults' : 'ui.noResults')}
              action={<Button onPress={list.widen}>{t('contracts.showAll')}</Button>}
            />
          )
        }
      />
    </>
  );
}
