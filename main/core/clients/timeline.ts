import { type clients, type TimelineEntry, TimelineKind } from '../../../preload/api/clients.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { before, type Store } from '../store/index.ts';
import { entriesSql } from './timeline-rows.ts';

interface EventRow {
  readonly kind: TimelineKind;
  readonly id: string;
}
interface Row {
  readonly id: string;
  readonly at: string;
  readonly who: string | null;
  readonly entity: NonNullable<TimelineEntry['record']>['entity'] | null;
  readonly entity_id: string | null;
  readonly name: string | null;
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly detail: string | null;
  readonly from_status: string | null;
  readonly to_status: string | null;
  readonly action: TimelineEntry['action'];
  readonly changes: string | null;
}

/** The newest of one kind: a walk along the index, which ends after a page however long the past is. */
const newestOf = (kind: TimelineKind): string =>
  `SELECT * FROM (SELECT e.kind, e.id FROM client_event e WHERE e.client_id = @clientId AND e.kind = '${kind}' AND e.id < @until
    ORDER BY e.id DESC LIMIT @count)`;

/** The statement of a page over these kinds. Ids rise with time, so the newest of each kind are the newest of all. */
export const pageSql = (kinds: readonly TimelineKind[]): string =>
  `${kinds.map(newestOf).join(' UNION ALL ')} ORDER BY id DESC LIMIT @count`;

/**
 * What happened with a client, newest first, one more than the limit where there are more. Which records are on the page is
 * read from the index of events; then each kind's records are read by their ids.
 */
export function timelineOf(store: Store, input: Parsed<typeof clients.timeline>): TimelineEntry[] {
  const kinds = TimelineKind.options.filter((kind) => input.kinds.length === 0 || input.kinds.includes(kind));
  const events = store.all<EventRow>(`client timeline ${kinds.join()}`, pageSql(kinds), {
    clientId: input.clientId,
    until: before(input.cursor),
    count: input.limit + 1,
  });
  const entries = new Map<string, TimelineEntry>();
  for (const kind of new Set(events.map((event) => event.kind))) {
    const ids = JSON.stringify(events.filter((event) => event.kind === kind).map(({ id }) => id));
    for (const row of store.all<Row>(`client timeline of ${kind}`, entriesSql(kind), { ids }))
      entries.set(row.id, entryOf(kind, row));
  }
  return events.flatMap(({ id }) => entries.get(id) ?? []);
}

const entryOf = (kind: TimelineKind, row: Row): TimelineEntry => ({
  id: row.id,
  at: row.at,
  kind,
  who: row.who ?? '',
  record:
    row.entity === null || row.entity_id === null
      ? null
      : { entity: row.entity, id: row.entity_id, name: row.name ?? '' },
  amount:
    row.amount_minor === null || row.currency === null
      ? null
      : { amountMinor: row.amount_minor, currency: row.currency },
  detail: row.detail ?? '',
  from: row.from_status,
  to: row.to_status,
  action: row.action,
  changes: row.changes === null ? {} : (JSON.parse(row.changes) as TimelineEntry['changes']),
});
