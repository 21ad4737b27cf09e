import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installHub } from '../../../main/core/sync/hub/install.ts';
import type { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import type { Change } from '../../../main/core/sync/transport.ts';
import { change, hello } from './support/changes.ts';
import { openWorkspace } from './support/postgres-hub.ts';
import { testServer, type TestServer } from './support/server.ts';

/** Edits of few fields of few rows, so that they meet. */
const edits = fc.array(
  fc.record({
    rowId: fc.constantFrom('1', '2'),
    field: fc.constantFrom('name', 'price', 'deleted_at'),
    value: fc.constantFrom(null, 'x', 'y', 'z'),
    policy: fc.constantFrom('review' as const, 'latest' as const),
    baseRev: fc.nat({ max: 6 }),
    // Whether it stands on the own change before it of the same field.
    isOnOwn: fc.boolean(),
    resolves: fc.nat({ max: 12 }),
    hlc: fc.constantFrom('1', '5', '9'),
    isBroken: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { minLength: 1, maxLength: 14 },
);

type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never;

describe('a push of many changes', () => {
  let server: TestServer;
  const lines: PostgresTransport[] = [];
  beforeAll(async () => {
    server = await testServer();
    await installHub(server.address, server.administrator);
  });
  afterAll(async () => {
    await Promise.all(lines.map((line) => line.close()));
    await server?.close();
  });

  it(
    'is decided as if they came one by one, to the last outcome, value, number and checksum',
    { timeout: 120_000 },
    async () => {
      const sides = await Promise.all(
        ['all at once', 'one by one'].map(async () => {
          const workspace = await openWorkspace(server, lines);
          const [other, mine] = [await workspace.desk(), await workspace.desk()];
          const { epoch } = await mine.line.hello(hello());
          return { other, mine, epoch };
        }),
      );
      let run = 0;
      const sent = { other: 0, mine: 0 };
      let head = 0;
      await fc.assert(
        fc.asyncProperty(edits, edits, async (before, after) => {
          run += 1;
          const theirs = toChanges(before, `run-${run}`, sent.other, head);
          const changes = toChanges(after, `run-${run}`, sent.mine, head);
          sent.other += theirs.length;
          sent.mine += changes.length;
          const seen: unknown[] = [];
          for (const [at, { other, mine, epoch }] of sides.entries()) {
            await other.line.push({ epoch, changes: theirs });
            const one = (change: Change) => mine.line.push({ epoch, changes: [change] });
            const answers =
              at === 0
                ? (await mine.line.push({ epoch, changes })).answers
                : (await Promise.all(changes.map(one))).flatMap((answer) => answer.answers);
            const { registers, parked } = await mine.line.snapshot({ epoch, after: null, limit: 5000 });
            const state = await mine.line.hello(hello({ epoch }));
            head = state.head;
            seen.push({
              answers,
              registers: registers.map(({ deskId, ...rest }) => ({ ...rest, isMine: deskId === mine.deskId })),
              parked: parked.map(({ seq, field, value }) => ({ seq, field, value })),
              head: state.head,
              checksum: state.checksum,
            });
          }
          expect(seen[0]).toEqual(seen[1]);
        }),
        // A failing run is not shrunk: what came before it is part of it.
        { numRuns: 60, seed: 20_261_130, endOnFailure: true },
      );
    },
  );
});

/** Edits after `offset` changes of the desk, in rows of this run; numbers of the hub are counted from `head`. */
function toChanges(all: Edits, run: string, offset: number, head: number): Change[] {
  const newest = new Map<string, number>();
  return all.map(({ isOnOwn, isBroken, ...edit }, at) => {
    const key = `${edit.rowId} ${edit.field}`;
    const deskSeq = offset + at + 1;
    const baseOwn = isOnOwn ? (newest.get(key) ?? 0) : 0;
    newest.set(key, deskSeq);
    return change(deskSeq, {
      ...edit,
      rowId: `${run}-${edit.rowId}`,
      baseRev: edit.baseRev === 0 ? 0 : head + edit.baseRev,
      resolves: edit.resolves === 0 ? 0 : head + edit.resolves,
      baseOwn,
      changeSet: `set-${deskSeq}`,
      ...(isBroken ? { entity: '' } : {}),
    });
  });
}
