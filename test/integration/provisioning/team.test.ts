import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Right } from '../../../main/core/provisioning/index.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { MemoryHub } from '../../unit/support/memory-hub.ts';
import { tempFolder } from '../../unit/support/store.ts';
import { teamDesk, type TeamDesk, type TeamDeskOptions } from './team.ts';
import { owner } from './world.ts';

let folder: ReturnType<typeof tempFolder>;
let sandbox: VendorSandbox;
let hub: MemoryHub;
let desks: TeamDesk[];
beforeEach(async () => {
  folder = tempFolder();
  sandbox = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 } });
  hub = new MemoryHub({ now: Date.now });
  desks = [];
});
afterEach(async () => {
  await Promise.all(desks.map((desk) => desk.close()));
  await sandbox.close();
  folder.remove();
});

const url = (): string => `http://127.0.0.1:${sandbox.port}/manager/billmgr`;

/** A desk whose application runs; `join`: it belongs to the team. */
function openDesk(name: string, options: Partial<TeamDeskOptions> = {}): TeamDesk {
  mkdirSync(path.join(folder.path, name), { recursive: true });
  const desk = teamDesk({ name, hub, url: url(), folder: folder.path, ...options });
  desks.push(desk);
  desk.world.provisioning.start();
  return desk;
}
async function joined(name: string, options: Partial<TeamDeskOptions> = {}): Promise<TeamDesk> {
  const desk = openDesk(name, options);
  desk.join();
  await desk.round();
  return desk;
}
const shut = async (desk: TeamDesk): Promise<void> => {
  desks.splice(desks.indexOf(desk), 1);
  await desk.close();
};

/** The one vendor account, under its own address: what two desks do there meets. */
const connect = async ({ world }: TeamDesk): Promise<string> => (await world.addConnection({ apiAddress: url() })).id;
/** How often something that changes anything arrived at the vendor. */
const sent = (func: string): number => sandbox.requests().filter((request) => request.func === func).length;
const order = 'soft.order.param';
const prolong = 'service.prolong';

/** A license of the vendor that both desks know of, each with a contract of its own. */
async function shared(a: TeamDesk, b: TeamDesk): Promise<{ a: string; b: string }> {
  const [atA, atB] = [await connect(a), await connect(b)];
  const contractA = a.world.addContract(atA);
  await a.world.until(a.world.licenses.create(contractA, owner).id, 'succeeded');
  await a.givenBack();
  const contractB = b.world.addContract(atB, { status: 'Active' });
  b.world.addLicense(contractB, atB, a.world.licenseOf(contractA)?.vendor_id ?? '');
  return { a: contractA, b: contractB };
}

describe('the right to send', () => {
  it('is asked of nobody by a desk that is alone', async () => {
    const desk = openDesk('A');
    const contract = desk.world.addContract(await connect(desk));
    await desk.world.until(desk.world.licenses.create(contract, owner).id, 'succeeded');
    expect(desk.asked).toEqual([]);
    expect(desk.world.store.db.prepare('SELECT count(*) FROM sync_grant').pluck().get()).toBe(0);
  });

  it('is asked before anything that counts once leaves, and is given back when it is over', async () => {
    const desk = await joined('A');
    const contract = desk.world.addContract(await connect(desk));
    await desk.world.until(desk.world.licenses.create(contract, owner).id, 'succeeded');
    const renewed = desk.world.licenses.renew(contract, owner).id;
    await desk.world.until(renewed, 'succeeded');
    await desk.givenBack();
    await desk.world.until(desk.world.licenses.suspend(contract, owner).id, 'succeeded');
    const asked = desk.asked.map(({ kind, key, release }) => `${kind} ${key.split('/')[0] ?? ''} ${release ?? ''}`);
    expect(asked).toEqual(['operation buy ', 'operation license ', 'operation license true']);
    // A purchase stays this desk's: a copy of the contract must not buy it again.
    expect(
      desk.world.store.db.prepare("SELECT key, state FROM sync_grant WHERE kind = 'operation' ORDER BY key").all(),
    ).toEqual([{ key: `buy/${contract}`, state: 'kept' }]);
    // What was given back is remembered apart, for a hub that loses it.
    expect(desk.world.store.db.prepare("SELECT count(*) FROM sync_grant WHERE kind = 'ended'").pluck().get()).toBe(1);
  });

  it('is waited for without the hub, said so, and had when the hub is back', async () => {
    const desk = await joined('A');
    const contract = desk.world.addContract(await connect(desk));
    desk.cut();
    await desk.round();
    const { id } = desk.world.licenses.create(contract, owner);
    const waiting = await desk.waitsWith(id, 'operation.waits_for_hub');
    expect(waiting).toMatchObject({ state: 'queued', heldFor: null });
    expect(waiting.nextCheckAt).not.toBeNull();
    expect(desk.world.provisioning.status().needsPerson).toBe(0);
    expect(sent(order)).toBe(0);
    // What may be repeated waits for nobody.
    desk.cut(false);
    await desk.round();
    await desk.world.until(id, 'succeeded');
    expect(sent(order)).toBe(1);
  });

  it('is not there where the hub goes away between two rounds', async () => {
    const desk = await joined('A');
    const contract = desk.world.addContract(await connect(desk));
    desk.cut();
    const { id } = desk.world.licenses.create(contract, owner);
    await desk.waitsWith(id, 'operation.waits_for_hub');
    expect(sent(order)).toBe(0);
    desk.cut(false);
    await desk.world.until(id, 'succeeded');
  });

  it('is one desk’s for a license: the other one is told which, and a person may let it go on', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    const contracts = await shared(a, b);
    b.cut();
    await b.round();
    const atB = b.world.licenses.renew(contracts.b, owner).id;
    await b.waitsWith(atB, 'operation.waits_for_hub');
    // The other desk renews it meanwhile, and is done before this one comes back.
    await a.world.until(a.world.licenses.renew(contracts.a, owner).id, 'succeeded');
    await a.givenBack();
    b.cut(false);
    await b.round();
    expect(await b.waitsWith(atB, 'operation.other_desk')).toMatchObject({
      state: 'queued',
      heldFor: 'other_desk',
      otherDesk: 'A',
    });
    expect(b.world.provisioning.status().needsPerson).toBe(1);
    expect(sent(prolong)).toBe(1);
    await b.world.provisioning.idle();
    expect(sent(prolong)).toBe(1);
    const released = b.world.provisioning.release(atB, owner);
    expect(released).toMatchObject({ heldFor: null, otherDesk: null, errorCode: null });
    await b.world.until(atB, 'succeeded');
    expect(sent(prolong)).toBe(2);
    // What is asked for after that is nobody's business any more.
    await b.givenBack();
    await a.world.until(a.world.licenses.renew(contracts.a, owner).id, 'succeeded');
  });

  it('is refused while the other desk is at it', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    const contracts = await shared(a, b);
    sandbox.setFaults([{ kind: 'delay', func: prolong, ms: 1500, times: 1 }]);
    const atA = a.world.licenses.renew(contracts.a, owner).id;
    await a.world.until(atA, 'sending');
    const atB = b.world.licenses.renew(contracts.b, owner).id;
    expect(await b.waitsWith(atB, 'operation.other_desk')).toMatchObject({ otherDesk: 'A' });
    expect(a.world.provisioning.get(atA).state).toBe('sending');
    // Let go on too early it is held again, and asked for anew once the other one is done.
    b.world.provisioning.release(atB, owner);
    await b.waitsWith(atB, 'operation.other_desk');
    await a.world.until(atA, 'succeeded');
    await a.givenBack();
    expect(sent(prolong)).toBe(1);
    b.world.provisioning.release(atB, owner);
    await b.world.until(atB, 'succeeded');
    expect(sent(prolong)).toBe(2);
  });

  it('of a copied profile is had once: what was queued in both is bought once', async () => {
    const a = await joined('A');
    const contract = a.world.addContract(await connect(a));
    a.cut();
    await a.round();
    const { id } = a.world.licenses.create(contract, owner);
    await a.waitsWith(id, 'operation.waits_for_hub');
    await shut(a);
    mkdirSync(path.join(folder.path, 'B'));
    copyFileSync(path.join(folder.path, 'A', 'console.db'), path.join(folder.path, 'B', 'console.db'));
    const again = openDesk('A', { vault: a.world.vault });
    await again.round();
    await again.world.until(id, 'succeeded');
    expect(sent(order)).toBe(1);
    // The copy, which took an identity of its own at its first round.
    const copy = openDesk('B', { vault: a.world.vault });
    copy.world.store.db.prepare("UPDATE sync_state SET value = 'desk-B' WHERE key = 'deskId'").run();
    await copy.round();
    expect(await copy.waitsWith(id, 'operation.other_desk')).toMatchObject({ otherDesk: 'A' });
    expect(sent(order)).toBe(1);
  });

  it('is asked for with the same words after a crash before the sending', async () => {
    let end: (right: Right) => void = () => {};
    const a = await joined('A', {
      around: (rights) => ({
        ...rights,
        // The hub said yes, and the process ended before the intent was stored.
        ask: async (...input) => {
          await rights.ask(...input);
          return new Promise((resolve) => {
            end = resolve;
          });
        },
      }),
    });
    const contract = a.world.addContract(await connect(a));
    const { id } = a.world.licenses.create(contract, owner);
    for (let turn = 0; turn < 500 && a.asked.length === 0; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(a.asked).toHaveLength(1);
    a.world.store.db.pragma('wal_checkpoint(TRUNCATE)');
    mkdirSync(path.join(folder.path, 'C'));
    copyFileSync(path.join(folder.path, 'A', 'console.db'), path.join(folder.path, 'C', 'console.db'));
    expect(sent(order)).toBe(0);
    const after = teamDesk({ name: 'C', hub, url: url(), folder: folder.path, vault: a.world.vault, deskId: 'desk-A' });
    desks.push(after);
    after.world.provisioning.start();
    await after.round();
    await after.world.until(id, 'succeeded');
    expect(after.asked.find(({ release }) => !release)?.requestId).toBe(a.asked[0]?.requestId);
    expect(sent(order)).toBe(1);
    end({ state: 'waits' });
  });

  it('that was granted is told to a hub that was restored, and given to nobody else', async () => {
    const [a, b] = [await joined('A'), await joined('B')];
    const backup = hub.backup();
    const contract = a.world.addContract(await connect(a));
    await a.world.until(a.world.licenses.create(contract, owner).id, 'succeeded');
    hub.restore(backup);
    for (const desk of [a, b, a, b]) await desk.round();
    const key = `buy/${contract}`;
    expect(await b.sync.grant({ kind: 'operation', key, requestId: 'another', amount: 0 })).toEqual({
      state: 'held',
      heldBy: 'desk-A',
    });
  });
});
