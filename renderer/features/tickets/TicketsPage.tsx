import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { TicketList } from './TicketList.tsx';

export function TicketsPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.tickets);
  return (
    <MasterDetail
      name="tickets"
      listPath={paths.tickets}
      listLabel={t('nav.tickets')}
      detailLabel={t('tickets.detail')}
      isOpen={isOpen}
      list={<TicketList openId={id} isNarrow={isOpen} />}
    />
  );
}
