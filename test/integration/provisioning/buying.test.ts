import { describe, expect, it } from 'vitest';
import type { Context } from '../../../main/core/kernel/index.ts';
import { startVendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { useStage } from './stage.ts';
import { owner } from './world.ts';

const stage = useStage();

describe('buying', () => {
  it('stores the intent, buys once, waits for the key, and says so', async () => {
    const { contract } = await stage.open();
    const { id } = stage.world.licenses.create(contract, owner);
    const done = await stage.world.until(id, 'succeeded');
    expect(stage.sandbox.orders()).toBe(1);
    expect(stage.world.codes(id).slice(0, 3)).toEqual(['queued', 'sending', 'accepted']);
    expect(stage.world.codes(id).at(-1)).toBe('confirmed');
    expect(done).toMatchObject({
      errorCode: null,
      vendorMessage: null,
      attempt: 1,
      askedBy: 'Olga Owner',
      connectionName: 'ispmanager licenses',
      productName: 'ispmanager 6 lite',
      clientName: 'Anna Smith',
    });
    const [bought] = stage.sandbox.licenses();
    expect(bought).toMatchObject({
      licname: done.token,
      remoteid: done.token,
      ip: '192.0.2.7',
      pricelist: '55227',
      period: 1,
      autoprolong: null,
    });
    expect(stage.world.licenseOf(contract)).toMatchObject({
      vendor_id: String(bought?.id),
      license_key: bought?.key,
      status: 'active',
    });
    expect(stage.world.contractStatus(contract)).toBe('Active');
  });

  it('is the same row whoever asks, with who and why', async () => {
    const { connection, contract } = await stage.open();
    const { world } = stage;
    const other = world.addContract(connection, { ip: '192.0.2.8' });
    const third = world.addContract(connection, { ip: '192.0.2.9' });
    const script = { ...owner, principal: { ...owner.principal, via: 'command-line' } as Context['principal'] };
    const clicked = world.licenses.create(contract, owner).id;
    const scripted = world.licenses.create(other, script).id;
    const { order_id: orderId } = world.store.db
      .prepare('SELECT order_id FROM contract_product WHERE id = ?')
      .get(third) as { order_id: string };
    const paid = world.store.transaction(owner, (writer) =>
      world.licenses.queueCreate(writer, third, `order/${orderId}`),
    );
    expect(world.provisioning.list({ limit: 10 }).rows.map(({ id, askedBy, cause }) => [id, askedBy, cause])).toEqual([
      [paid, 'Olga Owner', `order/${orderId}`],
      [scripted, 'Olga Owner', 'command-line'],
      [clicked, 'Olga Owner', 'staff'],
    ]);
    expect(world.provisioning.get(paid)).toMatchObject({
      order: { id: orderId },
      clientId: expect.any(String) as unknown,
    });
    expect(world.provisioning.get(scripted).order).toBeNull();
    for (const id of [clicked, scripted, paid]) await world.until(id, 'succeeded');
  });

  it('two rapid requests are one purchase', async () => {
    const { contract } = await stage.open();
    const { id } = stage.world.licenses.create(contract, owner);
    expect(() => stage.world.licenses.create(contract, owner)).toThrow('license.operation_open');
    // Past the rules of the area too: the index of the database is the last word.
    expect(() =>
      stage.world.store.transaction(owner, (writer) =>
        stage.world.provisioning.queue(writer, {
          kind: 'create',
          connectionId: stage.world.provisioning.get(id).connectionId,
          contractProductId: contract,
          licenseId: null,
          vendorId: null,
          params: { pricelist: '55227', period: 1, ip: '192.0.2.7', customer: '' },
          priceMinor: 500,
          currency: 'EUR',
          expectedCost: null,
          cause: 'test',
        }),
      ),
    ).toThrow('license.operation_open');
    await stage.world.until(id, 'succeeded');
    expect(() => stage.world.licenses.create(contract, owner)).toThrow('license.already_exists');
    await stage.world.provisioning.idle();
    expect(stage.sandbox.orders()).toBe(1);
  });

  it.each([
    [
      'reset after the order was booked',
      { kind: 'reset' as const, phase: 'after-commit' as const },
      'vendor.broken_answer',
    ],
    ['truncated body', { kind: 'truncate' as const, phase: 'after-commit' as const }, 'vendor.broken_answer'],
    ['502 page', { kind: 'html-502' as const, phase: 'after-commit' as const }, 'vendor.server_error'],
    ['login page', { kind: 'html-login' as const, phase: 'after-commit' as const }, 'vendor.not_vendor_page'],
    ['redirect', { kind: 'redirect' as const, phase: 'after-commit' as const }, 'vendor.redirected'],
    ['empty answer', { kind: 'empty' as const, phase: 'after-commit' as const }, 'vendor.broken_answer'],
    ['success without an id', { kind: 'no-id' as const }, 'vendor.broken_answer'],
  ])('answer lost (%s): unknown, then found by its token, one order', async (_name, fault, code) => {
    const { contract } = await stage.open({ faults: [{ ...fault, func: 'soft.order.param', times: 1 }] });
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'succeeded');
    const lost = stage.world.provisioning.get(id).events.find((event) => event.state === 'unknown');
    expect(lost).toMatchObject({ code: 'outcome_unknown', detail: expect.stringContaining(code) as unknown });
    expect(stage.world.codes(id)).toContain('found');
    expect(stage.sandbox.orders()).toBe(1);
    expect(stage.calls('soft.order.param')).toBe(1);
    expect(stage.world.licenseOf(contract)?.status).toBe('active');
  });

  it('answer later than the time-out: unknown, found, one order', async () => {
    const { contract } = await stage.open(
      { faults: [{ kind: 'delay', ms: 900, phase: 'after-commit', func: 'soft.order.param', times: 1 }] },
      { timeoutMs: 300 },
    );
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'succeeded');
    expect(stage.world.provisioning.get(id).events.find((event) => event.state === 'unknown')?.detail).toContain(
      'vendor.timeout',
    );
    expect(stage.sandbox.orders()).toBe(1);
  });

  it('a refusal is a refusal: nothing bought, the vendor’s words kept, and it can be asked again', async () => {
    const { contract } = await stage.open({ faults: [{ kind: 'balance', func: 'soft.order.param', times: 1 }] });
    const { id } = stage.world.licenses.create(contract, owner);
    const refused = await stage.world.until(id, 'refused');
    expect(refused).toMatchObject({
      errorCode: 'vendor.refused',
      vendorMessage: expect.stringContaining('Insufficient funds') as unknown,
    });
    expect(stage.sandbox.orders()).toBe(0);
    expect(stage.world.contractStatus(contract)).toBe('Awaiting Activation');
    await stage.world.until(stage.world.licenses.create(contract, owner).id, 'succeeded');
    expect(stage.sandbox.orders()).toBe(1);
  });

  it('a vendor that cannot be reached has got nothing: queued again, bought when it is back', async () => {
    const { contract } = await stage.open();
    const { port } = stage.sandbox;
    await stage.sandbox.close();
    const { id } = stage.world.licenses.create(contract, owner);
    while (!stage.world.codes(id).includes('not_sent')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(stage.world.provisioning.get(id)).toMatchObject({ state: 'queued', errorCode: 'vendor.unreachable' });
    stage.sandbox = await startVendorSandbox({ port, timing: { processingMs: 0, keyDelayMs: 0 } });
    stage.closing.push(() => stage.sandbox.close());
    await stage.world.until(id, 'succeeded');
    expect(stage.sandbox.orders()).toBe(1);
    // It was in the sending state before: the list was read before it was sent again.
    expect(stage.sandbox.requests()[0]?.func).toBe('soft');
  });

  it('a key that comes late: accepted until it is there, never reported as failed', async () => {
    const { contract } = await stage.open({ timing: { processingMs: 20, keyDelayMs: 1200 } });
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'accepted');
    while (!stage.world.codes(id).includes('waiting_key')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(stage.world.licenseOf(contract)).toMatchObject({ status: 'active', license_key: '' });
    expect(stage.world.contractStatus(contract)).toBe('Awaiting Activation');
    await stage.world.until(id, 'succeeded');
    expect(stage.world.licenseOf(contract)?.license_key).not.toBe('');
    expect(stage.sandbox.orders()).toBe(1);
  });

  it('a license for another IP than the one ordered is not confirmed, and before a person until it is put right', async () => {
    const { contract } = await stage.open({ faults: [{ kind: 'wrong-ip', func: 'soft.order.param', times: 1 }] });
    const { id } = stage.world.licenses.create(contract, owner);
    while (!stage.world.codes(id).includes('mismatch')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(stage.world.provisioning.get(id).state).toBe('accepted');
    expect(stage.world.provisioning.get(id).events.at(-1)?.detail).toContain('203.0.113.254');
    const waiting = () => stage.world.provisioning.list({ group: 'needsPerson', open: false, limit: 10 }).rows;
    expect(waiting()).toMatchObject([{ id, state: 'accepted', errorCode: 'operation.mismatch' }]);
    expect(stage.world.provisioning.status().needsPerson).toBe(1);

    // The vendor's staff put it right.
    stage.sandbox.patchLicense(stage.sandbox.licenses()[0]?.id ?? 0, { ip: '192.0.2.7' });
    expect(await stage.world.until(id, 'succeeded')).toMatchObject({ errorCode: null });
    expect(waiting()).toEqual([]);
    expect(stage.sandbox.orders()).toBe(1);
  });

  it('does not buy what is not paid for any more', async () => {
    const { contract, connection } = await stage.open();
    stage.world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 0 }));
    const { id } = stage.world.licenses.create(contract, owner);
    stage.world.store.transaction(owner, (writer) =>
      writer.update('contract_product', contract, { status: 'Cancelled' }),
    );
    stage.world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 1 }));
    expect(await stage.world.until(id, 'refused')).toMatchObject({ errorCode: 'license.wrong_state' });
    expect(stage.sandbox.requests()).toEqual([]);
  });
});
