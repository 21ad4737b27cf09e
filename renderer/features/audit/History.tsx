import { History as HistoryIcon } from 'lucide-react';
import type { AuditEntry } from '../../../preload/api/audit.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { formatInstant, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { EmptyState, Skeleton, Timeline, type StatusTone } from '../../ui/index.ts';
import { actorText } from '../../workbench/actor.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { useNow } from '../../workbench/useNow.ts';
import { usePages } from '../../workbench/usePages.ts';
import { Changes } from './Changes.tsx';
import type { AuditedEntity } from './fields.ts';

const tones: Record<AuditEntry['action'], StatusTone> = {
  create: 'success',
  update: 'info',
  delete: 'danger',
  event: 'neutral',
};

export interface HistoryProps {
  entity: AuditedEntity;
  id: string;
  /** Currency of the record's amounts. */
  currency?: string | undefined;
}

/** The history of one record, newest first: who did what when, before → after (usability check 26). */
export function History({ entity, id, currency }: HistoryProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const pages = usePages('audit', 'list', { entity, entityId: id, limit: 30 });
  const isSlow = useDelayed(pages.isLoading);
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.isLoading) return isSlow ? <Skeleton lines={4} /> : null;
  if (pages.rows.length === 0) {
    return (
      <EmptyState icon={HistoryIcon} title={t('history.empty')}>
        {t('history.empty.text')}
      </EmptyState>
    );
  }
  return (
    <div>
      <Timeline
        label={t('history.title')}
        entries={pages.rows.map((entry) => ({
          id: entry.id,
          title: t(`history.action.${entry.action}`),
          time: formatRelative(entry.at, now, locale),
          dateTime: entry.at,
          fullTime: formatInstant(entry.at, locale, { seconds: true }),
          actor: actorText(entry.actor, t),
          tone: tones[entry.action],
          detail: <Changes entity={entity} changes={entry.changes} currency={currency} />,
        }))}
      />
      <MoreButton pages={pages} />
    </div>
  );
}
