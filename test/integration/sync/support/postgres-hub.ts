import {
  createWorkspace,
  hubUpkeep,
  inviteDesk,
  joinCredential,
  joinWorkspace,
  type DeskAccess,
} from '../../../../main/core/sync/hub/desks.ts';
import { installHub } from '../../../../main/core/sync/hub/install.ts';
import { PostgresTransport } from '../../../../main/core/sync/hub/postgres-transport.ts';
import type { ContractDesk, ContractHub, ContractWorkspace } from '../transport-contract.ts';
import { newId, testServer, type TestServer } from './server.ts';

/** A workspace on a test server, with what only tests see of it. */
export interface PostgresWorkspace extends ContractWorkspace {
  readonly workspaceId: string;
  /** Of the desk that may administrate. */
  readonly access: DeskAccess;
  desk(options?: { readonly mayWrite?: boolean }): Promise<ContractDesk & { readonly access: DeskAccess }>;
}

const tables = ['workspace', 'desk', 'register', 'op', 'conflict', 'granted', 'holding', 'invite'];

/** Opens a workspace; its lines are added to `lines` for whoever closes them. */
export async function openWorkspace(server: TestServer, lines: PostgresTransport[]): Promise<PostgresWorkspace> {
  const workspaceId = newId();
  const adminDesk = newId();
  const access = await createWorkspace(server.address, server.administrator, {
    workspaceId,
    name: 'Workspace',
    deskId: adminDesk,
    deskName: 'Administration',
  });
  const upkeep = hubUpkeep(access);
  let copies = 0;
  let isFirst = true;
  const line = (of: DeskAccess): PostgresTransport => {
    const made = new PostgresTransport(of);
    lines.push(made);
    return made;
  };
  return {
    workspaceId,
    access,
    async desk({ mayWrite = true } = {}) {
      let deskId = adminDesk;
      let own = access;
      // The first desk is the one that made the workspace, as with people; so contract tests count the desks they made.
      if (!isFirst || !mayWrite) {
        const { code } = await inviteDesk(access, { minutes: 10, mayWrite });
        deskId = newId();
        own = await joinWorkspace({ code, deskId, deskName: 'Desk', credential: joinCredential(code) });
      }
      isFirst = false;
      return { deskId, access: own, line: line(own), again: () => line(own) };
    },
    revoke: (deskId) => upkeep.revoke(deskId),
    compact: async (days) => void (await upkeep.compact(days)),
    newEpoch: () => upkeep.newEpoch(),
    setMinSchema: (schema) => upkeep.setMinSchema(schema),
    async backup() {
      copies += 1;
      const copy = `copy_${workspaceId.replaceAll('-', '')}_${copies}`;
      await server.sql.query(`CREATE SCHEMA ${copy}`);
      for (const table of tables)
        await server.sql.query(
          `CREATE TABLE ${copy}.${table} AS SELECT * FROM reseller_hub.${table} WHERE workspace_id = '${workspaceId}'`,
        );
      return async () => {
        await server.sql.query('BEGIN');
        for (const table of tables) {
          await server.sql.query(`DELETE FROM reseller_hub.${table} WHERE workspace_id = '${workspaceId}'`);
          await server.sql.query(`INSERT INTO reseller_hub.${table} SELECT * FROM ${copy}.${table}`);
        }
        await server.sql.query('COMMIT');
      };
    },
  };
}

/** A hub in a PostgreSQL of its own. */
export async function postgresHub(): Promise<ContractHub> {
  const server = await testServer();
  await installHub(server.address, server.administrator);
  const lines: PostgresTransport[] = [];
  return {
    workspace: () => openWorkspace(server, lines),
    async close() {
      await Promise.all(lines.map((line) => line.close()));
      await server.close();
    },
  };
}
