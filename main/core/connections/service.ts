import {
  type ConnectionTest,
  ConnectionTest as ConnectionTestSchema,
  type Connection,
  type connections,
} from '../../../preload/api/connections.ts';
import type { Environment } from '../../../preload/api/app.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Money } from '../../../preload/api/values.ts';
import { AppError, type Context, fieldError, type Log, notFound } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import type { SecretStore } from '../vault/index.ts';
import { addressProblem, secretAccount } from './rules.ts';
import { type ConnectionRow, findConnection, isUsed, listConnections, otherDefaults } from './store.ts';

/** What a call to the vendor needs. The password is for this call only: keep it in no field, log or error. */
export interface ConnectionAccount {
  readonly connectionId: string;
  /** A real URL: `sandbox:` is resolved. */
  readonly apiAddress: string;
  readonly username: string;
  readonly password: string;
  readonly isEnabled: boolean;
  /** The vendor refused these credentials: no call but a person's test until they change. */
  readonly credentialsStopped: boolean;
  /** Which state of the credentials this is; see `stopCredentials`. */
  readonly revision: string;
}

/** What a sign-in test found: the balance (null: not told), or the code of what is wrong and the vendor's words. */
export type ProbeResult =
  | { readonly ok: true; readonly balance: Money | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly credentialsRefused: boolean };

export interface ConnectionsDeps {
  readonly store: Store;
  readonly vault: SecretStore;
  readonly environment: Environment;
  readonly log: Log;
  /** `sandbox:` → the loopback URL of the running sandbox; other addresses as they are. */
  readonly resolveAddress: (apiAddress: string) => string | Promise<string>;
  /** Signs in at the vendor and reads the balance; never throws for what a vendor does. */
  readonly probe: (account: ConnectionAccount) => Promise<ProbeResult>;
}

type CreateInput = Parsed<typeof connections.create>;
type UpdateInput = Parsed<typeof connections.update>;
export type ConnectionsService = ReturnType<typeof createConnections>;

/** The provision configurations (spec items 4-14) and what other areas need of them to call the vendor. */
export function createConnections(deps: ConnectionsDeps) {
  const { store, vault } = deps;

  const rowOf = (id: string): ConnectionRow => {
    const row = findConnection(store, id);
    if (!row) throw notFound();
    return row;
  };

  function checkAddress(address: string): void {
    const problem = addressProblem(address, deps.environment);
    if (problem) throw fieldError('apiAddress', { code: problem });
  }

  /** Setting a default takes it from the one that had it, in the same transaction (spec items 8, 10). */
  function takeDefaults(writer: Writer, id: string, input: CreateInput | UpdateInput): void {
    if (input.isCategoryDefault) {
      for (const other of otherDefaults(store, 'category', input.provisionCategory, id)) {
        writer.update('connection', other.id, { is_category_default: 0 });
      }
    }
    if (input.isProviderDefault) {
      for (const other of otherDefaults(store, 'provider', input.provider, id)) {
        writer.update('connection', other.id, { is_provider_default: 0 });
      }
    }
  }

  const columns = (input: CreateInput | UpdateInput) => ({
    is_enabled: Number(input.isEnabled),
    name: input.name,
    provision_category: input.provisionCategory,
    is_category_default: Number(input.isCategoryDefault),
    provider: input.provider,
    is_provider_default: Number(input.isProviderDefault),
    username: input.username,
    api_address: input.apiAddress,
  });

  return {
    /** All connections, by name. */
    list: (): Connection[] => listConnections(store).map(present),

    /** One connection. @throws AppError `not_found` */
    get: (id: string): Connection => present(rowOf(id)),

    /**
     * Stores the password in the vault, then the row; a row that cannot be stored takes its password with it.
     * @throws AppError `input.invalid` (apiAddress), `vault.unavailable`, `vault.locked`
     */
    async create(input: CreateInput, context: Context): Promise<Connection> {
      checkAddress(input.apiAddress);
      const id = store.makeId();
      await vault.set(secretAccount(id), input.password, { allowMemoryOnly: input.allowMemoryOnly });
      try {
        store.transaction(context, (writer) => {
          takeDefaults(writer, id, input);
          writer.insert('connection', {
            id,
            ...columns(input),
            password_set_at: store.now(),
            credentials_stopped: 0,
            last_test: null,
            can_suspend: 'unknown',
            deleted_at: null,
          });
        });
      } catch (error) {
        await vault
          .delete(secretAccount(id))
          .catch(() => deps.log.warn({ connectionId: id }, 'secret left in the vault'));
        throw error;
      }
      return present(rowOf(id));
    },

    /**
     * Changes a connection; without a password the stored one stays. New credentials or another address let calls go
     * out again and make what the account can do unknown. @throws AppError as `create`, `not_found`
     */
    async update(input: UpdateInput, context: Context): Promise<Connection> {
      const { id, password } = input;
      checkAddress(input.apiAddress);
      const account = secretAccount(id);
      const before = rowOf(id);
      const oldSecret = password === undefined ? null : await vault.get(account).catch(() => null);
      if (password !== undefined) await vault.set(account, password, { allowMemoryOnly: input.allowMemoryOnly });
      try {
        store.transaction(context, (writer) => {
          takeDefaults(writer, id, input);
          const otherAccount = before.username !== input.username || before.api_address !== input.apiAddress;
          writer.update('connection', id, {
            ...columns(input),
            ...(password === undefined ? {} : { password_set_at: store.now() }),
            ...(password !== undefined || otherAccount ? { credentials_stopped: 0 } : {}),
            ...(otherAccount ? { can_suspend: 'unknown', last_test: null } : {}),
          });
        });
      } catch (error) {
        if (oldSecret !== null) await vault.set(account, oldSecret, { allowMemoryOnly: true });
        throw error;
      }
      return present(rowOf(id));
    },

    /** Deletes (a tombstone stays) and removes the password. @throws AppError `connection.in_use`, `not_found` */
    async delete(id: string, context: Context): Promise<void> {
      store.transaction(context, (writer) => {
        rowOf(id);
        if (isUsed(store, id)) throw new AppError('connection.in_use');
        writer.update('connection', id, {
          deleted_at: store.now(),
          is_enabled: 0,
          is_category_default: 0,
          is_provider_default: 0,
          password_set_at: null,
        });
      });
      await vault
        .delete(secretAccount(id))
        .catch(() => deps.log.warn({ connectionId: id }, 'secret left in the vault'));
    },

    /**
     * Signs in and reads the balance, also where earlier calls were stopped: a person asked. The result is stored.
     * @throws AppError `not_found`, `conflict.changed_meanwhile`; every other failure is a value.
     */
    async test(id: string, context: Context): Promise<ConnectionTest> {
      const before = rowOf(id);
      const result = await probe(id);
      const test: ConnectionTest = {
        at: store.now(),
        outcome: result.ok ? 'ok' : 'failed',
        errorCode: result.ok ? null : result.code,
        vendorMessage: result.ok || result.message === '' ? null : result.message,
        balance: result.ok ? result.balance : null,
      };
      store.transaction(context, (writer) => {
        const row = rowOf(id);
        // A test says nothing about credentials that were changed while it ran.
        if (credentialsOf(row) !== credentialsOf(before))
          throw new AppError('conflict.changed_meanwhile', { retry: true });
        const refused = !result.ok && result.credentialsRefused;
        writer.update('connection', id, {
          last_test: JSON.stringify(test),
          credentials_stopped: result.ok ? 0 : refused ? 1 : row.credentials_stopped,
          // A person who tests after the vendor changed the account wants "cannot" to be tried again.
          can_suspend: result.ok && row.can_suspend === 'no' ? 'unknown' : row.can_suspend,
        });
      });
      return test;
    },

    accountFor,

    /**
     * Stops all calls with these credentials until they change (ispmanager-api 8). Inside the caller's transaction.
     * Does nothing when they were changed since `account` was read.
     */
    stopCredentials(writer: Writer, account: ConnectionAccount): void {
      const row = findConnection(store, account.connectionId);
      if (row && credentialsOf(row) === account.revision)
        writer.update('connection', row.id, { credentials_stopped: 1 });
    },

    /** Records what the vendor account turned out to be able to do (X6). Inside the caller's transaction. */
    recordCanSuspend(writer: Writer, id: string, can: 'yes' | 'no'): void {
      writer.update('connection', id, { can_suspend: can });
    },
  };

  async function probe(id: string): Promise<ProbeResult> {
    try {
      return await deps.probe(await accountFor(id));
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'not_found') throw error;
      return { ok: false, code: error.code, message: '', credentialsRefused: false };
    }
  }

  /**
   * Address and credentials for a call. @throws AppError `not_found`, `vault.missing_secret`, `vault.unavailable`,
   * `vault.locked`, `connection.address_refused` (an address that was fine where it was stored, but not here)
   */
  async function accountFor(id: string): Promise<ConnectionAccount> {
    const row = rowOf(id);
    if (addressProblem(row.api_address, deps.environment)) throw new AppError('connection.address_refused');
    const password = await vault.get(secretAccount(id));
    if (password === null) throw new AppError('vault.missing_secret');
    return {
      connectionId: id,
      apiAddress: await deps.resolveAddress(row.api_address),
      username: row.username,
      password,
      isEnabled: row.is_enabled === 1,
      credentialsStopped: row.credentials_stopped === 1,
      revision: credentialsOf(row),
    };
  }
}

/** Changes whenever the credentials or the address do; says nothing about them. */
const credentialsOf = (row: ConnectionRow): string =>
  JSON.stringify([row.username, row.api_address, row.password_set_at]);

function present(row: ConnectionRow): Connection {
  return {
    id: row.id,
    isEnabled: row.is_enabled === 1,
    name: row.name,
    provisionCategory: 'Software Licenses',
    isCategoryDefault: row.is_category_default === 1,
    provider: 'ispmanager',
    isProviderDefault: row.is_provider_default === 1,
    username: row.username,
    apiAddress: row.api_address,
    passwordSet: row.password_set_at !== null,
    passwordSetAt: row.password_set_at,
    credentialsStopped: row.credentials_stopped === 1,
    lastTest: row.last_test === null ? null : ConnectionTestSchema.parse(JSON.parse(row.last_test)),
    canSuspend: row.can_suspend === 'yes' || row.can_suspend === 'no' ? row.can_suspend : 'unknown',
    usedBy: row.used_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
