import type { RecordState, SyncedRecord } from '../../../preload/api/sync.ts';
import type { Store } from '../store/index.ts';
import { canonical } from './canonical.ts';

/** Rows that belong to a record as people see it: their id there begins with the record's, as JSON list. */
const partsOf: Readonly<
  Record<SyncedRecord, readonly { readonly entity: string; readonly begins: readonly string[] }[]>
> = {
  product: [
    { entity: 'price', begins: [] },
    { entity: 'future_price', begins: [] },
    { entity: 'bundle_component', begins: [] },
    { entity: 'recommendation', begins: [] },
    { entity: 'translation', begins: ['product'] },
  ],
  category: [{ entity: 'translation', begins: ['category'] }],
  client: [],
};

/** Beginnings of row ids: from `from`, up to and without `to`. */
function range(begins: readonly string[], id: string): { from: string; to: string } {
  const text = canonical([...begins, id]).slice(0, -1);
  return { from: text, to: `${text}\u{10FFFF}` };
}

/** Each state with where it shows, the worst first: the first one that is found is the record's. */
const states: readonly { readonly state: RecordState; readonly from: string }[] = [
  { state: 'refused', from: "sync_outbox WHERE outcome = 'refused'" },
  { state: 'conflict', from: "sync_conflict WHERE state = 'open'" },
  { state: 'conflict', from: 'sync_outbox WHERE closed_at IS NULL AND meets > 0' },
  { state: 'saved_here', from: 'sync_outbox WHERE closed_at IS NULL AND outcome IS NULL' },
  { state: 'sent', from: 'sync_outbox WHERE closed_at IS NULL' },
];

/**
 * How a record stands with the hub, with its prices and translations: the worst of them. One that was never told of is
 * only here.
 */
export function recordState(store: Store, record: SyncedRecord, id: string): RecordState {
  const found = (from: string, entity: string, span: { from: string; to: string }): boolean =>
    store.get(
      `sync record ${from}`,
      `SELECT 1 AS found FROM ${from} AND entity = @entity AND row_id >= @from AND row_id < @to LIMIT 1`,
      { entity, ...span },
    ) !== undefined;
  const places = [
    { entity: record, from: id, to: `${id}\u0001` },
    ...partsOf[record].map(({ entity, begins }) => ({ entity, ...range(begins, id) })),
  ];
  for (const { state, from } of states)
    if (places.some(({ entity, ...span }) => found(from, entity, span))) return state;
  return found('sync_shadow WHERE true', record, { from: id, to: `${id}\u0001` }) ? 'live' : 'saved_here';
}
