import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAutomation, stepsPerCommit } from '../../../main/core/automation/index.ts';
import { runOnce, type Source } from '../../../main/core/automation/run.ts';
import { isRunDue } from '../../../main/core/automation/schedule.ts';
import { addDays, AppError, type DueStep, silentLog } from '../../../main/core/kernel/index.ts';
import { failure, staff } from '../support/shop.ts';
import { runningShop, type RunningShop } from '../support/running.ts';

let desk: RunningShop;
beforeEach(() => {
  desk = runningShop('2026-03-10');
});
afterEach(() => desk.done());

/** A source of notes on a client: one for each day, done when the client's company says so. */
function diary(clientId: string, days: readonly string[], perform?: (day: string) => 'skip' | 'fail' | 'break' | null) {
  const done = new Set<string>();
  const told: string[] = [];
  const stepOf = (day: string): DueStep => ({
    kind: 'diary.note',
    cause: `diary/${day}/note`,
    on: day,
    entity: 'client',
    entityId: clientId,
    clientId,
  });
  const source: Source = {
    kinds: ['diary.note'],
    due: (asOf, limit) =>
      days
        .filter((day) => day <= asOf && !done.has(day))
        .slice(0, limit)
        .map(stepOf),
    ahead: (from, to) => days.filter((day) => day > from && day <= to).map(stepOf),
    perform(writer, { on }) {
      writer.note('client', clientId, { note: [null, on] });
      const act = perform?.(on) ?? null;
      if (act === 'fail') throw new AppError('vendor.unreachable');
      if (act === 'break') throw new Error('broken');
      if (act === 'skip') return { did: 'skipped', why: 'not_now' };
      told.push(on);
      done.add(on);
      return { did: 'done' };
    },
  };
  return { source, told, done };
}
const runOf = (source: Source, asOf: string, isStopped = () => false) =>
  runOnce({ store: desk.store, log: silentLog, sources: [source], isStopped }, asOf, staff);
const notes = (): number =>
  (
    desk.store.db
      .prepare("SELECT count(*) AS n FROM audit_entry WHERE action = 'event' AND entity = 'client'")
      .get() as {
      n: number;
    }
  ).n;
const states = (): string[] =>
  (
    desk.store.db.prepare('SELECT cause, state, why, attempts FROM automation_step ORDER BY cause').all() as {
      cause: string;
      state: string;
      why: string;
      attempts: number;
    }[]
  ).map((row) => `${row.cause.split('/')[1] ?? ''} ${row.state} ${row.why} ${row.attempts}`);

const days = Array.from({ length: 60 }, (_, at) => `2026-02-${String(1 + (at % 28)).padStart(2, '0')}`).filter(
  (day, at, all) => all.indexOf(day) === at,
);

describe('a run of automation (design 5)', () => {
  it('does everything that is due once, in the order of the days, and keeps what came of it', async () => {
    const { source, told } = diary(desk.make.client(), days);
    const run = await runOf(source, '2026-02-20');
    expect(run).toMatchObject({ state: 'finished', done: 20, skipped: 0, failed: 0, held: 0, asOf: '2026-02-20' });
    expect(told).toEqual(days.slice(0, 20));
    expect(await runOf(source, '2026-02-28')).toMatchObject({ fromOn: '2026-02-20', done: 8 });
    expect(new Set(told).size).toBe(28);
  });

  it('goes on past a source that is broken, and begins at the same day in the next run', async () => {
    const client = desk.make.client();
    const { source, told } = diary(client, ['2026-03-09', '2026-03-10']);
    const broken: Source = {
      ...source,
      prepare: () => Promise.reject(new Error('broken')),
      due: () => {
        throw new Error('broken');
      },
    };
    const run = await runOnce(
      { store: desk.store, log: silentLog, sources: [broken, source], isStopped: () => false },
      '2026-03-10',
      staff,
    );
    expect(told).toEqual(['2026-03-09', '2026-03-10']);
    expect(run.state).toBe('interrupted');
  });

  it('does no cause twice, also where its source would have it again', async () => {
    const { source, told, done } = diary(desk.make.client(), days.slice(0, 3));
    await runOf(source, '2026-02-28');
    done.clear();
    expect(await runOf(source, '2026-02-28')).toMatchObject({ done: 0, failed: 0 });
    expect(told).toHaveLength(3);
    expect(notes()).toBe(3);
  });

  it('goes on past a step that fails, with nothing of it written, and tries it again at the next run', async () => {
    let isBroken = true;
    const { source, told } = diary(desk.make.client(), days.slice(0, 4), (day) =>
      !isBroken ? null : day === '2026-02-02' ? 'fail' : day === '2026-02-03' ? 'break' : null,
    );
    expect(await runOf(source, '2026-02-28')).toMatchObject({ state: 'finished', done: 2, failed: 2 });
    expect(notes()).toBe(2);
    expect(states()).toEqual([
      '2026-02-01 done  1',
      '2026-02-02 failed vendor.unreachable 1',
      '2026-02-03 failed internal 1',
      '2026-02-04 done  1',
    ]);
    isBroken = false;
    expect(await runOf(source, '2026-02-28')).toMatchObject({ done: 2, failed: 0 });
    expect(told.toSorted()).toEqual(days.slice(0, 4));
    expect(states()[1]).toBe('2026-02-02 done  2');
  });

  it('ends where many stay due, and reaches those behind them', async () => {
    const many = Array.from({ length: 700 }, (_, at) => addDays('2024-01-01', at));
    const last = many[649] ?? '';
    const { source, told } = diary(desk.make.client(), many, (day) => (day <= last ? 'skip' : null));
    expect(await runOf(source, '2026-03-10')).toMatchObject({ skipped: 650, done: 50 });
    expect(told).toHaveLength(50);
  });

  it('goes on where an earlier one ended in the middle, also by a crash', async () => {
    const many = Array.from({ length: stepsPerCommit + 9 }, (_, at) => addDays('2026-01-01', at));
    const { source, told } = diary(desk.make.client(), many);
    const first = await runOf(source, '2026-03-09', () => told.length > 0);
    expect(first).toMatchObject({ state: 'interrupted', done: stepsPerCommit });
    desk.store.db.exec("UPDATE automation_run SET state = 'running', finished_at = NULL");
    expect(await runOf(source, '2026-03-09')).toMatchObject({ state: 'finished', fromOn: '2026-03-09' });
    expect(told.toSorted()).toEqual(many);
    expect(desk.call('automation', 'runs', {}).rows.map(({ state }) => state)).toEqual(['finished', 'interrupted']);
  });

  it('waits for one that goes on, and does nothing twice', async () => {
    const { source, told } = diary(desk.make.client(), days);
    const automation = createAutomation({
      store: desk.store,
      clock: desk.clock,
      log: silentLog,
      brand: desk.brand,
      settings: desk.shop.services.settings,
      sources: [source],
      totalOf: (_client, _currency, netMinor) => netMinor,
      alarms: () => [],
    });
    const [one, other] = await Promise.all([automation.run({}, staff), automation.run({}, staff)]);
    expect([one.done, other.done]).toEqual([28, 0]);
    expect(told).toHaveLength(28);
  });

  it('does nothing of a day to come', async () => {
    expect(await failureOf(() => desk.run({ asOf: '2026-03-11' }))).toMatchObject({
      fields: { asOf: { code: 'in_future' } },
    });
  });

  it('is due after an hour, on a new date, and when the clock was set back', () => {
    const last = { asOf: '2026-03-10', startedAt: '2026-03-10T12:00:00.000Z' };
    const at = (text: string): Date => new Date(text);
    expect(isRunDue(undefined, at('2026-03-10T12:00:00Z'), '2026-03-10')).toBe(true);
    expect(isRunDue(last, at('2026-03-10T12:59:00Z'), '2026-03-10')).toBe(false);
    expect(isRunDue(last, at('2026-03-10T13:00:00Z'), '2026-03-10')).toBe(true);
    expect(isRunDue(last, at('2026-03-10T12:10:00Z'), '2026-03-11')).toBe(true);
    expect(isRunDue(last, at('2026-03-09T12:10:00Z'), '2026-03-09')).toBe(true);
  });
});

const failureOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
    return null;
  } catch (error) {
    return failure(() => {
      throw error;
    });
  }
};

describe('the plan of the next run', () => {
  it('says what is due and what will be, and writes nothing', async () => {
    const id = desk.sell();
    desk.noon('2026-04-02');
    const before = desk.shop.count('audit_entry');
    const plan = desk.call('automation', 'plan', { days: 7 });
    expect(plan).toMatchObject({ today: '2026-04-02', until: '2026-04-09', isCut: false });
    expect(plan.lines).toMatchObject([
      {
        kind: 'renewal.invoice',
        on: '2026-04-03',
        entityId: id,
        label: 'ispmanager 6 lite',
        clientName: 'Anna Smith',
        amount: { amountMinor: 500, currency: 'EUR' },
        isDue: false,
        hold: null,
      },
    ]);
    expect(desk.call('automation', 'plan', { days: 1 }).lines).toHaveLength(1);
    desk.noon('2026-04-03');
    expect(desk.call('automation', 'plan', { days: 1 }).lines).toMatchObject([{ isDue: true, on: '2026-04-03' }]);
    expect(desk.shop.count('audit_entry')).toBe(before);
    await desk.run();
    expect(desk.call('automation', 'plan', { days: 7 }).lines).toMatchObject([
      { kind: 'dunning.reminder', on: '2026-04-07' },
      { kind: 'dunning.reminder', on: '2026-04-10' },
    ]);
  });

  it('holds a line until it is released; held twice is held', async () => {
    const id = desk.sell();
    desk.noon('2026-04-03');
    const [line] = desk.call('automation', 'plan', { days: 1 }).lines;
    const holdKey = line?.holdKey ?? '';
    desk.call('automation', 'hold', { holdKey, why: 'price is being agreed' });
    desk.call('automation', 'hold', { holdKey, why: 'again' });
    expect(desk.call('automation', 'plan', { days: 1 }).lines[0]?.hold).toMatchObject({
      why: 'price is being agreed',
      by: 'Olga Owner',
    });
    expect(await desk.run()).toMatchObject({ held: 1, done: 0 });
    expect(desk.invoices(id)).toHaveLength(1);
    desk.call('automation', 'release', { holdKey });
    expect(failure(() => desk.call('automation', 'release', { holdKey }))?.code).toBe('not_found');
    expect(await desk.run()).toMatchObject({ held: 0, done: 1 });
    expect(desk.invoices(id)).toHaveLength(2);
    expect(desk.call('automation', 'steps', {}).rows[0]).toMatchObject({ state: 'done', attempts: 2, why: '' });
  });
});
