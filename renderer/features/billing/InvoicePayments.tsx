import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, Table } from '../../ui/index.ts';
import { paymentColumns, type Payment } from './columns.tsx';
import styles from './InvoicePayments.module.css';

/** The money received for an invoice. */
export function InvoicePayments({ payments }: { payments: readonly Payment[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <Card title={t('billing.payments')} headingLevel={3} isFlush={payments.length > 0}>
      {payments.length === 0 ? (
        <p className={styles['none']}>{t('billing.noPayments')}</p>
      ) : (
        <Table
          label={t('billing.payments')}
          layout="auto"
          columns={paymentColumns(t, locale)}
          rows={payments}
          rowId={(row) => row.id}
          dependencies={[locale]}
        />
      )}
    </Card>
  );
}
