import { useParams } from '@tanstack/react-router';
import { Banknote } from 'lucide-react';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, KeyValue, Link } from '../../ui/index.ts';
import { History } from '../audit/History.tsx';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { Money } from '../../workbench/Money.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { InvoiceLines } from './InvoiceLines.tsx';
import { InvoicePayments } from './InvoicePayments.tsx';
import { InvoiceRevenue } from './InvoiceRevenue.tsx';
import { RecordPayment } from './RecordPayment.tsx';
import { InvoiceStatusBadge } from './statuses.tsx';

export function InvoiceDetail() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: invoice, error } = useCall('billing', 'getInvoice', { id });
  const [paying, setPaying] = useState<string | null>(null);
  if (!invoice) return <DetailPending error={error} listPath={paths.billing} />;
  const takesMoney = invoice.status === 'Unpaid' || invoice.status === 'Partly paid';
  return (
    <DetailPane
      title={invoice.number}
      badge={<InvoiceStatusBadge status={invoice.status} isOverdue={invoice.isOverdue} />}
      subtitle={<Link href={paths.client(invoice.clientId)}>{invoice.clientName}</Link>}
      listPath={paths.billing}
      actions={
        takesMoney ? (
          <Button
            variant="primary"
            icon={Banknote}
            whyDisabled={may('billing.record')}
            onPress={() => setPaying(invoice.id)}
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
              id: 'due',
              label: t('billing.due'),
              value: (
                <strong>
                  <Money value={invoice.due} />
                </strong>
              ),
            },
            { id: 'dueOn', label: t('billing.dueOn'), value: formatDate(invoice.dueOn, locale) },
            { id: 'issuedOn', label: t('billing.issuedOn'), value: formatDate(invoice.issuedOn, locale) },
            ...(invoice.orderId === null
              ? []
              : [
                  {
                    id: 'order',
                    label: t('billing.order'),
                    value: <Link href={paths.order(invoice.orderId)}>{invoice.orderNumber}</Link>,
                  },
                ]),
          ]}
        />
      </Card>
      <InvoiceLines invoice={invoice} />
      <InvoicePayments payments={invoice.payments} />
      <InvoiceRevenue invoiceId={invoice.id} />
      <Card title={t('history.title')} headingLevel={3}>
        <History entity="invoice" id={invoice.id} currency={invoice.total.currency} />
      </Card>
      {paying === null ? null : (
        <RecordPayment
          key={paying}
          invoice={{
            id: paying,
            number: invoice.number,
            clientName: invoice.clientName,
            due: invoice.due,
            activates: invoice.kind === 'order',
          }}
          onClose={() => setPaying(null)}
        />
      )}
    </DetailPane>
  );
}
