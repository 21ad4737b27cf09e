import type { RevenueLine, RevenueMonth } from '../../../preload/api/revenue.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { formatDate, formatMonth, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Card, Disclosure, KeyValue, StaticTable, type TableColumn } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import styles from './InvoiceRevenue.module.css';

/** When the invoice counts as revenue, line by line (spec items 52-56). */
export function InvoiceRevenue({ invoiceId }: { invoiceId: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data, error } = useCall('revenue', 'ofInvoice', { id: invoiceId });
  if (error) return <ErrorBanner error={error.error} />;
  if (!data) return null;
  return (
    <Card
      title={t('revenue.title')}
      headingLevel={3}
      description={t('revenue.text', { date: formatDate(data.asOf, locale) })}
    >
      <ul className={styles['lines']} aria-label={t('revenue.title')}>
        {data.lines.map((line, at) => (
          // Lines have no names of their own, and their order never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className={styles['line']}>
            <Line line={line} isOnlyOne={data.lines.length === 1} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Line({ line, isOnlyOne }: { line: RevenueLine; isOnlyOne: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { amount, paid, recognised, policy, source, months } = line;
  return (
    <>
      {isOnlyOne ? null : <p className={styles['text']}>{line.text}</p>}
      <KeyValue
        layout="columns"
        items={[
          {
            id: 'recognised',
            label: t('revenue.recognised'),
            value: (
              <strong>
                <Money value={recognised} />
              </strong>
            ),
          },
          {
            id: 'left',
            label: t('revenue.left'),
            value: (
              <Money
                value={{
                  ...amount,
                  amountMinor: amount.amountMinor - line.reversed.amountMinor - recognised.amountMinor,
                }}
              />
            ),
          },
          { id: 'paid', label: t('revenue.paid'), value: <Money value={paid} /> },
          {
            id: 'policy',
            label: t('revenue.policy'),
            value: t(`revenue.policy.${source}`, { policy: t(`product.revenue.${policy}`) }),
          },
        ]}
      />
      {paid.amountMinor === 0 && amount.amountMinor > 0 ? (
        <p className={styles['muted']}>{t('revenue.unpaid')}</p>
      ) : null}
      {months.length < 2 ? null : (
        <Disclosure title={t('revenue.months', { count: months.length })} headingLevel={4}>
          <StaticTable
            label={t('revenue.months', { count: months.length })}
            rows={months}
            rowId={({ month }) => month}
            columns={columns(t, locale)}
          />
        </Disclosure>
      )}
    </>
  );
}

const columns = (t: Translate, locale: Locale): TableColumn<RevenueMonth>[] => [
  { id: 'month', header: t('revenue.month'), minWidth: 120, cell: ({ month }) => formatMonth(month, locale) },
  {
    id: 'earned',
    header: t('revenue.earned'),
    width: 170,
    align: 'end',
    cell: ({ earned }) => <Money value={earned} />,
  },
  {
    id: 'recognised',
    header: t('revenue.recognised'),
    width: 130,
    align: 'end',
    cell: ({ recognised }) => <Money value={recognised} />,
  },
];
