import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportSettings, Reading } from '../../../../preload/api/catalogue-transfer.ts';
import { type Context, placeBetween } from '../../kernel/index.ts';
import type { Store, Writer } from '../../store/index.ts';
import { siblings } from '../categories/store.ts';
import { writeEdit } from '../edits/edit.ts';
import { editedProducts } from '../edits/store.ts';
import type { Now } from '../products/rows.ts';
import { lastPlace } from '../products/store.ts';
import { productColumns } from '../products/write.ts';
import { type RawRow, rowsOf } from './decode.ts';
import { pathOf } from './lookup.ts';
import { type Planned, Planner } from './plan.ts';
import type { Counts } from './record.ts';
import { partsOf } from './store.ts';

/**
 * How long a batch of rows may take, in milliseconds: it is worked on in one go and written in one transaction, and other calls get
 * through behind it. The batches grow and shrink towards it, within bounds.
 */
const batchMs = 40;
const fewestRows = 20;
const mostRows = 500;
/** Rows after which a check that refuses none says how far it is. */
const toldEvery = 3000;

export interface Work {
  readonly id: string;
  readonly settings: ImportSettings;
  readonly reading: Reading;
  /** Columns of the file. */
  readonly columns: number;
  readonly now: Now;
  readonly context: Context;
  readonly signal: AbortSignal;
}
interface Placed {
  readonly row: RawRow;
  readonly position: number;
}

/** The rows of a file behind a place, some at a time: as many as the one who works on them does in time. */
async function* batchesOf(store: Store, work: Work, after: number): AsyncGenerator<Placed[]> {
  let position = work.reading.hasHeader ? -2 : -1;
  let batch: Placed[] = [];
  let size = 2 * fewestRows;
  for await (const row of rowsOf(partsOf(store, work.id), work.reading)) {
    position += 1;
    if (position <= after) continue;
    batch.push({ row, position });
    if (batch.length < size) continue;
    const from = performance.now();
    yield batch;
    const fits = (size * batchMs) / Math.max(performance.now() - from, 1);
    size = Math.round(Math.min(Math.max(fits, fewestRows, size / 2), mostRows, size * 2));
    batch = [];
    await nextTurn();
    if (work.signal.aborted) return;
  }
  if (batch.length > 0) yield batch;
}

function refuse(store: Store, writer: Writer, runId: string, { row, position }: Placed, planned: Planned): void {
  if (planned.kind !== 'refused') return;
  writer.insert('catalogue_run_refusal', {
    id: store.makeId(),
    run_id: runId,
    position,
    line: row.line,
    problems: JSON.stringify(planned.problems),
    cells: JSON.stringify(row.cells),
  });
}

const counted = (counts: Counts, { kind }: Planned): Counts => ({ ...counts, [kind]: counts[kind] + 1 });

/** Works out what every row would do; writes the refusals and how far it is, nothing else. */
export async function checkRows(store: Store, work: Work, counts: Counts): Promise<Counts> {
  const planner = new Planner(store, { ...work, makeCategory: null });
  let at = counts;
  let done = 0;
  let told = 0;
  for await (const batch of batchesOf(store, work, -1)) {
    const planned = store.snapshot(() => batch.map(({ row }) => planner.plan(row)));
    for (const each of planned) at = counted(at, each);
    at = { ...at, categories: planner.newCategories };
    done += batch.length;
    if (planned.every(({ kind }) => kind !== 'refused') && done < told + toldEvery) continue;
    told = done;
    store.transaction(work.context, (writer) => {
      for (const [n, each] of planned.entries()) {
        const placed = batch[n];
        if (placed) refuse(store, writer, work.id, placed, each);
      }
      writer.update('catalogue_run', work.id, { done, counts: JSON.stringify(at) });
    });
  }
  store.transaction(work.context, (writer) =>
    writer.update('catalogue_run', work.id, { done, counts: JSON.stringify(at) }),
  );
  return at;
}

/** Imports the rows behind a place, a batch in a transaction with how far it is: it can be gone on with wherever it ended. */
export async function importRows(store: Store, work: Work, from: { done: number; counts: Counts }): Promise<Counts> {
  let { counts, done } = from;
  let at: Writer | null = null;
  const planner = new Planner(store, {
    ...work,
    makeCategory: (path) => {
      if (!at) throw new Error('a category is made while rows are written');
      const made = makeCategory(store, at, planner, path);
      counts = { ...counts, categories: counts.categories + made.length, made: [...counts.made, ...made] };
      return planner.paths.find(path)[0] ?? '';
    },
  });
  if (done > 0) planner.seen(editedProducts(store, work.id));
  for await (const batch of batchesOf(store, work, done - 1)) {
    store.transaction(work.context, (writer) => {
      at = writer;
      const places = new Map<string, string | null>();
      const placeIn = (categoryId: string): string => {
        const last = places.get(categoryId) ?? lastPlace(store, categoryId);
        const place = placeBetween(last, null) ?? '';
        places.set(categoryId, place);
        return place;
      };
      for (const placed of batch) {
        const planned = planner.plan(placed.row);
        counts = counted(counts, planned);
        write(store, writer, work, { ...placed, planned }, placeIn);
      }
      done += batch.length;
      writer.update('catalogue_run', work.id, { done, counts: JSON.stringify(counts) });
      at = null;
    });
  }
  return counts;
}

function write(
  store: Store,
  writer: Writer,
  { id: runId, now }: Work,
  { planned, ...placed }: Placed & { readonly planned: Planned },
  placeIn: (categoryId: string) => string,
): void {
  const keep = (productId: string, edit: unknown): void =>
    writer.insert('catalogue_run_edit', {
      id: store.makeId(),
      run_id: runId,
      position: placed.position,
      product_id: productId,
      edit: JSON.stringify(edit),
      state: 'done',
      code: null,
    });
  switch (planned.kind) {
    case 'create': {
      const { id, fields, code } = planned;
      const position = placeIn(fields.categoryId);
      writer.insert('product', { id, ...productColumns(fields, code), position, deleted_at: null });
      for (const { termMonths, currency, amountMinor } of fields.prices) {
        writer.insert('price', {
          id: store.makeId(),
          product_id: id,
          term_months: termMonths,
          currency,
          amount_minor: amountMinor,
        });
      }
      return keep(id, { created: fields.prices });
    }
    case 'change': {
      if (!planned.planned) return;
      const { id, after, edit } = planned.planned;
      const moved = edit.fields.categoryId === undefined ? undefined : placeIn(after.categoryId);
      writeEdit(store, writer, planned.planned, now.today, moved);
      return keep(id, edit);
    }
    case 'refused':
      return refuse(store, writer, runId, placed, planned);
    case 'unchanged':
      return;
  }
}

/** Makes what is missing of a category's path; answers with the ids of what was made. */
function makeCategory(store: Store, writer: Writer, planner: Planner, path: string): string[] {
  const made: string[] = [];
  let parentId: string | null = null;
  const names = pathOf(path).split('/');
  for (let depth = 1; depth <= names.length; depth += 1) {
    const upTo = names.slice(0, depth).join('/').trim();
    const there: string | undefined = planner.paths.find(upTo)[0];
    const id: string = there ?? store.makeId();
    if (there === undefined) {
      writer.insert('category', {
        id,
        parent_id: parentId,
        name: names[depth - 1]?.trim() ?? '',
        description: '',
        short_description: '',
        defer_mode: 'not_asked',
        position: placeBetween(siblings(store, parentId).at(-1)?.position ?? null, null) ?? '',
        deleted_at: null,
      });
      planner.paths.add(upTo, id);
      made.push(id);
    }
    parentId = id;
  }
  return made;
}
