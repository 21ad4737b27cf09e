import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { AppState, Environment, Preferences } from '../../preload/api/app.ts';
import type { DocumentRef } from '../../preload/api/documents.ts';
import type { Changed } from '../../preload/api/events.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import { dispatch, handlerMap, type HandlerMap } from './dispatch.ts';
import { AppError, type Clock, type Log, type Principal } from './kernel/index.ts';
import { lockDataFolder, StoreOpenError } from './store/index.ts';
import type { SecretStore } from './vault/secret-store.ts';
import { readSettings, writeSettings } from './workspace/settings.ts';
import { openWorkspace, type Workspace } from './workspace/workspace.ts';

/** Long enough for the first screen to be painted. */
const vaultProbeDelayMs = 1500;

const visitor: Principal = { kind: 'visitor', name: 'visitor' };

/** Who calls, as the outside of core may say it: bound to a window by the main process. Core makes the principal. */
export type Caller =
  | { readonly kind: 'staff'; readonly via?: 'command-line' }
  /** With `loginId` the client logged in themselves; without, staff opened the window on their behalf. */
  | { readonly kind: 'client'; readonly clientId: string; readonly loginId?: string }
  | { readonly kind: 'visitor' }
  | { readonly kind: 'paper'; readonly document: DocumentRef };

export interface CoreOptions {
  /** The data folder; made when missing. One process at a time holds it. */
  readonly dataFolder: string;
  readonly version: string;
  readonly runtime: AppState['runtime'];
  /** Name of the person at this desk, for the first staff member. */
  readonly personName: string;
  readonly defaultLanguage: Preferences['language'];
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: SecretStore;
  /** Environment to use instead of the remembered one (command line, demo). */
  readonly environment?: Environment;
  /** Tests check every answer against its schema. */
  readonly checkOutput?: boolean;
  readonly onChanged?: (change: Changed) => void;
}

/** The product, without any Electron: what the worker thread, the command line and the tests all run. */
export interface Core {
  call(caller: Caller, channel: string, input: unknown): Promise<Envelope<unknown>>;
  /** Resolves when no operation can be moved on now. For the command line, which waits before it ends. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts core on a data folder: takes its lock and opens the remembered environment.
 * A database that cannot be used does not throw; `app.state` tells (screen instead of crash).
 * @throws StoreOpenError `workspace.busy` when another process holds the folder
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { clock, log, vault, dataFolder } = options;
  const lock = lockDataFolder(dataFolder);
  let settings = readSettings(
    dataFolder,
    { preferences: { theme: 'system', language: options.defaultLanguage, density: 'normal', closing: 'quit' } },
    log,
  );
  let workspace: Workspace | null = null;
  let problem: AppState['problem'] = null;
  let handlers: HandlerMap;

  const open = async (environment: Environment): Promise<void> => {
    const from = clock.monotonic();
    await workspace?.close();
    workspace = null;
    problem = null;
    try {
      workspace = await openWorkspace({
        environment,
        folder: path.join(dataFolder, environment),
        version: options.version,
        personName: options.personName,
        preferences: () => settings.preferences,
        clock,
        log,
        vault,
        onChanged: (change) => options.onChanged?.(change),
      });
      log.info({ environment, ms: Math.round(clock.monotonic() - from) }, 'workspace open');
    } catch (error) {
      if (!(error instanceof StoreOpenError)) throw error;
      log.error({ err: error, environment }, 'workspace cannot be used');
      problem = { code: error.code, detail: error.message };
    }
    handlers = allHandlers();
  };

  let proven = false;
  /** Asks the keychain once, after the first screen has had its data: a probe writes to it and takes its time. */
  const proveVaultLater = (): void => {
    if (proven) return;
    proven = true;
    void clock
      .sleep(vaultProbeDelayMs)
      .then(() => vault.state())
      .then(() => options.onChanged?.({ area: 'app', ids: [] }));
  };

  const state = (): AppState => ({
    version: options.version,
    runtime: options.runtime,
    environment: workspace?.environment ?? (problem ? settings.environment : null),
    problem,
    staff: workspace ? { id: workspace.owner.staffId, name: workspace.owner.name, role: workspace.owner.role } : null,
    preferences: settings.preferences,
    vault: vault.known(),
  });

  const appHandlers = {
    state: () => {
      proveVaultLater();
      return state();
    },
    setPreferences: (input: Partial<Preferences>) => {
      settings = { ...settings, preferences: { ...settings.preferences, ...input } };
      writeSettings(dataFolder, settings);
      return settings.preferences;
    },
    openEnvironment: async ({ environment }: { environment: Environment }) => {
      if (workspace?.environment !== environment || problem) await open(environment);
      settings = { ...settings, environment };
      writeSettings(dataFolder, settings);
      options.onChanged?.({ area: 'app', ids: [] });
      return state();
    },
    sandboxAccounts: () => {
      const accounts = workspace?.sandboxAccounts() ?? [];
      if (accounts.length === 0) throw new AppError('workspace.none');
      return accounts;
    },
  };
  const allHandlers = (): HandlerMap => handlerMap({ app: appHandlers, ...workspace?.handlers });

  handlers = allHandlers();
  const first = options.environment ?? settings.environment;
  try {
    if (first) await open(first);
  } catch (error) {
    lock.release();
    throw error;
  }

  const principalOf = (caller: Caller): Principal => {
    if (caller.kind === 'visitor') return visitor;
    if (caller.kind === 'client' && caller.loginId !== undefined) {
      // Another password, a deletion, another environment: then nobody is logged in any more.
      const found = workspace?.loggedIn({ clientId: caller.clientId, loginId: caller.loginId });
      return found ? { kind: 'client', clientId: found.id, name: found.name, actingStaffName: null } : visitor;
    }
    if (caller.kind === 'client') {
      const client = workspace?.client(caller.clientId);
      if (!workspace || !client) throw new AppError('call.forbidden', { params: { right: 'self.read' } });
      return { kind: 'client', clientId: client.id, name: client.name, actingStaffName: workspace.owner.name };
    }
    if (caller.kind === 'paper') return { kind: 'paper', name: 'document', document: caller.document };
    const owner =
      workspace?.owner ?? ({ kind: 'staff', staffId: '', name: options.personName, role: 'owner' } as const);
    return caller.via === undefined ? owner : { ...owner, via: caller.via };
  };

  return {
    call: async (caller, channel, input) => {
      const traceId = randomUUID();
      let principal: Principal;
      try {
        principal = principalOf(caller);
      } catch {
        return {
          ok: false,
          error: {
            code: 'call.forbidden',
            messageKey: 'error.call.forbidden',
            params: { right: 'self.read' },
            traceId,
          },
        };
      }
      return dispatch(channel, input, {
        principal,
        traceId,
        handlers,
        log,
        ...(options.checkOutput === undefined ? {} : { checkOutput: options.checkOutput }),
      });
    },
    idle: async () => workspace?.idle(),
    close: async () => {
      await workspace?.close();
      workspace = null;
      lock.release();
    },
  };
}
