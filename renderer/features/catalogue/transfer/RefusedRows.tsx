import { Download } from 'lucide-react';
import { useMemo } from 'react';
import type { Import, RefusedRow, RowProblem } from '../../../../preload/api/catalogue-transfer.ts';
import { api, CallError, valueOf } from '../../../app/api.ts';
import { ErrorBanner, errorText } from '../../../app/ErrorBanner.tsx';
import { toasts } from '../../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card, ScrollBox, StaticTable, type TableColumn } from '../../../ui/index.ts';
import { MoreButton } from '../../../workbench/MoreButton.tsx';
import { usePages } from '../../../workbench/usePages.ts';
import styles from './Transfer.module.css';
import { errorWords, problemText } from './words.ts';

interface Line extends RowProblem {
  readonly id: string;
  readonly line: number;
}

const linesOf = ({ id, line, problems }: RefusedRow): Line[] =>
  problems.map((problem, at) => ({ ...problem, id: `${id} ${at}`, line }));

/** Rows that are left out, each with the column, what stands there and what to do about it; and a file of them. */
export function RefusedRows({ run }: { run: Import }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const pages = usePages('transfer', 'refused', { id: run.id });
  const lines = useMemo(() => pages.rows.flatMap(linesOf), [pages.rows]);
  const columns = useMemo<TableColumn<Line>[]>(
    () => [
      {
        id: 'line',
        header: t('transfer.refused.line'),
        width: 80,
        align: 'end',
        isRowHeader: true,
        cell: (row) => row.line,
      },
      {
        id: 'column',
        header: t('transfer.refused.column'),
        width: '22%',
        wrap: true,
        cell: (row) => (row.column === null ? '—' : (run.headers[row.column] ?? '—')),
      },
      {
        id: 'value',
        header: t('transfer.refused.value'),
        width: '22%',
        wrap: true,
        isMuted: true,
        cell: (row) => row.value,
      },
      {
        id: 'reason',
        header: t('transfer.refused.reason'),
        wrap: true,
        cell: (row) => problemText(t, row),
      },
    ],
    [t, run.headers],
  );
  if ((run.counts?.refused ?? 0) === 0) return null;
  const save = async (): Promise<void> => {
    try {
      const fileName = t('transfer.refused.fileName', { name: run.fileName.replace(/\.\w+$/, '') }).slice(0, 80);
      const asked = { id: run.id, language: locale, words: errorWords(t), fileName };
      const { saved } = await valueOf(api.window.saveImportErrors(asked));
      if (saved) toasts.add({ tone: 'success', text: t('transfer.refused.saved') });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      toasts.add({ tone: 'danger', text: errorText(t, error.error) });
    }
  };
  return (
    <Card
      title={t('transfer.refused.title')}
      description={t('transfer.refused.text')}
      actions={
        <Button size="small" icon={Download} onPress={() => void save()}>
          {t('transfer.refused.save')}
        </Button>
      }
      isFlush
      headingLevel={2}
    >
      {pages.error ? <ErrorBanner error={pages.error} /> : null}
      <ScrollBox label={t('transfer.refused.title')} className={styles['rows']}>
        <StaticTable label={t('transfer.refused.title')} columns={columns} rows={lines} rowId={(row) => row.id} />
        <MoreButton pages={pages} />
      </ScrollBox>
    </Card>
  );
}
