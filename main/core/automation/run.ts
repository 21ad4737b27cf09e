import type { AutomationRun } from '../../../preload/api/automation.ts';
import {
  actorName,
  addDays,
  AppError,
  type Context,
  type DueStep,
  holdKeyOf,
  type Log,
  type StepSource,
} from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { findRun, holdOf, lastFinished, runsLeft, stepOfCause } from './store.ts';

export type Source = StepSource<Writer>;

/**
 * Steps that wait for the disk together; each stands or falls by itself. A commit writes each page once, however many steps
 * changed it, and other calls wait for it: some ten milliseconds.
 */
export const stepsPerCommit = 50;
/** Steps that a source is asked for at once: it looks through all that may be due each time. */
const asked = 5000;

/** What one step came to. */
type Came = 'done' | 'skipped' | 'held' | 'failed' | 'known';

export interface RunDeps {
  readonly store: Store;
  readonly log: Log;
  readonly sources: readonly Source[];
  /** True: the console ends, and begins no further step. */
  readonly isStopped: () => boolean;
  /** Why a kind of steps is not done in this run, or ''. */
  readonly keptBack?: (kind: string) => string;
}

/**
 * Does everything that is due up to a business date, day by day from the day of the last run that went to its end, and
 * of a day source by source in the order of their kinds (design 5). Each step and its row in automation_step are one
 * transaction, and the row's cause is unique: it happens exactly once, whatever ends in the middle. One that fails, is
 * skipped or held does not stop the others, and is tried again by the next run.
 */
export async function runOnce(deps: RunDeps, asOf: string, context: Context): Promise<AutomationRun> {
  const { store, sources } = deps;
  const id = begin(store, asOf, context);
  const counts: Record<Exclude<Came, 'known'>, number> = { done: 0, skipped: 0, held: 0, failed: 0 };
  const run = { id, context, settled: new Set<string>(), counts };
  let isWhole = true;
  const tryAll = async (what: string, work: () => Promise<void> | undefined): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // The others go on; this one begins at the same day in the next run.
      isWhole = false;
      deps.log.error({ err: error, what }, 'automation source failed');
    }
  };
  for (const [at, source] of sources.entries())
    if (!deps.isStopped()) await tryAll(`prepare ${at}`, () => source.prepare?.(asOf));
  const from = findRun(store, id)?.fromOn ?? asOf;
  for (let day = from; day <= asOf && !deps.isStopped(); day = addDays(day, 1))
    for (const [at, source] of sources.entries())
      await tryAll(`source ${at}, ${day}`, () => runSource(deps, run, source, day));
  store.transaction(context, (writer) =>
    writer.update('automation_run', id, {
      ...counts,
      state: deps.isStopped() || !isWhole ? 'interrupted' : 'finished',
      finished_at: store.now(),
    }),
  );
  const found = findRun(store, id);
  if (!found) throw new Error('the run is gone');
  return found;
}

function begin(store: Store, asOf: string, context: Context): string {
  const id = store.makeId();
  const last = lastFinished(store)?.asOf;
  store.transaction(context, (writer) => {
    for (const left of runsLeft(store))
      writer.update('automation_run', left.id, { state: 'interrupted', finished_at: store.now() });
    writer.insert('automation_run', {
      id,
      state: 'running',
      from_on: last === undefined || last > asOf ? asOf : last,
      as_of: asOf,
      asked_by: actorName(context.principal),
      started_at: store.now(),
      finished_at: null,
      done: 0,
      skipped: 0,
      held: 0,
      failed: 0,
    });
  });
  return id;
}

interface Run {
  readonly id: string;
  readonly context: Context;
  /** Causes that this run has come to, so that one that stays due does not keep it from ending. */
  readonly settled: Set<string>;
  readonly counts: Record<Exclude<Came, 'known'>, number>;
}

async function runSource(deps: RunDeps, run: Run, source: Source, day: string): Promise<void> {
  // Those that stay due are listed again before the others; done ones are not.
  let staying = 0;
  for (;;) {
    if (deps.isStopped()) return;
    const due = source.due(day, asked + staying).filter(({ cause }) => !run.settled.has(cause));
    if (due.length === 0) return;
    for (let at = 0; at < due.length && !deps.isStopped(); at += stepsPerCommit) {
      const came = await Promise.all(due.slice(at, at + stepsPerCommit).map((step) => take(deps, run, source, step)));
      staying += came.filter((each) => each !== 'done').length;
    }
  }
}

/** Takes one step; never rejects. */
async function take(deps: RunDeps, run: Run, source: Source, step: DueStep): Promise<Came> {
  const { store, log } = deps;
  run.settled.add(step.cause);
  let came: Came;
  let along = 0;
  try {
    ({ came, along } = await store.soon(contextOf(run, step), (writer) => perform(deps, run, source, step, writer)));
  } catch (error) {
    came = 'failed';
    const code = error instanceof AppError ? error.code : 'internal';
    if (code === 'internal') log.error({ err: error, kind: step.kind, cause: step.cause }, 'automation step failed');
    await store.soon(contextOf(run, step), (writer) => {
      keep(store, run, step, writer, 'failed', code);
      source.failed?.(writer, step);
    });
  }
  if (came !== 'known') run.counts[came] += 1;
  run.counts.done += along;
  return came;
}

/** What a step came to, and how many others were done with it. */
function perform(
  { store, keptBack }: RunDeps,
  run: Run,
  source: Source,
  step: DueStep,
  writer: Writer,
): { readonly came: Came; readonly along: number } {
  // Done by another run meanwhile, along with another step, or listed by a source that does not know its own rows.
  if (stepOfCause(store, step.cause)?.state === 'done') return { came: 'known', along: 0 };
  const hold = holdOf(store, holdKeyOf(step));
  if (hold && hold.released_at === null) {
    keep(store, run, step, writer, 'held', hold.why);
    return { came: 'held', along: 0 };
  }
  const later = keptBack?.(step.kind) ?? '';
  if (later !== '') {
    keep(store, run, step, writer, 'skipped', later);
    return { came: 'skipped', along: 0 };
  }
  const outcome = source.perform(writer, step);
  const why = outcome.did === 'done' ? '' : outcome.why;
  keep(store, run, step, writer, outcome.did, why);
  const along = outcome.did === 'done' ? (outcome.along ?? []) : [];
  for (const each of along) keep(store, run, each, writer, 'done', '');
  return { came: outcome.did, along: along.length };
}

/** Keeps what came of a cause. */
function keep(store: Store, run: Run, step: DueStep, writer: Writer, state: Exclude<Came, 'known'>, why: string): void {
  const before = stepOfCause(store, step.cause);
  // What is not due any more when its turn comes is no news, unless something was known of it.
  if (!before && state === 'skipped' && why === 'not_due') return;
  const told = { run_id: run.id, state, why, due_on: step.on };
  if (before) writer.update('automation_step', before.id, { ...told, attempts: before.attempts + 1 });
  else
    writer.insert('automation_step', {
      id: store.makeId(),
      kind: step.kind,
      cause: step.cause,
      entity: step.entity,
      entity_id: step.entityId,
      client_id: step.clientId,
      attempts: 1,
      ...told,
    });
}

/** The console's own act, because of all that the step's cause names: `renewal/<contract product>/<period>`. */
const contextOf = (run: Run, step: DueStep): Context => ({
  principal: { kind: 'system', name: 'automation' },
  traceId: run.id,
  cause: step.cause,
});
