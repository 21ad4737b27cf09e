import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { Order } from '../../../preload/api/orders.ts';
import { ask } from './calls.ts';

export const contractOf = (placed: Order): string => placed.items[0]?.contractProductId ?? '';

export async function order(
  page: Page,
  clientId: string,
  productId: string,
  {
    ip = '203.0.113.10',
    trial = false,
    ...more
  }: { ip?: string; notes?: string; trial?: boolean; expectedTotalMinor?: number } = {},
): Promise<Order> {
  const product = await ask(page, 'catalogue', 'getProduct', { id: productId });
  const price = product.prices.find((each) => each.termMonths === 1);
  if (!price) throw new Error(`${product.name} has no price`);
  return ask(page, 'orders', 'place', {
    requestKey: randomUUID(),
    clientId,
    currency: price.currency,
    items: [{ productId, termMonths: 1, ip, trial }],
    expectedTotalMinor: price.amountMinor,
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

/** Money on the account balance of a client, and part of an invoice given back to it. Answers with the credit note. */
export async function addMoney(
  page: Page,
  { clientId, invoiceId }: { clientId: string; invoiceId: string },
): Promise<string> {
  const { issuedOn } = await ask(page, 'billing', 'getInvoice', { id: invoiceId });
  await ask(page, 'billing', 'deposit', {
    requestKey: randomUUID(),
    clientId,
    currency: 'EUR',
    amountMinor: 2000,
    method: 'bank_transfer',
    receivedOn: issuedOn,
    reference: 'Transfer 4711',
  });
  const refund = { requestKey: randomUUID(), invoiceId, amountMinor: 200, reference: 'Not delivered' };
  const back = await ask(page, 'billing', 'refund', { ...refund, destination: 'account_balance' });
  return back.creditNotes[0]?.id ?? '';
}
