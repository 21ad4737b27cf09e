import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { postgresFolder } from '../../scripts/setup/postgres.mjs';
import {
  createWorkspace,
  inviteDesk,
  joinCredential,
  joinWorkspace,
  type DeskAccess,
} from '../../main/core/sync/hub/desks.ts';
import { startEmbeddedHub, type EmbeddedHub } from '../../main/core/sync/hub/embedded.ts';
import { PostgresTransport } from '../../main/core/sync/hub/postgres-transport.ts';
import type { Change, Hello, SnapshotKey } from '../../main/core/sync/transport.ts';
import { copyChunks, copyIn, copyOut } from './copy.ts';
import { loadOfOthers } from './machine.ts';
import { figure, type Figure, type Round } from './stats.ts';

const rows = 100_000;
const fields = ['name', 'price', 'description', 'sort', 'active'];
/** Of an answer of ours at most 1/0.35 of what `\copy` takes (issue of sync). */
const copyGoal = 2.857;

const hello: Hello = {
  schema: 1,
  appVersion: '1',
  deskName: 'Bench',
  epoch: '',
  cursor: 0,
  deskSeq: 0,
  answeredSeq: 0,
  session: '',
  checksum: '',
  waiting: 0,
  open: [],
  now: '2026-11-30T12:00:00.000Z',
};

/** Changes as an import of products makes them: each field of its own, five to a product. */
function changesOf(count: number, first = 1): Change[] {
  let rowId = '';
  return Array.from({ length: count }, (_, at) => {
    if (at % fields.length === 0) rowId = v7();
    return {
      deskSeq: first + at,
      changeSet: rowId,
      entity: 'product',
      rowId,
      field: fields[at % fields.length]!,
      value: JSON.stringify(`value ${at} of a field of a product`),
      policy: 'review',
      baseRev: 0,
      baseOwn: 0,
      hlc: `0190000000${String(at).padStart(6, '0')}-0000-${rowId}`,
      actor: 'Anna',
      resolves: 0,
      schema: 1,
    };
  });
}

/** The rows that a push of these changes leaves: in the log, and as live values. */
function rowsLeft(changes: readonly Change[], workspace: string, desk: string) {
  const at = '2026-11-30 12:00:00+00';
  return {
    op: copyChunks(
      changes.map((c) =>
        [
          workspace,
          desk,
          c.deskSeq,
          c.deskSeq,
          c.changeSet,
          c.entity,
          c.rowId,
          c.field,
          c.value ?? '\\N',
          c.policy,
        ].concat([c.baseRev, c.baseOwn, c.hlc, c.actor, c.resolves, c.schema, 'applied', '', c.deskSeq, at]),
      ),
    ),
    register: copyChunks(
      changes.map((c) => [
        workspace,
        c.entity,
        c.rowId,
        c.field,
        c.value ?? '\\N',
        c.deskSeq,
        desk,
        c.deskSeq,
        c.hlc,
        c.actor,
        c.deskSeq,
      ]),
    ),
  };
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

async function pushAll(line: PostgresTransport, epoch: string, changes: readonly Change[], size = 1000): Promise<void> {
  for (let at = 0; at < changes.length; at += size) await line.push({ epoch, changes: changes.slice(at, at + size) });
}

/** A workspace with its first desk. */
async function workspaceOf(hub: EmbeddedHub) {
  const ids = { workspaceId: v7(), deskId: v7() };
  const access = await createWorkspace(hub.address, hub.administrator, { ...ids, name: 'Bench', deskName: 'One' });
  const line = new PostgresTransport(access);
  const { epoch } = await line.hello(hello);
  return { ...ids, access, line, epoch };
}

/** Push, snapshot and many desks against what PostgreSQL itself takes, on a server of its own with its usual safety. */
export async function measureSync({ rounds = 3 }: { rounds?: number } = {}): Promise<Figure[]> {
  const binaries = postgresFolder();
  if (binaries === undefined) throw new Error('No PostgreSQL is set up: run `npm run setup` first.');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-bench-hub-'));
  const hub = await startEmbeddedHub({ folder, binaries, password: randomBytes(12).toString('hex') });
  const sql = new pg.Client({ ...hub.address, ...hub.administrator });
  await sql.connect();
  try {
    return [
      ...(await pushAndSnapshot(hub, sql, rounds)),
      await manyDesks(hub, rounds),
      await visible(hub, sql, rounds * 20),
    ];
  } finally {
    await sql.end();
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pushAndSnapshot(hub: EmbeddedHub, sql: pg.Client, rounds: number): Promise<Figure[]> {
  const pushes: Round[] = [];
  const snapshots: Round[] = [];
  const load: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const { workspaceId, deskId, line, epoch } = await workspaceOf(hub);
    const changes = changesOf(rows);
    const left = rowsLeft(changes, workspaceId, deskId);
    const bare = async (): Promise<number> => {
      await sql.query(`DROP TABLE IF EXISTS bare_op, bare_register;
        CREATE TABLE bare_op (LIKE reseller_hub.op INCLUDING ALL); CREATE TABLE bare_register (LIKE reseller_hub.register INCLUDING ALL)`);
      return timed(async () => {
        await copyIn(sql, 'bare_op', left.op);
        await copyIn(sql, 'bare_register', left.register);
      });
    };
    load.push(await loadOfOthers(100));
    pushes.push({
      before: await bare(),
      product: await timed(() => pushAll(line, epoch, changes)),
      after: await bare(),
    });

    const out = (): Promise<number> => timed(() => copyOut(sql, 'bare_register'));
    const snapshot = async (): Promise<void> => {
      let after: SnapshotKey | null = null;
      let count = 0;
      do {
        const page: Awaited<ReturnType<PostgresTransport['snapshot']>> = await line.snapshot({
          epoch,
          after,
          limit: 5000,
        });
        count += page.registers.length;
        after = page.next;
      } while (after);
      if (count !== rows) throw new Error(`the snapshot has ${count} rows`);
    };
    snapshots.push({ before: await out(), product: await timed(snapshot), after: await out() });
    await line.close();
  }
  return [
    figure('sync: push of 100,000 changes against \\copy of the rows it leaves, ms', copyGoal, pushes, load),
    figure('sync: first snapshot of 100,000 rows against \\copy to, ms', copyGoal, snapshots, load),
  ];
}

/** 50 desks that push at once against one that pushes as much: at least half of its throughput. */
async function manyDesks(hub: EmbeddedHub, rounds: number): Promise<Figure> {
  const desks = 50;
  const pushesEach = 8;
  const size = 25;
  const { access, line, epoch } = await workspaceOf(hub);
  const many: PostgresTransport[] = [];
  for (let n = 0; n < desks; n += 1) many.push(new PostgresTransport(await join(access)));
  for (const desk of many) await desk.hello(hello);
  let mine = 1;
  let theirs = 1;
  const one = async (): Promise<number> => {
    const changes = changesOf(desks * pushesEach * size, mine);
    mine += changes.length;
    return timed(() => pushAll(line, epoch, changes, size));
  };
  const all = async (): Promise<number> => {
    const lots = many.map(() => changesOf(pushesEach * size, theirs));
    theirs += pushesEach * size;
    return timed(() => Promise.all(many.map((desk, at) => pushAll(desk, epoch, lots[at] ?? [], size))));
  };
  const load: number[] = [];
  const figures: Round[] = [];
  for (let n = 0; n < rounds; n += 1) {
    load.push(await loadOfOthers(100));
    figures.push({ before: await one(), product: await all(), after: await one() });
  }
  await Promise.all([line, ...many].map((desk) => desk.close()));
  return figure('sync: 10,000 changes by 50 desks at once against one desk, ms', 2, figures, load);
}

async function join(access: DeskAccess): Promise<DeskAccess> {
  const { code } = await inviteDesk(access, { minutes: 5 });
  return joinWorkspace({ code, deskId: v7(), deskName: 'More', credential: joinCredential(code) });
}

/** From a push to the change in the other desk's hands, against NOTIFY and a read of one row. */
async function visible(hub: EmbeddedHub, sql: pg.Client, rounds: number): Promise<Figure> {
  const { access, line, epoch } = await workspaceOf(hub);
  const other = new PostgresTransport(await join(access));
  await other.hello(hello);
  let heard: () => void = () => undefined;
  await other.listen(() => heard());
  const reader = new pg.Client({ ...hub.address, ...hub.administrator });
  await reader.connect();
  await reader.query('LISTEN bare');
  let heardBare: () => void = () => undefined;
  reader.on('notification', () => heardBare());
  await sql.query('CREATE TABLE bare_row (n integer PRIMARY KEY)');

  let n = 0;
  const bare = (): Promise<number> => {
    n += 1;
    return timed(async () => {
      const woken = new Promise<void>((resolve) => {
        heardBare = resolve;
      });
      await sql.query(`INSERT INTO bare_row VALUES (${n}); NOTIFY bare`);
      await woken;
      await reader.query('SELECT n FROM bare_row WHERE n = $1', [n]);
    });
  };
  let seq = 0;
  const ours = (): Promise<number> => {
    seq += 1;
    const changes = changesOf(1, seq);
    return timed(async () => {
      const woken = new Promise<void>((resolve) => {
        heard = resolve;
      });
      await line.push({ epoch, changes });
      await woken;
      const answer = await other.pull({ epoch, after: seq - 1, limit: 100 });
      if (answer.changes.length !== 1) throw new Error('the change is not there');
    });
  };
  const load: number[] = [];
  const figures: Round[] = [];
  for (let at = 0; at < rounds; at += 1) {
    if (at % 20 === 0) load.push(await loadOfOthers(100));
    figures.push({ before: await bare(), product: await ours(), after: await bare() });
  }
  await Promise.all([line.close(), other.close(), reader.end()]);
  return figure('sync: a push until the other desk has it, against NOTIFY and a read, ms', 3, figures, load);
}
