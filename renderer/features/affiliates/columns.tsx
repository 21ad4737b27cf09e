import { CircleCheck, Clock, Undo2 } from 'lucide-react';
import type { Affiliate, AffiliateSums, Commission, CommissionState } from '../../../preload/api/affiliates.ts';
import { paths } from '../../app/paths.ts';
import { formatMoney, type Locale } from '../../i18n/format.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Link, Mono, StatusBadge } from '../../ui/index.ts';
import type { Look } from '../../workbench/looks.ts';
import { countColumn, dateColumn, moneyColumn, type ReportColumn, textColumn } from '../reports/columns.tsx';
import { numberText, shortNumber } from '../../workbench/number.tsx';

const looks: Record<CommissionState, Look> = {
  pending: { tone: 'info', icon: Clock },
  matured: { tone: 'success', icon: CircleCheck },
  reversed: { tone: 'neutral', icon: Undo2 },
};

function CommissionBadge({ state }: { state: CommissionState }) {
  const t = useTranslate();
  return <StatusBadge {...looks[state]} label={t(`affiliates.state.${state}`)} variant="plain" />;
}

/** An affiliate in one currency: amounts of two are never added. */
export type AffiliateLine = Affiliate & { readonly sum: AffiliateSums | null };
export const affiliateLines = (rows: readonly Affiliate[]): AffiliateLine[] =>
  rows.flatMap((row): AffiliateLine[] =>
    row.sums.length === 0 ? [{ ...row, sum: null }] : row.sums.map((sum) => ({ ...row, sum })),
  );

export function affiliateColumns(t: Translate, locale: Locale): ReportColumn<AffiliateLine>[] {
  const money = (id: string, header: string, field: 'pendingMinor' | 'openMinor' | 'paidMinor') =>
    moneyColumn<AffiliateLine>(locale, {
      id,
      header,
      value: ({ sum }) => (sum === null ? null : { amountMinor: sum[field], currency: sum.currency }),
    });
  return [
    {
      ...textColumn<AffiliateLine>({
        id: 'name',
        header: t('affiliates.affiliate'),
        width: '2fr',
        minWidth: 150,
        value: (row) => row.clientName,
      }),
      cell: (row) => (
        <Link variant="strong" href={paths.client(row.clientId)}>
          {row.clientName}
        </Link>
      ),
    },
    {
      ...textColumn<AffiliateLine>({ id: 'code', header: t('affiliates.code'), width: 150, value: (row) => row.code }),
      cell: (row) => <Mono>{row.code}</Mono>,
    },
    textColumn<AffiliateLine>({
      id: 'active',
      header: t('affiliates.earns'),
      width: 150,
      value: (row) => t(row.isActive ? 'affiliates.yes' : 'affiliates.no'),
    }),
    countColumn<AffiliateLine>(locale, {
      id: 'referred',
      header: t('affiliates.referred'),
      width: 160,
      value: (row) => row.referred,
    }),
    textColumn<AffiliateLine>({
      id: 'currency',
      header: t('reports.currency'),
      width: 88,
      isOptional: true,
      value: ({ sum }) => sum?.currency ?? '',
    }),
    money('pending', t('affiliates.pending'), 'pendingMinor'),
    money('open', t('affiliates.open'), 'openMinor'),
    money('paid', t('affiliates.paid'), 'paidMinor'),
  ];
}

/** Commissions; without the affiliate where all are of one. */
export function commissionColumns(t: Translate, locale: Locale, isOfOne = false): ReportColumn<Commission>[] {
  return [
    dateColumn<Commission>(locale, { id: 'earnedOn', header: t('affiliates.earnedOn'), value: (row) => row.earnedOn }),
    ...(isOfOne
      ? []
      : [
          {
            ...textColumn<Commission>({
              id: 'affiliate',
              header: t('affiliates.affiliate'),
              width: '2fr',
              minWidth: 116,
              value: (row) => row.affiliateName,
            }),
            cell: (row: Commission) => <Link href={paths.client(row.affiliateClientId)}>{row.affiliateName}</Link>,
          },
        ]),
    {
      ...textColumn<Commission>({
        id: 'client',
        header: t('affiliates.client'),
        width: '2fr',
        minWidth: 116,
        value: (row) => row.clientName,
      }),
      cell: (row) => <Link href={paths.client(row.clientId)}>{row.clientName}</Link>,
    },
    {
      ...textColumn<Commission>({
        id: 'invoice',
        header: t('reports.invoice'),
        width: 116,
        value: (row) => numberText(t, row.invoiceNumber),
      }),
      isRowHeader: true,
      cell: (row) => <Link href={paths.invoice(row.invoiceId)}>{shortNumber(t, row.invoiceNumber)}</Link>,
    },
    {
      ...textColumn<Commission>({
        id: 'state',
        header: t('affiliates.state'),
        width: 124,
        value: (row) => t(`affiliates.state.${row.state}`),
      }),
      cell: (row) => <CommissionBadge state={row.state} />,
    },
    dateColumn<Commission>(locale, {
      id: 'maturesOn',
      header: t('affiliates.maturesOn'),
      isOptional: isOfOne,
      value: (row) => row.maturesOn,
    }),
    moneyColumn<Commission>(locale, {
      id: 'base',
      header: t('affiliates.base'),
      isOptional: true,
      value: (row) => row.base,
    }),
    textColumn<Commission>({
      id: 'rate',
      header: t('affiliates.rate'),
      width: 100,
      isOptional: true,
      value: (row) => row.rate ?? '',
    }),
    moneyColumn<Commission>(locale, {
      id: 'amount',
      header: t('affiliates.amount'),
      width: 120,
      value: (row) => row.amount,
    }),
    moneyColumn<Commission>(locale, {
      id: 'reversed',
      header: t('affiliates.reversed'),
      width: 112,
      value: (row) => row.reversed,
      cell: (row) =>
        row.reversed.amountMinor === 0 ? '—' : formatMoney(row.reversed.amountMinor, row.reversed.currency, locale),
    }),
    textColumn<Commission>({
      id: 'currency',
      header: t('reports.currency'),
      width: 88,
      isOptional: true,
      value: (row) => row.amount.currency,
    }),
  ];
}
