import { v7 } from 'uuid';
import {
  createWorkspace,
  inviteDesk,
  joinCredential,
  joinWorkspace,
  type DeskAccess,
} from '../../../main/core/sync/hub/desks.ts';
import type { EmbeddedHub } from '../../../main/core/sync/hub/embedded.ts';

/** A desk's identity at the hub. */
export interface DeskOfHub {
  readonly workspaceId: string;
  readonly deskId: string;
  readonly access: DeskAccess;
}

/** A workspace with its first desk. */
export async function workspaceAt(hub: EmbeddedHub): Promise<DeskOfHub> {
  const ids = { workspaceId: v7(), deskId: v7() };
  const access = await createWorkspace(hub.address, hub.administrator, { ...ids, name: 'Bench', deskName: 'One' });
  return { ...ids, access };
}

/** One more desk of a workspace. */
export async function joined({ workspaceId, access }: DeskOfHub): Promise<DeskOfHub> {
  const { code } = await inviteDesk(access, { minutes: 5 });
  const deskId = v7();
  return {
    workspaceId,
    deskId,
    access: await joinWorkspace({ code, deskId, deskName: 'More', credential: joinCredential(code) }),
  };
}

/** Milliseconds that work takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};
