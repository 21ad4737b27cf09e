import { describe, expect, it } from 'vitest';
import { gateCalls } from '../../../main/core/provisioning/gate.ts';
import { systemClock } from '../../../main/core/kernel/index.ts';
import type { VendorClient } from '../../../main/core/provisioning/index.ts';

const account = (connectionId: string) => ({ connectionId, apiAddress: '', username: '', password: '' });
const meta = { tag: 't' };

/** A client whose calls last until they are let go; what is on its way is in `underWay`. */
function slow() {
  const underWay: { name: string; end: () => void }[] = [];
  const call = (name: string) => () =>
    new Promise((resolve) => underWay.push({ name, end: () => resolve({ kind: 'ok', value: null }) }));
  const vendor = {
    readLicense: (_account: unknown, id: string) => call(`read ${id}`)(),
    act: (_account: unknown, _action: string, id: string) => call(`act ${id}`)(),
  } as unknown as VendorClient;
  const end = async (name: string): Promise<void> => {
    const at = underWay.findIndex((each) => each.name === name);
    underWay.splice(at, 1)[0]?.end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { vendor, names: () => underWay.map(({ name }) => name), end };
}

describe('the gate of an account', () => {
  it('lets as many calls be on their way as it is set to, changes before readings, each account by itself', async () => {
    let width = 2;
    const { vendor, names, end } = slow();
    const gated = gateCalls(vendor, () => width, systemClock);
    const read = (id: string, of = 'a') => gated.readLicense(account(of), id, meta);
    const all = [read('1'), read('2'), read('3'), gated.act(account('a'), 'suspend', '4', meta), read('5', 'b')];
    await new Promise((resolve) => setImmediate(resolve));
    expect(names()).toEqual(['read 1', 'read 2', 'read 5']);
    await end('read 2');
    expect(names()).toEqual(['read 1', 'read 5', 'act 4']);
    width = 1;
    await end('read 1');
    // One is on its way still, and that is as many as may be now.
    expect(names()).toEqual(['read 5', 'act 4']);
    await end('act 4');
    expect(names()).toEqual(['read 5', 'read 3']);
    await end('read 3');
    await end('read 5');
    await Promise.all(all);
  });

  it('gives a turn back also where a call throws', async () => {
    const gated = gateCalls(
      { probe: () => Promise.reject(new Error('broke')) } as unknown as VendorClient,
      () => 1,
      systemClock,
    );
    for (let times = 0; times < 3; times += 1) await expect(gated.probe(account('a'), meta)).rejects.toThrow('broke');
  });

  it('spreads calls over the time that one takes, and holds none up that would have a turn', async () => {
    let now = 0;
    let lasts = 80;
    const begun: number[] = [];
    const waits: number[] = [];
    const clock = {
      monotonic: () => now,
      sleep: (ms: number) => {
        waits.push(ms);
        return Promise.resolve();
      },
    };
    const read = () => {
      begun.push(now);
      now += lasts;
      return Promise.resolve({ kind: 'ok', value: null });
    };
    const gated = gateCalls({ readLicense: read } as unknown as VendorClient, () => 8, clock);
    // One by one there is nothing to spread: each begins when the one before has ended.
    for (let times = 0; times < 40; times += 1) await gated.readLicense(account('a'), '1', meta);
    expect(begun).toEqual(Array.from({ length: 40 }, (_, at) => at * 80));
    // Three that come together begin apart: by less than an eighth of what a call takes, so no turn stands empty.
    lasts = 0;
    await Promise.all(['1', '2', '3'].map((id) => gated.readLicense(account('a'), id, meta)));
    const [second = 0, third = 0, ...more] = waits;
    for (const gap of [second, third - second]) {
      expect(gap).toBeGreaterThan(4);
      expect(gap).toBeLessThan(10);
    }
    expect(more).toEqual([]);
  });

  it('sends nothing that waited while the vendor was found out of reach, and sends again what comes after that', async () => {
    const { vendor, names } = slow();
    const lost = { kind: 'not_sent', code: 'vendor.unreachable', message: '' };
    let isDown = true;
    const flaky = {
      ...vendor,
      readLicense: (...of: Parameters<VendorClient['readLicense']>) =>
        isDown ? Promise.resolve(lost as never) : vendor.readLicense(...of),
    };
    const gated = gateCalls(flaky, () => 1, systemClock);
    const all = [
      gated.readLicense(account('a'), '1', meta),
      gated.act(account('a'), 'suspend', '2', meta),
      gated.readLicense(account('a'), '3', meta),
    ];
    expect(await Promise.all(all)).toEqual([lost, lost, lost]);
    expect(names()).toEqual([]);
    isDown = false;
    void gated.act(account('a'), 'suspend', '4', meta);
    await new Promise((resolve) => setImmediate(resolve));
    expect(names()).toEqual(['act 4']);
  });
});
