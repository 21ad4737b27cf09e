import type { Invoice } from '../../../preload/api/billing.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card } from '../../ui/index.ts';
import { ReceiptButton } from '../documents/DocumentActions.tsx';
import { Money } from '../../workbench/Money.tsx';
import styles from './InvoicePayments.module.css';

/** The money received for an invoice, the newest last. */
export function InvoicePayments({ number, payments }: Pick<Invoice, 'number' | 'payments'>) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <Card title={t('billing.payments')} headingLevel={3} isFlush={payments.length > 0}>
      {payments.length === 0 ? (
        <p className={styles['none']}>{t('billing.noPayments')}</p>
      ) : (
        <ul className={styles['list']} aria-label={t('billing.payments')}>
          {payments.map((payment, at) => (
            <li key={payment.id} className={styles['payment']}>
              <span>
                {t(`payment.method.${payment.method}`)}
                {payment.reference === '' ? null : <span className={styles['muted']}> · {payment.reference}</span>}
              </span>
              <strong className={styles['sum']}>
                <Money value={payment.amount} />
              </strong>
              <span className={styles['muted']}>
                {t('payment.line', { date: formatDate(payment.receivedOn, locale), name: payment.recordedBy })}
              </span>
              <span className={styles['receipt']}>
                <ReceiptButton paymentId={payment.id} number={`${number}-${at + 1}`} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
