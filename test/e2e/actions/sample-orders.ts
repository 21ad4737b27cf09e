import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { Order } from '../../../preload/api/orders.ts';
import { ask } from './calls.ts';

export const contractOf = (placed: Order): string => placed.items[0]?.contractProductId ?? '';

export async function order(
  page: Page,
  clientId: string,
  productId: string,
  more: { ip?: string; notes?: string; trial?: boolean; expectedTotalMinor?: number } = {},
): Promise<Order> {
  const product = await ask(page, 'catalogue', 'getProduct', { id: productId });
  const price = product.prices.find((each) => each.termMonths === 1);
  if (!price) throw new Error(`${product.name} has no price`);
  return ask(page, 'orders', 'place', {
    requestKey: randomUUID(),
    clientId,
    productId,
    termMonths: 1,
    currency: price.currency,
    expectedTotalMinor: price.amountMinor,
    ip: '203.0.113.10',
    ...more,
  });
}

interface Paid {
  readonly amountMinor: number;
  readonly method: 'bank_transfer' | 'cash';
  readonly reference: string;
}

export async function pay(page: Page, placed: Order, paid: Paid): Promise<void> {
  const receivedOn = (await ask(page, 'billing', 'getInvoice', { id: placed.invoiceId })).issuedOn;
  await ask(page, 'billing', 'recordPayment', {
    requestKey: randomUUID(),
    invoiceId: placed.invoiceId,
    receivedOn,
    ...paid,
  });
}

export async function sell(
  page: Page,
  clientId: string,
  productId: string,
  more: { ip?: string } = {},
): Promise<Order> {
  const placed = await order(page, clientId, productId, more);
  await pay(page, placed, { amountMinor: placed.total.amountMinor, method: 'bank_transfer', reference: 'SEPA 2291' });
  return placed;
}

/** Waits until the mirror of the license has a state, and no operation is under way. */
export async function reach(page: Page, placed: Order, status: 'active' | 'suspended'): Promise<void> {
  await expect
    .poll(async () => {
      const contract = await ask(page, 'contractProducts', 'get', { id: contractOf(placed) });
      return contract.openOperationState === null ? contract.licenseStatus : 'under way';
    })
    .toBe(status);
}

/** Waits until the newest operation of an order is in a state, for a reason where one is given. */
export async function reachOperation(
  page: Page,
  placed: Order,
  state: 'refused' | 'unknown' | 'queued',
  reason?: string,
): Promise<void> {
  await expect
    .poll(async () => {
      const contract = await ask(page, 'contractProducts', 'get', { id: contractOf(placed) });
      const newest = contract.operations[0];
      return reason === undefined ? newest?.state : `${newest?.state ?? ''} ${newest?.errorCode ?? ''}`;
    })
    .toBe(reason === undefined ? state : `${state} ${reason}`);
}

/** The newest operation of an order. */
export async function operationOf(page: Page, placed: Order): Promise<string> {
  const contract = await ask(page, 'contractProducts', 'get', { id: contractOf(placed) });
  return contract.operations[0]?.id ?? '';
}
