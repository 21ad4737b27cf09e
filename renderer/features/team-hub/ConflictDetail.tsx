import { useParams } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import { useState } from 'react';
import type { ConflictColumn, ConflictDetail as Detail } from '../../../preload/api/sync-conflicts.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatInstant, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, Link } from '../../ui/index.ts';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { NoSide, SideBySide, SideNote } from '../../workbench/SideBySide.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useNow } from '../../workbench/useNow.ts';
import styles from './Conflict.module.css';
import { ConflictValue } from './ConflictValue.tsx';
import { DecideMany, type Keep } from './DecideMany.tsx';
import { EditDialog } from './EditDialog.tsx';
import { authorText, columnLabel, fieldLabel } from './labels.ts';
import { subjectPath, subjectText } from './subjects.ts';

/** One question: the three versions side by side with who and when, and what can be decided. */
export function ConflictDetail() {
  const t = useTranslate();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const go = useGo();
  const { data: conflict, error } = useCall('sync', 'getConflict', { id });
  const [keepAll, setKeepAll] = useState<Keep | null>(null);
  if (!conflict) return <DetailPending error={error} listPath={paths.conflicts} />;
  const { subject, columns } = conflict;
  const path = subjectPath(subject);
  return (
    <DetailPane
      title={subjectText(t, subject)}
      subtitle={
        <>
          {fieldLabel(t, subject.entity, columns)}
          {path === null ? null : (
            <>
              {' · '}
              <Link href={path}>{t('conflicts.record')}</Link>
            </>
          )}
        </>
      }
      listPath={paths.conflicts}
    >
      <Notes conflict={conflict} onKeepAll={setKeepAll} />
      <Versions key={id} conflict={conflict} />
      {/* Outside of the notes, which go with the decision: its result stays to be read. */}
      {keepAll === null ? null : (
        <DecideMany
          chosen={{ by: 'change', of: id }}
          keep={keepAll}
          onClose={(isDone) => {
            setKeepAll(null);
            if (isDone) go(paths.conflicts);
          }}
        />
      )}
    </DetailPane>
  );
}

function Notes({ conflict, onKeepAll }: { conflict: Detail; onKeepAll: (keep: Keep) => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { state, isBeingDecided, isOnDeleted, together, decidedBy, decidedAt } = conflict;
  if (state === 'replaced') return <Banner tone="neutral" title={t('conflicts.replaced')} />;
  if (state === 'decided')
    return (
      <Banner
        tone="success"
        title={t('conflicts.decided.by', {
          name: decidedBy,
          when: decidedAt === null ? '' : formatInstant(decidedAt, locale),
        })}
      />
    );
  return (
    <div className={styles['notes']}>
      {isBeingDecided ? (
        <Banner tone="info" title={t('conflicts.sending')} />
      ) : (
        <Banner
          tone="warning"
          title={t(deletionOf(conflict) === 'delete' ? 'conflicts.meaning.delete' : 'conflicts.meaning')}
        >
          {isOnDeleted ? t('conflicts.onDeleted') : undefined}
        </Banner>
      )}
      {together === 0 ? null : <Together conflict={conflict} onKeepAll={onKeepAll} />}
    </div>
  );
}

/** The rest of a change that was saved in one go, an import or an edit of many, and deciding about all of it. */
function Together({ conflict, onKeepAll }: { conflict: Detail; onKeepAll: (keep: Keep) => void }) {
  const t = useTranslate();
  const why = useMay()('sync.decide');
  const { together, togetherView: view, isBeingDecided } = conflict;
  const count = isBeingDecided ? together : together + 1;
  const button = (keep: Keep, version: 'parked' | 'live') => (
    <Button size="small" whyDisabled={why} onPress={() => onKeepAll(keep)}>
      {t('conflicts.many.all', { what: t(`conflicts.keep.${version}.${view}`), count })}
    </Button>
  );
  return (
    <Banner
      tone="neutral"
      icon={Layers}
      title={t('conflicts.together', { count: together })}
      actions={
        <>
          {button('mine', 'parked')}
          {button('theirs', 'live')}
        </>
      }
    />
  );
}

function Versions({ conflict }: { conflict: Detail }) {
  const t = useTranslate();
  const go = useGo();
  const why = useMay()('sync.decide');
  const decide = useAction('sync', 'decide');
  const [isEditing, setEditing] = useState(false);
  const { id, subject, values, isBaseKnown, mine, theirs, state, isBeingDecided, canKeepBoth, canEdit } = conflict;
  const isOpen = state === 'open' && !isBeingDecided;
  const view = viewOf(conflict);
  const deletion = deletionOf(conflict);
  const value = (column: ConflictColumn, its: ConflictColumn['mine']) => (
    <ConflictValue entity={subject.entity} column={column} value={its} />
  );
  const done = (): void => {
    toasts.add({ tone: 'success', text: t('conflicts.decided') });
    go(paths.conflicts);
  };
  const keep = (which: 'mine' | 'theirs' | 'both'): void => decide.mutate({ id, keep: which }, { onSuccess: done });
  return (
    <Card title={t('conflicts.sides')} headingLevel={3} isFlush>
      <SideBySide
        label={t('conflicts.sides')}
        heads={[
          { id: 'field', content: t('conflicts.col.field') },
          { id: 'base', content: t('conflicts.base') },
          { id: 'parked', content: <Head title={t(`conflicts.parked.${view}`)} author={mine} /> },
          { id: 'live', content: <Head title={t(`conflicts.live.${view}`)} author={theirs} /> },
        ]}
        rows={values.map((column) => ({
          id: column.column,
          name: columnLabel(t, subject.entity, column.column),
          // Of what is decided as a whole: where the two part.
          isDifferent: values.length > 1 && column.mine !== column.theirs,
          cells: [
            isBaseKnown ? value(column, column.base) : <NoSide key="base">{t('conflicts.base.unknown')}</NoSide>,
            value(column, column.mine),
            value(column, column.theirs),
          ],
        }))}
      />
      {decide.error ? <ErrorBanner error={decide.error.error} /> : null}
      {isOpen ? (
        <div className={styles['acts']}>
          {/* The calls say mine for what is parked, whoever looks at it. */}
          <Button isBusy={decide.isPending} whyDisabled={why} onPress={() => keep('mine')}>
            {t(`conflicts.keep.parked.${deletion ?? view}`)}
          </Button>
          <Button isBusy={decide.isPending} whyDisabled={why} onPress={() => keep('theirs')}>
            {t(`conflicts.keep.live.${deletion ?? view}`)}
          </Button>
          {canKeepBoth ? (
            <Button isBusy={decide.isPending} whyDisabled={why} onPress={() => keep('both')}>
              {t('conflicts.keep.both')}
            </Button>
          ) : null}
          {canEdit ? (
            <Button whyDisabled={why} onPress={() => setEditing(true)}>
              {t('conflicts.keep.edit')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {isEditing ? <EditDialog conflict={conflict} onDone={done} onClose={() => setEditing(false)} /> : null}
    </Card>
  );
}

/** Of a question whether a record is deleted: what the parked edit does, delete it or bring it back. */
function deletionOf({ values }: Detail): 'delete' | 'restore' | null {
  const [only] = values;
  if (only?.kind !== 'deleted') return null;
  return only.mine === null ? 'restore' : 'delete';
}

/** Whose the versions are for the one who looks: the parked one of this desk, the live one, or neither. */
const viewOf = ({ mine, theirs }: Detail): 'mine' | 'theirs' | 'others' =>
  mine.isThisDesk ? 'mine' : theirs?.isThisDesk === true ? 'theirs' : 'others';

/** Whose version it is: who wrote it, where, and when. */
function Head({ title, author }: { title: string; author: Detail['theirs'] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  if (author === null)
    return (
      <>
        {title}
        <SideNote>{t('conflicts.nobody')}</SideNote>
      </>
    );
  const { name, desk, at } = author;
  return (
    <>
      {title}
      <SideNote>{authorText(t, { name, desk })}</SideNote>
      <SideNote>
        <time dateTime={at} title={formatRelative(at, now, locale)}>
          {formatInstant(at, locale)}
        </time>
      </SideNote>
    </>
  );
}
