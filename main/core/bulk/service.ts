import type { BulkRun, BulkRunDetail, bulk } from '../../../preload/api/bulk.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { BrandService } from '../brand/index.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { actorName, AppError, type Context, type Log, notFound } from '../kernel/index.ts';
import type { LicensesService, MoneyReader } from '../licenses/index.ts';
import type { Provisioning } from '../provisioning/index.ts';
import { cut, type Store, type Writer } from '../store/index.ts';
import { csvHead, csvOf } from './csv.ts';
import { Feeder } from './feeder.ts';
import { createFreshMoney } from './fresh-money.ts';
import { matchText } from './match.ts';
import { costOf, createPlanner, inputsOf, isDone, type Planned, stoppedBy } from './plan.ts';
import { charges, moved, sameCost, secondsFor } from './rules.ts';
import { createSelections } from './selections.ts';
import * as rows from './store.ts';
import { takeBack } from './take-back.ts';

export interface BulkDeps {
  readonly store: Store;
  readonly log: Log;
  readonly brand: Pick<BrandService, 'businessDate'>;
  readonly connections: ConnectionsService;
  readonly licenses: LicensesService;
  readonly provisioning: Pick<Provisioning, 'withdraw'>;
  readonly money: Pick<MoneyReader, 'readPrices' | 'readBalance'>;
}

/** At most so many entries of a pasted list are reported in one answer. */
const reported = 200;
/** Rows of one part of a table for other programs. */
const csvRows = 500;

export type BulkService = ReturnType<typeof createBulk>;

/** Many license actions as one run: what it will do and cost, and its way through pauses, restarts and refusals. */
export function createBulk(deps: BulkDeps) {
  const { store, connections, provisioning } = deps;
  const money = createFreshMoney(store, deps.money);
  const selections = createSelections(store, deps.brand);
  const planner = createPlanner({ licenses: deps.licenses, connections, selections, money });
  const feeder = new Feeder({ store, log: deps.log, licenses: deps.licenses, connections, provisioning, money });

  function find(id: string): rows.StoredRun {
    const run = rows.findRun(store, id);
    if (!run) throw notFound();
    return run;
  }

  const shown = (run: rows.StoredRun): BulkRun => ({
    id: run.id,
    action: run.action,
    inputs: run.inputs,
    state: run.state,
    askedBy: run.askedBy,
    rows: run.rows,
    counts: rows.countRows(store, run.id),
    charges: charges(run.action),
    cost: run.cost,
    createdAt: run.createdAt,
    finishedAt: run.finishedAt,
  });

  function detail(id: string): BulkRunDetail {
    const run = find(id);
    const stopped = rows.waitingAccounts(store, id).flatMap((account) => {
      const code =
        stoppedBy(account.is_enabled === 1, account.credentials_stopped === 1) ?? feeder.restingFor(account.id);
      return code === null ? [] : [{ connectionId: account.id, name: account.name, code }];
    });
    const seconds = rows
      .leftByConnection(store, id)
      .map((left) => secondsFor(left.count, run.action, connections.pace(left.connection_id)));
    return { ...shown(run), stopped, seconds: Math.max(0, ...seconds) };
  }

  /** Makes a move of a run, with what goes with it, in one transaction. @throws AppError `not_found`, `bulk.wrong_state` */
  function move(
    id: string,
    name: 'pause' | 'resume' | 'cancel',
    context: Context,
    also: (writer: Writer) => void,
  ): BulkRunDetail {
    store.transaction(context, (writer) => {
      const { state } = find(id);
      const next = moved(state, name);
      if (next === null) throw new AppError('bulk.wrong_state', { params: { state } });
      writer.update('bulk_run', id, { state: next, ...(next === 'cancelled' ? { finished_at: store.now() } : {}) });
      also(writer);
    });
    return detail(id);
  }

  return {
    planner,
    selections,

    /** Goes on with the runs of before; call it when the operation machine runs. */
    start: (): void => feeder.start(),
    /** Hands over nothing more, and waits for readings that are on their way. */
    stop: (): Promise<void> => feeder.stop(),
    /** Resolves when nothing can be handed over or read now, with how much was handed over so far. */
    idle: (): Promise<number> => feeder.idle(),

    /** @throws AppError `bulk.too_many` */
    match({ text, only, from }: Parsed<typeof bulk.match>): Output<typeof bulk.match> {
      const { report, ids, severalIds } = matchText(store, text);
      const counts = { one: 0, several: 0, none: 0, repeated: 0 };
      for (const { outcome } of report) counts[outcome] += 1;
      const wanted = only === undefined ? report : report.filter(({ outcome }) => outcome === only);
      const until = from + reported;
      return {
        entries: report.length,
        counts,
        ids,
        severalIds,
        report: wanted.slice(from, until),
        nextFrom: until < wanted.length ? until : null,
      };
    },

    /**
     * Starts a run over what is selected now. Rows that cannot be done are kept with the reason. The same `requestKey` starts
     * one run, also when two calls race.
     * @throws AppError `bulk.preview_changed` (params rows): it is not what was shown; `bulk.confirmation_mismatch`;
     *   `conflict.changed_meanwhile`: the key started another run; and as `planner.planAll`
     */
    async startRun(input: Parsed<typeof bulk.start>, context: Context): Promise<BulkRunDetail> {
      const inputs = inputsOf(input);
      const isSame = (run: rows.StoredRun): boolean =>
        run.action === input.action && JSON.stringify(run.inputs) === JSON.stringify(inputs);
      const before = rows.runByKey(store, input.requestKey);
      const planned = before ? [] : await planner.planAll(input);
      const id = store.transaction(context, (writer) => {
        const there = rows.runByKey(store, input.requestKey);
        if (there) {
          if (!isSame(there)) throw new AppError('conflict.changed_meanwhile');
          return there.id;
        }
        const done = planned.filter(isDone);
        const cost = costOf(input, done);
        if (done.length !== input.expect.rows || !sameCost(cost, input.expect.cost))
          throw new AppError('bulk.preview_changed', { params: { rows: done.length } });
        if (input.action === 'terminate' && input.confirmation !== String(done.length))
          throw new AppError('bulk.confirmation_mismatch', { params: { rows: done.length } });
        const runId = store.makeId();
        writer.insert('bulk_run', {
          id: runId,
          request_key: input.requestKey,
          action: input.action,
          inputs: JSON.stringify(inputs),
          state: 'running',
          asked_by: actorName(context.principal),
          row_count: planned.length,
          cost: JSON.stringify(cost),
          finished_at: null,
        });
        for (const [position, row] of planned.entries()) addRow(writer, runId, position, row);
        return runId;
      });
      return detail(id);
    },

    /** Newest first. */
    list({ cursor, limit }: Parsed<typeof bulk.list>): Output<typeof bulk.list> {
      const page = cut(rows.listRuns(store, cursor, limit), limit);
      return { rows: page.rows.map(shown), nextCursor: page.nextCursor };
    },

    /** Running and paused runs. */
    current: (): BulkRun[] => rows.openRuns(store).map(shown),

    /** @throws AppError `not_found` */
    get: detail,

    /** @throws AppError `not_found` */
    rows({ id, state, cursor, limit }: Parsed<typeof bulk.rows>): Output<typeof bulk.rows> {
      find(id);
      const found = rows.listRows(store, { runId: id, state, after: Number(cursor ?? '-1'), limit });
      const kept = found.slice(0, limit);
      return { rows: kept, nextCursor: found.length > limit ? String(kept.at(-1)?.position) : null };
    },

    /** A part of the results as CSV; the first part begins with the heads of the columns. @throws AppError `not_found` */
    csv({ id, words, cursor }: Parsed<typeof bulk.csv>): Output<typeof bulk.csv> {
      const { action } = find(id);
      const after = Number(cursor ?? '-1');
      const found = rows.listRows(store, { runId: id, state: undefined, after, limit: csvRows });
      const kept = found.slice(0, csvRows);
      const text = `${cursor === undefined ? csvHead(words) : ''}${csvOf(action, kept, words)}`;
      return { text, nextCursor: found.length > csvRows ? String(kept.at(-1)?.position) : null };
    },

    /** Sends nothing more, until it is resumed: also what was handed over is taken back. @throws AppError `not_found`, `bulk.wrong_state` */
    pause: (id: string, context: Context): BulkRunDetail =>
      move(id, 'pause', context, (writer) => takeBack(store, writer, provisioning, id)),

    /** @throws AppError as `pause` */
    resume: (id: string, context: Context): BulkRunDetail => move(id, 'resume', context, () => {}),

    /** Sends nothing more for good. What was sent already comes to its end and is shown. @throws AppError as `pause` */
    cancel: (id: string, context: Context): BulkRunDetail =>
      move(id, 'cancel', context, (writer) => {
        takeBack(store, writer, provisioning, id);
        const settled = { state: 'cancelled', settled_at: store.now() };
        for (const row of rows.allWaiting(store, id)) writer.update('bulk_row', row.id, settled);
      }),
  };

  function addRow(writer: Writer, runId: string, position: number, { id, plan }: Planned): void {
    const isSkipped = plan.why !== null;
    writer.insert('bulk_row', {
      id: store.makeId(),
      run_id: runId,
      position,
      contract_product_id: id,
      connection_id: plan.connectionId,
      state: isSkipped ? 'skipped' : 'waiting',
      operation_id: null,
      code: plan.why,
      message: null,
      cost_minor: plan.cost?.amountMinor ?? null,
      cost_currency: plan.cost?.currency ?? null,
      found_before: null,
      found_after: null,
      settled_at: isSkipped ? store.now() : null,
    });
  }
}
