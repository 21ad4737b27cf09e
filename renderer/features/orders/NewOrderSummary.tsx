import type { ReactNode } from 'react';
import type { OrderableProduct, SellablePrice } from '../../../preload/api/catalogue.ts';
import { useCall } from '../../app/query.ts';
import { formatMoney } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, KeyValue } from '../../ui/index.ts';
import { clientName } from '../clients/name.ts';
import styles from './NewOrderSummary.module.css';
import type { OrderValues } from './place.ts';

export interface NewOrderSummaryProps {
  values: OrderValues;
  product: OrderableProduct | undefined;
  price: SellablePrice | null;
  /** What stands under the total: problems and the button. */
  children: ReactNode;
}

/** What will be ordered, for whom and for how much, before it is. */
export function NewOrderSummary({ values, product, price, children }: NewOrderSummaryProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const client = useCall('clients', 'get', { id: values.clientId ?? '' }, { enabled: values.clientId !== null });
  const sum = price === null ? '—' : formatMoney(price.amountMinor, price.currency, locale);
  return (
    <Card title={t('orders.summary')}>
      <div className={styles['content']}>
        <KeyValue
          items={[
            {
              id: 'client',
              label: t('orders.client'),
              value: values.clientId && client.data ? clientName(client.data) : null,
            },
            { id: 'product', label: t('orders.product'), value: product?.name },
            { id: 'term', label: t('orders.term'), value: price === null ? null : t(`term.${price.termMonths}`) },
            { id: 'price', label: t('orders.price'), value: price === null ? null : sum },
          ]}
        />
        <p className={styles['total']}>
          <span>{t('orders.total')}</span>
          <output className={styles['sum']}>{sum}</output>
        </p>
        <p className={styles['next']}>{t('orders.summary.text')}</p>
        {children}
      </div>
    </Card>
  );
}
