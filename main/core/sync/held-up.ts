import type { HeldUpRow } from '../../../preload/api/sync.ts';
import type { Store } from '../store/index.ts';
import { columnsOfField, kindOf, shownValue, valuesOf } from './conflict-values.ts';
import { refusedHere } from './outbox.ts';
import { subjectOf } from './subjects.ts';

interface Held {
  readonly kind: 'refused' | 'deferred';
  readonly entity: string;
  readonly row_id: string;
  readonly reason: string;
  readonly since: string;
  /** Pairs of field and value, as JSON. */
  readonly fields: string;
}

/** Sorts before every key. */
const first = ['', '', '', ''] as const;

/**
 * Records of which something did not get where it belongs, with the reason: own edits that the hub refused (the newest of a field),
 * and the hub's values that are not in their record here. A page of at most `limit`; a record has a row for each reason.
 */
export function heldUp(
  store: Store,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): { rows: HeldUpRow[]; nextCursor: string | null } {
  const [kind, entity, rowId, reason] = keyOf(cursor);
  const found = store.all<Held>(
    'sync held up',
    `SELECT kind, entity, row_id, reason, min(since) AS since, json_group_array(json_array(field, value) ORDER BY field) AS fields FROM (
        SELECT 'refused' AS kind, o.entity, o.row_id, o.field, o.reason, o.value, o.saved_at AS since FROM sync_outbox o
          WHERE ${refusedHere}
        UNION ALL
        SELECT 'deferred', d.entity, d.row_id, d.field, d.reason, s.value, d.since FROM sync_deferred d
          LEFT JOIN sync_shadow s ON s.entity = d.entity AND s.row_id = d.row_id AND s.field = d.field
          WHERE d.reason <> 'snapshot')
      WHERE (kind, entity, row_id, reason) > (@kind, @entity, @rowId, @reason)
      GROUP BY kind, entity, row_id, reason ORDER BY kind, entity, row_id, reason LIMIT @count`,
    { kind, entity, rowId, reason, count: limit + 1 },
  );
  const shown = found.slice(0, limit);
  const end = shown.at(-1);
  return {
    rows: shown.map((held) => rowOf(store, held)),
    nextCursor: found.length > limit && end ? JSON.stringify([end.kind, end.entity, end.row_id, end.reason]) : null,
  };
}

function rowOf(store: Store, { kind, entity, row_id, reason, since, fields }: Held): HeldUpRow {
  const subject = subjectOf(store, entity, row_id);
  const values = (JSON.parse(fields) as [string, string | null][]).flatMap(([field, text]) => {
    const all = valuesOf(entity, field, text);
    return columnsOfField(entity, field).map((column) => ({
      column,
      kind: kindOf(column),
      currency: kindOf(column) === 'money' ? subject.currency : null,
      value: cut(shownValue(store, entity, column, all[column] ?? null)),
    }));
  });
  return {
    id: JSON.stringify([kind, entity, row_id, reason]),
    kind,
    subject,
    reason,
    since,
    // A name as it is compared says nothing that the name does not.
    values: values.filter(({ column }) => !column.endsWith('_key')),
  };
}

/** Enough to know a text by; the whole of it is in the history of its record. */
const shownLength = 20_000;
const cut = (value: ReturnType<typeof shownValue>): ReturnType<typeof shownValue> =>
  typeof value === 'string' && value.length > shownLength ? `${value.slice(0, shownLength)}…` : value;

function keyOf(cursor: string | undefined): readonly [string, string, string, string] {
  if (cursor === undefined) return first;
  try {
    const read: unknown = JSON.parse(cursor);
    return Array.isArray(read) && read.length === 4 ? (read.map(String) as [string, string, string, string]) : first;
  } catch {
    return first;
  }
}
