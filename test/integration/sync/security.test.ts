import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  inviteDesk,
  joinCredential,
  joinWorkspace,
  createWorkspace,
  hubUpkeep,
} from '../../../main/core/sync/hub/desks.ts';
import { installHub } from '../../../main/core/sync/hub/install.ts';
import { loginOf } from '../../../main/core/sync/hub/login.ts';
import type { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import { deskFunctions, hubVersion } from '../../../main/core/sync/hub/schema/index.ts';
import { HubError } from '../../../main/core/sync/transport.ts';
import { change, hello } from './support/changes.ts';
import { openWorkspace } from './support/postgres-hub.ts';
import { openProxy } from './support/proxy.ts';
import { newId, testServer, type TestServer } from './support/server.ts';

const tables = ['meta', 'workspace', 'desk', 'register', 'op', 'conflict', 'granted', 'holding', 'invite'];

/** SQLSTATE of what fails. */
async function stateOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing';
  } catch (error) {
    return String((error as { code?: string }).code ?? error);
  }
}

describe('what a desk may do at the hub', () => {
  let server: TestServer;
  const lines: PostgresTransport[] = [];
  const clients: pg.Client[] = [];
  /** All passwords that were in use: none may be in the server's log. */
  const passwords: string[] = [];

  beforeAll(async () => {
    server = await testServer({ log_statement: 'all', logging_collector: 'on', log_min_error_statement: 'debug5' });
    await installHub(server.address, server.administrator);
  });
  afterAll(async () => {
    await Promise.all([...lines.map((line) => line.close()), ...clients.map((client) => client.end())]);
    await server?.close();
  });

  const client = async (login: { user: string; password: string }): Promise<pg.Client> => {
    const made = new pg.Client({ ...server.address, ...login });
    clients.push(made);
    await made.connect();
    return made;
  };

  it('reads, writes and owns no table, and executes nothing but the functions of a desk', async () => {
    const workspace = await openWorkspace(server, lines);
    const desk = await workspace.desk();
    const sql = await client(loginOf(desk.access.credential));
    for (const table of tables) {
      expect(await stateOf(sql.query(`SELECT 1 FROM reseller_hub.${table}`))).toBe('42501');
      expect(await stateOf(sql.query(`DELETE FROM reseller_hub.${table}`))).toBe('42501');
      expect(await stateOf(sql.query(`COPY reseller_hub.${table} TO STDOUT`))).toBe('42501');
    }
    const { rows } = await server.sql.query<{ name: string; allowed: boolean }>(
      `SELECT p.oid::regprocedure::text AS name, has_function_privilege($1, p.oid, 'EXECUTE') AS allowed
       FROM pg_proc p WHERE p.pronamespace = 'reseller_hub'::regnamespace`,
      [loginOf(desk.access.credential).user],
    );
    expect(rows.length).toBeGreaterThan(20);
    const allowed = rows
      .filter((row) => row.allowed)
      .map(({ name }) => name.replace('reseller_hub.', '').replace(/\(.*/, ''));
    expect(allowed.sort()).toEqual(deskFunctions.map((name) => name.replace(/\(.*/, '')).sort());
    for (const forbidden of [
      'CREATE TABLE reseller_hub.mine (n integer)',
      'CREATE FUNCTION reseller_hub.mine() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
      'CREATE ROLE somebody',
      'SELECT rolpassword FROM pg_authid',
      `SELECT reseller_hub.create_workspace(gen_random_uuid(), 'x', gen_random_uuid(), 'x', 'x', 'x')`,
      `SELECT reseller_hub.close_login('postgres')`,
    ])
      expect(await stateOf(sql.query(forbidden))).toBe('42501');
  });

  it('cannot become another desk, the owner or an administrator', async () => {
    const workspace = await openWorkspace(server, lines);
    const [first, second] = [await workspace.desk(), await workspace.desk()];
    const sql = await client(loginOf(second.access.credential));
    const other = loginOf(first.access.credential).user;
    for (const wanted of [other, 'reseller_hub_owner', server.administrator.user]) {
      expect(await stateOf(sql.query(`SET ROLE "${wanted}"`))).toBe('42501');
      expect(await stateOf(sql.query(`SET SESSION AUTHORIZATION "${wanted}"`))).toBe('42501');
    }
    // Whatever the payload calls itself.
    const { epoch } = await second.line.hello({ ...hello(), deskId: first.deskId } as never);
    await second.line.push({ epoch, changes: [{ ...change(1, {}), deskId: first.deskId } as never] });
    expect((await first.line.pull({ epoch, after: 0, limit: 5 })).changes[0]?.deskId).toBe(second.deskId);
    // What only a desk that may administrate may do.
    const upkeep = hubUpkeep(second.access);
    await expect(upkeep.revoke(first.deskId)).rejects.toThrow(/not an administrator/);
    await expect(upkeep.newEpoch()).rejects.toThrow(/not an administrator/);
    await expect(upkeep.compact(0)).rejects.toThrow(/not an administrator/);
    await expect(inviteDesk(second.access, { minutes: 1 })).rejects.toThrow(/not an administrator/);
  });

  it('stays behind the second wall, also in a function of the hub that forgets the workspace', async () => {
    const [one, two] = [await openWorkspace(server, lines), await openWorkspace(server, lines)];
    const [mine, theirs] = [await one.desk(), await two.desk()];
    for (const desk of [mine, theirs]) {
      const { epoch } = await desk.line.hello(hello());
      await desk.line.push({ epoch, changes: [change(1, {})] });
    }
    await server.sql.query(`
      CREATE FUNCTION reseller_hub.careless() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM reseller_hub.register';
      CREATE FUNCTION reseller_hub.worse() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'UPDATE reseller_hub.register SET value = NULL';
      ALTER FUNCTION reseller_hub.careless() OWNER TO reseller_hub_owner;
      ALTER FUNCTION reseller_hub.worse() OWNER TO reseller_hub_owner;`);
    const sql = await client(loginOf(mine.access.credential));
    expect((await sql.query<{ careless: string }>('SELECT reseller_hub.careless()')).rows[0]?.careless).toBe('1');
    await sql.query('SELECT reseller_hub.worse()');
    const { rows } = await server.sql.query(
      'SELECT workspace_id, value FROM reseller_hub.register WHERE workspace_id IN ($1, $2) ORDER BY value NULLS FIRST',
      [one.workspaceId, two.workspaceId],
    );
    expect(rows).toEqual([
      { workspace_id: one.workspaceId, value: null },
      { workspace_id: two.workspaceId, value: '1' },
    ]);
    await server.sql.query('DROP FUNCTION reseller_hub.careless(), reseller_hub.worse()');
  });

  it('has no login any more when it has left or was revoked', async () => {
    const workspace = await openWorkspace(server, lines);
    await workspace.desk();
    const [left, revoked] = [await workspace.desk(), await workspace.desk()];
    await hubUpkeep(left.access).leave();
    await workspace.revoke(revoked.deskId);
    for (const { access } of [left, revoked]) {
      const login = loginOf(access.credential);
      await expect(client(login)).rejects.toMatchObject({ code: '28000' });
      await expect(hubUpkeep(access).leave()).rejects.toMatchObject({ code: 'revoked' });
      await expect(hubUpkeep({ ...access, credential: `${login.user}:wrong` }).leave()).rejects.toMatchObject({
        code: 'credential',
      });
    }
  });

  describe('an invitation', () => {
    const joining = (code: string) => ({
      code,
      deskId: newId(),
      deskName: 'New desk',
      credential: joinCredential(code),
    });

    it('lets one desk in, once, also where two use it at the same time', async () => {
      const workspace = await openWorkspace(server, lines);
      const { code } = await inviteDesk(workspace.access, { minutes: 10 });
      const all = await Promise.allSettled(Array.from({ length: 4 }, () => joinWorkspace(joining(code))));
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const one of all)
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'HubError', code: 'credential' });
      await expect(joinWorkspace(joining(code))).rejects.toMatchObject({ code: 'credential' });
      const { rows } = await server.sql.query('SELECT 1 FROM reseller_hub.desk WHERE workspace_id = $1', [
        workspace.workspaceId,
      ]);
      expect(rows).toHaveLength(2);
    });

    it('may be answered again to the desk that it let in', async () => {
      const workspace = await openWorkspace(server, lines);
      const { code } = await inviteDesk(workspace.access, { minutes: 10 });
      const mine = joining(code);
      const access = await joinWorkspace(mine);
      expect(await joinWorkspace(mine)).toEqual(access);
    });

    it('survives an answer that is lost on the way', async () => {
      const workspace = await openWorkspace(server, lines);
      const proxy = await openProxy(server.address.port);
      const far = {
        address: { ...workspace.access.address, port: proxy.port },
        credential: workspace.access.credential,
      };
      const { code } = await inviteDesk(far, { minutes: 10 });
      const mine = joining(code);
      proxy.line.sent = (bytes) => {
        // The statement goes out, and nothing comes back.
        if (bytes.includes('join_workspace')) proxy.line.left = 0;
      };
      await expect(joinWorkspace(mine)).rejects.toMatchObject({ code: 'offline' });
      proxy.line.sent = () => undefined;
      proxy.line.left = Infinity;
      await expect
        .poll(
          async () =>
            (await server.sql.query('SELECT 1 FROM reseller_hub.desk WHERE desk_id = $1', [mine.deskId])).rowCount,
        )
        .toBe(1);
      await joinWorkspace(mine);
      await proxy.close();
    });

    it('is over when its time is over, and is nothing where it was made up', async () => {
      const workspace = await openWorkspace(server, lines);
      const { code, expiresAt } = await inviteDesk(workspace.access, { minutes: 10 });
      expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(500_000);
      await server.sql.query(
        `UPDATE reseller_hub.invite SET expires_at = now() - interval '1 second' WHERE workspace_id = $1`,
        [workspace.workspaceId],
      );
      await expect(joinWorkspace(joining(code))).rejects.toMatchObject({ code: 'credential' });
      for (const wrong of [
        '',
        'rch1-',
        'rch1-!!!',
        `rch1-${Buffer.from('{"v":1}').toString('base64url')}`,
        code.slice(5),
      ])
        expect(() => joinCredential(wrong)).toThrow(HubError);
    });

    it('gives a login that can do nothing else', async () => {
      const workspace = await openWorkspace(server, lines);
      const { code } = await inviteDesk(workspace.access, { minutes: 10 });
      const { k } = JSON.parse(Buffer.from(code.slice(5), 'base64url').toString()) as { k: string };
      passwords.push(loginOf(k).password);
      const sql = await client(loginOf(k));
      for (const forbidden of [
        'SELECT reseller_hub.hello(NULL)',
        'SELECT reseller_hub.leave()',
        'SELECT 1 FROM reseller_hub.op',
      ])
        expect(await stateOf(sql.query(forbidden))).toBe('42501');
      // The secret is asked for once more: the login alone is not enough.
      expect(
        await stateOf(sql.query(`SELECT reseller_hub.join_workspace('x', gen_random_uuid(), 'x', 'x', 'x')`)),
      ).toBe('RH005');
    });
  });

  it('leaves no password in the log of a server that writes down every statement', async () => {
    const workspace = await openWorkspace(server, lines);
    const { code } = await inviteDesk(workspace.access, { minutes: 10 });
    const access = await joinWorkspace({ code, deskId: newId(), deskName: 'x', credential: joinCredential(code) });
    const { k } = JSON.parse(Buffer.from(code.slice(5), 'base64url').toString()) as { k: string };
    for (const credential of [k, access.credential, workspace.access.credential])
      passwords.push(loginOf(credential).password);
    const desk = await workspace.desk();
    passwords.push(loginOf((await desk.line.fork(newId())).credential).password, server.administrator.password);
    const folder = path.join(server.folder, 'data/log');
    const log = readdirSync(folder)
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
      .join('');
    expect(log).toContain('join_workspace');
    expect(passwords.length).toBeGreaterThan(4);
    for (const password of passwords) expect(log).not.toContain(password);
    // A plain password is not even taken.
    await expect(
      server.sql.query(`SELECT reseller_hub.create_workspace($1, 'x', gen_random_uuid(), 'x', $2, 'plain password')`, [
        newId(),
        `rhd_${'0'.repeat(32)}_${'0'.repeat(24)}`,
      ]),
    ).rejects.toMatchObject({ code: '22023' });
  });

  describe('installing', () => {
    it('again changes nothing; a newer hub is left alone', async () => {
      expect(await installHub(server.address, server.administrator)).toEqual({ from: hubVersion, to: hubVersion });
      await server.sql.query('UPDATE reseller_hub.meta SET version = version + 1, min_client = version + 1');
      await expect(installHub(server.address, server.administrator)).rejects.toMatchObject({ code: 'hub_too_new' });
      const workspace = await openWorkspace(server, lines);
      const desk = await workspace.desk();
      await expect(desk.line.hello(hello())).rejects.toMatchObject({ code: 'hub_too_new' });
      await server.sql.query('UPDATE reseller_hub.meta SET version = 1, min_client = 1');
      await expect(desk.line.hello(hello())).rejects.toMatchObject({ code: 'hub_too_old' });
      await server.sql.query('UPDATE reseller_hub.meta SET version = $1, min_client = $1', [hubVersion]);
      await desk.line.hello(hello());
    });

    it('needs no superuser: CREATEROLE and a database of its own are enough', async () => {
      const bare = await testServer();
      try {
        await bare.sql.query(`CREATE ROLE manager LOGIN CREATEROLE PASSWORD 'managed'`);
        await bare.sql.query('CREATE DATABASE team OWNER manager');
        const address = { ...bare.address, database: 'team' };
        const manager = { user: 'manager', password: 'managed' };
        expect(await installHub(address, manager)).toEqual({ from: 0, to: hubVersion });
        const workspaceId = newId();
        const access = await createWorkspace(address, manager, {
          workspaceId,
          name: 'Team',
          deskId: newId(),
          deskName: 'One',
        });
        const { code } = await inviteDesk(access, { minutes: 5 });
        await joinWorkspace({ code, deskId: newId(), deskName: 'Two', credential: joinCredential(code) });
      } finally {
        await bare.close();
      }
    });

    it('on a server without the hub is told from a wrong password', async () => {
      const bare = await testServer();
      try {
        await expect(
          hubUpkeep({
            address: bare.address,
            credential: `${bare.administrator.user}:${bare.administrator.password}`,
          }).leave(),
        ).rejects.toMatchObject({ code: 'hub_too_old' });
        await expect(installHub(bare.address, { ...bare.administrator, password: 'wrong' })).rejects.toMatchObject({
          code: 'credential',
        });
        await expect(installHub({ ...bare.address, database: 'none' }, bare.administrator)).rejects.toMatchObject({
          code: 'credential',
        });
      } finally {
        await bare.close();
      }
      await expect(installHub(bare.address, bare.administrator)).rejects.toMatchObject({ code: 'offline' });
    });
  });
});
