import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../../../../unit/support/figures.ts';
import { certificate, privateKey } from '../../self-signed.ts';
import { count, emptyTally, figuresOf, openSetting, seeds, type Tally } from '../matrix.ts';
import { phases, rows } from '../rows.ts';
import { scenarios } from '../scenarios.ts';
import type { Cell } from '../simulation.ts';
import { type DeadEnds, playOverSockets } from './socket-run.ts';

/** An acceptance run plays every cell of what must not be done twice, an ordinary one a sample with every row in it. */
const isFull = seeds > 1;
const cells: Cell[] = rows.flatMap((row, at) =>
  phases.flatMap((phase, order) =>
    scenarios
      .filter((scenario, kind) =>
        isFull ? scenario.once : order === at % phases.length && kind === at % scenarios.length,
      )
      .map((scenario) => ({ row, phase, scenario, seed: 1 })),
  ),
);

/** So many at a time: they wait more than they work. */
const atOnce = 16;

let setting: ReturnType<typeof openSetting>;
let deadEnds: DeadEnds;
const servers: net.Server[] = [];
const listen = async (server: net.Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  setting = openSetting();
  const resets = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.resetAndDestroy());
  });
  const page = (_request: unknown, response: { end(text: string): void }): void => response.end('{"doc":{"ok":{}}}');
  const trusted = { cert: certificate, key: privateKey };
  deadEnds = {
    1: 'https://no-such-name.invalid/manager/billmgr',
    2: 'http://127.0.0.1:1/manager/billmgr',
    3: [
      `https://127.0.0.1:${await listen(https.createServer(trusted, page))}/manager/billmgr`,
      `https://127.0.0.1:${await listen(https.createServer({ ...trusted, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }, page))}/manager/billmgr`,
      `https://127.0.0.1:${await listen(resets)}/manager/billmgr`,
    ],
  };
});
afterAll(() => {
  for (const server of servers) server.close();
  setting.remove();
});

describe('faults over real sockets', () => {
  it(
    `the same as in the simulation: ${cells.length} cells`,
    async () => {
      const tally: Tally = emptyTally();
      const waiting = [...cells];
      const play = async (): Promise<void> => {
        for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
          const run = await playOverSockets(cell, setting, deadEnds);
          count(tally, cell, `${cell.scenario.kind} (${run.effect})`, run);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, play));
      figure('faults:sockets', { overSockets: figuresOf(tally) });
      expect(tally.findings.slice(0, 20)).toEqual([]);
      expect(tally.runs).toBe(cells.length);
    },
    120_000 + cells.length * 4000,
  );
});
