import { describe, expect, it } from 'vitest';
import { useStage } from './stage.ts';
import { account, owner } from './world.ts';

const stage = useStage();

describe('what keeps the console out of the account', () => {
  it('a wrong password buys nothing, stops all calls, and goes on by itself when it is corrected', async () => {
    const { contract, connection } = await stage.open();
    const input = { ...stage.world.connections.get(connection) };
    await stage.world.vault.set(`connection/${connection}`, 'wrong');
    const { id } = stage.world.licenses.create(contract, owner);
    while (!stage.world.codes(id).includes('held')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(stage.world.provisioning.get(id)).toMatchObject({ state: 'queued', errorCode: 'vendor.bad_password' });
    expect(stage.world.connections.get(connection).credentialsStopped).toBe(true);
    const seen = stage.sandbox.requests().length;
    stage.world.provisioning.kick();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stage.sandbox.requests().length).toBe(seen);
    await stage.world.connections.update(
      {
        id: connection,
        isEnabled: true,
        name: input.name,
        provisionCategory: input.provisionCategory,
        isCategoryDefault: false,
        provider: input.provider,
        isProviderDefault: false,
        username: input.username,
        apiAddress: input.apiAddress,
        readIntervalMs: 0,
        parallel: 1,
        password: account.password,
        allowMemoryOnly: false,
      },
      owner,
    );
    await stage.world.until(id, 'succeeded');
    expect(stage.sandbox.orders()).toBe(1);
  });

  it('a disabled connection buys nothing until it is enabled', async () => {
    const { contract, connection } = await stage.open();
    stage.world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 0 }));
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.provisioning.idle();
    expect(stage.world.provisioning.get(id)).toMatchObject({ state: 'queued', errorCode: 'connection.disabled' });
    expect(stage.sandbox.requests()).toEqual([]);
    stage.world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 1 }));
    await stage.world.until(id, 'succeeded');
  });

  it('a missing secret sends nothing', async () => {
    const { contract, connection } = await stage.open();
    await stage.world.vault.delete(`connection/${connection}`);
    const { id } = stage.world.licenses.create(contract, owner);
    while (!stage.world.codes(id).includes('not_sent')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(stage.world.provisioning.get(id)).toMatchObject({ state: 'queued', errorCode: 'vault.missing_secret' });
    expect(stage.sandbox.requests()).toEqual([]);
  });
});
