import { KeyRound } from 'lucide-react';
import type { ContractFilter } from '../../../preload/api/contract-products.ts';
import { ContractStatus } from '../../../preload/api/orders.ts';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { ListHead } from '../../workbench/ListHead.tsx';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';
import { useViewValue } from '../../workbench/views.ts';
import { BulkMenu } from '../bulk/BulkMenu.tsx';
import { ProductSelectionBar } from '../bulk/ProductSelectionBar.tsx';
import { useProductChoice } from '../bulk/selection.ts';
import { contractColumns } from './columns.tsx';
import { ProductFilters } from './ProductFilters.tsx';

const filters = ['all', ...ContractStatus.options] as const;

/** All contract products, newest first. Beside an open detail only what tells them apart. */
export function ContractProductList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const [filter, setFilter] = useViewValue('products.status', 'all', filters);
  const { marks, filter: more, setFilter: setMore } = useProductChoice();
  const all: ContractFilter = filter === 'all' ? more : { ...more, status: filter };
  const pages = usePages('contractProducts', 'list', all);
  const isNarrowed = filter !== 'all' || Object.keys(more).length > 0;
  const showStatus = (status: string): void => {
    // Everything of another status is another everything.
    if (marks.store.getState().isAll) marks.clear();
    setFilter(status);
  };
  return (
    <>
      <ListHead title={t('nav.products')} actions={<BulkMenu onFilter={showStatus} />}>
        <FilterChips
          label={t('contracts.status')}
          value={filter}
          onChange={showStatus}
          options={filters.map((id) => ({ id, label: id === 'all' ? t('contracts.all') : t(`contract.status.${id}`) }))}
        />
        <ProductFilters filter={more} onChange={setMore} />
      </ListHead>
      <ProductSelectionBar filter={all} />
      <RecordTable
        label={t('nav.products')}
        pages={pages}
        columns={contractColumns(t, locale, isNarrow)}
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
              title={t('contracts.noResults')}
              action={
                <Button
                  onPress={() => {
                    showStatus('all');
                    setMore({});
                  }}
                >
                  {t('contracts.showAll')}
                </Button>
              }
            />
          )
        }
      />
    </>
  );
}
