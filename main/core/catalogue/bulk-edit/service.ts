import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BulkEdit,
  type BulkEditResult,
  type bulkEditCalls,
  type EditedProduct,
  type EditedValue,
  maxEdited,
} from '../../../../preload/api/catalogue-bulk.ts';
import type { ChosenProducts } from '../../../../preload/api/catalogue-transfer.ts';
import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import { actorName, AppError, type Context, fieldError, notFound } from '../../kernel/index.ts';
import type { Store } from '../../store/index.ts';
import { hasCategory } from '../categories/store.ts';
import { type EditedFields, type PlannedEdit, planEdit, writeEdit } from '../edits/edit.ts';
import * as runs from '../edits/store.ts';
import { undoEdits } from '../edits/undo.ts';
import type { BrandDefaults } from '../products/inherit.ts';
import { findProduct } from '../products/store.ts';
import { chosenProducts } from '../transfer/chosen.ts';
import { CategoryPaths } from '../transfer/lookup.ts';
import { editedKeywords, editedPrices, setBy } from './rules.ts';

export interface BulkEditDeps {
  readonly store: Store;
  readonly brand: { businessDate(): string; settings(): BrandDefaults };
}

/** Products that one transaction takes on; other calls get through between them. */
const chunkRows = 100;
/** Refusals that a result names. */
const namedRefusals = 200;
/** Products that an undo names of those that stay. */
const namedKept = 200;

interface Line {
  readonly shown: EditedProduct;
  readonly planned: PlannedEdit | null;
}
interface Counts {
  selected: number;
  changed: number;
  unchanged: number;
  refused: number;
}

/** The same change to many products: looked at, done, and taken back. */
export function bulkEditService({ store, brand }: BulkEditDeps) {
  const now = () => ({ today: brand.businessDate(), currency: brand.settings().defaultCurrency });

  /** @throws AppError `bulk.too_many` */
  function idsOf(chosen: ChosenProducts): string[] {
    if (chosen.by === 'ids') return [...new Set(chosen.ids)];
    const { name, sql, params } = chosenProducts(store, chosen);
    const rows = store.all<{ id: string; name: string }>(
      `products to edit ${name}`,
      `SELECT p.id FROM product p WHERE ${sql} ORDER BY p.name COLLATE NOCASE, p.id LIMIT @count`,
      { ...params, count: maxEdited + 1 },
    );
    if (rows.length > maxEdited) throw new AppError('bulk.too_many', { params: { most: maxEdited } });
    return rows.map((row) => row.id);
  }

  function planOne(id: string, edit: BulkEdit, paths: CategoryPaths): Line {
    const before = findProduct(store, id, now());
    if (!before) return { shown: { id, name: '', changes: [], refused: 'deleted' }, planned: null };
    const refused = (code: EditedProduct['refused']): Line => ({
      shown: { id, name: before.name, changes: [], refused: code },
      planned: null,
    });
    const change: Partial<EditedFields> & { prices?: typeof before.prices } = setBy(edit);
    if (edit.addKeywords || edit.removeKeywords) {
      change.keywords = editedKeywords(before.keywords, edit.addKeywords ?? [], edit.removeKeywords ?? []);
      if ((change.keywords ?? '').length > 500) return refused('too_long');
    }
    if (edit.prices && edit.prices.length > 0) {
      const prices = editedPrices(before.prices, edit.prices);
      if (prices === null) return refused('below_zero');
      change.prices = [...prices];
    }
    try {
      const planned = planEdit(store, before, change);
      return { shown: { id, name: before.name, changes: changesOf(planned, paths), refused: null }, planned };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return refused(error.fields?.['categoryId'] ? 'not_found' : 'invalid');
    }
  }

  /** Plans in parts, so that other calls get through. `each` sees the lines in order. */
  async function planAll(ids: readonly string[], edit: BulkEdit, each: (line: Line) => void): Promise<Counts> {
    if (edit.categoryId !== undefined && !hasCategory(store, edit.categoryId)) {
      throw fieldError('edit.categoryId', { code: 'not_found' });
    }
    const paths = new CategoryPaths(store);
    const counts: Counts = { selected: ids.length, changed: 0, unchanged: 0, refused: 0 };
    for (let at = 0; at < ids.length; at += chunkRows) {
      const part = ids.slice(at, at + chunkRows);
      for (const line of store.snapshot(() => part.map((id) => planOne(id, edit, paths)))) {
        counts[kindOf(line)] += 1;
        each(line);
      }
      await nextTurn();
    }
    return counts;
  }

  async function preview({
    chosen,
    edit,
    show,
    cursor,
    limit,
  }: Parsed<typeof bulkEditCalls.previewBulkEdit>): Promise<Output<typeof bulkEditCalls.previewBulkEdit>> {
    const from = Number(cursor ?? '0');
    const rows: EditedProduct[] = [];
    let place = 0;
    const counts = await planAll(idsOf(chosen), edit, (line) => {
      if (kindOf(line) !== show) return;
      if (place >= from && rows.length < limit) rows.push(line.shown);
      place += 1;
    });
    const next = from + rows.length;
    return { ...counts, rows, nextCursor: next < place ? String(next) : null };
  }

  /** @throws AppError `bulk.preview_changed` (params rows), `conflict.changed_meanwhile`: the key made another edit */
  async function run(
    { requestKey, chosen, edit, expect }: Parsed<typeof bulkEditCalls.bulkEdit>,
    context: Context,
  ): Promise<Output<typeof bulkEditCalls.bulkEdit>> {
    const settings = JSON.stringify({ chosen, edit });
    const there = runs.findRun(store, 'edit', requestKey);
    if (there && there.settings !== settings) throw new AppError('conflict.changed_meanwhile');
    // One that a crash broke off is not done again over what it did: it is taken back, or what is left is chosen anew.
    if (there && there.state !== 'done')
      throw new AppError('bulk.wrong_state', { params: { done: there.done, total: there.total } });
    if (there) return { ...resultOf(there), refusals: [] };
    const ids = idsOf(chosen);
    const planned = await planAll(ids, edit, () => {});
    if (planned.changed !== expect.changed) {
      throw new AppError('bulk.preview_changed', { params: { rows: planned.changed } });
    }
    const own: Context = { principal: context.principal, traceId: requestKey, changeSet: store.makeId() };
    const paths = new CategoryPaths(store);
    const refusals: EditedProduct[] = [];
    const counts: Counts = { selected: ids.length, changed: 0, unchanged: 0, refused: 0 };
    store.transaction(own, (writer) =>
      writer.insert('catalogue_run', {
        id: requestKey,
        kind: 'edit',
        state: 'running',
        title: '',
        asked_by: actorName(context.principal),
        total: ids.length,
        done: 0,
        counts: JSON.stringify(counts),
        source: '{}',
        settings,
        finished_at: null,
      }),
    );
    for (let at = 0; at < ids.length; at += chunkRows) {
      store.transaction(own, (writer) => {
        for (const [n, id] of ids.slice(at, at + chunkRows).entries()) {
          // Planned anew: what was there when it was looked at may be another value now.
          const line = planOne(id, edit, paths);
          counts[kindOf(line)] += 1;
          if (line.shown.refused !== null && refusals.length < namedRefusals) refusals.push(line.shown);
          if (!line.planned) continue;
          writeEdit(store, writer, line.planned, now().today);
          writer.insert('catalogue_run_edit', {
            id: store.makeId(),
            run_id: requestKey,
            position: at + n,
            product_id: id,
            edit: JSON.stringify(line.planned.edit),
            state: 'done',
            code: null,
          });
        }
        const done = Math.min(at + chunkRows, ids.length);
        const isEnd = done === ids.length;
        writer.update('catalogue_run', requestKey, {
          done,
          counts: JSON.stringify(counts),
          ...(isEnd ? { state: 'done', finished_at: store.now() } : {}),
        });
      });
      await nextTurn();
    }
    return { ...resultOf(find(requestKey)), refusals };
  }

  function find(id: string): runs.StoredRun {
    const run = runs.findRun(store, 'edit', id);
    if (!run) throw notFound();
    return run;
  }

  function resultOf(run: runs.StoredRun): BulkEditResult {
    const counts = JSON.parse(run.counts ?? '{}') as Counts;
    const isUndone = run.state === 'undone' || run.state === 'undoing';
    return {
      id: run.id,
      ...counts,
      takenBack: isUndone
        ? {
            undone: runs.undoneSoFar(store, run.id).undone,
            kept: runs.keptProducts(store, run.id, -1, namedKept).rows,
          }
        : null,
      finishedAt: run.finishedAt ?? run.createdAt,
    };
  }

  return {
    preview,
    run,
    /** Takes an edit back; a second time changes nothing. @throws AppError `not_found` */
    async undo(id: string, context: Context): Promise<BulkEditResult> {
      find(id);
      await undoEdits(store, id, {
        context: { principal: context.principal, traceId: id, changeSet: store.makeId() },
        now: now(),
        signal: new AbortController().signal,
        after: (writer) => void writer.update('catalogue_run', id, { state: 'undoing' }),
      });
      store.transaction(context, (writer) => writer.update('catalogue_run', id, { state: 'undone' }));
      return resultOf(find(id));
    },
  };
}

const kindOf = ({ shown, planned }: Line): 'changed' | 'refused' | 'unchanged' =>
  shown.refused !== null ? 'refused' : planned ? 'changed' : 'unchanged';

/** The values that a planned edit changes, as people see them. */
function changesOf(planned: PlannedEdit | null, paths: CategoryPaths): EditedValue[] {
  if (!planned) return [];
  const { fields, prices } = planned.edit;
  const shown = (field: string, value: string | boolean | null): string | boolean | null =>
    field === 'categoryId' && typeof value === 'string' ? paths.of(value) : value;
  return [
    ...Object.entries(fields).map(([field, [before, after]]): EditedValue => ({
      kind: 'field',
      field: field as Extract<EditedValue, { kind: 'field' }>['field'],
      before: shown(field, before),
      after: shown(field, after),
    })),
    ...prices.map((price): EditedValue => ({ kind: 'price', ...price })),
  ];
}
