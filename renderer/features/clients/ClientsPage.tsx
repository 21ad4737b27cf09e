import { useTranslate } from '../../i18n/provider.tsx';
import { paths } from '../../app/paths.ts';
import { ClientList } from './ClientList.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';

export function ClientsPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.clients);
  return (
    <MasterDetail
      name="clients"
      listPath={paths.clients}
      listLabel={t('nav.clients')}
      detailLabel={t('clients.detail')}
      isOpen={isOpen}
      list={<ClientList openId={id} isNarrow={isOpen} />}
    />
  );
}
