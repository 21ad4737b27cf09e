import {
  type Capabilities,
  type CapabilityName,
  type ConnectionTest,
  ConnectionTest as ConnectionTestSchema,
  type Connection,
  type connections,
  type VendorPrice,
} from '../../../preload/api/connections.ts';
import type { Environment } from '../../../preload/api/app.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Money } from '../../../preload/api/values.ts';
import { actorName, AppError, type Context, fieldError, type Log, notFound } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import type { SecretStore } from '../vault/index.ts';
import { capabilitiesOf, forgetDetected, sawCapability, setCapability } from './capabilities.ts';
import { costIn, keepBalance, keepPrices, lastBalance, priceIn, type PriceOfVendor, vendorPrices } from './prices.ts';
import { addressProblem, secretAccount } from './rules.ts';
import { type ConnectionRow, findConnection, isUsed, listConnections, otherDefaults, paceOf } from './store.ts';

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

/** What reading an account's forms and price list showed; nothing was changed by it. */
export interface Detected {
  readonly prices: readonly PriceOfVendor[] | null;
  readonly balance: Money | null;
  readonly seen: readonly { readonly name: CapabilityName; readonly value: 'yes' | 'no'; readonly evidence: string }[];
}

/** How fast and with how many at once an account may be asked. */
interface Pace {
  readonly readIntervalMs: number;
  readonly parallel: number;
}

export interface ConnectionsDeps {
  readonly store: Store;
  readonly vault: SecretStore;
  readonly environment: Environment;
  readonly log: Log;
  /** `sandbox:` → the loopback URL of the running sandbox; other addresses as they are. */
  readonly resolveAddress: (apiAddress: string) => string | Promise<string>;
  /** Signs in at the vendor and reads the balance; never throws for what a vendor does. */
  readonly probe: (account: ConnectionAccount) => Promise<ProbeResult>;
  /** Reads what shows the account's capabilities and prices. @throws AppError `vendor.*` */
  readonly detect: (account: ConnectionAccount) => Promise<Detected>;
}

type CreateInput = Parsed<typeof connections.create>;
type UpdateInput = Parsed<typeof connections.update>;
export type ConnectionsService = ReturnType<typeof createConnections>;

/** The provision configurations (spec items 4-14) and what other areas need of them to call the vendor. */
export function createConnections(deps: ConnectionsDeps) {
  const { store, vault } = deps;

  const paces = new Map<string, Pace>();
  store.onChanged(({ area }) => {
    if (area === 'connections') paces.clear();
  });

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
    read_interval_ms: input.readIntervalMs,
    parallel: input.parallel,
  });

  const present = (row: ConnectionRow): Connection => presented(row, capabilitiesOf(store, row.id));

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
            ...(otherAccount ? { last_test: null } : {}),
          });
          if (otherAccount) {
            forgetDetected(store, writer, id);
            keepPrices(store, writer, id, []);
          }
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
        });
        // A person who tests after the vendor changed the account wants "cannot" to be tried again.
        if (result.ok) forgetDetected(store, writer, id, 'no');
        if (result.ok && result.balance) keepBalance(store, writer, id, result.balance);
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

    /** Records what an operation showed of the account (X6). Inside the caller's transaction. */
    sawCapability: (
      writer: Writer,
      id: string,
      name: CapabilityName,
      seen: { readonly value: 'yes' | 'no'; readonly evidence: string; readonly operationId: string },
    ): void => sawCapability(store, writer, id, name, seen),

    /** What is known of the account (X6). */
    capabilities: (id: string): Capabilities => capabilitiesOf(store, id),

    /** What staff know better; null gives it back to what is seen. @throws AppError `not_found` */
    setCapability(input: Parsed<typeof connections.setCapability>, context: Context): Connection {
      store.transaction(context, (writer) => {
        rowOf(input.id);
        setCapability(store, writer, input.id, input.name, input.value, actorName(context.principal));
      });
      return present(rowOf(input.id));
    },

    /**
     * Reads price list, balance and forms of an account and notes what they show.
     * @throws AppError `not_found`, `connection.credentials_stopped`, `vault.*`, `vendor.*`
     */
    async detect(id: string, context: Context): Promise<Connection> {
      const account = await accountFor(id);
      if (account.credentialsStopped) throw new AppError('connection.credentials_stopped');
      const found = await deps.detect(account);
      store.transaction(context, (writer) => {
        if (credentialsOf(rowOf(id)) !== account.revision)
          throw new AppError('conflict.changed_meanwhile', { retry: true });
        if (found.prices) keepPrices(store, writer, id, found.prices);
        if (found.balance) keepBalance(store, writer, id, found.balance);
        for (const { name, value, evidence } of found.seen)
          sawCapability(store, writer, id, name, { value, evidence, operationId: null });
      });
      return present(rowOf(id));
    },

    /** Replaces the price list of an account. Inside the caller's transaction. */
    keepPrices: (writer: Writer, id: string, prices: readonly PriceOfVendor[]): void =>
      keepPrices(store, writer, id, prices),
    keepBalance: (writer: Writer, id: string, balance: Money): void => keepBalance(store, writer, id, balance),
    lastBalance: (id: string) => lastBalance(store, id),
    /** What the account's price list said last. @throws AppError `not_found` */
    prices(id: string): VendorPrice[] {
      rowOf(id);
      return vendorPrices(store, id);
    },
    /** What the vendor charges as its price list said last; null: not told. */
    priceOf: (id: string, of: { pricelist: string; period: number; addon?: string }): Money | null =>
      priceIn(vendorPrices(store, id), of),
    /** The same of a license with its addons; null where any part is not told. */
    costOf: (id: string, of: Parameters<typeof costIn>[1]): Money | null => costIn(vendorPrices(store, id), of),

    /** How fast and with how many at once an account may be asked. */
    pace(id: string): Pace {
      // Asked for at every turn of a bulk run; read again when a connection changed.
      const known = paces.get(id);
      if (known) return known;
      const row = paceOf(store, id);
      const pace = { readIntervalMs: row?.read_interval_ms ?? 1000, parallel: row?.parallel ?? 1 };
      if (row) paces.set(id, pace);
      return pace;
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

function presented(row: ConnectionRow, capabilities: Capabilities): Connection {
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
    readIntervalMs: row.read_interval_ms,
    parallel: row.parallel,
    capabilities,
    usedBy: row.used_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
