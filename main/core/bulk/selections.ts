import { type BulkSelection, maxBulkRows, maxNamed, type SavedSelection } from '../../../preload/api/bulk.ts';
import { ContractFilter } from '../../../preload/api/contract-products.ts';
import type { BrandService } from '../brand/index.ts';
import { countMatching, idsMatching } from '../contract-products/index.ts';
import { AppError, type Context, fieldError, notFound } from '../kernel/index.ts';
import { isDuplicate, type Store, type Writer } from '../store/index.ts';
import { contractsOfRun, findRun } from './store.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly filter: string | null;
  readonly row_count: number;
  readonly created_at: string;
}

export type Selections = ReturnType<typeof createSelections>;

/** Which contract products are meant: by hand, by filter, as saved, or out of an earlier run. */
export function createSelections(store: Store, brand: Pick<BrandService, 'businessDate'>) {
  const matching = (filter: ContractFilter): number => countMatching(store, filter, brand.businessDate());
  const idsOf = (filter: ContractFilter, limit: number): string[] =>
    idsMatching(store, filter, brand.businessDate(), limit);
  const filterOf = (row: Row): ContractFilter | null =>
    row.filter === null ? null : ContractFilter.parse(JSON.parse(row.filter));

  const shown = (row: Row): SavedSelection => {
    const filter = filterOf(row);
    const count = filter === null ? row.row_count : matching(filter);
    return { id: row.id, name: row.name, filter, count, createdAt: row.created_at };
  };

  function find(id: string): Row {
    const row = store.get<Row>('saved selection by id', 'SELECT * FROM saved_selection WHERE id = @id', { id });
    if (!row) throw notFound();
    return row;
  }

  const idsOfSaved = (selectionId: string): string[] =>
    store
      .all<{ id: string }>(
        'saved selection rows',
        'SELECT contract_product_id AS id FROM saved_selection_row WHERE selection_id = @selectionId ORDER BY id',
        { selectionId },
      )
      .map((row) => row.id);

  /** @throws AppError `bulk.too_many`, `not_found` */
  function ids(selection: BulkSelection): string[] {
    const found = [...new Set(resolve(selection))];
    if (found.length > maxBulkRows) throw new AppError('bulk.too_many', { params: { most: maxBulkRows } });
    return found;
  }

  function resolve(selection: BulkSelection): string[] {
    // One more than may be: then it is too many, however many more there are.
    const most = maxBulkRows + 1;
    switch (selection.by) {
      case 'ids':
        return selection.ids;
      case 'filter': {
        const except = new Set(selection.except);
        return idsOf(selection.filter, most + except.size).filter((id) => !except.has(id));
      }
      case 'saved': {
        const row = find(selection.id);
        const filter = filterOf(row);
        return filter === null ? idsOfSaved(row.id) : idsOf(filter, most);
      }
      case 'run':
        if (!findRun(store, selection.id)) throw notFound();
        return contractsOfRun(store, selection.id, selection.states);
    }
  }

  /** Writes under a name that nobody has. @throws AppError `input.invalid` (name duplicate) */
  function named<T>(context: Context, write: (writer: Writer) => T): T {
    try {
      return store.transaction(context, write);
    } catch (error) {
      if (isDuplicate(error)) throw fieldError('name', { code: 'duplicate' });
      throw error;
    }
  }

  return {
    ids,

    /** The same, for as many as can be named one by one. @throws AppError as `ids` */
    idsToMark(selection: BulkSelection): string[] {
      const found = ids(selection);
      if (found.length > maxNamed) throw new AppError('bulk.too_many', { params: { most: maxNamed } });
      return found;
    },

    /** How many a selection has; of a filter also when they are more than a run may have. @throws AppError as `ids` */
    count(selection: BulkSelection): number {
      if (selection.by === 'filter' && selection.except.length === 0) return matching(selection.filter);
      return ids(selection).length;
    },

    /** Saved selections by name. */
    list: (): SavedSelection[] =>
      store
        .all<Row>('saved selections', 'SELECT * FROM saved_selection ORDER BY name COLLATE NOCASE, id LIMIT 200')
        .map(shown),

    /** @throws AppError `input.invalid` (name duplicate; ids not_found) */
    save(
      { name, of }: { name: string; of: { by: 'ids'; ids: string[] } | { by: 'filter'; filter: ContractFilter } },
      context: Context,
    ): SavedSelection {
      const id = store.makeId();
      const chosen = of.by === 'ids' ? [...new Set(of.ids)] : [];
      named(context, (writer) => {
        const filter = of.by === 'filter' ? JSON.stringify(of.filter) : null;
        writer.insert('saved_selection', { id, name, filter, row_count: chosen.length });
        for (const contractProductId of chosen) {
          if (!isThere(contractProductId)) throw fieldError('ids', { code: 'not_found' });
          writer.insert('saved_selection_row', {
            id: store.makeId(),
            selection_id: id,
            contract_product_id: contractProductId,
          });
        }
      });
      return shown(find(id));
    },

    /** @throws AppError `not_found`, `input.invalid` (name duplicate) */
    rename(id: string, name: string, context: Context): SavedSelection {
      named(context, (writer) => writer.update('saved_selection', find(id).id, { name }));
      return shown(find(id));
    },

    /** The selection goes, not what is selected. @throws AppError `not_found` */
    remove(id: string, context: Context): void {
      store.transaction(context, (writer) => {
        const rows = store.all<{ id: string }>(
          'saved selection row ids',
          'SELECT id FROM saved_selection_row WHERE selection_id = @id',
          { id },
        );
        for (const row of rows) writer.remove('saved_selection_row', row.id);
        writer.remove('saved_selection', find(id).id);
      });
    },
  };

  function isThere(id: string): boolean {
    return store.get('contract product there', 'SELECT 1 FROM contract_product WHERE id = @id', { id }) !== undefined;
  }
}
