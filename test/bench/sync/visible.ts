import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { EmbeddedHub } from '../../../main/core/sync/hub/embedded.ts';
import { loadOfOthers } from '../machine.ts';
import { figure, type Figure, type Round } from '../stats.ts';
import { startDesk, untilStill } from './desk-thread.ts';
import { joined, timed, workspaceAt } from './rig.ts';

/** Saves before those that count: plans are made, caches filled. */
const warming = 10;
/** Between two saves of a person, ms: longer than the rounds that follow one. */
const pause = 40;

/**
 * From when a save has returned at one desk until the other one reads it in its own database (both desks the whole product, each
 * in a thread: capture, rounds, the hub's wake-up, rows made and on the disk), against a row with NOTIFY, the wake-up and a
 * read of that row. Both wait for the same server; the product has one commit at the hub and one at the other desk to wait for.
 */
export async function visible(
  hub: EmbeddedHub,
  sql: pg.Client,
  { folder, rounds }: { readonly folder: string; readonly rounds: number },
): Promise<Figure> {
  const one = await workspaceAt(hub);
  const other = await joined(one);
  const here = startDesk({ ...one, folder: path.join(folder, 'visible-one'), name: 'One' });
  const there = startDesk({ ...other, folder: path.join(folder, 'visible-other'), name: 'Other' });
  const [id = ''] = await here.ask({ kind: 'shelf', products: 100 });
  await here.ask({ kind: 'join' });
  await untilStill(here);
  await there.ask({ kind: 'join' });
  await untilStill(there);

  const reader = new pg.Client({ ...hub.address, ...hub.administrator });
  await reader.connect();
  await reader.query('LISTEN bare');
  let heard: () => void = () => undefined;
  reader.on('notification', () => heard());
  await sql.query('CREATE TABLE bare_row (n integer PRIMARY KEY)');
  let n = 0;
  const bare = async (): Promise<number> => {
    n += 1;
    await sleep(pause);
    return timed(async () => {
      const woken = new Promise<void>((resolve) => {
        heard = resolve;
      });
      await sql.query(`INSERT INTO bare_row VALUES (${n}); NOTIFY bare`);
      await woken;
      await reader.query('SELECT n FROM bare_row WHERE n = $1', [n]);
    });
  };
  const ours = async (): Promise<number> => {
    n += 1;
    await sleep(pause);
    const name = `Saved ${n}`;
    await there.ask({ kind: 'await', id, name });
    const seen = there.seen();
    const saved = await here.ask({ kind: 'save', id, name });
    return (await seen) - saved;
  };
  for (let at = 0; at < warming; at += 1) {
    await bare();
    await ours();
  }
  const load: number[] = [];
  const figures: Round[] = [];
  for (let at = 0; at < rounds; at += 1) {
    if (at % 20 === 0) load.push(await loadOfOthers(100));
    figures.push({ before: await bare(), product: await ours(), after: await bare() });
  }
  await Promise.all([here.ask({ kind: 'stop' }), there.ask({ kind: 'stop' }), reader.end()]);
  return figure('sync: save until it is in the other desk, against NOTIFY and a read, ms', 3, figures, load);
}
