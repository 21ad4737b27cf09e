/** A vendor and a license that was bought from it, anew for each test of a file that imports this. */
import { afterEach, beforeEach } from 'vitest';
import { systemClock } from '../../../main/core/kernel/index.ts';
import type { Given, VendorAction } from '../../../main/core/licenses/index.ts';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { makeWorld, owner, type World, type WorldOptions } from './world.ts';

export let sandbox: VendorSandbox;
export let world: World;
export let connection: string;
export let contract: string;
const closing: (() => Promise<void>)[] = [];

/** A vendor, and a contract product whose license was bought from it. */
export async function sold(vendor: VendorSandboxOptions = {}, options: Partial<WorldOptions> = {}): Promise<void> {
  sandbox = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 }, ...vendor });
  closing.push(() => sandbox.close());
  world = makeWorld({ url: sandbox.url, clock: systemClock, ...options });
  closing.push(() => world.close());
  connection = (await world.addConnection()).id;
  world.provisioning.start();
  contract = world.addContract(connection);
  await done(world.licenses.create(contract, owner).id);
}
beforeEach(() => {
  closing.length = 0;
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

export const done = (id: string) => world.until(id, 'succeeded');
export const ask = (action: VendorAction, given: Given = {}) => world.licenses.act(action, contract, given, owner).id;
/** The license in the vendor's own books. */
export const atVendor = () => {
  const [license] = sandbox.licenses();
  if (!license) throw new Error('the vendor has no license');
  return license;
};
export const contractRow = () =>
  world.store.db.prepare('SELECT * FROM contract_product WHERE id = ?').get(contract) as Record<string, unknown>;
export const mirror = () => world.licenseOf(contract) as unknown as Record<string, unknown>;
export const sent = (func: string): number =>
  sandbox.requests().filter((request) => request.func === func && request.params['sok'] === 'ok').length;
export const charges = (): number => sandbox.ledger().filter(({ kind }) => kind === 'charge').length;
export const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was thrown';
};
/** A product of the catalogue with this tariff, with a price of the contract's term and currency where one is given. */
export function addProduct(pricelist: string, name: string, amountMinor?: number): string {
  const id = world.store.makeId();
  world.store.transaction(owner, (writer) => {
    const { category_id } = world.store.db.prepare('SELECT category_id FROM product').get() as { category_id: string };
    writer.insert('product', {
      id,
      category_id,
      type: 'single',
      is_active: 1,
      is_visible: 1,
      name,
      description: '',
      connection_id: connection,
      package_identifier: pricelist,
      deleted_at: null,
    });
    if (amountMinor !== undefined)
      writer.insert('price', {
        id: world.store.makeId(),
        product_id: id,
        term_months: 1,
        currency: 'EUR',
        amount_minor: amountMinor,
      });
  });
  return id;
}
