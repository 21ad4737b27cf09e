/**
 * One desk of a team: core on its data folder, in a process of its own, to be killed at any point and started again:
 *   node child.ts '{"folder", "name"}'
 * It takes orders on stdin and speaks on stdout (words.ts). Armed, it ends itself by kill -9 when it comes to the point it was
 * told. PLANT plants a bug for the test of the test:
 * - cursor-apart: the cursor is stored when the log arrives, not with its rows;
 * - outbox-later: what goes out is written in a transaction of its own, after the edit's;
 * - numbers-anew: what has no answer gets new numbers at the start, as if the desk's numbers named nothing.
 */
import { existsSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createCore } from '../../../../main/core/core.ts';
import { silentLog, systemClock } from '../../../../main/core/kernel/index.ts';
import { openDatabase, Store } from '../../../../main/core/store/index.ts';
import { joined, remember } from '../../../../main/core/sync/state.ts';
import { memoryVault, type SecretStore } from '../../../../main/core/vault/index.ts';
import type { Input, Output } from '../../../../preload/api/contract.ts';
import type { StaffAreas } from '../../../../preload/api/index.ts';
import { otherPng, upload } from '../../../unit/support/pictures.ts';
import { arm, pass, passedPoints, setPoints } from './points.ts';
import { amountOf, type Edit, emailOf, type Order, type Said, textOf } from './words.ts';

export interface ChildInput {
  readonly folder: string;
  /** Of the person and of the desk. */
  readonly name: string;
}

const { folder, name } = JSON.parse(process.argv[2] ?? '{}') as ChildInput;
const plant = process.env['PLANT'] ?? '';
// Not the stream: what was said must have left this process before anything else happens.
const say = (line: Said): void => void writeSync(1, `${JSON.stringify(line)}\n`);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

setPoints(plant);

/** The planted bug: numbers that the hub may know already are not told again. */
function numberAnew(file: string): void {
  if (!existsSync(file)) return;
  const db = openDatabase(file);
  const open = db.prepare('SELECT count(*) FROM sync_outbox WHERE outcome IS NULL').pluck().get() as number;
  if (open > 0) {
    const on = new Store(db, { clock: systemClock, makeId: () => '', log: silentLog });
    db.prepare('UPDATE sync_outbox SET desk_seq = desk_seq + 1000000 WHERE outcome IS NULL').run();
    db.prepare('UPDATE sync_outbox SET desk_seq = desk_seq - 1000000 + ? WHERE desk_seq > 1000000').run(open);
    db.transaction(() => remember(on, { deskSeq: joined(on).deskSeq + open }))();
  }
  db.close();
}
if (plant === 'numbers-anew') numberAnew(path.join(folder, 'live', 'console.db'));

/** A keychain that outlives the process. */
function fileVault(file: string): SecretStore {
  const kept = new Map<string, string>(
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, string][]) : [],
  );
  const write = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify([...kept]));
    renameSync(`${file}.new`, file);
    pass('the keychain has it');
  };
  return {
    ...memoryVault(),
    get: async (account) => kept.get(account) ?? null,
    async set(account, secret) {
      kept.set(account, secret);
      write();
    },
    async delete(account) {
      kept.delete(account);
      write();
    },
  };
}

const core = await createCore({
  dataFolder: folder,
  version: '1.0.0',
  runtime: { electron: '', chrome: '', node: process.version, supported: true },
  personName: name,
  defaultLanguage: 'en',
  clock: systemClock,
  log: silentLog,
  vault: fileVault(path.join(folder, 'keychain.json')),
  environment: 'live',
});

async function ask<A extends keyof StaffAreas, V extends keyof StaffAreas[A] & string>(
  area: A,
  verb: V,
  input: Input<StaffAreas[A][V]>,
): Promise<Output<StaffAreas[A][V]>> {
  const answer = await core.call({ kind: 'staff' }, `${area}.${verb}`, input);
  if (!answer.ok) throw new Error(`${area}.${verb}: ${answer.error.code}`);
  return answer.value as Output<StaffAreas[A][V]>;
}

/** Asks for rounds until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1500; turn += 1) {
    if (await isSo()) return;
    await ask('sync', 'tryNow', {});
    await sleep(15);
  }
  throw new Error(`not so in time: ${JSON.stringify(await ask('sync', 'status', {}))}`);
}

/** A round that was begun after this finds nothing new, here or there. */
async function settle(): Promise<void> {
  const { lastContact: before } = await ask('sync', 'status', {});
  await ask('sync', 'tryNow', {});
  await until(async () => {
    const now = await ask('sync', 'status', {});
    return now.lastContact !== before && now.waiting === 0 && now.problem === null && now.checksum === 'equal';
  });
}

async function save({ n, what, id }: Edit): Promise<string> {
  switch (what) {
    case 'category':
      return (await ask('catalogue', 'createCategory', { name: textOf(n) })).id;
    case 'product': {
      const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor: 500 }];
      return (await ask('catalogue', 'createProduct', { categoryId: id, name: textOf(n), prices })).id;
    }
    case 'client':
      return (await ask('clients', 'create', { firstName: 'Anna', lastName: 'Smith', email: emailOf(n) })).id;
    case 'name':
      return (await ask('catalogue', 'updateProduct', { id, name: textOf(n) })).id;
    case 'price': {
      const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor: amountOf(n) }];
      return (await ask('catalogue', 'updateProduct', { id, prices })).id;
    }
    case 'picture': {
      const input = { productId: id, file: upload(otherPng(n)), alt: textOf(n) };
      return (await ask('catalogue', 'addImage', input)).id;
    }
    case 'note':
      return (await ask('clients', 'update', { id, notes: textOf(n) })).id;
  }
}

async function decide(keep: 'mine' | 'theirs'): Promise<void> {
  const { rows } = await ask('sync', 'conflicts', {});
  const open = rows.find(({ isBeingDecided }) => !isBeingDecided);
  if (!open) return;
  await ask('sync', 'decide', { id: open.id, keep });
  say({ event: 'decided', parked: open.id, keep });
}

const isJoined = async (): Promise<boolean> => (await ask('sync', 'status', {})).isJoined;

async function follow(order: Order): Promise<void> {
  switch (order.do) {
    case 'edit':
      for (const edit of order.edits) say({ event: 'saved', n: edit.n, id: await save(edit) });
      return;
    case 'join':
      await ask('sync', 'join', { code: order.code, deskName: name, bring: true });
      return;
    case 'leave':
      await ask('sync', 'leave', { confirmation: name });
      return;
    case 'settle':
      // Twice: what the first round learned may have something of this desk go out.
      for (let quiet = 0; quiet < 2; quiet += 1) await settle();
      return;
    case 'ask':
      await until(async () => (await ask('sync', 'status', {})).conflicts >= order.questions);
      return;
    case 'decide':
      await decide(order.keep);
      return;
    case 'see':
      await until(
        async () =>
          (await core.call({ kind: 'staff' }, 'catalogue.getProduct', { id: order.productId })).ok &&
          (await ask('catalogue', 'getProduct', { id: order.productId })).name === order.name,
      );
      return;
    case 'arm':
      arm(order.at, order.nth);
  }
}

say({ event: 'ready', isJoined: await isJoined() });
for await (const line of createInterface({ input: process.stdin })) {
  await follow(JSON.parse(line) as Order);
  say({ event: 'done', passed: passedPoints(), isJoined: await isJoined() });
}
// Nobody gives orders any more: the test is gone.
process.exit(0);
