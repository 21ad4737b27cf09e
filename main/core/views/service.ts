import type { Parsed } from '../../../preload/api/contract.ts';
import { type ListName, type SavedView, ViewDefinition, type views } from '../../../preload/api/views.ts';
import { AppError, type Context, fieldError, notFound } from '../kernel/index.ts';
import { isDuplicate, type Store, type Writer } from '../store/index.ts';
import { defaultOf, defaultsTo, findView, type ViewRow, viewsOf } from './store.ts';

export type ViewsService = ReturnType<typeof viewsService>;

/** Saved views: how a member looks at a list, kept under a name; a shared one is seen by all and changed by its maker. */
export function viewsService(store: Store) {
  function list(of: ListName, context: Context): SavedView[] {
    const staffId = staffOf(context);
    return viewsOf(store, of, staffId).map((row) => shown(row, staffId));
  }

  function find(id: string, staffId: string): ViewRow {
    const row = findView(store, id, staffId);
    if (!row) throw notFound();
    return row;
  }

  function own(id: string, staffId: string): ViewRow {
    const row = find(id, staffId);
    if (row.staff_id !== staffId) throw new AppError('view.not_yours');
    return row;
  }

  /** @throws AppError `input.invalid` (name duplicate) */
  function save({ definition, isShared, ...input }: Parsed<typeof views.save>, context: Context): SavedView {
    const staffId = staffOf(context);
    const id = store.makeId();
    named(context, (writer) =>
      writer.insert('saved_view', {
        id,
        ...input,
        staff_id: staffId,
        is_shared: Number(isShared),
        definition: JSON.stringify(definition),
      }),
    );
    return shown(find(id, staffId), staffId);
  }

  /** @throws AppError `not_found`, `view.not_yours`, `input.invalid` (name duplicate) */
  function update(input: Parsed<typeof views.update>, context: Context): SavedView {
    const staffId = staffOf(context);
    const { id } = own(input.id, staffId);
    named(context, (writer) =>
      writer.update('saved_view', id, {
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.isShared === undefined ? {} : { is_shared: Number(input.isShared) }),
        ...(input.definition === undefined ? {} : { definition: JSON.stringify(input.definition) }),
      }),
    );
    return shown(find(id, staffId), staffId);
  }

  /** @throws AppError `not_found`, `view.not_yours` */
  function remove(id: string, context: Context): void {
    own(id, staffOf(context));
    store.transaction(context, (writer) => {
      for (const row of defaultsTo(store, id)) writer.remove('default_view', row.id);
      writer.remove('saved_view', id);
    });
  }

  /** @throws AppError `not_found` */
  function setDefault(of: ListName, viewId: string | null, context: Context): void {
    const staffId = staffOf(context);
    if (viewId !== null && find(viewId, staffId).list !== of) throw notFound();
    store.transaction(context, (writer) => {
      const before = defaultOf(store, of, staffId);
      if (viewId === null) {
        if (before) writer.remove('default_view', before.id);
      } else if (before) writer.update('default_view', before.id, { view_id: viewId });
      else writer.insert('default_view', { id: store.makeId(), list: of, staff_id: staffId, view_id: viewId });
    });
  }

  function named(context: Context, write: (writer: Writer) => void): void {
    try {
      store.transaction(context, write);
    } catch (error) {
      if (isDuplicate(error)) throw fieldError('name', { code: 'duplicate' });
      throw error;
    }
  }

  return { list, save, update, remove, setDefault };
}

function staffOf({ principal }: Context): string {
  // A job of the console's own looks at no list.
  if (principal.kind !== 'staff') throw notFound();
  return principal.staffId;
}

function shown(row: ViewRow, staffId: string): SavedView {
  return {
    id: row.id,
    list: row.list,
    name: row.name,
    isShared: row.is_shared === 1,
    isMine: row.staff_id === staffId,
    owner: row.owner,
    isDefault: row.is_default === 1,
    definition: ViewDefinition.parse(JSON.parse(row.definition)),
    updatedAt: row.updated_at,
  };
}
