import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks of /proc per second; 100 on every Linux that Electron runs on. */
const ticksPerSecond = 100;

/** The text of a file of /proc, or undefined when its process has gone. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Fields of /proc/PID/stat after the name, which may hold spaces. */
const statOf = (pid: number): string[] | undefined =>
  read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');

/** A process and all below it, parents first. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statOf(Number(name))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Whether a process is there and not only waiting to be collected by its parent. */
export function isRunning(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** Memory of a process tree in MiB: each process's own and its share of what is mapped by several. */
export function pssMiB(root: number): number {
  const kibibytes = processTree(root).map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0),
  );
  return kibibytes.reduce((sum, value) => sum + value, 0) / 1024;
}

/** Processor time of a process tree so far, in milliseconds. */
export function cpuMs(root: number): number {
  const ticks = processTree(root).map((pid) => {
    const stat = statOf(pid);
    return Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0);
  });
  return (ticks.reduce((sum, value) => sum + value, 0) * 1000) / ticksPerSecond;
}

/** Cores that programs other than this one keep busy, over a moment in which this one waits. */
export async function loadOfOthers(ms = 300): Promise<number> {
  const from = busySeconds();
  const own = process.cpuUsage();
  const start = performance.now();
  await sleep(ms);
  const { user, system } = process.cpuUsage(own);
  const seconds = (performance.now() - start) / 1000;
  return Math.max(0, (busySeconds() - from - (user + system) / 1e6) / seconds);
}

/** Seconds that all cores together have been busy. */
const busySeconds = (): number =>
  os.cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1000;
