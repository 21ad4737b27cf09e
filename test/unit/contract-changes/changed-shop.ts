/** A contract product that is paid for from the first of March and looked at on the seventeenth, anew for each test of a file that imports this. */
import { afterEach, beforeEach } from 'vitest';
import { key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

export let opened: ReturnType<typeof temporaryStore>;
export let shop: Shop;
export let connectionId: string;
export let lite: string;
export let pro: string;
export let contract: string;
export let clientId: string;

beforeEach(() => {
  opened = temporaryStore();
  opened.clock.set('2026-03-01T12:00:00.000Z');
  shop = makeShop(opened.store);
  connectionId = shop.make.connection();
  lite = shop.make.product({ connectionId });
  pro = product('ispmanager 6 pro', '55228', 750);
  clientId = shop.make.client();
  contract = bought();
  opened.clock.set('2026-03-17T12:00:00.000Z');
});
afterEach(() => opened.done());

export function product(name: string, packageIdentifier: string, amountMinor: number, patch: object = {}): string {
  const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor }];
  return shop.make.product({ name, packageIdentifier, connectionId, prices, ...patch });
}

/** A contract product whose license is there, paid for from the first of March. */
export function bought(productId = lite, paidMinor = 500): string {
  const order = shop.make.order({ productId, clientId, expectedTotalMinor: paidMinor });
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, paidMinor, { receivedOn: '2026-03-01' }));
  const id = order.items[0]?.contractProductId ?? '';
  shop.settle(id, 'succeeded');
  shop.make.license(id, { package_identifier: productId === lite ? '55227' : '55228' });
  return id;
}

/** Looks at another contract product from here on. */
export const look = (id: string): void => {
  contract = id;
};

export const quote = (patch: object = {}) =>
  shop.call('contractChanges', 'quote', { contractProductId: contract, productId: pro, ...patch });
export const asked = (patch: object = {}) => ({
  requestKey: key(),
  contractProductId: contract,
  productId: pro,
  expectedDueMinor: 121,
  ...patch,
});
export const confirm = (patch: object = {}) => shop.call('contractChanges', 'confirm', asked(patch));
export const newest = () => shop.call('contractChanges', 'list', { contractProductId: contract })[0];
export const product_ = () => shop.call('contractProducts', 'get', { id: contract });
export const pay = (invoiceId: string | null, minor: number) =>
  shop.call('billing', 'recordPayment', shop.make.payment(invoiceId ?? '', minor, { receivedOn: '2026-03-17' }));
export const balance = (): number =>
  (opened.store.db.prepare('SELECT coalesce(sum(amount_minor), 0) AS n FROM balance_entry').get() as { n: number }).n;
export const triggers = (no: number): number =>
  (opened.store.db.prepare('SELECT count(*) AS n FROM trigger_event WHERE trigger_no = ?').get(no) as { n: number }).n;
export const period = (number = 0) =>
  opened.store.db
    .prepare('SELECT * FROM contract_period WHERE contract_product_id = ? AND number = ?')
    .get(contract, number) as { state: string; price_minor: number; invoice_id: string };
export const patch = (
  table: 'contract_product' | 'contract_period',
  id: string,
  row: Record<string, string | number | null>,
) => opened.store.transaction(staff, (writer) => writer.update(table, id, row));
