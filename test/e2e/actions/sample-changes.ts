import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ask } from './calls.ts';
import { contractOf, order, reach, sell } from './sample-orders.ts';

/** A contract product in its trial, and one whose upgrade waits for its money. */
export async function addChanges(
  page: Page,
  of: { connectionId: string; categoryId: string; clientId: string; productId: string },
): Promise<{ trial: string; changing: string }> {
  const { connectionId, categoryId, clientId } = of;
  const add = (product: { name: string; packageIdentifier: string; amountMinor: number; trial?: object }) =>
    ask(page, 'catalogue', 'createProduct', {
      categoryId,
      connectionId,
      name: product.name,
      packageIdentifier: product.packageIdentifier,
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: product.amountMinor }],
      ...(product.trial ? { trial: product.trial as never } : {}),
    });
  const pro = await add({ name: 'ispmanager 6 pro', packageIdentifier: '55228', amountMinor: 750 });
  const tried = await add({
    name: 'ispmanager 6 host on trial',
    packageIdentifier: '55229',
    amountMinor: 1_000,
    trial: {
      isSupported: true,
      isForced: false,
      days: 7,
      noticeDays: 1,
      endAction: 'migrate',
      migrateProductId: pro.id,
    },
  });
  const trial = await order(page, clientId, tried.id, { trial: true, expectedTotalMinor: 0, ip: '203.0.113.51' });
  await reach(page, trial, 'active');
  const changing = await sell(page, clientId, of.productId, { ip: '203.0.113.52' });
  await reach(page, changing, 'active');
  const contractProductId = contractOf(changing);
  const { due } = await ask(page, 'contractChanges', 'quote', { contractProductId, productId: pro.id });
  await ask(page, 'contractChanges', 'confirm', {
    requestKey: randomUUID(),
    contractProductId,
    productId: pro.id,
    expectedDueMinor: due.amountMinor,
  });
  return { trial: contractOf(trial), changing: contractProductId };
}
