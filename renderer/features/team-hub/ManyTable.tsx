import type { ManyRow } from '../../../preload/api/sync-many.ts';
import { type Translate, useTranslate } from '../../i18n/provider.tsx';
import { StaticTable, type TableColumn } from '../../ui/index.ts';
import { SideNote } from '../../workbench/SideBySide.tsx';
import styles from './Conflict.module.css';
import { ConflictValue } from './ConflictValue.tsx';
import { columnLabel, fieldLabel } from './labels.ts';
import { subjectText } from './subjects.ts';

/** Questions that are decided together: what of each is kept and what is given up, or why it is left open. */
export function ManyTable({ label, rows }: { label: string; rows: readonly ManyRow[] }) {
  const t = useTranslate();
  const isRefused = rows.some(({ refused }) => refused !== null);
  return <StaticTable label={label} columns={columnsOf(t, isRefused)} rows={rows} rowId={({ id }) => id} />;
}

function columnsOf(t: Translate, isRefused: boolean): TableColumn<ManyRow>[] {
  const which = (side: 'kept' | 'lost') => (row: ManyRow) => <Values row={row} side={side} />;
  return [
    {
      id: 'what',
      header: t('conflicts.col.what'),
      isRowHeader: true,
      width: '36%',
      wrap: true,
      cell: ({ subject, bringsBack, refused }) => (
        <div>
          {subjectText(t, subject)}
          {bringsBack && refused === null ? <SideNote>{t('conflicts.many.bringsBack')}</SideNote> : null}
        </div>
      ),
    },
    {
      id: 'field',
      header: t('conflicts.col.field'),
      wrap: true,
      cell: ({ subject, columns }) => fieldLabel(t, subject.entity, columns),
    },
    ...(isRefused
      ? [
          {
            id: 'why',
            header: t('conflicts.many.why'),
            wrap: true,
            cell: ({ refused }: ManyRow) => (refused === null ? '—' : t(`conflicts.many.refusal.${refused}`)),
          },
        ]
      : [
          { id: 'kept', header: t('conflicts.many.kept'), wrap: true, cell: which('kept') },
          { id: 'lost', header: t('conflicts.many.lost'), wrap: true, isMuted: true, cell: which('lost') },
        ]),
  ];
}

/** Of a field of several columns each says its name. */
function Values({ row, side }: { row: ManyRow; side: 'kept' | 'lost' }) {
  const t = useTranslate();
  const { entity } = row.subject;
  return (
    <div className={styles['values']}>
      {row.values.map((value) => (
        <div key={value.column} className={styles['value']}>
          {row.values.length > 1 ? <SideNote>{columnLabel(t, entity, value.column)}</SideNote> : null}
          <ConflictValue entity={entity} column={value} value={value[side]} />
        </div>
      ))}
    </div>
  );
}
