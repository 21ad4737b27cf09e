import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../main/core/store/index.ts';
import { startVendorSandbox } from '../../../../main/core/vendor-sandbox/index.ts';
import { figure } from '../../../unit/support/figures.ts';
import { newWish, type Wish } from '../desk.ts';
import { type Findings, noFindings } from './books.ts';
import { Course, sleep, Tally } from './course.ts';
import { furnishedFolder, runChild, slowVendor } from './rig.ts';
import type { ScenarioName } from './scenarios.ts';

/** Kills in all; each is one point. */
const points = Number(process.env['KILL_POINTS'] ?? '24');
/** Kills of the same data folder before it is worked to the end: the start after a kill is killed as well. */
const killsOfFolder = 4;
const lanes = 3;
const wishesOfRun = 6;
/** Folders that are worked on side by side. */
const sideBySide = 3;
const vendorMs = 15;

let template: Awaited<ReturnType<typeof furnishedFolder>>;
beforeAll(async () => {
  template = await furnishedFolder(lanes);
});
afterAll(() => template.remove());

const inputOf = (folder: string, url: string, wishes: readonly Wish[], name: ScenarioName = 'create') => ({
  folder,
  url,
  scenario: name,
  wishes,
  pauseMs: 15,
});
const someWishes = (count: number): Wish[] => Array.from({ length: count }, () => newWish(lanes));

describe('kill -9 in the order path', () => {
  let windowMs = 300;

  beforeAll(async () => {
    const vendor = await slowVendor(vendorMs);
    const folder = template.copy();
    const run = await runChild(inputOf(folder.path, vendor.url, someWishes(wishesOfRun)));
    windowMs = run.ms;
    expect(vendor.orders()).toBe(wishesOfRun);
    await vendor.close();
    folder.remove();
  });

  /** Kills one data folder again and again, and works it to the end. `moments`: 0 to 1 of the way. */
  async function chain(moments: readonly number[], scenario: ScenarioName, tally: Tally): Promise<void> {
    const vendor = await slowVendor(vendorMs);
    const folder = template.copy();
    const course = new Course({ folder: folder.path, vendor, scenario, tally });
    try {
      for (const [at, moment] of moments.entries()) {
        course.wishFor(wishesOfRun, lanes);
        const input = inputOf(folder.path, vendor.url, course.wishes, scenario);
        // Every other run writes its WAL back so often that kills fall into that too.
        const run = await runChild(at % 2 === 0 ? input : { ...input, checkpointPages: 10 }, {
          killWhen: () => sleep(moment * windowMs),
        });
        await course.struck(run.stored);
      }
      await course.finish();
    } finally {
      await vendor.close();
      folder.remove();
    }
  }

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
            await chain(moments.splice(0, killsOfFolder), 'create', tally);
            figure('kills:core', { ...tally.counts, phases: tally.phases });
          }
        }),
      );
      expect(tally.findings).toEqual(noFindings());
      expect(tally.points).toBe(points);
      // Without kills in the dangerous part the test would prove nothing.
      expect(Object.keys(tally.phases).some((name) => name.startsWith('sending'))).toBe(true);
    },
    60_000 + points * 2000,
  );
});

/** Kills at the worst moment there is: the order is booked, the answer on its way. */
async function killedAfterBooking(plant: string): Promise<{ tally: Tally; orders: number }> {
  const vendor = await startVendorSandbox({
    timing: { processingMs: 0, keyDelayMs: 0 },
    faults: [{ kind: 'delay', ms: 500, phase: 'after-commit', func: 'soft.order.param', times: 1 }],
  });
  const folder = template.copy();
  const tally = new Tally();
  const course = new Course({ folder: folder.path, vendor, scenario: 'create', tally });
  try {
    course.wishFor(1, lanes);
    const run = await runChild(inputOf(folder.path, vendor.url, course.wishes), {
      plant,
      killWhen: async () => {
        while (vendor.orders() === 0) await sleep(2);
      },
    });
    await course.struck(run.stored);
    await course.finish();
    return { tally, orders: vendor.orders() };
  } finally {
    await vendor.close();
    folder.remove();
  }
}

describe('kill -9 between booking and answer', () => {
  it('is in hand, reconciled, bought once', async () => {
    const { tally, orders } = await killedAfterBooking('');
    expect(tally.phases).toEqual({ 'sending, booked': 1 });
    expect(tally.findings).toEqual(noFindings());
    expect(orders).toBe(1);
  });

  it('the same checks catch an intent that is committed after the sending: no intent, bought twice', async () => {
    const { tally, orders } = await killedAfterBooking('late-intent');
    const { lost, duplicated } = tally.findings;
    figure('planted:late-intent', orders === 2 && lost.length > 0 && duplicated.length > 0);
    expect(orders).toBe(2);
    expect(lost).toEqual([expect.stringMatching(/its intent is not stored/)]);
    expect(duplicated).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/reached the vendor 2 times, attempts: 1/),
        expect.stringMatching(/has 2 licenses at the vendor/),
      ]),
    );
  });
});

describe('the look at what a kill has left', () => {
  /** What is found when somebody does something to the files of a killed process. */
  async function after(spoil: (file: string) => void): Promise<Findings> {
    const vendor = await slowVendor(vendorMs);
    const folder = template.copy();
    const tally = new Tally();
    const course = new Course({ folder: folder.path, vendor, scenario: 'create', tally });
    try {
      course.wishFor(2, lanes);
      const run = await runChild(inputOf(folder.path, vendor.url, course.wishes), {
        killWhen: async () => {
          while (vendor.orders() < 2) await sleep(2);
        },
      });
      spoil(path.join(folder.path, 'console.db'));
      await course.struck(run.stored);
      return tally.findings;
    } finally {
      await vendor.close();
      folder.remove();
    }
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
