import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type {
  FindingDetail,
  ReconciliationAccount,
  ReconciliationRun,
  reconciliation,
} from '../../../preload/api/reconciliation.ts';
import { randomUUID } from 'node:crypto';
import type { BrandService } from '../brand/index.ts';
import { addDays, AppError, type Clock, type Context, type Log, notFound } from '../kernel/index.ts';
import { cut } from '../store/index.ts';
import { type Account, accountsOf } from './accounts.ts';
import { findingViews } from './detail.ts';
import { listFindings, openCounts } from './findings.ts';
import { createFixes, type FixDeps } from './fixes.ts';
import { outlookOf, totalsOf } from './outlook.ts';
import { readerOf } from './reading.ts';
import { runOnce } from './run.ts';
import { findRun, findSetting, lastRun, listRuns, newestRun, runningRuns } from './runs.ts';
import { dueAt, keepSchedule } from './schedule.ts';
import { keepLedger, keepLedgerState } from './snapshot.ts';
import { statementOf } from './statement.ts';
import type { CatalogueService } from '../catalogue/index.ts';

export interface ReconciliationDeps extends Omit<FixDeps, 'catalogue' | 'brand'> {
  readonly clock: Clock;
  readonly log: Log;
  readonly brand: Pick<BrandService, 'businessDate'>;
  readonly catalogue: Pick<CatalogueService, 'findProduct' | 'productsOfTariff'>;
  /** Licenses that one run reads one by one, unless it is a deep one. */
  readonly readsPerRun?: number;
}

const statementDays = 365;
const system = (): Context => ({ principal: { kind: 'system', name: 'reconciliation' }, traceId: randomUUID() });

export type ReconciliationService = ReturnType<typeof createReconciliation>;

/** Whether the vendor and our books still agree: compares, shows what differs, and sets it right on a person's word. */
export function createReconciliation(deps: ReconciliationDeps) {
  const { store, connections } = deps;
  const stopped = new AbortController();
  const fixes = createFixes(deps);
  const views = findingViews({ ...deps, look: fixes.look });
  const running = new Map<string, { readonly deep: boolean; readonly done: Promise<string> }>();
  let schedule: ReturnType<typeof keepSchedule> | undefined;
  let unsubscribe: (() => void) | undefined;

  const accounts = (): Account[] => accountsOf(connections.list());
  function accountOf(connectionId: string): Account {
    const found = accounts().find(({ connectionIds }) => connectionIds.includes(connectionId));
    if (!found) throw notFound();
    return found;
  }

  /** Compares an account, or joins the comparison that is going on; a deep one does not join one that is not. */
  function start(account: Account, deep: boolean, context: Context): Promise<string> {
    const now = running.get(account.key);
    if (now && (now.deep || !deep)) return now.done;
    const { readsPerRun = 50 } = deps;
    const begin = (): Promise<string> =>
      runOnce({ ...deps, readsPerRun, signal: stopped.signal }, account, deep, context);
    const mine = {
      deep,
      done: (now ? now.done.then(begin, begin) : begin()).finally(() => {
        if (running.get(account.key) === mine) running.delete(account.key);
      }),
    };
    running.set(account.key, mine);
    return mine.done;
  }

  const runOf = (id: string): ReconciliationRun => {
    const found = findRun(store, id);
    if (!found) throw notFound();
    return found.run;
  };

  /** Runs side by side over accounts: each has its own pace at the vendor. @throws AppError `not_found` */
  async function run(
    { connectionId, deep }: Parsed<typeof reconciliation.run>,
    context: Context,
  ): Promise<ReconciliationRun[]> {
    const chosen = connectionId === undefined ? accounts().filter(isEnabled) : [accountOf(connectionId)];
    return (await Promise.all(chosen.map((account) => start(account, deep, context)))).map(runOf);
  }
  const isEnabled = ({ whyNot }: Account): boolean => whyNot !== 'connection.disabled';

  const settingOf = () => findSetting(store)?.schedule ?? 'daily';
  const dueOf = (account: Account): string | null =>
    dueAt(settingOf(), { ...account, newest: newestRun(store, account.key) });

  function summary(): Output<typeof reconciliation.summary> {
    const all = accounts();
    const shown = all.map(accountView);
    const due = all.map(dueOf).filter((at) => at !== null);
    return {
      schedule: settingOf(),
      nextRunAt: due.toSorted()[0] ?? null,
      openFindings: shown.reduce((sum, { open }) => sum + open.drifted + open.orphan + open.missing, 0),
      accounts: shown,
    };
  }

  function accountView(account: Account): ReconciliationAccount {
    const now = runningRuns(store).find((each) => each.account === account.key);
    const counts = new Map(openCounts(store, account.key).map((row) => [row.class, row.count]));
    return {
      connectionId: account.connectionId,
      connectionNames: [...account.names],
      whyNot: account.whyNot,
      running: now ? runOf(now.id) : null,
      lastRun: lastRun(store, account.key, 'ended') ?? null,
      open: {
        drifted: counts.get('drifted') ?? 0,
        orphan: counts.get('orphan') ?? 0,
        missing: counts.get('missing') ?? 0,
      },
      orphanCost: orphanCost(account),
    };
  }

  function orphanCost(account: Account): ReconciliationAccount['orphanCost'] {
    const filter = {
      account: account.key,
      run: undefined,
      class: 'orphan',
      field: undefined,
      resolved: false,
    } as const;
    const rows = listFindings(store, filter, { cursor: undefined, limit: 1000 });
    return totalsOf(views.list(rows).map(({ cost }) => cost));
  }

  function findings(input: Parsed<typeof reconciliation.findings>): Output<typeof reconciliation.findings> {
    const run = input.runId === undefined ? undefined : findRun(store, input.runId);
    if (input.runId !== undefined && !run) throw notFound();
    const found = listFindings(
      store,
      {
        account: input.connectionId === undefined ? undefined : accountOf(input.connectionId).key,
        run: run && { id: run.run.id, account: run.account, finishedAt: run.run.finishedAt ?? store.now() },
        class: input.class,
        field: input.field,
        resolved: input.resolved,
      },
      { cursor: input.cursor, limit: input.limit },
    );
    const { rows, nextCursor } = cut(found, input.limit);
    return { rows: views.list(rows), nextCursor };
  }

  /** A fix, and what the finding is after it. */
  const fixed = async (id: string, work: Promise<void>): Promise<FindingDetail> => {
    await work;
    return views.detail(id);
  };

  /** @throws AppError `not_found`, `connection.*`, `vendor.*`, `vault.*` */
  async function readStatement(connectionId: string, context: Context): Promise<void> {
    const account = accountOf(connectionId);
    if (account.whyNot !== null) throw new AppError(account.whyNot);
    try {
      const ledger = await readerOf(deps.provisioning, account.connectionId, context).ledger();
      store.transaction(context, (writer) => {
        keepLedger(store, writer, account.key, ledger);
        if (ledger.balance) connections.keepBalance(writer, account.connectionId, ledger.balance);
      });
    } catch (error) {
      if (error instanceof AppError)
        store.transaction(context, (writer) => keepLedgerState(store, writer, account.key, { error_code: error.code }));
      throw error;
    }
  }

  return {
    summary,
    run,
    findings,
    finding: (id: string): FindingDetail => views.detail(id),

    runs(input: Parsed<typeof reconciliation.runs>): Output<typeof reconciliation.runs> {
      const account = input.connectionId === undefined ? undefined : accountOf(input.connectionId).key;
      return cut(listRuns(store, account, { cursor: input.cursor, limit: input.limit }), input.limit);
    },

    setSchedule({ schedule: chosen }: Parsed<typeof reconciliation.setSchedule>, context: Context) {
      store.transaction(context, (writer) => {
        const found = findSetting(store);
        if (found) writer.update('reconciliation_setting', found.id, { schedule: chosen });
        else writer.insert('reconciliation_setting', { id: store.makeId(), schedule: chosen });
      });
      return summary();
    },

    adopt: (input: Parsed<typeof reconciliation.adopt>, context: Context) =>
      fixed(input.id, fixes.adopt(input, context)),
    adoptNew: (input: Parsed<typeof reconciliation.adoptNew>, context: Context) =>
      fixed(input.id, fixes.adoptNew(input, context)),
    correctHere: (input: Parsed<typeof reconciliation.correctHere>, context: Context) =>
      fixed(input.id, fixes.correctHere(input.id, input.confirmation, context)),
    correctHereAll: (input: Parsed<typeof reconciliation.correctHereAll>, context: Context) =>
      fixes.correctHereAll(input.ids, context),
    correctThere: (input: Parsed<typeof reconciliation.correctThere>, context: Context) =>
      fixed(input.id, fixes.correctThere(input.id, input.confirmation, context)),

    statement(input: Parsed<typeof reconciliation.statement>): Output<typeof reconciliation.statement> {
      const to = input.to ?? addDays(store.now().slice(0, 10), 1);
      const from = input.from ?? addDays(to, -statementDays);
      return statementOf(store, accountOf(input.connectionId), { from, to, cursor: input.cursor, limit: input.limit });
    },
    readStatement,

    outlook: ({ connectionId }: Parsed<typeof reconciliation.outlook>): Output<typeof reconciliation.outlook> =>
      outlookOf({ store, connections }, accountOf(connectionId), deps.brand.businessDate()),

    /** What an earlier start left unfinished is ended, and the schedule is kept from here on. */
    start(): void {
      const left = runningRuns(store);
      if (left.length > 0) {
        store.transaction(system(), (writer) => {
          for (const { id } of left)
            writer.update('reconciliation_run', id, {
              state: 'failed',
              finished_at: store.now(),
              error_code: 'core.stopped',
            });
        });
      }
      schedule ??= keepSchedule({
        clock: deps.clock,
        signal: stopped.signal,
        due: () =>
          accounts().flatMap((account) => {
            const at = dueOf(account);
            return at === null || running.has(account.key) ? [] : [{ key: account.key, at }];
          }),
        run: async (key) => {
          const account = accounts().find((each) => each.key === key);
          if (account) await start(account, false, system());
        },
        onError: (error) => deps.log.error({ err: error }, 'reconciliation schedule failed'),
      });
      unsubscribe ??= store.onChanged(({ area }) => {
        if (area === 'reconciliation' || area === 'connections') schedule?.wake();
      });
    },

    /** Begins nothing more; a comparison that is going on stores what it has read so far. */
    async stop(): Promise<void> {
      unsubscribe?.();
      stopped.abort();
      await Promise.allSettled([schedule?.done, ...[...running.values()].map(({ done }) => done)]);
    },
  };
}
