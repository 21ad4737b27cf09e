import { Ban, CircleCheck, Clock } from 'lucide-react';
import type { ContractPeriod } from '../../../preload/api/contract-products.ts';
import { paths } from '../../app/paths.ts';
import { formatSpan, type Locale } from '../../i18n/format.ts';
import { type Translate, useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Link, StaticTable, StatusBadge, type TableColumn } from '../../ui/index.ts';
import type { Look } from '../../workbench/looks.ts';
import { Money } from '../../workbench/Money.tsx';
import { NumberText } from '../../workbench/number.tsx';
import styles from './Billing.module.css';

const states: Record<ContractPeriod['state'], Look> = {
  billed: { tone: 'info', icon: Clock },
  paid: { tone: 'success', icon: CircleCheck },
  cancelled: { tone: 'neutral', icon: Ban },
};

/** The periods of a contract product, newest first: their days, price, invoice, and what the vendor was asked for them. */
export function Periods({ periods }: { periods: readonly ContractPeriod[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  if (periods.length === 0) return <p>{t('contracts.periods.empty')}</p>;
  return (
    <StaticTable
      label={t('contracts.periods')}
      rows={periods}
      rowId={(period) => period.id}
      columns={columnsOf(t, locale)}
    />
  );
}

const columnsOf = (t: Translate, locale: Locale): TableColumn<ContractPeriod>[] => [
  {
    id: 'number',
    header: t('contracts.periods.number'),
    width: 48,
    isTabular: true,
    cell: (period) => period.number,
  },
  {
    id: 'days',
    header: t('contracts.periods.days'),
    isRowHeader: true,
    isTabular: true,
    cell: (period) => <span className={styles['wrap']}>{formatSpan(period.from, period.to, locale)}</span>,
  },
  {
    id: 'price',
    header: t('contracts.periods.price'),
    width: 88,
    align: 'end',
    isTabular: true,
    cell: (period) => <Money value={period.price} />,
  },
  {
    id: 'invoice',
    header: t('contracts.periods.invoice'),
    cell: (period) => (
      <span className={styles['wrap']}>
        {period.invoiceId === null ? (
          '—'
        ) : (
          <Link href={paths.invoice(period.invoiceId)}>
            <NumberText number={period.invoiceNumber ?? ''} />
          </Link>
        )}
        <StatusBadge {...states[period.state]} label={t(`contracts.periods.state.${period.state}`)} variant="plain" />
      </span>
    ),
  },
  {
    id: 'vendor',
    header: t('contracts.periods.vendor'),
    width: 108,
    isMuted: true,
    cell: (period) => t(`contracts.periods.vendor.${period.vendorRenewal}`),
  },
];
