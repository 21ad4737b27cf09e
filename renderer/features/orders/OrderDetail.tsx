import { useParams } from '@tanstack/react-router';
import { Banknote, Ban, MessageSquareX } from 'lucide-react';
import { useState } from 'react';
import { PaymentMethod } from '../../../preload/api/billing.ts';
import type { Order } from '../../../preload/api/orders.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, Link } from '../../ui/index.ts';
import { History } from '../audit/History.tsx';
import { WhyButton } from '../causes/WhyButton.tsx';
import { RecordPayment } from '../billing/RecordPayment.tsx';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { NumberFollows, numberText } from '../../workbench/number.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { CancelOrder } from './CancelOrder.tsx';
import { OrderFacts } from './OrderFacts.tsx';
import { OrderItems } from './OrderItems.tsx';
import { DecidedRequests, PendingRequest } from './OrderRequests.tsx';
import { PromoRefused } from './PromoRefused.tsx';
import styles from './OrderDetail.module.css';
import { RequestCancellation } from './RequestCancellation.tsx';
import { OrderStatusBadge } from './statuses.tsx';

type Open = 'pay' | 'cancel' | 'request';

export function OrderDetail() {
  const t = useTranslate();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: order, error } = useCall('orders', 'get', { id });
  const [open, setOpen] = useState<Open | null>(null);
  if (!order) return <DetailPending error={error} listPath={paths.orders} />;
  const close = (): void => setOpen(null);
  return (
    <DetailPane
      title={numberText(t, order.number)}
      badge={
        <>
          <OrderStatusBadge status={order.status} />
          <WhyButton entity="order" id={order.id} />
        </>
      }
      subtitle={<Link href={paths.client(order.clientId)}>{order.clientName}</Link>}
      listPath={paths.orders}
      actions={order.status === 'Cancelled' ? null : <Acts order={order} onOpen={setOpen} />}
    >
      <NumberFollows of="order" number={order.number} />
      <Ending order={order} />
      <PromoRefused order={order} />
      <PendingRequest order={order} />
      <Card>
        <OrderFacts order={order} />
      </Card>
      <OrderItems order={order} />
      {order.notes === '' ? null : (
        <Card title={t('orders.notes')} headingLevel={3}>
          <p className={styles['notes']}>{order.notes}</p>
        </Card>
      )}
      <DecidedRequests order={order} />
      <Card title={t('history.title')} headingLevel={3}>
        <History entity="orders" id={order.id} currency={order.total.currency} />
      </Card>
      {open === 'pay' && order.invoiceId !== '' ? (
        <RecordPayment
          invoice={{
            id: order.invoiceId,
            number: order.invoiceNumber,
            clientName: order.clientName,
            due: order.due,
            activates: true,
          }}
          method={PaymentMethod.options.find((method) => method === order.paymentMethod)}
          onClose={close}
        />
      ) : null}
      {open === 'cancel' ? <CancelOrder order={order} request={null} onClose={close} /> : null}
      {open === 'request' ? <RequestCancellation order={order} onClose={close} /> : null}
    </DetailPane>
  );
}

function Acts({ order, onOpen }: { order: Order; onOpen: (what: Open) => void }) {
  const t = useTranslate();
  const may = useMay();
  const isEnding = order.ending === 'end_of_term';
  return (
    <>
      {order.pendingRequestId !== null || isEnding ? null : (
        <Button icon={MessageSquareX} whyDisabled={may('orders.place')} onPress={() => onOpen('request')}>
          {t('cancellations.request')}
        </Button>
      )}
      <Button icon={Ban} whyDisabled={may('orders.cancel')} onPress={() => onOpen('cancel')}>
        {t('orders.cancel')}
      </Button>
      {order.status === 'Awaiting payment' ? (
        <Button variant="primary" icon={Banknote} whyDisabled={may('billing.record')} onPress={() => onOpen('pay')}>
          {t('orders.pay')}
        </Button>
      ) : null}
    </>
  );
}

/** How it ends or ended, where somebody or time decided that. */
function Ending({ order }: { order: Order }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  if (order.ending === null) return null;
  const date = order.endsOn === null ? '' : formatDate(order.endsOn, locale);
  return (
    <Banner
      tone="neutral"
      title={
        order.ending === 'end_of_term' && date === ''
          ? t('orders.ending.term')
          : t(`orders.ending.${order.ending}`, { date })
      }
    >
      {order.endingReason === '' ? null : <p className={styles['notes']}>{order.endingReason}</p>}
    </Banner>
  );
}
