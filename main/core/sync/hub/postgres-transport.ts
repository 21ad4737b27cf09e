import type pg from 'pg';
import {
  HubError,
  type GrantAnswer,
  type GrantRequest,
  type Hello,
  type HubFile,
  type HubState,
  type HubTransport,
  type PullAnswer,
  type PushAnswer,
  type SnapshotPage,
} from '../transport.ts';
import {
  loggedChanges,
  pushAnswers,
  registersOf,
  type LogColumns,
  type PushReply,
  type SnapshotReply,
} from './answers.ts';
import { pushArrays } from './arrays.ts';
import { connect, hubTimes, type HubTimes } from './connection.ts';
import type { DeskAccess } from './desks.ts';
import { hubError } from './errors.ts';
import { credentialOf, loginOf, newLogin, scramVerifier, type HubLogin } from './login.ts';
import { countingHub, hubVersion, neededHub } from './schema/index.ts';

/** Changes in one push at most (transport.ts). */
export const pushLimit = 1000;
/** Why a server does not take LISTEN: it does not know the word, or not yet. */
const noListen = /^(0A000|42601|42883|42501)$/;

/**
 * The hub in PostgreSQL: one connection, opened when it is needed and again when it was lost. Calls go one after the other.
 * A call whose answer does not come is `offline`, and the line is dropped, because nobody knows what it would bring next.
 */
export class PostgresTransport implements HubTransport {
  readonly #address: DeskAccess['address'];
  readonly #times: HubTimes;
  #login: HubLogin;
  #client: pg.Client | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;
  readonly #wakes = new Set<() => void>();
  /** 'poll' where the server does not take LISTEN. */
  #wakeUp: 'listen' | 'poll' = 'listen';
  #timer: NodeJS.Timeout | undefined;
  #polledHead = -1;
  /** As the last hello had it. */
  #hubVersion = 0;

  constructor(access: DeskAccess, times: HubTimes = hubTimes) {
    this.#address = access.address;
    this.#login = loginOf(access.credential);
    this.#times = times;
  }

  async hello(hello: Hello): Promise<HubState> {
    const { minClient, ...state } = await this.#call<HubState & { readonly minClient: number }>(
      'hello',
      'SELECT reseller_hub.hello($1) AS answer',
      [JSON.stringify(hello)],
    );
    if (state.hubVersion < neededHub) throw new HubError('hub_too_old');
    if (minClient > hubVersion) throw new HubError('hub_too_new');
    this.#hubVersion = state.hubVersion;
    return state;
  }

  async push({ epoch, changes }: Parameters<HubTransport['push']>[0]): Promise<PushAnswer> {
    if (changes.length > pushLimit) throw new RangeError(`a push has at most ${pushLimit} changes`);
    const reply = await this.#call<PushReply>(
      'push',
      'SELECT reseller_hub.push($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14) AS answer',
      [epoch, ...pushArrays(changes)],
    );
    return { answers: pushAnswers(reply, changes[0]?.deskSeq ?? 0, changes.length), head: reply.head };
  }

  async pull({ epoch, after, limit }: Parameters<HubTransport['pull']>[0]): Promise<PullAnswer> {
    const reply = await this.#call<{ readonly changes: LogColumns | null; readonly head: number }>(
      'pull',
      'SELECT reseller_hub.pull($1, $2, $3) AS answer',
      [epoch, after, limit],
    );
    return { changes: loggedChanges(reply.changes), head: reply.head };
  }

  async snapshot({ epoch, after, limit }: Parameters<HubTransport['snapshot']>[0]): Promise<SnapshotPage> {
    const key = [epoch, after?.entity ?? '', after?.rowId ?? '', after?.field ?? '', limit];
    const ask = async (isExact: boolean): Promise<SnapshotReply> =>
      this.#row<SnapshotReply>('snapshot', 'SELECT * FROM reseller_hub.snapshot($1, $2, $3, $4, $5, $6)', [
        ...key,
        isExact,
      ]);
    let reply = await ask(false);
    let page = registersOf(reply);
    if (page === null) {
      reply = await ask(true);
      page = registersOf(reply) ?? [];
    }
    const last = page.at(-1);
    return {
      registers: page,
      parked: loggedChanges(reply.parked),
      next: reply.more && last ? { entity: last.entity, rowId: last.rowId, field: last.field } : null,
      head: Number(reply.head),
    };
  }

  async countValues({ epoch }: Parameters<HubTransport['countValues']>[0]): Promise<number | null> {
    if (this.#hubVersion < countingHub) return null;
    return Number(await this.#call('count', 'SELECT reseller_hub.count_values($1) AS answer', [epoch]));
  }

  grant(request: GrantRequest): Promise<GrantAnswer> {
    return this.#call<GrantAnswer>('grant', 'SELECT reseller_hub.grant_once($1,$2,$3,$4,$5,$6,$7) AS answer', [
      request.kind,
      request.key,
      request.requestId,
      request.amount,
      request.floor ?? null,
      request.held ?? null,
      request.release ?? false,
    ]);
  }

  lackingFiles(sha256: readonly string[]): Promise<readonly string[]> {
    return this.#call('lacking files', 'SELECT reseller_hub.lacking_files($1) AS answer', [sha256]);
  }

  putFile({ sha256, content }: HubFile): Promise<boolean> {
    const sql = 'SELECT reseller_hub.put_file($1, $2) AS answer';
    return this.#call('put file', sql, [sha256, Buffer.from(content)], this.#times.file);
  }

  getFile(sha256: string): Promise<Uint8Array | null> {
    return this.#call('get file', 'SELECT reseller_hub.get_file($1) AS answer', [sha256], this.#times.file);
  }

  async fork(deskId: string): Promise<{ readonly credential: string }> {
    const login = newLogin('rhd', this.#login.user.slice(4, 36));
    await this.#call('fork', 'SELECT reseller_hub.fork_desk($1, $2, $3) AS answer', [
      deskId,
      login.user,
      await scramVerifier(login.password),
    ]);
    await this.#inTurn(async () => {
      this.#login = login;
      await this.#drop();
    });
    return { credential: credentialOf(login) };
  }

  async listen(wake: () => void): Promise<() => Promise<void>> {
    this.#wakes.add(wake);
    await this.#inTurn(() => this.#line()).catch((error: unknown) => {
      this.#wakes.delete(wake);
      throw hubError(error);
    });
    return async () => {
      this.#wakes.delete(wake);
      if (this.#wakes.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
      // Nobody waits for the hints: the next line is opened without LISTEN.
      await this.#inTurn(() => this.#drop());
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#wakes.clear();
    await this.#inTurn(() => this.#drop());
  }

  async #call<T>(name: string, text: string, values: unknown[], patience?: number): Promise<T> {
    return (await this.#row<{ readonly answer: T }>(name, text, values, patience)).answer;
  }

  /** One statement, prepared once on each line; it answers with one row. `patience`: longer than the line's own, ms. */
  #row<T extends object>(name: string, text: string, values: unknown[], patience?: number): Promise<T> {
    return this.#inTurn(async () => {
      const client = await this.#line();
      try {
        // The driver takes it with each query; its types do not know.
        const longer = patience === undefined ? {} : { query_timeout: patience };
        const { rows } = await client.query<T>({ name, text, values, ...longer });
        return rows[0] as T;
      } catch (error) {
        const known = hubError(error);
        if (known instanceof HubError && known.code === 'offline') await this.#drop();
        throw known;
      }
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #line(): Promise<pg.Client> {
    if (this.#closed) throw new HubError('offline', 'offline (closed)');
    const client = this.#client ?? (await connect(this.#address, this.#login, this.#times));
    if (this.#client === null) {
      this.#client = client;
      // Of this desk's own pushes the hub tells it nothing new.
      const { processID } = client as unknown as { readonly processID?: number };
      client.on('notification', ({ processId }) => {
        if (processId !== processID) this.#wakeAll();
      });
      client.on('end', () => {
        if (this.#client === client) this.#client = null;
      });
      // What was said while the line was down is not told again.
      if (this.#wakes.size > 0) this.#wakeAll();
      this.#listening = false;
    }
    if (this.#wakes.size > 0 && !this.#listening) await this.#startWakeUp(client);
    return client;
  }
  #listening = false;

  async #startWakeUp(client: pg.Client): Promise<void> {
    this.#listening = true;
    if (this.#wakeUp === 'listen') {
      try {
        // The name is made of hexadecimal digits only; LISTEN takes no parameters.
        await client.query(`LISTEN reseller_hub_${/[0-9a-f]{32}/.exec(this.#login.user)?.[0] ?? ''}`);
        return;
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (typeof code !== 'string' || !noListen.test(code)) {
          await this.#drop();
          throw hubError(error);
        }
        this.#wakeUp = 'poll';
      }
    }
    this.#timer ??= setInterval(() => void this.#poll(), this.#times.poll).unref();
  }

  async #poll(): Promise<void> {
    try {
      const head = Number(await this.#call('head', 'SELECT reseller_hub.head() AS answer', []));
      if (head !== this.#polledHead) this.#wakeAll();
      this.#polledHead = head;
    } catch {
      // Offline, revoked …: the next real call says so.
    }
  }

  #wakeAll(): void {
    for (const wake of this.#wakes) wake();
  }

  /** Lets go of the line. Never waits for a server that does not answer. */
  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    this.#listening = false;
    if (client === null) return;
    const ended = client.end().catch(() => undefined);
    const patience = new Promise((resolve) => {
      setTimeout(resolve, 500).unref();
    });
    await Promise.race([ended, patience]);
    (client as unknown as { connection?: { stream?: { destroy(): void } } }).connection?.stream?.destroy();
  }
}
