import type { PaperDocument } from '../../../preload/api/documents.ts';
import type { Money } from '../../../preload/api/values.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import styles from './PaperTotals.module.css';
import { decimal, sum } from './words.ts';

interface Row {
  readonly id: string;
  readonly label: string;
  readonly value: Money;
  readonly isStrong?: boolean;
}

/** The sums of a document: net, tax by rate, total, and what of it is settled. What is nothing is left out. */
export function PaperTotals({ document }: { document: PaperDocument }) {
  const locale = useLocaleCode();
  const rows = useRows(document);
  return (
    <dl className={styles['totals']}>
      {rows.map(({ id, label, value, isStrong }) => (
        <div key={id} className={styles['row']} data-strong={isStrong}>
          <dt>{label}</dt>
          <dd>{sum(value, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

function useRows({ kind, net, tax, taxes, total, settlement }: PaperDocument): Row[] {
  const t = useTranslate();
  const locale = useLocaleCode();
  const isTaxed = taxes.length > 0 || tax.amountMinor !== 0;
  const rows: Row[] = [
    ...(isTaxed ? [{ id: 'net', label: t('document.net'), value: net }] : []),
    ...taxes.map((rate, at) => ({
      id: `tax ${at}`,
      label: t(rate.isInclusive ? 'document.tax.inclusive' : 'document.tax', {
        name: rate.name,
        percent: decimal(rate.percent, locale),
        net: sum(rate.net, locale),
      }),
      value: rate.tax,
    })),
    ...(isTaxed && taxes.length === 0 ? [{ id: 'taxes', label: t('document.taxes'), value: tax }] : []),
    {
      id: 'total',
      label: t(`document.total.${kind}`),
      value: total,
      isStrong: true,
    },
  ];
  if (settlement === null) return rows;
  const { credited, paid, refunded, due } = settlement;
  const said = (id: 'credited' | 'paid' | 'refunded', label: string, value: Money, sign: 1 | -1): Row[] =>
    value.amountMinor === 0 ? [] : [{ id, label, value: { ...value, amountMinor: sign * value.amountMinor } }];
  return [
    ...rows,
    ...said('credited', t('document.credited'), credited, -1),
    ...said('paid', t('document.paid'), paid, -1),
    ...said('refunded', t('document.refunded'), refunded, 1),
    { id: 'due', label: t('document.due'), value: due, isStrong: true },
  ];
}
