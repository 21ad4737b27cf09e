import { ArrowLeftRight } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { ListHead } from '../../workbench/ListHead.tsx';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { usePages } from '../../workbench/usePages.ts';
import { operationColumns } from './columns.tsx';
import { any, useOperationFilter } from './filter.ts';
import { needsPerson } from './needs-person.ts';
import { OperationFilters } from './OperationFilters.tsx';

/** Everything asked of the vendor, by whomever: what needs a person first. Beside an open one only what tells them apart. */
export function OperationList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const filter = useOperationFilter();
  const pages = usePages('operations', 'list', { group: filter.group, ...filter.cut });
  const isAll = filter.group === any && !filter.isCut;
  return (
    <>
      <ListHead
        title={t('nav.operations')}
        search={{
          label: t('operations.search'),
          placeholder: t('operations.search.by'),
          text: filter.text,
          onChange: filter.setText,
        }}
      >
        <OperationFilters filter={filter} />
      </ListHead>
      <RecordTable
        label={t('nav.operations')}
        pages={pages}
        columns={operationColumns(t, locale, isNarrow)}
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
              action={<Button onPress={filter.clear}>{t('operations.showAll')}</Button>}
            />
          )
        }
      />
    </>
  );
}
