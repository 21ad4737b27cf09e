import type { BookRow, BookTerm } from '../../../preload/api/billing-books.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { formatDate, formatMoney, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Link, StaticTable, type TableColumn } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { numberText } from '../../workbench/number.tsx';
import { usePages } from '../../workbench/usePages.ts';
import styles from './Billing.module.css';

/** The rows that a term of the equation is the sum of, newest first. */
export function BookRows({ term, currency, asOf }: { term: BookTerm; currency: string; asOf: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const pages = usePages('billing', 'bookRows', { term, currency, asOf, limit: 50 });
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.isLoading) return null;
  if (pages.rows.length === 0) return <p className={styles['muted']}>{t('books.noRows')}</p>;
  const label = t('books.rows', { term: t(`books.term.${term}`) });
  return (
    <section aria-label={label} className={styles['rows']}>
      <h3 className={styles['rowsTitle']}>{label}</h3>
      <StaticTable
        label={label}
        columns={columns(t, locale, currency)}
        rows={pages.rows}
        rowId={({ kind, id }) => `${kind} ${id}`}
      />
      <MoreButton pages={pages} />
    </section>
  );
}

const columns = (t: Translate, locale: Locale, currency: string): TableColumn<BookRow>[] => [
  {
    id: 'on',
    header: t('balance.col.on'),
    width: 128,
    isTabular: true,
    isMuted: true,
    cell: ({ on }) => formatDate(on, locale),
  },
  { id: 'kind', header: t('balance.col.what'), width: 150, cell: ({ kind }) => t(`books.row.${kind}`) },
  {
    id: 'text',
    header: t('credit.document'),
    width: 140,
    isRowHeader: true,
    cell: ({ id, kind, text, invoiceId }) =>
      kind === 'credit_note' ? (
        <Link href={paths.creditNote(id)}>{numberText(t, text)}</Link>
      ) : invoiceId === null ? (
        numberText(t, text) || '—'
      ) : (
        <Link href={paths.invoice(invoiceId)}>{numberText(t, text)}</Link>
      ),
  },
  {
    id: 'client',
    header: t('billing.client'),
    isMuted: true,
    cell: ({ clientId, clientName }) => <Link href={paths.client(clientId)}>{clientName}</Link>,
  },
  {
    id: 'amount',
    header: t('billing.amount'),
    width: 130,
    align: 'end',
    cell: ({ amountMinor }) => formatMoney(amountMinor, currency, locale),
  },
];
