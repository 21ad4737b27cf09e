import type { BulkAccount, BulkPreview } from '../../../preload/api/bulk.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Money } from '../../../preload/api/values.ts';
import { Banner, KeyValue, StaticTable, type TableColumn } from '../../ui/index.ts';
import styles from './PreviewSummary.module.css';
import { costText, costWords, durationText } from './words.ts';

/** The whole in figures: how many, what it costs, how long it takes; and what to know before it is confirmed. */
export function PreviewSummary({ preview }: { preview: BulkPreview }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { rows, skipped, charges, cost, accounts, seconds } = preview;
  return (
    <div className={styles['summary']}>
      {rows === 0 ? <Banner tone="warning" title={t('bulk.preview.nothing')} /> : null}
      <KeyValue
        layout="columns"
        items={[
          { id: 'done', label: t('bulk.preview.done'), value: formatNumber(rows, locale) },
          { id: 'skipped', label: t('bulk.preview.skipped'), value: formatNumber(skipped, locale) },
          {
            id: 'cost',
            label: t('bulk.preview.cost'),
            value: rows === 0 ? null : charges ? costWords(t, locale, cost) : t('bulk.preview.cost.free'),
          },
          { id: 'time', label: t('bulk.preview.time'), value: rows === 0 ? null : durationText(seconds, locale) },
        ]}
      />
      {charges && rows > 0 ? (
        <StaticTable
          label={t('bulk.preview.accounts')}
          columns={columns(t)}
          rows={accounts}
          rowId={({ connectionId }) => connectionId}
        />
      ) : null}
      {charges && cost.unknownRows > 0 ? (
        <Banner tone="warning" title={t('bulk.preview.unknown', { count: cost.unknownRows })}>
          {t('bulk.preview.unknown.text')}
        </Banner>
      ) : null}
      {accounts.map((account) => (
        <AccountWarnings key={account.connectionId} account={account} />
      ))}
    </div>
  );
}

function AccountWarnings({ account: { name, isTooLow, stopped } }: { account: BulkAccount }) {
  const t = useTranslate();
  return (
    <>
      {isTooLow ? (
        <Banner tone="warning" title={t('bulk.preview.tooLow', { name })}>
          {t('bulk.preview.tooLow.text')}
        </Banner>
      ) : null}
      {stopped === null ? null : (
        <Banner tone="warning" title={t('bulk.preview.stopped', { name })}>
          {errorText(t, { code: stopped as ErrorCode })}
        </Banner>
      )}
    </>
  );
}

const columns = (t: Translate): TableColumn<BulkAccount>[] => [
  { id: 'name', header: t('bulk.preview.account'), cell: (row) => row.name, isRowHeader: true },
  { id: 'rows', header: t('bulk.preview.licenses'), width: 88, align: 'end', cell: (row) => row.rows },
  { id: 'cost', header: t('bulk.preview.cost'), width: 150, align: 'end', cell: (row) => <Cost account={row} /> },
  {
    id: 'balance',
    header: t('bulk.preview.balance'),
    width: 116,
    align: 'end',
    cell: (row) => (row.balance === null ? t('ui.unknown') : <Amount value={row.balance} />),
  },
  {
    id: 'after',
    header: t('bulk.preview.balanceAfter'),
    width: 130,
    align: 'end',
    cell: (row) => (row.balanceAfter === null ? t('ui.unknown') : <Amount value={row.balanceAfter} />),
  },
];

function Cost({ account }: { account: BulkAccount }) {
  const t = useTranslate();
  return <>{costWords(t, useLocaleCode(), account.cost)}</>;
}

function Amount({ value }: { value: Money }) {
  return <>{costText([value], useLocaleCode())}</>;
}
