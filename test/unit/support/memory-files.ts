import { createHash } from 'node:crypto';
import type { HubTransport } from '../../../main/core/sync/transport.ts';

/** The files of a hub in memory, as one desk may call for them. `isOpen` throws for a desk that may not call at all. */
export function filesIn(
  files: () => Map<string, Uint8Array>,
  { isOpen, mayWrite }: { readonly isOpen: () => void; readonly mayWrite: boolean },
): Pick<HubTransport, 'lackingFiles' | 'putFile' | 'getFile'> {
  return {
    lackingFiles: async (names) => {
      isOpen();
      return names.filter((name) => !files().has(name));
    },
    putFile: async ({ sha256, content }) => {
      isOpen();
      const isIt = createHash('sha256').update(content).digest('hex') === sha256;
      if (!mayWrite || !isIt || content.byteLength > 5_000_000) return false;
      files().set(sha256, content);
      return true;
    },
    getFile: async (name) => {
      isOpen();
      return files().get(name) ?? null;
    },
  };
}
