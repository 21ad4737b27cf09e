import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startVendorSandbox } from '../../../../main/core/vendor-sandbox/index.ts';
import { figure } from '../../../unit/support/figures.ts';
import { tempFolder } from '../../../unit/support/store.ts';
import { newWish } from '../desk.ts';
import { furnish, runChild } from '../kill/rig.ts';
import { type Ordered, orderOf, straceCommand, straceProblem, straceRequired } from './strace.ts';

const orders = Number(process.env['TRACE_ORDERS'] ?? '10');
const problem = straceProblem();

let template: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => {
  template = await furnish(1);
});
afterAll(() => template.remove());

/** Traces a process that buys so many orders one after another. */
async function trace(count: number, plant = ''): Promise<Ordered> {
  const vendor = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 } });
  const folder = template.copy();
  const output = path.join(folder.path, 'strace.txt');
  try {
    const wishes = Array.from({ length: count }, () => newWish(1));
    const run = await runChild(
      { folder: folder.path, url: vendor.url, wishes, pauseMs: 0 },
      { plant, wrapper: straceCommand(output) },
    );
    expect(run.done).toBe(true);
    expect(vendor.orders()).toBe(count);
    return await orderOf(output);
  } finally {
    await vendor.close();
    folder.remove();
  }
}

describe('the intent is synced to disk before the first byte to the vendor', () => {
  beforeEach((context) => {
    if (problem === null) return;
    if (straceRequired) throw new Error(problem);
    console.warn(`not traced: ${problem}`);
    context.skip(problem);
  });

  it(
    `${orders} of ${orders} orders`,
    async () => {
      const { late, ...counts } = await trace(orders);
      figure('trace:core', counts);
      expect(late).toEqual([]);
      expect(counts).toEqual({ ordered: orders, of: orders });
    },
    60_000 + orders * 1000,
  );

  it.each(['late-intent', 'synchronous-normal', 'synchronous-off'])('catches %s', async (plant) => {
    const { ordered, of } = await trace(3, plant);
    figure(`trace:${plant}`, { planted: { caught: Number(ordered === 0), of: 1 } });
    expect({ ordered, of }).toEqual({ ordered: 0, of: 3 });
  });
});

describe('reading a trace', () => {
  const id = '01900000-0000-7000-8000-000000000001';
  const wal = '22</data/console.db-wal>';
  const socket = '24<socket:[4711]>';
  const header = (size: string): string =>
    `pwrite64(${wal}, "\\0\\0\\0\\1\\0\\0\\0${size}${'a'.repeat(16)}", 24, 0) = 24`;
  const page = `pwrite64(${wal}, "\\r${'0'.repeat(36)}${id}2026-03-10T12:00:00.000Zsendingsending55227", 4096, 24) = 4096`;
  const other = `pwrite64(${wal}, "\\r", 4096, 24) = 4096`;
  const sync = `fdatasync(${wal}) = 0`;
  const connected = `write(${socket}, "x", 1) = 1`;
  const send = `writev(${socket}, [{iov_base="POST / HTTP/1.1\\r\\nX-Request-Id: ${id}\\r\\n\\r\\n", iov_len=9}, {iov_base="func=soft.order.param&", iov_len=9}], 2) = 18`;
  const commit = header('\\7');
  const frame = header('\\0');

  /** Calls of one thread, a hundredth of a second each. A line that begins with @ is of another one. */
  async function read(...lines: string[]): Promise<Ordered> {
    const folder = tempFolder();
    const file = path.join(folder.path, 'strace.txt');
    const text = lines.map((line, at) => {
      const duration = line.endsWith('<unfinished ...>') || line.includes('resumed>') ? '' : ' <0.001000>';
      return `${line.startsWith('@') ? 8 : 7}  100.${String(at + 10)}0000 ${line.replace(/^@/, '')}${duration}\n`;
    });
    writeFileSync(file, text.join(''));
    const found = await orderOf(file);
    folder.remove();
    return found;
  }

  it('takes an intent for stored when its whole transaction is written and synced', async () => {
    expect(await read(frame, page, commit, other, sync, send)).toMatchObject({ ordered: 1, of: 1 });
    expect(await read(commit, page, sync, send)).toMatchObject({ ordered: 1, of: 1 });
  });

  it.each([
    ['no sync', [commit, page, send]],
    ['a sync before the write', [sync, commit, page, send]],
    ['a sync of half a transaction', [frame, page, sync, commit, other, send]],
    ['a sync that failed', [commit, page, 'fdatasync(22</data/console.db-wal>) = -1 EIO (Input/output error)', send]],
    ['a sync of another file', [commit, page, 'fdatasync(23</data/lock.db>) = 0', send]],
    ['a sync after the call', [commit, page, send, sync]],
    ['a first byte before the sync', [commit, page, connected, sync, send]],
    [
      'a sync of another thread that ends after the call',
      [commit, page, `@fdatasync(${wal} <unfinished ...>`, send, '@<... fdatasync resumed>) = 0 <0.020000>'],
    ],
  ])('sees %s', async (_, lines) => {
    expect(await read(...lines)).toMatchObject({ ordered: 0, of: 1 });
  });
});
