import type { Parsed } from '../../../preload/api/contract.ts';
import type { FieldError } from '../../../preload/api/errors.ts';
import { fieldsOf } from '../../../preload/api/fields.ts';
import type { ConflictColumn, ConflictDetail, ConflictRow, sync } from '../../../preload/api/sync.ts';
import { AppError } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { canonical, type Json, parsed } from './canonical.ts';
import { columnsOfField, kindOf, shownValue, valuesOf } from './conflict-values.ts';
import type { Conflict, Version } from './conflicts.ts';
import { ruleOf } from './edit-rules.ts';
import { madeAt } from './hlc.ts';
import { markOf, syncedTable } from './policies.ts';

type Subject = ConflictRow['subject'];
/** Name of a desk, and whether it is this one. */
type DeskName = (deskId: string) => { readonly name: string; readonly isThis: boolean };

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
    together:
      store.get<{ count: number }>(
        'sync together',
        "SELECT count(*) AS count FROM sync_conflict WHERE state = 'open' AND change_set = @set AND parked_seq <> @id",
        { set: conflict.changeSet, id: conflict.id },
      )?.count ?? 0,
    decidedBy: conflict.decidedBy,
    decidedAt: conflict.decidedAt,
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

const list = (rowId: string): readonly Json[] => {
  try {
    const value = parsed(rowId);
    return Array.isArray(value) ? (value as Json[]) : [];
  } catch {
    return [];
  }
};
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The record that people know, out of the table and the row's name. */
export function subjectOf(store: Store, entity: string, rowId: string): Subject {
  const name = (record: Subject['record'], id: string, table: string, column = 'name'): Subject => ({
    entity,
    record,
    recordId: id,
    name:
      store.get<{ name: string }>(`sync subject ${table}`, `SELECT ${column} AS name FROM ${table} WHERE id = @id`, {
        id,
      })?.name ?? '',
    termMonths: null,
    currency: null,
    of: '',
  });
  const key = list(rowId);
  const ofProduct = (id: string): Subject => name('product', id, 'product');
  const owner = (sql: string, id: string): string =>
    store.get<{ id: string }>(`sync owner ${sql.slice(0, 60)}`, sql, { id })?.id ?? '';
  const optionOwner = (id: string): string =>
    owner(
      'SELECT o.product_id AS id FROM option_value v JOIN product_option o ON o.id = v.option_id WHERE v.id = @id',
      id,
    );
  switch (entity) {
    case 'product':
      return ofProduct(rowId);
    case 'category':
      return name('category', rowId, 'category');
    case 'client':
      return name('client', rowId, 'client', "first_name || ' ' || last_name");
    case 'orders':
      return name('order', rowId, 'orders', 'number');
    case 'promo_code':
      return name('promo_code', rowId, 'promo_code', 'code');
    case 'connection':
      return name('connection', rowId, 'connection');
    case 'tax_rate':
      return name('tax_rate', rowId, 'tax_rate');
    case 'price':
    case 'future_price':
      return {
        ...ofProduct(text(key[0])),
        termMonths: typeof key[1] === 'number' ? key[1] : null,
        currency: text(key[2]),
        of: text(key[3]),
      };
    case 'option_price':
      return {
        ...ofProduct(optionOwner(text(key[0]))),
        termMonths: typeof key[1] === 'number' ? key[1] : null,
        currency: text(key[2]),
      };
    case 'option_value':
      return ofProduct(optionOwner(rowId));
    case 'product_option':
    case 'product_image':
      return ofProduct(owner(`SELECT product_id AS id FROM ${entity} WHERE id = @id`, rowId));
    case 'bundle_component':
    case 'recommendation':
      return ofProduct(text(key[0]));
    case 'translation':
      return key[0] === 'category'
        ? { ...name('category', text(key[1]), 'category'), of: text(key[3]) }
        : { ...ofProduct(text(key[1])), of: text(key[3]) };
    case 'fx_rate':
      return { ...other(entity), record: 'other', currency: text(key[0]), of: text(key[1]) };
    case 'brand':
      return { ...other(entity), record: 'brand' };
    default:
      return other(entity);
  }
}

const other = (entity: string): Subject => ({
  entity,
  record: 'other',
  recordId: '',
  name: '',
  termMonths: null,
  currency: null,
  of: '',
});
