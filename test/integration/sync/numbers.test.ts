import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProvisional } from '../../../preload/api/document-number.ts';
import type { HubTransport } from '../../../main/core/sync/transport.ts';
import { NumberMember } from '../../unit/support/number-team.ts';
import { postgresHub } from './support/postgres-hub.ts';
import type { ContractHub } from './transport-contract.ts';

let server: ContractHub;
beforeAll(async () => {
  server = await postgresHub();
});
afterAll(() => server.close());

/** Two desks of one fresh workspace in PostgreSQL, and the workspace. */
async function pair() {
  const workspace = await server.workspace();
  const desks = [await workspace.desk(), await workspace.desk()] as const;
  const lines = new Map<string, HubTransport>(desks.map(({ deskId, line }) => [deskId, line]));
  const hub = {
    connect: (id: string): HubTransport => {
      const line = lines.get(id);
      if (!line) throw new Error(`no desk ${id}`);
      return line;
    },
    revoke: () => {},
  };
  const [a, b] = [new NumberMember(hub, 'A'), new NumberMember(hub, 'B')];
  await a.join(desks[0].deskId);
  await b.join(desks[1].deskId);
  return { a, b, workspace };
}
const order = (n: number): string => `ORD-${String(n).padStart(6, '0')}`;

describe('numbers of documents from a hub in PostgreSQL (spec 2.14)', () => {
  it('are of one series, without gaps, though two desks ask at once and answers are lost', async () => {
    const { a, b } = await pair();
    for (const each of [a, b]) each.cut();
    for (let n = 0; n < 6; n += 1) (n % 2 === 0 ? a : b).place();
    for (const each of [a, b]) each.cut(false);
    a.loseAnswers();
    await a.settle();
    a.loseAnswers(false);
    b.failWrites();
    await b.settle().catch(() => {});
    b.failWrites(false);
    b.restart();
    await Promise.all([a.settle(), b.settle()]);
    const numbers = [...a.orders(), ...b.orders()];
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4, 5, 6].map(order));
    // The order in which they were placed is the order of a desk's numbers.
    expect(a.orders()).toEqual(a.orders().toSorted());
    expect(b.orders()).toEqual(b.orders().toSorted());
  });

  it('are not given twice by a hub that was put back without a word, where a desk asks that knows more', async () => {
    const { a, b, workspace } = await pair();
    const putBack = await workspace.backup();
    for (const each of [a, b, a]) {
      each.place();
      await each.settle();
    }
    await putBack();
    const { id } = b.place();
    await b.settle();
    expect(isProvisional(b.number(id))).toBe(true);
    for (const each of [b, a, b]) await each.round();
    expect([...a.orders(), ...b.orders()].toSorted()).toEqual([1, 2, 3, 4].map(order));
  });

  it('are not given twice either where the one that asks has only heard of them', async () => {
    const { a, b, workspace } = await pair();
    b.place();
    await b.settle();
    const putBack = await workspace.backup();
    for (let n = 0; n < 3; n += 1) a.place();
    await a.settle();
    // One ordinary round, without anything of the log in it.
    await b.round();
    await putBack();
    // On the lines that are open, before anybody has said hello.
    const { id } = b.place();
    await b.settle();
    expect(isProvisional(b.number(id))).toBe(true);
    for (const each of [b, a, b]) await each.round();
    expect([...a.orders(), ...b.orders()].toSorted()).toEqual([1, 2, 3, 4, 5].map(order));
  });

  it('are not given twice where the better informed one never comes back', async () => {
    const { a, b, workspace } = await pair();
    const putBack = await workspace.backup();
    a.place();
    await a.settle();
    await b.round();
    await putBack();
    const { id } = b.place();
    await b.round();
    expect(isProvisional(b.number(id))).toBe(true);
    await workspace.revoke(a.desk.service.deskId());
    for (let n = 0; n < 2; n += 1) await b.round();
    expect([a.orders(), b.orders()]).toEqual([[order(1)], [order(2)]]);
  });
});
