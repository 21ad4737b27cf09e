import { useParams } from '@tanstack/react-router';
import { Banknote } from 'lucide-react';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, KeyValue, Link } from '../../ui/index.ts';
import { History } from '../audit/History.tsx';
import { WhyButton } from '../causes/WhyButton.tsx';
import { RecordPayment } from '../billing/RecordPayment.tsx';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { Money } from '../../workbench/Money.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { When } from '../../workbench/When.tsx';
import { OrderItems } from './OrderItems.tsx';
import styles from './OrderDetail.module.css';
import { OrderStatusBadge } from './statuses.tsx';

export function OrderDetail() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: order, error } = useCall('orders', 'get', { id });
  const [paying, setPaying] = useState<string | null>(null);
  if (!order) return <DetailPending error={error} listPath={paths.orders} />;
  return (
    <DetailPane
      title={order.number}
      badge={
        <>
          <OrderStatusBadge status={order.status} />
          <WhyButton entity="order" id={order.id} />
        </>
      }
      subtitle={<Link href={paths.client(order.clientId)}>{order.clientName}</Link>}
      listPath={paths.orders}
      actions={
        order.status === 'Awaiting payment' ? (
          <Button
            variant="primary"
            icon={Banknote}
            whyDisabled={may('billing.record')}
            onPress={() => setPaying(order.invoiceId)}
          >
            {t('payment.record')}
          </Button>
        ) : null
      }
    >
      <Card>
        <KeyValue
          layout="columns"
          items={[
            {
              id: 'total',
              label: t('orders.total'),
              value: (
                <strong className={styles['sum']}>
                  <Money value={order.total} />
                </strong>
              ),
            },
            { id: 'paid', label: t('orders.paid'), value: <Money value={order.paid} /> },
            { id: 'due', label: t('orders.due'), value: <Money value={order.due} /> },
            ...(order.invoiceId === ''
              ? [{ id: 'invoice', label: t('orders.invoice'), value: t('orders.noInvoice') }]
              : [
                  { id: 'dueOn', label: t('orders.dueOn'), value: formatDate(order.dueOn, locale) },
                  {
                    id: 'invoice',
                    label: t('orders.invoice'),
                    value: <Link href={paths.invoice(order.invoiceId)}>{order.invoiceNumber}</Link>,
                  },
                ]),
            { id: 'placedBy', label: t('orders.placedBy'), value: order.placedBy },
            { id: 'placedAt', label: t('orders.placedAt'), value: <When at={order.createdAt} isExact /> },
          ]}
        />
      </Card>
      <OrderItems order={order} />
      {order.notes === '' ? null : (
        <Card title={t('orders.notes')} headingLevel={3}>
          <p className={styles['notes']}>{order.notes}</p>
        </Card>
      )}
      <Card title={t('history.title')} headingLevel={3}>
        <History entity="orders" id={order.id} currency={order.total.currency} />
      </Card>
      {paying === null ? null : (
        <RecordPayment
          key={paying}
          invoice={{
            id: paying,
            number: order.invoiceNumber,
            clientName: order.clientName,
            due: order.due,
            activates: true,
          }}
          onClose={() => setPaying(null)}
        />
      )}
    </DetailPane>
  );
}
