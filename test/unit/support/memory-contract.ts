import { randomUUID } from 'node:crypto';
import type { HubTransport } from '../../../main/core/sync/transport.ts';
import { MemoryHub } from './memory-hub.ts';

/** The hub in memory as the suite of the transport's contract wants hubs: each workspace a hub of its own. */
export async function memoryContractHub() {
  return {
    async workspace() {
      const hub = new MemoryHub({ now: () => performance.timeOrigin + performance.now() });
      return {
        async desk({ mayWrite = true }: { readonly mayWrite?: boolean } = {}): Promise<{
          deskId: string;
          line: HubTransport;
          again(): HubTransport;
        }> {
          const deskId = randomUUID();
          const line = hub.connect(deskId, { mayWrite });
          return { deskId, line, again: () => hub.connect(deskId, { mayWrite }) };
        },
        revoke: async (deskId: string) => hub.revoke(deskId),
        compact: async (days: number) => hub.compactOlder(days),
        newEpoch: async () => hub.newEpoch(),
        async setMinSchema(schema: number) {
          hub.minSchema = schema;
        },
        async backup() {
          const copy = hub.backup();
          return async () => hub.putBack(copy);
        },
      };
    },
    close: async () => {},
  };
}
