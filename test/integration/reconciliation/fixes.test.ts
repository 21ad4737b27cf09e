import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, makeTruth, type Truth } from './truth.ts';

let truth: Truth;
beforeEach(async () => {
  truth = await makeTruth();
});
afterEach(() => truth.close());

const calls = (func: string): number =>
  truth.vendor.requests().filter((each) => each.func === func && each.committed).length;

describe('adopting an orphan', () => {
  it('into a contract product that has none: the one whose order it is, or whose address, comes first', async () => {
    const other = await truth.sell('203.0.113.20');
    const sold = await truth.sell('203.0.113.10');
    // Terminated by hand, and bought anew by hand.
    for (const { vendorId } of [other, sold]) truth.patch(vendorId, { status: 4 });
    truth.rows("UPDATE license SET status = 'deleted'");
    const orphan = await truth.buyByHand({ ip: '203.0.113.10' });
    await truth.run();
    const found = await truth.finding((await truth.only('orphan')).id);
    expect(found.adopt?.candidates.map(({ contractProductId, reasons }) => [contractProductId, reasons])).toEqual([
      [sold.contractProductId, ['ip', 'tariff']],
      [other.contractProductId, ['tariff']],
    ]);
    const bought = truth.vendor.orders();
    const adopted = await truth.call('reconciliation', 'adopt', {
      id: found.id,
      contractProductId: sold.contractProductId,
    });
    expect(adopted).toMatchObject({ state: 'resolved', resolution: 'adopted', resolvedBy: 'Olga Owner' });
    expect((await truth.contractOf(sold.contractProductId)).license).toMatchObject({
      vendorId: orphan,
      status: 'active',
      key: truth.atVendor(orphan)?.key,
    });
    expect(truth.vendor.orders()).toBe(bought);
    await truth.run();
    expect(await truth.open()).toEqual(['missing no_license']);
    expect(
      await truth.refusal('reconciliation', 'adopt', { id: found.id, contractProductId: other.contractProductId }),
    ).toBe('reconciliation.resolved');
  });

  it('whose status changed since it was found: while it lives it is the same license', async () => {
    const sold = await truth.sell('203.0.113.10');
    truth.patch(sold.vendorId, { status: 4 });
    truth.rows("UPDATE license SET status = 'deleted'");
    const orphan = await truth.buyByHand();
    await truth.run();
    truth.patch(orphan, { status: 3 });
    const { id } = await truth.only('orphan');
    const adopted = await truth.call('reconciliation', 'adopt', { id, contractProductId: sold.contractProductId });
    expect(adopted.resolution).toBe('adopted');
    const { license } = await truth.contractOf(sold.contractProductId);
    expect(license).toMatchObject({ vendorId: orphan, status: 'suspended' });
  });

  it('as a new contract product: an order of nothing, no invoice, paid to the vendor’s end, nothing bought', async () => {
    const orphan = await truth.buyByHand({ ip: '198.51.100.9' });
    truth.later(12 * dayMs);
    await truth.run();
    const found = await truth.finding((await truth.only('orphan')).id);
    expect(found.adopt).toMatchObject({ candidates: [], products: [{ id: truth.product.id }], suggestedTerm: 1 });
    const ledger = truth.vendor.ledger().length;
    const invoices = truth.rows('SELECT id FROM invoice').length;
    const adopted = await truth.call('reconciliation', 'adoptNew', {
      id: found.id,
      clientId: truth.client.id,
      productId: truth.product.id,
      termMonths: 1,
      currency: 'EUR',
    });
    expect(adopted).toMatchObject({ state: 'resolved', resolution: 'adopted', clientName: 'Anna Smith' });
    const contract = await truth.contractOf(adopted.contractProductId ?? '');
    expect(contract).toMatchObject({
      status: 'Active',
      price: { amountMinor: 700, currency: 'EUR' },
      ip: '198.51.100.9',
      nextDueOn: '2026-04-10',
      license: { vendorId: orphan },
      openOperationState: null,
      operations: [],
    });
    const order = await truth.call('orders', 'get', { id: contract.orderId });
    expect(order).toMatchObject({
      status: 'Active',
      total: { amountMinor: 0 },
      notes: 'Taken over from the vendor account',
      invoiceId: '',
      invoiceNumber: '',
      due: { amountMinor: 0 },
    });
    expect(truth.rows('SELECT anchor_date, billed_to FROM contract_product')).toEqual([
      { anchor_date: '2026-03-10', billed_to: '2026-04-10' },
    ]);
    expect(truth.rows('SELECT id FROM invoice')).toHaveLength(invoices);
    expect(truth.vendor.ledger()).toHaveLength(ledger);
    await truth.run();
    expect(await truth.open()).toEqual([]);
  });

  it('is refused where it would be wrong: another tariff, another account, taken meanwhile, gone meanwhile', async () => {
    const orphan = await truth.buyByHand();
    await truth.run();
    const { id } = await truth.only('orphan');
    const input = { id, clientId: truth.client.id, termMonths: 1 as const, currency: 'EUR' };
    const pro = await truth.productFor(truth.connection.id, '55228');
    expect(await truth.refusal('reconciliation', 'adoptNew', { ...input, productId: pro.id })).toBe(
      'reconciliation.other_tariff',
    );
    const stranger = await truth.connect({ name: 'Another', username: 'else@sandbox.example' });
    const strange = await truth.productFor(stranger.id);
    expect(await truth.refusal('reconciliation', 'adoptNew', { ...input, productId: strange.id })).toBe(
      'reconciliation.other_account',
    );
    const noPrice = { ...input, productId: truth.product.id, currency: 'USD' };
    expect(await truth.refusal('reconciliation', 'adoptNew', noPrice)).toBe('order.no_price');
    // Nothing of a refused try is left.
    expect(truth.rows('SELECT id FROM orders')).toEqual([]);
    truth.patch(orphan, { status: 4 });
    expect(await truth.refusal('reconciliation', 'adoptNew', { ...input, productId: truth.product.id })).toBe(
      'reconciliation.not_so',
    );
    expect(await truth.finding(id)).toMatchObject({ state: 'resolved', resolution: 'gone' });
    expect(truth.rows('SELECT id FROM orders')).toEqual([]);
  });
});

describe('correcting here', () => {
  it('takes the vendor’s value over, into the license and into the contract product where it means something', async () => {
    const sold = await truth.sell();
    const key = `${sold.vendorId}-OTHER`;
    truth.patch(sold.vendorId, {
      ip: '203.0.113.99',
      pricelist: '55228',
      expiredate: '2026-05-10',
      licname: 'by hand',
      autoprolong: 12,
      status: 3,
      key,
    });
    await truth.run(true);
    for (const { id } of await truth.findings()) {
      const after = await truth.call('reconciliation', 'correctHere', { id });
      expect(after).toMatchObject({ state: 'resolved', resolution: 'corrected_here' });
    }
    const contract = await truth.contractOf(sold.contractProductId);
    expect(contract).toMatchObject({
      status: 'Suspended',
      ip: '203.0.113.99',
      packageIdentifier: '55228',
      license: {
        ip: '203.0.113.99',
        packageIdentifier: '55228',
        expiresOn: '2026-05-10',
        licname: 'by hand',
        autoprolong: '12',
        status: 'suspended',
        key,
      },
    });
    // A key that servers were set up with is kept.
    expect(await truth.call('licenses', 'keyHistory', { contractProductId: sold.contractProductId })).toHaveLength(1);
    // Nothing was asked of the vendor but to be read.
    for (const func of ['soft.edit', 'soft.suspend', 'soft.resume', 'service.changepricelist', 'service.prolong'])
      expect(calls(func), func).toBe(0);
    await truth.run(true);
    expect(await truth.open()).toEqual([]);
  });

  it('lets a person decide that what runs unpaid is fine', async () => {
    const sold = await truth.sell();
    await truth.call('licenses', 'suspend', { contractProductId: sold.contractProductId });
    await truth.settled(sold.contractProductId);
    truth.patch(sold.vendorId, { status: 2 });
    await truth.run();
    const { id } = await truth.only('drifted', 'status');
    expect((await truth.finding(id)).sides[0]).toMatchObject({ ours: 'suspended', theirs: 'active', differs: true });
    await truth.call('reconciliation', 'correctHere', { id });
    expect(await truth.contractOf(sold.contractProductId)).toMatchObject({
      status: 'Active',
      license: { status: 'active' },
    });
  });

  it('of a missing license wants its number typed, because it can be bought again after that', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { status: 4 });
    await truth.run();
    const { id } = await truth.only('missing');
    expect((await truth.finding(id)).correctHere).toEqual({ confirmation: sold.vendorId, isDate: false });
    expect(await truth.refusal('reconciliation', 'correctHere', { id })).toBe('license.confirmation_mismatch');
    expect(await truth.refusal('reconciliation', 'correctHere', { id, confirmation: '1' })).toBe(
      'license.confirmation_mismatch',
    );
    expect((await truth.contractOf(sold.contractProductId)).actions.create).toBe('license.already_exists');
    await truth.call('reconciliation', 'correctHere', { id, confirmation: sold.vendorId });
    const contract = await truth.contractOf(sold.contractProductId);
    expect([contract.license?.status, contract.actions.create]).toEqual(['deleted', null]);
    expect(truth.vendor.orders()).toBe(1);
  });

  it('does nothing to a license that is there again, or that changed once more', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { status: 4 });
    await truth.run();
    const missing = await truth.only('missing');
    truth.patch(sold.vendorId, { status: 2, ip: '203.0.113.98' });
    expect(await truth.refusal('reconciliation', 'correctHere', { id: missing.id, confirmation: sold.vendorId })).toBe(
      'reconciliation.not_so',
    );
    expect((await truth.contractOf(sold.contractProductId)).license?.status).toBe('active');
    expect((await truth.finding(missing.id)).resolution).toBe('gone');

    await truth.run();
    const moved = await truth.only('drifted', 'ip');
    truth.patch(sold.vendorId, { ip: '203.0.113.97' });
    expect(await truth.refusal('reconciliation', 'correctHere', { id: moved.id })).toBe('reconciliation.differs_now');
    // The person sees the new value, and decides again.
    expect(await truth.finding(moved.id)).toMatchObject({ state: 'open', theirs: '203.0.113.97' });
    await truth.call('reconciliation', 'correctHere', { id: moved.id });
    expect((await truth.contractOf(sold.contractProductId)).ip).toBe('203.0.113.97');
  });

  it('of several dates at once reads the list once; what is not a date is left', async () => {
    const sold = await Promise.all(['203.0.113.1', '203.0.113.2', '203.0.113.3'].map((ip) => truth.sell(ip)));
    for (const { vendorId } of sold) truth.patch(vendorId, { expiredate: '2026-05-10' });
    truth.patch(sold[0]?.vendorId ?? '', { ip: '203.0.113.99' });
    await truth.run();
    truth.patch(sold[2]?.vendorId ?? '', { expiredate: '2026-04-10' });
    const all = await truth.findings();
    const before = truth.vendor.requests().length;
    const answer = await truth.call('reconciliation', 'correctHereAll', { ids: all.map(({ id }) => id) });
    expect(truth.vendor.requests()).toHaveLength(before + 1);
    const idOf = (vendorId: string | undefined, field: string) =>
      all.find((each) => each.vendorId === vendorId && each.field === field)?.id;
    expect(new Set(answer.corrected)).toEqual(
      new Set([idOf(sold[0]?.vendorId, 'expiry'), idOf(sold[1]?.vendorId, 'expiry')]),
    );
    expect(answer.gone).toEqual([idOf(sold[2]?.vendorId, 'expiry')]);
    expect(answer.failed).toEqual([{ id: idOf(sold[0]?.vendorId, 'ip'), errorCode: 'reconciliation.no_fix' }]);
    expect((await truth.contractOf(sold[1]?.contractProductId ?? '')).license?.expiresOn).toBe('2026-05-10');
  });
});

describe('correcting there', () => {
  it.each([
    ['ip', { ip: '203.0.113.99' }, 'edit', { ip: '203.0.113.10' }],
    ['name', { licname: 'by hand' }, 'edit', { ip: '203.0.113.10' }],
    ['tariff', { pricelist: '55228' }, 'changePackage', { pricelist: '55227' }],
    ['autoRenewal', { autoprolong: 1 }, 'autoRenew', { autoprolong: null }],
    ['status', { status: 3 as const }, 'unsuspend', { status: 2 }],
  ] as const)(
    '%s: asks the vendor to be as we have it, and the finding is resolved by that',
    async (field, patch, kind, then) => {
      const sold = await truth.sell();
      truth.patch(sold.vendorId, patch);
      await truth.run();
      const { id } = await truth.only('drifted', field);
      expect((await truth.finding(id)).correctThere).toMatchObject({ kind, whyNot: null, confirmation: null });
      const asked = await truth.call('reconciliation', 'correctThere', { id });
      expect(asked.operation).toMatchObject({ kind });
      const done = await truth.fixed(id);
      expect(done).toMatchObject({
        state: 'resolved',
        resolution: 'corrected_there',
        resolvedBy: 'Olga Owner',
        operation: { state: 'succeeded' },
      });
      expect(truth.atVendor(sold.vendorId)).toMatchObject(then);
      const [operation] = (await truth.contractOf(sold.contractProductId)).operations;
      expect(operation).toMatchObject({ kind, cause: `reconciliation/${id}` });
      // What was sold stays what it was.
      expect(await truth.contractOf(sold.contractProductId)).toMatchObject({
        status: 'Active',
        productName: 'tariff 55227',
        price: { amountMinor: 700 },
      });
      await truth.run(true);
      expect(await truth.open()).toEqual([]);
    },
  );

  it('an earlier end: renews once, at the price that was shown, and not a later one', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { expiredate: '2026-03-20' });
    await truth.run();
    const { id } = await truth.only('drifted', 'expiry');
    expect((await truth.finding(id)).correctThere).toMatchObject({
      kind: 'renew',
      charges: true,
      cost: { amountMinor: 500, currency: 'EUR' },
    });
    await truth.call('reconciliation', 'correctThere', { id });
    expect(await truth.fixed(id)).toMatchObject({ resolution: 'corrected_there' });
    expect(truth.atVendor(sold.vendorId)?.expiredate).toBe('2026-04-20');
    expect(truth.vendor.ledger().filter(({ kind }) => kind === 'charge')).toHaveLength(2);
    truth.patch(sold.vendorId, { expiredate: '2027-01-01' });
    await truth.run();
    const later = await truth.only('drifted', 'expiry');
    expect((await truth.finding(later.id)).correctThere).toBeNull();
    expect(await truth.refusal('reconciliation', 'correctThere', { id: later.id })).toBe('reconciliation.no_fix');
  });

  it('ends an orphan when its number is typed, and a license whose contract ended', async () => {
    const orphan = await truth.buyByHand();
    const sold = await truth.sell();
    truth.rows(`UPDATE contract_product SET status = 'Cancelled' WHERE id = '${sold.contractProductId}'`);
    await truth.run();
    const lone = await truth.only('orphan');
    expect(await truth.refusal('reconciliation', 'correctThere', { id: lone.id })).toBe(
      'license.confirmation_mismatch',
    );
    const asked = await truth.call('reconciliation', 'correctThere', { id: lone.id, confirmation: orphan });
    expect(
      truth.rows(
        `SELECT contract_product_id, license_id, vendor_id FROM operation WHERE id = '${asked.operation?.id}'`,
      ),
    ).toEqual([{ contract_product_id: null, license_id: null, vendor_id: orphan }]);
    expect(await truth.fixed(lone.id)).toMatchObject({ resolution: 'corrected_there' });
    expect(truth.atVendor(orphan)?.status).toBe(4);

    const ended = await truth.only('drifted', 'status');
    expect((await truth.finding(ended.id)).correctHere).toBeNull();
    await truth.call('reconciliation', 'correctThere', { id: ended.id, confirmation: sold.vendorId });
    expect(await truth.fixed(ended.id)).toMatchObject({ resolution: 'corrected_there' });
    expect(truth.atVendor(sold.vendorId)?.status).toBe(4);
    await truth.run();
    expect(await truth.open()).toEqual([]);
  });

  it('ends the license that we hold for terminated, never the one that the contract product has now', async () => {
    const sold = await truth.sell();
    truth.rows("UPDATE license SET status = 'deleted'");
    await truth.call('licenses', 'create', { contractProductId: sold.contractProductId });
    const now = (await truth.settled(sold.contractProductId)).license?.vendorId ?? '';
    expect(now).not.toBe(sold.vendorId);
    await truth.run();
    const { id } = await truth.only('drifted', 'status');
    expect(await truth.refusal('reconciliation', 'correctHere', { id })).toBe('license.already_exists');
    await truth.call('reconciliation', 'correctThere', { id, confirmation: sold.vendorId });
    expect(await truth.fixed(id)).toMatchObject({ resolution: 'corrected_there' });
    expect([truth.atVendor(sold.vendorId)?.status, truth.atVendor(now)?.status]).toEqual([4, 2]);
    expect((await truth.contractOf(sold.contractProductId)).status).toBe('Active');
  });

  it('stays open when the vendor refuses, with the vendor’s words', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { status: 3 });
    truth.vendor.configure({ switches: { canSuspend: false } });
    await truth.run();
    const { id } = await truth.only('drifted', 'status');
    await truth.call('reconciliation', 'correctThere', { id });
    expect(await truth.fixed(id)).toMatchObject({
      state: 'refused',
      resolution: null,
      operation: { state: 'refused', vendorMessage: expect.stringContaining('not available') },
    });
    await truth.run();
    expect(await truth.open()).toEqual([`drifted status paid_and_down ${sold.vendorId} Active → suspended`]);
    // This account cannot do it: now it is known before anything is sent.
    expect((await truth.finding(id)).correctThere?.whyNot).toBe('license.capability_missing');
  });

  it('is asked for once, also when two people press at the same time', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { ip: '203.0.113.99' });
    await truth.run();
    const { id } = await truth.only('drifted', 'ip');
    const answers = await Promise.all([1, 2].map(() => truth.refusal('reconciliation', 'correctThere', { id })));
    expect(answers.filter((code) => code === 'ok')).toHaveLength(1);
    expect(await truth.fixed(id)).toMatchObject({ resolution: 'corrected_there' });
    expect(truth.rows("SELECT id FROM operation WHERE kind = 'edit'")).toHaveLength(1);
  });

  it('asks nothing of a vendor that cannot be read first', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { ip: '203.0.113.99' });
    await truth.run();
    const { id } = await truth.only('drifted', 'ip');
    truth.vendor.setFaults([{ kind: 'error', func: 'soft.edit', errorType: 'value', message: 'not now' }]);
    expect(await truth.refusal('reconciliation', 'correctThere', { id })).toBe('vendor.refused');
    expect(await truth.refusal('reconciliation', 'correctHere', { id })).toBe('vendor.refused');
    expect(truth.rows("SELECT id FROM operation WHERE kind = 'edit'")).toEqual([]);
    expect(await truth.finding(id)).toMatchObject({ state: 'open' });
  });

  it('leaves a finding alone that a run meets while it is being corrected', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { ip: '203.0.113.99' });
    await truth.run();
    const { id } = await truth.only('drifted', 'ip');
    // The vendor says yes and does nothing: the operation goes on reading.
    truth.vendor.setFaults([{ kind: 'ignored', func: 'soft.edit', times: 1 }]);
    await truth.call('reconciliation', 'correctThere', { id });
    expect((await truth.run()).counts).toMatchObject({ underWay: 1, drifted: 0 });
    const found = await truth.finding(id);
    expect(found.state).toBe('fixing');
    expect([found.isUnderWay, found.correctHere, found.correctThere]).toEqual([true, null, null]);
    expect(await truth.refusal('reconciliation', 'correctHere', { id })).toBe('license.operation_open');
  });
});
