import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * What of the order of system calls is to be shown (quality 2.2): the transaction that says `sending` is on disk before
 * the first byte of the call leaves.
 */
export interface Ordered {
  /** Operations whose intent was synced to disk before the first byte on the socket of their call. */
  readonly ordered: number;
  /** Operations that sent a call. */
  readonly of: number;
  /** The others, in words. */
  readonly late: readonly string[];
}

/** Why calls cannot be traced on this machine, or null. */
export function straceProblem(): string | null {
  if (process.platform !== 'linux') return 'strace is of Linux';
  const { error, status, stderr } = spawnSync('strace', ['-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error) return 'strace is missing: install the package strace';
  return status === 0 ? null : `strace may not trace here: ${stderr.trim()}`;
}

/** Whether a run must not do without: there a test fails where elsewhere it is skipped with the reason. */
export const straceRequired = Boolean(process.env['CI'] ?? process.env['ACCEPTANCE']);

/**
 * The command to put before a program. Pages of the WAL are written out whole; the filter in the kernel lets all other
 * calls pass at full speed.
 */
export const straceCommand = (output: string): string[] => [
  'strace',
  ...'-f --seccomp-bpf -qq -ttt -T -y -s 4200 -e signal=none'.split(' '),
  '-e',
  'trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg',
  '-o',
  output,
];

interface Call {
  readonly name: string;
  /** From the opening bracket to the end of the line. */
  readonly args: string;
  /** Microseconds. */
  readonly from: number;
  readonly until: number;
  readonly failed: boolean;
}

/** The calls of a trace as they began, one at a time; of calls that another thread's broke in on both halves at once. */
async function* callsOf(file: string): AsyncGenerator<Call> {
  const halves = new Map<string, { name: string; args: string; from: number }>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, thread = '', seconds = '', rest = ''] = /^(\d+) +(\d+\.\d+) (.*)$/.exec(line) ?? [];
    const at = Math.round(Number(seconds) * 1e6);
    const resumed = rest.startsWith('<... ');
    const half = resumed ? halves.get(thread) : undefined;
    const [, name = '', args = ''] = half ? ['', half.name, half.args] : (/^(\w+)(\(.*)$/.exec(rest) ?? []);
    if (name === '') continue;
    const from = half?.from ?? at;
    if (rest.endsWith('<unfinished ...>')) {
      halves.set(thread, { name, args, from });
      continue;
    }
    halves.delete(thread);
    const [, result = '', took = '0'] = /\) += (\S+).*?(?:<(\d+\.\d+)>)?$/.exec(rest.slice(-120)) ?? [];
    // The second half is written when the call has ended.
    const until = resumed ? at : from + Math.round(Number(took) * 1e6);
    yield { name, args, from, until, failed: result === '' || result.startsWith('-') };
  }
}

const isWal = (args: string): boolean => /^\(\d+<[^>]*console\.db-wal>/.test(args);
const socketOf = (args: string): string | undefined => /^\(\d+<((?:socket|TCP)[^>]*)>/.exec(args)?.[1];
/** The row of operation_event that says so: id, operation, instant, state, code, one after the other. */
const intents = /[0-9a-f-]{36}([0-9a-f-]{36})\d{4}-\d\d-\d\dT[\d:.]{12}Zsendingsending/g;

/**
 * Reads a trace. An intent is on disk when its page and the frame that commits the transaction are in the WAL and a sync
 * of the WAL, begun after that, has succeeded. The call of an operation is known by its X-Request-Id.
 * @param funcs functions of the vendor that need an intent
 */
export async function orderOf(file: string, funcs: readonly string[] = ['soft.order.param']): Promise<Ordered> {
  const written = new Map<string, { committed: boolean; at: number }>();
  const onDisk = new Map<string, number>();
  const firstByte = new Map<string, number>();
  const late: string[] = [];
  let commits = false;
  let of = 0;
  for await (const { name, args, from, until, failed } of callsOf(file)) {
    if (name === 'pwrite64' && isWal(args)) {
      const header = frameHeader(args);
      if (header) ({ commits } = header);
      else {
        for (const [, id = ''] of args.matchAll(intents))
          if (!written.has(id) && !onDisk.has(id)) written.set(id, { committed: false, at: until });
        if (commits) for (const [id] of written) written.set(id, { committed: true, at: until });
      }
    } else if ((name === 'fdatasync' || name === 'fsync') && isWal(args)) {
      for (const [id, { committed, at }] of written) {
        if (failed || !committed || from < at) continue;
        onDisk.set(id, until);
        written.delete(id);
      }
    } else {
      const socket = socketOf(args);
      if (socket === undefined) continue;
      if (!firstByte.has(socket)) firstByte.set(socket, from);
      const id = /X-Request-Id: ([0-9a-f-]{36})/i.exec(args)?.[1];
      if (id === undefined || !funcs.some((func) => args.includes(`func=${func}&`))) continue;
      of += 1;
      const synced = onDisk.get(id);
      const sent = firstByte.get(socket) ?? from;
      if (synced === undefined) late.push(`${id}: sent at ${sent}, not on disk`);
      else if (synced > sent) late.push(`${id}: sent at ${sent}, on disk at ${synced}`);
    }
  }
  return { ordered: of - late.length, of, late };
}

/** The header of a WAL frame, written by itself: 24 bytes, of which the second four are not 0 where it commits. */
function frameHeader(args: string): { commits: boolean } | undefined {
  if (!/, 24, \d+(\)|$| <unfinished)/.test(args)) return undefined;
  const [, text = ''] = /^\(\d+<[^>]*>, "(.*)", 24,/.exec(args) ?? [];
  return {
    commits: bytesOf(text)
      .slice(4, 8)
      .some((byte) => byte !== 0),
  };
}

const named: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** The bytes of a string as strace writes it. */
const bytesOf = (text: string): number[] =>
  [...text.matchAll(/\\([0-7]{1,3})|\\(.)|([^\\])/g)].map(([, octal, escaped, plain]) => {
    if (octal !== undefined) return Number.parseInt(octal, 8);
    return escaped === undefined
      ? ((plain ?? '').codePointAt(0) ?? 0)
      : (named[escaped] ?? escaped.codePointAt(0) ?? 0);
  });
