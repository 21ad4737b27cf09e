import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { brandService } from '../../../main/core/brand/index.ts';
import { systemClock } from '../../../main/core/kernel/index.ts';
import type { SendingRights } from '../../../main/core/provisioning/index.ts';
import { Engine, type GrantRequest, HubError, syncService } from '../../../main/core/sync/index.ts';
import { createTeamRights } from '../../../main/core/workspace/team-rights.ts';
import { silentLog } from '../../../main/core/kernel/index.ts';
import type { MemoryHub } from '../../unit/support/memory-hub.ts';
import { makeWorld, owner, type WorldOptions } from './world.ts';

export interface TeamDeskOptions extends Partial<WorldOptions> {
  readonly name: string;
  readonly hub: MemoryHub;
  readonly url: string;
  readonly folder: string;
  /** Another one than its name says: a profile that was started again elsewhere. */
  readonly deskId?: string;
  /** Planted: around the rights that the application has. */
  readonly around?: (rights: SendingRights) => SendingRights;
}

/** A desk of a team with its operation machine, wired as the workspace does it; the line to the hub can be cut. */
export function teamDesk({ name, hub, around, deskId = `desk-${name}`, ...options }: TeamDeskOptions) {
  const asked: GrantRequest[] = [];
  let isCut = false;
  let parts: { rights: ReturnType<typeof createTeamRights>; sync: ReturnType<typeof syncService> } | undefined;
  const world = makeWorld({
    clock: systemClock,
    ...options,
    folder: path.join(options.folder, name),
    settled: () => parts?.rights.later(),
    rights: ({ store, connections }) => {
      const line = hub.connect(deskId);
      const cut = <Input, Output>(call: (input: Input) => Promise<Output>) => {
        return (input: Input): Promise<Output> => (isCut ? Promise.reject(new HubError('offline')) : call(input));
      };
      const engine = new Engine({
        store,
        transport: {
          ...line,
          hello: cut((hello) => line.hello(hello)),
          push: cut((push) => line.push(push)),
          pull: cut((pull) => line.pull(pull)),
          grant: cut((request: GrantRequest) => {
            asked.push(request);
            return line.grant(request);
          }),
        },
        appVersion: '1',
        deskName: () => name,
        session: randomUUID(),
        keepCredential: async () => {},
      });
      const sync = syncService({ store, engine: () => engine, wake: () => {} });
      sync.start(owner);
      const rights = createTeamRights({
        store,
        // No documents are sold here: there is nothing to tell of numbers.
        sync: { ...sync, hasNumbers: () => true },
        connections,
        clock: systemClock,
        log: silentLog,
        context: owner,
        promoCodes: () => ({
          openUses: () => [],
          useState: () => undefined,
          arbitrated: () => {},
          forgetTeam: () => {},
        }),
        numbers: brandService(store).numbers,
        onWay: () => world.provisioning.tryNow(),
      });
      parts = { rights, sync };
      return around?.(rights.sending) ?? rights.sending;
    },
  });
  if (!parts) throw new Error('no rights');
  const { rights, sync } = parts;
  return {
    name,
    world,
    sync,
    /** What the hub was asked for, in order. */
    asked,
    join: (): void => sync.join(owner, { deskId, bring: false }),
    /** One round, with what the application does after it. */
    async round(): Promise<void> {
      await sync.round();
      rights.look();
    },
    cut(is = true): void {
      isCut = is;
    },
    /** Waits until an operation is held, or waits, with this code. */
    async waitsWith(id: string, code: string): Promise<ReturnType<typeof world.provisioning.get>> {
      for (let turn = 0; turn < 500; turn += 1) {
        const found = world.provisioning.get(id);
        if (found.errorCode === code) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`not ${code}: ${world.codes(id).join()}`);
    },
    async givenBack(): Promise<void> {
      for (let turn = 0; turn < 500 && sync.openGrants('operation').length > 0; turn += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async close(): Promise<void> {
      await Promise.all([rights.stop(), world.close()]);
    },
  };
}
export type TeamDesk = ReturnType<typeof teamDesk>;
