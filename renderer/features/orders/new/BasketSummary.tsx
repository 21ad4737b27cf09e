import type { ReactNode } from 'react';
import type { BasketQuote } from '../../../../preload/api/orders.ts';
import { useCall } from '../../../app/query.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Card, KeyValue, type KeyValueItem } from '../../../ui/index.ts';
import { Money, useMoneyText } from '../../../workbench/Money.tsx';
import { percentText } from '../../billing/tax.ts';
import { clientName } from '../../clients/name.ts';
import type { BasketValues } from './basket.ts';
import styles from './LineSummary.module.css';

export interface BasketSummaryProps {
  values: BasketValues;
  quote: BasketQuote | undefined;
  /** What stands under the total: problems and the buttons. */
  children: ReactNode;
}

/** What will be ordered, for whom and for how much, before it is. */
export function BasketSummary({ values, quote, children }: BasketSummaryProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const client = useCall('clients', 'get', { id: values.clientId ?? '' }, { enabled: values.clientId !== null });
  const lines = values.items.map((line, at): KeyValueItem => {
    const quoted = quote?.lines[at];
    const product = quoted?.productName ?? '';
    const name = quoted?.trial ? `${product}, ${t('trial.line', { days: quoted.trial.days })}` : product;
    return {
      id: line.key,
      label: line.quantity === 1 ? name : `${name} × ${line.quantity}`,
      value: quoted?.total ? <Money value={quoted.total} /> : null,
    };
  });
  const isDiscounted = quote !== undefined && quote.discount.amountMinor > 0;
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
            ...lines,
            ...(isDiscounted
              ? [
                  {
                    id: 'discount',
                    label: t('orders.discount.row'),
                    value: <Money value={{ ...quote.discount, amountMinor: -quote.discount.amountMinor }} />,
                  },
                ]
              : []),
            ...(quote?.taxes ?? []).map(({ name, percent, tax }) => ({
              id: `tax ${name} ${percent}`,
              label: t('billing.tax', { name, percent: percentText(percent, locale) }),
              value: <Money value={tax} />,
            })),
          ]}
        />
        <p className={styles['total']}>
          <span>{t('orders.total')}</span>
          <output className={styles['sum']}>{quote?.total ? money(quote.total) : '—'}</output>
        </p>
        {children}
      </div>
    </Card>
  );
}
