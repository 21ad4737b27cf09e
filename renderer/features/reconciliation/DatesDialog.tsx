import { useMemo, useState } from 'react';
import type { Finding } from '../../../preload/api/reconciliation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, createMarks, Dialog, Mono, Table, type TableColumn, useMarks } from '../../ui/index.ts';
import styles from './Page.module.css';

/** As many as one call takes. */
const most = 200;

/** Takes the vendor's dates over, for the findings that are chosen: a change of date harms nobody. */
export function DatesDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { data } = useCall('reconciliation', 'findings', { field: 'expiry', limit: most });
  const correct = useAction('reconciliation', 'correctHereAll');
  // What was there when the dialog opened: rows must not move under the person's hand.
  const [rows, setRows] = useState<readonly Finding[] | null>(null);
  const [marks] = useState(createMarks);
  const { ids: chosen } = useMarks(marks);
  if (rows === null && data) {
    const found = data.rows.filter(({ state }) => state !== 'fixing');
    setRows(found);
    marks.add(found.map(({ id }) => id));
  }
  const columns = useMemo(() => columnsOf(t, locale), [t, locale]);
  const count = chosen.size;
  return (
    <Dialog
      isOpen
      size="large"
      title={t('dates.title')}
      isBusy={correct.isPending}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={correct.isPending}>
            {t('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            isBusy={correct.isPending}
            isDisabled={count === 0}
            onPress={() =>
              correct.mutate(
                { ids: [...chosen] },
                {
                  onSuccess: ({ corrected, gone, failed }) => {
                    const parts = [
                      ['done', corrected.length],
                      ['gone', gone.length],
                      ['failed', failed.length],
                    ] as const;
                    const text = parts
                      .filter(([name, n]) => n > 0 || (name === 'done' && gone.length + failed.length === 0))
                      .map(([name, n]) => t(`dates.${name}`, { count: n }))
                      .join('; ');
                    toasts.add({ tone: failed.length > 0 ? 'warning' : 'success', text });
                    onClose();
                  },
                },
              )
            }
          >
            {t('dates.confirm', { count })}
          </Button>
        </>
      }
    >
      <p>{t('dates.text')}</p>
      {correct.error ? <ErrorBanner error={correct.error.error} /> : null}
      <Table
        label={t('dates.title')}
        layout="auto"
        columns={columns}
        rows={rows ?? []}
        rowId={(row) => row.id}
        rowText={(row) => row.vendorId}
        marks={marks}
        empty={<span className={styles['muted']}>{t('findings.empty')}</span>}
      />
    </Dialog>
  );
}

const columnsOf = (t: Translate, locale: Locale): TableColumn<Finding>[] => [
  {
    id: 'license',
    header: t('findings.col.license'),
    width: 110,
    isRowHeader: true,
    cell: (row) => <Mono>{row.vendorId}</Mono>,
  },
  { id: 'client', header: t('findings.col.client'), width: '1fr', isMuted: true, cell: (row) => row.clientName },
  {
    id: 'values',
    header: t('findings.col.values'),
    width: 230,
    isTabular: true,
    cell: (row) => `${formatDate(row.ours, locale)} → ${formatDate(row.theirs, locale)}`,
  },
];
