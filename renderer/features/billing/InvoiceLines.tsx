import type { Invoice } from '../../../preload/api/billing.ts';
import type { Money } from '../../../preload/api/values.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { paths } from '../../app/paths.ts';
import { Card, Link } from '../../ui/index.ts';
import { Money as MoneyText } from '../../workbench/Money.tsx';
import styles from './InvoiceLines.module.css';
import { percentText } from './tax.ts';

/** What the invoice asks money for, and the sums under it: net and tax where there is any, what was paid and taken back. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { total, tax, taxes, paid, refunded, credited, due } = invoice;
  const net = { ...total, amountMinor: total.amountMinor - tax.amountMinor };
  const sums: { label: string; value: Money }[] = [
    ...(taxes.length === 0 ? [] : [{ label: t('billing.net'), value: net }]),
    ...taxes.map(({ name, percent, tax: value }) => ({
      label: t('billing.tax', { name, percent: percentText(percent, locale) }),
      value,
    })),
    { label: t('billing.total'), value: total },
    { label: t('billing.paid'), value: paid },
    ...(refunded.amountMinor === 0 ? [] : [{ label: t('billing.refunded'), value: refunded }]),
    ...(credited.amountMinor === 0 ? [] : [{ label: t('billing.credited'), value: credited }]),
    { label: t('billing.due'), value: due },
  ];
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
              <td>
                {line.contractProductId === null ? (
                  line.text
                ) : (
                  <Link href={paths.product(line.contractProductId)}>{line.text}</Link>
                )}
              </td>
              <td className={styles['muted']}>
                {line.periodFrom === null || line.periodTo === null
                  ? '—'
                  : formatSpan(line.periodFrom, line.periodTo, locale)}
              </td>
              <td className={styles['end']}>
                <MoneyText value={line.amount} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row" colSpan={2}>
                {label}
              </th>
              <td className={styles['end']}>
                <MoneyText value={value} />
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
    </Card>
  );
}
