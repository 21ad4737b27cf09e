import {
  CircleCheck,
  CircleHelp,
  Clock,
  CopyX,
  History,
  Plus,
  RefreshCw,
  SearchX,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { StatementMatch, StatementRow } from '../../../preload/api/reconciliation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { formatDate, formatMoney, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Card, Link, Mono, StaticTable, StatusBadge, type StatusTone, type TableColumn } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { usePages } from '../../workbench/usePages.ts';
import styles from './Page.module.css';

const looks: Record<StatementMatch, { tone: StatusTone; icon: LucideIcon }> = {
  operation: { tone: 'success', icon: CircleCheck },
  auto_renewal: { tone: 'success', icon: RefreshCw },
  earlier: { tone: 'neutral', icon: History },
  unmatched: { tone: 'warning', icon: CircleHelp },
  double: { tone: 'danger', icon: CopyX },
  not_charged: { tone: 'warning', icon: SearchX },
  awaited: { tone: 'info', icon: Clock },
  top_up: { tone: 'neutral', icon: Plus },
  refund: { tone: 'neutral', icon: Undo2 },
};

function columnsOf(t: Translate, locale: Locale): TableColumn<StatementRow>[] {
  return [
    {
      id: 'date',
      header: t('statement.col.date'),
      width: 132,
      isTabular: true,
      cell: (row) => (row.date === '' ? t('statement.noDate') : formatDate(row.date, locale)),
    },
    {
      id: 'match',
      header: t('statement.col.match'),
      width: 204,
      isRowHeader: true,
      cell: (row) => <StatusBadge {...looks[row.match]} label={t(`statement.match.${row.match}`)} variant="plain" />,
    },
    {
      id: 'license',
      header: t('statement.col.license'),
      width: 96,
      isMuted: true,
      cell: (row) => (row.serviceId === '' ? '—' : <Mono>{row.serviceId}</Mono>),
    },
    {
      id: 'client',
      header: t('statement.col.client'),
      isMuted: true,
      cell: (row) =>
        row.contractProductId === null ? (
          row.clientName || '—'
        ) : (
          <Link href={paths.productTab(row.contractProductId, 'manage')}>{row.clientName}</Link>
        ),
    },
    {
      id: 'text',
      header: t('statement.col.text'),
      isMuted: true,
      cell: (row) => row.text || (row.operationKind === null ? '—' : t(`action.${row.operationKind}`)),
    },
    {
      id: 'amount',
      header: t('statement.col.amount'),
      width: 178,
      align: 'end',
      cell: (row) => <Amount row={row} t={t} locale={locale} />,
    },
  ];
}

function Amount({ row, t, locale }: { row: StatementRow; t: Translate; locale: Locale }) {
  const { amount, expected } = row;
  const text = (money: NonNullable<typeof amount>): string =>
    formatMoney(money.amountMinor, money.currency, locale, { signed: true });
  return (
    <>
      {amount === null ? (row.id.startsWith('operation/') ? '—' : t('statement.unread')) : text(amount)}
      {expected === null ? null : (
        <span className={styles['muted']}>{` (${t('statement.expected', { sum: text(expected) })})`}</span>
      )}
    </>
  );
}

export interface StatementRowsProps {
  flagged: readonly StatementRow[];
  asked: { readonly connectionId: string; readonly from?: string };
}

/** Every movement with what stands behind it; what needs a look stands on top too. */
export function StatementRows({ flagged, asked }: StatementRowsProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const pages = usePages('reconciliation', 'statement', asked);
  const columns = columnsOf(t, locale);
  return (
    <>
      {flagged.length === 0 ? null : (
        <Card title={t('statement.flagged')} description={t('statement.flagged.text')} isFlush>
          <StaticTable label={t('statement.flagged')} columns={columns} rows={flagged} rowId={(row) => row.id} />
        </Card>
      )}
      <Card title={t('statement.rows')} isFlush={pages.rows.length > 0}>
        {pages.error ? <ErrorBanner error={pages.error} /> : null}
        {pages.rows.length === 0 ? (
          pages.isLoading ? null : (
            <p className={styles['muted']}>{t('statement.empty')}</p>
          )
        ) : (
          <StaticTable label={t('statement.rows')} columns={columns} rows={pages.rows} rowId={(row) => row.id} />
        )}
        <MoreButton pages={pages} />
      </Card>
    </>
  );
}
