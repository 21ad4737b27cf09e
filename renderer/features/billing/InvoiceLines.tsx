import type { Invoice } from '../../../preload/api/billing.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import styles from './InvoiceLines.module.css';

/** What the invoice asks money for, and the sums under it. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { total, due } = invoice;
  const paid = {
    amountMinor: invoice.payments.reduce((sum, { amount }) => sum + amount.amountMinor, 0),
    currency: total.currency,
  };
  return (
    <Card title={t('billing.lines')} headingLevel={3} isFlush>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('billing.line')}</th>
            <th scope="col">{t('billing.period')}</th>
            <th scope="col" className={styles['end']}>
              {t('billing.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr key={`${line.text} ${line.periodFrom} ${line.amount.amountMinor}`}>
              <td>{line.text}</td>
              <td className={styles['muted']}>
                {line.periodFrom === null || line.periodTo === null
                  ? '—'
                  : `${formatDate(line.periodFrom, locale)} – ${formatDate(line.periodTo, locale)}`}
              </td>
              <td className={styles['end']}>
                <Money value={line.amount} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {(
            [
              ['billing.total', total],
              ['billing.paid', paid],
              ['billing.due', due],
            ] as const
          ).map(([label, value]) => (
            <tr key={label}>
              <th scope="row" colSpan={2}>
                {t(label)}
              </th>
              <td className={styles['end']}>
                <Money value={value} />
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
    </Card>
  );
}
