import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answers, Ask, DeskData, Said } from './words.ts';

/** A desk's thread as the bench has it in hand. */
export interface DeskThread {
  ask<Kind extends Ask['kind']>(ask: Extract<Ask, { kind: Kind }>): Promise<Answers[Kind]>;
  /** When the name that the desk awaits is read in its database, by `clock`. Asked for before it can come. */
  seen(): Promise<number>;
}

/** Starts a desk in a thread of its own. */
export function startDesk(data: DeskData): DeskThread {
  mkdirSync(data.folder, { recursive: true });
  const worker = new Worker(new URL('desk.ts', import.meta.url), { workerData: data });
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  let sees: (at: number) => void = () => undefined;
  let asked = 0;
  worker.on('message', (said: Said) => {
    if (said.kind === 'seen') {
      sees(said.at);
      return;
    }
    const asker = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.kind === 'done') asker?.resolve(said.result as never);
    else asker?.reject(new Error(said.error));
  });
  worker.on('error', (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
  });
  return {
    ask: (ask) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.postMessage({ id: asked, ask });
      }),
    seen: () =>
      new Promise((resolve) => {
        sees = resolve;
      }),
  };
}

/** Waits until a desk has nothing to send, to fetch or to put in. */
export async function untilStill(desk: DeskThread): Promise<void> {
  while (!(await desk.ask({ kind: 'status' })).isStill) await sleep(100);
}
