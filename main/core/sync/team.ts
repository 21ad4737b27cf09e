import { createHash } from 'node:crypto';
import type { Parsed } from '../../../preload/api/contract.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Desk, HubProblem, SyncedRecord, SyncNews, SyncStatus as Shown, sync } from '../../../preload/api/sync.ts';
import { AppError, type Clock, type Context, fieldError, type Log } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import type { SecretStore } from '../vault/index.ts';
import { EmbeddedServer } from './embedded-server.ts';
import type { DeskAccess, HubAddress } from './hub/index.ts';
import { keychainNames } from './keychain-names.ts';
import { Line } from './line.ts';
import { membership, rememberMembership, type Membership } from './membership.ts';
import { type SyncService, syncService } from './service.ts';
import { memory } from './state.ts';
import { openElsewhere, shownDesks, shownStatus, type TeamView } from './team-view.ts';
import { HubError } from './transport.ts';
import { compactDaily } from './upkeep.ts';

export interface TeamDeps {
  readonly store: Store;
  readonly vault: SecretStore;
  /** Of the environment alone. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly appVersion: string;
  /** Who the console is where no person asks. */
  readonly system: Context;
  /** Something that the screens of sync show is another one. */
  readonly onChanged: () => void;
}

export type Team = ReturnType<typeof createTeam>;

/** Loaded with the first line: the driver is nothing that a desk without a hub should pay for. */
const loadHub = () => import('./hub/index.ts');

/** Something of the hub, with its failure as one that a person can act on. */
async function atHub<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof HubError)
      throw new AppError(`sync.${error.code}` satisfies ErrorCode, { cause: error, retry: error.code === 'offline' });
    // The server answered and does not take it: `hubError` leaves only that.
    throw new AppError('sync.not_allowed', { cause: error });
  }
}

/**
 * The membership of this desk in a workspace: creating one, inviting, joining, leaving, and the line to its hub while the
 * environment is open. The desk's credential is in the keychain, an entry for each environment; the password of a server's
 * administrator is used for the one call and kept nowhere.
 */
export function createTeam(deps: TeamDeps) {
  const { store, vault, log, onChanged } = deps;
  const accounts = keychainNames(deps.folder);
  const server = new EmbeddedServer({ folder: deps.folder, account: () => accounts.server, vault, log });
  let line: Line | null = null;
  let broken: HubProblem | null = null;
  let open: readonly string[] = [];
  let isStopped = false;
  /** The schema of the hub that this console brings; 0: not loaded yet. */
  let ownHubVersion = 0;
  /** Acts on the membership go one after the other. */
  let turn: Promise<unknown> = Promise.resolve();

  const service: SyncService = syncService({
    store,
    engine: () => line?.engine,
    wake: () => {
      line?.wake();
      // After the commit.
      setImmediate(tell);
    },
  });

  function tell(): void {
    if (!isStopped) onChanged();
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  /** @throws AppError `sync.not_joined` */
  function mine(): Membership {
    const found = membership(store);
    if (!found) throw new AppError('sync.not_joined');
    return found;
  }

  const alone = (): void => {
    if (memory(store)) throw new AppError('sync.joined');
  };

  /** @throws AppError `sync.not_joined`, `sync.credential` where the keychain has none, `vault.*` */
  async function access(): Promise<DeskAccess> {
    const found = mine();
    const credential = await vault.get(found.account);
    if (credential === null) throw new AppError('sync.credential');
    return { address: addressOf(found), credential };
  }

  /** Opens the line of a desk that has joined. What keeps it from that is shown, and tried again when a person asks. */
  async function connect(): Promise<void> {
    const found = membership(store);
    if (!found || line || isStopped) return;
    let step: HubProblem = 'server';
    try {
      if (found.kind === 'embedded') {
        const { address } = await server.start(found.address.port);
        if (address.port !== found.address.port)
          store.transaction(deps.system, () => rememberMembership(store, { ...found, address }));
      }
      step = 'vault';
      const own = await access();
      const { PostgresTransport, hubVersion } = await loadHub();
      ownHubVersion = hubVersion;
      broken = null;
      if (isStopped) return;
      line = new Line({
        store,
        clock: deps.clock,
        log,
        appVersion: deps.appVersion,
        access: own,
        deskName: found.deskName,
        connect: (its) => new PostgresTransport(its),
        keepCredential,
        open: () => open,
        round: (kind) => service.round(kind),
        onCopied: tell,
        onRound: () => {
          tell();
          if (service.isReached()) void compactDaily({ store, context: deps.system, log }, askToCompact);
        },
      });
      line.start();
    } catch (error) {
      broken = error instanceof AppError && error.code === 'sync.credential' ? 'credential' : step;
      log.warn({ err: error, problem: broken }, 'no line to the hub');
    }
    tell();
  }

  const askToCompact = async (days: number): Promise<number> =>
    (await loadHub()).hubUpkeep(await access()).compact(days);

  /** This desk got an identity of its own: the entry of the one it was copied from stays as it is. */
  async function keepCredential(credential: string): Promise<void> {
    const account = accounts.newDesk();
    await vault.set(account, credential);
    store.transaction(deps.system, () => rememberMembership(store, { ...mine(), account }));
  }

  async function disconnect(): Promise<void> {
    const ending = line;
    line = null;
    await ending?.stop();
  }

  /** Becomes a desk of a workspace, in one transaction, and opens the line. */
  async function enter(context: Context, found: Membership, desk: { id: string; bring: boolean }): Promise<void> {
    service.join(context, { deskId: desk.id, bring: desk.bring }, () => rememberMembership(store, found));
    log.info({ kind: found.kind }, 'joined a hub');
    await connect();
  }

  const view: TeamView = {
    store,
    service,
    hub: () => line?.engine.hub ?? null,
    broken: () => broken,
    ownHubVersion: () => ownHubVersion,
  };
  const status = (): Shown => shownStatus(view);
  const desks = (): Desk[] => shownDesks(view);

  return {
    service,
    status,
    desks,

    /** Goes on as a desk that has joined; a desk alone has nothing to do. Does not wait for the hub. */
    start(): void {
      if (!memory(store)) return;
      service.start(deps.system);
      void inTurn(connect);
    },

    async stop(): Promise<void> {
      isStopped = true;
      await turn;
      await disconnect();
      await server.stop();
    },

    /**
     * Makes a workspace with this desk as its first one, which may administrate it, and brings what is here. Installs or
     * migrates the hub where it has to.
     * @throws AppError `sync.joined`, `sync.no_server`, `sync.server`, `sync.<code of the hub>`, `vault.*`
     */
    createWorkspace: (input: Parsed<typeof sync.createWorkspace>, context: Context): Promise<Shown> =>
      inTurn(async () => {
        alone();
        const { allowMemoryOnly } = input;
        // A keychain that does not take the credential is found out before there is a workspace.
        const account = accounts.newDesk();
        await vault.set(account, 'none yet', { allowMemoryOnly });
        const hub = await loadHub();
        const { address, administrator } =
          input.kind === 'embedded' ? await server.start(undefined, { allowMemoryOnly }) : ofServer(input);
        const deskId = store.makeId();
        const { credential } = await atHub(async () => {
          if (input.kind === 'server') await hub.installHub(address, administrator);
          return hub.createWorkspace(address, administrator, {
            workspaceId: store.makeId(),
            name: input.name,
            deskId,
            deskName: input.deskName,
          });
        });
        await vault.set(account, credential, { allowMemoryOnly });
        const { kind, deskName, name: workspaceName } = input;
        await enter(context, { kind, account, deskName, workspaceName, address }, { id: deskId, bring: true });
        return status();
      }),

    /** A code for one more desk. @throws AppError `sync.not_joined`, `sync.not_allowed`, `sync.<code of the hub>`, `vault.*` */
    async invite(input: Parsed<typeof sync.invite>): Promise<{ code: string; expiresAt: string }> {
      const own = await access();
      const hub = await loadHub();
      return atHub(() => hub.inviteDesk(own, input));
    },

    /**
     * Joins with a code. May be asked again with the same code after `sync.offline`: the desk's login is kept from the first
     * time, and works where only the answer was lost.
     * @throws AppError `sync.joined`, `sync.credential` (used, over or no code), `sync.<code of the hub>`, `vault.*`
     */
    join: (input: Parsed<typeof sync.join>, context: Context): Promise<Shown> =>
      inTurn(async () => {
        alone();
        const { allowMemoryOnly, deskName } = input;
        const hub = await loadHub();
        const { desk, credential } = await atHub(() => joining(input.code, hub.joinCredential));
        await vault.set(accounts.joining, JSON.stringify({ of: digest(input.code), desk, credential }), {
          allowMemoryOnly,
        });
        const { address } = await atHub(() =>
          hub.joinWorkspace({ code: input.code, deskId: desk, deskName, credential }),
        );
        const account = accounts.newDesk();
        await vault.set(account, credential, { allowMemoryOnly });
        await enter(
          context,
          { kind: 'server', account, deskName, workspaceName: '', address },
          { id: desk, bring: input.bring },
        );
        await vault.delete(accounts.joining).catch(() => log.warn({}, 'secret left in the vault'));
        return status();
      }),

    /**
     * Leaves the workspace: all records stay here. `untold`: also where the hub is not reached, and then it keeps this desk
     * in its list.
     * @throws AppError `input.invalid` (confirmation), `sync.not_joined`, `sync.<code of the hub>`
     */
    leave: (input: Parsed<typeof sync.leave>, context: Context): Promise<Shown> =>
      inTurn(async () => {
        if (memory(store) === null) throw new AppError('sync.not_joined');
        const found = membership(store);
        if (input.confirmation.trim() !== (found?.deskName ?? '').trim()) throw wrongName();
        if (!input.untold) {
          const own = await access();
          const hub = await loadHub();
          await atHub(() => hub.hubUpkeep(own).leave()).catch((error: unknown) => {
            // Not known there any more: nobody to tell.
            if (!(error instanceof AppError && error.code === 'sync.revoked')) throw error;
          });
        }
        await disconnect();
        service.leave(context);
        broken = null;
        if (found?.kind === 'embedded') await server.stop();
        if (found) await vault.delete(found.account).catch(() => log.warn({}, 'secret left in the vault'));
        tell();
        return status();
      }),

    /** Shuts another desk out. @throws AppError `input.invalid` (confirmation), `sync.not_allowed`, `sync.<code of the hub>` */
    async revoke(input: Parsed<typeof sync.revoke>): Promise<Desk[]> {
      const found = desks().find(({ id, isThis }) => id === input.deskId && !isThis);
      if (!found) throw new AppError('not_found');
      if (input.confirmation.trim() !== found.name.trim()) throw wrongName();
      const own = await access();
      const hub = await loadHub();
      await atHub(() => hub.hubUpkeep(own).revoke(input.deskId));
      line?.wake('whole');
      return desks().map((desk) => (desk.id === input.deskId ? { ...desk, isRevoked: true } : desk));
    },

    /** What the person has open here; the others are told with the next round. */
    setOpen(records: readonly { readonly record: SyncedRecord; readonly id: string }[]): void {
      open = records.map(({ record, id }) => `${record}/${id}`);
    },

    /** Names of other desks that have a record open now. */
    openAt: (record: SyncedRecord, id: string): string[] => openElsewhere(view, `${record}/${id}`),

    /**
     * Brings the hub on a server up to date; needs an administrator of it, as `createWorkspace` does.
     * @throws AppError `sync.not_joined`, `sync.<code of the hub>`
     */
    updateHub: (administrator: Parsed<typeof sync.updateHub>): Promise<Shown> =>
      inTurn(async () => {
        const address = addressOf(mine());
        const hub = await loadHub();
        const { from, to } = await atHub(() => hub.installHub(address, administrator));
        log.info({ from, to }, 'the hub was brought up to date');
        line?.tryNow();
        return status();
      }),

    /** A person has read what happened: it is told no more. */
    readNews(kind: SyncNews, context: Context): Shown {
      service.readNews(context, kind);
      tell();
      return status();
    },

    /** A round at once, and the line anew where it could not be opened. */
    async tryNow(): Promise<Shown> {
      await inTurn(connect);
      line?.tryNow();
      return status();
    },
  };

  /** The login of this join: the kept one where the same code was tried before. */
  async function joining(code: string, make: (code: string) => string): Promise<{ desk: string; credential: string }> {
    const kept = await vault.get(accounts.joining);
    if (kept !== null) {
      const before = JSON.parse(kept) as { of: string; desk: string; credential: string };
      if (before.of === digest(code)) return before;
    }
    return { desk: store.makeId(), credential: make(code) };
  }
}

const wrongName = (): AppError => fieldError('confirmation', { code: 'wrong_name' });

/** Of a code without its line breaks: tells whether it is the one that was tried before, and says nothing of it. */
const digest = (code: string): string => createHash('sha256').update(code.replaceAll(/\s/g, '')).digest('hex');

const addressOf = ({ address: { ca, ...rest } }: Membership): HubAddress => (ca === undefined ? rest : { ...rest, ca });

/** A server on this very computer may be without TLS; everywhere else it proves who it is. */
function ofServer(input: Parsed<typeof sync.createWorkspace>): {
  address: HubAddress;
  administrator: { user: string; password: string };
} {
  const { host, port, database, user, password, ca } = input;
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
  const address: HubAddress = {
    host,
    port,
    database,
    tls: isHere && ca === '' ? 'off' : 'verify-full',
    ...(ca === '' ? {} : { ca }),
  };
  return { address, administrator: { user, password } };
}
