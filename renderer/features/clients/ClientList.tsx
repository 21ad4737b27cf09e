import { Plus, SearchX, Users } from 'lucide-react';
import { useMemo } from 'react';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { clientColumns } from './columns.tsx';
import { clientName } from './name.ts';
import { RecordsHead } from '../../workbench/list/RecordsHead.tsx';
import { searchOf, sortOf } from '../../workbench/list/sort.ts';
import { useList } from '../../workbench/list/state.ts';
import { useListTable } from '../../workbench/list/useListTable.ts';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';

const usualSort = { column: 'created', direction: 'descending' } as const;

/** All clients, newest first. Beside an open detail only what tells them apart. */
export function ClientList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const list = useList('clients');
  const { search } = list;
  const pages = usePages('clients', 'list', {
    ...searchOf(search),
    ...sortOf(list.definition, { name: 'name', email: 'email', created: 'createdAt' }),
  });
  const columns = useMemo(() => clientColumns(t, locale, isNarrow), [t, locale, isNarrow]);
  const table = useListTable(list, { columns, rows: pages.rows, openId, isNarrow, usualSort });

  const create = (
    <Button variant="primary" icon={Plus} whyDisabled={may('clients.write')} onPress={() => go(paths.newClient)}>
      {t('clients.new')}
    </Button>
  );
  return (
    <>
      <RecordsHead
        title={t('nav.clients')}
        actions={create}
        search={{ label: t('clients.search') }}
        list={list}
        columns={columns}
        table={table}
        pages={pages}
        isNarrow={isNarrow}
      />
      <RecordTable
        label={t('nav.clients')}
        pages={pages}
        view={table}
        rowText={clientName}
        openId={openId}
        pathOf={paths.client}
        dependencies={[locale]}
        empty={
          search === '' ? (
            <EmptyState icon={Users} title={t('clients.empty')} action={create}>
              {t('clients.empty.text')}
            </EmptyState>
          ) : (
            <EmptyState
              icon={SearchX}
              title={t('ui.noResults')}
              action={<Button onPress={list.widen}>{t('ui.clearSearch')}</Button>}
            >
              {t('clients.noResults.text', { search })}
            </EmptyState>
          )
        }
      />
    </>
  );
}
