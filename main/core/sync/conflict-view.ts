import type { Parsed } from '../../../preload/api/contract.ts';
import type { FieldError } from '../../../preload/api/errors.ts';
import { fieldsOf } from '../../../preload/api/fields.ts';
import type { sync } from '../../../preload/api/sync.ts';
import type { ConflictColumn, ConflictDetail, ConflictRow } from '../../../preload/api/sync-conflicts.ts';
import { AppError } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { canonical, type Json } from './canonical.ts';
import { columnsOfField, kindOf, shownValue, valuesOf } from './conflict-values.ts';
import type { Conflict, Version } from './conflicts.ts';
import { ruleOf } from './edit-rules.ts';
import { madeAt } from './hlc.ts';
import { markOf, syncedTable } from './policies.ts';
import { subjectOf } from './subjects.ts';

/** Name of a desk, and whether it is this one. */
export type DeskName = (deskId: string) => { readonly name: string; readonly isThis: boolean };

const author = (version: Version, deskName: DeskName): ConflictRow['mine'] => ({
  name: version.actor,
  desk: deskName(version.deskId).name,
  isThisDesk: deskName(version.deskId).isThis,
  at: madeAt(version.hlc),
});

/** A question as a row of the list. */
export function conflictRowOf(store: Store, conflict: Conflict, deskName: DeskName): ConflictRow {
  const { id, entity, rowId, field, mine, theirs, state, isBeingDecided } = conflict;
  return {
    id: String(id),
    subject: subjectOf(store, entity, rowId),
    field,
    columns: [...columnsOfField(entity, field)],
    mine: author(mine, deskName),
    theirs: theirs && author(theirs, deskName),
    state,
    isBeingDecided,
  };
}

/** A question with its three versions, column by column. */
export function conflictDetailOf(store: Store, conflict: Conflict, deskName: DeskName): ConflictDetail {
  const { entity, field, base, mine, theirs } = conflict;
  const row = conflictRowOf(store, conflict, deskName);
  const versions = [base ?? null, mine.value, theirs?.value ?? null].map((text) => valuesOf(entity, field, text));
  const shown = (at: number, column: string): ConflictColumn['mine'] =>
    shownValue(store, entity, column, versions[at]?.[column] ?? null);
  const values = columnsOfField(entity, field)
    .map((column): ConflictColumn => ({
      column,
      kind: kindOf(column),
      currency: kindOf(column) === 'money' ? row.subject.currency : null,
      base: shown(0, column),
      mine: shown(1, column),
      theirs: shown(2, column),
    }))
    // Of a group only what is set somewhere.
    .filter((each, _, all) => all.length === 1 || [each.base, each.mine, each.theirs].some((value) => value !== null));
  return {
    ...row,
    values,
    isBaseKnown: base !== undefined,
    isOnDeleted: conflict.isOnDeleted,
    canKeepBoth: conflict.canKeepBoth,
    canEdit: isEditable(entity, field),
    ...togetherWith(store, conflict, deskName),
    decidedBy: conflict.decidedBy,
    decidedAt: conflict.decidedAt,
  };
}

/** How many more can be decided with a question, because they were saved in one go, and whose all their versions are. */
function togetherWith(
  store: Store,
  { id, changeSet, mine, theirs }: Conflict,
  deskName: DeskName,
): Pick<ConflictDetail, 'together' | 'togetherView'> {
  const found = store.all<{ live: string | null; count: number }>(
    'sync together',
    `SELECT s.desk_id AS live, count(*) AS count FROM sync_conflict c
      LEFT JOIN sync_shadow s ON s.entity = c.entity AND s.row_id = c.row_id AND s.field = c.field
      WHERE c.state = 'open' AND c.decision IS NULL AND c.change_set = @changeSet AND c.parked_seq <> @id GROUP BY s.desk_id`,
    { changeSet, id },
  );
  const live = [theirs?.deskId ?? null, ...found.map((each) => each.live)];
  const isLiveHere = live.every((desk) => desk !== null && deskName(desk).isThis);
  return {
    together: found.reduce((sum, each) => sum + each.count, 0),
    togetherView: deskName(mine.deskId).isThis ? 'mine' : isLiveHere ? 'theirs' : 'others',
  };
}

/** A value of one's own can be typed where it is one value by itself: what hangs together is edited in its form. */
function isEditable(entity: string, field: string): boolean {
  const group = syncedTable(entity)?.fields[field];
  if (markOf(entity) || !group || group.parts) return false;
  if (entity === 'client' && field === 'name') return true;
  const [column] = group.columns;
  return column !== undefined && group.columns.length === 1 && ruleOf(entity, column, kindOf(column)) !== undefined;
}

/**
 * The JSON text of a value that a person typed instead of both versions, held to the rule of its column before it is stored
 * or sent. None only where one of the versions was none.
 * @throws AppError `sync.not_editable`; `input.invalid` with each column that is complained of (`values.<column>`)
 */
export function editedValue(conflict: Conflict, values: Parsed<typeof sync.decide>['values'] = {}): string | null {
  const { entity, field, base, mine, theirs } = conflict;
  if (!isEditable(entity, field)) throw new AppError('sync.not_editable');
  const versions = [base ?? null, mine.value, theirs?.value ?? null].map((text) => valuesOf(entity, field, text));
  const columns = columnsOfField(entity, field);
  const complaints: Record<string, FieldError> = {};
  const complain = (column: string, error: FieldError): null => {
    complaints[`values.${column}`] = error;
    return null;
  };
  for (const column of Object.keys(values)) if (!columns.includes(column)) complain(column, { code: 'unknown_field' });
  const entries = columns.map((column): [string, Json] => {
    const mayBeNone = versions.some((version) => (version[column] ?? null) === null);
    const value = values[column];
    if (value === null || value === undefined)
      return [column, value === null && mayBeNone ? null : complain(column, { code: 'required' })];
    const checked = ruleOf(entity, column, kindOf(column))?.safeParse(value, { reportInput: true });
    if (checked?.success === true) return [column, checked.data as Json];
    if (value === '' && mayBeNone) return [column, null];
    const [complaint] = checked ? Object.values(fieldsOf(checked.error)) : [];
    return [column, complain(column, complaint ?? { code: 'invalid' })];
  });
  if (Object.keys(complaints).length > 0) throw new AppError('input.invalid', { fields: complaints });
  const [only] = entries;
  if (entries.length === 1 && only) return only[1] === null ? null : canonical(only[1]);
  return canonical(Object.fromEntries(entries));
}
