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

  it('is decided as if they came one by one, to the last outcome, value, number and checksum', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(edits, edits, async (before, after) => {
        const workspaces = [await openWorkspace(server, lines), await openWorkspace(server, lines)];
        const seen: unknown[] = [];
        for (const [at, workspace] of workspaces.entries()) {
          const [other, mine] = [await workspace.desk(), await workspace.desk()];
          const { epoch } = await mine.line.hello(hello());
          await other.line.push({ epoch, changes: toChanges(before) });
          const changes = toChanges(after);
          const answers =
            at === 0
              ? (await mine.line.push({ epoch, changes })).answers
              : (await Promise.all(changes.map((one) => mine.line.push({ epoch, changes: [one] })))).flatMap((one) => one.answers);
          const { registers, parked } = await mine.line.snapshot({ epoch, after: null, limit: 100 });
          const state = await mine.line.hello(hello({ epoch }));
          seen.push({
            answers,
            registers: registers.map(({ deskId, ...rest }) => ({ ...rest, isMine: deskId === mine.deskId })),
            parked: parked.map(({ seq, field, value }) => ({ seq, field, value })),
            head: state.head,
            checksum: state.checksum,
          });
          await Promise.all([other.line.close(), mine.line.close()]);
        }
        expect(seen[0]).toEqual(seen[1]);
      }),
      { numRuns: 25, seed: 20_261_130 },
    );
  });
});

function toChanges(all: readonly { rowId: string; field: string; isOnOwn: boolean; isBroken: boolean }[]): Change[] {
  const newest = new Map<string, number>();
  return all.map(({ isOnOwn, isBroken, ...edit }, at) => {
    const key = `${edit.rowId} ${edit.field}`;
    const baseOwn = isOnOwn ? (newest.get(key) ?? 0) : 0;
    newest.set(key, at + 1);
    return change(at + 1, { ...edit, baseOwn, changeSet: `set-${at}`, ...(isBroken ? { entity: '' } : {}) });
  });
}
