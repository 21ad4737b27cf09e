import { describe, expect, it } from 'vitest';
import { gateCalls } from '../../../main/core/provisioning/gate.ts';
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
    const gated = gateCalls(vendor, () => width);
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
    const gated = gateCalls({ probe: () => Promise.reject(new Error('broke')) } as unknown as VendorClient, () => 1);
    for (let times = 0; times < 3; times += 1) await expect(gated.probe(account('a'), meta)).rejects.toThrow('broke');
  });
});
