import { plainMoney } from '../kernel/index.ts';
import type { Changes, Store, TableName, Writer } from '../store/index.ts';
import { type Json, readable } from './canonical.ts';
import { conflictRow } from './conflict-rows.ts';
import { columnsOfField, kindOf, shownValue, valuesOf } from './conflict-values.ts';
import { findRow } from './fields.ts';
import { textsOf } from './merging.ts';
import { syncedTable } from './policies.ts';
import { shadowOf } from './shadow.ts';
import { subjectOf } from './subjects.ts';
import { both, merged } from './text3.ts';
import type { LoggedChange } from './transport.ts';

/** A version that was not kept: its JSON text and who wrote it. */
export interface GivenUp {
  readonly value: string | null;
  readonly actor: string;
}

/**
 * Writes a version that a decision gives up into the history of the record that people know, beside what is kept instead: nothing that
 * somebody typed is lost, at whatever desk it is looked for (design 6). Nothing where both say the same, or the record is not here.
 */
export function noteGivenUp(
  writer: Writer,
  store: Store,
  { entity, rowId, field }: { readonly entity: string; readonly rowId: string; readonly field: string },
  loser: GivenUp,
  kept: string | null,
): void {
  const place = recordOf(store, entity, rowId);
  if (!place) return;
  const { termMonths, currency, of } = subjectOf(store, entity, rowId);
  const [lost, live] = [valuesOf(entity, field, loser.value), valuesOf(entity, field, kept)];
  const text = (column: string, value: Json): string | null => {
    if (value === null) return null;
    // What another desk said may be anything: an amount that is none is shown as it is.
    if (kindOf(column) === 'money' && Number.isSafeInteger(value) && isCurrency(currency))
      return plainMoney(Number(value), currency);
    return String(shownValue(store, entity, column, value));
  };
  const term = termMonths === null ? '' : ` ${termMonths} ×`;
  const changes: Changes = {};
  for (const column of columnsOfField(entity, field)) {
    if (column.endsWith('_key')) continue;
    const pair: Changes[string] = [text(column, lost[column] ?? null), text(column, live[column] ?? null)];
    // As the product's own history names its prices: `price 1 × EUR`.
    const name = entity === place.table ? column : kindOf(column) === 'money' ? entity : `${entity} ${column}`;
    if (pair[0] !== pair[1])
      changes[`${name}${term}${currency === null ? '' : ` ${currency}`}${of && ` ${of}`}`] = pair;
  }
  if (Object.keys(changes).length > 0)
    writer.note(place.table, place.id, { version_given_up: [null, loser.actor], ...changes });
}

/** What another desk decided: the version that was not kept, by the hand of who decided. Before the change itself is taken. */
export function noteDecidedElsewhere(writer: Writer, store: Store, change: LoggedChange): void {
  const parked = conflictRow(store, change.resolves);
  if (parked?.state !== 'open') return;
  const live = shadowOf(store, change.entity, change.rowId, change.field);
  const texts =
    parked.policy === 'text3' ? textsOf(store, { ...parked, rowId: parked.row_id, baseRev: parked.base_rev }) : null;
  if (texts && isOfBoth(texts, textOf(change.value))) return;
  const as = writer.replaying(change.actor);
  noteLosers(as, store, change, [parked, ...(live ? [live] : [])], change.value);
}

/** Each of the versions that is not what is kept. */
export function noteLosers(
  writer: Writer,
  store: Store,
  field: { readonly entity: string; readonly rowId: string; readonly field: string },
  versions: readonly GivenUp[],
  kept: string | null,
): void {
  for (const version of versions) if (version.value !== kept) noteGivenUp(writer, store, field, version, kept);
}

/** Both versions are in one text, put together by the console or because a person kept both: nothing was given up. */
const isOfBoth = ({ base, mine, theirs }: NonNullable<ReturnType<typeof textsOf>>, text: Json): boolean =>
  text === merged(base, mine, theirs) || text === both(base, mine, theirs);

const isCurrency = (text: string | null): text is string => text !== null && /^[A-Z]{3}$/.test(text);
const textOf = (value: string | null): Json => (value === null ? '' : readable(value));

/** The row of the history in which people look for a row of an entity. */
function recordOf(store: Store, entity: string, rowId: string): { table: TableName; id: string } | undefined {
  const { record, recordId, name } = subjectOf(store, entity, rowId);
  if (record !== 'brand' && record !== 'other')
    return name === '' ? undefined : { table: record === 'order' ? 'orders' : record, id: recordId };
  const synced = syncedTable(entity);
  const row = synced && findRow(store, synced, rowId);
  return synced && row && { table: synced.table, id: row.id };
}
