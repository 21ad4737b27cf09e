import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../main/core/store/index.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../../main/core/vendor-sandbox/index.ts';
import { figure } from '../../../unit/support/figures.ts';
import type { WishKind } from '../desk.ts';
import { type Findings, noFindings } from './books.ts';
import type { ChildInput } from './child.ts';
import { Course, sleep, Tally } from './course.ts';
import { furnish, runChild, slowVendor } from './rig.ts';

/** Kills in all; each is one point. */
const points = Number(process.env['KILL_POINTS'] ?? '12');
/** Kills of the same data folder before it is worked to the end: the start after a kill is killed as well. */
const killsOfFolder = 4;
/** Connections, and operations of each side by side. */
const lanes = 2;
const parallel = 2;
const kinds: readonly WishKind[] = ['create', 'renew', 'changePackage', 'reissue'];
const wishesOfRun = 2 * kinds.length;
/** Folders that are worked on side by side. */
const sideBySide = 3;
const vendorMs = 15;

let template: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => {
  const licenses = (killsOfFolder + 2) * (wishesOfRun - wishesOfRun / kinds.length);
  template = await furnish(lanes, { parallel, licenses });
});
afterAll(() => template.remove());

/** A copy of the furnished folder with a vendor of its own, for as long as `work` takes. */
async function onCourse<T>(
  tally: Tally,
  work: (course: Course, input: () => ChildInput, vendor: VendorSandbox) => Promise<T>,
  open: (stateFile: string) => Promise<VendorSandbox> = (stateFile) => slowVendor(vendorMs, stateFile),
): Promise<T> {
  const copy = template.copy();
  const { path: folder, licensed } = copy;
  const vendor = await open(copy.vendorState);
  const course = new Course({ folder, vendor, tally, licensed });
  try {
    return await work(course, () => ({ folder, url: vendor.url, wishes: course.wishes, pauseMs: 15 }), vendor);
  } finally {
    await vendor.close();
    copy.remove();
  }
}

describe('kill -9 in the path of orders, renewals, tariff changes and key reissues', () => {
  /** What a run takes that is left alone, beside others like it. */
  let windowMs = 300;

  beforeAll(async () => {
    const tally = new Tally();
    const runs = Array.from({ length: sideBySide }, () =>
      onCourse(tally, async (course, input) => {
        course.wishFor(wishesOfRun, lanes, kinds);
        const { ms } = await runChild(input());
        await course.judge();
        return ms;
      }),
    );
    windowMs = Math.min(...(await Promise.all(runs)));
    expect(tally.findings).toEqual(noFindings());
  });

  /** Kills one data folder again and again, and works it to the end. `moments`: 0 to 1 of the way. */
  const chain = (moments: readonly number[], tally: Tally): Promise<void> =>
    onCourse(tally, async (course, input) => {
      for (const [at, moment] of moments.entries()) {
        course.wishFor(wishesOfRun, lanes, kinds);
        // Every other run writes its WAL back so often that kills fall into that too.
        const settings = at % 2 === 0 ? {} : { checkpointPages: 10 };
        let run = await runChild({ ...input(), ...settings }, { killWhen: () => sleep(moment * windowMs) });
        // Only a run that was killed is a point; one that was quicker is done once more.
        while (!run.killed) {
          windowMs = Math.min(windowMs, run.ms);
          course.wishFor(wishesOfRun, lanes, kinds);
          run = await runChild({ ...input(), ...settings }, { killWhen: () => sleep(moment * windowMs * 0.9) });
        }
        await course.struck(run.stored);
      }
      await course.finish();
    });

  it(
    `${points} random moments: nothing lost, duplicated or corrupt`,
    async () => {
      const tally = new Tally();
      // Spread evenly with some chance, so that few points still cover the whole way.
      const moments = Array.from({ length: points }, (_, at) => (at + Math.random()) / points).sort(
        () => Math.random() - 0.5,
      );
      await Promise.all(
        Array.from({ length: sideBySide }, async () => {
          while (moments.length > 0) {
            await chain(moments.splice(0, killsOfFolder), tally);
            figure('kills:core', { ...tally.counts, phases: tally.phases, kinds: tally.kinds });
          }
        }),
      );
      expect(tally.findings).toEqual(noFindings());
      expect(tally.points).toBe(points);
      // Without kills in the dangerous part the test would prove nothing; few points need not strike every kind.
      const struck = points < 100 ? Object.values(tally.kinds) : kinds.map((kind) => tally.kinds[kind] ?? 0);
      expect(Math.max(0, ...struck), JSON.stringify(tally)).toBeGreaterThan(0);
      if (points >= 100) expect(Math.min(tally.phases['sending, done'] ?? 0, ...struck)).toBeGreaterThan(0);
    },
    60_000 + points * 2000,
  );
});

/** Kills at the worst moment there is: the vendor has done it, the answer is on its way. */
async function killedBeforeAnswer(kind: WishKind, plant = ''): Promise<Tally> {
  const tally = new Tally();
  await onCourse(
    tally,
    async (course, input, vendor) => {
      course.wishFor(1, lanes, [kind]);
      const run = await runChild(input(), {
        plant,
        killWhen: async () => {
          while (!vendor.requests().some(({ committed }) => committed)) await sleep(2);
        },
      });
      await course.struck(run.stored);
      await course.finish();
    },
    (stateFile) =>
      startVendorSandbox({
        stateFile,
        timing: { processingMs: 0, keyDelayMs: 0 },
        faults: [{ kind: 'delay', ms: 150, phase: 'after-commit' }],
      }),
  );
  return tally;
}

describe('kill -9 between the vendor and its answer', () => {
  it.each(kinds)('%s: in hand, reconciled, done once', async (kind) => {
    const { phases, findings } = await killedBeforeAnswer(kind);
    expect(phases).toEqual({ 'sending, done': 1 });
    expect(findings).toEqual(noFindings());
  });

  it('the same checks catch an intent that is committed after the sending', async () => {
    const findings = await Promise.all(
      kinds.map(async (kind) => (await killedBeforeAnswer(kind, 'late-intent')).findings),
    );
    const [create, renew] = findings;
    const caught =
      findings.every(({ lost }) => lost.some((each) => each.includes('its intent is not stored'))) &&
      [create, renew].every((each) => each?.duplicated.some((text) => /done 2 times|2 licenses/.test(text)));
    figure('planted:late-intent', caught);
    expect(caught, JSON.stringify(findings)).toBe(true);
  });
});

describe('the look at what a kill has left', () => {
  /** What is found when somebody does something to the files of a killed process. */
  async function after(spoil: (file: string) => void): Promise<Findings> {
    const tally = new Tally();
    await onCourse(tally, async (course, input, vendor) => {
      course.wishFor(2, lanes);
      const run = await runChild(input(), {
        killWhen: async () => {
          while (vendor.orders() < template.licensed.length + 2) await sleep(2);
        },
      });
      spoil(path.join(input().folder, 'console.db'));
      await course.struck(run.stored);
    });
    return tally.findings;
  }

  it('misses nothing that was committed when its WAL is gone', async () => {
    const { lost } = await after((file) => {
      rmSync(`${file}-wal`);
      rmSync(`${file}-shm`);
    });
    expect(lost).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/was said to be stored/),
        expect.stringMatching(/its intent is not stored/),
      ]),
    );
  });

  it('sees a page that is not what was written', async () => {
    const { corrupt } = await after((file) => {
      openDatabase(file).close();
      const bytes = readFileSync(file);
      bytes.fill(0xff, 4096 * 5, 4096 * 6);
      writeFileSync(file, bytes);
    });
    expect(corrupt).not.toEqual([]);
  });

  it('sees a history that was changed', async () => {
    const { corrupt } = await after((file) => {
      const db = openDatabase(file);
      db.exec("DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET actor = 'nobody' WHERE seq = 3");
      db.close();
    });
    expect(corrupt).toEqual(['audit entry 3 does not follow']);
  });
});
