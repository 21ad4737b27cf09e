import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteDesk, joinCredential, joinWorkspace, createWorkspace } from '../../../main/core/sync/hub/desks.ts';
import { installHub } from '../../../main/core/sync/hub/install.ts';
import { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import { certificate } from './support/certificates.ts';
import { hello } from './support/changes.ts';
import { newId, securedServer, testServer, type TestServer } from './support/server.ts';

describe('an encrypted line', () => {
  const authority = certificate('Authority');
  const other = certificate('Authority');
  let server: TestServer;
  beforeAll(async () => {
    server = await securedServer(certificate('localhost', authority));
  });
  afterAll(() => server.close());
  const address = (more: object = {}) =>
    ({ ...server.address, host: 'localhost', tls: 'verify-full', ca: authority.pem, ...more }) as const;

  it('to a server that proves who it is works, from installing to a desk that joins by code', async () => {
    await installHub(address(), server.administrator);
    const access = await createWorkspace(address(), server.administrator, {
      workspaceId: newId(),
      name: 'Workspace',
      deskId: newId(),
      deskName: 'One',
    });
    const { code } = await inviteDesk(access, { minutes: 5 });
    const joined = await joinWorkspace({ code, deskId: newId(), deskName: 'Two', credential: joinCredential(code) });
    expect(joined.address.ca).toBe(authority.pem);
    const line = new PostgresTransport(joined);
    expect((await line.hello(hello())).desks).toHaveLength(2);
    const { rows } = await server.sql.query(
      `SELECT 1 FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE s.ssl AND a.usename LIKE 'rhd%'`,
    );
    expect(rows).toHaveLength(1);
    await line.close();
  });

  it.each([
    ['another authority of the same name', () => address({ ca: other.pem })],
    ['no authority that we know', () => ({ ...server.address, host: 'localhost', tls: 'verify-full' as const })],
    ['a certificate for another name', () => address({ host: '127.0.0.1' })],
  ])('is refused: %s', async (_what, make) => {
    await expect(installHub(make(), server.administrator)).rejects.toMatchObject({ name: 'HubError', code: 'tls' });
  });

  it('is refused to a server whose certificate has ended', async () => {
    const old = await securedServer(certificate('localhost', authority, 2021));
    await expect(installHub({ ...address(), port: old.address.port }, old.administrator)).rejects.toMatchObject({
      code: 'tls',
    });
    await old.close();
  });

  it('is not given up: a server without encryption, and another computer without it, are refused', async () => {
    const plain = await testServer();
    await expect(installHub({ ...address(), port: plain.address.port }, plain.administrator)).rejects.toMatchObject({
      code: 'tls',
    });
    await plain.close();
    await expect(
      installHub({ ...server.address, host: '192.0.2.1', tls: 'off' }, server.administrator),
    ).rejects.toMatchObject({ code: 'tls' });
  });
});
