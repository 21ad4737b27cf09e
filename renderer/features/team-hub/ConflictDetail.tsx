import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConflictDetail as Detail } from '../../../preload/api/sync.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatInstant, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, Link } from '../../ui/index.ts';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useNow } from '../../workbench/useNow.ts';
import styles from './Conflict.module.css';
import { ConflictValue } from './ConflictValue.tsx';
import { EditDialog } from './EditDialog.tsx';
import { columnLabel, fieldLabel } from './labels.ts';
import { subjectPath, subjectText } from './subjects.ts';

/** One question: the three versions side by side with who and when, and what can be decided. */
export function ConflictDetail() {
  const t = useTranslate();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: conflict, error } = useCall('sync', 'getConflict', { id });
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
      <Notes conflict={conflict} />
      <Versions key={id} conflict={conflict} />
    </DetailPane>
  );
}

function Notes({ conflict }: { conflict: Detail }) {
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
        <Banner tone="warning" title={t('conflicts.meaning')}>
          {isOnDeleted ? <p>{t('conflicts.onDeleted')}</p> : null}
          {together === 0 ? null : <p>{t('conflicts.together', { count: together })}</p>}
        </Banner>
      )}
    </div>
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
  const done = (): void => {
    toasts.add({ tone: 'success', text: t('conflicts.decided') });
    go(paths.conflicts);
  };
  const keep = (which: 'mine' | 'theirs' | 'both'): void => decide.mutate({ id, keep: which }, { onSuccess: done });
  return (
    <Card title={t('conflicts.sides')} headingLevel={3} isFlush>
      <table aria-label={t('conflicts.sides')} className={styles['sides']}>
        <thead>
          <tr>
            <th scope="col">{t('conflicts.col.field')}</th>
            <th scope="col">{t('conflicts.base')}</th>
            <th scope="col">
              {t(`conflicts.parked.${view}`)}
              <Author author={mine} />
            </th>
            <th scope="col">
              {t(`conflicts.live.${view}`)}
              <Author author={theirs} />
            </th>
          </tr>
        </thead>
        <tbody>
          {values.map((column) => (
            <tr key={column.column}>
              <th scope="row">{columnLabel(t, subject.entity, column.column)}</th>
              <td>
                {isBaseKnown ? (
                  <ConflictValue entity={subject.entity} column={column} value={column.base} />
                ) : (
                  <span className={styles['none']}>{t('conflicts.base.unknown')}</span>
                )}
              </td>
              <td>
                <ConflictValue entity={subject.entity} column={column} value={column.mine} />
              </td>
              <td>
                <ConflictValue entity={subject.entity} column={column} value={column.theirs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {decide.error ? <ErrorBanner error={decide.error.error} /> : null}
      {isOpen ? (
        <div className={styles['acts']}>
          {/* The calls say mine for what is parked, whoever looks at it. */}
          <Button isBusy={decide.isPending} whyDisabled={why} onPress={() => keep('mine')}>
            {t(`conflicts.keep.parked.${view}`)}
          </Button>
          <Button isBusy={decide.isPending} whyDisabled={why} onPress={() => keep('theirs')}>
            {t(`conflicts.keep.live.${view}`)}
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

/** Whose the versions are for the one who looks: the parked one of this desk, the live one, or neither. */
const viewOf = ({ mine, theirs }: Detail): 'mine' | 'theirs' | 'others' =>
  mine.isThisDesk ? 'mine' : theirs?.isThisDesk === true ? 'theirs' : 'others';

/** Who wrote a version, where, and when. */
function Author({ author }: { author: Detail['theirs'] }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  if (author === null) return <span className={styles['who']}>{t('conflicts.nobody')}</span>;
  const { name, desk, at } = author;
  return (
    <span className={styles['who']}>
      {t(desk === '' ? 'conflicts.by.noDesk' : 'conflicts.by', { name, desk })}
      {' · '}
      <time dateTime={at} title={formatRelative(at, now, locale)}>
        {formatInstant(at, locale)}
      </time>
    </span>
  );
}
