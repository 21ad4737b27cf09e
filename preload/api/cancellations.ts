import { z } from 'zod';
import { call } from './contract.ts';
import { ExpectedRefund, OrderStatus, RefundChoice } from './orders.ts';
import { ById, Id, Instant, PageInput, page, searchInput, sortInput } from './values.ts';

/** Spec 2.11: it waits, was approved, or was deleted by the one or the other. */
export const CancellationState = z.enum(['pending', 'approved', 'deleted_by_client', 'deleted_by_user']);
export type CancellationState = z.output<typeof CancellationState>;

/** Why a client wants to cancel. */
export const cancellationReason = z.string().trim().min(1, 'required').max(2000, 'too_long');

export const Cancellation = z.strictObject({
  id: Id,
  orderId: Id,
  orderNumber: z.string(),
  orderStatus: OrderStatus,
  productNames: z.string(),
  clientId: Id,
  clientName: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  state: CancellationState,
  /** How it was approved. */
  ending: z.enum(['immediate', 'end_of_term']).nullable(),
  ticketId: Id.nullable(),
  /** Empty while it waits. */
  decidedBy: z.string(),
  decidedAt: Instant.nullable(),
});
export type Cancellation = z.output<typeof Cancellation>;

/** Requests of clients to cancel an order (spec 2.11, 88). */
export const cancellations = {
  /** Newest first. */
  list: call({
    right: 'orders.read',
    input: z.strictObject({
      state: CancellationState.optional(),
      orderId: Id.optional(),
      ...searchInput,
      ...sortInput(['createdAt']),
      ...PageInput,
    }),
    output: page(Cancellation),
  }),
  get: call({ right: 'orders.read', input: ById, output: Cancellation }),
  /** Staff ask on a client's behalf; one request of an order waits at a time. */
  request: call({
    right: 'orders.place',
    input: z.strictObject({
      requestKey: Id,
      orderId: Id,
      reason: cancellationReason,
      openTicket: z.boolean().default(false),
    }),
    output: Cancellation,
  }),
  /** Cancels the order as `orders.cancel` does. */
  approve: call({
    right: 'orders.cancel',
    input: z.strictObject({
      id: Id,
      immediate: z.boolean(),
      refund: RefundChoice.default('none'),
      expectedRefundMinor: ExpectedRefund,
    }),
    output: Cancellation,
  }),
  /** Refuses it: the order stays as it is. */
  delete: call({ right: 'orders.cancel', input: ById, output: Cancellation }),
};
