import {
  createWorkspace,
  type DeskAccess,
  hubUpkeep,
  inviteDesk,
  joinCredential,
  joinWorkspace,
} from '../../../../main/core/sync/hub/desks.ts';
import { PostgresTransport } from '../../../../main/core/sync/hub/postgres-transport.ts';
import type { HubTransport, LoggedChange, Register, Skipped } from '../../../../main/core/sync/transport.ts';
import type { HubLook, MakeHub, SimulatedHub } from '../../../property/sync/hub.ts';
import { keyOf, type Op } from '../../../unit/support/memory-workspace.ts';
import { newId, type TestServer } from './server.ts';

const tables = ['workspace', 'desk', 'register', 'op', 'conflict', 'granted', 'holding', 'invite', 'sim_past'];

/**
 * Prepares a server's hub for histories: its functions read the time of the history where one runs, and all changes that it
 * ever took are kept for the judge, compacted or not.
 */
export async function prepareForHistories({ sql }: TestServer): Promise<void> {
  await sql.query(`
    CREATE TABLE reseller_hub.sim_clock (at timestamptz);
    INSERT INTO reseller_hub.sim_clock VALUES (NULL);
    CREATE FUNCTION reseller_hub.sim_now() RETURNS timestamptz LANGUAGE sql SECURITY DEFINER
      AS 'SELECT coalesce((SELECT at FROM reseller_hub.sim_clock), pg_catalog.clock_timestamp())';
    CREATE TABLE reseller_hub.sim_past AS SELECT * FROM reseller_hub.op WITH NO DATA;
    CREATE FUNCTION reseller_hub.sim_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        INSERT INTO reseller_hub.sim_past SELECT NEW.*;
        RETURN NULL;
      END $$;
    CREATE TRIGGER sim_keep AFTER INSERT ON reseller_hub.op FOR EACH ROW WHEN (NEW.seq IS NOT NULL)
      EXECUTE FUNCTION reseller_hub.sim_keep();`);
  const { rows } = await sql.query<{ made: string }>(
    `SELECT pg_get_functiondef(p.oid) AS made FROM pg_proc p
      WHERE p.pronamespace = 'reseller_hub'::regnamespace AND p.prosrc ~ '\\m(clock_timestamp|now)\\(\\)' AND p.proname <> 'sim_now'`,
  );
  for (const { made } of rows)
    await sql.query(made.replaceAll(/\b(?:clock_timestamp|now)\(\)/g, 'reseller_hub.sim_now()'));
}

/** Hubs of histories, each a workspace of its own on one server. */
export const postgresHistories =
  (server: TestServer): MakeHub =>
  (now) =>
    new PostgresHistory(server, now);

class PostgresHistory implements SimulatedHub {
  state: HubLook = { head: 0, skipped: [], registers: new Map(), past: [], desks: new Set(), granted: new Map() };
  parked: readonly Pick<LoggedChange, 'seq' | 'entity' | 'rowId'>[] = [];
  readonly #server: TestServer;
  readonly #now: () => number;
  readonly #workspaceId = newId();
  readonly #access = new Map<string, DeskAccess>();
  readonly #lines: PostgresTransport[] = [];
  #admin: DeskAccess | null = null;
  #copies = 0;
  #told = Number.NaN;

  constructor(server: TestServer, now: () => number) {
    this.#server = server;
    this.#now = now;
  }

  deskId(): string {
    return newId();
  }

  async open(deskIds: readonly string[]): Promise<void> {
    const { address, administrator, sql } = this.#server;
    // Logins of invitations end by the real time.
    await sql.query('UPDATE reseller_hub.sim_clock SET at = NULL');
    for (const [at, deskId] of deskIds.entries()) {
      const names = { workspaceId: this.#workspaceId, name: 'Workspace', deskId, deskName: `Desk ${at}` };
      if (at === 0) this.#admin = await createWorkspace(address, administrator, names);
      this.#access.set(deskId, at === 0 ? this.#adminAccess() : await this.#joined(deskId));
    }
    this.#told = Number.NaN;
  }

  async #joined(deskId: string): Promise<DeskAccess> {
    const { code } = await inviteDesk(this.#adminAccess(), { minutes: 10 });
    return joinWorkspace({ code, deskId, deskName: 'Desk', credential: joinCredential(code) });
  }

  #adminAccess(): DeskAccess {
    if (!this.#admin) throw new Error('the hub is not open');
    return this.#admin;
  }

  async #tellTime(): Promise<void> {
    const now = this.#now();
    if (now === this.#told) return;
    this.#told = now;
    await this.#server.sql.query('UPDATE reseller_hub.sim_clock SET at = to_timestamp($1)', [now / 1000]);
  }

  connect(deskId: string): HubTransport {
    let made: PostgresTransport | null = null;
    const line = async (): Promise<PostgresTransport> => {
      await this.#tellTime();
      const access = this.#access.get(deskId);
      if (!access) throw new Error(`no desk ${deskId}`);
      if (made) return made;
      made = new PostgresTransport(access);
      this.#lines.push(made);
      return made;
    };
    return {
      hello: async (hello) => (await line()).hello(hello),
      push: async (push) => (await line()).push(push),
      pull: async (pull) => (await line()).pull(pull),
      snapshot: async (page) => (await line()).snapshot(page),
      countValues: async (of) => (await line()).countValues(of),
      grant: async (request) => (await line()).grant(request),
      lackingFiles: async (names) => (await line()).lackingFiles(names),
      putFile: async (file) => (await line()).putFile(file),
      getFile: async (name) => (await line()).getFile(name),
      listen: async (wake) => (await line()).listen(wake),
      fork: async (newDesk) => {
        const forked = await (await line()).fork(newDesk);
        this.#access.set(newDesk, { address: this.#server.address, credential: forked.credential });
        return forked;
      },
      close: async () => {
        await made?.close();
      },
    };
  }

  async look(): Promise<void> {
    const { sql } = this.#server;
    const of = async <T extends object>(text: string): Promise<T[]> =>
      (await sql.query<T>(text, [this.#workspaceId])).rows;
    const where = 'WHERE workspace_id = $1';
    const [workspace] = await of<{ head: string; skipped: Skipped[] }>(
      `SELECT head, skipped FROM reseller_hub.workspace ${where}`,
    );
    const registers = await of<Register>(
      `SELECT entity, row_id AS "rowId", field, value, rev::float8 AS rev, desk_id AS "deskId", desk_seq::float8 AS "deskSeq", hlc, actor
        FROM reseller_hub.register ${where}`,
    );
    const past = await of<Kept>(`SELECT ${kept} FROM reseller_hub.sim_past ${where} ORDER BY sim_past.seq`);
    const desks = await of<{ desk_id: string }>(`SELECT desk_id FROM reseller_hub.desk ${where}`);
    const granted = await of<{ request_id: string }>(`SELECT request_id FROM reseller_hub.granted ${where}`);
    this.parked = (
      await of<{ seq: string; entity: string; rowId: string }>(
        `SELECT parked_seq AS seq, entity, row_id AS "rowId" FROM reseller_hub.conflict ${where} AND resolved_seq IS NULL ORDER BY parked_seq`,
      )
    ).map((each) => ({ ...each, seq: Number(each.seq) }));
    this.state = {
      head: Number(workspace?.head),
      skipped: workspace?.skipped ?? [],
      registers: new Map(registers.map((register) => [keyOf(register), register])),
      past: replayed(past),
      desks: new Set(desks.map(({ desk_id }) => desk_id)),
      granted: new Map(granted.map(({ request_id }) => [request_id, true])),
    };
  }

  async backup(): Promise<() => Promise<void>> {
    const { sql } = this.#server;
    this.#copies += 1;
    const copy = `copy_${this.#workspaceId.replaceAll('-', '')}_${this.#copies}`;
    const its = `WHERE workspace_id = '${this.#workspaceId}'`;
    await sql.query(
      [
        `CREATE SCHEMA ${copy}`,
        ...tables.map((table) => `CREATE TABLE ${copy}.${table} AS SELECT * FROM reseller_hub.${table} ${its}`),
      ].join('; '),
    );
    return async () => {
      await this.#tellTime();
      await sql.query(
        [
          'BEGIN',
          `CREATE TEMP TABLE joined ON COMMIT DROP AS SELECT * FROM reseller_hub.desk ${its}`,
          ...tables.flatMap((table) => [
            `DELETE FROM reseller_hub.${table} ${its}`,
            `INSERT INTO reseller_hub.${table} SELECT * FROM ${copy}.${table}`,
          ]),
          // Who joined since is invited anew, under its name.
          `INSERT INTO reseller_hub.desk (workspace_id, desk_id, role_name, name, is_admin, may_write, epoch)
            SELECT workspace_id, desk_id, role_name, name, is_admin, may_write, '' FROM joined j
            WHERE NOT EXISTS (SELECT 1 FROM reseller_hub.desk d WHERE d.desk_id = j.desk_id)`,
          'COMMIT',
        ].join('; '),
      );
      await hubUpkeep(this.#adminAccess()).newEpoch();
    };
  }

  async compact(upTo: number): Promise<void> {
    await this.#tellTime();
    await this.#server.sql.query(
      `UPDATE reseller_hub.desk d SET acked = greatest(d.acked, least($2, w.head)) FROM reseller_hub.workspace w
        WHERE w.workspace_id = d.workspace_id AND d.workspace_id = $1`,
      [this.#workspaceId, upTo],
    );
    await hubUpkeep(this.#adminAccess()).compact(0);
  }

  async close(): Promise<void> {
    await Promise.all(this.#lines.map((line) => line.close()));
    const { sql } = this.#server;
    for (let at = 1; at <= this.#copies; at += 1)
      await sql.query(`DROP SCHEMA copy_${this.#workspaceId.replaceAll('-', '')}_${at} CASCADE`);
  }
}

type Kept = Omit<Op, 'met' | 'row' | 'resolvedBy'>;
const kept = `seq::float8 AS seq, desk_id AS "deskId", desk_seq::float8 AS "deskSeq", change_set AS "changeSet", entity, row_id AS "rowId",
  field, value, policy, base_rev::float8 AS "baseRev", base_own::float8 AS "baseOwn", hlc, actor, resolves::float8 AS resolves, schema,
  outcome, live_rev::float8 AS "liveRev", '' AS "receivedAt"`;

/** The log with what each change met: what was live before it, made anew from those before. */
function replayed(log: readonly Kept[]): Op[] {
  const rows = new Map<string, Map<string, Register>>();
  return log.map((change) => {
    const { entity, rowId, field, value, seq: rev, deskId, deskSeq, hlc, actor } = change;
    const row = rows.get(`${entity} ${rowId}`) ?? new Map<string, Register>();
    rows.set(`${entity} ${rowId}`, row);
    const op: Op = { ...change, resolvedBy: 0, met: row.get(field) ?? null, row: [...row.values()] };
    if (op.outcome === 'applied') row.set(field, { entity, rowId, field, value, rev, deskId, deskSeq, hlc, actor });
    return op;
  });
}
