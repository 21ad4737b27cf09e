import { ReceiptText } from 'lucide-react';
import type { LedgerCharge, OperationDetail } from '../../../preload/api/operations.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, Card, Mono, StaticTable, type TableColumn } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { When } from '../../workbench/When.tsx';
import styles from './LedgerCard.module.css';

/** What the vendor's ledger charged: read when somebody asks, because it costs a call. For what was never sent there is nothing to ask. */
export function LedgerCard({ operation }: { operation: OperationDetail }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const read = useAction('operations', 'charges');
  if (operation.sentAt === null) return null;
  const rows = read.data?.rows ?? [];
  return (
    <Card
      title={t('operation.ledger')}
      headingLevel={3}
      actions={
        <Button
          size="small"
          icon={ReceiptText}
          isBusy={read.isPending}
          whyDisabled={may('operations.read')}
          onPress={() => read.mutate({ id: operation.id })}
        >
          {t('operation.ledger.read')}
        </Button>
      }
    >
      <div className={styles['content']} aria-live="polite">
        {read.error ? <ErrorBanner error={read.error.error} /> : null}
        {read.data === undefined ? (
          <p className={styles['note']}>
            {t(operation.vendorId === null ? 'operation.ledger.text.unknown' : 'operation.ledger.text')}
          </p>
        ) : (
          <p className={styles['note']}>
            {rows.length === 0 ? t('operation.ledger.none') : null} {t('operation.ledger.readAt')}{' '}
            <When at={read.data.readAt} isExact />
          </p>
        )}
        {rows.length === 0 ? null : (
          <StaticTable label={t('operation.ledger')} columns={columns(t, locale)} rows={rows} rowId={(row) => row.id} />
        )}
      </div>
    </Card>
  );
}

const columns = (t: Translate, locale: Locale): TableColumn<LedgerCharge>[] => [
  {
    id: 'date',
    header: t('operation.ledger.date'),
    width: 116,
    isTabular: true,
    cell: (row) => (row.date === '' ? '—' : formatDate(row.date, locale)),
  },
  { id: 'service', header: t('manage.vendorId'), width: 96, cell: (row) => <Mono>{row.serviceId || '—'}</Mono> },
  { id: 'text', header: t('operation.ledger.what'), minWidth: 120, cell: (row) => row.text || '—' },
  {
    id: 'amount',
    header: t('operation.ledger.amount'),
    width: 110,
    align: 'end',
    cell: (row) => (row.amount === null ? t('ui.unknown') : <Money value={row.amount} />),
  },
];
