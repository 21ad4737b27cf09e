import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { systemClock } from '../../../../main/core/kernel/index.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../../main/core/vendor-sandbox/index.ts';
import { tempFolder } from '../../../unit/support/store.ts';
import type { SecretStore } from '../../../../main/core/vault/index.ts';
import { makeDesk } from '../desk.ts';
import { account } from '../world.ts';
import type { ChildInput } from './child.ts';

const child = path.join(import.meta.dirname, 'child.ts');

/** What a run of the child said before it ended. */
export interface Run {
  /** Wishes that were on disk. */
  readonly stored: ReadonlySet<string>;
  /** It came to its end by itself. */
  readonly done: boolean;
  /** It ended by the kill. */
  readonly killed: boolean;
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
    let startedAt = 0;
    let ms = 0;
    let complaint = '';
    running.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    createInterface({ input: running.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { event: string; id?: string };
      ms = performance.now() - startedAt;
      if (said.event === 'done') done = true;
      else if (said.event === 'stored') stored.add(said.id ?? '');
      else {
        startedAt = performance.now();
        void options.killWhen?.().then(() => running.kill('SIGKILL'));
      }
    });
    running.on('error', reject);
    running.on('close', (code, signal) => {
      const killed = signal === 'SIGKILL' && options.killWhen !== undefined;
      if (code !== 0 && !killed) reject(new Error(`child ended with ${code ?? signal}: ${complaint}`));
      else resolve({ stored, done, killed, ms });
    });
  });
}

export interface FurnishedFolder {
  readonly path: string;
  /** Contract products with an active license at the vendor of this folder. */
  readonly licensed: readonly string[];
  /** The vendor's books as they stand; to be opened by one vendor, of a copy. */
  readonly vendorState: string;
  remove(): void;
}

/**
 * A data folder with a furnished desk, and licenses that it has bought; made once. A copy takes a few milliseconds.
 * `database`: the folder of the database below it.
 */
export async function furnish(
  lanes: number,
  options: { parallel?: number; licenses?: number; database?: string; vault?: SecretStore } = {},
): Promise<FurnishedFolder & { copy(): FurnishedFolder }> {
  const made = tempFolder();
  const vendorState = path.join(made.path, 'vendor-books.json');
  const vendor = await startVendorSandbox({
    stateFile: vendorState,
    timing: { processingMs: 0, keyDelayMs: 0 },
    accounts: [
      { login: account.username, password: account.password, balance: 10_000_000, currency: 'EUR', twoFactor: false },
    ],
  });
  const desk = makeDesk({
    url: vendor.url,
    folder: path.join(made.path, options.database ?? '.'),
    clock: systemClock,
    ...(options.vault ? { vault: options.vault } : {}),
  });
  await desk.furnish(lanes, options.parallel ?? 1);
  const licensed = await desk.stock(options.licenses ?? 0, lanes);
  await desk.close();
  await vendor.close();
  const furnished = (at: { readonly path: string; remove(): void }): FurnishedFolder => ({
    path: at.path,
    licensed,
    vendorState: path.join(at.path, path.basename(vendorState)),
    remove: () => at.remove(),
  });
  return {
    ...furnished(made),
    copy() {
      const folder = tempFolder();
      cpSync(made.path, folder.path, { recursive: true });
      return furnished(folder);
    },
  };
}

/** The calls that must not be made twice; `soft.edit` also reads. */
const delayed = ['soft.order.param', 'service.prolong', 'service.changepricelist', 'soft.edit'];

/** A vendor that takes its time on both sides of doing what it is asked, so that kills fall there too. */
export const slowVendor = (ms: number, stateFile: string): Promise<VendorSandbox> =>
  startVendorSandbox({
    stateFile,
    timing: { processingMs: 20, keyDelayMs: 20, operationMs: 20 },
    faults: delayed.flatMap((func) =>
      (['before-commit', 'after-commit'] as const).map((phase) => ({
        kind: 'delay' as const,
        phase,
        func,
        ms: func === 'soft.edit' ? ms / 3 : ms,
      })),
    ),
  });
