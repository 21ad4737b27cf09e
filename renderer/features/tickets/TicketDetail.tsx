import { useParams } from '@tanstack/react-router';
import { CircleCheck, RotateCcw } from 'lucide-react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useAction, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Link } from '../../ui/index.ts';
import { SyncMark } from '../team-hub/SyncMark.tsx';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { Messages } from './Messages.tsx';
import { ReplyBox } from './ReplyBox.tsx';
import { TicketStatusBadge } from './statuses.tsx';
import styles from './TicketDetail.module.css';

export function TicketDetail() {
  const t = useTranslate();
  const may = useMay();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: ticket, error } = useCall('tickets', 'get', { id });
  const setStatus = useAction('tickets', 'setStatus');
  if (!ticket) return <DetailPending error={error} listPath={paths.tickets} />;
  const isOpen = ticket.status === 'open';
  return (
    <DetailPane
      title={ticket.subject}
      badge={
        <>
          <TicketStatusBadge status={ticket.status} />
          <SyncMark record="ticket" id={id} />
        </>
      }
      subtitle={
        <span className={styles['subtitle']}>
          <span>{ticket.number}</span>
          <Link href={paths.client(ticket.clientId)}>{ticket.clientName}</Link>
        </span>
      }
      listPath={paths.tickets}
      actions={
        <Button
          icon={isOpen ? CircleCheck : RotateCcw}
          isBusy={setStatus.isPending}
          whyDisabled={may('tickets.write')}
          onPress={() => setStatus.mutate({ id, status: isOpen ? 'closed' : 'open' })}
        >
          {t(isOpen ? 'tickets.close' : 'tickets.reopen')}
        </Button>
      }
    >
      {setStatus.error ? <ErrorBanner error={setStatus.error.error} /> : null}
      <Messages messages={ticket.messages} />
      <ReplyBox key={id} ticketId={id} isClosed={!isOpen} />
    </DetailPane>
  );
}
