// One set-up at a time in one project: two would write the same folders.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { out } from './paths.mjs';
import { say } from './progress.mjs';

const file = path.join(out, '.setup-lock');

/** The process that holds the lock, undefined where none does or it has ended. */
function holder() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error.code === 'EPERM' ? -1 : undefined;
  }
}

/**
 * Runs `work` while no other set-up of this project runs; waits for one that does.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what `work` resolves to or rejects with
 */
export async function alone(work) {
  mkdirSync(out, { recursive: true });
  const release = () => rmSync(file, { force: true });
  for (let told = false; ;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (holder() === undefined) {
      // Half a moment for one that has made the file but not yet written its number.
      await sleep(100);
      if (holder() === undefined) release();
      continue;
    }
    if (!told) say('another set-up is running in this project: waiting for it');
    told = true;
    await sleep(300);
  }
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
