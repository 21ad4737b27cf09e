import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Import, transfer } from '../../../../preload/api/catalogue-transfer.ts';
import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import { AppError, type Context, given, type Log, notFound } from '../../kernel/index.ts';
import { before, cut, type Row, type Store, type TableName } from '../../store/index.ts';
import { categoryIsUsed, findCategory } from '../categories/store.ts';
import * as runs from '../edits/store.ts';
import { undoEdits } from '../edits/undo.ts';
import type { BrandDefaults } from '../products/inherit.ts';
import { errorsPart } from './errors-csv.ts';
import { exportColumns, exportPart } from './export.ts';
import { addPart, beginImport, readThrough } from './intake.ts';
import { countsOf, importOf, noCounts, settingsOf, sourceOf } from './record.ts';
import * as stored from './store.ts';
import { checkRows, importRows, type Work } from './work.ts';

export interface TransferDeps {
  readonly store: Store;
  readonly log: Log;
  readonly brand: { businessDate(): string; settings(): BrandDefaults };
}

/** Rows of its own tables that are removed in one transaction. */
const removedAtOnce = 500;

export type TransferService = ReturnType<typeof transferService>;

/** Products from and to files (quality 31, 32): read, dry run, import, taken back; and the tables that go out. */
export function transferService({ store, log, brand }: TransferDeps) {
  /** One file is worked on at a time. */
  let job: { readonly id: string; readonly abort: AbortController; readonly end: Promise<void> } | null = null;

  const now = () => ({ today: brand.businessDate(), currency: brand.settings().defaultCurrency });

  function find(id: string): runs.StoredRun {
    const run = runs.findRun(store, 'file', id);
    if (!run) throw notFound();
    return run;
  }
  const shown = (id: string): Import => importOf(store, find(id));

  function findIn(id: string, states: readonly Import['state'][]): runs.StoredRun {
    const run = find(id);
    if (!states.includes(run.state)) throw new AppError('transfer.wrong_state', { params: { state: run.state } });
    return run;
  }

  const set = (id: string, context: Context, columns: Row): void => {
    store.transaction(context, (writer) => writer.update('catalogue_run', id, columns));
  };

  function checkIdle(): void {
    if (job) throw new AppError('transfer.busy');
  }

  /** Does a long work alone. @throws AppError `transfer.busy` */
  async function alone<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    checkIdle();
    const abort = new AbortController();
    let end: () => void = () => {};
    job = {
      id,
      abort,
      end: new Promise((resolve) => {
        end = resolve;
      }),
    };
    try {
      return await work(abort.signal);
    } finally {
      job = null;
      end();
    }
  }

  /** The same, not waited for. Whatever ends it, what it came to is stored by itself. */
  function inBackground(id: string, work: (signal: AbortSignal) => Promise<void>): void {
    void alone(id, work).catch((error: unknown) => log.error({ err: error, id }, 'import ended early'));
  }

  async function removeAll(
    context: Context,
    table: Extract<TableName, 'catalogue_run_part' | 'catalogue_run_refusal'>,
    runId: string,
  ): Promise<void> {
    const idsOf = table === 'catalogue_run_part' ? stored.partIds : stored.refusalIds;
    for (;;) {
      const ids = idsOf(store, runId, table === 'catalogue_run_part' ? 4 : removedAtOnce);
      if (ids.length === 0) return;
      store.transaction(context, (writer) => {
        for (const id of ids) writer.remove(table, id);
      });
      await nextTurn();
    }
  }

  /** Forgets a file that was not imported. */
  async function forget(id: string, context: Context): Promise<void> {
    await removeAll(context, 'catalogue_run_part', id);
    await removeAll(context, 'catalogue_run_refusal', id);
    store.transaction(context, (writer) => writer.remove('catalogue_run', id));
  }

  /** Begins a file; those that were read before and not imported are forgotten. */
  async function begin(input: Parsed<typeof transfer.begin>, context: Context): Promise<{ id: string }> {
    checkIdle();
    for (const { id } of runs.runsIn(store, ['receiving', 'read', 'checked']))
      await alone(id, () => forget(id, context));
    return { id: beginImport(store, context, input.fileName, input.size) };
  }

  function add(input: { id: string; position: number; bytes: Uint8Array }, context: Context): void {
    const run = findIn(input.id, ['receiving']);
    addPart(store, context, { ...input, size: sourceOf(run).size });
  }

  const read = (input: Parsed<typeof transfer.read>, context: Context): Promise<Import> =>
    alone(input.id, async () => {
      const { id, ...said } = input;
      const run = findIn(id, ['receiving', 'read', 'checked']);
      const { source, rows } = await readThrough(store, id, sourceOf(run), given(said), now().currency);
      set(id, context, {
        state: 'read',
        total: rows,
        done: 0,
        counts: null,
        settings: null,
        source: JSON.stringify(source),
      });
      return shown(id);
    });

  function workOf(run: runs.StoredRun, context: Context, signal: AbortSignal): Work {
    const { reading, headers } = sourceOf(run);
    const settings = settingsOf(run);
    if (!reading || !settings || stored.received(store, run.id).parts === 0) throw new AppError('transfer.not_read');
    // The history of each product names the import that changed it.
    const own = { principal: context.principal, traceId: run.id, changeSet: store.makeId() };
    return { id: run.id, settings, reading, columns: headers.length, now: now(), context: own, signal };
  }

  const dryRun = (input: Parsed<typeof transfer.dryRun>, context: Context): Promise<Import> =>
    alone(input.id, async (signal) => {
      const { id, ...settings } = input;
      findIn(id, ['read', 'checked']);
      await removeAll(context, 'catalogue_run_refusal', id);
      set(id, context, {
        state: 'read',
        settings: JSON.stringify(settings),
        done: 0,
        counts: JSON.stringify(noCounts),
      });
      await checkRows(store, workOf(find(id), context, signal), noCounts);
      if (signal.aborted) set(id, context, { done: 0, counts: null });
      else set(id, context, { state: 'checked' });
      return shown(id);
    });

  function run(id: string, context: Context): Import {
    const found = findIn(id, ['checked', 'stopped']);
    const goesOn = found.state === 'stopped';
    const ready = workOf(found, context, new AbortController().signal);
    checkIdle();
    set(id, context, { state: 'running', ...(goesOn ? {} : { done: 0, counts: JSON.stringify(noCounts) }) });
    inBackground(id, async (signal) => {
      const work = { ...ready, signal };
      try {
        if (!goesOn) await removeAll(context, 'catalogue_run_refusal', id);
        const from = { done: goesOn ? found.done : 0, counts: (goesOn ? countsOf(found) : null) ?? noCounts };
        await importRows(store, work, from);
      } catch (error) {
        set(id, context, { state: 'stopped' });
        throw error;
      }
      if (signal.aborted && find(id).done < find(id).total) return set(id, context, { state: 'stopped' });
      store.transaction(work.context, (writer) => {
        writer.update('catalogue_run', id, { state: 'done', finished_at: store.now() });
        writer.note('catalogue_run', id, { counts: [null, find(id).counts], file: [null, found.title] });
      });
      await removeAll(context, 'catalogue_run_part', id);
    });
    return shown(id);
  }

  function undo(id: string, context: Context): Import {
    const found = findIn(id, ['done', 'stopped']);
    const own = { principal: context.principal, traceId: id, changeSet: store.makeId() };
    let done = 0;
    checkIdle();
    set(id, context, { state: 'undoing', done: 0 });
    inBackground(id, async (signal) => {
      try {
        await undoEdits(store, id, {
          context: own,
          now: now(),
          signal,
          after: (writer, rows) => {
            done += rows;
            writer.update('catalogue_run', id, { done });
          },
        });
      } catch (error) {
        set(id, context, { state: 'done' });
        throw error;
      }
      if (signal.aborted) return set(id, context, { state: 'done' });
      store.transaction(own, (writer) => {
        // The last that was made first: a category goes before the one it is in.
        for (const category of (countsOf(found)?.made ?? []).toReversed()) {
          if (findCategory(store, category) && !categoryIsUsed(store, category)) {
            writer.update('category', category, { deleted_at: store.now() });
          }
        }
        writer.update('catalogue_run', id, { state: 'undone' });
        writer.note('catalogue_run', id, { state: ['done', 'undone'] });
      });
      await removeAll(context, 'catalogue_run_part', id);
    });
    return shown(id);
  }

  return {
    /** What an earlier session of the console left in the middle waits to be gone on with. */
    start(context: Context): void {
      for (const { id, state } of runs.runsIn(store, ['running', 'undoing'])) {
        set(id, context, { state: state === 'running' ? 'stopped' : 'done' });
      }
    },
    /** Ends what is under way at the end of its transaction. */
    async stop(): Promise<void> {
      job?.abort.abort();
      await job?.end;
    },
    /** Resolves when nothing is under way. */
    async idle(): Promise<void> {
      for (let at = job; at; at = job) await at.end;
    },

    async readText({ fileName, text }: Parsed<typeof transfer.readText>, context: Context): Promise<Import> {
      const bytes = Buffer.from(text, 'utf8');
      const { id } = await begin({ fileName, size: bytes.byteLength }, context);
      const step = 1024 * 1024;
      for (let at = 0; at < bytes.byteLength; at += step) {
        add({ id, position: at / step, bytes: bytes.subarray(at, at + step) }, context);
      }
      return read({ id, encoding: 'utf-8' }, context);
    },
    begin,
    addPart: ({ id, position, base64 }: Parsed<typeof transfer.addPart>, context: Context): void =>
      add({ id, position, bytes: Buffer.from(base64, 'base64') }, context),
    read,
    get: shown,
    list({ cursor, limit }: Parsed<typeof transfer.list>): Output<typeof transfer.list> {
      const page = cut(runs.listRuns(store, before(cursor), limit), limit);
      return { rows: page.rows.map((each) => importOf(store, each)), nextCursor: page.nextCursor };
    },
    async discard(id: string, context: Context): Promise<void> {
      findIn(id, ['receiving', 'read', 'checked']);
      await alone(id, () => forget(id, context));
    },
    dryRun,
    refused({ id, cursor, limit }: Parsed<typeof transfer.refused>): Output<typeof transfer.refused> {
      find(id);
      const found = stored.refusalsAfter(store, id, Number(cursor ?? '-1'), limit);
      const kept = found.slice(0, limit);
      return {
        rows: kept.map(({ id: of, line, problems }) => ({ id: of, line, problems })),
        nextCursor: found.length > limit ? String(kept.at(-1)?.position) : null,
      };
    },
    run,
    async cancel(id: string): Promise<Import> {
      find(id);
      if (job?.id === id) {
        job.abort.abort();
        await job.end;
      }
      return shown(id);
    },
    undo,
    kept({ id, cursor, limit }: Parsed<typeof transfer.kept>): Output<typeof transfer.kept> {
      find(id);
      const { rows, next } = runs.keptProducts(store, id, Number(cursor ?? '-1'), limit);
      return { rows, nextCursor: next === null ? null : String(next) };
    },
    errorsCsv: (input: Parsed<typeof transfer.errorsCsv>): Output<typeof transfer.errorsCsv> =>
      errorsPart(store, input, sourceOf(find(input.id)).headers),
    exportColumns: ({ chosen }: Parsed<typeof transfer.exportColumns>): Output<typeof transfer.exportColumns> =>
      exportColumns(store, chosen),
    exportCsv: (input: Parsed<typeof transfer.exportCsv>): Output<typeof transfer.exportCsv> =>
      exportPart(store, now().today, input),
  };
}
