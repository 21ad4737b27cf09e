import { ArrowLeftRight } from 'lucide-react';
import { useMemo } from 'react';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { RecordsHead } from '../../workbench/list/RecordsHead.tsx';
import { useListTable } from '../../workbench/list/useListTable.ts';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { usePages } from '../../workbench/usePages.ts';
import { operationColumns } from './columns.tsx';
import { all, useOperationFilter } from './filter.ts';
import { needsPerson } from './needs-person.ts';
import { OperationFilters } from './OperationFilters.tsx';

/** Everything asked of the vendor, by whomever: what needs a person first. Beside an open one only what tells them apart. */
export function OperationList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const filter = useOperationFilter();
  const pages = usePages('operations', 'list', { group: filter.group, ...filter.cut });
  const columns = useMemo(() => operationColumns(t, locale, isNarrow), [t, locale, isNarrow]);
  const { list } = filter;
  const table = useListTable(list, { columns, rows: pages.rows, openId, isNarrow });
  const isAll = filter.group === all && !filter.isCut;
  return (
    <>
      <RecordsHead
        title={t('nav.operations')}
        search={{ label: t('operations.search'), placeholder: t('operations.search.by') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
        isNarrow={isNarrow}
      >
        <OperationFilters filter={filter} />
      </RecordsHead>
      <RecordTable
        label={t('nav.operations')}
        pages={pages}
        view={table}
        rowText={(row) => `${t(`action.${row.kind}`)} ${row.clientName}`}
        rowTone={(row) => (needsPerson(row) ? 'warning' : undefined)}
        openId={openId}
        pathOf={paths.operation}
        dependencies={[locale]}
        empty={
          isAll ? (
            <EmptyState icon={ArrowLeftRight} title={t('operations.empty')}>
              {t('operations.empty.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={ArrowLeftRight}
              title={t(filter.isCut ? 'operations.noResults' : `operations.none.${filter.group}`)}
              action={<Button onPress={list.widen}>{t('operations.showAll')}</Button>}
            />
          )
        }
      />
    </>
  );
}
