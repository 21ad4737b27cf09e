import { useIntl } from 'react-intl';
import type { OperationDetail } from '../../../preload/api/operations.ts';
import { formatInstant, formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Timeline, type TimelineEntry } from '../../ui/index.ts';
import { useNow } from '../../workbench/useNow.ts';
import { EventDetail } from './EventDetail.tsx';
import { operationTone } from './statuses.tsx';

/** Acts of a person: their detail is the name. */
const byPerson = new Set(['retried', 'released', 'abandoned']);

/** What happened to an operation so far, with the evidence of each event. */
export function OperationTimeline({ operation }: { operation: OperationDetail }) {
  const t = useTranslate();
  const intl = useIntl();
  const locale = useLocaleCode();
  const now = useNow();
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
  return <Timeline label={t('operation.events')} entries={operation.events.map(entry)} />;
}
