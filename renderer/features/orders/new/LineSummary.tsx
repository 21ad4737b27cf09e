import type { ReactNode } from 'react';
import type { Product } from '../../../../preload/api/catalogue.ts';
import type { Quote } from '../../../../preload/api/catalogue-store.ts';
import { formatMoney, formatNumber } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Card, KeyValue, type KeyValueItem } from '../../../ui/index.ts';
import { Money } from '../../../workbench/Money.tsx';
import { RateUsed } from '../../../workbench/RateUsed.tsx';
import styles from './LineSummary.module.css';
import type { LineValues } from './line.ts';

export interface LineSummaryProps {
  values: LineValues;
  product: Product | undefined;
  quote: Quote | undefined;
  /** It begins with a trial: nothing is paid for it now. */
  isTrial: boolean;
  /** What stands under the total: the buttons. */
  children: ReactNode;
}

/** What the line is and comes to, before it is in the basket. */
export function LineSummary({ values, product, quote, isTrial, children }: LineSummaryProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const total = quote?.problems.length === 0 ? quote.total : null;
  const sum = total === null ? '—' : formatMoney(isTrial ? 0 : total.amountMinor, total.currency, locale);
  const options = (product?.options ?? []).map((option): KeyValueItem => {
    const priced = quote?.options.find(({ optionId }) => optionId === option.id);
    return {
      id: option.id,
      label: option.name,
      value: priced ? <Priced name={priced.name} price={priced.price} /> : null,
    };
  });
  const attributes = (product?.attributes ?? []).map(({ id, name, values: all }): KeyValueItem => ({
    id,
    label: name,
    value: all.find((value) => value.id === values.choices[id])?.name,
  }));
  const isMany = product !== undefined && product.quantity.bulk !== 'no';
  return (
    <Card title={t('orders.summary')}>
      <div className={styles['content']}>
        <KeyValue
          items={[
            { id: 'product', label: t('orders.product'), value: product?.name },
            ...(product && product.components.length > 0
              ? [
                  {
                    id: 'parts',
                    label: t('orders.bundle'),
                    value: product.components.map(({ name }) => name).join(', '),
                  },
                ]
              : []),
            {
              id: 'term',
              label: t('orders.term'),
              value: values.termMonths === '1' || values.termMonths === '12' ? t(`term.${values.termMonths}`) : null,
            },
            { id: 'price', label: t('orders.price'), value: quote?.base ? <Money value={quote.base} /> : null },
            ...options,
            ...attributes,
            ...(quote?.rate ? [{ id: 'rate', label: t('orders.rate'), value: <RateUsed rate={quote.rate} /> }] : []),
            ...(isMany || quote?.rate
              ? [
                  ...(options.length === 0 && !quote?.rate
                    ? []
                    : [
                        {
                          id: 'unit',
                          label: t('orders.each'),
                          value: quote?.unit ? <Money value={quote.unit} /> : null,
                        },
                      ]),
                  ...(isMany
                    ? [
                        {
                          id: 'quantity',
                          label: t('orders.quantity'),
                          value: quote ? formatNumber(quote.quantity, locale) : null,
                        },
                      ]
                    : []),
                ]
              : []),
          ]}
        />
        <p className={styles['total']}>
          <span>{t('orders.total')}</span>
          <output className={styles['sum']}>{sum}</output>
        </p>
        {isTrial ? <p className={styles['next']}>{t('trial.order.summary')}</p> : null}
        {children}
      </div>
    </Card>
  );
}

function Priced({ name, price }: { name: string; price: { amountMinor: number; currency: string } }) {
  return (
    <span className={styles['priced']}>
      <span>{name}</span>
      <Money value={price} />
    </span>
  );
}
