import { create } from 'zustand';
import { embeddedSandboxAddress } from '../../../preload/api/connections.ts';
import type { ApiError } from '../../../preload/api/errors.ts';
import { api, CallError, valueOf } from '../../app/api.ts';
import { refreshVault } from '../settings/refresh-vault.ts';

/** How far the ready-made connection of the sandbox is; lives outside of the screens, since they change on the way. */
interface SandboxSetup {
  readonly phase: 'idle' | 'working' | 'failed' | 'done';
  readonly error: ApiError | null;
}

export const useSandboxSetup = create<SandboxSetup>(() => ({ phase: 'idle', error: null }));

/** Name of the connection, as in the guide (spec item 6). */
const connectionName = 'ispmanager licenses';

/**
 * Adds the embedded sandbox's account as a provision configuration, once. A refusal is kept for the screen.
 * @param allowMemoryOnly the person agreed to keep its password for this run only
 */
export async function setUpSandbox(allowMemoryOnly = false): Promise<void> {
  if (useSandboxSetup.getState().phase === 'working') return;
  useSandboxSetup.setState({ phase: 'working', error: null });
  try {
    const existing = await valueOf(api.connections.list({}));
    if (existing.length === 0) {
      const [account] = await valueOf(api.app.sandboxAccounts({}));
      if (!account) throw new Error('the practice vendor has no account');
      const { username, password } = account;
      await valueOf(
        api.connections.create({
          name: connectionName,
          username,
          password,
          apiAddress: embeddedSandboxAddress,
          isCategoryDefault: true,
          isProviderDefault: true,
          allowMemoryOnly,
        }),
      );
    }
    useSandboxSetup.setState({ phase: 'done', error: null });
    refreshVault();
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    useSandboxSetup.setState({ phase: 'failed', error: error.error });
  }
}
