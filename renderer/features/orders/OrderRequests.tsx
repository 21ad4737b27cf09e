import { useState } from 'react';
import type { Cancellation } from '../../../preload/api/cancellations.ts';
import type { Order } from '../../../preload/api/orders.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useAction, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, ConfirmDialog, KeyValue, Link } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { When } from '../../workbench/When.tsx';
import { CancelOrder } from './CancelOrder.tsx';
import styles from './OrderDetail.module.css';

const useRequests = ({ id }: Order): readonly Cancellation[] =>
  useCall('cancellations', 'list', { orderId: id, limit: 20 }).data?.rows ?? [];

/** The request to cancel that waits for a decision (spec 88). */
export function PendingRequest({ order }: { order: Order }) {
  const pending = useRequests(order).find(({ state }) => state === 'pending');
  return pending ? <Pending order={order} request={pending} /> : null;
}

/** The requests to cancel that were decided. */
export function DecidedRequests({ order }: { order: Order }) {
  const t = useTranslate();
  const decided = useRequests(order).filter(({ state }) => state !== 'pending');
  if (decided.length === 0) return null;
  return (
    <Card title={t('cancellations.title')} headingLevel={3}>
      {decided.map((request) => (
        <KeyValue
          key={request.id}
          items={[
            { id: 'reason', label: t('cancellations.reason'), value: request.reason },
            { id: 'asked', label: t('cancellations.askedBy'), value: request.askedBy },
            {
              id: 'state',
              label: t('cancellations.state'),
              value: (
                <>
                  {t(`cancellation.state.${request.state}`)}
                  {request.ending === null ? null : `: ${t(`cancellation.ending.${request.ending}`)}`}
                </>
              ),
            },
            { id: 'decided', label: t('cancellations.decidedBy'), value: request.decidedBy },
          ]}
        />
      ))}
    </Card>
  );
}

function Pending({ order, request }: { order: Order; request: Cancellation }) {
  const t = useTranslate();
  const may = useMay();
  const [asked, setAsked] = useState<'approve' | 'delete' | null>(null);
  const remove = useAction('cancellations', 'delete');
  const close = (): void => setAsked(null);
  return (
    <>
      <Banner
        tone="warning"
        title={t('cancellations.pending')}
        actions={
          <>
            <Button size="small" whyDisabled={may('orders.cancel')} onPress={() => setAsked('approve')}>
              {t('cancellations.approve')}
            </Button>
            <Button size="small" whyDisabled={may('orders.cancel')} onPress={() => setAsked('delete')}>
              {t('cancellations.delete')}
            </Button>
          </>
        }
      >
        <p className={styles['notes']}>{request.reason}</p>
        <p>
          {t('cancellations.by', { name: request.askedBy })} <When at={request.askedAt} />
          {request.ticketId === null ? null : (
            <>
              {' · '}
              <Link href={paths.ticket(request.ticketId)}>{t('cancellations.ticket')}</Link>
            </>
          )}
        </p>
      </Banner>
      {asked === 'approve' ? <CancelOrder order={order} request={request} onClose={close} /> : null}
      {asked === 'delete' ? (
        <ConfirmDialog
          isOpen
          tone="danger"
          title={t('cancellations.delete.ask')}
          confirmLabel={t('cancellations.delete')}
          isBusy={remove.isPending}
          error={remove.error ? <ErrorBanner error={remove.error.error} /> : undefined}
          onCancel={close}
          onConfirm={() => remove.mutate({ id: request.id }, { onSuccess: close })}
        >
          {t('cancellations.delete.text', { client: request.clientName, number: request.orderNumber })}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
