import { beforeEach, describe, expect, it } from 'vitest';
import { HubError, type HubTransport } from '../../../main/core/sync/index.ts';
import { meet, meeting, type TestDesk, testDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let hub: MemoryHub;
beforeEach(() => {
  hub = new MemoryHub();
});

describe('a first copy from a hub of before it said how much there is', () => {
  it('says how much is here, of an unknown total', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    for (let n = 0; n < 5; n += 1) shelf(a).category();
    await meet(a);
    const line = hub.connect('desk-B');
    let pages = 0;
    const older: HubTransport = {
      ...line,
      countValues: async () => null,
      snapshot: async (page) => {
        pages += 1;
        if (pages > 2) throw new HubError('offline');
        return line.snapshot(page);
      },
    };
    const b = testDesk({ name: 'B', transport: older, limits: { page: 3 } });
    b.service.join(b.context, { deskId: 'desk-B', bring: false });
    await b.sync();
    expect(b.service.status().copy).toEqual({ stage: 'fetching', done: 6, total: null });
  });
});

describe('a desk that brings what it has', () => {
  it('says so before any of it is counted as waiting, and until all of it was told', async () => {
    const line = hub.connect('desk-A');
    let isCut = true;
    const cut: HubTransport = {
      ...line,
      snapshot: async (page) => {
        if (isCut) throw new HubError('offline');
        return line.snapshot(page);
      },
    };
    const a = testDesk({ name: 'A', transport: cut });
    shelf(a).product(shelf(a).category());
    a.service.join(a.context, { deskId: 'desk-A', bring: true });
    await a.sync();
    expect(a.service.status()).toMatchObject({ waiting: 0, isBringing: true });
    isCut = false;
    await a.sync();
    expect(a.service.status()).toMatchObject({ waiting: 0, isBringing: false, isCopying: false });
    expect(hub.state.registers.size).toBeGreaterThan(0);
  });
});
