import type { Finding } from '../../../preload/api/reconciliation.ts';
import { formatInstant, formatMoney, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { Mono, type TableColumn } from '../../ui/index.ts';
import { FindingBadge } from './statuses.tsx';
import { changeText } from './values.tsx';

/** Columns of the list of findings. Beside an open one only what tells them apart. */
export function findingColumns(
  t: Translate,
  locale: Locale,
  { isNarrow, isResolved }: { isNarrow: boolean; isResolved: boolean },
): TableColumn<Finding>[] {
  const what: TableColumn<Finding> = {
    id: 'what',
    header: t('findings.col.what'),
    width: isNarrow ? '3fr' : 236,
    minWidth: 150,
    isRowHeader: true,
    cell: (row) => <FindingBadge finding={row} />,
  };
  const license: TableColumn<Finding> = {
    id: 'license',
    header: t('findings.col.license'),
    width: isNarrow ? '2fr' : '1fr',
    minWidth: 96,
    isMuted: true,
    cell: (row) => (row.vendorId === '' ? row.productName : <Mono>{row.vendorId}</Mono>),
  };
  if (isNarrow) return [what, license];
  return [
    what,
    license,
    {
      id: 'values',
      header: t('findings.col.values'),
      width: '3fr',
      minWidth: 160,
      cell: (row) => (row.class === 'orphan' ? orphanText(t, locale, row) : <span>{changeText(t, locale, row)}</span>),
    },
    {
      id: 'client',
      header: t('findings.col.client'),
      width: '2fr',
      minWidth: 90,
      isMuted: true,
      cell: (row) => row.clientName || '—',
    },
    {
      id: 'at',
      header: t(isResolved ? 'findings.col.resolved' : 'findings.col.found'),
      width: 172,
      isMuted: true,
      isTabular: true,
      cell: (row) => formatInstant(isResolved ? (row.resolvedAt ?? row.foundAt) : row.foundAt, locale),
    },
  ];
}

/** What an orphan is and what it costs. */
function orphanText(t: Translate, locale: Locale, { productName, cost, period }: Finding): string {
  const sum = cost === null ? t('finding.cost.unknown') : formatMoney(cost.amountMinor, cost.currency, locale);
  const time = periodText(t, period);
  return [productName, time === '' ? sum : `${sum} / ${time}`].filter((part) => part !== '').join(' · ');
}

/** A vendor's period in words; empty: not told. */
export function periodText(t: Translate, period: number | null): string {
  if (period === null) return '';
  return period < 0 ? t('period.trial') : t('period.months', { months: period });
}
