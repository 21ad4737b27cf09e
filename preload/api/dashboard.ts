import { z } from 'zod';
import { call } from './contract.ts';
import { OrderRow } from './orders.ts';
import { Operation } from './operations.ts';
import { Empty, Instant, Money } from './values.ts';

/** What the first screen shows: what needs a person, the steps to the first sale, and the newest orders. */
export const Dashboard = z.strictObject({
  /** Steps of the first sale, in order; true when done. */
  steps: z.strictObject({
    connection: z.boolean(),
    category: z.boolean(),
    product: z.boolean(),
    client: z.boolean(),
    order: z.boolean(),
    license: z.boolean(),
  }),
  /** Operations whose outcome is unknown or absent, oldest first, at most 20. */
  attention: z.array(Operation),
  counts: z.strictObject({
    awaitingPayment: z.int(),
    /** Requests of clients to cancel an order that wait for a decision. */
    cancellationRequests: z.int(),
    awaitingActivation: z.int(),
    /** Of these: paid, and not bought before somebody gives or confirms their details. */
    awaitingDetails: z.int(),
    activeLicenses: z.int(),
    suspendedLicenses: z.int(),
    openOperations: z.int(),
  }),
  /** Newest known balance of each enabled connection. */
  balances: z.array(z.strictObject({ connectionName: z.string(), balance: Money.nullable(), at: Instant.nullable() })),
  recentOrders: z.array(OrderRow),
});
export type Dashboard = z.output<typeof Dashboard>;

export const dashboard = {
  get: call({ right: 'orders.read', input: Empty, output: Dashboard }),
};
