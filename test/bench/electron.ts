import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runtime, runtimeSwitches } from '../../scripts/runtime.mjs';
import { devTools, type DevTools } from './devtools.ts';
import { isRunning, processTree } from './machine.ts';

/** The product's folder, and the program it is compared with. */
export const programs = {
  product: path.resolve(import.meta.dirname, '../..'),
  bare: path.join(import.meta.dirname, 'bare'),
} as const;
export type Program = keyof typeof programs;

/** How long a start or an end may take before the run is given up, in milliseconds. */
const patience = 30_000;

/** An Electron that was started for measuring. */
export interface Running {
  readonly pid: number;
  /** Wall time of the start, comparable with `performance.timeOrigin`. */
  readonly spawnedAt: number;
  /** The main process; only where it was started with `inspect`. */
  main(): Promise<DevTools>;
  /** Its first page. */
  page(): Promise<DevTools>;
  /** Ends it and resolves when no process of its tree is left. */
  end(): Promise<void>;
}

/** Starts the product or the bare program on a data folder: same runtime, same switches. */
export function start(
  program: Program,
  dataFolder: string,
  options: { inspect?: boolean; switches?: readonly string[] } = {},
): Running {
  const args = [
    ...runtimeSwitches(),
    '--remote-debugging-port=0',
    ...(options.inspect ? ['--inspect=0'] : []),
    '--lang=en-US',
    ...(options.switches ?? []),
    programs[program],
    `--data=${dataFolder}`,
  ];
  const spawnedAt = performance.timeOrigin + performance.now();
  const child = spawn(runtime().executable, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en' },
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words += chunk;
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });
  ended.catch(() => {});
  const pid = child.pid ?? 0;

  const address = async (pattern: RegExp): Promise<string> => {
    const from = performance.now();
    for (;;) {
      const found = pattern.exec(words)?.[1];
      if (found !== undefined) return found;
      if (child.exitCode !== null || performance.now() - from > patience)
        throw new Error(`the ${program} program did not start:\n${words}`);
      await sleep(20);
    }
  };

  return {
    pid,
    spawnedAt,
    main: async () => devTools(await address(/^Debugger listening on (ws:\S+)$/m)),
    page: async () => {
      const browser = new URL(await address(/^DevTools listening on (ws:\S+)$/m));
      const from = performance.now();
      while (performance.now() - from < patience) {
        // A program that shows a message box does not answer.
        const answer = await fetch(`http://${browser.host}/json/list`, { signal: AbortSignal.timeout(2000) }).catch(
          () => undefined,
        );
        const targets = ((await answer?.json()) ?? []) as { type: string; url: string; webSocketDebuggerUrl: string }[];
        const page = targets.find(({ type, url }) => type === 'page' && /^(app|file):/.test(url));
        // Its address is known before it is there, and on its way it may still change its process.
        const session = page && (await devTools(page.webSocketDebuggerUrl).catch(() => undefined));
        const place = await session?.evaluate('location.protocol + document.readyState').catch(() => undefined);
        if (session && /^(app|file):complete$/.test(String(place))) return session;
        session?.close();
        await sleep(100);
      }
      throw new Error(`the ${program} program shows no page:\n${words}`);
    },
    async end() {
      const tree = processTree(pid);
      child.kill('SIGTERM');
      const from = performance.now();
      while (tree.some(isRunning)) {
        if (performance.now() - from > patience / 3)
          for (const left of tree.filter(isRunning)) process.kill(left, 'SIGKILL');
        await sleep(20);
      }
      await ended;
    },
  };
}

/** Script that resolves to the time of a mark (or paint) of its page, in milliseconds since the epoch. */
export const timeOf = (name: string): string => `new Promise((resolve, reject) => {
  const look = (entries) => {
    const entry = entries.find(({ name }) => name === ${JSON.stringify(name)});
    if (entry) resolve(performance.timeOrigin + entry.startTime);
  };
  for (const type of ['mark', 'paint']) new PerformanceObserver((list) => look(list.getEntries())).observe({ type, buffered: true });
  setTimeout(() => reject(new Error(${JSON.stringify(`no ${name} within ${patience / 1000} s`)})), ${patience});
})`;
