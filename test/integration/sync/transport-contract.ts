/**
 * What every hub must keep, whatever it is made of: run against real PostgreSQL (`postgres.test.ts`) and against the hub
 * in memory of the simulation. `transportContract('name', makeHub)` at the top level of a test file. The tests are in
 * `contract/`, by topic.
 */
import { afterAll, beforeAll, describe } from 'vitest';
import { deciding } from './contract/deciding.ts';
import { files } from './contract/files.ts';
import { handingOut } from './contract/handing-out.ts';
import { pushing } from './contract/pushing.ts';
import { reading } from './contract/reading.ts';
import { meetingAt, type ContractHub } from './support/contract.ts';

export type { ContractDesk, ContractHub, ContractWorkspace } from './support/contract.ts';

/** Registers the suite. */
export function transportContract(name: string, makeHub: () => Promise<ContractHub>): void {
  describe(`the contract of a hub: ${name}`, () => {
    let hub: ContractHub;
    beforeAll(async () => {
      hub = await makeHub();
    });
    afterAll(async () => {
      await hub?.close();
    });
    for (const topic of [pushing, deciding, reading, handingOut, files]) topic((desks) => meetingAt(hub, desks));
  });
}
