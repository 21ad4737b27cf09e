import { Plus, SearchX, Users } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { clientColumns } from './columns.tsx';
import { clientName } from './name.ts';
import { ListHead } from '../../workbench/ListHead.tsx';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useListSearch } from '../../workbench/useListSearch.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';

/** All clients, newest first. Beside an open detail only what tells them apart. */
export function ClientList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const { text, search, setText } = useListSearch('clients');
  const pages = usePages('clients', 'list', { search });

  const create = (
    <Button variant="primary" icon={Plus} whyDisabled={may('clients.write')} onPress={() => go(paths.newClient)}>
      {t('clients.new')}
    </Button>
  );
  return (
    <>
      <ListHead
        title={t('nav.clients')}
        actions={create}
        search={{ label: t('clients.search'), text, onChange: setText }}
      />
      <RecordTable
        label={t('nav.clients')}
        pages={pages}
        columns={clientColumns(t, locale, isNarrow)}
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
              action={<Button onPress={() => setText('')}>{t('ui.clearSearch')}</Button>}
            >
              {t('clients.noResults.text', { search })}
            </EmptyState>
          )
        }
      />
    </>
  );
}
