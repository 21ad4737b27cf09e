import { type RecordState, Refusal, type SyncedRecord } from '../../../preload/api/sync.ts';
import type { Store } from '../store/index.ts';
import { canonical } from './canonical.ts';
import { refusedHere } from './outbox.ts';
import { partsOf } from './record-parts.ts';

const exactly = (id: string): { from: string; to: string } => ({ from: id, to: `${id}\u0001` });

/** Beginnings of row ids: from `from`, up to and without `to`. */
function range(begins: readonly string[], id: string): { from: string; to: string } {
  const text = canonical([...begins, id]).slice(0, -1);
  return { from: text, to: `${text}\u{10FFFF}` };
}

const refused = `sync_outbox WHERE ${refusedHere}`;

/** Each state with where it shows, the worst first: the first one that is found is the record's. */
const states: readonly { readonly state: RecordState; readonly from: string }[] = [
  { state: 'refused', from: refused },
  { state: 'conflict', from: "sync_conflict WHERE state = 'open'" },
  { state: 'conflict', from: 'sync_outbox WHERE closed_at IS NULL AND meets > 0' },
  { state: 'saved_here', from: 'sync_outbox WHERE closed_at IS NULL AND outcome IS NULL' },
  { state: 'sent', from: 'sync_outbox WHERE closed_at IS NULL' },
];

/** A record's own row and those of its parts, as spans of row ids. */
const placesOf = (store: Store, record: SyncedRecord, id: string): { entity: string; from: string; to: string }[] => [
  { entity: record, ...exactly(id) },
  ...partsOf[record].flatMap(({ entity, begins, of }) =>
    (of === undefined ? [{ id }] : store.all<{ id: string }>(`sync parts ${entity}`, of, { id })).map((owner) => ({
      entity,
      ...(begins === undefined ? exactly(owner.id) : range(begins, owner.id)),
    })),
  ),
];
const inPlace = 'entity = @entity AND row_id >= @from AND row_id < @to';

/**
 * How a record stands with the hub, with all that is part of it: the worst of them. One that was never told of is
 * only here.
 */
export function recordState(store: Store, record: SyncedRecord, id: string): RecordState {
  const places = placesOf(store, record, id);
  const found = (from: string, among = places): boolean =>
    among.some(
      (place) =>
        store.get(`sync record ${from}`, `SELECT 1 AS found FROM ${from} AND ${inPlace} LIMIT 1`, place) !== undefined,
    );
  for (const { state, from } of states) if (found(from)) return state;
  return found('sync_shadow WHERE true', places.slice(0, 1)) ? 'live' : 'saved_here';
}

/** Why the hub refused the newest change of a record that it refused; null: it refused none. */
export function refusalOf(store: Store, record: SyncedRecord, id: string): Refusal | null {
  const [newest] = placesOf(store, record, id)
    .flatMap(
      (place) =>
        store.get<{ seq: number; reason: string }>(
          'sync refusal',
          `SELECT desk_seq AS seq, reason FROM ${refused} AND ${inPlace}
            ORDER BY desk_seq DESC LIMIT 1`,
          place,
        ) ?? [],
    )
    .toSorted((a, b) => b.seq - a.seq);
  if (newest === undefined) return null;
  const known = Refusal.safeParse(newest.reason);
  return known.success ? known.data : 'other';
}
