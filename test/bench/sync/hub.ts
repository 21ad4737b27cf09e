import type pg from 'pg';
import { v7 } from 'uuid';
import type { EmbeddedHub } from '../../../main/core/sync/hub/embedded.ts';
import { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import type { Change, Hello, SnapshotKey } from '../../../main/core/sync/transport.ts';
import { copyChunks, copyIn, copyOut } from '../copy.ts';
import { loadOfOthers } from '../machine.ts';
import { figure, type Figure, type Round } from '../stats.ts';
import { joined, timed, workspaceAt } from './rig.ts';

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
  series: {},
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

async function pushAll(line: PostgresTransport, epoch: string, changes: readonly Change[], size = 1000): Promise<void> {
  for (let at = 0; at < changes.length; at += size) await line.push({ epoch, changes: changes.slice(at, at + size) });
}

/** A workspace with its first desk, whose line has said hello. */
async function workspaceOf(hub: EmbeddedHub) {
  const desk = await workspaceAt(hub);
  const line = new PostgresTransport(desk.access);
  const { epoch } = await line.hello(hello);
  return { ...desk, line, epoch };
}

/** Push and first snapshot against what PostgreSQL itself takes. */
export async function pushAndSnapshot(hub: EmbeddedHub, sql: pg.Client, rounds: number): Promise<Figure[]> {
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
export async function manyDesks(hub: EmbeddedHub, rounds: number): Promise<Figure> {
  const desks = 50;
  const pushesEach = 8;
  const size = 25;
  const first = await workspaceOf(hub);
  const { line, epoch } = first;
  const many: PostgresTransport[] = [];
  for (let n = 0; n < desks; n += 1) many.push(new PostgresTransport((await joined(first)).access));
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
