import Database from 'better-sqlite3';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nativeBinding } from '../../../main/core/store/native.ts';
import { hubMigrations, hubVersion } from '../../../main/core/sync/hub/schema/index.ts';
import { certificate } from './support/certificates.ts';
import { ask, type Console, end, open, settled, start, status, until } from './support/consoles.ts';
import { securedServer, type TestServer } from './support/server.ts';

const authority = certificate('Authority');
let server: TestServer;
let anna: Console;
let boris: Console;
beforeAll(async () => {
  server = await securedServer(certificate('localhost', authority));
  anna = await open('Anna');
  boris = await open('Boris');
});
afterAll(async () => {
  for (const console of [boris, anna]) await end(console);
  await server.close();
});

const bound = () => {
  const nativeBindingPath = nativeBinding();
  return nativeBindingPath === undefined ? {} : { nativeBinding: nativeBindingPath };
};

const create = (more: object = {}) =>
  ask(anna, 'sync', 'createWorkspace', {
    kind: 'server',
    name: 'Sales',
    deskName: 'Front',
    host: 'localhost',
    port: server.address.port,
    database: 'postgres',
    ...server.administrator,
    ca: authority.pem,
    ...more,
  });

describe('a team with a hub on a server, over an encrypted line', () => {
  it('is not made where the server does not prove who it is or refuses the login, and can be asked for again', async () => {
    for (const [more, code] of [
      [{ ca: certificate('Authority').pem }, 'sync.tls'],
      [{ ca: 'no certificate' }, 'sync.tls'],
      [{ host: '127.0.0.1' }, 'sync.tls'],
      [{ password: 'wrong' }, 'sync.credential'],
      [{ database: 'nothing' }, 'sync.credential'],
      [{ port: 1 }, 'sync.offline'],
    ] as const)
      await expect(create(more), JSON.stringify(more)).rejects.toThrow(code);
    expect(await status(anna)).toMatchObject({ isJoined: false, hub: null, problem: null });
  });

  it('is made with the file of its authority, which travels with the invitation', async () => {
    await ask(anna, 'catalogue', 'createCategory', { name: 'Licenses' });
    expect(await create()).toMatchObject({ isJoined: true, workspaceName: 'Sales', hub: { kind: 'server' } });
    await settled(anna);
    const { code } = await ask(anna, 'sync', 'invite', {});
    await ask(boris, 'sync', 'join', { code, deskName: 'Back' });
    await settled(boris);
    expect((await ask(boris, 'catalogue', 'listCategories', {})).map(({ name }) => name)).toContain('Licenses');
    const { rows } = await server.sql.query(
      "SELECT s.ssl FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.usename LIKE 'rhd%'",
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.every(({ ssl }: { ssl: boolean }) => ssl)).toBe(true);
    // The administrator's password is kept nowhere.
    expect([...anna.kept.values()].filter((secret) => secret.includes(server.administrator.password))).toEqual([]);
  });

  it('is brought up to date by a person with the administrator’s login, from the page of the hub', async () => {
    expect((await status(anna)).canUpdateHub).toBe(false);
    // As the console before this one left it: the newest steps are taken back.
    expect(hubMigrations.slice(-2).map(({ sql }) => /RENAME TO hello_heard|count_values/.test(sql))).toEqual([
      true,
      true,
    ]);
    const before = hubMigrations.at(-3)?.version ?? 0;
    await server.sql
      .query(`DROP FUNCTION reseller_hub.hello, reseller_hub.lacks_told, reseller_hub.told_series, reseller_hub.count_values;
      ALTER FUNCTION reseller_hub.hello_heard RENAME TO hello;
      GRANT EXECUTE ON FUNCTION reseller_hub.hello TO reseller_hub_desk;
      UPDATE reseller_hub.meta SET version = ${before}`);
    await until(
      anna,
      () => status(anna),
      ({ canUpdateHub, problem }) => canUpdateHub && problem === null,
    );
    // One that is older than this console can work with keeps nobody from working, and is told.
    await server.sql.query('UPDATE reseller_hub.meta SET version = 80');
    await until(
      anna,
      () => status(anna),
      ({ canUpdateHub, problem }) => canUpdateHub && problem === 'hub_too_old',
    );
    await server.sql.query(`UPDATE reseller_hub.meta SET version = ${before}`);
    const { user, password } = server.administrator;
    await expect(ask(anna, 'sync', 'updateHub', { user, password: 'wrong' })).rejects.toThrow('sync.credential');
    await ask(anna, 'sync', 'updateHub', { user, password });
    await until(
      anna,
      () => status(anna),
      ({ canUpdateHub, problem }) => !canUpdateHub && problem === null,
    );
    const { rows } = await server.sql.query('SELECT version FROM reseller_hub.meta');
    expect(rows).toEqual([{ version: hubVersion }]);
  });

  it('has its log compacted once a day by a desk that may administrate it, as far as all desks have it', async () => {
    await settled(boris);
    await settled(anna);
    const least = async () => {
      const { rows } = await server.sql.query<{ min_seq: string; head: string }>(
        'SELECT min_seq, head FROM reseller_hub.workspace',
      );
      return { min: Number(rows[0]?.min_seq), head: Number(rows[0]?.head) };
    };
    expect((await least()).min).toBe(0);
    await anna.core.close();
    await server.sql.query("UPDATE reseller_hub.op SET received_at = received_at - interval '100 days'");
    // A day later.
    const db = new Database(path.join(anna.folder.path, 'live', 'console.db'), bound());
    db.prepare("DELETE FROM sync_state WHERE key = 'compacted'").run();
    db.close();
    anna.core = await start(anna);
    await until(anna, least, ({ min }) => min > 0);
    await settled(boris);
    await settled(anna);
    for (const console of [anna, boris]) expect(await status(console)).toMatchObject({ problem: null, news: [] });
  });

  it('tells nobody any more who has a record open when the line is cut', async () => {
    const { id } = await ask(anna, 'catalogue', 'createCategory', { name: 'Open' });
    await ask(anna, 'sync', 'setOpen', { open: [{ record: 'category', id }] });
    const openAt = async () =>
      (await ask(boris, 'sync', 'rowStates', { record: 'category', ids: [id] }))[0]?.openAt.join();
    const both = async () => {
      await ask(anna, 'sync', 'tryNow', {});
      return openAt();
    };
    await until(boris, both, (names) => names === 'Front');
    await anna.core.close();
    await server.running.stop();
    await until(
      boris,
      () => status(boris),
      ({ problem }) => problem === 'offline',
    );
    expect(await openAt()).toBe('');
    anna.core = await start(anna);
  });
});
