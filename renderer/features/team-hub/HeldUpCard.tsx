import { useIntl } from 'react-intl';
import type { HeldUpRow } from '../../../preload/api/sync.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { type Translate, useTranslate } from '../../i18n/provider.tsx';
import { Card, Link, StaticTable, type TableColumn } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { SideNote } from '../../workbench/SideBySide.tsx';
import { usePages } from '../../workbench/usePages.ts';
import { When } from '../../workbench/When.tsx';
import { ConflictValue } from './ConflictValue.tsx';
import { columnLabel } from './labels.ts';
import { subjectPath, subjectText } from './subjects.ts';
import styles from './TeamHub.module.css';

/** Values that did not get where they belong: what it is, the value itself, and why with the next step. */
export function HeldUpCard() {
  const t = useTranslate();
  const intl = useIntl();
  const pages = usePages('sync', 'heldUp', {});
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.rows.length === 0) return null;
  const why = ({ kind, reason }: HeldUpRow): string => {
    const key = `hub.held.${kind}.${reason}`;
    // A reason of a newer hub.
    return t(key in intl.messages ? key : `hub.held.${kind}`);
  };
  return (
    <Card title={t('hub.held')} description={t('hub.held.text')} isFlush>
      <StaticTable label={t('hub.held')} columns={columns(t, why)} rows={pages.rows} rowId={({ id }) => id} />
      <MoreButton pages={pages} />
    </Card>
  );
}

function columns(t: Translate, why: (row: HeldUpRow) => string): TableColumn<HeldUpRow>[] {
  return [
    {
      id: 'what',
      header: t('conflicts.col.what'),
      isRowHeader: true,
      wrap: true,
      cell: ({ subject, values }) => {
        const path = subjectPath(subject);
        const text = subjectText(t, subject);
        if (path !== null) return <Link href={path}>{text}</Link>;
        // What is not here is known by its values alone.
        const own = ['name', 'code'].flatMap((column) => values.find((each) => each.column === column) ?? [])[0];
        if (subject.name !== '' || typeof own?.value !== 'string') return text;
        return (
          <div>
            {own.value}
            <SideNote>{text}</SideNote>
          </div>
        );
      },
    },
    {
      id: 'value',
      header: t('hub.held.value'),
      wrap: true,
      cell: ({ subject, values }) => (
        <dl className={styles['values']}>
          {shownValues(values).map((each) => (
            <div key={each.column}>
              <dt>{columnLabel(t, subject.entity, each.column)}</dt>
              <dd>
                <ConflictValue entity={subject.entity} column={each} value={each.value} />
              </dd>
            </div>
          ))}
        </dl>
      ),
    },
    { id: 'why', header: t('hub.held.why'), wrap: true, cell: why },
    { id: 'since', header: t('hub.held.since'), isMuted: true, cell: ({ since }) => <When at={since} /> },
  ];
}

/** What is set and was not there by itself; an empty value is worth a word where it is all there is. */
function shownValues(values: HeldUpRow['values']): HeldUpRow['values'] {
  const set = values.filter(({ value, kind }) => value !== null && value !== '' && kind !== 'flag');
  return set.length === 0 ? values.slice(0, 1) : set;
}
