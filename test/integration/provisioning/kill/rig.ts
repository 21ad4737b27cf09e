import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { systemClock } from '../../../../main/core/kernel/index.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../../main/core/vendor-sandbox/index.ts';
import { tempFolder } from '../../../unit/support/store.ts';
import { makeDesk } from '../desk.ts';
import type { ChildInput } from './child.ts';

const child = path.join(import.meta.dirname, 'child.ts');

/** What a run of the child said before it ended. */
export interface Run {
  /** Orders whose wish was on disk. */
  readonly stored: ReadonlySet<string>;
  /** It came to its end by itself. */
  readonly done: boolean;
  /** From its start to its end, milliseconds. */
  readonly ms: number;
}

/** Runs the child until it ends. `killWhen` is told of the start; its promise is the moment of the SIGKILL. */
export function runChild(
  input: ChildInput,
  options: { plant?: string; killWhen?: () => Promise<void>; wrapper?: readonly string[] } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const command = [...(options.wrapper ?? []), process.execPath, child, JSON.stringify(input)];
    const running = spawn(command[0] ?? '', command.slice(1), {
      env: {
        ...process.env,
        PLANT: options.plant ?? '',
        // Halves the start: types are stripped and code is compiled once for all.
        NODE_COMPILE_CACHE: path.join(tmpdir(), 'reseller-console-test-cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stored = new Set<string>();
    let done = false;
    let killed = false;
    let startedAt = 0;
    let ms = 0;
    let complaint = '';
    running.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    createInterface({ input: running.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { event: string; order?: string };
      ms = performance.now() - startedAt;
      if (said.event === 'done') done = true;
      else if (said.event === 'stored') stored.add(said.order ?? '');
      else {
        startedAt = performance.now();
        void options.killWhen?.().then(() => {
          killed = running.kill('SIGKILL');
        });
      }
    });
    running.on('error', reject);
    running.on('close', (code) => {
      if (code !== 0 && !killed) reject(new Error(`child ended with ${code}: ${complaint}`));
      else resolve({ stored, done, ms });
    });
  });
}

/** A data folder with a furnished desk, made once; `copy` takes a milliseconds. */
export async function furnishedFolder(
  lanes: number,
): Promise<{ copy(): { path: string; remove(): void }; remove(): void }> {
  const made = tempFolder();
  const desk = makeDesk({ url: '', folder: made.path, clock: systemClock });
  await desk.furnish(lanes);
  await desk.close();
  return {
    copy() {
      const folder = tempFolder();
      copyFileSync(path.join(made.path, 'console.db'), path.join(folder.path, 'console.db'));
      return folder;
    },
    remove: () => made.remove(),
  };
}

/** A vendor that takes its time on both sides of the booking, so that kills fall there too. */
export const slowVendor = (ms: number): Promise<VendorSandbox> =>
  startVendorSandbox({
    timing: { processingMs: 20, keyDelayMs: 20 },
    faults: [
      { kind: 'delay', ms, phase: 'before-commit', func: 'soft.order.param' },
      { kind: 'delay', ms, phase: 'after-commit', func: 'soft.order.param' },
    ],
  });
