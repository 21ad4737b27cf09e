import { KeyRound } from 'lucide-react';
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
import { contractColumns } from './columns.tsx';

const filters = ['all', ...ContractStatus.options] as const;

/** All contract products, newest first. Beside an open detail only what tells them apart. */
export function ContractProductList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const [filter, setFilter] = useViewValue('products.status', 'all', filters);
  const pages = usePages('contractProducts', 'list', filter === 'all' ? {} : { status: filter });
  return (
    <>
      <ListHead title={t('nav.products')}>
        <FilterChips
          label={t('contracts.status')}
          value={filter}
          onChange={setFilter}
          options={filters.map((id) => ({ id, label: id === 'all' ? t('contracts.all') : t(`contract.status.${id}`) }))}
        />
      </ListHead>
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
        empty={
          filter === 'all' ? (
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
              action={<Button onPress={() => setFilter('all')}>{t('contracts.showAll')}</Button>}
            />
          )
        }
      />
    </>
  );
}
