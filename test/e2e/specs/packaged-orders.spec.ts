import { rmSync } from 'node:fs';
import { noFindings } from '../../integration/provisioning/kill/books.ts';
import { sleep, Tally } from '../../integration/provisioning/kill/course.ts';
import { orderOf, straceCommand, straceProblem, straceRequired } from '../../integration/provisioning/trace/strace.ts';
import { figure } from '../../unit/support/figures.ts';
import { expect, test } from '../fixtures/app.ts';
import { endCoreThread, withInspector } from '../fixtures/core-thread.ts';
import { lanes, PackagedCourse, preparedData } from '../fixtures/kills.ts';
import { packageApplication, type PackagedApp } from '../fixtures/package.ts';

/** Kills of the packaged application in all; each is one point. */
const points = Number(process.env['PACKAGED_KILL_POINTS'] ?? '3');
/** Kills of one process or thread of it, of each kind. */
const partKills = Number(process.env['PACKAGED_PART_KILLS'] ?? '1');
/** Orders that are bought under strace. */
const traced = Number(process.env['TRACE_PACKAGED_ORDERS'] ?? '2');
/** Kills of a data folder before the packaged application works it to the end. */
const killsOfFolder = 8;
/** After so many kills core under Node works to the end, which takes no second; else the next start is killed as well. */
const killsToFinish = 3;
/** Two of each lane. */
const ordersOfRun = 2 * lanes;
/** Folders that are worked on side by side. */
const sideBySide = 2;
/** How long a run buys before it is killed, at most: its orders, and some of the reading back. */
const windowMs = 400;
/** A start takes half a second until it buys. */
const startMs = 700;

/** The packaged application while it buys: killed as a whole and in parts, and traced. Tags: @provisioning */
test.describe('the packaged application buys', { tag: '@provisioning' }, () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  test.describe.configure({ mode: 'serial' });

  let executable = '';
  let prepared: Awaited<ReturnType<typeof preparedData>>;
  test.beforeAll(async () => {
    test.setTimeout(240_000);
    executable = await packageApplication('package-for-kills', { forTests: true });
    prepared = await preparedData();
  });
  test.afterAll(() => prepared.remove());

  test(`and is killed at ${points} random moments: nothing lost, duplicated or corrupt`, async () => {
    test.setTimeout(120_000 + points * 6000);
    const tally = new Tally();
    let toTheEnd = 0;
    let left = points;

    async function chain(): Promise<void> {
      const kills = Math.min(killsOfFolder, left);
      left -= kills;
      const packaged = await PackagedCourse.open(prepared.path, tally);
      try {
        for (let at = 0; at < kills; at += 1) {
          const last = at === kills - 1;
          await packaged.order(ordersOfRun);
          const app = packaged.start(executable);
          try {
            if (last) await packaged.answersAwaited();
            else if (at === killsToFinish + 1) await sleep(Math.random() * startMs);
            else await packaged.buying().then(() => sleep(Math.random() * windowMs));
          } finally {
            await app.killAll();
          }
          await packaged.course.struck();
          if (!last && at % killsToFinish === killsToFinish - 1) await packaged.course.finish();
        }
        if (await packaged.workToTheEnd(packaged.start(executable))) toTheEnd += 1;
      } finally {
        await packaged.close();
        figure('kills:packaged', { ...tally.counts, packaged: tally.points, toTheEnd, phases: tally.phases });
      }
    }

    await Promise.all(
      Array.from({ length: sideBySide }, async () => {
        while (left > 0) await chain();
      }),
    );
    expect(tally.findings).toEqual(noFindings());
    expect(tally.points).toBe(points);
    expect(toTheEnd).toBeGreaterThanOrEqual(Math.floor(points / 10));
    // Without kills in the dangerous part the test would prove nothing.
    expect(tally.phases['sending, booked']).toBeGreaterThan(0);
  });

  // None of these ends the application (quality 2.4, fault 16): it works on, and to the end.
  const parts: readonly { name: string; figure: string; args?: string[]; kill(app: PackagedApp): Promise<void> }[] = [
    { name: 'the page', figure: 'page', kill: async (app) => killProcess(app, 'renderer') },
    { name: 'the GPU process', figure: 'gpu', kill: async (app) => killProcess(app, 'gpu-process') },
    { name: 'the core thread', figure: 'coreThread', args: ['--inspect=0'], kill: endCoreThread },
  ];
  for (const part of parts) {
    test(`and ${part.name} dies, ${partKills} in all: the orders go on`, async () => {
      test.setTimeout(120_000 + partKills * 20_000);
      const tally = new Tally();
      const program = part.args ? await withInspector(executable) : executable;
      let kills = 0;
      while (kills < partKills) {
        const packaged = await PackagedCourse.open(prepared.path, tally);
        try {
          // As often as core is started again, or a page loaded again, before the application takes it for hopeless.
          const ofRun = Math.min(3, partKills - kills);
          await packaged.order(ofRun * ordersOfRun);
          const app = packaged.start(program, ['--remote-debugging-port=0', ...(part.args ?? [])]);
          try {
            for (let at = 0; at < ofRun; at += 1) {
              await packaged.answersAwaited();
              await part.kill(app);
              kills += 1;
            }
            const { page, browser } = await app.page();
            await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
            await browser.close();
            expect(app.process.exitCode).toBeNull();
          } finally {
            await packaged.workToTheEnd(app);
          }
        } finally {
          await packaged.close();
        }
      }
      const { points: _, ...counts } = tally.counts;
      figure(`kills:${part.figure}`, { ...counts, [part.figure]: kills });
      expect(tally.findings).toEqual(noFindings());
    });
  }

  test(`and syncs each intent to disk before the first byte to the vendor: ${traced} of ${traced}`, async () => {
    test.setTimeout(120_000 + traced * 5000);
    const problem = straceProblem();
    if (problem !== null && straceRequired) throw new Error(problem);
    if (problem !== null) console.warn(`not traced: ${problem}`);
    test.skip(problem !== null, problem ?? '');
    const tally = new Tally();
    const packaged = await PackagedCourse.open(prepared.path, tally);
    const output = test.info().outputPath('strace.txt');
    try {
      await packaged.order(traced, 1);
      const app = packaged.start(executable, [], straceCommand(output));
      try {
        await app.until(() => packaged.open().length === 0 || undefined, 60_000 + traced * 5000);
      } finally {
        await app.killAll();
      }
      await packaged.course.judge();
      const { late, ...counts } = await orderOf(output);
      figure('trace:packaged', { packaged: counts });
      expect(late).toEqual([]);
      expect(counts).toEqual({ ordered: traced, of: traced });
      expect(tally.findings).toEqual(noFindings());
    } finally {
      rmSync(output, { force: true });
      await packaged.close();
    }
  });
});

/** kill -9 of the application's processes of one type; resolves when others have taken their place. */
async function killProcess(app: PackagedApp, type: string): Promise<void> {
  const before = await app.until(() => {
    const found = app.processes(type);
    return found.length > 0 ? found : undefined;
  });
  for (const id of before) process.kill(id, 'SIGKILL');
  await app.until(() => app.processes(type).some((id) => !before.includes(id)) || undefined);
}
