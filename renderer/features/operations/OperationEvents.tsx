import { useIntl } from 'react-intl';
import type { Operation, OperationDetail } from '../../../preload/api/operations.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { formatInstant, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { KeyValue, Skeleton, Timeline, type TimelineEntry } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { useNow } from '../../workbench/useNow.ts';
import { EventDetail } from './EventDetail.tsx';
import { OperationChange } from './OperationChange.tsx';
import styles from './OperationEvents.module.css';
import { operationTone } from './statuses.tsx';

/** Acts of a person: their detail is the name. */
const byPerson = new Set(['retried', 'released', 'abandoned']);

/** What happened to an operation so far, and what finds it at the vendor. */
export function OperationEvents({ operation }: { operation: Operation }) {
  const t = useTranslate();
  const intl = useIntl();
  const locale = useLocaleCode();
  const now = useNow();
  const { data, error } = useCall('operations', 'get', { id: operation.id });
  const isSlow = useDelayed(!data && !error);
  if (error) return <ErrorBanner error={error.error} />;
  if (!data) return isSlow ? <Skeleton lines={3} /> : null;

  const entry = (event: OperationDetail['events'][number]): TimelineEntry => {
    const key = `operation.event.${event.code}`;
    const isKnown = key in intl.messages;
    const isPerson = byPerson.has(event.code);
    return {
      id: event.id,
      title: isKnown ? t(key) : event.detail || event.code,
      time: formatRelative(event.at, now, locale),
      dateTime: event.at,
      fullTime: formatInstant(event.at, locale, { seconds: true }),
      tone: operationTone(event.state),
      ...(isPerson && event.detail !== '' ? { actor: event.detail } : {}),
      ...(isPerson || !isKnown || event.detail === '' ? {} : { detail: <EventDetail event={event} /> }),
    };
  };
  const { token, attempt, connectionName } = data;
  return (
    <div className={styles['events']}>
      <OperationChange operation={data} />
      <KeyValue
        items={[
          { id: 'connection', label: t('manage.connection'), value: connectionName },
          { id: 'token', label: t('operation.token'), value: token, isMono: true, copyText: token },
          { id: 'attempt', label: t('operation.attempt'), value: String(attempt) },
        ]}
      />
      <Timeline label={t('operation.events')} entries={data.events.map(entry)} />
    </div>
  );
}
