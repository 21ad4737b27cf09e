import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cause, CausedEntity } from '../../../preload/api/causes.ts';
import { makeTruth, type Truth } from '../reconciliation/truth.ts';

let truth: Truth;
beforeEach(async () => {
  truth = await makeTruth();
});
afterEach(() => truth.close());

const of = (entity: CausedEntity, id: string): Promise<Cause> => truth.call('causes', 'of', { entity, id });
/** A chain in short: what, which state or detail, who. */
const short = ({ chain }: Cause): string[] =>
  chain.map(({ kind, to, detail, who, record }) =>
    [kind, record?.entity, detail, to, who && `by ${who}`].filter(Boolean).join(' '),
  );

/** Every chain ends with a person, or with time; and each link before says who and when. */
function expectWhole({ chain }: Cause): void {
  expect(chain.at(-1)?.kind).toMatch(/^(person|time)$/);
  for (const step of chain.slice(0, -1)) {
    expect(step.record, step.kind).not.toBeNull();
    expect(step.who, step.kind).not.toBe('');
    expect(step.at, step.kind).not.toBeNull();
  }
}

describe('why is it in this state', () => {
  it('of a whole sale: license and contract back to the payment and who recorded it', async () => {
    const sold = await truth.sell();
    const paid = ['status orders Active by Olga Owner', 'payment invoice cash by Olga Owner', 'person by Olga Owner'];
    const contract = await of('contract_product', sold.contractProductId);
    expect(contract.status).toBe('Active');
    expect(short(contract)).toEqual([
      'status contract_product Active by provisioning',
      'operation operation create succeeded by Olga Owner',
      ...paid,
    ]);
    const { license } = await truth.contractOf(sold.contractProductId);
    const ofLicense = await of('license', license?.id ?? '');
    expect(short(ofLicense).slice(1)).toEqual(['operation operation create succeeded by Olga Owner', ...paid]);
    expect(ofLicense.chain[0]?.record).toMatchObject({ entity: 'license', pageId: sold.contractProductId });
    const order = await of('order', sold.orderId);
    expect(short(order)).toEqual(paid);
    expect(order.chain[1]).toMatchObject({ amount: { amountMinor: 700, currency: 'EUR' }, on: '2026-03-10' });
    const { invoiceId } = await truth.call('orders', 'get', { id: sold.orderId });
    const invoice = await of('invoice', invoiceId);
    expect(short(invoice)).toEqual(['status invoice Paid by Olga Owner', ...paid.slice(1)]);
    for (const cause of [contract, ofLicense, order, invoice]) {
      expectWhole(cause);
      expect(cause.waitsFor).toEqual([]);
    }
  });

  it('of what waits: an order, its invoice and its contract product for a payment, by when', async () => {
    const order = await truth.call('orders', 'place', {
      requestKey: crypto.randomUUID(),
      clientId: truth.client.id,
      items: [{ productId: truth.product.id, termMonths: 1 }],
      currency: 'EUR',
      expectedTotalMinor: 700,
    });
    const contractId = order.items[0]?.contractProductId ?? '';
    const placed = ['order orders by Olga Owner', 'person by Olga Owner'];
    const [ofOrder, invoice, contract] = await Promise.all([
      of('order', order.id),
      of('invoice', order.invoiceId),
      of('contract_product', contractId),
    ]);
    expect(short(ofOrder)).toEqual(['status orders Awaiting payment by Olga Owner', 'person by Olga Owner']);
    expect(short(invoice)).toEqual(['status invoice Unpaid by Olga Owner', ...placed]);
    expect(short(contract)).toEqual(['status contract_product Pending by Olga Owner', ...placed]);
    for (const cause of [ofOrder, invoice, contract]) {
      expectWhole(cause);
      expect(cause.waitsFor).toEqual([
        {
          kind: 'payment',
          record: { entity: 'invoice', id: order.invoiceId, name: order.invoiceNumber, pageId: order.invoiceId },
          amount: { amountMinor: 700, currency: 'EUR' },
          on: order.dueOn,
          detail: '',
          state: '',
        },
      ]);
    }
  });

  it('of a suspension: the operation, and who asked for it; of a bulk run: who started that', async () => {
    const sold = await truth.sell();
    await truth.call('licenses', 'suspend', { contractProductId: sold.contractProductId });
    await truth.settled(sold.contractProductId);
    const one = await of('contract_product', sold.contractProductId);
    expect(short(one)).toEqual([
      'status contract_product Suspended by provisioning',
      'operation operation suspend succeeded by Olga Owner',
      'person by Olga Owner',
    ]);
    expectWhole(one);
    const selection = { by: 'ids' as const, ids: [sold.contractProductId] };
    const asked = { action: 'unsuspend' as const, selection };
    const { rows, cost } = await truth.call('bulk', 'preview', asked);
    await truth.call('bulk', 'start', { requestKey: crypto.randomUUID(), ...asked, expect: { rows, cost } });
    await expect.poll(async () => (await truth.call('bulk', 'current', {})).length, { timeout: 10_000 }).toBe(0);
    const many = await of('contract_product', sold.contractProductId);
    expect(short(many)).toEqual([
      'status contract_product Active by provisioning',
      'operation operation unsuspend succeeded by Olga Owner',
      'bulk bulk_run unsuspend by Olga Owner',
      'person by Olga Owner',
    ]);
    expectWhole(many);
  });

  it('of a correction: the finding, and who decided; of what a reading showed: that it was read', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { status: 3 });
    await truth.run();
    const found = await truth.only('drifted', 'status');
    await truth.call('reconciliation', 'correctHere', { id: found.id });
    const contract = await of('contract_product', sold.contractProductId);
    expect(short(contract)).toEqual([
      'status contract_product Suspended by Olga Owner',
      'finding reconciliation_finding drifted',
      'person by Olga Owner',
    ]);
    const { license } = await truth.contractOf(sold.contractProductId);
    const ofLicense = await of('license', license?.id ?? '');
    expect(short(ofLicense)).toEqual([
      'status license suspended by Olga Owner',
      'finding reconciliation_finding drifted',
      'person by Olga Owner',
    ]);
    truth.patch(sold.vendorId, { status: 2 });
    await truth.call('licenses', 'refresh', { contractProductId: sold.contractProductId });
    expect(short(await of('license', license?.id ?? ''))).toEqual([
      'status license active by Olga Owner',
      'reading license by Olga Owner',
    ]);
  });

  it('of a correction at the vendor: the operation, the finding behind it, and who decided', async () => {
    const sold = await truth.sell();
    truth.patch(sold.vendorId, { status: 3 });
    await truth.run();
    const found = await truth.only('drifted', 'status');
    await truth.call('licenses', 'refresh', { contractProductId: sold.contractProductId });
    await truth.run();
    const again = (await truth.findings()).find(({ id }) => id === found.id) ?? found;
    await truth.call('reconciliation', 'correctThere', { id: again.id });
    await truth.fixed(again.id);
    const { license } = await truth.contractOf(sold.contractProductId);
    const ofLicense = await of('license', license?.id ?? '');
    expect(short(ofLicense)).toEqual([
      'status license active by provisioning',
      'operation operation unsuspend succeeded by Olga Owner',
      'finding reconciliation_finding drifted',
      'person by Olga Owner',
    ]);
  });

  it('of nothing is not there', async () => {
    expect(await truth.refusal('causes', 'of', { entity: 'order', id: crypto.randomUUID() })).toBe('not_found');
    const sold = await truth.sell();
    expect(await truth.refusal('causes', 'of', { entity: 'invoice', id: sold.orderId })).toBe('not_found');
  });
});
