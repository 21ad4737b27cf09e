import { useMemo, useState } from 'react';
import type { BulkAsked, BulkPreview, BulkPreviewRow } from '../../../preload/api/bulk.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { ErrorBanner, errorText } from '../../app/ErrorBanner.tsx';
import { formatMoney, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Mono, Table, Tabs, type TableColumn } from '../../ui/index.ts';
import { usePages } from '../../workbench/usePages.ts';
import styles from './PreviewRows.module.css';
import { previewKey } from './usePreview.ts';
import { whatWords } from './words.ts';

/** Each license of the preview: what will happen to it, or why it is left out. */
export function PreviewRows({ asked, preview }: { asked: BulkAsked; preview: BulkPreview }) {
  const t = useTranslate();
  const [tab, setTab] = useState<'done' | 'skipped'>(preview.rows === 0 ? 'skipped' : 'done');
  const show = preview.skipped === 0 ? 'done' : tab;
  return (
    <Tabs
      label={t('bulk.preview.tabs')}
      isFlush
      selected={show}
      onSelect={(id) => setTab(id === 'skipped' ? 'skipped' : 'done')}
      items={[
        { id: 'done', label: t('bulk.preview.done'), count: preview.rows },
        {
          id: 'skipped',
          label: t('bulk.preview.skipped'),
          count: preview.skipped,
          isDisabled: preview.skipped === 0,
        },
      ]}
    >
      <Rows key={show} asked={asked} show={show} charges={preview.charges} />
    </Tabs>
  );
}

function Rows({ asked, show, charges }: { asked: BulkAsked; show: 'done' | 'skipped'; charges: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const pages = usePages('bulk', 'previewRows', { ...asked, show }, { key: previewKey });
  const columns = useMemo(
    () => columnsOf(t, locale, asked, show === 'skipped' ? 'why' : charges ? 'cost' : 'plain'),
    [t, locale, asked, show, charges],
  );
  if (pages.error && pages.rows.length === 0) return <ErrorBanner error={pages.error} />;
  return (
    <div className={styles['rows']}>
      <Table
        label={t('bulk.preview.rows')}
        columns={columns}
        rows={pages.rows}
        rowId={idOf}
        rowText={(row) => `${row.productName} ${row.clientName}`}
        isLoading={pages.isLoading}
        hasMore={pages.hasMore}
        onLoadMore={pages.loadMore}
        dependencies={[locale]}
      />
    </div>
  );
}

const idOf = (row: BulkPreviewRow): string => row.contractProductId;

function columnsOf(
  t: Translate,
  locale: Locale,
  asked: BulkAsked,
  kind: 'why' | 'cost' | 'plain',
): TableColumn<BulkPreviewRow>[] {
  const who: TableColumn<BulkPreviewRow>[] = [
    { id: 'product', header: t('contracts.product'), width: '2fr', minWidth: 110, cell: (row) => row.productName },
    {
      id: 'client',
      header: t('contracts.client'),
      width: '2fr',
      minWidth: 90,
      isMuted: true,
      cell: (row) => row.clientName,
    },
    { id: 'ip', header: t('contracts.ip'), width: 130, cell: (row) => <Mono>{row.ip}</Mono> },
  ];
  if (kind === 'why') {
    return [
      ...who,
      {
        id: 'why',
        header: t('bulk.preview.why'),
        width: '4fr',
        minWidth: 160,
        cell: (row) => errorText(t, { code: row.why as ErrorCode, params: { message: '' } }),
      },
    ];
  }
  const what: TableColumn<BulkPreviewRow> = {
    id: 'what',
    header: t('bulk.preview.what'),
    width: '3fr',
    minWidth: 150,
    cell: (row) => whatWords(t, locale, asked, row),
  };
  if (kind === 'plain') return [...who, what];
  return [
    ...who,
    what,
    {
      id: 'price',
      header: t('bulk.preview.price'),
      width: 110,
      align: 'end',
      cell: ({ cost }) =>
        cost === null
          ? t('bulk.preview.price.unknown')
          : formatMoney(cost.amountMinor, cost.currency, locale, { display: 'code' }),
    },
  ];
}
