import { History } from 'lucide-react';
import { useState } from 'react';
import type { TimelineKind } from '../../../preload/api/clients.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { EmptyState, Skeleton, Timeline } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { usePages } from '../../workbench/usePages.ts';
import { useTimelineEntry } from './timeline-entry.tsx';
import styles from './ClientDetail.module.css';

/** How the kinds are chosen: a few words in place of twelve. */
const groups: Readonly<Record<string, readonly TimelineKind[]>> = {
  all: [],
  orders: ['order'],
  money: ['invoice', 'payment', 'credit_note', 'refund', 'balance'],
  status: ['status'],
  operations: ['operation'],
  tickets: ['ticket', 'message'],
  notes: ['note'],
  changes: ['change', 'note'],
};

/** Everything that happened with a client, newest first: who, what, when, and where it is to be seen. */
export function ClientTimeline({ clientId }: { clientId: string }) {
  const t = useTranslate();
  const [group, setGroup] = useState('all');
  const pages = usePages('clients', 'timeline', { clientId, kinds: [...(groups[group] ?? [])], limit: 30 });
  const isSlow = useDelayed(pages.isLoading);
  const entryOf = useTimelineEntry();
  return (
    <div className={styles['body']}>
      <FilterChips
        label={t('timeline.filter')}
        value={group}
        onChange={setGroup}
        options={Object.keys(groups).map((id) => ({ id, label: t(`timeline.group.${id}`) }))}
      />
      {pages.error ? <ErrorBanner error={pages.error} /> : null}
      {isSlow ? <Skeleton lines={4} /> : null}
      {!pages.isLoading && pages.error === null && pages.rows.length === 0 ? (
        <EmptyState icon={History} title={t('timeline.empty')}>
          {t('timeline.empty.text')}
        </EmptyState>
      ) : null}
      {pages.rows.length === 0 ? null : (
        <div>
          <Timeline label={t('timeline.title')} entries={pages.rows.map(entryOf)} />
          <MoreButton pages={pages} />
        </div>
      )}
    </div>
  );
}
