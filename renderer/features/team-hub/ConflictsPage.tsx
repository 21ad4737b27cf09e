import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { type Translate, useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { createMarks, EmptyState, type TableColumn } from '../../ui/index.ts';
import type { ConflictRow } from '../../../preload/api/sync-conflicts.ts';
import { ListHead } from '../../workbench/ListHead.tsx';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useOpen } from '../../workbench/useOpen.ts';
import { usePages } from '../../workbench/usePages.ts';
import { When } from '../../workbench/When.tsx';
import { ConflictSelection } from './ConflictSelection.tsx';
import { authorText, fieldLabel } from './labels.ts';
import { subjectText } from './subjects.ts';

/** The review queue: edits that met another one and wait for a person, the oldest first. */
export function ConflictsPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.conflicts);
  return (
    <MasterDetail
      name="conflicts"
      listPath={paths.conflicts}
      listLabel={t('conflicts.list')}
      detailLabel={t('conflicts.detail')}
      isOpen={isOpen}
      list={<ConflictList openId={id} isNarrow={isOpen} />}
    />
  );
}

function ConflictList({ openId, isNarrow }: { openId: string | undefined; isNarrow: boolean }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const pages = usePages('sync', 'conflicts', {});
  const [marks] = useState(createMarks);
  return (
    <>
      <ListHead title={t('nav.conflicts')} />
      <ConflictSelection marks={marks} />
      <RecordTable
        label={t('conflicts.list')}
        pages={pages}
        columns={conflictColumns(t, isNarrow)}
        rowText={({ subject }) => subjectText(t, subject)}
        rowTone={({ isBeingDecided }) => (isBeingDecided ? 'muted' : undefined)}
        openId={openId}
        pathOf={paths.conflict}
        dependencies={[locale, isNarrow]}
        marks={marks}
        empty={
          <EmptyState icon={CircleCheck} title={t('conflicts.empty')}>
            {t('conflicts.empty.text')}
          </EmptyState>
        }
      />
    </>
  );
}

/** Beside an open question only what tells them apart. */
function conflictColumns(t: Translate, isNarrow: boolean): TableColumn<ConflictRow>[] {
  return [
    {
      id: 'what',
      header: t('conflicts.col.what'),
      isRowHeader: true,
      width: '2fr',
      cell: ({ subject }) => subjectText(t, subject),
    },
    {
      id: 'field',
      header: t('conflicts.col.field'),
      cell: ({ subject, columns: names, isBeingDecided }) =>
        [fieldLabel(t, subject.entity, names), ...(isBeingDecided ? [t('conflicts.onItsWay')] : [])].join(' · '),
    },
    ...(isNarrow
      ? []
      : [
          {
            id: 'parked',
            header: t('conflicts.parked.others'),
            isMuted: true,
            cell: ({ mine }: ConflictRow) => authorText(t, mine),
          },
          {
            id: 'live',
            header: t('conflicts.live.others'),
            isMuted: true,
            cell: ({ theirs }: ConflictRow) => (theirs === null ? t('conflicts.nobody') : authorText(t, theirs)),
          },
          {
            id: 'when',
            header: t('conflicts.col.when'),
            width: '1fr' as const,
            isMuted: true,
            cell: ({ mine }: ConflictRow) => <When at={mine.at} />,
          },
        ]),
  ];
}
