import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedHub } from '../../../main/core/sync/hub/embedded.ts';
import { loadOfOthers } from '../machine.ts';
import { figure, type Figure, median, quantile, rounded, type Round } from '../stats.ts';
import { type DeskThread, startDesk, untilStill } from './desk-thread.ts';
import { joined, timed, workspaceAt } from './rig.ts';

/** With their prices some 100,000 changes. */
const products = 3600;
/** Saves in each phase of a round. */
const saves = 15;
/** Longest time between two saves, ms: they come at any point of a batch. */
const longest = 40;
/** For what was under way when the gate was moved, ms. */
const settling = 150;
/** Phases before those that count: plans are made, caches filled. */
const warming = 3;

/**
 * A save of a product at a desk that fetches some 100,000 changes of another desk, and then sends as many of its own, against the
 * same saves of the same desk while nothing goes over its line: a gate in it is shut, so that its rounds wait. The desk is a thread, as
 * core is one in the application, and a save is measured by who asks for it: what keeps the thread from taking it up counts.
 * Saves come at random moments, so that they meet each part of a batch, and the middle of a phase's saves is its number: one that
 * waits for a batch is what a person now and then has, all of them are what makes a console slow. The 95th of a hundred is told beside it.
 */
export async function saveWhileSyncing(
  hub: EmbeddedHub,
  { folder, rounds }: { readonly folder: string; readonly rounds: number },
): Promise<Figure[]> {
  const first = await workspaceAt(hub);
  const second = await joined(first);
  const desk = startDesk({ ...first, folder: path.join(folder, 'save-desk'), name: 'Desk' });
  const ids = await desk.ask({ kind: 'shelf', products: 100 });
  await desk.ask({ kind: 'join' });
  await untilStill(desk);
  await desk.ask({ kind: 'gate', open: false });

  const other = startDesk({ ...second, folder: path.join(folder, 'save-other'), name: 'Other' });
  await other.ask({ kind: 'shelf', products });
  await other.ask({ kind: 'join' });
  await untilStill(other);
  // From here on it is this desk alone that works.
  await other.ask({ kind: 'stop' });
  const into = await measured('sync: save of a product while 100,000 changes come in (p50), ms', desk, ids, rounds);

  await desk.ask({ kind: 'gate', open: true });
  await untilStill(desk);
  await desk.ask({ kind: 'gate', open: false });
  await desk.ask({ kind: 'bring', products });
  const out = await measured('sync: save of a product while 100,000 changes go out (p50), ms', desk, ids, rounds);
  await desk.ask({ kind: 'stop' });
  return [into, out];
}

/** Rounds of saves with the gate shut, open and shut. */
async function measured(name: string, desk: DeskThread, ids: readonly string[], rounds: number): Promise<Figure> {
  const load: number[] = [];
  const all = { quiet: [] as number[], busy: [] as number[] };
  let n = 0;
  const phase = async (open: boolean): Promise<number> => {
    await desk.ask({ kind: 'gate', open });
    await sleep(settling);
    const took: number[] = [];
    for (let at = 0; at < saves; at += 1) {
      n += 1;
      await sleep(Math.random() * longest);
      const ask = { kind: 'save', id: ids[n % ids.length] ?? '', name: `${name} ${n}` } as const;
      took.push(await timed(() => desk.ask(ask)));
    }
    if (open && (await desk.ask({ kind: 'status' })).isStill) throw new Error(`${name}: all was sent before the end`);
    (open ? all.busy : all.quiet).push(...took);
    return median(took);
  };
  for (let at = 0; at < warming; at += 1) await phase(false);
  all.quiet.length = 0;
  const done: Round[] = [];
  for (let at = 0; at < rounds; at += 1) {
    load.push(await loadOfOthers(100));
    done.push({ before: await phase(false), product: await phase(true), after: await phase(false) });
  }
  const p95 = { product: rounded(quantile(all.busy, 0.95)), bare: rounded(quantile(all.quiet, 0.95)) };
  return { ...figure(name, 1.2, done, load), p95 };
}
