import { useParams } from '@tanstack/react-router';
import { Banknote, Ban, CircleSlash, SquareMinus, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Invoice } from '../../../preload/api/billing.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, KeyValue, Link, Menu } from '../../ui/index.ts';
import { History } from '../audit/History.tsx';
import { DocumentActions } from '../documents/DocumentActions.tsx';
import { WhyButton } from '../causes/WhyButton.tsx';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { Money } from '../../workbench/Money.tsx';
import { RateUsed } from '../../workbench/RateUsed.tsx';
import { NumberFollows, numberText } from '../../workbench/number.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { CreditPart } from './CreditPart.tsx';
import { EndInvoice } from './EndInvoice.tsx';
import { InvoiceCredits } from './InvoiceCredits.tsx';
import { InvoiceLines } from './InvoiceLines.tsx';
import { InvoicePayments } from './InvoicePayments.tsx';
import { InvoiceRevenue } from './InvoiceRevenue.tsx';
import { RecordPayment } from './RecordPayment.tsx';
import { RefundDialog } from './RefundDialog.tsx';
import { InvoiceStatusBadge } from './statuses.tsx';

type Act = 'pay' | 'refund' | 'creditPart' | 'cancelInvoice' | 'writeOff';

export function InvoiceDetail() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: invoice, error } = useCall('billing', 'getInvoice', { id });
  // Of which invoice the dialog is: the list beside may open another one meanwhile.
  const [asked, setAsked] = useState<{ act: Act; id: string } | null>(null);
  if (!invoice) return <DetailPending error={error} listPath={paths.billing} />;
  const takesMoney = invoice.status === 'Unpaid' || invoice.status === 'Partly paid';
  const mayNot = may('billing.record');
  const ask = (act: Act): void => setAsked({ act, id: invoice.id });
  const act = asked?.id === invoice.id ? asked.act : null;
  const close = (): void => setAsked(null);
  return (
    <DetailPane
      title={numberText(t, invoice.number)}
      badge={
        <>
          <InvoiceStatusBadge status={invoice.status} isOverdue={invoice.isOverdue} />
          <WhyButton entity="invoice" id={invoice.id} />
        </>
      }
      subtitle={<Link href={paths.client(invoice.clientId)}>{invoice.clientName}</Link>}
      listPath={paths.billing}
      actions={
        <>
          <DocumentActions kind="invoice" id={invoice.id} number={invoice.number} />
          {takesMoney ? (
            <>
              <Button variant="primary" icon={Banknote} whyDisabled={mayNot} onPress={() => ask('pay')}>
                {t('payment.record')}
              </Button>
              <Menu
                groups={[
                  {
                    id: 'part',
                    items: [
                      {
                        id: 'creditPart',
                        label: t('credit.part'),
                        description: mayNot ?? t('credit.part.hint'),
                        icon: SquareMinus,
                        isDisabled: mayNot !== undefined,
                        onAction: () => ask('creditPart'),
                      },
                    ],
                  },
                  {
                    id: 'end',
                    items: (['cancelInvoice', 'writeOff'] as const).map((ending) => ({
                      id: ending,
                      label: t(`credit.${ending}`),
                      description: mayNot ?? t(`credit.${ending}.hint`),
                      icon: ending === 'cancelInvoice' ? Ban : CircleSlash,
                      tone: 'danger' as const,
                      isDisabled: mayNot !== undefined,
                      onAction: () => ask(ending),
                    })),
                  },
                ]}
              />
            </>
          ) : invoice.refundable.accountBalance.amountMinor > 0 ? (
            <Button icon={Undo2} whyDisabled={mayNot} onPress={() => ask('refund')}>
              {t('refund.title')}
            </Button>
          ) : null}
        </>
      }
    >
      <NumberFollows of="invoice" number={invoice.number} />
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
              ? [{ id: 'kind', label: t('billing.for'), value: t(`billing.kind.${invoice.kind}`) }]
              : [
                  {
                    id: 'order',
                    label: t('billing.order'),
                    value: <Link href={paths.order(invoice.orderId)}>{numberText(t, invoice.orderNumber)}</Link>,
                  },
                ]),
            ...(invoice.base === null || invoice.base.total.currency === invoice.total.currency
              ? []
              : [
                  {
                    id: 'base',
                    label: t('billing.base'),
                    value: (
                      <>
                        <Money value={invoice.base.total} />{' '}
                        <BaseRate base={invoice.base} from={invoice.total.currency} />
                      </>
                    ),
                  },
                ]),
          ]}
        />
      </Card>
      <InvoiceLines invoice={invoice} />
      <InvoicePayments number={invoice.number} payments={invoice.payments} />
      <InvoiceCredits invoice={invoice} />
      <InvoiceRevenue invoiceId={invoice.id} />
      <Card title={t('history.title')} headingLevel={3}>
        <History entity="invoice" id={invoice.id} currency={invoice.total.currency} />
      </Card>
      {act === 'pay' ? (
        <RecordPayment
          key={invoice.id}
          invoice={{
            id: invoice.id,
            number: invoice.number,
            clientName: invoice.clientName,
            due: invoice.due,
            activates: invoice.kind === 'order',
          }}
          onClose={close}
        />
      ) : null}
      {act === 'creditPart' ? <CreditPart key={invoice.id} invoice={invoice} onClose={close} /> : null}
      {act === 'refund' ? <RefundDialog key={invoice.id} invoice={invoice} onClose={close} /> : null}
      {act === 'cancelInvoice' || act === 'writeOff' ? (
        <EndInvoice key={invoice.id} ending={act} invoice={invoice} onClose={close} />
      ) : null}
    </DetailPane>
  );
}

/** The rate to the brand's currency, with its day and source where they were kept (spec 2.14). */
function BaseRate({ base, from }: { base: NonNullable<Invoice['base']>; from: string }) {
  const t = useTranslate();
  const { rate, rateOn, rateSource } = base;
  const to = base.total.currency;
  if (rateOn === null || rateSource === null) return t('billing.base.rate', { from, rate, to });
  return (
    <>
      (<RateUsed rate={{ from, to, rate, date: rateOn, source: rateSource }} />)
    </>
  );
}
