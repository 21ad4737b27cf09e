import { randomUUID } from 'node:crypto';
import type { Alarm, automation, AutomationRun } from '../../../preload/api/automation.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { BrandService } from '../brand/index.ts';
import {
  actorName,
  addDays,
  AppError,
  type Clock,
  type Context,
  type DueStep,
  fieldError,
  holdKeyOf,
  type Log,
  notFound,
} from '../kernel/index.ts';
import { cut, type Store, type Writer } from '../store/index.ts';
import { ofOneDesk, type RunRights, waitingForHub } from './duty.ts';
import { runOnce, type Source } from './run.ts';
import { keepHourly } from './schedule.ts';
import type { AutomationSettings } from './settings.ts';
import { withInvoices } from './plan-invoices.ts';
import { described, findRun, type HoldRow, holdOf, lastFinished, listRuns, listSteps } from './store.ts';

export interface AutomationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly brand: Pick<BrandService, 'businessDate'>;
  readonly settings: AutomationSettings;
  /** What falls due with time, in the order in which it is taken of a day: one line in the composition root for each. */
  readonly sources: readonly Source[];
  /** Who runs these books among the desks of a team; absent: nobody is asked. */
  readonly rights?: RunRights;
  /** What an invoice of a client over a net amount asks for, with tax; minor units. */
  readonly totalOf: (clientId: string, currency: string, netMinor: number) => number;
  /** What money and service say that cannot both be right, at most `limit`. */
  readonly alarms: (limit: number) => readonly Alarm[];
}

/** Lines of a plan and alarms that a screen shows. */
const shownLines = 500;
const shownAlarms = 200;

const system = (): Context => ({ principal: { kind: 'system', name: 'automation' }, traceId: randomUUID() });

export type AutomationService = ReturnType<typeof createAutomation>;

/** What the console does by itself as time goes by (spec 2.5, 2.12; design 5): runs, the plan of the next one, holds, alarms. */
export function createAutomation(deps: AutomationDeps) {
  const { store, brand, sources, settings, rights = ofOneDesk } = deps;
  const stopped = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  let schedule: Promise<void> | undefined;

  /**
   * Does everything that is due up to a business date, exactly once for a cause. Of two runs at once the second waits, and
   * finds done what the first did. Without the team hub, what charges or changes licenses is left to a later run.
   * @throws AppError `input.invalid` asOf: in_future; `automation.other_desk` (params desk): another one runs these books
   */
  function run({ asOf }: Parsed<typeof automation.run>, context: Context): Promise<AutomationRun> {
    const today = brand.businessDate();
    if (asOf !== undefined && asOf > today) throw fieldError('asOf', { code: 'in_future' });
    const mine = running.then(async () => {
      const duty = await rights.ask();
      if (duty.state === 'other') throw new AppError('automation.other_desk', { params: { desk: duty.desk ?? '' } });
      return runOnce(
        {
          store,
          log: deps.log,
          sources,
          isStopped: () => stopped.signal.aborted || rights.isOver(),
          keptBack: (kind) => (duty.state === 'waits' && waitingForHub.has(kind) ? 'waits_for_hub' : ''),
        },
        asOf ?? brand.businessDate(),
        context,
      );
    });
    running = mine.catch(() => undefined);
    return mine;
  }

  /** Another desk of the team does what is due: nothing to be noted each minute. */
  function unlessOther(error: unknown): void {
    if (!(error instanceof AppError && error.code === 'automation.other_desk')) throw error;
  }

  const held = (hold: HoldRow | undefined): Output<typeof automation.hold> | null =>
    hold && hold.released_at === null ? { why: hold.why, by: hold.held_by, at: hold.held_at } : null;

  /**
   * "Tonight's run, today": what is due and what will fall due within so many days, as things stand: whoever pays
   * meanwhile is not suspended. Writes nothing.
   */
  function plan({ days }: Parsed<typeof automation.plan>): Output<typeof automation.plan> {
    const today = brand.businessDate();
    const until = addDays(today, days);
    const due = sources.flatMap((source) => source.due(today, shownLines + 1));
    // What is due comes first: where it fills what is shown, nothing else is looked for.
    const ahead =
      due.length > shownLines ? [] : sources.flatMap((source) => source.ahead(today, until, shownLines + 1));
    const byDay = (a: DueStep, b: DueStep): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0);
    const dueCauses = new Set(due.map(({ cause }) => cause));
    const all = [...due.toSorted(byDay), ...ahead.filter(({ cause }) => !dueCauses.has(cause)).toSorted(byDay)];
    return {
      today,
      until,
      lines: withInvoices(
        all.slice(0, shownLines).map((step) => ({ step, hold: held(holdOf(store, holdKeyOf(step))) })),
        { today, isCut: all.length > shownLines, totalOf: deps.totalOf },
      ).map(({ step, hold, invoice }) => ({
        ...described(store, step),
        isDue: dueCauses.has(step.cause),
        holdKey: holdKeyOf(step),
        hold,
        invoice,
      })),
      isCut: all.length > shownLines,
    };
  }

  /** As `hold`, in the caller's transaction. */
  function holdIn(writer: Writer, holdKey: string, why: string): void {
    const found = holdOf(store, holdKey);
    const now = {
      why,
      held_by: actorName(writer.context.principal),
      held_at: store.now(),
      released_at: null,
      released_by: '',
    };
    if (!found) writer.insert('automation_hold', { id: store.makeId(), cause: holdKey, ...now });
    else if (found.released_at !== null) writer.update('automation_hold', found.id, now);
  }

  /** Whether something is held: nobody but a person acts on it until it is released. */
  const isHeld = (holdKey: string): boolean => held(holdOf(store, holdKey)) !== null;

  /** Holds what a line of the plan names: no run acts on it until it is released. */
  function hold({ holdKey, why }: Parsed<typeof automation.hold>, context: Context): Output<typeof automation.hold> {
    store.transaction(context, (writer) => holdIn(writer, holdKey, why));
    const answer = held(holdOf(store, holdKey));
    if (!answer) throw notFound();
    return answer;
  }

  /** Lets the next run act on it again. @throws AppError `not_found`: it is not held */
  function release({ holdKey }: Parsed<typeof automation.release>, context: Context): Record<string, never> {
    store.transaction(context, (writer) => {
      const found = holdOf(store, holdKey);
      if (!found || found.released_at !== null) throw notFound();
      writer.update('automation_hold', found.id, {
        released_at: store.now(),
        released_by: actorName(context.principal),
      });
    });
    return {};
  }

  return {
    getSettings: settings.getSettings,
    setSettings: settings.setSettings,
    duty: () => rights.now(),
    run,
    plan,
    hold,
    holdIn,
    isHeld,
    release,

    /** A page of runs, newest first. */
    runs: (input: Parsed<typeof automation.runs>): Output<typeof automation.runs> =>
      cut(listRuns(store, { cursor: input.cursor, limit: input.limit }), input.limit),

    /** A page of steps, newest first. @throws AppError `not_found`: there is no such run */
    steps({ runId, cursor, limit }: Parsed<typeof automation.steps>): Output<typeof automation.steps> {
      if (runId !== undefined && !findRun(store, runId)) throw notFound();
      return cut(listSteps(store, runId, { cursor, limit }), limit);
    },

    alarms(): Output<typeof automation.alarms> {
      const found = deps.alarms(shownAlarms + 1);
      return { alarms: found.slice(0, shownAlarms), isCut: found.length > shownAlarms };
    },

    /** Runs from here on by itself: soon after the start, every hour, and when a new business date has begun. */
    start(): void {
      schedule ??= keepHourly({
        clock: deps.clock,
        signal: stopped.signal,
        last: () => {
          const last = lastFinished(store);
          return last && { asOf: last.asOf, startedAt: last.startedAt };
        },
        today: () => brand.businessDate(),
        run: () => run({}, system()).catch(unlessOther),
        onError: (error) => deps.log.error({ err: error }, 'automation run failed'),
      });
    },

    /** Begins no further step; those that are being written are. */
    async stop(): Promise<void> {
      stopped.abort();
      await Promise.allSettled([schedule, running]);
    },
  };
}
