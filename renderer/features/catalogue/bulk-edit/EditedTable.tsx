import type { EditedProduct, EditedValue } from '../../../../preload/api/catalogue-bulk.ts';
import { formatMoney, type Locale } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { StaticTable, type TableColumn } from '../../../ui/index.ts';
import { BeforeAfter } from '../../../workbench/BeforeAfter.tsx';
import styles from './BulkEdit.module.css';

/** Products with each value before and after, or with why they are left out. */
export function EditedTable({ label, rows }: { label: string; rows: readonly EditedProduct[] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const columns = columnsOf(
    t,
    locale,
    rows.some(({ refused }) => refused !== null),
  );
  return <StaticTable label={label} columns={columns} rows={rows} rowId={(row) => row.id} />;
}

const columnsOf = (t: Translate, locale: Locale, isRefused: boolean): TableColumn<EditedProduct>[] => [
  {
    id: 'product',
    header: t('bulkEdit.product'),
    width: '34%',
    isRowHeader: true,
    cell: (row) => (row.name === '' ? '—' : row.name),
  },
  isRefused
    ? {
        id: 'why',
        header: t('bulkEdit.why'),
        wrap: true,
        cell: (row) => (row.refused === null ? '—' : t(`bulkEdit.refusal.${row.refused}`)),
      }
    : {
        id: 'what',
        header: t('bulkEdit.what'),
        wrap: true,
        cell: (row) => <Changes changes={row.changes} t={t} locale={locale} />,
      },
];

function Changes({ changes, t, locale }: { changes: readonly EditedValue[]; t: Translate; locale: Locale }) {
  if (changes.length === 0) return <>—</>;
  return (
    <div className={styles['changes']}>
      {changes.map((change) => (
        <span key={keyOf(change)} className={styles['change']}>
          <span className={styles['field']}>{nameOf(t, change)}</span>
          <BeforeAfter
            before={shown(t, locale, change, change.before)}
            after={shown(t, locale, change, change.after)}
            isMono={false}
          />
        </span>
      ))}
    </div>
  );
}

const keyOf = (change: EditedValue): string =>
  change.kind === 'price' ? `${change.termMonths} ${change.currency}` : change.field;

function nameOf(t: Translate, change: EditedValue): string {
  if (change.kind === 'price') return t(`catalogue.term.${change.termMonths}`);
  return change.field === 'categoryId' ? t('product.category') : t(`product.${change.field}`);
}

function shown(t: Translate, locale: Locale, change: EditedValue, value: string | boolean | number | null): string {
  if (typeof value === 'number' && change.kind === 'price') {
    return formatMoney(value, change.currency, locale, { display: 'code' });
  }
  if (typeof value === 'boolean') return value ? t('bulkEdit.yes') : t('bulkEdit.no');
  if (value === null || value === '') return t('bulkEdit.nothing');
  if (change.kind === 'field' && change.field === 'deferMode') {
    return value === 'inherit' ? t('product.deferMode.inherit.text') : t(`product.deferMode.${String(value)}`);
  }
  return String(value);
}
