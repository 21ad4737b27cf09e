import type { PromoCodeRow } from '../../../preload/api/promo-codes.ts';
import { formatDate, formatMoney, formatNumber, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { Mono, type TableColumn } from '../../ui/index.ts';
import { RowSyncMark } from '../team-hub/RowSyncMark.tsx';
import { DraftMark } from '../../workbench/DraftMark.tsx';
import { ActiveBadge } from './ActiveBadge.tsx';

/** `10 %`, or the amounts of each currency. */
export const grantText = (row: Pick<PromoCodeRow, 'kind' | 'percent' | 'amounts'>, locale: Locale): string =>
  row.kind === 'percent'
    ? `${locale === 'ru' ? (row.percent ?? '').replace('.', ',') : (row.percent ?? '')}\u00A0%`
    : row.amounts.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency, locale)).join(' · ') || '—';

/** Columns of the list of promo codes. Beside an open one only what tells them apart. */
export function promoCodeColumns(t: Translate, locale: Locale, isNarrow: boolean): TableColumn<PromoCodeRow>[] {
  const code: TableColumn<PromoCodeRow> = {
    id: 'code',
    header: t('promoCodes.code'),
    isSortable: true,
    width: '1fr',
    minWidth: 110,
    isRowHeader: true,
    cell: (row) => (
      <>
        <RowSyncMark record="promo_code" id={row.id} /> <Mono>{row.code}</Mono>{' '}
        <DraftMark form={`promo-code/${row.id}`} />
      </>
    ),
    text: (row) => row.code,
  };
  const grant: TableColumn<PromoCodeRow> = {
    id: 'grant',
    header: t('promoCodes.grant'),
    width: '1fr',
    minWidth: 90,
    isTabular: true,
    cell: (row) => grantText(row, locale),
  };
  const active: TableColumn<PromoCodeRow> = {
    id: 'active',
    header: t('promoCodes.state'),
    width: 120,
    cell: (row) => <ActiveBadge isActive={row.isActive} />,
    text: (row) => t(row.isActive ? 'promoCodes.active' : 'promoCodes.inactive'),
  };
  if (isNarrow) return [code, grant, active];
  return [
    code,
    { id: 'name', header: t('promoCodes.name'), width: '2fr', minWidth: 120, cell: (row) => row.name },
    grant,
    active,
    {
      id: 'uses',
      header: t('promoCodes.uses'),
      width: 132,
      align: 'end',
      isTabular: true,
      cell: (row) => {
        const used = formatNumber(row.reserved + row.committed, locale);
        return row.maxUses === null ? used : `${used} / ${formatNumber(row.maxUses, locale)}`;
      },
    },
    {
      id: 'valid',
      header: t('promoCodes.valid'),
      width: 200,
      isMuted: true,
      isTabular: true,
      cell: (row) =>
        row.startsOn === null && row.endsOn === null
          ? t('promoCodes.always')
          : [row.startsOn, row.endsOn].map((date) => (date === null ? '…' : formatDate(date, locale))).join(' – '),
    },
  ];
}
