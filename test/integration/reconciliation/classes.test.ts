import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, makeTruth, type Truth } from './truth.ts';

let truth: Truth;
beforeEach(async () => {
  truth = await makeTruth();
});
afterEach(() => truth.close());

const none = { matched: 0, drifted: 0, orphan: 0, missing: 0, underWay: 0, notAsked: 0 };

describe('a comparison finds', () => {
  it('nothing where both sides agree, and says that they do', async () => {
    await truth.sell();
    await truth.sell('203.0.113.11');
    const run = await truth.run();
    expect(run).toMatchObject({ state: 'done', counts: { ...none, matched: 2 }, opened: 0, ledgerErrorCode: null });
    expect(await truth.open()).toEqual([]);
    expect((await truth.call('reconciliation', 'summary', {})).accounts).toMatchObject([
      { connectionId: truth.connection.id, lastRun: { id: run.id }, running: null, whyNot: null },
    ]);
  });

  it('a difference in each field, by what was sold', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, {
      ip: '203.0.113.99',
      pricelist: '55228',
      expiredate: '2026-05-10',
      licname: 'renamed by hand',
      autoprolong: 1,
      status: 3,
      key: `${sold.vendorId}-OTHER`,
    });
    const before = await truth.contractOf(sold.contractProductId);
    const run = await truth.run(true);
    expect(run.counts).toEqual({ ...none, drifted: 1 });
    expect(await truth.open()).toEqual(
      [
        `drifted autoRenewal ${sold.vendorId} none → 1`,
        `drifted expiry ${sold.vendorId} 2026-04-10 → 2026-05-10`,
        `drifted ip ${sold.vendorId} 203.0.113.10 → 203.0.113.99`,
        `drifted key ${sold.vendorId} ${before.license?.key} → ${sold.vendorId}-OTHER`,
        `drifted name ${sold.vendorId} ${before.license?.licname} → renamed by hand`,
        `drifted status paid_and_down ${sold.vendorId} Active → suspended`,
        `drifted tariff ${sold.vendorId} 55227 → 55228`,
      ].toSorted(),
    );
    // The run itself changed nothing of all that.
    expect((await truth.contractOf(sold.contractProductId)).license).toMatchObject({
      status: 'active',
      ip: '203.0.113.10',
      packageIdentifier: '55227',
      expiresOn: '2026-04-10',
      key: before.license?.key,
      autoprolong: 'none',
    });
    const tariff = await truth.only('drifted', 'tariff');
    expect([tariff.oursName, tariff.theirsName]).toEqual(['ispmanager 6 lite', 'ispmanager 6 pro']);
  });

  it('a difference to the contract also after our mirror was refreshed', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { ip: '203.0.113.99', pricelist: '55228' });
    await truth.call('licenses', 'refresh', { contractProductId: sold.contractProductId });
    await truth.run();
    expect(await truth.open()).toEqual([
      `drifted ip ${sold.vendorId} 203.0.113.10 → 203.0.113.99`,
      `drifted tariff ${sold.vendorId} 55227 → 55228`,
    ]);
  });

  it('a license that only the vendor has, with what it costs; not one that is deleted there', async () => {
    const orphan = await truth.buyByHand({ period: 12, pricelist: '55228' });
    const gone = await truth.buyByHand({ ip: '198.51.100.10' });
    truth.patch(gone, { status: 4 });
    const run = await truth.run();
    expect(run.counts).toEqual({ ...none, orphan: 1 });
    expect(await truth.only('orphan')).toMatchObject({
      vendorId: orphan,
      theirs: '',
      productName: 'ispmanager 6 pro',
      cost: { amountMinor: 10_000, currency: 'EUR' },
      period: 12,
    });
    expect((await truth.call('reconciliation', 'summary', {})).accounts[0]?.orphanCost).toEqual([
      { amountMinor: 10_000, currency: 'EUR' },
    ]);
  });

  it.each([
    ['listed as deleted', 'keep'],
    ['vanished', 'remove'],
  ] as const)('a license that the vendor has no more: %s', async (_name, deletedRows) => {
    truth.vendor.configure({ guesses: { deletedRows } });
    const sold = await truth.sell();
    await truth.sell('203.0.113.11');
    truth.patch(sold.vendorId, { status: 4 });
    const run = await truth.run();
    expect(run.counts).toEqual({ ...none, matched: 1, missing: 1 });
    expect(await truth.open()).toEqual([`missing ${sold.vendorId} active → `]);
    // Still ours, and not to be bought again, until a person says so.
    expect((await truth.contractOf(sold.contractProductId)).actions.create).toBe('license.already_exists');
  });

  it('no missing license where only the list is late', async () => {
    truth.vendor.setFaults([{ kind: 'list-late', func: 'soft.order.param', times: 1, ms: 3_600_000 }]);
    await truth.sell();
    truth.vendor.clearFaults();
    expect((await truth.run()).counts).toEqual({ ...none, matched: 1 });
    expect(await truth.open()).toEqual([]);
  });

  it('what a contract means for a license: unpaid and running, ended and alive, without one', async () => {
    const unpaid = await truth.sell('203.0.113.1');
    const ended = await truth.sell('203.0.113.2');
    const bare = await truth.sell('203.0.113.3');
    await truth.call('licenses', 'suspend', { contractProductId: unpaid.contractProductId });
    await truth.settled(unpaid.contractProductId);
    truth.patch(unpaid.vendorId, { status: 2 });
    truth.rows(`UPDATE contract_product SET status = 'Lapsed' WHERE id = '${ended.contractProductId}'`);
    truth.rows(`UPDATE license SET status = 'deleted' WHERE vendor_id = '${bare.vendorId}'`);
    truth.patch(bare.vendorId, { status: 4 });
    await truth.run();
    expect(await truth.open()).toEqual([
      `drifted status ended_alive ${ended.vendorId} Lapsed → active`,
      `drifted status runs_unpaid ${unpaid.vendorId} Suspended → active`,
      'missing no_license',
    ]);
    expect((await truth.only('missing')).contractProductId).toBe(bare.contractProductId);
  });

  it('a license that we hold for terminated and the vendor has running', async () => {
    const sold = await truth.sell();
    truth.rows(`UPDATE license SET status = 'deleted' WHERE vendor_id = '${sold.vendorId}'`);
    await truth.run();
    expect(await truth.open()).toEqual([
      `drifted status deleted_alive ${sold.vendorId} deleted → active`,
      'missing no_license',
    ]);
  });

  it('nothing in what is under way: an order whose answer was lost is neither orphan nor anything else', async () => {
    truth.vendor.setFaults([
      { kind: 'reset', func: 'soft.order.param', phase: 'after-commit', times: 1 },
      { kind: 'error', func: 'soft', errorType: 'value', message: 'not now' },
    ]);
    const sold = await truth.sell();
    expect((await truth.contractOf(sold.contractProductId)).openOperationState).toBe('unknown');
    truth.vendor.setFaults([{ kind: 'error', func: 'soft.edit', errorType: 'value', message: 'not now' }]);
    const run = await truth.run();
    expect(run.counts).toEqual({ ...none, underWay: 1 });
    expect(await truth.open()).toEqual([]);
  });
});

describe('what could not be asked', () => {
  it('concludes nothing: an incomplete list, and the findings of before stay', async () => {
    await truth.sell();
    const orphan = await truth.buyByHand();
    await truth.run();
    truth.vendor.setFaults([{ kind: 'page-limit', func: 'soft', rows: 1 }]);
    const run = await truth.run();
    expect(run).toMatchObject({ state: 'failed', errorCode: 'vendor.broken_answer', counts: { ...none, notAsked: 1 } });
    expect(await truth.open()).toEqual([`orphan ${orphan}`]);
    expect((await truth.call('reconciliation', 'summary', {})).accounts[0]?.lastRun?.state).toBe('failed');
  });

  it('says why: refused credentials, a disabled connection', async () => {
    await truth.sell();
    await truth.call('connections', 'update', { ...(await connectionInput()), password: 'wrong' });
    expect(await truth.run()).toMatchObject({ state: 'failed', errorCode: 'vendor.bad_password' });
    // Not asked again with the same credentials.
    const asked = truth.vendor.requests().length;
    expect(await truth.run()).toMatchObject({ state: 'failed', errorCode: 'connection.credentials_stopped' });
    expect(truth.vendor.requests()).toHaveLength(asked);
    await truth.call('connections', 'update', { ...(await connectionInput()), password: 'sandbox', isEnabled: false });
    expect(await truth.run()).toMatchObject({ state: 'failed', errorCode: 'connection.disabled' });
    expect(await truth.call('reconciliation', 'run', {})).toEqual([]);
  });

  it('leaves the licenses compared where only charges cannot be read', async () => {
    await truth.sell();
    truth.vendor.configure({ guesses: { missingFunctions: ['expense'] } });
    expect(await truth.run()).toMatchObject({
      state: 'done',
      ledgerErrorCode: 'vendor.refused',
      counts: { ...none, matched: 1 },
    });
    const statement = await truth.call('reconciliation', 'statement', { connectionId: truth.connection.id });
    expect(statement).toMatchObject({ readAt: null, errorCode: 'vendor.refused', difference: null, charges: null });
  });

  async function connectionInput() {
    const { id, name, username, apiAddress } = await truth.call('connections', 'get', { id: truth.connection.id });
    return { id, name, username, apiAddress, readIntervalMs: 0 };
  }
});

describe('from run to run', () => {
  it('the same books give the same findings, and what is gone is closed', async () => {
    const sold = await truth.sell();
    const orphan = await truth.buyByHand();
    truth.patch(sold.vendorId, { ip: '203.0.113.99' });
    expect(await truth.run()).toMatchObject({ opened: 2, closed: 0 });
    const first = await truth.findings();
    const history = truth.rows('SELECT * FROM reconciliation_finding ORDER BY id');
    expect(await truth.run()).toMatchObject({ opened: 0, closed: 0, counts: { drifted: 1, orphan: 1 } });
    expect(await truth.findings()).toEqual(first);
    expect(truth.rows('SELECT * FROM reconciliation_finding ORDER BY id')).toEqual(history);

    truth.patch(sold.vendorId, { ip: '203.0.113.10' });
    const second = (await truth.call('reconciliation', 'runs', {})).rows[0];
    const third = await truth.run();
    expect(third).toMatchObject({ opened: 0, closed: 1 });
    expect(await truth.open()).toEqual([`orphan ${orphan}`]);
    expect(await truth.findings({ resolved: true })).toMatchObject([
      { field: 'ip', resolution: 'gone', resolvedBy: 'Olga Owner' },
    ]);
    // The history of a run: what was open when it ended.
    expect(await truth.findings({ runId: second?.id ?? '' })).toHaveLength(2);
    expect(await truth.findings({ runId: third.id })).toHaveLength(1);
  });

  it('reads a license by itself when its key was changed, when it is new, after a week, or all when asked to', async () => {
    const sold = await truth.sell();
    const orphan = await truth.buyByHand();
    const reads = () => truth.vendor.requests().filter(({ func }) => func === 'soft.edit').length;
    const readsOf = async (deep = false) => {
      const before = reads();
      const { keysCompared } = await truth.run(deep);
      expect(reads() - before).toBe(keysCompared);
      return keysCompared;
    };
    // The orphan is new to us; our own was read when it was bought.
    expect(await readsOf()).toBe(1);
    expect(await readsOf()).toBe(0);
    // A new key that we asked for was read then.
    const { license } = await truth.contractOf(sold.contractProductId);
    await truth.call('licenses', 'reissue', { contractProductId: sold.contractProductId });
    await truth.settled(sold.contractProductId);
    expect(await readsOf()).toBe(0);
    expect(await truth.open()).toEqual([`orphan ${orphan}`]);
    truth.vendor.configure({ guesses: { monthlyKeyLimit: false } });
    truth.later(3 * dayMs);
    const key = await truth.newKeyByHand(sold.vendorId);
    expect(key).not.toBe(license?.key);
    expect(await readsOf()).toBe(1);
    expect(await truth.only('drifted', 'key')).toMatchObject({ theirs: key });
    // A day does not tell two changes apart: it is read again until that day is surely over.
    expect(await readsOf()).toBe(1);
    truth.later(3 * dayMs);
    expect(await readsOf()).toBe(1);
    expect(await readsOf()).toBe(0);
    expect(await readsOf(true)).toBe(2);
    truth.later(8 * dayMs);
    expect(await readsOf()).toBe(2);
  });

  it('keeps a drift of the key that was found, though the key is not read each time', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { key: `${sold.vendorId}-OTHER` });
    expect((await truth.run()).counts.matched).toBe(1);
    expect((await truth.run(true)).counts.drifted).toBe(1);
    expect(await truth.run()).toMatchObject({ keysCompared: 0, counts: { drifted: 1 }, closed: 0 });
    const { keyComparedAt, sides } = await truth.finding((await truth.only('drifted', 'key')).id);
    expect(keyComparedAt).not.toBeNull();
    expect(sides.find(({ field }) => field === 'key')).toMatchObject({
      theirs: `${sold.vendorId}-OTHER`,
      differs: true,
    });
  });

  it('takes two connections to one account for one, and two accounts with equal numbers for two', async () => {
    const sold = await truth.sell();
    const second = await truth.connect({ name: 'The same account again' });
    await truth.run();
    expect(await truth.open()).toEqual([]);
    const { accounts } = await truth.call('reconciliation', 'summary', {});
    expect(accounts.map(({ connectionNames }) => connectionNames)).toEqual([
      ['ispmanager licenses', 'The same account again'],
    ]);
    // Sold over the second connection: ours all the same.
    const other = await truth.sell('203.0.113.12', (await truth.productFor(second.id)).id);
    expect((await truth.run()).counts).toEqual({ ...none, matched: 2 });

    const elsewhere = await makeTruth();
    try {
      const twin = await elsewhere.sell();
      expect(twin.vendorId).toBe(sold.vendorId);
      const stranger = await truth.connect({ name: 'Another account', apiAddress: elsewhere.vendor.url });
      const [run] = await truth.call('reconciliation', 'run', { connectionId: stranger.id });
      expect(run?.counts).toEqual({ ...none, orphan: 1 });
      expect(await truth.findings({ connectionId: truth.connection.id })).toEqual([]);
      expect((await truth.run()).counts).toEqual({ ...none, matched: 2 });
      expect(other.vendorId).not.toBe(sold.vendorId);
    } finally {
      await elsewhere.close();
    }
  });

  it('two runs asked for at once are one', async () => {
    await truth.sell();
    const before = truth.vendor.requests().filter(({ func }) => func === 'soft').length;
    const [a, b] = await Promise.all([truth.run(), truth.run()]);
    expect(a.id).toBe(b.id);
    expect(truth.vendor.requests().filter(({ func }) => func === 'soft')).toHaveLength(before + 1);
  });
});

describe('by itself', () => {
  it('compares a day after the last time, by the setting, and stops with the workspace', async () => {
    const own = await makeTruth({}, 20);
    try {
      await own.sell();
      const runs = async () =>
        (await own.call('reconciliation', 'runs', {})).rows.filter(({ state }) => state !== 'running');
      const until = async (count: number) => {
        for (let turn = 0; turn < 300 && (await runs()).length < count; turn += 1)
          await new Promise((resolve) => setTimeout(resolve, 10));
        return runs();
      };
      expect(await own.call('reconciliation', 'summary', {})).toMatchObject({ schedule: 'daily' });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await runs()).toEqual([]);
      own.later(25 * 3_600_000);
      expect(await until(1)).toMatchObject([{ askedBy: 'reconciliation', state: 'done', deep: false }]);
      await own.call('reconciliation', 'setSchedule', { schedule: 'hourly' });
      own.later(3_700_000);
      expect(await until(2)).toHaveLength(2);
      const off = await own.call('reconciliation', 'setSchedule', { schedule: 'off' });
      expect(off.nextRunAt).toBeNull();
      own.later(30 * dayMs);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await runs()).toHaveLength(2);
    } finally {
      await own.close();
    }
  });

  it('a comparison that the end of the console meets stores what it has, and one that was cut off is failed', async () => {
    const sold = await truth.sell();
    truth.rows(
      `INSERT INTO reconciliation_run (id, account, connection_id, is_deep, state, asked_by, started_at, matched, drifted,
         orphan, missing, under_way, not_asked, keys_compared, keys_left, opened, closed, created_at, updated_at)
       SELECT id, 'x', id, 0, 'running', 'reconciliation', created_at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, created_at, created_at
         FROM connection`,
    );
    await truth.call('app', 'openEnvironment', { environment: 'live' });
    await truth.call('app', 'openEnvironment', { environment: 'sandbox' });
    expect(truth.rows('SELECT state, error_code FROM reconciliation_run')).toEqual([
      { state: 'failed', error_code: 'core.stopped' },
    ]);
    truth.vendor.setFaults([{ kind: 'delay', func: 'soft.edit', ms: 200 }]);
    truth.patch(sold.vendorId, { ip: '203.0.113.99' });
    const running = truth.run(true);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await truth.call('app', 'openEnvironment', { environment: 'live' });
    await running.catch(() => undefined);
    const [left] = truth.rows<{ state: string }>('SELECT state FROM reconciliation_run ORDER BY id DESC LIMIT 1');
    expect(['done', 'failed']).toContain(left?.state);
  });
});
